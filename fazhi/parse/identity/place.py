"""Which place speaks: names out of the text, the code out of the list, never a guess."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fazhi.codebook.book import Codebook
from fazhi.codebook.divisions import AS_OF, divisions, rank
from fazhi.codebook.divisions.former import apart, codes_then, former, told
from fazhi.codebook.divisions.successions import Succession
from fazhi.language.places import find_divisions, find_upper_divisions
from fazhi.parse.frame.chain import Chain

UPPER = ("county", "prefecture", "province")
NOT_IN_LIST = f"not in the list of {AS_OF}"
# What follows a division's name where its party committee or government is meant.
AUTHORITY = ("委", "党委", "政府", "人民政府", "人大")
# A place whose name opens the title of a document put into effect (《某县2023年…工作要点》).
DOCUMENT = re.compile(r"《(?:20\d\d年度?)?$")
DOCUMENT_REACH = 8
# The rule of another city may be studied anywhere (《北京市…办法》).
RULE = re.compile(r"[^《》〈〉\n]{0,40}(?:办法|条例|规定|细则|规则)[》〉]")
OUTSIDE_TEXT = frozenset(("manifest", "file_name"))

OPENING = 600
# From so many on, those of a name are told one by one.
MANY = 2
OWN_TOWN = re.compile("[我本](?:镇|乡|街道|苏木)")


@dataclass(slots=True)
class Found:
    """The place of a report in the making: names by rank, where they were read, the code.

    `year`: of the report, as a division may have been another then.
    """

    level: str | None
    year: int | None = None
    names: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    adcode: str | None = None
    evidence: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """The codes of counties and above that a text names, how it calls them first, and those
    whose authorities or documents it names; `first` those whose authorities its opening names.
    """

    times: Counter[str]
    words: Mapping[str, str]
    authorities: frozenset[str]
    first: frozenset[str] = frozenset()


def find_place(
    clean: str,
    level: str | None,
    chains: Iterable[tuple[str, Chain]],
    manifest: Mapping[str, str],
    *,
    year: int | None = None,
    shown: bool = True,
    book: Codebook,
) -> Found:
    """The place of a report from the chains of its speaker, in their order of trust.

    `shown` is whether the text shows what kind of paper it is: only then is a speaker that nothing
    names sought among the places that it speaks of. `year` is that of the report, if it is known.
    """
    found = Found(level, year)
    zone = _take_chains(found, chains)
    named = _named(clean, book)
    _take_manifest(found, manifest)
    if zone and level == "county" and "county" not in found.names:
        found.sources["zone"] = zone
        found.evidence = "text"
        return found
    own = _own_rank(found, clean, named, shown, book)
    if own:
        _resolve(found, own, named, book)
    elif found.level == "township":
        # A town that nothing names has superiors all the same.
        _take_authorities(found, "town", named, book)
        if found.sources.keys() & UPPER:
            found.evidence = "text"
    return found


def _take_chains(found: Found, chains: Iterable[tuple[str, Chain]]) -> str | None:
    """Take the names that the chains give, the first of a kind; returns the zone, if any."""
    zone: str | None = None
    for source, chain in chains:
        town = chain.town
        if source == "file_name" and town and found.names.get("town", town) != town:
            found.sources["town_conflict"] = f"file_name: {town}"
            continue
        zone = zone or (chain.zone if not found.names else None)
        for kind in ("town", *UPPER):
            name = getattr(chain, kind)
            if name and kind not in found.names:
                found.names[kind] = name
                found.sources[kind] = source
    return zone


def _take_manifest(found: Found, manifest: Mapping[str, str]) -> None:
    for kind in ("town", *UPPER):
        name = manifest.get(kind)
        if not name:
            continue
        if kind not in found.names or found.sources[kind] == "file_name":
            found.names[kind] = name
            found.sources[kind] = "manifest"
        elif found.names[kind] != name:
            found.sources[f"{kind}_conflict"] = f"manifest: {name}"


def _named(clean: str, book: Codebook) -> Named:
    times: Counter[str] = Counter()
    words: dict[str, str] = {}
    authorities: set[str] = set()
    first: set[str] = set()
    documents: set[str] = set()
    rules: set[str] = set()
    for mention in find_upper_divisions(clean, book):
        times.update(mention.codes)
        for code in mention.codes:
            words.setdefault(code, written(mention.name, code, book))
        if clean.startswith(AUTHORITY, mention.end):
            authorities.update(mention.codes)
            if mention.end < OPENING:
                first.update(mention.codes)
        elif DOCUMENT.search(clean, max(mention.start - DOCUMENT_REACH, 0), mention.start):
            (rules if RULE.match(clean, mention.end) else documents).update(mention.codes)
    # A province or city named once may be a model to learn from rather than a superior.
    superiors = {code for code in authorities if rank(code) == "county" or times[code] > 1}
    superiors |= documents
    above = {one for code in superiors for one in divisions(book).ancestors(code)}
    return Named(times, words, frozenset(superiors | (rules & above)), frozenset(first))


def _own_rank(found: Found, clean: str, named: Named, shown: bool, book: Codebook) -> str | None:
    """The rank whose name is the speaker's, read from the body where nothing else names it."""
    if found.level in ("department", "other"):
        return next((kind for kind in UPPER if kind in found.names), None)
    if found.level is None:
        found.level = _level_of_names(found, clean, shown, book)
    own = "town" if found.level == "township" else found.level
    if own is None or own in found.names:
        return own
    if own == "town":
        name = most_named_town(clean, book)
        if name:
            found.names[own], found.sources[own] = name, "body"
        return own if name else None
    ranks = {own, "county"} if own == "prefecture" else {own}
    counted = (one for one in named.times.most_common() if rank(one[0]) in ranks and one[1] > 1)
    code = next(counted, ("", 0))[0]
    if not code:
        # A government that says only its rank, below the name of who speaks for it.
        heads = [one for one in named.first if rank(one) == own]
        code = heads[0] if len(heads) == 1 else ""
    if not code:
        return None
    found.level = rank(code)
    found.names[found.level], found.sources[found.level] = named.words[code], "body"
    return found.level


