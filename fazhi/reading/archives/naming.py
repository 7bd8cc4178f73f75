"""The path that a page has in the folder that an archive is, made of its address."""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import SplitResult, unquote_to_bytes, urlsplit

from fazhi.language.printable import printable
from fazhi.reading.archives.chosen import ending_of
from fazhi.reading.covers import decoded_name
from fazhi.reading.faults import OLE_START, ZIP_START

# What no system has in names of files, and what parts a path.
UNFIT = re.compile(r'[<>:"|?*\\/\x00-\x1f\x7f]')
LONGEST_PART, LONGEST_QUERY, MOST_PARTS = 120, 80, 12
DIGEST = 8
# Endings by which readers know a file; a page made by a program (`.jsp`) gets one beside its own.
KNOWN = re.compile(r"s?html?|mht|mhtml|txt|pdf|docx?|wps|rtf|odt|ofd|xlsx?|zip|rar|7z")
BY_START = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (ZIP_START, "zip"),
    (OLE_START, "doc"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
)
BY_TYPE = (
    ("text/plain", "txt"),
    ("pdf", "pdf"),
    ("wordprocessingml", "docx"),
    ("msword", "doc"),
    ("ofd", "ofd"),
)


def path_of(address: str, kind: str, content: bytes, sent_as: str = "") -> str:
    """Host and path as folders, the last part with an ending that fits.

    Args:
        address: where the page or document was.
        kind: the type that the server declared.
        content: of the page or document.
        sent_as: the name that the server gave the file, if it did.
    """
    split = urlsplit(address)
    parts = [one for part in split.path.split("/") if (one := _part(part)) not in ("", ".", "..")]
    folders, last = parts, "index"
    if parts and not split.path.endswith("/"):
        *folders, last = parts
    last = _fitting(_part(sent_as) or f"{last}{_query(split)}", kind, content)
    if len(folders) > MOST_PARTS:
        folders = [*folders[: MOST_PARTS - 1], _digest("/".join(folders))]
    return "/".join([_host(split), *folders, last])


def path_inside(name: str) -> str:
    """The path of a file within its packed folder; nothing in it that steers."""
    steps = (_part(one.replace("%", "%25")) for one in name.replace("\\", "/").split("/"))
    parts = [one for one in steps if one not in ("", ".", "..")][-MOST_PARTS:]
    return "/".join(parts) or "file"


def apart(path: str, captured: str) -> str:
    """The path of another capture of what lies at a path, told apart by when it was made."""
    when = re.sub(r"\D", "", captured)[:14]
    stem, dot, ending = path.rpartition(".")
    return f"{stem}~{when or 'again'}{dot}{ending}"


def _host(split: SplitResult) -> str:
    return _part(split.netloc.rpartition("@")[2].lower()) or "local"


def _part(part: str) -> str:
    """One step of a path as people read it: escapes undone, and nothing in it that steers."""
    plain = decoded_name(unquote_to_bytes(part)) if "%" in part else part
    fit = printable(UNFIT.sub("_", plain)).replace("\\", "_").strip(" ")
    if len(fit) <= LONGEST_PART:
        return fit
    return f"{fit[: LONGEST_PART // 2]}…{_digest(fit)}{fit[-12:]}"


def _query(split: SplitResult) -> str:
    if not split.query:
        return ""
    told = _part(split.query)
    return f"_{told}" if len(told) <= LONGEST_QUERY else f"_{told[:LONGEST_QUERY]}…{_digest(told)}"


def _fitting(last: str, kind: str, content: bytes) -> str:
    if KNOWN.fullmatch(ending_of(last)):
        return last
    known = [ending for start, ending in BY_START if content.startswith(start)]
    known += [ending for word, ending in BY_TYPE if word in kind.lower()]
    return f"{last}.{(*known, 'html')[0]}"


def _digest(words: str) -> str:
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST]
