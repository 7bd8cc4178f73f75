#!/usr/bin/env bash
set -euo pipefail
# Found: what stands in a field of an ODT file (an input field, a variable, a sum, a fixed day) is
# gone from the text, and of a name with its reading above it (<text:ruby>) the name with the reading: 盱眙县 is 县. The
# file stores what each field shows, and the sentence closes over it; numbers of tables and references stay.
# Version: pandoc 3.9 (pypandoc_binary 1.17), from ODT; odfdo 3.27.3, Document.get_formatted_text, which loses numbers and
# references, too. odfdo's Paragraph.inner_text and odfpy 1.4.1 (teletype.extractText) have all. The file made by odfpy.
# Seen: 受理126件，办结35件，合计47件，2024年1月5日。 is 受理件，办结件，合计件，。 in both.
# Meets: whoever turns documents of open formats into text, as office programs in government are told to write them: a form
# that was filled in answers nothing, while the same file in Word's format has all of it.
# In fazhi: fields show what is stored (tests/reading/office/test_odt.py,
# test_fields_show_what_is_stored_and_spaces_are_counted, test_what_was_put_into_fields_is_read).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "pypandoc_binary==1.17" "odfpy==1.4.1" "odfdo==3.27.3"
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys

import odfdo
import pypandoc
from odf import teletype, text
from odf.opendocument import OpenDocumentText, load

made = OpenDocumentText()
line, name = text.P(), text.P()
for words, field in (
    ("受理", text.TextInput(description="件数", text="126")),
    ("件，办结", text.UserFieldGet(name="closed", text="35")),
    ("件，合计", text.Expression(formula="ooow:12+35", valuetype="float", value="47", text="47")),
    ("件，", text.Date(fixed="true", datevalue="2024-01-05", text="2024年1月5日")),
):
    line.addText(words)
    line.addElement(field)
line.addText("。")
ruby = text.Ruby()
ruby.addElement(text.RubyBase(text="盱眙"))
ruby.addElement(text.RubyText(text="xu yi"))
name.addElement(ruby)
name.addText("县，见表")
name.addElement(text.Sequence(name="table", formula="ooow:table+1", text="1"))
for one in (line, name):
    made.text.addElement(one)
made.save("form.odt")

WHOLE = "受理126件，办结35件，合计47件，2024年1月5日。"
LOST = "受理件，办结件，合计件，。"
pandoc = pypandoc.convert_file("form.odt", "plain", extra_args=["--wrap=none"]).split()
formatted = odfdo.Document("form.odt").get_formatted_text().split()
inner = [one.inner_text for one in odfdo.Document("form.odt").body.paragraphs]
odfpy = [teletype.extractText(one) for one in load("form.odt").getElementsByType(text.P)]
for reader, lines in (("pandoc", pandoc), ("odfdo", formatted), ("inner_text", inner), ("odfpy", odfpy)):
    print(reader, *lines)
lost = pandoc == [LOST, "县，见表1"] and formatted == [LOST, "县，见表"]
sys.exit(0 if lost and inner[0] == odfpy[0] == WHOLE else 1)
PYTHON
