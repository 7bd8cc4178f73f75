#!/usr/bin/env bash
set -euo pipefail
# Found: a paragraph of a Word file on which a text box hangs loses its own words to the box: pandoc gives what
# stands in the box and leaves the sentence around its anchor out. Where the box is written in the older form
# alone (VML), it is the box that is gone. Other readers of the same file count the box twice or not at all.
# Version: pandoc 3.9 (pypandoc_binary 1.17), docx2txt 0.9, python-docx 1.2.0, mammoth 1.13.0.
# Seen: of a paragraph with 46 inspections and 12 cases, and a box on it with 128 disputes, as Word writes it:
# pandoc 128; docx2txt 46, 128, 128, 12; python-docx 46, 12; mammoth all three, once. None says a word.
# Meets: whoever turns reports into text: boxes with a figure of the year, or with the red head of a document,
# hang on some paragraph of the body, and that one is missing, or the box's figures are added up twice.
# In fazhi: a paragraph and the boxes on it are read, each once (tests/reading/office/test_docx.py,
# test_text_boxes_once_and_notes_at_the_end).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "pypandoc_binary==1.17" "docx2txt==0.9" "python-docx==1.2.0" "mammoth==1.13.0"
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import re
import sys

import docx
import docx2txt
import mammoth
import pypandoc
from docx.oxml import parse_xml

BOX = "<w:txbxContent><w:p><w:r><w:t>调解纠纷128件。</w:t></w:r></w:p></w:txbxContent>"
OLD = (
    '<w:pict><v:shape style="position:absolute;width:200pt;height:60pt">'
    f"<v:textbox>{BOX}</v:textbox></v:shape></w:pict>"
)
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
NEW = (
    '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1"'
    ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    '<wp:extent cx="3000000" cy="900000"/><wp:wrapNone/><wp:docPr id="1" name="box"/><a:graphic>'
    f'<a:graphicData uri="{SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/>'
    f"<wps:txbx>{BOX}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
    "</wp:anchor></w:drawing>"
)
BOTH = (
    f'<mc:AlternateContent><mc:Choice Requires="wps">{NEW}</mc:Choice>'
    f"<mc:Fallback>{OLD}</mc:Fallback></mc:AlternateContent>"
)
SPACES = " ".join(
    f'xmlns:{name}="{space}"'
    for name, space in (
        ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("wps", SHAPE),
        ("v", "urn:schemas-microsoft-com:vml"),
    )
)


def made(name, box):
    document = docx.Document()
    paragraph = document.add_paragraph("执法检查46次，")
    paragraph._p.append(parse_xml(f"<w:r {SPACES}>{box}</w:r>"))
    paragraph.add_run("办理案件12件。")
    document.save(name)
    return name


READERS = {
    "pandoc": lambda name: pypandoc.convert_file(name, "plain"),
    "docx2txt": docx2txt.process,
    "python-docx": lambda name: "\n".join(one.text for one in docx.Document(name).paragraphs),
    "mammoth": lambda name: mammoth.extract_raw_text(open(name, "rb")).value,
}
WORD = {"pandoc": [128], "docx2txt": [46, 128, 128, 12], "python-docx": [46, 12], "mammoth": [46, 12, 128]}
seen = {}
for name, box in (("word.docx", BOTH), ("old.docx", OLD)):
    path = made(name, box)
    seen[name] = {who: [int(one) for one in re.findall(r"\d+", read(path))] for who, read in READERS.items()}
    print(name, seen[name])
sys.exit(0 if seen["word.docx"] == WORD and seen["old.docx"]["pandoc"] == [46, 12] else 1)
PYTHON
