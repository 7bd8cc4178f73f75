"""Where a report comes from, as the proof of its collecting tells: from the portal to the page."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from fazhi.codebook.book import load_codebook
from fazhi.collect import manners
from fazhi.errors import ReadError
from fazhi.pipeline.build import build
from fazhi.pipeline.found.captured import joined
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.words import Words
from fazhi.publish.writeup.town.head import head
from fazhi.tables.view import Tables
from tests.collect.collecting import gathered, rows
from tests.collect.portal import Portal, Reply, moved

RAW = Path(__file__).parents[3] / "data/raw"
TEXT = (RAW / "平安镇-2023.txt").read_text("utf-8")
COLUMNS = ("path", "source_url", "final_url", "captured_at", "captured_sha256")


def markup(text: str) -> bytes:
    lines = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return f"<html><body><div>{lines}</div></body></html>".encode()


def told(out: Path) -> list[dict[str, str]]:
    return pl.read_parquet(out / "reports.parquet").select(*COLUMNS, "sha256").to_dicts()


def test_from_the_portal_to_the_page_of_the_town(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manners, "LEAST_PAUSE", 0.0)
    raw, out = tmp_path / "raw", tmp_path / "out"
    with Portal() as portal:
        portal.pages |= {"/old": moved("/new.html"), "/new.html": Reply(markup(TEXT))}
        gathered(portal, tmp_path, "url,town,county,year\n=/old,平安镇,云阳县,2023\n")
        home = portal.home
        (first,) = rows(tmp_path, role="page", state="kept")
        build(raw, out, jobs=1)
        (report,) = told(out)
        assert report["path"] == "云阳县平安镇-2023.html"
        assert report["source_url"] == f"{home}/old"
        assert (report["final_url"], report["captured_at"]) == (f"{home}/new.html", first.at)
        assert report["captured_sha256"] == report["sha256"]
        tables = Tables(out)
        shown = head(Reading(tables, tables.reports()[0], Words("zh", load_codebook())))
        words = re.sub(r"<[^>]+>", " ", str(shown)).split()
        assert f"{home}/new.html" in words
        assert first.at[:10] in words and report["sha256"] in words
        # A year later the page says other words: the new ones are read, the old ones kept.
        portal.pages["/new.html"] = Reply(markup(TEXT + "\n另有一句。"))
        gathered(portal, tmp_path, "url,town,county,year\n=/old,平安镇,云阳县,2023\n")
    build(raw, out, jobs=1)
    (report,) = told(out)
    (last,) = rows(tmp_path, role="page", state="changed")
    assert (report["captured_at"], report["captured_sha256"]) == (last.at, last.sha256)
    assert (raw / last.former).read_bytes() == markup(TEXT)


def test_a_file_changed_by_hand_keeps_the_digest_of_its_capture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manners, "LEAST_PAUSE", 0.0)
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    with Portal() as portal:
        portal.pages["/a.html"] = Reply(markup(TEXT))
        gathered(portal, folder, "url,town,county,year\n=/a.html,平安镇,云阳县,2023\n")
    (folder / "list.csv").unlink()
    file = folder / "raw/云阳县平安镇-2023.html"
    file.write_bytes(file.read_bytes() + b"<!-- mended -->")
    build(folder, out, jobs=1)
    (report,) = told(out)
    assert report["path"] == "raw/云阳县平安镇-2023.html"
    (capture,) = rows(folder, role="page")
    assert report["captured_sha256"] == capture.sha256 != report["sha256"]


def test_the_manifest_wins_but_where_it_only_says_where_the_server_led() -> None:
    proof = {"source_url": "http://a/old", "final_url": "http://a/new"}
    assert joined(proof, {"source_url": "http://a/new"})["source_url"] == "http://a/old"
    assert joined(proof, {"source_url": "http://b/"})["source_url"] == "http://b/"
    assert joined({}, {"town": "平安镇"}) == {"town": "平安镇"}


def test_a_table_of_captures_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "raw/captures.csv").write_text("run\nmany\n", "utf-8")
    with pytest.raises(ReadError, match="no table of captures"):
        build(tmp_path / "raw", tmp_path / "out", jobs=1)
