"""One file changed among several towns and years: the rest is taken over, and the bytes are those
of a build from nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import polars as pl
import pytest

from fazhi.codebook.book import Codebook
from fazhi.corpus import peers, ranges
from fazhi.corpus.promises import plans, returning
from fazhi.corpus.reuse import wordings
from fazhi.corpus.years import aligned, authorities, changes, panel, stale
from fazhi.pipeline.build import build
from fazhi.pipeline.over import overs
from fazhi.tables.over import Overs

TOWNS = ("青石镇", "西坪镇", "丁河镇")
YEARS = (2021, 2022, 2023)
WAYS = (aligned, authorities, plans, returning, changes, panel, stale, peers)
# Behind what was done.
LACKS = "二、存在的不足"


def text(town: str, year: int, calls: int) -> str:
    return "\n".join(
        [
            f"西峡县{town}{year}年度法治政府建设情况报告",
            "一、主要举措和成效",
            f"在{town}设立联调点，约定七日内回话，签字后回访{calls}次。组织防汛演练{calls + 1}次。",
            LACKS,
            "执法队伍人手紧张，一人身兼数职。村级台账归档较乱，资料不齐全。",
            f"三、{year + 1}年工作安排",
            f"一是组织防汛演练{calls + 2}次。二是修建民法典长廊。",
        ]
    )


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for number, town in enumerate(TOWNS):
        for year in YEARS:
            words = text(town, year, number + year - 2018)
            (folder / f"河南省西峡县{town}-{year}.txt").write_text(words, "utf-8")
    return folder


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Of which reports each table made rows, in the last build."""
    found: dict[str, list[str]] = {}

    def counted(name: str, whole: Callable[..., Any]) -> Callable[..., Any]:
        def work(tables: Any, some: Sequence[Any], *rest: Any) -> Any:
            named = some["report_id"] if isinstance(some, pl.DataFrame) else some
            found[name] = [getattr(one, "report_id", one) for one in named]
            return whole(tables, some, *rest)

        return work

    for module in WAYS:
        name = module.__name__.rpartition(".")[2]
        monkeypatch.setattr(module, "_made", counted(name, module._made))
    return found


def parquet(out: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in out.glob("*.parquet")}


