"""The role of each first-level part, and of the halves of parts that hold two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fazhi.codebook.book import Codebook
from fazhi.parse.outline.markers import Head
from fazhi.parse.outline.words import aim_words, roles_of, turn_words, years_in

# A day (2019年10月31日) above the title is that of the page, not of the report, and the span in the
# name of what is followed (《…实施纲要（2021-2025年）》) is that of no report either.
TOLD_YEAR = re.compile(r"(20\d\d)(?:年(?!\d{1,2}月)|-(?=20\d\d))(?!(?:20\d\d年?)?[）)]》)")
# Some pages hold the report twice: such a first part begins it anew, even after a plan.
LOOKS_BACK = re.compile(r"回顾|总结|成效|完成情况")
PAST = re.compile(r"回顾|总结|完成情况")
LATE_ROLES = frozenset(("problems", "plan"))
# So far into a part its aims are sought: words of homage may stand before them.
OPENING = 2000
IS_YEAR = re.compile(r"\n?(20\d\d)年，?是")


def set_roles(clean: str, heads: Sequence[Head], book: Codebook) -> None:
    """Give every heading the role of its part; in parts of two roles its own words decide."""
    year = _report_year(clean)
    seen: set[str] = set()
    several = sum(head.level == 1 for head in heads) > 1
    mixed: tuple[str, ...] = ()
    for head in heads:
        if head.level == 1:
            if head.number == 1 and LOOKS_BACK.search(clean, head.title_start, head.title_end):
                seen.clear()
            if not seen:
                year = _year_told(clean, head, book) or year
            named = _named(clean, head, year, book)
            first = several and head.number == 1 and not seen
            if first and named == "plan" and not _is_ahead(clean, head, year, book):
                named = ""
            if _tells_aims(clean, head, named, seen, year, book):
                named = "plan"
            head.role = _part_role(named, seen)
            seen.add(head.role)
            mixed = roles_of(clean[head.title_start : head.title_end], book)
            if mixed[:1] == ("plan",):
                # What is called an important work behind a plan is planned.
                mixed = tuple(role for role in mixed if role != "achievements")
        elif head.parent_id is None:
            head.role = "preamble"
        else:
            head.role = heads[head.parent_id - 1].role
            if len(mixed) > 1 and not head.inline:
                head.role = _own_role(
                    clean[head.title_start : head.title_end], head.role, mixed, book
                )


def _own_role(title: str, part: str, mixed: Sequence[str], book: Codebook) -> str:
    """The role of a heading in a part of two roles: what it names of them, else that of the part.

    Measures and fruits (共享发展成果) are planned, too: in a plan only what tells of the past is
    done.
    """
    named = next((role for role in roles_of(title, book) if role in mixed), part)
    return part if part == "plan" and named == "achievements" and not PAST.search(title) else named


def _part_role(named: str, seen: set[str]) -> str:
    """What a heading names; where it names nothing, or measures after the plan, its position."""
    if named == "achievements" and "plan" in seen:
        return "plan"
    return named or ("plan" if seen & LATE_ROLES else "achievements")


def _report_year(clean: str) -> int:
    """The year that stands first and is no day: that of the title or the opening."""
    match = TOLD_YEAR.search(clean)
    return int(match.group(1)) if match else 0


def _named(clean: str, head: Head, year: int, book: Codebook) -> str:
    title = clean[head.title_start : head.title_end]
    roles = roles_of(title, book)
    if (not roles or roles[0] == "achievements") and _names_next_year(title, year):
        return "plan"
    return roles[0] if roles else ""


def _names_next_year(title: str, year: int) -> bool:
    return bool(year) and years_in(title, 0, len(title))[:1] == [year + 1]


def _year_told(clean: str, head: Head, book: Codebook) -> int:
    """The year on which a first part looks back: titles may bear the one in which they speak."""
    title = clean[head.title_start : head.title_end]
    looks_back = LOOKS_BACK.search(title) and roles_of(title, book)[:1] == ("achievements",)
    return max(years_in(title, 0, len(title)), default=0) if looks_back else 0


def _tells_aims(
    clean: str, head: Head, named: str, seen: set[str], year: int, book: Codebook
) -> bool:
    """Whether a part that names no plan opens as one: behind the account, with what is aimed at."""
    if named not in ("", "achievements") or "achievements" not in seen or "plan" in seen:
        return False
    if named and LOOKS_BACK.search(clean, head.title_start, head.title_end):
        return False
    first = IS_YEAR.match(clean, head.title_end)
    if first and int(first.group(1)) == year + 1:
        return True
    end = min(head.title_end + OPENING, (head.title_end + head.end) // 2)
    return bool(aim_words(book).search(clean, head.title_end, end))


def _is_ahead(clean: str, head: Head, year: int, book: Codebook) -> bool:
    """Whether a first part tells in words of time what is to come: plans follow what was done."""
    title = clean[head.title_start : head.title_end]
    plans = (words for role, words in turn_words(book) if role == "plan")
    return _names_next_year(title, year) or any(words.search(title) for words in plans)


def turned_role(clean: str, start: int, role: str, book: Codebook) -> str:
    """The role that a paragraph beginning at `start` turns to, or the role it had."""
    for turned, words in turn_words(book):
        if turned != role and words.match(clean, start):
            if turned == "problems" and role != "achievements":
                continue
            return turned
    return role
