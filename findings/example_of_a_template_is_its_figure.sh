#!/usr/bin/env bash
set -euo pipefail
# Found: the hint that stands in a place of a template until somebody fills it in (内容控件的占位符, <w:showingPlcHdr/>) is
# read as what was filled in: a form that asks for a figure by an example, 如126, tells of 126 cases when it comes back
# empty. Word knows that nothing was filled in, and the file says so; six readers of DOCX do not ask.
# Version: mammoth 1.13.0 (raw text), docx2txt 0.9, docx2python 3.7.1, markitdown 0.1.9, pandoc 3.9 (pypandoc_binary 1.17),
# LibreOffice 7.4.7 (Debian 12), where soffice is there. python-docx 1.2.0 has nothing of either place.
# Seen: 受理如126件，办结35件。, where the first place is empty and the second is filled in; python-docx: 受理件，办结件。
# Meets: whoever gathers figures by a form of Word from many offices: those that did not answer all have the same figure.
# In fazhi: the hint is no text, what stands in the place is (tests/reading/office/test_docx_shown.py,
# test_the_hint_of_a_control_is_no_text_and_what_stands_in_it_is).
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
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python
from markitdown import MarkItDown

folder = sys.argv[1]
path = f"{folder}/report.docx"
def place(text, hint):
    """A place of a template, with its hint or with what was filled in."""
    state, look = ("<w:showingPlcHdr/>", '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>') if hint else ("", "")
    inside = f"<w:sdtContent><w:r>{look}<w:t>{text}</w:t></w:r></w:sdtContent>"
    return parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr>{state}<w:text/></w:sdtPr>{inside}</w:sdt>")


made = docx.Document()
made.styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
line = made.add_paragraph("受理")
line._p.append(place("如126", hint=True))
line.add_run("件，办结")
line._p.append(place("35", hint=False))
line.add_run("件。")
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
WANTED = dict.fromkeys([*read, "LibreOffice"], ["受理如126件，办结35件。"]) | {"python-docx": ["受理件，办结件。"]}
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
