"""A changed rule codes anew only the reports it bears on, and the bytes are those of a build from
nothing, whatever of the rule changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

import pytest
import yaml

from fazhi.codebook.book import load_codebook
from fazhi.codebook.entries import examples
from fazhi.codebook.indicators import indicators
from fazhi.pipeline.before import coded
from fazhi.pipeline.build import build
from fazhi.pipeline.spread.merge import merge
from fazhi.pipeline.spread.part import Shard, build_part
from fazhi.publish.package.made_of import lying_in
from fazhi.tables.view import Tables

Own = dict[str, Any]
SENTENCES_A_REPORT = 30
OWN: Own = {
    "study.lanterns": {
        "zh": "灯会",
        "unit": "场",
        "rules": {
            "held": {"object": ["普法灯会", "法治灯会"], "verb": ["举办", "开展"]},
            "seen": {"object": ["普法游园"], "context": ["元宵"], "without": ["彩排"]},
        },
    },
    "publicity.sessions": {
        "zh": "宣传场次",
        "unit": "场次",
        "units": ["场"],
        "rules": {
            "held": {"object": ["法治宣传活动", "普法宣传活动"], "where": ["head", "before"]}
        },
    },
}
# What stands in some reports and not in others.
SAID = (
    "元宵前后举办普法灯会3场，开展普法游园2场。",
    "举办法治灯会4场。",
    "元宵期间普法游园彩排1场。",
    "开展法治宣传活动6场，张挂灯谜40条。",
    "全年组织走马灯展2场。",
)


def with_change(*path: str, words: Any) -> Own:
    """The researcher's entries with something of them in place of what is there."""
    told = deepcopy(OWN)
    inside = told
    for name in path[:-1]:
        inside = inside[name]
    if words is None:
        del inside[path[-1]]
    else:
        inside[path[-1]] = words
    return told


HELD, SEEN = ("study.lanterns", "rules", "held"), ("study.lanterns", "rules", "seen")
# Each with whether some reports, not all, are coded anew: two of them hold a table.
CHANGES: Mapping[str, tuple[Own, bool]] = {
    "a word added": (
        with_change(*HELD, "object", words=["普法灯会", "法治灯会", "走马灯展"]),
        True,
    ),
    "a word removed": (with_change(*HELD, "object", words=["普法灯会"]), True),
    "a verb asked for no more": (with_change(*HELD, "verb", words=None), True),
    "an exclusion added": (with_change(*SEEN, "without", words=["彩排", "灯谜"]), True),
    "an exclusion removed": (with_change(*SEEN, "without", words=None), True),
    "a rule added": (
        with_change("study.lanterns", "rules", "shown", words={"object": ["走马灯展"]}),
        True,
    ),
    "a rule removed": (with_change(*SEEN, words=None), True),
    "an entry added": (
        {
            **OWN,
            "study.riddles": {"zh": "灯谜", "unit": "条", "rules": {"r": {"object": ["灯谜"]}}},
        },
        True,
    ),
    "measure words of a rule": (with_change(*HELD, "unit", words=["次"]), True),
    "a weight": (with_change(*HELD, "weight", words=3), True),
    "where an object may stand": (with_change(*HELD, "where", words=["after"]), True),
    "sentences for people": (
        with_change("study.lanterns", "match", words=["普法灯会{2场|2}。"]),
        True,
    ),
    "an object that is inherited": (with_change(*HELD, "where", words=["head", "inherit"]), False),
    "no object": (with_change(*SEEN, "object", words=None), False),
    "measure words of an entry": (with_change("study.lanterns", "units", words=["次"]), False),
    "a label": (with_change("study.lanterns", "zh", words="灯谜会"), False),
}


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of what the codebook's own examples say, and some of what is told above."""
    folder = tmp_path_factory.mktemp("raw")
    entries = indicators(load_codebook()).entries.values()
    told = [
        next((one.text for one in examples(sentence)), sentence)
        for entry in entries
        for sentence in (*entry.match[:2], *entry.mismatch[:1])
    ]
    for number, first in enumerate(range(0, len(told), SENTENCES_A_REPORT)):
        some = told[first : first + SENTENCES_A_REPORT]
        said = [SAID[number % len(SAID)]] if number % 3 == 0 else []
        # Heads of rows and columns make a word that stands nowhere: 走马灯展.
        table = ["走马\t灯展（场）\t其他（场）", "走马\t12\t7"] if number < 2 else []
        lines = ["一、主要举措", *some, *said, *table, "二、存在的不足", "队伍人手紧张。"]
        name = f"河南省西峡县丁河镇{number}法治政府建设年度报告-2023.txt"
        (folder / name).write_text("\n".join(lines), "utf-8")
    return folder


