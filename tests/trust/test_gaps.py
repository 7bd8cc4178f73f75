"""What the codebook misses, grouped: fields, head nouns, counts, suggestions."""

from __future__ import annotations

import pytest

from fazhi.pipeline.build import build
from fazhi.tables.view import Tables
from fazhi.trust.gaps import Gap, gaps

HEAD = "2023年法治政府建设年度报告\n一、主要成效\n"
# In simplified and in traditional script.
FIRST = "开展人民调解，慰问老调解员家属15户。种植苹果树3棵。每月种植梨树2棵。苹果树同比增长12%。"
SECOND = "開展人民調解，慰問調解員家屬20戶。種植梨樹40棵，種植蘋果樹5棵。排查矛盾纠纷12件。"


@pytest.fixture(scope="module")
def groups(tmp_path_factory: pytest.TempPathFactory) -> list[Gap]:
    raw = tmp_path_factory.mktemp("raw")
    (raw / "甲镇.txt").write_text(f"甲镇{HEAD}{FIRST}", "utf-8")
    (raw / "乙镇.txt").write_text(f"乙镇{HEAD}{SECOND}", "utf-8")
    out = tmp_path_factory.mktemp("tables")
    build(raw, out)
    return gaps(Tables(out), most=40)


def test_groups_count_mentions_and_reports_by_the_head_of_the_noun(groups: list[Gap]) -> None:
    told = {(one.head, one.mentions, one.reports) for one in groups}
    # Frequencies, changes and coded figures (排查矛盾纠纷12件) are in no group.
    assert told == {("家属", 2, 2), ("果树", 2, 2), ("梨树", 1, 1)}


def test_a_group_names_its_nouns_its_first_clause_and_what_is_near(groups: list[Gap]) -> None:
    families = next(one for one in groups if one.head == "家属")
    assert families.field == "o21.disputes"
    assert families.units == ("户",)
    assert families.example == "慰問調解員家屬20戶"
    trees = next(one for one in groups if one.head == "梨树")
    assert (trees.example, trees.near) == ("種植梨樹40棵", ())
