"""Who speaks: the bodies that issue a report, the divisions in their names, the level."""

from __future__ import annotations

import re

from fazhi.codebook.book import Codebook
from fazhi.codebook.divisions import divisions
from fazhi.language.dates import YEAR
from fazhi.parse.frame.chain import Chain, read_chain
from fazhi.parse.frame.words import CJK, patterns

AFTER_ABOUT = re.compile(r"^.*?关于(?:印发|报送|上报|公布)?《?")
LEADING_YEAR = re.compile(rf"^(?:{YEAR} ?|\d\d(?=年))年?(?:度)?(?:上半年)?")
SEAL = re.compile(r"（[^）]*章[^）]*）")
FOR_WHOM = re.compile(r"^.*?代表")
NEWS = 200
# How far a report tells who speaks.
OPENING = 600


# An opening whose only body is that of its last sentence (现将某镇人民政府2023年工作情况汇报如下).
ANNOUNCED = re.compile(
    rf"现[将就]([{CJK}]{{2,24}}?(?:人民政府|办事处|委员会|[^各全]局))(?=关于|{YEAR} ?年|法治|推进)"
)
# A government that says only its rank (省人民政府, 我代表区人民政府).
BARE = re.compile(r"(省|自治区|市|州|盟|县|区|旗|镇|乡|街道)(?:人民政府|党工委|办事处)")
# 罗湖区第七届人民政府 is the government of the district in its seventh term.
TERM = re.compile(r"^第?[一二三四五六七八九十]{1,3}届(?=人民政府)")
LEVELS = {
    **dict.fromkeys(("省", "自治区"), "province"),
    **dict.fromkeys(("市", "州", "盟"), "prefecture"),
    **dict.fromkeys(("县", "区", "旗"), "county"),
    **dict.fromkeys(("镇", "乡", "街道"), "township"),
}


def title_subject(title: str, book: Codebook) -> str:
    """The words of a title that name the speaker: before 关于 or the year, else after 关于."""
    words = LEADING_YEAR.sub("", title)
    cut = patterns(book).subject_cut.search(words)
    subject = words[: cut.start()] if cut else ""
    if subject:
        return subject.strip("《")
    words = LEADING_YEAR.sub("", AFTER_ABOUT.sub("", words))
    cut = patterns(book).subject_cut.search(words)
    return words[: cut.start()] if cut else ""


def title_issuers(title: str, book: Codebook) -> tuple[str, ...]:
    """The bodies a title names as its issuers; empty where it names only a place or nobody."""
    words = LEADING_YEAR.sub("", title)
    if words.startswith("关于"):
        return ()
    cut = patterns(book).subject_cut.search(words)
    subject = words[: cut.start()] if cut else ""
    # 政府工作报告 names no body but a kind of one.
    if subject in patterns(book).words.government_bodies or not patterns(book).body_end.search(
        subject
    ):
        return ()
    return split_issuers(subject, book)


def split_issuers(words: str, book: Codebook) -> tuple[str, ...]:
    """The issuers in a stretch that names one or several bodies, party before government."""
    parts: list[str] = []
    for part in re.split(r"[、，\n ]", SEAL.sub("", words)):
        joint = patterns(book).joint.fullmatch(part)
        parts += [joint["party"], joint["other"]] if joint else [part] if part else []
    return tuple(parts)


def opening_issuer(opening: str, book: Codebook) -> str | None:
    """The body that is the subject of the opening's first sentences, or for which one speaks."""
    for match in patterns(book).opening_body.finditer(opening[:300]):
        name = FOR_WHOM.sub("", match[1])
        if not patterns(book).no_body.search(name) and (
            name != match[1] or read_chain(name, book).names
        ):
            return name
    announced = ANNOUNCED.search(opening)
    if announced and read_chain(announced[1], book).names:
        return announced[1]
    return None


def opening_office(opening: str, book: Codebook) -> str | None:
    """The office that an opening names by its rank alone (县林业局坚持…), as its first subject."""
    known = patterns(book)
    found = known.opening_office.match(opening) or known.announced_office.search(opening)
    return found[1] if found else None


def national_body(title: str, opening: str, book: Codebook) -> str | None:
    """The body of the whole nation that a title names, or for which an opening speaks."""
    known = patterns(book)
    subject = title_subject(title, book)
    named = known.national.match(subject)
    # 海关总署党委海关总署 and 海关总署党委 are the same body.
    if named and re.fullmatch(rf"(?:{named[0]}(?:党[委组])?)+", subject):
        return named[0]
    if not subject and (told := known.opening_nation.match(opening)):
        return told[1]
    for match in re.finditer("[我谨]代表", opening[:300]):
        named = known.national.match(opening, match.end())
        if named:
            return named[0]
    return None


def opening_place(opening: str, book: Codebook) -> str | None:
    """The place that is the subject of the opening's first sentences; null where there is none."""
    for match in patterns(book).opening_place.finditer(opening[:300]):
        chain = read_chain(match[1], book)
        name = chain.names[-1] if chain.names else ""
        # In Guangdong a 街道 calls itself 街.
        full = f"{name}道" if name.endswith("街") else name
        known = divisions(book).codes(full) if name else ()
        if (known or chain.zone) and not chain.rest:
            return match[1]
    return None


def level_of(chain: Chain, book: Codebook) -> str | None:
    """The level of a speaker by its name; null where the name tells none."""
    known = patterns(book)
    rest = TERM.sub("", chain.rest)
    if known.institution.search(rest):
        return "other"
    bare = BARE.match(rest)
    if bare:
        return LEVELS[bare[1]]
    if rest and _is_department(rest, book):
        return "department"
    ranks = {
        "township": chain.town,
        "county": chain.zone or chain.county,
        "prefecture": chain.prefecture,
        "province": chain.province,
    }
    return next((level for level, named in ranks.items() if named), None)


def _is_department(rest: str, book: Codebook) -> bool:
    words = patterns(book).words
    if rest in words.government_bodies or rest in words.zone_bodies:
        return False
    return not rest.startswith(words.offices_of_government) and bool(
        patterns(book).body_end.search(rest)
    )


def office_speaks(chain: Chain, text: str, book: Codebook) -> bool:
    """Whether a government's office that is named as issuer tells of itself, not of the whole."""
    known = patterns(book)
    named = "办公" in chain.rest and chain.rest.startswith(known.words.offices_of_government)
    return named and known.office_speaks.search(text[:OPENING]) is not None


def kind_of_paper(title: str, opening: str, book: Codebook) -> str:
    """`news` or `explanation` of a text that tells of a report or an event; else empty."""
    known = patterns(book)
    if known.explanation.search(title):
        return "explanation"
    if known.formula.search(opening):
        return ""
    headline = known.news_title.search(title) is not None
    return "news" if headline or known.news_opening.search(opening[:NEWS]) else ""


def pronoun_level(text: str, book: Codebook) -> str | None:
    """The level by which a report speaks of itself (我镇, 我局); null where it never does."""
    known = patterns(book)
    counts: dict[str, int] = {}
    for match in known.pronoun.finditer(text):
        word = match.group()
        level = known.level_of[word]
        counts[level] = counts.get(level, 0) + (1 if word.startswith("全") else 10)
    return max(counts, key=lambda level: counts[level]) if counts else None
