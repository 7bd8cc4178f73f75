#!/usr/bin/env bash
set -euo pipefail
# Found: a sentence that somebody moved to another paragraph with changes tracked stands in both in three readers of
# DOCX, at its old place without a mark. What is deleted they leave out (docx2txt, docx2python): Word keeps what was moved
# away as plain text in an element of its own (<w:moveFrom>), where deleted text has another name.
# Version: docx2txt 0.9, docx2python 3.7.1, LibreOffice 7.4.7 (Debian 12), where soffice is there, converting to text; read
# rightly by python-docx 1.2.0 (the old place; it has nothing at the new one), mammoth 1.13.0, markitdown 0.1.9 and
# pandoc 3.9 (pypandoc_binary 1.17).
# Seen: 调解纠纷126件。 in both paragraphs, and of a deleted 12 nothing; LibreOffice has that, too.
# Meets: whoever adds figures up over a report that was circulated for comment: what was moved is counted twice.
# In fazhi: changes are taken as made, what was moved stands where it went (tests/reading/office/test_docx.py,
# test_tracked_changes_are_taken_as_made).
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
SAID = '<w:r><w:t>调解纠纷126件。</w:t></w:r>'
made = docx.Document()
for words, inside in (
    ("一、履职。", f'<w:moveFrom w:id="2" w:author="a">{SAID}</w:moveFrom>'),
    ("二、化解。", f'<w:moveTo w:id="4" w:author="a">{SAID}</w:moveTo>'),
    ("三、应诉。", '<w:del w:id="5" w:author="a"><w:r><w:delText>12</w:delText></w:r></w:del>'),
):
    change = parse_xml(inside.replace(" ", f" {nsdecls('w')} ", 1))
    made.add_paragraph(words)._p.append(change)
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
ONCE = ["一、履职。", "二、化解。调解纠纷126件。", "三、应诉。"]
TWICE = ["一、履职。调解纠纷126件。", *ONCE[1:]]
WANTED = dict.fromkeys(read, ONCE) | {
    "python-docx": ["一、履职。", "二、化解。", "三、应诉。"],
    "docx2txt": TWICE,
    "docx2python": TWICE,
    "LibreOffice": [*TWICE[:2], "三、应诉。12"],
}
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