def _level_of_names(found: Found, clean: str, shown: bool, book: Codebook) -> str | None:
    """The level of the lowest place that manifest or file name give, else of a town named most."""
    kind = next((kind for kind in ("town", *UPPER) if kind in found.names), None)
    if kind is None and shown and most_named_town(clean, book):
        kind = "town"
    return "township" if kind == "town" else kind


def written(name: str, code: str, book: Codebook) -> str:
    """A name as the text writes it, but for what simplifying did to it (干务镇 is 乾务镇)."""
    official = divisions(book).official(name, code)
    return official if len(official) == len(name) else name


def most_named_town(clean: str, book: Codebook) -> str | None:
    """The township that a report without a title names most: at least twice, or as it opens."""
    mentions = [one for one in find_divisions(clean, book) if rank(one.codes[0]) == "township"]
    counts = Counter(one.name for one in mentions)
    first = next((one.name for one in mentions if one.start < OPENING), None)
    if first and 2 * counts[first] >= max(counts.values()):
        return first
    name, times = counts.most_common(1)[0] if counts else ("", 0)
    return name if times > 1 and not first and OWN_TOWN.search(clean) else None


def _resolve(found: Found, own: str, named: Named, book: Codebook) -> None:
    """Choose the code by the names around it, and take the names that the text says."""
    known = divisions(book)
    name = found.names[own]
    codes = known.township_codes(name) if own == "town" else known.upper_codes(name)
    if own == "town" and not codes and name.endswith("街"):
        codes = known.township_codes(f"{name}道")
    best, evidence = _best(_fitting(codes, own, found, book), found, named, book)
    best, past = _of_their_time(best, own, found, named, book)
    source = found.sources[own]
    found.evidence = source if source in OUTSIDE_TEXT else evidence
    if not best and len(past) < MANY:
        found.sources["adcode"] = NOT_IN_LIST
        if past and past[0].old.code:
            found.sources["adcode"] += f"; {past[0].old.code} until {past[0].year}"
        found.evidence = source if source in OUTSIDE_TEXT else "text"
        _take_authorities(found, own, named, book)
    elif len(best) == 1 and not past and not _of_a_namesake(best[0], found, own, named, book):
        found.adcode = best[0]
        found.names[own] = written(name, best[0], book)
        gone = [found.names[kind] for kind in UPPER if not _listed(found.names.get(kind), book)]
        found.sources["adcode"] = f"gazetteer; {gone[0]} {NOT_IN_LIST}" if gone else "gazetteer"
    else:
        today = (f"{code} {known.full_name(code, name)}" for code in best)
        found.candidates = (*today, *map(told, past))
        found.sources["adcode"] = f"{len(found.candidates)} candidates"
        found.evidence = source if source in OUTSIDE_TEXT else "text"
    if best and not past:
        _take_ancestors(found, best, named, book)


