#!/usr/bin/env bash
set -euo pipefail
# Found: in an RTF file that writes Chinese as the format's specification shows it, each sign as its number and one
# sign for readers that know no Unicode (\u35299?), the first sign behind it is left out as well, if it is a plain
# letter or digit: 126 becomes 26, and a figure of one digit is gone. No gap shows, and nothing is raised.
# Version: pandoc 3.9 (pypandoc_binary 1.17), reading RTF; the form as rtfunicode 2.3 writes it.
# Seen: 全年调解126件，复议3件。 in that form is 全年调解26件，复议件。; with a blank behind the number (\u35299 ?), with the
# spare sign in hexadecimal (\u35299\'3f), as LibreOffice writes it, or with none (\uc0) all of it is there.
# striprtf 0.0.35 reads all four alike.
# Meets: whoever turns RTF files into text or Markdown: programs that write RTF by the letter of its specification
# make such files, and what is lost is the leading digit of the figures.
# In fazhi: the spare sign alone is passed over (tests/reading/office/test_rtf.py,
# test_a_figure_behind_a_sign_with_its_spare_is_whole).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "pypandoc_binary==1.17" "striprtf==0.0.35" \
  "rtfunicode==2.3"
"$folder/venv/bin/python" -W ignore - "$folder/report.rtf" <<'PYTHON'
import sys
from pathlib import Path

import pypandoc
import rtfunicode  # noqa: F401  (it makes the codec)
from striprtf.striprtf import rtf_to_text

SAID = "全年调解126件，复议3件。"
LOST = "全年调解26件，复议件。"
# How a sign that is not of ASCII is written; what comes of the sentence.
FORMS = {
    r"\u{}?": LOST,
    r"\u{} ?": SAID,
    r"\u{}\'3f": SAID,
    r"\uc0\u{} ": SAID,
}
file = Path(sys.argv[1])
print("pandoc", pypandoc.get_pandoc_version())
as_found = True
for form, wanted in FORMS.items():
    # The specification has the numbers signed, of 16 bits.
    numbers = ((ord(sign) + 0x8000) % 0x10000 - 0x8000 for sign in SAID)
    written = [
        sign if sign.isascii() else form.format(number)
        for sign, number in zip(SAID, numbers, strict=True)
    ]
    if form == r"\u{}?":
        as_found &= "".join(written) == SAID.encode("rtfunicode").decode("ascii")
    rtf = r"{\rtf1\ansi\ansicpg1252\deff0\uc1\pard " + "".join(written) + r"\par}"
    file.write_text(rtf, encoding="ascii")
    read = pypandoc.convert_file(str(file), "plain", extra_args=["--wrap=none"]).strip()
    other = rtf_to_text(rtf).strip()
    print(f"{form}: pandoc {read}, striprtf {other}")
    as_found &= read == wanted and other == SAID
sys.exit(0 if as_found else 1)
PYTHON