def written(own: Own, folder: Path) -> Path:
    file = folder / "own.yaml"
    file.write_text(yaml.safe_dump(own, allow_unicode=True, sort_keys=False), "utf-8")
    return file


def parquet(out: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in out.glob("*.parquet")}


@pytest.fixture(scope="module")
def before(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("before")
    build(raw, folder / "out", jobs=1, codebooks=[written(OWN, folder)])
    return folder / "out"


@pytest.mark.parametrize("what", CHANGES)
def test_what_a_change_does_not_bear_on_is_taken_over_to_the_byte(
    what: str, raw: Path, before: Path, tmp_path: Path
) -> None:
    own, is_narrow = CHANGES[what]
    out = copytree(before, tmp_path / "out")
    file = written(own, tmp_path)
    done = build(raw, out, jobs=1, codebooks=[file])
    new = build(raw, tmp_path / "new", jobs=1, codebooks=[file])
    assert parquet(out) == parquet(tmp_path / "new")
    assert (done.read < new.read) is is_narrow
    # And so it stays: nothing is read again, and the tables are known for what they are.
    assert build(raw, out, jobs=1, codebooks=[file]).read == 0
    assert lying_in(raw, Tables(out), None, ()).same


@pytest.fixture
def taken(before: Path, raw: Path, tmp_path: Path) -> tuple[Path, list[Path]]:
    """Tables of which most rows were taken over from another codebook, and the codebook."""
    out, own = copytree(before, tmp_path / "out"), [written(CHANGES["a word added"][0], tmp_path)]
    done = build(raw, out, jobs=1, codebooks=own)
    assert done.read < done.kept
    return out, own


def test_what_tables_are_made_of_is_known_with_nothing_kept(
    raw: Path, taken: tuple[Path, list[Path]]
) -> None:
    out, own = taken
    tables = parquet(out)
    rmtree(out / ".fazhi-cache")
    assert lying_in(raw, Tables(out), None, ()).same
    assert not build(raw, out, jobs=1, codebooks=own).changed
    assert parquet(out) == tables


def test_damaged_rows_of_another_codebook_are_made_under_their_own_name(
    raw: Path, taken: tuple[Path, list[Path]], before: Path
) -> None:
    out, own = taken
    tables, rows = parquet(out), out / ".fazhi-cache/rows"
    of_before = {file.name for file in (before / ".fazhi-cache/rows").iterdir()}
    damaged = min(file for file in rows.iterdir() if file.name in of_before)
    damaged.write_bytes(damaged.read_bytes()[:-1])
    (out / "texts.parquet").unlink()
    assert build(raw, out, jobs=1, codebooks=own).read == 1
    assert parquet(out) == tables
    assert build(raw, out, jobs=1, codebooks=own).read == 0
    assert not damaged.exists()


def test_of_merged_parts_a_changed_rule_codes_anew_what_it_bears_on(
    raw: Path, taken: tuple[Path, list[Path]], tmp_path: Path
) -> None:
    out, own = taken
    parts = [tmp_path / "part 1", tmp_path / "part 2"]
    (tmp_path / "of parts").mkdir()
    of_parts = [written(OWN, tmp_path / "of parts")]
    for number, folder in enumerate(parts, 1):
        build_part(raw, folder, Shard(number, 2), jobs=1, codebooks=of_parts)
    merge(parts, tmp_path / "merged", codebooks=of_parts)
    done = build(raw, tmp_path / "merged", jobs=1, codebooks=own)
    assert 0 < done.read < done.kept
    assert parquet(tmp_path / "merged") == parquet(out)


def test_of_two_changes_each_codes_anew_what_it_bears_on(
    raw: Path, taken: tuple[Path, list[Path]], tmp_path: Path
) -> None:
    out, _ = taken
    (tmp_path / "next").mkdir()
    after = [written(CHANGES["a word removed"][0], tmp_path / "next")]
    done = build(raw, out, jobs=1, codebooks=after)
    assert 0 < done.read < done.kept
    build(raw, tmp_path / "new", jobs=1, codebooks=after)
    assert parquet(out) == parquet(tmp_path / "new")


def test_other_code_takes_over_nothing_that_this_one_told_to_be_the_same(
    raw: Path, taken: tuple[Path, list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    out, own = taken
    kept = build(raw, out, jobs=1, codebooks=own).kept
    monkeypatch.setattr(coded, "TELLS", coded.TELLS[:1])
    done = build(raw, out, jobs=1, codebooks=own)
    assert done.kept < done.read < kept