def _of_their_time(
    best: list[str], own: str, found: Found, named: Named, book: Codebook
) -> tuple[list[str], list[Succession]]:
    """The codes, and the divisions of the report's year that are no more, by which are meant.

    Of both kinds those stay above which the text names more; where it names neither, or both alike,
    what became one of the codes is that one.
    """
    past = former(found.names[own], own, found.names, found.year, book)
    if not past or not best:
        return best, past
    now = max(_score(code, named, book) for code in best)
    then = max(_score_then(one, named, book) for one in past)
    if now == then:
        return best, apart(past, {*best})
    return ([], past) if then > now else (best, [])


def _score_then(one: Succession, named: Named, book: Codebook) -> tuple[int, ...]:
    """How often prefecture and province above a division that is no more are named."""
    known = divisions(book)
    above = [known.upper_codes(name) for name in (one.old.prefecture, one.old.province)]
    return (0, *(max((named.times[code] for code in codes), default=0) for codes in above))


def _of_a_namesake(code: str, found: Found, own: str, named: Named, book: Codebook) -> bool:
    """Whether nothing tells that the one place of a name is the one meant: the county that the
    text names is in no list of today or before, and no other name above the place stands in the
    text.
    """
    stated = found.names.get("county", "")
    if own != "town" or _listed(stated or None, book) or any(_score(code, named, book)):
        return False
    return not former(stated, "county", found.names, found.year, book)


def _listed(name: str | None, book: Codebook) -> bool:
    return name is None or bool(divisions(book).upper_codes(name))


def _fitting(codes: list[str], own: str, found: Found, book: Codebook) -> list[str]:
    """The codes that lie in every division that the speaker's own name states.

    A division that was another in the report's year is what it became; one that no list of any
    year knows excludes none.
    """
    known, names = divisions(book), found.names
    for kind in UPPER:
        if kind == own or kind not in names:
            continue
        others = {other: names[other] for other in UPPER if other in names and other != kind}
        above = set(codes_then(names[kind], kind, others, found.year, book))
        if above:
            codes = [code for code in codes if above.intersection(known.ancestors(code))]
    return codes


def _best(codes: list[str], found: Found, named: Named, book: Codebook) -> tuple[list[str], str]:
    """The codes whose nearest ancestors the text names most, and what decided.

    None where the text names other authorities only: then its town lies in none of these.
    """
    scores = {code: _score(code, named, book) for code in codes}
    top = max(scores.values(), default=())
    best = [code for code in codes if scores[code] == top]
    stated = {found.sources[kind] for kind in UPPER if kind in found.sources}
    if any(top) or stated - OUTSIDE_TEXT:
        return best, "text"
    if stated:
        return best, "manifest" if "manifest" in stated else "file_name"
    return ([] if named.authorities else best), "gazetteer"


def _score(code: str, named: Named, book: Codebook) -> tuple[int, ...]:
    """How often county, prefecture and province above a code are named."""
    above = {rank(one): named.times[one] for one in divisions(book).ancestors(code)}
    return tuple(above.get(kind, 0) for kind in UPPER)


def _take_ancestors(found: Found, codes: list[str], named: Named, book: Codebook) -> None:
    """Take the names above the speaker that the text says, where all candidates share them."""
    known = divisions(book)
    shared = set(known.ancestors(codes[0])).intersection(*map(known.ancestors, codes))
    for code in shared:
        kind = rank(code)
        if named.times[code] and kind not in found.names:
            found.names[kind] = named.words[code]
            found.sources[kind] = "body"


def _take_authorities(found: Found, own: str, named: Named, book: Codebook) -> None:
    """Take the superior whose authorities the text names, for a town that the list lacks."""
    known = divisions(book)
    for code in sorted(named.authorities, key=lambda one: (-named.times[one], one)):
        kind = rank(code)
        unique = len(known.upper_codes(named.words[code])) == 1
        if unique and kind != own and kind not in found.names:
            found.names[kind] = named.words[code]
            found.sources[kind] = "body"
            if kind == "county":
                _take_ancestors(found, [code], named, book)
