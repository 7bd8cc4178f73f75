"""PDF that hold no report of their own: a cover over attached files, a form kept in XML."""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as api

from fazhi.errors import ReadError
from fazhi.reading import covers

# What readers without the right program are shown is shorter than any report.
FORM_SIGNS = 400


def refuse_cover(document: pdfium.PdfDocument, signs: int) -> None:
    """Refuse a PDF that shows so few signs and has its text elsewhere in the file.

    Raises `ReadError` that names where.
    """
    if signs < FORM_SIGNS and _is_drawn_by_a_program(document):
        raise ReadError(
            "the file is a form whose text is kept in XML for one program alone",
            hint="Open it in Adobe Reader, print it to a PDF and read that.",
            code="unreadable",
        )
    names = (document.get_attachment(at).get_name() for at in range(document.count_attachments()))
    covers.refuse_cover(names, signs)


def _is_drawn_by_a_program(document: pdfium.PdfDocument) -> bool:
    """Whether a form in XML says that its pages are to be made, or draws no field on the first."""
    kind = document.get_formtype()
    if kind != api.FORMTYPE_XFA_FOREGROUND:
        return bool(kind == api.FORMTYPE_XFA_FULL)
    page = document[0]
    fields = api.FPDFPage_GetAnnotCount(page)
    page.close()
    return bool(fields == 0)
