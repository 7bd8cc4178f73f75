#!/usr/bin/env bash
set -euo pipefail
# Found: a first sign set large over two lines (首字下沉, <w:framePr w:dropCap>) is a paragraph of its own in five readers
# of DOCX: a report that begins 2023年 begins with 2, and its first sentence speaks of the year 023. The format keeps
# the sign so; pages show one paragraph, and two readers join it.
# Version: python-docx 1.2.0, mammoth 1.13.0 (raw text), docx2txt 0.9, docx2python 3.7.1, markitdown 0.1.9; read rightly
# by pandoc 3.9 (pypandoc_binary 1.17) and LibreOffice 7.4.7 (Debian 12), where soffice is there.
# Seen: 2 and 023年办理案件126件。 in the first five, 2023年办理案件126件。 in the others.
# Meets: whoever takes years out of bulletins and reports that are laid out for print: the year of the first sentence is
# none, and what is counted by year lacks it.
# In fazhi: the large sign belongs to its paragraph (tests/reading/office/test_docx_shown.py,
# test_a_large_first_letter_belongs_to_its_paragraph).
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
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx2python import docx2python
from markitdown import MarkItDown

folder = sys.argv[1]
path = f"{folder}/report.docx"
made = docx.Document()
large = made.add_paragraph("2")
frame = OxmlElement("w:framePr")
for name, value in (("dropCap", "drop"), ("lines", "2"), ("wrap", "around"), ("vAnchor", "text"), ("hAnchor", "text")):
    frame.set(qn(f"w:{name}"), value)
large._p.get_or_add_pPr().append(frame)
made.add_paragraph("023年办理案件126件。")
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
WHOLE, TORN = ["2023年办理案件126件。"], ["2", "023年办理案件126件。"]
WANTED = dict.fromkeys(read, TORN) | {"pandoc": WHOLE, "LibreOffice": WHOLE}
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
