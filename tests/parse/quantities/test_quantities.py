"""Mentions in whole texts: the codebook's sentences, two real reports, records and places."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.codebook.book import load_codebook
from fazhi.codebook.wording import Example, wording
from fazhi.language.units import measure_words
from fazhi.parse.quantities import find_quantities, find_spans
from fazhi.reading import read_bytes, read_file
from fazhi.records import Outline, Paragraph, Quantity, Section, Text

BOOK = load_codebook()

RAW = Path(__file__).parents[3] / "data" / "raw"

# Read in the report: raw, value, unit, approximation, period.
PINGAN = [
    ("18个", 18, "个", "exact", "stock"),
    ("250余次", 250, "次", "over", "year"),
    ("5000余份", 5000, "份", "over", "year"),
    ("250余次", 250, "次", "over", "year"),
    ("24小时", 24, "小时", "exact", "stock"),
    ("5次", 5, "次", "exact", "year"),
    ("6次", 6, "次", "exact", "year"),
    ("18个", 18, "个", "exact", "stock"),
    ("两次", 2, "次", "exact", "rate"),
    ("近600件次", 600, "件次", "under", "year"),
    ("800人次", 800, "人次", "exact", "year"),
    ("154人", 154, "人", "exact", "year"),
    ("350件次", 350, "件次", "exact", "year"),
    ("8件", 8, "件", "exact", "year"),
    ("581件", 581, "件", "exact", "year"),
    ("无行政复议", 0, None, "exact", "year"),
    ("无行政复议及行政应诉", 0, None, "exact", "year"),
]
XIPING = [
    ("60余人", 60, "人", "over", "year"),
    ("30余次", 30, "次", "over", "year"),
    ("160余条", 160, "条", "over", "year"),
    ("10000余份", 10000, "份", "over", "year"),
    ("13 名", 13, "名", "exact", "stock"),
    ("4 人", 4, "人", "exact", "stock"),
    ("一次", 1, "次", "exact", "rate"),
    ("32 起", 32, "起", "exact", "year"),
    ("32 起", 32, "起", "exact", "year"),
    ("100%", 100, "%", "exact", "year"),
    ("52 件", 52, "件", "exact", "year"),
    ("52 件", 52, "件", "exact", "year"),
    ("52 件", 52, "件", "exact", "year"),
    ("100%", 100, "%", "exact", "year"),
    ("100%", 100, "%", "exact", "year"),
    ("12 件", 12, "件", "exact", "year"),
    ("10 件", 10, "件", "exact", "year"),
    ("2 件", 2, "件", "exact", "year"),
    ("2 件", 2, "件", "exact", "year"),
    ("6 件", 6, "件", "exact", "year"),
    ("8 件", 8, "件", "exact", "year"),
    ("10 件", 10, "件", "exact", "year"),
    ("2 件", 2, "件", "exact", "year"),
]


def flat(text: Text, role: str = "achievements") -> Outline:
    """An outline without headings: a paragraph a line, all of one role."""
    paragraphs, at = [], 0
    for line in text.clean.split("\n"):
        if line:
            place = text.place(at, at + len(line))
            paragraphs.append(Paragraph(len(paragraphs) + 1, None, role, line, place))
        at += len(line) + 1
    return Outline((), tuple(paragraphs))


def found_in(source: str, role: str = "achievements") -> tuple[Text, tuple[Quantity, ...]]:
    text = read_bytes(source.encode(), "report.txt", book=BOOK)
    return text, find_quantities(text, flat(text, role), book=BOOK)


@pytest.mark.parametrize("example", wording(BOOK).sentences, ids=lambda example: example.text)
def test_sentences_of_the_codebook(example: Example) -> None:
    found = [example.text[span.start : span.end] for span in find_spans(example.text, BOOK)]
    assert found == list(example.finds)


@pytest.mark.parametrize(("town", "wanted"), [("平安镇-2023", PINGAN), ("西坪镇-2023", XIPING)])
def test_a_real_report(town: str, wanted: list[tuple[object, ...]]) -> None:
    text = read_file(RAW / f"{town}.txt", book=BOOK)
    found = find_quantities(text, flat(text), book=BOOK)
    assert [(q.raw, q.value, q.unit, q.approx, q.period) for q in found] == wanted


def test_places_point_at_the_words_of_the_author() -> None:
    text, found = found_in("参加宣传 １２０ 多 人次，清理占道經營500餘處。")
    for quantity in found:
        place = quantity.place
        assert text.quote(place.start, place.end) == quantity.raw
        assert text.clean[place.clean_start : place.clean_end].replace(" ", "")
    assert [(q.value, q.unit, q.approx) for q in found] == [
        (120, "人次", "over"),
        (500, "处", "over"),
    ]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "一年来，共调处纠纷32起，调解成功32起，成功率达100%。",
            ["共调处纠纷32起", "调解成功32起", "成功率达100%"],
        ),
        ("检查餐饮商铺908家、燃气企业1家，", ["检查餐饮商铺908家", "燃气企业1家"]),
        ("查处倾倒垃圾案件，共12件。", ["查处倾倒垃圾案件，共12件"]),
    ],
)
def test_the_clause_holds_the_verb(text: str, clauses: list[str]) -> None:
    source, found = found_in(text)
    assert [source.quote(q.clause.start, q.clause.end) for q in found] == clauses


@pytest.mark.parametrize(
    ("text", "value", "high", "unit", "dimension"),
    [
        ("罚款0.5万元。", 5000, None, "元", "money"),
        ("投入1.2亿余元。", 120000000, None, "元", "money"),
        ("培训3至5次。", 3, 5, "次", "count"),
        ("投入3-5万元。", 30000, 50000, "元", "money"),
        ("走访七八十户。", 70, 80, "户", "count"),
        ("满意率达九成。", 90, None, "%", "percent"),
        ("合格率百分之九十八点五。", 98.5, None, "%", "percent"),
        ("上升3.5个百分点。", 3.5, None, "个百分点", "percentage_points"),
        ("下降5.94百分点。", 5.94, None, "百分点", "percentage_points"),
        ("下降3至5百分点。", 3, 5, "百分点", "percentage_points"),
        ("调解纠纷二十五、六起。", 25, 26, "起", "count"),
        ("参训干部七、八十人。", 70, 80, "人", "persons"),
        ("接待群众4、5人次。", 4, 5, "人次", "persons"),
        ("挽回损失三百二十余万。", 3200000, None, "元", "money"),
        ("涉案金额达3千万（含利息）。", 30000000, None, "元", "money"),
        ("投入资金一点二亿。", 120000000, None, "元", "money"),
        ("追回欠薪二三十万。", 200000, 300000, "元", "money"),
        ("举办培训17期（次）。", 17, None, "期（次）", "count"),
        ("拆除违建1500平方米。", 1500, None, "平方米", "area"),
        ("受教育群众2.5万人次。", 25000, None, "人次", "persons"),
        ("历时3个多小时。", 3, None, "个小时", "duration"),
        ("调处数十次。", None, None, "次", "count"),
        ("覆盖三分之二。", 0.666667, None, None, "count"),
    ],
)
def test_values_are_scaled(
    text: str, value: float | None, high: float | None, unit: str | None, dimension: str
) -> None:
    (found,) = found_in(text)[1]
    assert (found.value, found.value_high, found.unit) == (value, high, unit)
    assert found.dimension == dimension


def test_section_and_paragraph_are_the_deepest() -> None:
    text = read_bytes(
        "一、成效\n一是开展宣传5次。\n二、打算\n开展宣传6次。".encode(), "a.txt", book=BOOK
    )
    first, inline, second = (0, 15), (5, 15), (16, 28)
    sections = tuple(
        Section(
            number,
            None,
            level,
            None,
            number,
            "",
            role,
            level == 4,
            False,
            text.place(bounds[0], bounds[0] + 1),
            text.place(bounds[0], min(bounds[1], len(text.clean))),
        )
        for number, (level, role, bounds) in enumerate(
            [(1, "achievements", first), (4, "achievements", inline), (1, "plan", second)], 1
        )
    )
    paragraphs = tuple(
        Paragraph(number, None, role, "", text.place(start, start + 1))
        for number, (role, start) in enumerate(
            [("achievements", 0), ("achievements", 5), ("plan", 16), ("plan", 21)], 1
        )
    )
    found = find_quantities(text, Outline(sections, paragraphs), book=BOOK)
    assert [(q.section_id, q.paragraph_id, q.period) for q in found] == [
        (2, 2, "year"),
        (3, 4, "plan"),
    ]


PIECES = (
    "3 12 1,200 0.5 两 十 百 万 余 多 近 约 以上 至 — 、 件 起 人次 个 % 元 年 日 村 分之 百分之 "
    "第 其中 每月 无 未发生 零 行政复议 事故 ， 。 “ ” 《 》 （ 共 数"
)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from([*PIECES.split(), "\n"]), max_size=40))
def test_mentions_lie_in_order_and_numbers_never_overlap(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = find_spans(text, BOOK)
    assert [span.start for span in found] == sorted(span.start for span in found)
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    numbers = [span for span in found if text[span.start] not in "无未零没不暂从尚"]
    for left, right in pairwise(numbers):
        assert left.end <= right.start


def test_measure_words_compare_only_with_measure_words() -> None:
    words = measure_words(BOOK)
    for entry in words.values():
        assert set(entry.comparable) <= set(words) - {entry.word}
        assert all(words[other].group != entry.group or entry.loose for other in entry.comparable)
        assert entry.factor > 0
