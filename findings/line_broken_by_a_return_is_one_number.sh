#!/usr/bin/env bash
set -euo pipefail
# Found: a line of a Word file that is broken by a return (<w:cr/>, ISO 29500; CarriageReturn of the npm package docx) and
# not by a break (<w:br/>) is not broken in four readers of DOCX: 12 and 15 one below the other are 1215. So are 12 and
# 15 with a tab between them that goes to the margin (<w:ptab>, what Word's own headings with three places have), here
# in five.
# Version: mammoth 1.13.0 (raw text), docx2python 3.7.1, markitdown 0.1.9, pandoc 3.9 (pypandoc_binary 1.17) of both, docx2txt 0.9
# of the tab; read rightly by python-docx 1.2.0 and by LibreOffice 7.4.7 (Debian 12), where soffice is there. The file
# made by python-docx.
# Seen: 复议1215件 and 诉讼1215件; with <w:br/> mammoth's raw text alone has 1215.
# Meets: whoever reads tables and figures out of documents that a program made: two figures are one of four digits.
# In fazhi: both part what stands before and behind (tests/reading/office/test_docx.py,
# test_breaks_of_every_kind_part_figures).
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
BREAKS = ("<w:br/>", "<w:cr/>", '<w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/>')
made = docx.Document()
for words, between in zip(("调解", "复议", "诉讼"), BREAKS, strict=True):
    line = made.add_paragraph(f"{words}12")
    line._p.append(parse_xml(f"<w:r {nsdecls('w')}>{between}</w:r>"))
    line.add_run("15件")
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
APART = ["调解12", "15件"]
JOINED = [*APART, "复议1215件", "诉讼1215件"]
RIGHT = [*APART, "复议12", "15件", "诉讼12", "15件"]
WANTED = dict.fromkeys(read, JOINED) | {
    "mammoth": ["调解1215件", *JOINED[2:]],
    "python-docx": RIGHT,
    "docx2txt": [*APART, "复议12", "15件", "诉讼1215件"],
    "LibreOffice": RIGHT,
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
