"""Documents that lie inside an ODT as objects."""

from __future__ import annotations

from lxml import etree

from fazhi.reading.covers import DOCUMENT, packed_name
from fazhi.reading.zipped import Package

DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
LINK = "{http://www.w3.org/1999/xlink}href"
TEXT_KIND = "application/vnd.oasis.opendocument.text"
# What shows that the bytes of an object are a text, and with what ending they are to be named.
STREAMS = {"WordDocument".encode("utf-16-le"): ".doc", b"%PDF-": ".pdf", b"word/document": ".docx"}


def texts_inside(
    package: Package, content: etree._Element, manifest: etree._Element | None
) -> list[str]:
    """The names of the parts that are texts; sheets, charts and formulas are none."""
    entries = manifest.iter(f"{MANIFEST}file-entry") if manifest is not None else ()
    kinds = {
        str(one.get(f"{MANIFEST}full-path")).rstrip("/"): one.get(f"{MANIFEST}media-type")
        for one in entries
    }
    found: list[str] = []
    for node in content.iter(f"{DRAW}object", f"{DRAW}object-ole"):
        part = str(node.get(LINK) or "").removeprefix("./").rstrip("/")
        data = (package.read(part) if part else None) or b""
        ending = next((end for start, end in STREAMS.items() if start in data), "")
        if kinds.get(part) == TEXT_KIND:
            ending = ".odt"
        name = packed_name(data)
        if name:
            # What was packed is named as it was; a picture or a sheet is no text.
            found += [name] if DOCUMENT.search(name) else []
        elif ending:
            found.append(part if part.lower().endswith(ending) else part + ending)
    return found
