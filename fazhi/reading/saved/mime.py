"""Parts of a MIME document (RFC 2557): a page and what it shows, saved as one file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.message import Message
from typing import NamedTuple

from fazhi.reading.faults import too_large
from fazhi.reading.sent_name import sent_name

# Servers that passed a mail on put their own lines before its head, some of them long.
LONGEST_HEAD, MOST_HEADERS = 32_768, 200
OPENING = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:From [^\n]*\n)?"
    rb"(?:[A-Za-z][\w.-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){0,%d}?"
    rb"(?:MIME-Version|Content-Type)[ \t]*:[ \t]*(?:1\.0|[a-z]+/[a-z])" % MOST_HEADERS,
    re.I,
)
# A sheet for each of Word's lists, a part for each picture: more is no page.
MOST_PARTS = 5_000
# What writers declare and what they write: all of it is contained in the wider one.
NAMED = re.compile(r"\bname(?=\*?\d?\*?\s*=)", re.I)
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}


class MimePart(NamedTuple):
    """One part: kind (`text/html`), address (`Content-Location`, else `cid:...`), bytes, charset.

    Text is given in UTF-8 with its mark wherever the declared charset fits it (`charset` is then
    `utf-8`), else as it came with `charset` empty. `attached` is the name of a file that hangs
    on a mail, empty where the part is shown. `is_passed_on`: it is of a mail within the mail.
    """

    kind: str
    address: str
    data: bytes
    charset: str
    attached: str = ""
    is_passed_on: bool = False


def is_mime(data: bytes) -> bool:
    """Whether the bytes open with the head of a MIME document."""
    return OPENING.match(data[:LONGEST_HEAD]) is not None


def mime_parts(data: bytes) -> Iterator[MimePart]:
    """The parts of a MIME document in order, those inside others included."""
    message = message_from_bytes(data.removeprefix(b"\xef\xbb\xbf").lstrip())
    passed_on: set[int] = set()
    for count, part in enumerate(message.walk()):
        if count > MOST_PARTS:
            raise too_large(f"more than {MOST_PARTS} parts")
        is_within = id(part) in passed_on
        if part.is_multipart():
            if is_within or part.get_content_type() == "message/rfc822":
                passed_on |= {id(inner) for inner in part.get_payload()}
        else:
            yield _part(part)._replace(is_passed_on=is_within)


def main_page(parts: Sequence[MimePart]) -> MimePart | None:
    """The page among the parts of a document, else its plain text; null where it has neither."""
    for kind in ("text/html", "application/xhtml+xml", "text/plain"):
        for part in parts:
            if part.kind == kind and part.data.strip() and not part.attached:
                return part
    return None


def _attached_name(part: Message) -> str:
    """The name of a part that is to be saved and not shown; some mail says it of the type only."""
    told = {
        name.lower(): value.encode("ascii", "surrogateescape").decode("latin-1")
        for name, value in part.raw_items()
    }
    way = told.get("content-disposition", "")
    if not way.lower().startswith("attachment"):
        return ""
    return sent_name(way) or sent_name(NAMED.sub(r"file\g<0>", told.get("content-type", "")))


def _part(part: Message) -> MimePart:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    kind = part.get_content_type()
    identity = str(part.get("Content-ID") or "").strip("<> \r\n")
    address = str(part.get("Content-Location") or (identity and f"cid:{identity}")).strip()
    declared = str(part.get_content_charset() or "")
    attached = _attached_name(part)
    if kind.startswith("text/") and declared:
        try:
            text = content.decode(WIDER.get(declared.lower(), declared))
        except (LookupError, ValueError):
            return MimePart(kind, address, content, "", attached)
        return MimePart(kind, address, text.encode("utf-8-sig"), "utf-8", attached)
    return MimePart(kind, address, content, "", attached)
