#!/usr/bin/env bash
set -euo pipefail
# Found: a Word file in which somebody corrected a figure with changes tracked, converted to text or to HTML,
# has one figure of both: the deleted 32 and the 35 put in its place become 3235, without a mark between them.
# A sentence that was moved stands at both places.
# Version: LibreOffice 7.4.7 (Debian 12), converting without a screen to "txt:Text" and "html"; the file made
# by python-docx 1.2.0. Needs soffice.
# Seen: 全年调解3235件。 in both; pandoc and docx2txt of the same file give 全年调解35件。
# Meets: whoever turns folders of reports, in DOC or DOCX, into text with a converter: drafts that went
# through several hands carry such changes, and the figure looks like any other.
# In fazhi: what is deleted or moved away is not read, in DOCX, DOC, RTF and ODT
# (tests/reading/office/test_docx.py, test_tracked_changes_are_taken_as_made).
command -v soffice >/dev/null || { echo "skipped: LibreOffice (soffice) is not installed"; exit 0; }
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "python-docx==1.2.0"
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def changed(kind, identity, words):
    text = "delText" if kind == "del" else "t"
    return parse_xml(
        f'<w:{kind} {nsdecls("w")} w:id="{identity}" w:author="审" w:date="2025-01-03T09:00:00Z">'
        f"<w:r><w:{text}>{words}</w:{text}></w:r></w:{kind}>"
    )


made = docx.Document()
line = made.add_paragraph("全年调解")
line._p.append(changed("del", 1, "32"))
line._p.append(changed("ins", 2, "35"))
line.add_run("件。")
made.add_paragraph()._p.append(changed("moveFrom", 3, "检查46次。"))
made.add_paragraph("培训5场。")._p.append(changed("moveTo", 4, "检查46次。"))
made.save("report.docx")
PYTHON
soffice --version
for form in txt:Text html; do
    HOME=$folder soffice --headless --convert-to "$form" report.docx >/dev/null 2>&1
done
text="$(sed '1s/^\xef\xbb\xbf//' report.txt | tr -d '\r\n')"
page="$(sed -e '1,/<body/d' -e 's/<[^>]*>//g' report.html | tr -d '\r\n')"
echo "text: $text"
echo "page: $page"
[ "$text" = "全年调解3235件。检查46次。培训5场。检查46次。" ] && [[ "$page" == *全年调解3235件。*检查46次。*检查46次。* ]]
