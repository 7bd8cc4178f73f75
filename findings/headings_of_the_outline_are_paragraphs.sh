#!/usr/bin/env bash
set -euo pipefail
# Found: headings that have their level by themselves or by a style of the office's own (大纲级别 1级, <w:outlineLvl>), as templates of
# official documents make them, stand in Word's navigation and table of contents, and are plain paragraphs to four
# readers of DOCX: those know headings by the names of styles alone, Heading 1 or Title. In LibreOffice they are headings.
# Version: pandoc 3.9 (pypandoc_binary 1.17), mammoth 1.13.0 (convert_to_html), markitdown 0.1.9, docx2python 3.7.1
# (html=True); LibreOffice 7.4.7 (Debian 12), where soffice is there, as ODT. The file by python-docx 1.2.0.
# Seen: of a heading by style (Heading 1), by its own level and by a style 公文一级标题 with a level, the first alone is a heading
# in the four, all three are in the ODT.
# Meets: whoever cuts reports into parts by their headings: a report has none, or its first one alone, and all text
# is in one part.
# In fazhi: parts are known by their numbers, and a level that a paragraph has is read (tests/reading/office/test_autonumbers.py).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "python-docx==1.2.0" "mammoth==1.13.0" "markitdown[docx]==0.1.9" \
  "docx2python==3.7.1" "pypandoc_binary==1.17"
"$folder/venv/bin/python" -W ignore - "$folder" <<'PYTHON'
import re
import shutil
import subprocess
import sys
import zipfile

import docx
import mammoth
import pypandoc
from docx2python import docx2python
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from markitdown import MarkItDown

folder = sys.argv[1]
path = f"{folder}/report.docx"


def give_level(properties):
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "0")
    properties.append(level)


made = docx.Document()
style = made.styles.add_style("公文一级标题", WD_STYLE_TYPE.PARAGRAPH)
style.base_style = made.styles["Normal"]
give_level(style.element.get_or_add_pPr())
made.add_paragraph("一、主要做法", style="Heading 1")
made.add_paragraph("正文。")
give_level(made.add_paragraph("二、存在问题")._p.get_or_add_pPr())
made.add_paragraph("正文。")
made.add_paragraph("三、工作打算", style="公文一级标题")
made.save(path)

FIRST, ALL = ["一、主要做法"], ["一、主要做法", "二、存在问题", "三、工作打算"]
with open(path, "rb") as file:
    page = mammoth.convert_to_html(file).value
with docx2python(path, html=True) as opened:
    marked = opened.text
headings = {
    "pandoc": re.findall(r"<h\d[^>]*>(.*?)</h\d>", pypandoc.convert_file(path, "html")),
    "mammoth": re.findall(r"<h\d[^>]*>(?:<a[^>]*></a>)*(.*?)</h\d>", page),
    "markitdown": re.findall(r"^#+ (.*)$", MarkItDown().convert(path).text_content, re.M),
    "docx2python": [re.sub("<[^>]*>", "", one) for one in re.findall(r"<h\d[^>]*>(.*?)</h\d>", marked)],
}
WANTED = dict.fromkeys(headings, FIRST)
if shutil.which("soffice"):
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "odt"]
        + ["--outdir", folder, path],
        check=True,
        capture_output=True,
    )
    content = zipfile.ZipFile(f"{folder}/report.odt").read("content.xml").decode()
    found = re.findall(r"<text:h [^>]*>(.*?)</text:h>", content)
    headings["LibreOffice"] = [re.sub("<[^>]*>", "", one) for one in found]
    WANTED["LibreOffice"] = ALL
for name, one in headings.items():
    print(f"{name}: {' | '.join(one)}")
sys.exit(0 if headings == WANTED else 1)
PYTHON