def test_only_what_hangs_on_the_file_is_made_again(
    raw: Path, tmp_path: Path, made: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    # What words tell is counted in no report, as by chance in none that changes.
    monkeypatch.setattr("fazhi.corpus.promises.weights.COUNTED", 0)
    monkeypatch.setattr("fazhi.tables.kept.REPORTS_A_BUCKET", 1)
    build(raw, tmp_path / "out", jobs=1)
    assert {name for name, some in made.items() if len(some) == 6} == {
        "aligned",
        "changes",
        "returning",
        "stale",
    }
    assert {name for name, some in made.items() if len(some) == 9} == {
        "authorities",
        "panel",
        "peers",
        "plans",
    }
    (raw / "河南省西峡县西坪镇-2022.txt").write_text(text("西坪镇", 2022, 40), "utf-8")
    build(raw, tmp_path / "out", jobs=1)
    again = {name: [one[-4:] for one in some] for name, some in made.items()}
    assert again == {
        "aligned": ["2022", "2023"],
        "authorities": ["2022"],
        "changes": ["2022", "2023"],
        "panel": ["2021", "2022", "2023"],
        "peers": ["2022"],
        "stale": ["2022", "2023"],
        "plans": ["2021", "2022"],
        "returning": ["2022", "2023"],
    }
    assert {one[:-5] for some in made.values() for one in some} == {"411323102"}
    build(raw, tmp_path / "new", jobs=1)
    assert parquet(tmp_path / "out") == parquet(tmp_path / "new")


def test_a_file_more_or_less_gives_the_bytes_of_a_build_from_nothing(
    raw: Path, tmp_path: Path, made: dict[str, list[str]]
) -> None:
    gone = raw / "河南省西峡县青石镇-2022.txt"
    words = gone.read_text("utf-8")
    build(raw, tmp_path / "out", jobs=1)
    for number, change in enumerate((gone.unlink, lambda: gone.write_text(words, "utf-8"))):
        change()
        build(raw, tmp_path / "out", jobs=1)
        build(raw, tmp_path / f"new{number}", jobs=1)
        assert parquet(tmp_path / "out") == parquet(tmp_path / f"new{number}")
        for name in ("families", "ranges", "wording", "panel", "promises"):
            assert pl.read_parquet(tmp_path / f"out/{name}.parquet").height


def test_only_wordings_and_ranges_that_hold_something_new_are_told_again(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again: dict[str, int] = {}

    def counting(module: ModuleType, given: int, column: str) -> None:
        whole = module._made

        def work(*some: Any) -> Any:
            again[column] = some[given][column].n_unique()
            return whole(*some)

        monkeypatch.setattr(module, "_made", work)

    for file in raw.iterdir():
        words = file.read_text("utf-8").replace(LACKS, f"全年调解矛盾纠纷128件。\n{LACKS}")
        file.write_text(words, "utf-8")
    counting(wordings, 1, "family_id")
    counting(ranges, 0, "indicator")
    build(raw, tmp_path / "out", jobs=1)
    assert again["family_id"] > 1
    assert again.pop("indicator") > 1
    changed = raw / "河南省西峡县西坪镇-2022.txt"
    words = changed.read_text("utf-8")
    # A figure of something of which no other tells.
    changed.write_text(words.replace(LACKS, f"全年制发行政规范性文件7件。\n{LACKS}"), "utf-8")
    again["family_id"] = 0
    build(raw, tmp_path / "out", jobs=1)
    assert again == {"family_id": 0, "indicator": 1}
    # And one that stands among those of others.
    changed.write_text(words.replace("128", "147"), "utf-8")
    build(raw, tmp_path / "out", jobs=1)
    assert again["indicator"] == 1
    build(raw, tmp_path / "new", jobs=1)
    assert parquet(tmp_path / "out") == parquet(tmp_path / "new")


def test_a_figure_told_again_no_more_is_gone(
    raw: Path, tmp_path: Path, made: dict[str, list[str]]
) -> None:
    for file in raw.iterdir():
        words = file.read_text("utf-8").replace(LACKS, f"全年调解矛盾纠纷128件。\n{LACKS}")
        file.write_text(words, "utf-8")
    build(raw, tmp_path / "out", jobs=1)
    assert pl.read_parquet(tmp_path / "out/stale_figures.parquet").height == 6
    changed = raw / "河南省西峡县西坪镇-2022.txt"
    changed.write_text(changed.read_text("utf-8").replace("128", "147"), "utf-8")
    build(raw, tmp_path / "out", jobs=1)
    assert len(made["stale"]) == 2
    assert pl.read_parquet(tmp_path / "out/stale_figures.parquet").height == 4
    build(raw, tmp_path / "new", jobs=1)
    assert parquet(tmp_path / "out") == parquet(tmp_path / "new")


def test_what_other_code_made_of_the_same_reports_is_made_anew_with_all_that_needs_it(
    raw: Path, tmp_path: Path, made: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_other_code(book: Codebook) -> Overs:
        known = overs(book)
        tables = [(one, key + " other" * (one.name == "aligned")) for one, key in known.tables]
        return replace(known, tables=tables)

    build(raw, tmp_path / "out", jobs=1)
    (raw / "河南省西峡县西坪镇-2022.txt").write_text(text("西坪镇", 2022, 40), "utf-8")
    monkeypatch.setattr("fazhi.pipeline.build.overs", with_other_code)
    build(raw, tmp_path / "out", jobs=1)
    assert len(made["aligned"]) == len(made["changes"]) == 6
    assert len(made["panel"]) == 3


def test_what_words_tell_makes_all_anew(
    raw: Path, tmp_path: Path, made: dict[str, list[str]]
) -> None:
    build(raw, tmp_path / "out", jobs=1)
    (raw / "河南省西峡县西坪镇-2022.txt").write_text(text("西坪镇", 2022, 40), "utf-8")
    build(raw, tmp_path / "out", jobs=1)
    assert len(made["aligned"]) == 2
    assert len(made["returning"]) == 6
