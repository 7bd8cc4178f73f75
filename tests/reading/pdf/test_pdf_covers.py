"""PDF whose text is elsewhere in the file: a cover over attached files, a form kept in XML."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.reading import read_bytes

BOOK = load_codebook()
COVER = "For the best experience, open this PDF portfolio in Acrobat X or Adobe Reader X."
WAIT = "Please wait... If this message is not eventually replaced by the proper contents,"


def pdf(words: str, catalog: str, *more: str) -> bytes:
    drawn = f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET"
    parts = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    ]
    file, places = "%PDF-1.7\n", []
    for at, part in enumerate(parts, 1):
        places.append(len(file))
        file += f"{at} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(parts) + 1
    tail = f"trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{len(file)}\n%%EOF"
    return f"{file}xref\n0 {count}\n0000000000 65535 f \n{table}{tail}".encode("latin-1")


def with_files(*names: str, words: str = COVER) -> bytes:
    listed = "".join(f"({name}) {6 + 2 * at} 0 R" for at, name in enumerate(names))
    catalog = f"/Collection<</View/D>>/Names<</EmbeddedFiles<</Names[{listed}]>>>>"
    more: list[str] = []
    for at, name in enumerate(names):
        more.append(f"<</Type/Filespec/F({name})/UF({name})/EF<</F {7 + 2 * at} 0 R>>>>")
        more.append("<</Type/EmbeddedFile/Length 4>>stream\n%PDF\nendstream")
    return pdf(words, catalog, *more)


@pytest.mark.parametrize("names", [["report.pdf"], ["r.docx", "table.xlsx"], ["R.OFD"]])
def test_a_cover_over_attached_files_names_them(names: list[str]) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(with_files(*names), "x.pdf", book=BOOK)
    assert caught.value.code == "attachment_only"
    assert ", ".join(names) in str(caught.value)


def test_a_report_with_files_attached_is_read() -> None:
    words = ") Tj 0 -14 Td (".join(["The report of 2024 says what was done."] * 8)
    assert read_bytes(with_files("data.xlsx", words=words), "x.pdf", book=BOOK).clean


def test_a_short_text_with_a_font_attached_is_read() -> None:
    assert read_bytes(with_files("colours.icc", words="35"), "x.pdf", book=BOOK).clean == "35"


@pytest.mark.parametrize("flag", ["/NeedsRendering true", "", "/NeedsRendering false"])
def test_a_form_kept_in_xml_is_named_as_unreadable(flag: str) -> None:
    form = "<</Length 6>>stream\n<xdp/>\nendstream"
    catalog = f"{flag}/AcroForm<</Fields[]/XFA 6 0 R>>"
    with pytest.raises(ReadError) as caught:
        read_bytes(pdf(WAIT, catalog, form), "x.pdf", book=BOOK)
    assert caught.value.code == "unreadable"
