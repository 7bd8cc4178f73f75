"""The pages of a PDF: their text layer by geometry, pages without one by recognition."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as api

from fazhi.errors import ReadError
from fazhi.reading.faults import corrupt, encrypted, too_large
from fazhi.reading.formats.pdf.fonts import use_own_font
from fazhi.reading.formats.pdf.streams import check_streams
from fazhi.reading.layout import PageLayout, lay_out
from fazhi.reading.layout.rows import Piece
from fazhi.reading.limits import check_characters, check_time
from fazhi.reading.recognise import recognise
from fazhi.records import RawText

MOST_PAGES = 2_000
# Characters of one page; the limit of the whole text is asked for after each page.
MOST_CHARACTERS = 1_000_000
# Fewer signs than this on a page are a stamp or a page number over a scan, no text layer.
FEWEST_SIGNS = 8
# Signs outside the basic plane come in halves; a half alone is what a damaged font names.
HIGH_HALVES, LOW_HALVES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
# What PDFium puts for a hyphen at the end of a line, in the text and for the sign alone.
HYPHEN, HYPHENS = "\ufffe", (0xFFFE, 2)
UNREADABLE_SHARE = 0.2
# Each run of words, line and picture is one; the densest map stays below.
MOST_OBJECTS = 300_000
DPI = 200
MOST_PIXELS = 40_000_000
IMAGE = api.FPDF_PAGEOBJ_IMAGE


def read_pdf(data: bytes) -> RawText:
    """Read a PDF; raises `ReadError` if it is locked or damaged or needs the missing part ocr."""
    check_streams(data)
    use_own_font()
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise (encrypted() if locked else corrupt()) from error
    try:
        return _read_pages(document)
    except (pdfium.PdfiumError, ctypes.ArgumentError) as error:
        raise corrupt() from error
    finally:
        document.close()


def _read_pages(document: pdfium.PdfDocument) -> RawText:
    if len(document) > MOST_PAGES:
        raise too_large(f"{len(document)} pages")
    if not len(document):
        raise corrupt()
    pages: list[PageLayout] = []
    scanned: list[int] = []
    signs = 0
    for number in range(len(document)):
        check_time()
        page = document[number]
        objects = api.FPDFPage_CountObjects(page)
        if objects > MOST_OBJECTS:
            raise too_large(f"{objects:,} objects on a page")
        layout = _page_layout(page)
        signs += sum(len(piece.text) for piece in layout.pieces)
        check_characters(signs)
        if not _has_text(layout) and _has_image(page):
            scanned.append(number)
        pages.append(layout)
        page.close()
    form = "scan" if scanned and len(scanned) * 2 >= len(pages) else "pdf"
    metadata = _metadata(document)
    for number in scanned:
        try:
            pages[number] = _recognised(document, number)
        except ReadError as error:
            if form == "scan" or error.code != "missing_part":
                raise
            # Most pages have text: read them, and say which ones are missing.
            metadata["pages_without_text"] = ",".join(str(page + 1) for page in scanned)
            break
    return lay_out(pages, form, metadata)


def _metadata(document: pdfium.PdfDocument) -> dict[str, str]:
    known = {"Title": "file_title", "Author": "file_author", "CreationDate": "file_created"}
    found = document.get_metadata_dict(skip_empty=True)
    return {name: found[key].replace("\x00", "") for key, name in known.items() if key in found}


def _has_text(layout: PageLayout) -> bool:
    text = "".join(piece.text for piece in layout.pieces)
    bad = sum(1 for sign in text if sign in "\ufffd\ufffe\uffff" or "\ue000" <= sign <= "\uf8ff")
    return len(text) - bad >= FEWEST_SIGNS and bad <= UNREADABLE_SHARE * len(text)


def _has_image(page: pdfium.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[IMAGE], max_depth=3))


def _recognised(document: pdfium.PdfDocument, number: int) -> PageLayout:
    page = document[number]
    width, height = page.get_size()
    scale = DPI / 72
    if width * height * scale * scale > MOST_PIXELS:
        scale = (MOST_PIXELS / (width * height)) ** 0.5
    picture = page.render(scale=scale, grayscale=False).to_numpy()
    page.close()
    return PageLayout(picture.shape[1], picture.shape[0], recognise(picture))


def _page_layout(page: pdfium.PdfPage) -> PageLayout:
    turn = page.get_rotation()
    width, height = page.get_size()
    left, bottom, right, top = page.get_cropbox()
    textpage = page.get_textpage()

    def turned(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """From the page's own axes (left, bottom, right, top) to the reader's, y downwards."""
        x0, y0, x1, y1 = box[0] - left, box[1] - bottom, box[2] - left, box[3] - bottom
        wide, high = right - left, top - bottom
        if turn == 90:
            return y0, x0, y1, x1
        if turn == 180:
            return wide - x1, y0, wide - x0, y1
        if turn == 270:
            return high - y1, wide - x1, high - y0, wide - x0
        return x0, high - y1, x1, high - y0

    pieces = [
        Piece(text, *turned(box))
        for text, box in _runs(textpage)
        if text.strip() and left - 1 <= box[0] and box[2] <= right + 1
    ]
    textpage.close()
    return PageLayout(width, height, pieces)


def _signs(textpage: pdfium.PdfTextPage) -> Iterable[tuple[int, str]]:
    """The signs of a page in the order of drawing, each with its number in PDFium's count."""
    count = min(textpage.count_chars(), MOST_CHARACTERS)
    text = textpage.get_text_range(0, count) if count else ""
    if len(text) == count and HYPHEN not in text:
        return enumerate(text)
    # PDFium counts a sign outside the basic plane as two.
    codes = [api.FPDFText_GetUnicode(textpage, at) for at in range(count)]
    signs: list[tuple[int, str]] = []
    for at, code in enumerate(codes):
        if code in HIGH_HALVES and at + 1 < count and codes[at + 1] in LOW_HALVES:
            signs.append((at, chr(0x10000 + (code - 0xD800 << 10) + codes[at + 1] - 0xDC00)))
        elif code in LOW_HALVES and at and codes[at - 1] in HIGH_HALVES:
            continue
        elif code in HYPHENS and api.FPDFText_IsHyphen(textpage, at) == 1:
            signs.append((at, "-"))
        else:
            half = code in HIGH_HALVES or code in LOW_HALVES
            signs.append((at, "\ufffd" if half else chr(code)))
    return signs


