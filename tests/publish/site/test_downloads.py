"""Downloads, the server, and the size of pages: one report's, five's, two hundred's."""

from __future__ import annotations

import csv
import io
import threading
import urllib.request
from pathlib import Path

import polars as pl
import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import FazhiError, NotFoundError
from fazhi.pipeline.over import overs
from fazhi.publish.site import downloads
from fazhi.publish.site.serve import server
from fazhi.tables.schema import TABLES
from fazhi.tables.some import windows
from fazhi.tables.view import Tables

KB = 1000


def read_csv(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_every_table_is_there_as_csv_and_as_the_parquet_it_is(
    site: Path, tables_folder: Path
) -> None:
    columns = {name: table.columns for name, table in TABLES.items()}
    columns |= {one.name: one.table.columns for one, _ in overs(load_codebook()).tables}
    assert {"peers", "ranges"} < set(columns)
    for name in columns:
        parquet = site / "data" / f"{name}.parquet"
        assert parquet.read_bytes() == (tables_folder / f"{name}.parquet").read_bytes()
        rows = read_csv((site / "data" / f"{name}.csv").read_bytes())
        assert rows[0] == list(columns[name])
        assert len(rows) - 1 == pl.read_parquet(parquet).height


def test_chinese_lists_and_line_breaks_survive_in_csv(site: Path, tables_folder: Path) -> None:
    head, *rows = read_csv((site / "data/reports.csv").read_bytes())
    towns = [row[head.index("town")] for row in rows]
    assert towns == ["西坪镇", "湾头桥镇", "平安镇", "兴泾镇", "彭堡镇"]
    assert "各村（居）、各单位" in rows[0][head.index("addressees")]
    raw = pl.read_parquet(tables_folder / "texts.parquet")["raw_text"].to_list()
    head, *rows = read_csv((site / "data/texts.csv").read_bytes())
    assert [row[head.index("raw_text")] for row in rows] == raw


FORMULAS = (
    "=1+1",
    "@x",
    "-",
    "+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "\t=1",
    "\r=1",
    " =1",
    "\u3000＝1",
)
FORMULAS += ("\ufeff=1", "\u200b=1", "\n=1", "\ttab", "\rreturn", "﹦1")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_csv_is_a_formula(text: str) -> None:
    for column in ([text], [[text, "b"]]):
        _, (cell, number) = read_csv(downloads.csv(pl.DataFrame({"a": column, "n": -1})).encode())
        assert cell.startswith(f"'{text}")
        assert number == "-1"


def test_other_text_of_a_csv_stays_as_it_is() -> None:
    rows = read_csv(downloads.csv(pl.DataFrame({"a": ["一", "1=1", "\n\n一", None]})).encode())
    assert rows[1:] == [["一"], ["1=1"], ["\n\n一"], []]


def test_the_site_is_shown_on_this_machine_only(site: Path) -> None:
    with server(site, 0) as running:
        host, port = running.server_address[:2]
        assert host == "127.0.0.1"
        threading.Thread(target=running.serve_forever, daemon=True).start()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
            assert answer.read() == (site / "index.html").read_bytes()
        with pytest.raises(FazhiError, match="port"):
            server(site, int(port))
        running.shutdown()


def test_a_folder_without_a_site_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no site"):
        server(tmp_path)


def test_the_site_of_the_five_stays_small(site: Path) -> None:
    assert sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) < 15_000 * KB


def test_pages_of_two_hundred_reports_stay_within_reason(many: Path, site: Path) -> None:
    assert (many / "index.html").stat().st_size < 250 * KB
    assert (many / "cross_town.html").stat().st_size < 1_000 * KB
    # Forty times the reports, and the page of all is hardly larger: it counts, and lists nobody.
    few = (site / "cross_town.html").stat().st_size
    assert (many / "cross_town.html").stat().st_size < 1.05 * few
    for shard in (many / "search").iterdir():
        assert shard.stat().st_size < 700 * KB


def test_large_tables_are_written_in_pieces_that_make_the_same_files(
    tables_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = Tables(tables_folder)
    whole = {name: b"".join(chunks) for name, chunks in downloads.files(tables)}
    monkeypatch.setattr(windows, "ROWS", 7)
    monkeypatch.setattr(windows, "TEXTS", 2)
    monkeypatch.setattr(downloads, "CHUNK", 1000)
    pieces = {name: list(chunks) for name, chunks in downloads.files(tables)}
    assert len(pieces["data/quantities.csv"]) == -(-tables.frame("quantities").height // 7)
    assert {name: b"".join(chunks) for name, chunks in pieces.items()} == whole
    assert read_csv(whole["data/failures.csv"]) == [tables.frame("failures").columns]
