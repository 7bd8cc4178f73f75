#!/usr/bin/env bash
set -euo pipefail
# Found: two ranges written with ~ in one paragraph of Markdown, with no blank between them, lose both signs: what
# stands between them is one subscript. 1~11月，调解3~5件 is 1, then 11月，调解3 set low, then 5件; as text it is
# 111月，调解35件. Another usual program strikes it out in place of that. One range alone stays as it is.
# Version: pandoc 3.9 (pypandoc_binary 1.17) from `markdown` and `commonmark_x`, as Quarto and R Markdown use it;
# marked 18.2.1 (npm), which notebooks in a browser set their Markdown with. Needs node and npm.
# Seen: the DOCX has 全年1, 11月，调解3 lowered and 5件，均已办结。, its text is 全年111月，调解35件，均已办结。;
# the page <sub>11月，调解3</sub>; from `gfm` both stay. marked: <del>11月，调解3</del>.
# Meets: whoever writes up Chinese reports in Markdown, or quotes their sentences: 3 to 5 becomes 35, 1 to 11 becomes
# 111. English has blanks between words, where a subscript ends, so that the manual's readers never meet it.
# In fazhi: what is quoted is markup of its own and never Markdown (tests/publish/notebooks/test_through.py,
# test_a_range_that_is_quoted_stays_one).
command -v node >/dev/null && command -v npm >/dev/null || { echo "skipped: needs node and npm"; exit 0; }
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "pypandoc_binary==1.17" "python-docx==1.2.0"
cd "$folder"
npm install --silent --no-audit --no-fund "marked@18.2.1" >/dev/null
echo 'import { marked } from "marked"; console.log(marked("全年1~11月，调解3~5件，均已办结。"));' > set.mjs
set_by_marked="$(node set.mjs)"
echo "marked: $set_by_marked"
"$folder/venv/bin/python" - "$set_by_marked" <<'PYTHON'
import sys

import docx
import pypandoc

SENTENCE = "全年1~11月，调解3~5件，均已办结。"
pypandoc.convert_text(SENTENCE, "docx", format="markdown", outputfile="written.docx")
read = docx.Document("written.docx").paragraphs[0]
print("DOCX:", read.text)
as_found = read.text == "全年111月，调解35件，均已办结。" and [one.font.subscript for one in read.runs] == [None, True, None]
for form in ("markdown", "commonmark_x", "gfm"):
    page = pypandoc.convert_text(SENTENCE, "html", format=form).strip()
    print(f"{form}: {page}")
    as_found = as_found and ("<sub>11月，调解3</sub>5件" in page) == (form != "gfm")
alone = pypandoc.convert_text("调解3~5件。", "html", format="markdown").strip()
as_found = as_found and alone == "<p>调解3~5件。</p>" and "<del>11月，调解3</del>" in sys.argv[1]
sys.exit(0 if as_found else 1)
PYTHON
