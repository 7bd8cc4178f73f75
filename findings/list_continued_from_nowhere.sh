#!/usr/bin/env bash
# Found: LibreOffice Writer saves a DOCX whose chapter list is interrupted by a list that starts at
#   a number of its own as ODT with `text:continue-list` naming a list that is not in the file.
#   Opened again, in LibreOffice too, the chapters after the interruption begin at one.
# Version: LibreOffice 7.4.7 (Debian 12), python-docx 1.2.0 only to make the DOCX.
# Seen: the DOCX shows 一、 四、 五、; the ODT saved from it shows 一、 四、 一、.
# Meets: whoever turns Word files to ODT (for an archive, or to read them with a tool that
#   has no reader of DOCX) gets reports whose part five is called part one.
# In fazhi: DOCX is read directly, never through ODT (tests/reading/office/test_docx.py,
#   "a new list starts where it is told and one that is not goes on"), and an ODT is numbered as its
#   own text says, so that the outline check names the number that comes again
#   (tests/reading/office/test_odt.py).
set -euo pipefail
command -v soffice >/dev/null || { echo "skipped: needs LibreOffice Writer (soffice)"; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-docx==1.2.0
cd "$folder"
"$folder/venv/bin/python" - <<'PY'
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

document = Document()
lists = document.part.numbering_part.element
level = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl>'
)
lists.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{level}</w:abstractNum>'))
lists.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
lists.append(
    parse_xml(
        f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'
    )
)
for words, number in (("做法", 90), ("问题", 91), ("打算", 90)):
    paragraph = document.add_paragraph(words)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        )
    )
    document.add_paragraph("正文。")
document.save("report.docx")
PY
office() { soffice "-env:UserInstallation=file://$folder/profile" --headless "$@" >/dev/null 2>&1; }
office --convert-to txt:Text --outdir from_docx report.docx
office --convert-to odt --outdir . report.docx
office --convert-to txt:Text --outdir from_odt report.odt
soffice --version
numbers() { grep -oE '[一二三四五]、' "$1" | tr '\n' ' '; }
before=$(numbers from_docx/report.txt)
after=$(numbers from_odt/report.txt)
echo "the DOCX shows:               $before"
echo "the ODT saved from it shows:  $after"
"$folder/venv/bin/python" - <<'PY'
import re
import zipfile

text = zipfile.ZipFile("report.odt").read("content.xml").decode()
named = set(re.findall(r'text:continue-list="([^"]*)"', text))
there = set(re.findall(r'xml:id="([^"]*)"', text))
print("continued lists that are not in the file:", len(named - there))
PY
[ "$before" = "一、 四、 五、 " ] && [ "$after" = "一、 四、 一、 " ]
