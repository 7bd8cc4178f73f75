#!/usr/bin/env bash
set -euo pipefail
# Found: words that are laid left to right in a text from right to left, or told to be so (<w:dir>, <w:bdo>, ISO 29500), are
# not in the text of four readers of DOCX, with the figures in them; the sentence closes over them. Documents in Uyghur
# and Chinese may have such places. Two readers and LibreOffice have all.
# Version: python-docx 1.2.0, mammoth 1.13.0 (raw text), markitdown 0.1.9, pandoc 3.9 (pypandoc_binary 1.17); read rightly
# by docx2txt 0.9, docx2python 3.7.1 and LibreOffice 7.4.7 (Debian 12), where soffice is there.
# Seen: 全年检查126次，调解35件。, 126 in <w:dir> and 35 in <w:bdo>, is 全年检查次，调解件。
# Meets: whoever reads bilingual documents of Xinjiang, or files that a program for such script has saved: reports without
# figures.
# In fazhi: both are read where they stand (tests/reading/test_structures.py,
# test_runs_laid_another_way_and_readings_over_signs).
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
line = made.add_paragraph("全年检查")
for way, figure, behind in (("dir", "126", "次，调解"), ("bdo", "35", "件。")):
    line._p.append(parse_xml(f'<w:{way} {nsdecls("w")} w:val="ltr"><w:r><w:t>{figure}</w:t></w:r></w:{way}>'))
    line.add_run(behind)
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
GONE, WHOLE = ["全年检查次，调解件。"], ["全年检查126次，调解35件。"]
WANTED = dict.fromkeys(read, GONE) | dict.fromkeys(("docx2txt", "docx2python", "LibreOffice"), WHOLE)
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
