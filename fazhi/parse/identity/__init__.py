"""Who speaks, where, of which year, when issued and published, to whom.

Order of trust, for every field: title, signature, letterhead, opening, body (all of them the
text), then the portal's own statements, then the manifest for what these leave open, then the
list of divisions, then the name of the file. A source that contradicts a better one is kept in
`evidence` under `FIELD_conflict`.

County, prefecture and province stay null where only the list of divisions knows them: the code
says as much, and tables derive names from it. A town of which there are several is given a code
only where other names in the text (or the manifest) leave one; otherwise all are `candidates`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.language.dates import read_date
from fazhi.parse.frame import Frame, find_frame
from fazhi.parse.frame.chain import Chain, read_chain
from fazhi.parse.frame.head import read_doc_number
from fazhi.parse.frame.words import patterns
from fazhi.parse.identity.documents import own_office
from fazhi.parse.identity.place import Found, find_place
from fazhi.parse.identity.speaker import (
    kind_of_paper,
    level_of,
    national_body,
    office_speaks,
    opening_issuer,
    opening_office,
    opening_place,
    pronoun_level,
    split_issuers,
    title_issuers,
    title_subject,
)
from fazhi.parse.identity.year import Year, find_year
from fazhi.reading.clean.script import simplify
from fazhi.records import Identity, Text

# How much of the opening may say what kind of paper a text is.
TOLD = 200
NATIONAL = "national"
FILE_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


class Known(NamedTuple):
    """What is known before the place is sought: what the manifest says, the report's year."""

    manifest: Mapping[str, str]
    year: int | None


def find_identity(
    text: Text,
    frame: Frame | None,
    file_name: str,
    manifest: Mapping[str, str] = {},
    *,
    book: Codebook,
) -> Identity:
    """The identity of a report; what nothing states is null, what contradicts is in `evidence`."""
    frame = frame or find_frame(text, book)
    stated = _portal(text, frame, book)
    evidence: dict[str, str] = {}
    own_title = frame.title.words if frame.title else None
    title = _first(evidence, "title", (own_title, "title"), (stated.get("title"), "portal"))
    if frame.letter and frame.letter.words:
        evidence["letter"] = frame.letter.words
    issuers = _issuers(frame, title or "", stated, evidence, book)
    chains = _chains(frame, title or "", issuers, evidence.get("issuers", ""), book)
    office = "" if _places(chains) else own_office(text.clean, "".join(issuers[:1]), book)
    if office:
        issuers, evidence["issuers"] = (office,), "body"
        chains = [*_read_chains([("body", office)], book), *chains]
    chains += _outer_chains(stated.get("issuer", ""), file_name, book)
    year = find_year(title or "", frame.opening, text.clean, frame.issued_date)
    if year and year.against:
        evidence["report_year_conflict"] = year.against
    known = Known(manifest, _year(year, file_name, manifest, evidence))
    place = _place(text, frame, title or "", chains, known, evidence, book)
    number = (frame.doc_number, "opening"), (stated.get("doc_number"), "portal")
    return Identity(
        title=title,
        doc_number=_first(evidence, "doc_number", *number),
        issuers=issuers,
        addressees=frame.addressees,
        level=place.level,
        town=place.names.get("town"),
        county=place.names.get("county"),
        prefecture=place.names.get("prefecture"),
        province=place.names.get("province"),
        adcode=place.adcode,
        place_evidence=place.evidence,
        report_year=known.year,
        issued_date=_date("issued_date", frame.issued_date, stated, manifest, evidence),
        published_date=_date("published_date", None, stated, manifest, evidence, frame.page_day),
        evidence=evidence,
        candidates=place.candidates,
        title_place=text.place(frame.title.start, frame.title.end) if frame.title else None,
    )


def _place(
    text: Text,
    frame: Frame,
    title: str,
    chains: list[tuple[str, Chain]],
    known: Known,
    evidence: dict[str, str],
    book: Codebook,
) -> Found:
    """Level and place of the speaker; a news item, whose places are those it tells of, has none.

    Nor has who speaks for the whole nation.
    """
    if national_body(title, frame.opening, book):
        evidence["level"] = evidence["issuers"]
        return Found(NATIONAL)
    first_line = text.clean.lstrip().partition("\n")[0]
    kind = kind_of_paper(title, frame.opening, book) or kind_of_paper(
        first_line, frame.opening, book
    )
    if kind:
        evidence["kind"] = kind
        chains = []
    level = None if kind else _level(text.clean, chains, evidence, book)
    # Whom a township reports to is above it (城中区委全面依法治区委员会).
    if level == "township":
        chains += _read_chains([("addressees", name) for name in frame.addressees], book)
    shown = not kind and bool(patterns(book).subject.search(f"{title}{frame.opening[:TOLD]}"))
    place = find_place(
        text.clean, level, chains, known.manifest, year=known.year, shown=shown, book=book
    )
    evidence.update(place.sources)
    if place.level and place.level != level:
        evidence["level"] = "body"
    return place


def _date(
    field: str,
    signed: str | None,
    stated: Mapping[str, str],
    manifest: Mapping[str, str],
    evidence: dict[str, str],
    shown: str | None = None,
) -> str | None:
    """A day from the signature, the portal's labels or page, or the manifest, in that order."""
    by_user = read_date(manifest.get(field, ""))
    labelled = stated.get(field) or shown
    offers = (signed, "signature"), (labelled, "portal"), (by_user, "manifest")
    return _first(evidence, field, *offers)


