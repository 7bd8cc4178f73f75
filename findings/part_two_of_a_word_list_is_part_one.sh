#!/usr/bin/env bash
set -euo pipefail
# Found: the parts of a Word file that Word numbers itself (一、 （一） 第一条, with text between them) have other numbers
# in its text than on its pages. Each part is the first of a list of its own in two readers, so that 一、二、三、 are
# 1., 1., 1.; in a third an item of the second level behind a paragraph is one of the first, between part one and part
# two both numbered 2; in a fourth all are bullets. The numbers 一、 and 第一条 stand in none of them.
# Version: mammoth 1.13.0 (convert_to_html), markitdown 0.1.9, pandoc 3.9 (pypandoc_binary 1.17), docx2python 3.7.1,
# which knows decimal numbers, letters and Roman ones. The file made by python-docx 1.2.0.
# Seen: 一、做法 （一）学法 … （二）执法 … 二、问题 … 三、打算 第一条 依本条 is, of the parts alone, 1. 1. 1. in mammoth and
# markitdown; 做法 1., 学法 1. below it, 执法 2. beside it, 问题 2., 打算 3., 依本条 1. in pandoc; -- for each in docx2python.
# Meets: whoever looks for the parts of reports in text made of Word files: part two is not there, or twice, and
# “in accordance with article 1” has no article.
# In fazhi: numbers are written as Word shows them (tests/reading/office/test_docx.py, test_levels_count_and_restart,
# test_numbers_are_written_as_word_writes_them).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "python-docx==1.2.0" "mammoth==1.13.0" "markitdown[docx]==0.1.9" \
  "docx2python==3.7.1" "pypandoc_binary==1.17"
"$folder/venv/bin/python" -W ignore - "$folder/report.docx" <<'PYTHON'
import re
import sys

import docx
import mammoth
import pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python
from markitdown import MarkItDown

path = sys.argv[1]
made = docx.Document()
lists = made.part.numbering_part.element
levels = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="{shown}"/></w:lvl>'
    for level, shown in enumerate(("%1、", "（%2）", "第%3条"))
)
SPACE = nsdecls("w")
lists.insert(0, parse_xml(f'<w:abstractNum {SPACE} w:abstractNumId="90">{levels}</w:abstractNum>'))
lists.append(parse_xml(f'<w:num {SPACE} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
for words, level in (
    ("做法", 0), ("学法", 1), ("正文。", None), ("执法", 1), ("正文。", None),
    ("问题", 0), ("正文。", None), ("打算", 0), ("依本条", 2),
):
    paragraph = made.add_paragraph(words)
    if level is not None:
        number = f'<w:numPr {SPACE}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(number))
made.save(path)

with open(path, "rb") as file:
    page = mammoth.convert_to_html(file).value
with docx2python(path) as opened:
    bullets = opened.text
markdown = MarkItDown().convert(path).text_content
pandoc = pypandoc.convert_file(path, "plain", extra_args=["--wrap=none"])


def marks(text):
    """The lines with a mark, each with the blanks before it."""
    return re.findall(r"^([ \t]*(?:[*-] )?(?:\d+\.|--)[ \t]+\w+)$", text, re.M)


print("mammoth:", page)
print("markitdown:", marks(markdown))
print("pandoc:", marks(pandoc))
print("docx2python:", marks(bullets))
as_found = page.count("<ol>") - page.count("<li><ol>") - page.count("做法<ol>") == 3 and "start" not in page
as_found &= [one for one in marks(markdown) if one[0] == "1"] == ["1. 做法", "1. 问题", "1. 打算"]
as_found &= [" ".join(one.split()) for one in marks(pandoc)] == [
    "1. 做法", "1. 学法", "2. 执法", "2. 问题", "3. 打算", "1. 依本条",
]
as_found &= [one for one in marks(pandoc) if one[0] == "2"] == ["2.  执法", "2.  问题"]
as_found &= len(marks(bullets)) == 6 and all("--" in one for one in marks(bullets))
as_found &= not any(sign in page + markdown + pandoc + bullets for sign in ("一、", "第一条"))
sys.exit(0 if as_found else 1)
PYTHON
