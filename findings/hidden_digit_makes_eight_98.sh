#!/usr/bin/env bash
set -euo pipefail
# Found: what is hidden in a Word file (隐藏文字, <w:vanish/>) is in the text of seven readers of DOCX, with nothing that
# marks it: 8件 behind a hidden 9 is 98件. A figure that is struck through by its font (删除线) runs into
# the new one behind it: 32 and 35 are 3235, and where the line is double, in one that marks the single one, too.
# Version: python-docx 1.2.0, mammoth 1.13.0 (raw text), docx2txt 0.9, docx2python 3.7.1, markitdown 0.1.9, pandoc 3.9
# (pypandoc_binary 1.17); LibreOffice 7.4.7 (Debian 12), where soffice is there, converting to text.
# Seen: 全年诉讼98件 in all; 全年调解3235件 in the first four and LibreOffice, with marks (~~32~~35) in markitdown and
# pandoc; with the double line 全年复议46件 in pandoc too.
# Meets: whoever takes figures out of documents: offices hide notes to themselves and the figures of drafts, strike old
# ones out by hand, and print what is left.
# In fazhi: neither is read; a paragraph struck through as a whole is kept (tests/reading/office/test_docx.py,
# test_hidden_text_and_field_codes_stay_out; tests/reading/office/test_docx_shown.py,
# test_struck_out_words_stay_out_and_a_struck_out_paragraph_is_kept).
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
from docx2python import docx2python
from markitdown import MarkItDown

folder = sys.argv[1]
path = f"{folder}/report.docx"
made = docx.Document()
for words, figure, look, behind in (
    ("全年诉讼", "9", "hidden", "8件"),
    ("全年调解", "32", "strike", "35件"),
    ("全年复议", "4", "double_strike", "6件"),
):
    line = made.add_paragraph(words)
    setattr(line.add_run(figure).font, look, True)
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
PLAIN = ["全年诉讼98件", "全年调解3235件", "全年复议46件"]
WANTED = dict.fromkeys(read, PLAIN) | {
    "markitdown": ["全年诉讼98件", "全年调解~~32~~35件", "全年复议~~4~~6件"],
    "pandoc": ["全年诉讼98件", "全年调解~~32~~35件", "全年复议46件"],
    "LibreOffice": PLAIN,
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