def _runs(textpage: pdfium.PdfTextPage) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Stretches of characters that stand side by side, with their boxes."""
    box = api.FS_RECTF()
    pointer = ctypes.byref(box)
    signs = ""
    left = bottom = right = top = size = 0.0
    for at, sign in _signs(textpage):
        if sign in "\r\n":
            if signs:
                yield signs, (left, bottom, right, top)
            signs = ""
            continue
        if sign <= " ":
            signs += " " if signs else ""
            continue
        if not api.FPDFText_GetLooseCharBox(textpage, at, pointer):
            continue
        # Some boxes are those of the ink: that of 一 is flat, that of 1 is thin.
        own = max(box.top - box.bottom, box.right - box.left)
        size = max(size, own) if signs else own
        overlap = min(top, box.top) - max(bottom, box.bottom)
        level = overlap > 0.5 * min(top - bottom, box.top - box.bottom)
        if signs and level and -size < box.left - right < 1.5 * size:
            signs += sign
            left, right = min(left, box.left), max(right, box.right)
            bottom, top = min(bottom, box.bottom), max(top, box.top)
            continue
        if signs:
            yield signs, (left, bottom, right, top)
        signs, left, bottom, right, top = sign, box.left, box.bottom, box.right, box.top
        size = own
    if signs:
        yield signs, (left, bottom, right, top)
