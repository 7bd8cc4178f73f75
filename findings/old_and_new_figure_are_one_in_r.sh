#!/usr/bin/env bash
set -euo pipefail
# Found: the text of a Word file as R's package for Word files gives it has the figure that was deleted with changes
# tracked and the new one as one number (32 and 35 are 3235), the formula of a computed field before its result
# (=12+114 126), and two lines of a paragraph without anything between them (126 above 98 is 12698). A paragraph in a
# place of a template (<w:sdt>) is not there.
# Version: officer 0.6.0 (Debian 12, r-cran-officer), read_docx and docx_summary; the file made by python-docx 1.2.0.
# Needs Rscript.
# Seen: 全年调解3235件 of 35, 合计 =12+114 126件 of 126, 复议12698件 of 126 and 98 件; of four paragraphs three.
# Meets: whoever reads reports in R: the file of a draft that was corrected has figures that nobody ever wrote.
# In fazhi: changes are taken as made, fields by their result, lines stay apart (tests/reading/office/test_docx.py,
# test_tracked_changes_are_taken_as_made, test_hidden_text_and_field_codes_stay_out,
# test_line_breaks_tabs_and_special_signs, test_content_controls_links_and_formulas).
command -v Rscript >/dev/null && Rscript -e 'library(officer)' >/dev/null 2>&1 || { echo "skipped: needs R with officer"; exit 0; }
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "python-docx==1.2.0"
"$folder/venv/bin/python" - "$folder/report.docx" <<'PYTHON'
import sys

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

WHO = 'w:author="office" w:date="2024-01-05T00:00:00Z"'


def run(words):
    return f"<w:r><w:t>{words}</w:t></w:r>"


def char(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


DELETED = f'<w:del w:id="1" {WHO}><w:r><w:delText>32</w:delText></w:r></w:del>'
PUT_IN = f'<w:ins w:id="2" {WHO}>{run("35")}</w:ins>'
FIELD = char("begin") + "<w:r><w:instrText> =12+114 </w:instrText></w:r>" + char("separate") + run("126") + char("end")
BODY = (
    f"<w:p>{run('全年调解')}{DELETED}{PUT_IN}{run('件')}</w:p>",
    f"<w:p>{run('合计')}{FIELD}{run('件')}</w:p>",
    f"<w:p>{run('复议126')}<w:r><w:br/></w:r>{run('98件')}</w:p>",
    f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run('诉讼6件')}</w:p></w:sdtContent></w:sdt>",
)
made = docx.Document()
body = made.element.body
body.clear_content()
for one in BODY:
    body.insert(len(body) - 1, parse_xml(f"<w:body {nsdecls('w')}>{one}</w:body>")[0])
made.save(sys.argv[1])
PYTHON
LC_ALL=C.UTF-8 Rscript - "$folder/report.docx" <<'R'
suppressMessages(library(officer))
text <- docx_summary(read_docx(commandArgs(TRUE)[1]))$text
cat("officer:", paste(text, collapse = " | "), "\n")
wanted <- c("全年调解3235件", "合计 =12+114 126件", "复议12698件")
quit(status = !identical(text, wanted))
R
