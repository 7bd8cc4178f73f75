"""What of shared passages is shown: no part twice, and no cut that looks like a change."""

from __future__ import annotations

from fazhi.publish.pages.whose import cut_alike, outermost


def test_what_lies_inside_another_is_shown_with_it() -> None:
    rows = [{"start": start, "end": end} for start, end in ((0, 40), (0, 90), (50, 90), (80, 120))]
    assert outermost(rows) == [{"start": 0, "end": 90}, {"start": 80, "end": 120}]


def test_both_sides_are_cut_where_they_say_the_same() -> None:
    tail = "，全年在渡口设流动法庭，乡亲们坐在边上听"
    mine, theirs = cut_alike(f"巡查96次{tail}", f"巡查 187次\n{tail}", 12)
    assert (mine, theirs) == ("巡查96次，全年在渡口设…", "巡查187次，全年在渡口设…")
    assert cut_alike("巡 查", "巡查", 12) == ("巡查", "巡查")
    assert cut_alike("一" * 20, "二" * 20, 12) == ("一" * 12 + "…", "二" * 12 + "…")
