#!/usr/bin/env bash
set -euo pipefail
# Found: a Chinese sentence in bold at the head of its paragraph, as parts of reports begin, is not bold in Markdown and has
# two asterisks before and behind it, if it ends in a full stop, bracket, title or % and Chinese goes on right behind:
# by CommonMark such a sign and a letter on either side of ** close nothing. Two converters write a Word file so, and
# one of them does not read back what it wrote.
# Version: markdown-it-py 4.3.0, mistune 3.4.0 and marko 2.2.4, pandoc 3.9 (pypandoc_binary 1.17) from gfm and commonmark_x;
# read as bold by Markdown 3.11.3 and pandoc's own markdown. Written by markitdown 0.1.9 and pandoc (gfm) from a DOCX
# that python-docx 1.2.0 made.
# Seen: **（一）加强领导。**坚持, 办结率**98.5%**以上 and **《办法》**出台 stay as they are, without <strong>; 共**126**件 is bold.
# Meets: whoever keeps reports as Markdown and finds their parts by what is bold, or puts figures in bold into a notebook
# or README: parts are not found, and asterisks stand round the figures.
# In fazhi: words between asterisks lose them, whatever stands beside (tests/reading/clean/test_plain.py,
# test_bold_words_that_end_in_a_sign_are_bold).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "python-docx==1.2.0" "markitdown[docx]==0.1.9" "markdown-it-py==4.3.0" \
  "pypandoc_binary==1.17" "mistune==3.4.0" "marko==2.2.4" "Markdown==3.11.3"
"$folder/venv/bin/python" -W ignore - "$folder" <<'PYTHON'
import sys

import docx
import markdown
import marko
import mistune
import pypandoc
from markdown_it import MarkdownIt
from markitdown import MarkItDown

path = f"{sys.argv[1]}/report.docx"
made = docx.Document()
line = made.add_paragraph()
line.add_run("（一）加强领导。").bold = True
line.add_run("坚持党的领导。")
made.save(path)
LEAD = "**（一）加强领导。**坚持党的领导。"
written = {
    "markitdown": MarkItDown().convert(path).text_content.strip(),
    "pandoc": pypandoc.convert_file(path, "gfm", extra_args=["--wrap=none"]).strip(),
}
print(written)
as_found = set(written.values()) == {LEAD}

LINES = [LEAD, "办结率**98.5%**以上", "**《办法》**出台", "共**126**件"]
READERS = {
    "markdown-it-py": MarkdownIt().render,
    "mistune": mistune.html,
    "marko": marko.convert,
    "pandoc gfm": lambda text: pypandoc.convert_text(text, "html", "gfm"),
    "pandoc commonmark_x": lambda text: pypandoc.convert_text(text, "html", "commonmark_x"),
    "Markdown": markdown.markdown,
    "pandoc markdown": lambda text: pypandoc.convert_text(text, "html", "markdown"),
}
for name, reader in READERS.items():
    pages = [reader(one).strip() for one in LINES]
    bold = ["<strong>" in page for page in pages]
    print(name, bold, pages[1])
    as_found &= bold == ([True] * 4 if name in ("Markdown", "pandoc markdown") else [False] * 3 + [True])
    as_found &= all(("**" in page) is not whole for page, whole in zip(pages, bold, strict=True))
sys.exit(0 if as_found else 1)
PYTHON
