"""One file changed among several towns and years: the rest is taken over, and the bytes are those
of a build from nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from fazhi.corpus.promises import plans, returning
from fazhi.corpus.years import aligned
from fazhi.pipeline.build import build

TOWNS = ("青石镇", "西坪镇", "丁河镇")
YEARS = (2021, 2022, 2023)
WAYS = (aligned, plans, returning)


def text(town: str, year: int, calls: int) -> str:
    return "\n".join(
        [
            f"西峡县{town}{year}年度法治政府建设情况报告",
            "一、主要举措和成效",
            f"在{town}设立联调点，约定七日内回话，签字后回访{calls}次。组织防汛演练{calls + 1}次。",
            "二、存在的不足",
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
            found[name] = [getattr(one, "report_id", one) for one in some]
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
    build(raw, tmp_path / "out", jobs=1)
    assert len(made["aligned"]) == len(made["returning"]) == 6
    assert len(made["plans"]) == 9
    (raw / "河南省西峡县西坪镇-2022.txt").write_text(text("西坪镇", 2022, 40), "utf-8")
    build(raw, tmp_path / "out", jobs=1)
    again = {name: [one[-4:] for one in some] for name, some in made.items()}
    assert again == {
        "aligned": ["2022", "2023"],
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


def test_what_words_tell_makes_all_anew(
    raw: Path, tmp_path: Path, made: dict[str, list[str]]
) -> None:
    build(raw, tmp_path / "out", jobs=1)
    (raw / "河南省西峡县西坪镇-2022.txt").write_text(text("西坪镇", 2022, 40), "utf-8")
    build(raw, tmp_path / "out", jobs=1)
    assert len(made["aligned"]) == 2
    assert len(made["returning"]) == 6
