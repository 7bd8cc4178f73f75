#!/usr/bin/env bash
set -euo pipefail
# Found: which fonts a machine has decides which text PDFium extracts, not only how it draws: a text
# object of one sign in a font that is not inside the file is dropped where no font gives it a height.
# Version: pypdfium2 5.15.2 (PDFium 8149); file made by reportlab 5.1.0, read for comparison by
# pypdf 6.4.1.
# Seen: the same page, drawn sign by sign in STSong-Light (a standard font that is never inside),
# with an empty folder as the only folder of fonts: of 全年共调解126起 only 126 is left, in Helvetica,
# which PDFium has inside; no error, no unknown sign. pypdf gives all of it. With Chinese fonts on
# the machine and the folders left as they are PDFium gives all of it, too.
# Meets: whoever extracts text in a container or on a server without Chinese fonts: figures stay and
# the words around them are gone, on turned pages the whole text.
# In fazhi: PDFium is given one font of our own, drawn in code, for all that is not inside
# (fazhi/reading/formats/pdf/fonts.py), and no font of the machine
# (tests/reading/test_bare_machine.py, which puts the machine's fonts out of reach).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "pypdfium2==5.15.2" "reportlab==5.1.0" "pypdf==6.4.1"
mkdir "$folder/empty"
cat > "$folder/read.py" <<'PYTHON'
import ctypes
import io
import sys

import pypdf
import pypdfium2 as pdfium
import pypdfium2.raw as api
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
file = io.BytesIO()
canvas = Canvas(file, (595, 842))
for at, sign in enumerate("全年共调解126起"):
    canvas.setFont("Helvetica" if sign.isdigit() else "STSong-Light", 16)
    canvas.drawString(80 + 16 * at, 740, sign)
canvas.save()


def text() -> str:
    document = pdfium.PdfDocument(file.getvalue())
    found = document[0].get_textpage().get_text_bounded()
    document.close()
    return "".join(found.split())


print("fonts of this machine:", repr(text()))
api.FPDF_DestroyLibrary()
paths = (ctypes.POINTER(ctypes.c_char) * 2)(
    ctypes.cast(ctypes.c_char_p(sys.argv[1].encode()), ctypes.POINTER(ctypes.c_char)), None
)
api.FPDF_InitLibraryWithConfig(api.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=paths))
without = text()
print("an empty folder:      ", repr(without))
whole = "".join(pypdf.PdfReader(file).pages[0].extract_text().split())
print("pypdf:                ", repr(whole))
sys.exit(0 if without == "126" and whole == "全年共调解126起" else 1)
PYTHON
"$folder/venv/bin/python" "$folder/read.py" "$folder/empty"
