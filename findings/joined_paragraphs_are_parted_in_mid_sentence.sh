#!/usr/bin/env bash
set -euo pipefail
# Found: two paragraphs that somebody joined to one with changes tracked (the mark at the end of the first is deleted,
# <w:rPr><w:del/></w:rPr>) are two in four readers of DOCX, which part the sentence where it was joined: 行政复议案件12 and
# 6件。 stand in a paragraph each.
# Version: python-docx 1.2.0, docx2txt 0.9, docx2python 3.7.1, LibreOffice 7.4.7 (Debian 12), where soffice is there; joined by
# mammoth 1.13.0 and markitdown 0.1.9, with a blank between by pandoc 3.9 (pypandoc_binary 1.17).
# Seen: 全年办理行政复议案件12 and 6件。; in pandoc 12 6件。, in mammoth and markitdown 126件。
# Meets: whoever reads a report that lies there as its reviewers left it, figure by figure and paragraph by paragraph: of
# 126 cases there are twelve.
# In fazhi: what is joined is joined (tests/reading/office/test_docx.py, test_tracked_changes_are_taken_as_made).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "python-docx==1.2.0" "docx2txt==0.9" "mammoth==1.13.0" \
  "markitdown[docx]==0.1.9" "docx2python==3.7.1" "pypandoc_binary==1.17"
"$folder/venv/bin/python" -W ignore - "$folder" <<'PYTHON'
import shutil
import subprocess
import sys

import docx
import docx2txt
import mammoth
import pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python
from markitdown import MarkItDown

folder = sys.argv[1]
path = f"{folder}/report.docx"
made = docx.Document()
first = made.add_paragraph("全年办理行政复议案件12")
mark = parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="9" w:author="a" w:date="2024-01-05T08:00:00Z"/></w:rPr>')
first._p.get_or_add_pPr().append(mark)
made.add_paragraph("6件。")
made.save(path)

with open(path, "rb") as file:
    of_mammoth = mammoth.extract_raw_text(file).value
with docx2python(path) as opened:
    of_docx2python = opened.text
read = {
    "python-docx": "\n".join(one.text for one in docx.Document(path).paragraphs),
    "mammoth": of_mammoth,
    "docx2txt": docx2txt.process(path),
    "docx2python": of_docx2python,
    "markitdown": MarkItDown().convert(path).text_content,
    "pandoc": pypandoc.convert_file(path, "plain", extra_args=["--wrap=none"]),
}
TORN, WHOLE = ["全年办理行政复议案件12", "6件。"], ["全年办理行政复议案件126件。"]
WANTED = dict.fromkeys(read, TORN) | dict.fromkeys(("mammoth", "markitdown"), WHOLE) | {"LibreOffice": TORN}
if shutil.which("soffice"):
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        + ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, path],
        check=True,
        capture_output=True,
    )
    with open(f"{folder}/report.txt", encoding="utf-8-sig") as file:
        read["LibreOffice"] = file.read()
as_found = True
for name, text in read.items():
    print(f"{name}: {' | '.join(text.split())}")
    as_found &= text.split() == WANTED[name]
sys.exit(0 if as_found else 1)
PYTHON
