#!/usr/bin/env bash
set -euo pipefail
# Found: what Word's phonetic guide stands above (拼音指南: <w:ruby>, ISO 29500) is gone from the text in four
# of five readers of DOCX, with its reading; the fifth puts the reading into the middle of the name.
# Version: python-docx 1.2.0, mammoth 1.13.0, markitdown 0.1.9, pandoc 3.9 (pypandoc_binary 1.17), docx2txt 0.9.
# Seen: of 盱眙县人民政府 with xū yí above its first two signs the first four give 县人民政府, "the government
# of the county"; docx2txt gives xū盱yí眙县人民政府. mammoth alone tells it, in a list of messages.
# Meets: whoever turns documents into text: a reading is written above the very names that are rare, so that
# the report that helps its readers loses its own name, and nothing in the text shows a gap.
# In fazhi: the word is read and its reading left out (tests/reading/office/test_docx.py,
# test_content_controls_links_and_formulas).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "python-docx==1.2.0" "mammoth==1.13.0" "markitdown[docx]==0.1.9" \
  "pypandoc_binary==1.17" "docx2txt==0.9"
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys

import docx
import docx2txt
import mammoth
import pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from markitdown import MarkItDown


def read_above(sign, reading):
    return f"""<w:r {nsdecls("w")}><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/>
      <w:hpsRaise w:val="20"/><w:hpsBaseText w:val="21"/><w:lid w:val="zh-CN"/></w:rubyPr>
      <w:rt><w:r><w:t>{reading}</w:t></w:r></w:rt>
      <w:rubyBase><w:r><w:t>{sign}</w:t></w:r></w:rubyBase></w:ruby></w:r>"""


made = docx.Document()
line = made.add_paragraph()
for sign, reading in (("盱", "xū"), ("眙", "yí")):
    line._p.append(parse_xml(read_above(sign, reading)))
line.add_run("县人民政府")
made.save("report.docx")
seen = {
    "python-docx": docx.Document("report.docx").paragraphs[0].text,
    "mammoth": mammoth.extract_raw_text("report.docx").value,
    "markitdown": MarkItDown().convert("report.docx").text_content,
    f"pandoc {pypandoc.get_pandoc_version()}": pypandoc.convert_file("report.docx", "plain"),
    "docx2txt": docx2txt.process("report.docx"),
}
for name, text in seen.items():
    print(f"{name}: {text.strip()}")
*four, last = (text.strip() for text in seen.values())
sys.exit(0 if set(four) == {"县人民政府"} and last == "xū盱yí眙县人民政府" else "behaviour has changed")
PYTHON
