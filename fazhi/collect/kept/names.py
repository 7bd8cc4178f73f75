"""Names of files: readable, the same on any system, and never out of the folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from fazhi.codebook.book import Codebook
from fazhi.collect.pages.book import expressions
from fazhi.reading.sent_name import sent_name

# Signs that some system does not allow in names; @ stands before the day of a later version.
FORBIDDEN = re.compile(r'[<>:"/\\|?*@\x00-\x1f\x7f]+')
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|readme|manifest|license|captures)", re.I)
# Bytes: a name may have 255, of the page, of the attachment, of what tells them apart.
LONGEST = 100
ENDING = re.compile(r"\.([A-Za-z0-9]{1,5})$")
CHINESE = re.compile("[\u3400-\u9fff]")
PLACES = ("province", "prefecture", "county", "town")


def safe(words: str, longest: int = LONGEST) -> str:
    """Words as a name that every system takes: at most `longest` bytes; may be empty.

    Characters that only look alike are made one, signs that a name cannot have become a dash,
    and no name is hidden, reserved, or ends in a dot or blank.
    """
    text = unicodedata.normalize("NFC", " ".join(words.split()))
    text = "".join(sign for sign in text if unicodedata.category(sign)[0] != "C")
    text = FORBIDDEN.sub("-", text).strip(" .-~")
    text = text.encode("utf-8", "ignore")[:longest].decode("utf-8", "ignore").strip(" .-~")
    first, dot, rest = text.partition(".")
    return f"{first.strip()}_{dot}{rest}" if RESERVED.fullmatch(first.strip()) else text


def stem_of(stated: Mapping[str, str], title: str, address: str, book: Codebook) -> str:
    """What a page and all that hangs on it are called: place and year, title, or address."""
    if given := PurePosixPath(stated.get("file", "").replace("\\", "/")).name:
        return safe(ENDING.sub("", given)) or _of_address(address)
    title = safe(title or stated.get("title", ""))
    found = expressions(book).year.search(title)
    year = stated.get("year") or (found[1] if found else "")
    # The two lowest of its names tell nearly all places apart.
    place = "".join([stated[name] for name in PLACES if stated.get(name)][-2:])
    if place and year:
        return safe(f"{place}-{year}")
    return title or safe(place) or _of_address(address)


def _of_address(address: str) -> str:
    parts = urlsplit(address)
    tail = PurePosixPath(unquote(parts.path)).stem
    return safe(f"{parts.hostname}-{tail}" if tail else str(parts.hostname)) or "page"


def apart(name: str, address: str) -> str:
    """A name that another address has taken, told apart by eight signs of this one's address."""
    return f"{name}-{sha256(address.encode()).hexdigest()[:8]}"


def name_of_attachment(told: str, words: str, address: str, book: Codebook) -> str:
    """What an attachment is called, without its ending.

    The server's name where it says something, else the link's words, else the address's.

    Args:
        told: the header `Content-Disposition`, Latin-1 characters for bytes.
        words: of the link.
    """
    header = sent_name(told)
    last = PurePosixPath(unquote(urlsplit(address).path)).name
    offers = [header if CHINESE.search(header) else "", words, header, last]
    for offer in offers:
        name = safe(expressions(book).document.sub("", offer.strip()))
        if name and not expressions(book).says_nothing.search(name):
            return name
    return safe(ENDING.sub("", header or last)) or "attachment"


def ending_in(name: str) -> str:
    """The ending of a name, in small letters without its dot; empty where it has none."""
    found = ENDING.search(name)
    return found[1].lower() if found else ""


def stem_in(file: str) -> str:
    """The stem that the files of a row share, out of one's name."""
    return PurePosixPath(file).stem.partition("@")[0]
