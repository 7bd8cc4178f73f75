"""Mentions of laws, rules, plans and documents: every 《…》, and known titles without brackets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.cited.document_kinds import document_kinds
from fazhi.codebook.cited.laws import REPUBLIC, Law, find_law, laws_by_title
from fazhi.language.places import name_divisions
from fazhi.records import Citation, Identity, Outline, Section, Text

# Few titles hold another: most are over with the first alternative.
BRACKETED = re.compile(r"《(?:[^《》]{1,200}》|(?:[^《》]|《[^《》]{1,120}》){1,200}》)")
SENTENCE_END = re.compile(r"[。！？]")
# What stands behind a title in its own brackets, and what makes it the title of a mere draft.
SUFFIX = re.compile(r"（[^（）]*）$")
DRAFT = re.compile(r"草案|征求意见|送审|讨论稿|建议稿")
# A county that the list has no more, as a title begins (《襄樊市…办法》); 《城市…条例》 names none.
GONE = re.compile(
    r"^(?![城全各本农集乡超夜都市县区省])[\u4e00-\u9fff]{1,6}?(?:省|自治区|自治州|自治县|市(?!场|政|容|民|域)|县(?!域|级)"
    r"|兵团|经济特区)"
)
PUBLICITY_PLAN = re.compile(r"([六七八九])五[”\"]?普法(?:规划)?")
SHORTEST = 3
# A title without brackets that only begins other words (完善公司法人治理, 会计法律服务).
LONGER = re.compile(r"(?<=法)(?:[律治人院庭官务]|[制规](?!定)|定(?!的)|学(?!习))")


def find_citations(
    text: Text, outline: Outline, identity: Identity, book: Codebook
) -> tuple[Citation, ...]:
    """Every mention in reading order, matched to the laws codebook, with its state in the year.

    The state is that in the report year (up to the day of issue); `unknown` where the codebook
    does not know the document or the report does not say its year.
    """
    year = identity.report_year
    first = f"{year}-01-01" if year else ""
    last = max(f"{year}-12-31", identity.issued_date or "") if year else ""
    starts = [section.place.clean_start for section in outline.sections]
    found: list[Citation] = []
    for start, end, title, bracketed in _mentions(text.clean, book):
        law = _law_of(title, first, last, book)
        place = text.place(start, end)
        found.append(
            Citation(
                citation_id=len(found) + 1,
                place=place,
                raw=text.quote(place.start, place.end),
                title=title,
                bracketed=bracketed,
                document_id=law.id if law else None,
                kind=law.kind if law else kind_of(title, book),
                status=law.status(first, last) if law and year else "unknown",
                section_id=section_at(outline.sections, starts, start),
            )
        )
    return tuple(found)


def section_at(sections: tuple[Section, ...], starts: list[int], position: int) -> int | None:
    """Id of the deepest section that holds the position; `starts` are the sections' beginnings."""
    index = bisect_right(starts, position) - 1
    while index >= 0 and sections[index].place.clean_end <= position:
        index -= 1
    return sections[index].section_id if index >= 0 else None


@lru_cache(maxsize=4096)
def kind_of(title: str, book: Codebook) -> str:
    """Kind of a document that the codebook does not know, told by the form of its title."""
    known = document_kinds(book)
    carried = known.carried.match(title)
    name = carried["title"] if carried else title
    while SUFFIX.search(name):
        name = SUFFIX.sub("", name)
    local = _names_place(title, book)
    is_policy = name.endswith("意见")
    if known.book.search(name):
        return "other"
    if known.plan.search(name) and not (local and is_policy):
        return "plan"
    if local:
        return "local"
    return _kind_of_national(name, carried["by"] if carried else "", book)


def _kind_of_national(name: str, by: str, book: Codebook) -> str:
    """Kind of a law, rule or decision by how it is called, and by who makes it."""
    known = document_kinds(book)
    if name.endswith(("法", "法典")) and not known.no_law.search(name):
        return "law"
    makers = {"全国人民代表大会": "law", "国务院": "admin_regulation"}
    if name.endswith("决定"):
        return next((kind for maker, kind in makers.items() if name.startswith(maker)), "other")
    if not known.rule.search(name):
        return "other"
    if name.startswith(REPUBLIC):
        return "admin_regulation"
    if known.party.search(name) or by.startswith(("中共中央", "中央")):
        return "party_regulation"
    return "admin_regulation" if name.endswith("条例") and name != "条例" else "other"


def _names_place(title: str, book: Codebook) -> bool:
    """Whether a title names a division: then the document is that of the place."""
    return bool(GONE.match(title) or name_divisions(title, book))


def _law_of(title: str, first: str, last: str, book: Codebook) -> Law | None:
    """The document a title stands for: itself, what it carries, or it without additions."""
    carried = document_kinds(book).carried.match(title)
    names = [title, *([carried["title"]] if carried else [])]
    for name in names:
        bare = SUFFIX.sub("", name)
        for form in (name, *([] if DRAFT.search(name) else [bare]), name.removeprefix("新")):
            law = find_law(form, first, last, book)
            if law:
                return law
    return None


def _mentions(clean: str, book: Codebook) -> Iterator[tuple[int, int, str, bool]]:
    """Start, end, title, bracketed of every mention, in reading order."""
    brackets = [
        match for match in BRACKETED.finditer(clean) if not SENTENCE_END.search(match.group())
    ]
    mentions = [(m.start(), m.end(), _title(m.group()[1:-1]), True) for m in brackets]
    ends = [match.end() for match in brackets]
    begins = [match.start() for match in brackets]
    named = [_publicity_plan(clean, match) for match in PUBLICITY_PLAN.finditer(clean)]
    finder = _known_titles(book)
    named += [
        (start, end, clean[start:end]) for _, start, end in finder.find_matches_as_indexes(clean)
    ]
    for start, end, title in named:
        index = bisect_right(begins, start) - 1
        if (index < 0 or ends[index] <= start) and not LONGER.match(clean, end):
            mentions.append((start, end, title, False))
    return iter(sorted(mentions))


def _publicity_plan(clean: str, match: re.Match[str]) -> tuple[int, int, str]:
    """Start, end and title of a plan named in short, the quotation mark before it included."""
    start, end = match.span()
    quoted = clean.endswith(("“", '"'), 0, start)
    return start - quoted, end, f"“{match[1]}五”普法规划"


def _title(words: str) -> str:
    return words.replace("\n", "").strip()


@derived
def _known_titles(book: Codebook) -> AhoCorasick:
    """Finds the names of documents that are long enough not to be taken for common words."""
    names = {
        name
        for title, laws in laws_by_title(book).items()
        for name in (title, *(law.title for law in laws))
        if len(name) >= SHORTEST and _proper(title, laws) and "普法" not in name
    }
    return AhoCorasick(sorted(names), matchkind=MatchKind.LeftmostLongest)


def _proper(name: str, laws: tuple[Law, ...]) -> bool:
    """Whether a name points at its document even without brackets, as a bare 纲要 does not."""
    return name.endswith(("法", "法典", "条例")) or any(law.title.endswith(name) for law in laws)
