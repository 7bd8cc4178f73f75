"""The pages of a PDF: their text layer by geometry, pages without one by recognition."""

from __future__ import annotations

import ctypes

import pypdfium2 as pdfium
import pypdfium2.raw as api

from fazhi.codebook.book import Codebook
from fazhi.errors import ReadError
from fazhi.reading.faults import corrupt, encrypted, too_large
from fazhi.reading.formats.pdf.covers import refuse_cover
from fazhi.reading.formats.pdf.fonts import use_own_font
from fazhi.reading.formats.pdf.judge import Kind, judge, over_pictures
from fazhi.reading.formats.pdf.objects import Objects, find_objects
from fazhi.reading.formats.pdf.shown import leave_out_unseen
from fazhi.reading.formats.pdf.signs import find_inkless, find_pieces, find_rules, with_these_out
from fazhi.reading.formats.pdf.streams import check_streams, names_layers
from fazhi.reading.formats.pdf.typed import find_typed
from fazhi.reading.layout import PageLayout, lay_out
from fazhi.reading.layout.rows import Piece
from fazhi.reading.limits import check_characters, check_time
from fazhi.reading.recognise import LONGEST_SIDE, engine, recognise
from fazhi.records import RawText

MOST_PAGES = 2_000
DPI = 200
# Forms of PDF itself; others are programs of their own kind.
FORMS = (api.FORMTYPE_ACRO_FORM, api.FORMTYPE_XFA_FOREGROUND)
# How sure a text is that a scanner recognised, by means that the file does not tell.
OTHERS_CONFIDENCE = 0.5


def read_pdf(data: bytes, book: Codebook) -> RawText:
    """Read a PDF; raises `ReadError` if it is locked or damaged or needs the missing part ocr."""
    check_streams(data)
    use_own_font()
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise (encrypted() if locked else corrupt()) from error
    try:
        if document.get_formtype() in FORMS:
            document.init_forms()
        return _read_pages(document, names_layers(data), book)
    except (pdfium.PdfiumError, ctypes.ArgumentError) as error:
        raise corrupt() from error
    finally:
        document.close()


def _read_pages(document: pdfium.PdfDocument, layered: bool, book: Codebook) -> RawText:
    if len(document) > MOST_PAGES:
        raise too_large(f"{len(document)} pages")
    if not len(document):
        raise corrupt()
    pages: list[PageLayout] = []
    pictures: dict[int, Kind] = {}
    signs = 0
    for number in range(len(document)):
        check_time()
        page = document[number]
        objects, pieces, kind = _looked_at(page, layered, book)
        if kind is Kind.LAYER:
            # Kept for a machine on which nothing can be recognised.
            pieces += _recognised_by_others(page, objects)
        if kind is not Kind.TEXT:
            pictures[number] = kind
        width, height = page.get_size()
        if kind is Kind.NONSENSE:
            pieces = []
        layout = PageLayout(width, height, pieces, rules=find_rules(page, objects))
        signs += sum(len(piece.text) for piece in layout.pieces)
        check_characters(signs)
        pages.append(layout)
        page.close()
    if not pictures:
        refuse_cover(document, signs)
    form = "scan" if pictures and len(pictures) * 2 >= len(pages) else "pdf"
    lost = _recognise_pages(document, pages, pictures, form, layered, book)
    metadata = _metadata(document)
    if lost:
        metadata["pages_without_text"] = ",".join(str(number + 1) for number in lost)
    return lay_out(pages, form, metadata)


def _recognise_pages(
    document: pdfium.PdfDocument,
    pages: list[PageLayout],
    pictures: dict[int, Kind],
    form: str,
    layered: bool,
    book: Codebook,
) -> list[int]:
    """Put what is recognised in place of pages; the numbers of those that stay without text."""
    try:
        for number in pictures:
            pages[number] = _recognised(document, number, layered, book)
    except ReadError as error:
        if error.code != "missing_part":
            raise
        if not _is_text_left(form, pictures):
            nonsense = all(kind is Kind.NONSENSE for kind in pictures.values())
            raise (without_meaning() if nonsense else error) from error
        for number, kind in pictures.items():
            pages[number] = pages[number]._replace(lost=kind is not Kind.LAYER)
    return [number for number in pictures if pages[number].lost]


def _is_text_left(form: str, pictures: dict[int, Kind]) -> bool:
    """Whether enough can be read where nothing can be recognised."""
    if form == "pdf":
        return True
    # A scanner's own layer over each page is better than nothing.
    return all(kind is Kind.LAYER for kind in pictures.values())


def _looked_at(
    page: pdfium.PdfPage, layered: bool, book: Codebook
) -> tuple[Objects, list[Piece], Kind]:
    objects = find_objects(page, layered)
    leave_out_unseen(page, objects)
    pieces = [*find_pieces(page, objects), *find_typed(page)]
    return objects, pieces, judge(objects, pieces, page.get_cropbox(), book)


def _recognised_by_others(page: pdfium.PdfPage, objects: Objects) -> list[Piece]:
    """The text that a scanner laid over its picture, as doubtful as all that is recognised."""
    objects.inkless = over_pictures(objects)
    found = find_inkless(page, objects)
    return [piece._replace(confidence=OTHERS_CONFIDENCE) for piece in found]


def without_meaning() -> ReadError:
    """The error for text that can be seen and not read, where nothing can be recognised."""
    return ReadError(
        "the file's fonts do not say which characters they show, and the part that recognises "
        "text is not installed",
        hint='Install it with: pip install "fazhi[ocr]"',
        code="missing_part",
    )


def _metadata(document: pdfium.PdfDocument) -> dict[str, str]:
    known = {"Title": "file_title", "Author": "file_author", "CreationDate": "file_created"}
    found = document.get_metadata_dict(skip_empty=True)
    return {name: found[key].replace("\x00", "") for key, name in known.items() if key in found}


def _recognised(
    document: pdfium.PdfDocument, number: int, layered: bool, book: Codebook
) -> PageLayout:
    """The page as drawn, recognised; what signs it has of its own stand in their places."""
    # Nothing is drawn in vain, with tools that come with the part.
    engine()
    page = document[number]
    objects, pieces, kind = _looked_at(page, layered, book)
    width, height = page.get_size()
    scale = min(DPI / 72, LONGEST_SIDE / max(width, height, 1.0))
    pictures = []

    def draw() -> None:
        pictures.append(page.render(scale=scale, grayscale=False).to_numpy())

    if kind is Kind.NONSENSE:
        draw()
        pieces = []
    else:
        with_these_out(objects.texts(), draw)
    page.close()
    found = recognise(pictures[0])
    own = [
        piece._replace(
            left=piece.left * scale,
            top=piece.top * scale,
            right=piece.right * scale,
            bottom=piece.bottom * scale,
        )
        for piece in pieces
    ]
    high, wide = pictures[0].shape[:2]
    # A page of signs that nobody can read and nothing could recognise is not empty.
    lost = kind in (Kind.NONSENSE, Kind.CURVES) and not found
    return PageLayout(wide, high, [*found, *own], lost)