def _first(evidence: dict[str, str], field: str, *offers: tuple[str | None, str]) -> str | None:
    """The first value that is there; others that differ are kept as conflicts."""
    given = [(value, source) for value, source in offers if value]
    if not given:
        return None
    evidence[field] = given[0][1]
    for value, source in given[1:]:
        if value != given[0][0]:
            evidence[f"{field}_conflict"] = f"{source}: {value}"
    return given[0][0]


def _portal(text: Text, frame: Frame, book: Codebook) -> dict[str, str]:
    """What the portal states, by field: its page's metadata first, then lines above the text."""
    found: dict[str, str] = {}
    sources = [stated for stated in (text.metadata, frame.statements) if stated]
    for field, keys in patterns(book).words.portal.items() if sources else ():
        for stated in sources:
            values = (
                _plausible(field, stated[key], text.script, book) for key in keys if key in stated
            )
            value = next((value for value in values if value), "")
            if value:
                found.setdefault(field, value)
    return found


def _plausible(field: str, value: str, script: str, book: Codebook) -> str:
    """A portal's value as its field needs it, simplified; empty where it is something else."""
    value = simplify(value.strip(), book) if script == "traditional" else value.strip()
    if field.endswith("_date"):
        return read_date(value) or ""
    if field == "doc_number":
        return read_doc_number(value) or ""
    if field == "title":
        value = re.split(r"[_|]|-(?=[^-]*$)", value)[0].strip()
        return value if patterns(book).subject.search(value) else ""
    value = value.split(" ")[0]
    return value if read_chain(value, book).names else ""


def _issuers(
    frame: Frame, title: str, portal: Mapping[str, str], evidence: dict[str, str], book: Codebook
) -> tuple[str, ...]:
    national = national_body(title, frame.opening, book)
    subject = title_subject(title, book)
    named = opening_issuer(frame.opening, book) or national
    if not named and not read_chain(subject, book).names:
        named = opening_office(frame.opening, book)
    offers = (
        ((national,) if national and subject else title_issuers(title, book), "title"),
        (tuple(one for line in frame.signature for one in _organs(line, book)), "signature"),
        (
            tuple(one for line in frame.letterhead for one in split_issuers(line, book)),
            "letterhead",
        ),
        ((named,) if named else (), "opening"),
        (_organs(portal.get("issuer", ""), book), "portal"),
    )
    town = read_chain(subject, book).town
    for names, source in offers:
        of_page = source in ("letterhead", "portal")
        own = tuple(name for name in names if not (of_page and _is_above(name, town, book)))
        if own:
            evidence["issuers"] = source
            return own
    return ()


def _is_above(name: str, town: str | None, book: Codebook) -> bool:
    """Whether a body that a page names is that of a division above the town in the title."""
    chain = read_chain(name, book)
    return town is not None and bool(chain.names) and chain.town is None


def _organs(words: str, book: Codebook) -> tuple[str, ...]:
    """The bodies that a signature or a portal names; none where it names only a place."""
    return tuple(
        name for name in split_issuers(words, book) if patterns(book).body_end.search(name)
    )


def _chains(
    frame: Frame, title: str, issuers: tuple[str, ...], source: str, book: Codebook
) -> list[tuple[str, Chain]]:
    """The divisions in the text's names of the speaker, in order of trust."""
    parts = [("title", part) for part in reversed(split_issuers(title_subject(title, book), book))]
    parts += [(source, name) for name in reversed(issuers)]
    parts += [("signature", name) for name in frame.signature]
    parts += [("letterhead", name) for name in frame.letterhead]
    parts.append(("opening", opening_place(frame.opening, book) or ""))
    return _read_chains(parts, book)


def _places(chains: list[tuple[str, Chain]]) -> bool:
    """Whether any name of the speaker holds that of a division or a zone."""
    return any(chain.names or chain.zone for _, chain in chains)


def _outer_chains(publisher: str, file_name: str, book: Codebook) -> list[tuple[str, Chain]]:
    """The divisions in the portal's and the file's name of the speaker."""
    stem = PurePath(file_name).stem
    in_name = title_subject(stem, book) or re.split(r"[-_ \d]", stem)[0]
    return _read_chains([("portal", publisher), ("file_name", in_name)], book)


def _read_chains(parts: list[tuple[str, str]], book: Codebook) -> list[tuple[str, Chain]]:
    chains = [(source, read_chain(name, book)) for source, name in parts]
    return [(source, chain) for source, chain in chains if chain.names or chain.zone or chain.rest]


def _level(
    clean: str, chains: list[tuple[str, Chain]], evidence: dict[str, str], book: Codebook
) -> str | None:
    """The level by the speaker's name, by its pronouns, by the file's name, in that order.

    A district's report may say 我市 of its city: above the county the file's name goes first.
    """
    for source, chain in chains:
        level = level_of(chain, book) if source != "file_name" else None
        if level:
            evidence["level"] = source
            return "department" if office_speaks(chain, clean, book) else level
    spoken = pronoun_level(clean, book)
    named = [
        (level_of(chain, book), source) for source, chain in chains if chain.names or chain.zone
    ]
    level, source = (named or [(None, "")])[0]
    if spoken in {"township", "department"} or not level:
        level, source = spoken, "body"
    if level:
        evidence["level"] = source
    return level


def _year(
    year: Year | None, file_name: str, manifest: Mapping[str, str], evidence: dict[str, str]
) -> int | None:
    """The year from the text, else the manifest, else the file's name."""
    in_name = FILE_YEAR.search(PurePath(file_name).stem)
    value = _first(
        evidence,
        "report_year",
        (str(year.value) if year else None, year.source if year else ""),
        (manifest.get("year"), "manifest"),
        (in_name[1] if in_name else None, "file_name"),
    )
    return int(value) if value and value.isdecimal() else None
