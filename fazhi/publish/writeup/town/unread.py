"""What could not be read of a file, is visibly lost, or was repaired."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from fazhi.publish.pages import links, prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.reading import Reading

SHORT = 4
# Which page of how many, at the end of a reason.
PART = re.compile(r" ?\(?page (\d+) of (\d+)\)?$")


def unread(reading: Reading) -> Html:
    """What could not be read, is visibly lost, or was repaired in reading."""
    words, about = reading.words, reading.about
    said: list[str] = []
    if about["report_year"] is None:
        said.append(words("unread.year"))
    if not about["adcode"]:
        said.append(words("unread.place"))
    confidence = about["confidence"]
    if confidence is not None and confidence < 1:
        said.append(words("unread.confidence", share=f"{confidence:.0%}"))
    lines = [*incomplete(reading), *map(prose.text, said), *_repairs(reading)]
    return prose.paragraphs(lines) if lines else prose.line(words("unread.none"))


def incomplete(reading: Reading) -> Iterator[str]:
    """Why the text is not whole, each reason with the address of what is missing."""
    for reason in reading.about["incomplete_reason"] or ():
        code, _, address = reason.partition(": ")
        said = prose.text(reading.words.of("incomplete", code))
        if part := PART.search(address):
            address = address[: part.start()]
            said += prose.text(reading.words("incomplete.part_of", n=part[1], count=part[2]))
        yield f"{said} <code>{prose.text(address)}</code>" if address else said


def _repairs(reading: Reading) -> Iterator[str]:
    """Each kind of repair with its number and the way to its places."""
    words = reading.words
    numbered = list(enumerate(reading.rows("repairs"), 1))
    for kind, n in Counter(row["kind"] for _, row in numbered).most_common():
        places = [number for number, row in numbered if row["kind"] == kind]
        shown = " ".join(
            prose.link(links.source(reading.report, "repair", number), f"r{number}", "place")
            for number in places[:SHORT]
        )
        more = "…" if n > SHORT else ""
        name = prose.text(words.of("repair", kind))
        yield words("unread.repaired", what=name, n=n, places=shown + more)
