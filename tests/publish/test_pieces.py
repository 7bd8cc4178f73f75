"""The pieces of pages: values in words, escaping, marks that cross, names of pages."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.errors import NotFoundError
from fazhi.publish import links, prose
from fazhi.publish.html import as_json
from fazhi.publish.source import Marked, marked
from fazhi.publish.words import Words

TAG = re.compile(r"<[^>]+>")


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        ({"value": 60.0, "unit": "人", "approx": "over"}, "超过60人", "over 60 人"),
        ({"value": 600.0, "unit": "件次", "approx": "under"}, "近600件次", "nearly 600 件次"),
        ({"value": 100.0, "unit": "%", "approx": "exact"}, "100%", "100%"),
        ({"value": 99.5, "unit": "%", "approx": "exact"}, "99.5%", "99.5%"),
        ({"value": 10000.0, "unit": "份", "approx": "over"}, "超过10,000份", "over 10,000 份"),
        (
            {"value": 3.0, "value_high": 5.0, "unit": "次", "approx": "about"},
            "约3–5次",
            "about 3–5 次",
        ),
        ({"value": 0.0, "unit": None, "zero": True}, "无（报告写明）", "none (stated)"),
        ({"value": None, "unit": "次"}, "无确数", "no definite number"),
    ],
)
def test_values_are_told_as_stated(row: dict[str, object], zh: str, en: str) -> None:
    assert prose.amount(row, Words("zh")) == zh
    assert prose.amount(row, Words("en")) == en


def test_text_cannot_inject_markup() -> None:
    bad = "</script><img src=x onerror=alert(1)>\"'&"
    assert "<" not in prose.text(bad)
    assert '"' not in prose.text(bad)
    assert "<" not in as_json({"quote": bad + "\u2028"})
    assert "\u2028" not in as_json({"quote": "\u2028"})
    page = marked(bad, [Marked(0, len(bad), "finding", 1, tip=bad)])
    assert TAG.sub("", page) == prose.text(bad)
    assert "<img" not in page


def test_marks_that_cross_keep_text_and_addresses() -> None:
    page = marked(
        "甲乙丙丁戊",
        [
            Marked(0, 3, "quantity", 1, "一"),
            Marked(2, 5, "finding", 2, "二"),
            Marked(2, 3, "citation", 3, "三"),
        ],
    )
    assert TAG.sub("", page) == "甲乙丙丁戊"
    assert [page.count(f'id="{name}"') for name in ("q1", "f2", "c3")] == [1, 1, 1]
    assert '"q f c"' in page


SPANS = st.lists(
    st.tuples(
        st.integers(0, 30),
        st.integers(0, 30),
        st.sampled_from(["quantity", "citation", "finding", "section"]),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(st.text(alphabet="一二三<>&\"'\n 。", max_size=30), SPANS)
def test_marking_changes_no_character(raw: str, spans: list[tuple[int, int, str]]) -> None:
    marks = [Marked(low, high, kind, n, "x") for n, (low, high, kind) in enumerate(spans)]
    page = marked(raw, marks)
    assert unescape(TAG.sub("", page)) == raw
    whole = [mark for mark in marks if mark.start < mark.end <= len(raw)]
    assert len(re.findall(r' id="', page)) == len(whole)


def test_names_of_pages_are_safe_everywhere() -> None:
    assert links.town("411323102-2023") == "411323102-2023.html"
    assert links.source("411323102-2023", "quantity", 8) == "411323102-2023-source.html#q8"
    names = ["西坪镇-2023", "../x", "index", "cross_town", "a b", "A", "x-source", "con", "1" * 99]
    pages = [links.page(name) for name in names]
    assert len(set(pages)) == len(names)
    assert all(re.fullmatch(r"r-[0-9a-f]{16}", page) for page in pages)


def test_words_refuse_other_languages_and_unknown_texts() -> None:
    with pytest.raises(NotFoundError, match="zh"):
        Words("fr")
    with pytest.raises(NotFoundError, match="no such text"):
        Words("zh")("no.such")
