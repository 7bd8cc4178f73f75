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

from fazhi.parse.dates import read_date
from fazhi.parse.identity_head import Frame, read_frame
from fazhi.parse.identity_place import find_place
from fazhi.parse.identity_speaker import (
    Chain,
    level_of,
    opening_issuer,
    pronoun_level,
    read_chain,
    split_issuers,
    title_issuers,
    title_subject,
)
from fazhi.parse.identity_words import patterns
from fazhi.parse.identity_year import Year, find_year
from fazhi.records import Identity, Outline, Text

FILE_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def find_identity(
    text: Text, outline: Outline | None, file_name: str, manifest: Mapping[str, str] = {}
) -> Identity:
    """The identity of a report; what nothing states is null, what contradicts is in `evidence`."""
    frame = read_frame(text, outline)
    portal = _portal(text.metadata)
    evidence: dict[str, str] = {}
    title = _first(
        evidence,
        "title",
        (frame.title.words if frame.title else None, "title"),
        (portal.get("title"), "portal"),
    )
    issuers = _issuers(frame, title or "", portal, evidence)
    chains = _chains(frame, title or "", issuers, evidence.get("issuers", ""), file_name)
    level = _level(text.clean, chains)
    place = find_place(text.clean, level, chains, manifest)
    year = _year(text.clean, frame, title or "", file_name, manifest)
    if year:
        evidence["report_year"] = year.source
    day = (
        (frame.issued_date, "signature"),
        (_day(portal.get("issued_date")), "portal"),
        (_day(manifest.get("issued_date")), "manifest"),
    )
    out = (
        (_day(portal.get("published_date")), "portal"),
        (frame.published_date, "opening"),
        (_day(manifest.get("published_date")), "manifest"),
    )
    evidence.update(place.sources)
    return Identity(
        title=title,
        doc_number=_first(
            evidence,
            "doc_number",
            (frame.doc_number, "opening"),
            (portal.get("doc_number"), "portal"),
        ),
        issuers=issuers,
        addressees=frame.addressees,
        level=level,
        town=place.names.get("town"),
        county=place.names.get("county"),
        prefecture=place.names.get("prefecture"),
        province=place.names.get("province"),
        adcode=place.adcode,
        place_evidence=place.evidence,
        report_year=year.value if year else None,
        issued_date=_first(evidence, "issued_date", *day),
        published_date=_first(evidence, "published_date", *out),
        evidence=evidence,
        candidates=place.candidates,
        title_place=text.place(frame.title.start, frame.title.end) if frame.title else None,
    )


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


def _portal(metadata: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for field, keys in patterns().words.portal.items():
        value = next((metadata[key] for key in keys if metadata.get(key)), "")
        if value and (field != "title" or patterns().subject.search(value)):
            found[field] = value.strip()
    return found


def _issuers(
    frame: Frame, title: str, portal: Mapping[str, str], evidence: dict[str, str]
) -> tuple[str, ...]:
    named = opening_issuer(frame.opening)
    offers = (
        (title_issuers(title), "title"),
        (tuple(one for line in frame.signature for one in split_issuers(line)), "signature"),
        (tuple(one for line in frame.letterhead for one in split_issuers(line)), "letterhead"),
        ((named,) if named else (), "opening"),
        (split_issuers(portal.get("issuer", "")), "portal"),
    )
    for names, source in offers:
        if names:
            evidence["issuers"] = source
            return names
    return ()


def _chains(
    frame: Frame, title: str, issuers: tuple[str, ...], source: str, file_name: str
) -> list[tuple[str, Chain]]:
    """The divisions in the speaker's names, in order of trust, the file's name last."""
    parts = [("title", part) for part in reversed(split_issuers(title_subject(title)))]
    parts += [(source, name) for name in reversed(issuers)]
    parts += [("signature", name) for name in frame.signature]
    parts += [("letterhead", name) for name in frame.letterhead]
    parts.append(("file_name", re.split(r"[-_ \d]", PurePath(file_name).stem)[0]))
    chains = [(origin, read_chain(name)) for origin, name in parts]
    return [(origin, chain) for origin, chain in chains if chain.names or chain.zone or chain.rest]


def _level(clean: str, chains: list[tuple[str, Chain]]) -> str:
    for source, chain in chains:
        level = level_of(chain) if source != "file_name" else None
        if level:
            return level
    spoken = pronoun_level(clean)
    named = next((level_of(chain) for _, chain in chains), None)
    return spoken or named or "township"


def _year(
    clean: str, frame: Frame, title: str, file_name: str, manifest: Mapping[str, str]
) -> Year | None:
    year = find_year(title, frame.opening, clean, frame.issued_date)
    if year:
        return year
    if manifest.get("year", "").isdecimal():
        return Year(int(manifest["year"]), "manifest")
    found = FILE_YEAR.search(PurePath(file_name).stem)
    return Year(int(found[1]), "file_name") if found else None


def _day(words: str | None) -> str | None:
    return read_date(words) if words else None
