"""Pages saved as one file (MHTML), as browsers, Word and WPS write them, and mail (EML)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote, urljoin

import msgspec

from fazhi.codebook.book import Codebook
from fazhi.errors import ReadError
from fazhi.reading.covers import COVER_SIGNS, count_signs, refuse_cover
from fazhi.reading.decode import MOST_LOST, decode
from fazhi.reading.inside import read_as, read_brought
from fazhi.reading.saved.framed import base_of, filled
from fazhi.reading.saved.mime import MimePart, is_mime, main_page, mime_parts
from fazhi.records import Lack, Mark, RawText

NAMES = ("mhtml", "mht", "eml")
FOREIGN = True
PAGES = ("text/html", "application/xhtml+xml", "text/plain")
NEXT, PREVIOUS, PART = "next_page", "previous_pages", "part"
DEEPEST = 3
LINES_OF_TITLE = 3
# What hangs on a mail under such a name is told, however long the mail itself is.
REPORT = "报告"
# What a mail brings that may be the report; tables and pictures beside it are none.
BROUGHT = re.compile(r"\.(?:pdf|ofd|docx?|docm|wps|wpt|rtf|odt|mht|mhtml|html?|txt|zip)$", re.I)
# What the other frames of a page hold: menus, and frames again.
FRAMES_BESIDE = frozenset(("empty", "list_page", "script_only", "framed_page", "pictures_only"))


def sniff(data: bytes, name: str, book: Codebook) -> bool:
    """Whether the bytes open with the head of a MIME document."""
    return is_mime(data)


def read(data: bytes, name: str, book: Codebook) -> RawText:
    """The article of the page in the file; raises `ReadError` where it holds none.

    Of a mail of few words with one document hanging on it that is read; where there are several,
    the mail is refused, and they are named.
    """
    parts = list(mime_parts(data))
    page = main_page(parts)
    hanging = [one.attached for one in parts if one.attached]
    if page is None:
        if brought := _brought(parts, 0, book):
            return brought
        refuse_cover(hanging, 0)
        raise ReadError(
            "the saved page holds no text",
            hint="Save the page again from the browser once it is shown.",
            code="empty",
        )
    raw, page = _body(parts, page, _Saved(parts, name, book))
    signs = count_signs(raw.text)
    if brought := _brought(parts, signs, book):
        return brought
    refuse_cover(hanging, signs)
    if report := next((one for one in hanging if REPORT in one), ""):
        raw = msgspec.structs.replace(raw, lacks=(*raw.lacks, Lack("attachment", report)))
    known = {"url": page.address} if page.address.startswith("http") else {}
    told: RawText = msgspec.structs.replace(
        raw, format=NAMES[0], metadata={**known, **raw.metadata}
    )
    return told


def _body(parts: Sequence[MimePart], page: MimePart, saved: _Saved) -> tuple[RawText, MimePart]:
    """The text of a document and the part it stands in: of a mail of few words that passes
    another one on, that of the other."""
    raw = saved.gone_on(saved.article(page), page)
    other = main_page([one for one in parts if one.is_passed_on])
    if other is None or page.is_passed_on or count_signs(raw.text) >= COVER_SIGNS:
        return raw, page
    later = saved.gone_on(saved.article(other), other)
    is_longer = count_signs(later.text) > count_signs(raw.text)
    return (later, other) if is_longer else (raw, page)


def _brought(parts: Sequence[MimePart], signs: int, book: Codebook) -> RawText | None:
    """The one document that hangs on a mail of few words; null where there are several or none."""
    may = [one for one in parts if one.attached and BROUGHT.search(one.attached)]
    if signs >= COVER_SIGNS or len(may) != 1:
        return None
    return read_brought(may[0].data, may[0].attached, book)


class _Saved:
    """The pages in one file, by their addresses."""

    def __init__(self, parts: Sequence[MimePart], name: str, book: Codebook) -> None:
        self._name, self._book = name, book
        self._parts = [one for one in parts if one.kind in PAGES and not one.attached]
        self._pages = {unquote(one.address): one for one in reversed(self._parts)}

    def article(self, page: MimePart, depth: int = 0) -> RawText:
        """The article of a page, with what its frames hold; else that of a frame alone."""
        if page.kind == "text/plain":
            return read_as("txt", page.data, self._name, self._book)
        try:
            raw = self._read(page)
        except ReadError as error:
            if error.code != "framed_page":
                raise
            return self._in_frames(page, depth, error)
        is_framed = any(one.reason == PART for one in raw.lacks)
        together, _ = self._with_frames(page, depth) if is_framed else (None, ())
        return together or raw

    def gone_on(self, raw: RawText, page: MimePart) -> RawText:
        """The article with the pages of it that the file holds, each by the link before it."""
        left = dict(self._pages)
        left.pop(unquote(page.address), None)
        joined = 1
        while following := next((one.where for one in raw.lacks if one.reason == NEXT), ""):
            base = base_of(self._markup(page), page.address)
            address = unquote(urljoin(base, following))
            part = left.pop(address, None) or self._next_in_file(address, page, left, raw, joined)
            if part is None:
                is_all = address in self._pages and _pages_told(raw) == joined
                return _whole(raw) if is_all else raw
            try:
                later = self.article(part)
            except ReadError:
                # The text still says that this page is wanting.
                break
            raw, page, joined = _joined(raw, later), part, joined + 1
        return raw

    def _next_in_file(
        self, address: str, page: MimePart, left: dict[str, MimePart], raw: RawText, joined: int
    ) -> MimePart | None:
        """The page behind this one, where a pager that marks none leads back to it.

        Pages stand in the file in their order; they are taken where all that are told lie there.
        """
        waiting = list(left)
        leads_back = address == unquote(page.address)
        if not waiting or not leads_back or len(waiting) != _pages_told(raw) - joined:
            return None
        return left.pop(waiting[-1])

    def _in_frames(self, page: MimePart, depth: int, refused: ReadError) -> RawText:
        """The text of the frames of a page that has none of its own."""
        together, many = self._with_frames(page, depth)
        if together is not None and many > 1:
            return together
        for part in self._parts:
            if part.kind == page.kind and part.data != page.data:
                try:
                    alone = self._read(part)
                except ReadError as error:
                    if error.code not in FRAMES_BESIDE:
                        raise
                else:
                    is_headed = together is not None and _has_title_above(together, alone)
                    return together if together is not None and is_headed else alone
        raise refused

    def _with_frames(self, page: MimePart, depth: int) -> tuple[RawText | None, int]:
        """The page read with its frames in their places, and how many hold text; null if none."""
        held: list[str] = []

        def text_at(address: str) -> str | None:
            part = self._pages.get(unquote(address))
            if part is None or part is page or depth >= DEEPEST:
                return None
            try:
                held.append(self.article(part, depth + 1).text)
            except ReadError as error:
                return "" if error.code in FRAMES_BESIDE else None
            return held[-1]

        markup, wanting = filled(self._markup(page), page.address, text_at)
        if not held:
            return None, 0
        try:
            raw = read_as("html", markup.encode("utf-8-sig"), self._name, self._book)
        except ReadError:
            return None, 0
        known = {one.where for one in raw.lacks}
        lacks = (*raw.lacks, *(Lack(PART, one) for one in wanting if one not in known))
        own = decode(page.data, most_lost=MOST_LOST, book=self._book).encoding
        whole: RawText = msgspec.structs.replace(raw, encoding=own, lacks=lacks)
        return whole, len(held)

    def _read(self, page: MimePart) -> RawText:
        return read_as("html", page.data, self._name, self._book)

    def _markup(self, page: MimePart) -> str:
        return decode(page.data, most_lost=MOST_LOST, book=self._book).text


def _has_title_above(together: RawText, alone: RawText) -> bool:
    """Whether a page with its frame in place is what the frame holds, under a line or two more."""
    above, found, below = together.text.partition(alone.text)
    return bool(found) and not below.strip() and 0 < len(above.splitlines()) <= LINES_OF_TITLE


def _pages_told(raw: RawText) -> int:
    """Of how many pages the one that is read last says to be."""
    return next((one.pages for one in raw.lacks if one.reason == NEXT), 0)


def _whole(raw: RawText) -> RawText:
    """The text without a page to come: its pager numbers each page as a link, its own, too.

    So the last page of all seems to be the first.
    """
    lacks = tuple(one for one in raw.lacks if one.reason != NEXT)
    whole: RawText = msgspec.structs.replace(raw, lacks=lacks)
    return whole


def _joined(raw: RawText, later: RawText) -> RawText:
    """Two pages of an article as one text; the title stands once."""
    title, _, rest = later.text.partition("\n")
    is_title = title == raw.text.partition("\n")[0]
    text = f"{raw.text}\n{rest if is_title else later.text}"
    step = len(text) - len(later.text)
    marks = (Mark(one.kind, one.start + step, one.end + step) for one in later.doubtful)
    joined: RawText = msgspec.structs.replace(
        raw,
        text=text,
        confidence=min(raw.confidence, later.confidence),
        doubtful=(*raw.doubtful, *(one for one in marks if one.start > len(raw.text))),
        lacks=(
            *(one for one in raw.lacks if one.reason != NEXT),
            *(one for one in later.lacks if one.reason != PREVIOUS),
        ),
    )
    return joined
