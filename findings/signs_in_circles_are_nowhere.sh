#!/usr/bin/env bash
set -euo pipefail
# Found: what the Chinese editions of Word make by their commands for enclosed and combined signs (带圈字符, 合并字符),
# and fractions by an equation field, is in the text of no reader: the words stand in the field's code alone (EQ),
# a result that a reader could take is not stored. The sentence closes over them, no message tells it.
# Version: pandoc 3.9 (pypandoc_binary 1.17), python-docx 1.2.0, mammoth 1.13.0, markitdown 0.1.9, docx2txt 0.9,
# docx2python 3.7.1.
# Seen: of 调解率达3/4以上 with the fraction as a field all six give 调解率达以上; of the item ⑧ its text without its
# number; of 市委市政 combined into one sign before 办公室 only 办公室.
# Meets: whoever turns documents into text: figures, numbers of items and the first of two joint issuers are gone.
# In fazhi: the words are taken from the code (tests/reading/office/test_docx_shown.py,
# test_equation_fields_show_their_words).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "pypandoc_binary==1.17" "python-docx==1.2.0" "mammoth==1.13.0" \
    "markitdown[docx]==0.1.9" "docx2txt==0.9" "docx2python==3.7.1"
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import logging
import re
import sys

import docx
import docx2txt
import mammoth
import pypandoc
from docx.oxml import parse_xml
from docx2python import docx2python
from markitdown import MarkItDown

logging.disable()
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(words):
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def field(code):
    def sign(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f'{sign("begin")}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{sign("end")}'


PARAGRAPHS = {
    run("调解率达") + field(r"EQ \f(3,4)") + run("以上。"): "调解率达以上。",
    field(r"eq \o\ac(○,8)") + run("规范执法。"): "规范执法。",
    field(r'eq \* jc0 \* "Font:仿宋" \* hps14 \o(\s\up 7(市委),\s\do 3(市政))') + run("办公室印发。"): "办公室印发。",
}
path = f"{sys.argv[1]}/a.docx"
document = docx.Document()
for at, paragraph in enumerate(PARAGRAPHS):
    document.element.body.insert(at, parse_xml(f"<w:p {W}>{paragraph}</w:p>"))
document.save(path)
with open(path, "rb") as file:
    by_mammoth = mammoth.extract_raw_text(file)
READ = {
    "pandoc": pypandoc.convert_file(path, "plain", format="docx"),
    "python-docx": "\n".join(one.text for one in docx.Document(path).paragraphs),
    "mammoth": by_mammoth.value,
    "markitdown": MarkItDown().convert(path).text_content,
    "docx2txt": docx2txt.process(path),
    "docx2python": docx2python(path).text,
}
for name, text in READ.items():
    print(f"{name}:", " ".join(text.split()))
print("messages of mammoth:", by_mammoth.messages)
wanted = "".join(PARAGRAPHS.values())
sys.exit(0 if not by_mammoth.messages and all(re.sub(r"\s", "", text) == wanted for text in READ.values()) else 1)
PYTHON
