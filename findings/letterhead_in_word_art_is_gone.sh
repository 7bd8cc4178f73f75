#!/usr/bin/env bash
set -euo pipefail
# Found: the red head of an official document (柳湾镇人民政府文件), made as WordArt (艺术字, <v:textpath>) as offices fit it to
# the width of the page, is in no text: WordArt keeps its words as an attribute of a drawing, not as text. Six readers of
# DOCX, one in Node.js, and LibreOffice, asked for text, begin with the number below it, and none leaves a mark.
# Version: python-docx 1.2.0, docx2txt 0.9, mammoth 1.13.0 (raw text), docx2python 3.7.1, markitdown 0.1.9, pandoc 3.9
# (pypandoc_binary 1.17); word-extractor 1.0.4 (npm), where npm is there; LibreOffice 7.4.7 (Debian 12), where soffice is
# there, which draws it rightly in a PDF.
# Seen: of 柳湾镇人民政府文件, 柳政发〔2024〕3号 and 全年调解126件。 the last two in all.
# Meets: whoever reads documents by their text: the head is where the office names itself, and a document whose title does
# not repeat the name has no author; 柳政发 alone is the number of several places.
# In fazhi: WordArt is read where it stands (tests/reading/office/test_docx_shown.py,
# test_word_art_is_read_in_its_place).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "python-docx==1.2.0" "docx2txt==0.9" "mammoth==1.13.0" "docx2python==3.7.1" \
    "markitdown[docx]==0.1.9" "pypandoc_binary==1.17"
cd "$folder"
cat > read.py <<'PYTHON'
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import docx2txt
import mammoth
import pypandoc
from docx.oxml import parse_xml
from docx2python import docx2python
from markitdown import MarkItDown

HEAD, REST = "柳湾镇人民政府文件", ("柳政发〔2024〕3号", "全年调解126件。")
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
ART = f"""<w:r {NAMES}><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e">
<v:path textpathok="t"/><v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="_x0000_i1025" type="#_x0000_t136" style="width:400pt;height:50pt" fillcolor="red">
<v:textpath style="font-family:&quot;宋体&quot;" string="{HEAD}"/></v:shape></w:pict></w:r>"""
made = docx.Document()
made.add_paragraph()._p.append(parse_xml(ART))
for words in REST:
    made.add_paragraph(words)
made.save("head.docx")

with Path("head.docx").open("rb") as file:
    raw = mammoth.extract_raw_text(file).value
told = {
    "python-docx": "\n".join(one.text for one in docx.Document("head.docx").paragraphs),
    "docx2txt": docx2txt.process("head.docx"),
    "mammoth": raw,
    "docx2python": docx2python("head.docx").text,
    "markitdown": MarkItDown().convert("head.docx").text_content,
    "pandoc": pypandoc.convert_file("head.docx", "plain"),
}
if shutil.which("npm"):
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "word-extractor@1.0.4"]
    subprocess.run(install, check=True)
    script = "new (require('word-extractor'))().extract('head.docx').then((one) => console.log(one.getBody()))"
    told["word-extractor"] = subprocess.run(
        ["node", "-e", script], capture_output=True, check=True, text=True
    ).stdout
if shutil.which("soffice"):
    home = f"-env:UserInstallation={Path('profile').absolute().as_uri()}"
    convert = ["--headless", "--convert-to", "txt:Text (encoded):UTF8", "head.docx"]
    subprocess.run(["soffice", home, *convert], capture_output=True, check=True)
    told["LibreOffice"] = Path("head.txt").read_text("utf-8-sig")
for name, words in told.items():
    print(f"{name}: head {HEAD in words}, rest {all(one in words for one in REST)}")
as_found = all(HEAD not in one and all(line in one for line in REST) for one in told.values())
sys.exit(0 if as_found else 1)
PYTHON
"$folder/venv/bin/python" -W ignore read.py
