#!/usr/bin/env bash
set -euo pipefail
# Found: a Word file that a web page made by a usual library for it opens in Word as it should and has no text
# in six readers of DOCX: the library packs the page as it is into a part of another format, which the document only
# names (altChunk, ISO 29500), and leaves it to Word to make paragraphs of it. mammoth alone tells that something
# was left out, in a list of messages.
# Version: html-docx-js 0.3.1 (npm); pandoc 3.9 (pypandoc_binary 1.17), python-docx 1.2.0, mammoth 1.13.0,
# markitdown 0.1.9, docx2txt 0.9, docx2python 3.7.1. Needs node 18 or newer and npm.
# Seen: a page of a heading and a paragraph gives the empty text in all six; the words are in word/afchunk.mht.
# Meets: whoever collects attachments: systems with an “export to Word” write such files, and they count as
# empty reports, or as scans without text.
# In fazhi: a document named in another is read in its place (tests/reading/office/test_docx_shown.py,
# test_an_embedded_document_stands_in_its_place).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "pypandoc_binary==1.17" "python-docx==1.2.0" "mammoth==1.13.0" \
    "markitdown[docx]==0.1.9" "docx2txt==0.9" "docx2python==3.7.1"
cd "$folder"
npm install --silent --no-audit --no-fund "html-docx-js@0.3.1" >/dev/null
node - <<'NODE'
const fs = require("fs");
const page =
  '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>' +
  "<h1>柳湾镇2023年法治政府建设年度报告</h1><p>全年调解纠纷126件。</p></body></html>";
const made = require("html-docx-js").asBlob(page);
Promise.resolve(made.arrayBuffer ? made.arrayBuffer() : made).then((bytes) => fs.writeFileSync("a.docx", Buffer.from(bytes)));
NODE
"$folder/venv/bin/python" - <<'PYTHON'
import logging
import sys
import zipfile

import docx
import docx2txt
import mammoth
import pypandoc
from docx2python import docx2python
from markitdown import MarkItDown

logging.disable()
with open("a.docx", "rb") as file:
    by_mammoth = mammoth.extract_raw_text(file)
READ = {
    "pandoc": pypandoc.convert_file("a.docx", "plain", format="docx"),
    "python-docx": "\n".join(one.text for one in docx.Document("a.docx").paragraphs),
    "mammoth": by_mammoth.value,
    "markitdown": MarkItDown().convert("a.docx").text_content,
    "docx2txt": docx2txt.process("a.docx"),
    "docx2python": docx2python("a.docx").text,
}
print({name: text.strip() for name, text in READ.items()}, [str(one.message) for one in by_mammoth.messages])
packed = zipfile.ZipFile("a.docx").read("word/afchunk.mht").decode()
is_inside = "全年调解纠纷126件。" in packed
print("in the file:", is_inside)
sys.exit(0 if is_inside and not any(text.strip() for text in READ.values()) else 1)
PYTHON
