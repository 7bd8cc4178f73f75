"""What an answer is worth: new, the same, changed, gone, or no usable thing at all."""

from __future__ import annotations

from typing import NamedTuple

from fazhi.captures import Capture
from fazhi.codebook.book import Codebook
from fazhi.collect.client import Answer
from fazhi.collect.coding import UNKNOWN_CODING
from fazhi.collect.kept.names import ending_in, safe
from fazhi.collect.pages.book import collecting
from fazhi.collect.pages.look import DATA, Found, is_data, look_into
from fazhi.reading.archives.packed import is_folder
from fazhi.reading.inside import recognise
from fazhi.reading.reader import endings
from fazhi.reading.sent_name import sent_name

GONE = frozenset((404, 410))
LOGIN = frozenset((401, 407))
# Statuses by which walls against programs answer, with a page that says so or with none.
WALLS = frozenset((403, 405, 412, 418, 468, 493, 567))
# By these a wall says that the host behind it is away, or sends a script that sets a mark.
WALLS_OR_AWAY = frozenset((521, 522))
FAILED = 500
UNCHANGED = 304
# 203 is what a machine in between changed something about.
FINE = frozenset((200, 203))
PLAIN = "txt"
LONGEST_ENDING = 5
PACKED = {b"PK\x03\x04": "zip", b"Rar!": "rar", b"7z\xbc\xaf": "7z"}
# What a page says it is that no report stands on, though the server says all is well.
REFUSING = {
    "challenge_page": "challenge_page",
    "not_found_page": "not_found",
    "error_page": "server_error",
    "login_page": "login",
}


class Judged(NamedTuple):
    """What an answer is.

    Args:
        code: why it is of no use, empty where it is.
        ending: of the file, by its content.
        found: what the page tells, where it is one.
    """

    code: str
    ending: str = ""
    found: Found | None = None


def judge(answer: Answer, book: Codebook) -> Judged:
    """What an answer that is no redirection is worth."""
    if answer.status not in FINE or not answer.body.strip():
        return Judged(_code_of(answer, book))
    if answer.packed:
        return Judged(UNKNOWN_CODING, _ending_of_coding(answer))
    if is_data(answer.body):
        return Judged("", DATA, look_into(answer.body, answer.reached or answer.asked, book))
    ending = ending_of(answer, book)
    if ending != "html":
        return Judged("", ending)
    found = look_into(answer.body, answer.reached or answer.asked, book)
    return Judged(REFUSING.get(found.code, ""), ending, found)


def _ending_of_coding(answer: Answer) -> str:
    """The ending by which programs know what is packed so."""
    told = answer.header("Content-Encoding").rpartition(",")[2].strip().lower()
    return {"zstd": "zst"}.get(told, safe(told)[:LONGEST_ENDING]) or "bin"


def _code_of(answer: Answer, book: Codebook) -> str:
    """Why an answer without a usable body is of no use."""
    known = (
        dict.fromkeys(FINE, "empty")
        | dict.fromkeys(GONE, "not_found")
        | dict.fromkeys(LOGIN, "login")
    )
    if is_challenge(answer, book):
        return "challenge_page"
    if answer.status in known:
        return known[answer.status]
    found = look_into(answer.body, answer.asked, book) if answer.body.strip() else Found()
    if answer.status not in WALLS:
        # A wall may send its script with any status, as 202.
        return "challenge_page" if found.code == "challenge_page" else "odd_status"
    is_wall = found.code == "challenge_page" or answer.status not in (403, 405)
    return "challenge_page" if is_wall else "forbidden"


def is_challenge(answer: Answer, book: Codebook) -> bool:
    """Whether a status of a server that failed is that of a wall: another try ends as this one.

    Who names a time to wait is asked again then, whatever its page says.
    """
    if answer.status < FAILED or answer.wait:
        return False
    code = look_into(answer.body, answer.asked, book).code if answer.body.strip() else ""
    is_script = answer.status in WALLS_OR_AWAY and code == "script_only"
    return code == "challenge_page" or is_script or answer.status in WALLS


def ending_of(answer: Answer, book: Codebook) -> str:
    """The ending that the bytes should have: by content, whatever the server says of them."""
    body = answer.body
    told = ending_in(sent_name(answer.header("Content-Disposition")))
    last = told or ending_in(answer.asked.partition("?")[0])
    if is_folder(body):
        return PACKED[body[:4]]
    kind = recognise(body, f"x.{last}", book)
    if kind is not None and kind.NAMES[0] != PLAIN:
        return last if last in kind.NAMES and kind.NAMES[0] != "html" else kind.NAMES[0]
    known = collecting(book)
    if last in (*endings(), *known.packed, *known.beside):
        return last
    return PLAIN if kind is not None else "bin"


def is_unchanged(answer: Answer, former: Capture | None) -> bool:
    """Whether the server says that what we have is what it has."""
    return answer.status == UNCHANGED and former is not None
