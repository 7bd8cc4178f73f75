"""PDFs whose texts are written in a Chinese encoding, for fonts that no file embeds."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes

BOOK = load_codebook()
# The name of a township, of which GB 18030 writes one sign in four bytes.
TITLE = "塘㙍镇2024年法治政府建设年度报告"


def written(text: str, encoding: str, codec: str) -> bytes:
    """A page with one line, its signs in a predefined encoding of the PDF standard."""
    shown = f"BT /F 14 Tf 60 760 Td <{text.encode(codec).hex()}> Tj ET".encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
        b"/Resources<</Font<</F 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/DescendantFonts[6 0 R]"
        b"/Encoding/%b>>" % encoding.encode(),
        b"<</Length %d>>stream\n%b\nendstream" % (len(shown), shown),
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 7 0 R/DW 1000"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 5>>>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[-25 -254 1000 880]"
        b"/ItalicAngle 0/Ascent 752/Descent -271/CapHeight 737/StemV 58>>",
    ]
    data, places = b"%PDF-1.5\n", list[int]()
    for number, part in enumerate(parts, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, len(data))
    )


@pytest.mark.parametrize(
    ("encoding", "codec"), [("UniGB-UCS2-H", "utf-16-be"), ("UniGB-UTF16-H", "utf-16-be")]
)
def test_a_rare_sign_is_read(encoding: str, codec: str) -> None:
    found = read_bytes(written(TITLE, encoding, codec), "a.pdf", book=BOOK)
    assert (found.clean, found.lacks) == (TITLE, ())


def test_the_dot_of_a_name_is_read_where_the_encoding_has_none() -> None:
    """STSong-Light is mostly written in UniGB-UCS2-H, which lacks U+00B7."""
    name = "镇长买买提·艾力到会。"
    found = read_bytes(written(name, "UniGB-UCS2-H", "utf-16-be"), "a.pdf", book=BOOK)
    assert (found.clean, found.lacks) == (name, ())


@pytest.mark.parametrize(
    ("encoding", "codec"),
    [("GBK-EUC-H", "gbk"), ("GBKp-EUC-H", "gbk"), ("GBK2K-H", "gb18030"), ("GB-EUC-H", "gb2312")],
)
def test_signs_of_two_bytes_are_read_in_each_encoding(encoding: str, codec: str) -> None:
    found = read_bytes(written(TITLE.replace("㙍", "山"), encoding, codec), "a.pdf", book=BOOK)
    assert (found.clean, found.lacks) == (TITLE.replace("㙍", "山"), ())


@pytest.mark.parametrize("encoding", ["GBK2K-H", "GBK2K-V"])
def test_a_sign_of_four_bytes_that_is_lost_is_told(encoding: str) -> None:
    found = read_bytes(written(TITLE, encoding, "gb18030"), "a.pdf", book=BOOK)
    assert "㙍" in found.clean or [one.reason for one in found.lacks] == ["garbled"]
    assert "2024年法治政府建设年度报告" in found.clean
