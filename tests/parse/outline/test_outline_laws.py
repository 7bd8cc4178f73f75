"""Laws of every outline, on texts put together at random from the pieces of real ones."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.codebook.book import load_codebook
from fazhi.parse.outline import find_outline
from fazhi.parse.outline.written import closed_up
from fazhi.reading import read_bytes

BOOK = load_codebook()

PIECES = st.sampled_from(
    (
        "一、",
        "二、",
        "十二、",
        "（一）",
        "(二)",
        "三）",
        "1.",
        "2、",
        "12.4",
        "（3）",
        "①",
        "第一部分",
        "第一，",
        "第二，",
        "首先，",
        "其次，",
        "一是",
        "二是",
        "三要",
        "主要舉措和成效",
        "存在的问题",
        "下一步工作安排",
        "强化组织领导，压实责任",
        "在工作中，",
        "始终把学法用法，",
        "落实“谁执法，谁普法”",
        "《行政处罚法》",
        "。",
        "；",
        "：",
        "，",
        " ",
        "\n",
        "\r\n\n",
        "\u3000\u3000",
        "# ",
        "2023年",
        "西坪镇人民政府",
        "2024年1月15日",
        "县委、县政府：",
        "“",
        "（",
        "\u2460",
        "\u3220",
        "全年办案12件",
    )
)


@settings(deadline=None, max_examples=400)
@given(st.lists(PIECES, min_size=1, max_size=60).map("".join).filter(str.strip))
def test_every_outline_is_a_tree_over_its_text(words: str) -> None:
    if not words.replace("#", "").strip("\u3000 \r\n"):
        return
    text = read_bytes(words.encode(), "report.txt", book=BOOK)
    outline = find_outline(text, book=BOOK)
    sections = outline.sections
    assert [section.section_id for section in sections] == list(range(1, len(sections) + 1))
    starts = [section.heading.clean_start for section in sections]
    assert starts == sorted(set(starts))
    for section in sections:
        assert 1 <= section.level <= 4
        assert section.title
        start, end = _title_span(text.raw, section)
        assert section.title == closed_up(text.raw[start:end])
        assert section.place.clean_start == section.heading.clean_start
        assert section.heading.clean_end <= section.place.clean_end
        assert (section.marker is None) == section.inferred
        if section.parent_id is not None:
            parent = sections[section.parent_id - 1]
            assert parent.section_id < section.section_id
            assert not parent.inline
            assert parent.level < section.level or section.inline
            assert parent.place.clean_end >= section.heading.clean_end


def _title_span(raw: str, section: object) -> tuple[int, int]:
    heading = section.heading  # type: ignore[attr-defined]
    letters = letters_of(section.title)  # type: ignore[attr-defined]
    start = heading.end - len(letters)
    while letters_of(raw[start : heading.end]) != letters:
        start -= 1
    return start, heading.end


def letters_of(words: str) -> str:
    return "".join(words.split())


@given(st.lists(st.sampled_from([*"法治责任，“”", " ", "  ", "\u3000", "\n"])).map("".join))
def test_closing_up_changes_no_letter_and_needs_no_second_time(words: str) -> None:
    closed = closed_up(words)
    assert letters_of(closed) == letters_of(words)
    assert "\n" not in closed
    pieces = re.findall("[法治责任 \u3000]+", closed)
    apart = [piece for piece in map(str.split, pieces) if len(piece) > 1]
    if apart and all(len(word) == 1 for piece in apart for word in piece):
        # Where single letters are left apart, wider blanks stood there than between the others.
        assert len({*re.findall("[ \u3000]+", words)}) > 1


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECES, min_size=1, max_size=40).map("".join).filter(str.strip))
def test_paragraphs_are_the_lines_and_lie_in_their_section(words: str) -> None:
    if not words.replace("#", "").strip("\u3000 \r\n"):
        return
    text = read_bytes(words.encode(), "report.txt", book=BOOK)
    outline = find_outline(text, book=BOOK)
    assert [paragraph.text for paragraph in outline.paragraphs] == [
        line for line in text.clean.split("\n") if line
    ]
    for paragraph in outline.paragraphs:
        if paragraph.section_id is not None:
            section = outline.sections[paragraph.section_id - 1]
            assert not section.inline
            assert section.heading.clean_start < paragraph.place.clean_end
