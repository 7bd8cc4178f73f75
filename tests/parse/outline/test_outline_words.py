"""Every example in `headings.yaml` must match its own entry, every counterexample must not."""

from __future__ import annotations

import re

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.parse.outline.tree import marker_like
from fazhi.parse.outline.words import NEVER, Headings, WordList, roles_of

BOOK = load_codebook()

HEADINGS = BOOK.book("headings", Headings)
SEARCHED = [*HEADINGS.roles, *HEADINGS.bodies, *HEADINGS.aims]


@pytest.mark.parametrize("entry", SEARCHED, ids=lambda entry: entry.id)
def test_words_that_are_searched(entry: WordList) -> None:
    words, unless = re.compile(entry.pattern()), re.compile("|".join(entry.unless) or NEVER)

    def found(heading: str) -> bool:
        return bool(words.search(heading)) and not unless.search(heading)

    assert [example for example in entry.examples if not found(example)] == []
    assert [example for example in entry.counterexamples if found(example)] == []


@pytest.mark.parametrize("entry", HEADINGS.turns, ids=lambda entry: entry.id)
def test_words_that_begin_a_paragraph(entry: WordList) -> None:
    words = re.compile(entry.pattern())
    assert [example for example in entry.examples if not words.match(example)] == []
    assert [example for example in entry.counterexamples if words.match(example)] == []


@pytest.mark.parametrize(
    "entry", [*HEADINGS.openings, *HEADINGS.run_ins], ids=lambda entry: entry.id
)
def test_clauses_matched_whole(entry: WordList) -> None:
    words = re.compile(entry.pattern())
    assert [example for example in entry.examples if not words.fullmatch(example)] == []
    assert [example for example in entry.counterexamples if words.fullmatch(example)] == []


@pytest.mark.parametrize("entry", HEADINGS.roles, ids=lambda entry: entry.id)
def test_examples_have_their_role_first(entry: WordList) -> None:
    assert [roles_of(example, BOOK)[0] for example in entry.examples] == [entry.id] * len(
        entry.examples
    )


@pytest.mark.parametrize(
    ("heading", "roles"),
    [
        ("存在的不足及下一步工作", ("problems", "plan")),
        ("工作成效、存在问题和下一步打算", ("achievements", "problems", "plan")),
        (
            "2023年党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设的有关情况",
            "head_duties",
        ),
        ("区政府主要负责同志履行推进法治建设第一责任人职责情况", "head_duties"),
        ("法治政府建设存在的短板弱项", "problems"),
        ("面临的困难和问题", "problems"),
        ("2022年度工作总体情况", "achievements"),
        ("重点工作开展情况", "achievements"),
        ("2025年度推进法治政府建设的主要安排", "plan"),
        ("2024年推进法治政府建设工作的思路和举措", "plan"),
        ("工作谋划", "plan"),
        ("整改措施及努力方向", "plan"),
        ("需要上级帮助解决的问题", "other"),
        ("其他需要报告的情况", "other"),
        ("强化组织领导，抓好法治政府责任落实", ()),
        ("聚焦突出问题，破解治理难题", ()),
        ("完善行政规划，优化营商环境", ()),
    ],
)
def test_roles_named_by_headings(heading: str, roles: tuple[str, ...] | str) -> None:
    found = roles_of(heading, BOOK)
    assert (found == roles) if isinstance(roles, tuple) else (found[0] == roles)


@pytest.mark.parametrize(
    ("mark", "due", "like"),
    [
        ("（四）", 3, "（三）"),
        ("4、", 3, "3、"),
        ("④", 3, "③"),
        ("㈣", 3, "㈢"),
        ("⑷", 3, "⑶"),
        ("Ⅳ.", 3, "Ⅲ."),
        ("第四部分", 3, "第三部分"),
        ("丁、", 3, "丙、"),
        ("肆、", 3, "叁、"),
        ("（十二）", 11, "（十一）"),
        # Of the number alone, and of marks in two signs, nobody knows how the next is written.
        ("4", 3, None),
        ("拾贰、", 11, None),
    ],
)
def test_a_missing_mark_is_written_as_its_neighbours_are(
    mark: str, due: int, like: str | None
) -> None:
    """In a report without 一、 it said that 三、 is missing before （四）."""
    assert marker_like(mark, due) == like
