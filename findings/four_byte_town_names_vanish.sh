#!/usr/bin/env bash
set -euo pipefail
# Found: two of four PDF readers cannot read signs that GB 18030 writes in four bytes from a font in
# the standard's own encoding for GB 18030 (GBK2K-H), and none of them says so: one drops them, the
# other puts two signs of replacement for each.
# Version: PyMuPDF 2.0, pypdfium2 5.15.2, pdfminer.six 20260107, pypdf 7.1.1.
# Seen: for the ten names of townships below, all in Extension A and all in the font's collection
# (Adobe-GB1), pypdf and pdfminer give the name; MuPDF gives 塘镇 for 塘㙍镇, a name of which nothing
# shows that a sign is missing; PDFium gives 塘��镇. The same names in UniGB-UTF16-H are right in all.
# Meets: whoever joins by names what was read out of PDF: these ten townships have no row.
# In fazhi, which reads by PDFium: a text with such signs is never called complete
# (tests/reading/pdf/test_pdf_coded.py, test_a_sign_of_four_bytes_that_is_lost_is_told).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "PyMuPDF==2.0" "pypdfium2==5.15.2" \
  "pdfminer.six==20260107" "pypdf==7.1.1"
"$folder/venv/bin/python" - <<'PYTHON'
import io
import sys

import pdfminer.high_level
import pymupdf
import pypdf
import pypdfium2

NAMES = "㵲水街道 㮾梨街道 㴔滩镇 䢺江镇 塘㙍镇 桴㯊镇 河㙟镇 流波䃥镇 湖㳇镇 麦㙦镇".split()


def page(encoding, codec, text):
    """A PDF of one line, in a font that is not embedded."""
    shown = f"BT /F 14 Tf 60 760 Td <{text.encode(codec).hex()}> Tj ET"
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
        "/Resources<</Font<</F 4 0 R>>>>>>",
        f"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/{encoding}"
        "/DescendantFonts[6 0 R]>>",
        f"<</Length {len(shown)}>>stream\n{shown}\nendstream",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 7 0 R/DW 1000"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 5>>>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[-25 -254 1000 880]"
        "/ItalicAngle 0/Ascent 752/Descent -271/CapHeight 737/StemV 58>>",
    ]
    data, table = "%PDF-1.5\n", ""
    for number, part in enumerate(parts, start=1):
        table += f"{len(data):010d} 00000 n \n"
        data += f"{number} 0 obj\n{part}\nendobj\n"
    size = len(parts) + 1
    data += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    data += f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{data.index('xref')}\n%%EOF"
    return data.encode("latin-1")


READERS = {
    "pypdf": lambda data: pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text(),
    "pdfminer": lambda data: pdfminer.high_level.extract_text(io.BytesIO(data)),
    "MuPDF": lambda data: pymupdf.open(stream=data)[0].get_text(),
    "PDFium": lambda data: pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range(),
}
right = {}
for encoding, codec in (("UniGB-UTF16-H", "utf-16-be"), ("GBK2K-H", "gb18030")):
    for reader, read in READERS.items():
        found = [read(page(encoding, codec, name)).strip() for name in NAMES]
        right[encoding, reader] = sum(map(str.__eq__, found, NAMES))
        print(f"{encoding:14} {reader:9} {right[encoding, reader]} of {len(NAMES)}", found[4])
lost = {name for name, count in right.items() if count == 0}
others = {count for name, count in right.items() if name not in lost}
sys.exit(0 if lost == {("GBK2K-H", "MuPDF"), ("GBK2K-H", "PDFium")} and others == {10} else 1)
PYTHON
