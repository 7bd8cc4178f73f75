#!/usr/bin/env bash
set -euo pipefail
# Found: a range whose hyphen keeps its ends on one line (Ctrl+Shift+_ in Word, U+2011 in a file that LibreOffice
# saved) is one number of both ends: 3‑5件 is 35件, 2019‑2023年 is 20192023年. Word files store such a hyphen as an
# element (<w:noBreakHyphen/>), and two of six readers pass over it; no gap shows.
# Version: docx2txt 0.9, docx2python 3.7.1; read rightly by pandoc 3.9 (pypandoc_binary 1.17), python-docx 1.2.0,
# mammoth 1.13.0, markitdown 0.1.9.
# Seen: 全年调解3‑5件，2019‑2023年 as Word writes it gives 全年调解35件，20192023年 in the two, and a hyphen of either
# kind in the other four.
# Meets: whoever turns documents into text: a range becomes a figure ten times as large, years become a number, and
# numbers of documents lose their parts.
# In fazhi: the hyphen is read (tests/reading/office/test_docx.py, test_line_breaks_tabs_and_special_signs), and the
# sign of a range in each form (tests/parse/quantities/test_numbers.py, test_the_sign_of_a_range_has_many_forms).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "pypandoc_binary==1.17" "python-docx==1.2.0" "mammoth==1.13.0" \
    "markitdown[docx]==0.1.9" "docx2txt==0.9" "docx2python==3.7.1"
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys

import docx
import docx2txt
import mammoth
import pypandoc
from docx.oxml import parse_xml
from docx2python import docx2python
from markitdown import MarkItDown

path = f"{sys.argv[1]}/a.docx"
HYPHEN = "</w:t><w:noBreakHyphen/><w:t>"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
document = docx.Document()
words = f"全年调解3{HYPHEN}5件，2019{HYPHEN}2023年"
document.element.body.insert(0, parse_xml(f"<w:p {W}><w:r><w:t>{words}</w:t></w:r></w:p>"))
document.save(path)
with open(path, "rb") as file:
    by_mammoth = mammoth.extract_raw_text(file).value
READ = {
    "docx2txt": docx2txt.process(path),
    "docx2python": docx2python(path).text,
    "pandoc": pypandoc.convert_file(path, "plain", format="docx"),
    "python-docx": "\n".join(one.text for one in docx.Document(path).paragraphs),
    "mammoth": by_mammoth,
    "markitdown": MarkItDown().convert(path).text_content,
}
as_found = True
for name, text in READ.items():
    print(f"{name}: {text.strip()}")
    as_one = name in ("docx2txt", "docx2python")
    wanted = "全年调解35件，20192023年" if as_one else "全年调解3-5件，2019-2023年"
    as_found &= text.strip().replace("\u2011", "-") == wanted
sys.exit(0 if as_found else 1)
PYTHON
