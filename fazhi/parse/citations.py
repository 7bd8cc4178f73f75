"""Mentions of laws, rules, plans and documents: every 《…》, and known titles without brackets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from fazhi.codebook.laws import REPUBLIC, Law, find_law, load_laws
from fazhi.records import Citation, Identity, Outline, Section, Text

# Few titles hold another: most are over with the first alternative.
BRACKETED = re.compile(r"《(?:[^《》]{1,200}》|(?:[^《》]|《[^《》]{1,120}》){1,200}》)")
SENTENCE_END = re.compile(r"[。！？]")
PLAN = re.compile(r"方案|规划|纲要|计划|要点|安排|分工")
PARTY = re.compile(r"^(?:中国共产党|中共|党政|党内|党委|党组)|^中央|干部")
PLACE = re.compile(
    r"[\u4e00-\u9fff]{1,8}?(?:省|自治区|自治州|市|县|区|州|盟|旗|镇|乡|街道|兵团)(?!政府信息|场)"
)
PUBLICITY_PLAN = re.compile(r"([六七八九])五[”\"]?普法(?:规划)?")
SHORTEST = 3


def find_citations(text: Text, outline: Outline, identity: Identity) -> tuple[Citation, ...]:
    """Every mention in reading order, matched to the laws codebook, with its state in the year.

    The state is that in the report year (up to the day of issue); `unknown` where the codebook
    does not know the document or the report does not say its year.
    """
    year = identity.report_year
    first = f"{year}-01-01" if year else ""
    last = max(f"{year}-12-31", identity.issued_date or "") if year else ""
    starts = [section.place.clean_start for section in outline.sections]
    found: list[Citation] = []
    for start, end, title, bracketed in _mentions(text.clean):
        law = find_law(title, first, last)
        place = text.place(start, end)
        found.append(
            Citation(
                citation_id=len(found) + 1,
                place=place,
                raw=text.quote(place.start, place.end),
                title=title,
                bracketed=bracketed,
                document_id=law.id if law else None,
                kind=law.kind if law else kind_of(title),
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


def kind_of(title: str) -> str:
    """Kind of a document that the codebook does not know, told by the form of its title."""
    subject = re.sub(r"^(?:.*?(?:关于)?印发)?[〈《]?", "", title)
    if PLAN.search(title):
        return "plan"
    if title.startswith(REPUBLIC) or re.search(r"(?:法|法典)(?:（.*）)?$", title):
        return "admin_regulation" if title.endswith(("条例", "规定", "办法")) else "law"
    if PARTY.search(subject) and re.search(r"(?:条例|规定|规则|准则|办法)(?:（.*）)?$", title):
        return "party_regulation"
    if PLACE.search(title):
        return "local"
    if re.search(r"(?<!^)条例(?:（.*）)?$", title):
        return "admin_regulation"
    return "other"


def _mentions(clean: str) -> Iterator[tuple[int, int, str, bool]]:
    """Start, end, title, bracketed of every mention, in reading order."""
    brackets = [
        match for match in BRACKETED.finditer(clean) if not SENTENCE_END.search(match.group())
    ]
    mentions = [(m.start(), m.end(), _title(m.group()[1:-1]), True) for m in brackets]
    ends = [match.end() for match in brackets]
    begins = [match.start() for match in brackets]
    named = [_publicity_plan(clean, match) for match in PUBLICITY_PLAN.finditer(clean)]
    finder = _known_titles()
    named += [
        (start, end, clean[start:end]) for _, start, end in finder.find_matches_as_indexes(clean)
    ]
    for start, end, title in named:
        index = bisect_right(begins, start) - 1
        if index < 0 or ends[index] <= start:
            mentions.append((start, end, title, False))
    return iter(sorted(mentions))


def _publicity_plan(clean: str, match: re.Match[str]) -> tuple[int, int, str]:
    """Start, end and title of a plan named in short, the quotation mark before it included."""
    start, end = match.span()
    quoted = clean.endswith(("“", '"'), 0, start)
    return start - quoted, end, f"“{match[1]}五”普法规划"


def _title(words: str) -> str:
    return words.replace("\n", "").strip()


@cache
def _known_titles() -> AhoCorasick:
    """Finds the names of documents that are long enough not to be taken for common words."""
    names = {
        name
        for title, laws in load_laws().items()
        for name in (title, *(law.title for law in laws))
        if len(name) >= SHORTEST and _proper(title, laws) and "普法" not in name
    }
    return AhoCorasick(sorted(names), matchkind=MatchKind.LeftmostLongest)


def _proper(name: str, laws: tuple[Law, ...]) -> bool:
    """Whether a name points at its document even without brackets, as a bare 纲要 does not."""
    return name.endswith(("法", "法典", "条例")) or any(law.title.endswith(name) for law in laws)
