#!/usr/bin/env bash
set -euo pipefail
# Found: a share that is set as a formula (插入公式, a fraction of 126 over 128) is one number of both, 126128, in one reader
# of DOCX, which says that it is LaTeX, and ten to the fourth is 104. In four others neither is there, and the sentence
# closes over the gap.
# Version: docx2python 3.7.1; python-docx 1.2.0, mammoth 1.13.0 (raw text), docx2txt 0.9, LibreOffice 7.4.7 (Debian 12), where
# soffice is there, converting to text; read rightly by markitdown 0.1.9 and pandoc 3.9 (pypandoc_binary 1.17).
# Seen: 办结率为<latex>126128</latex>。 and 面积<latex>104</latex>平方米。; in the four 办结率为。 and 面积平方米。
# Meets: whoever takes figures out of documents: a rate written as a fraction is a count of more than a hundred thousand.
# In fazhi: the parts of a formula do not run into one number (tests/reading/office/test_docx_shown.py,
# test_parts_of_a_formula_do_not_run_into_one_number).
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
from docx2python import docx2python
from markitdown import MarkItDown

folder = sys.argv[1]
path = f"{folder}/report.docx"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def formula(kind, first, second):
    """A formula of two parts (m:f or m:sSup), as Word writes it."""
    parts = "".join(f"<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>" for name, text in (first, second))
    return parse_xml(f'<m:oMath xmlns:m="{MATH}"><m:{kind}><m:{kind}Pr/>{parts}</m:{kind}></m:oMath>')


made = docx.Document()
for before, shown, behind in (
    ("办结率为", formula("f", ("num", "126"), ("den", "128")), "。"),
    ("面积", formula("sSup", ("e", "10"), ("sup", "4")), "平方米。"),
):
    line = made.add_paragraph(before)
    line._p.append(shown)
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
GONE = ["办结率为。", "面积平方米。"]
WANTED = dict.fromkeys(read, GONE) | {
    "docx2python": ["办结率为<latex>126128</latex>。", "面积<latex>104</latex>平方米。"],
    "markitdown": [r"办结率为$\frac{126}{128}$。", "面积$10^{4}$平方米。"],
    "pandoc": [r"办结率为$\frac{126}{128}$。", "面积10⁴平方米。"],
    "LibreOffice": GONE,
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
