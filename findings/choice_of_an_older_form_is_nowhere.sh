#!/usr/bin/env bash
set -euo pipefail
# Found: what was chosen in the lists and boxes of Word's older forms (旧式窗体, FORMDROPDOWN and FORMCHECKBOX, as forms of
# .doc times have them) is nowhere in the text of five readers of seven: 行政许可 chosen from a list leaves nothing, and of 是
# and 否, one of them ticked, both stand there alike. The choice is a number in the field's settings, not text.
# Version: python-docx 1.2.0, mammoth 1.13.0 (raw text), docx2txt 0.9, pandoc 3.9 (pypandoc_binary 1.17), LibreOffice 7.4.7
# (Debian 12), where soffice is there; markitdown 0.1.9 has the ticks and not the choice, docx2python 3.7.1 has both.
# Seen: 类别：3件 and 是否公开：是否 in five.
# Meets: whoever reads forms that offices filled in and sent back: each answers with all that could be answered, and what
# the three cases were is gone.
# In fazhi: ticks and choices are read (tests/reading/office/test_docx_shown.py,
# test_ticks_choices_and_signs_of_fields_without_result).
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
LIST = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="行政处罚"/><w:listEntry w:val="行政许可"/></w:ddList>'
TICKED, EMPTY = ('<w:checkBox><w:sizeAuto/><w:default w:val="0"/>%s</w:checkBox>' % one for one in ("<w:checked/>", ""))


def field(code, form):
    """The runs of one field of a form, as Word writes them."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:enabled/>{form}</w:ffData></w:fldChar></w:r>'
    return f'{begin}<w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


def words(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


made = docx.Document()
for inside in (
    words("类别：") + field("FORMDROPDOWN", LIST) + words("3件"),
    words("是否公开：") + field("FORMCHECKBOX", TICKED) + words("是") + field("FORMCHECKBOX", EMPTY) + words("否"),
):
    made.element.body.insert(-1, parse_xml(f"<w:p {nsdecls('w')}>{inside}</w:p>"))
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
NOTHING = ["类别：3件", "是否公开：是否"]
WANTED = dict.fromkeys(read, NOTHING) | {
    "markitdown": ["类别：3件", "是否公开：[x]", "是[", "]", "否"],
    "docx2python": ["类别：行政许可3件", "是否公开：☒是☐否"],
    "LibreOffice": NOTHING,
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
