#!/usr/bin/env bash
set -euo pipefail
# Found: of the two blocks of radicals that PDF files put in place of characters, compatibility
# normalisation mends one whole and leaves the other: 民, 长, 风, 车, 门, 马 written as ⺠, ⻓, ⻛, ⻋, ⻔, ⻢
# (U+2E80 to U+2EFF) stay as they are, beside 人 and 月 written as ⼈ and ⽉ that are mended.
# Version: ftfy 6.3.1 with normalization="NFKC" on Python 3.11 (Unicode 14).
# Seen: all 214 of the Kangxi radicals become characters; of the 115 of the supplement two do.
# Meets: whoever searches, counts or joins by names in texts out of PDF: 人⺠政府 is not 人民政府, though
# it looks the same on the page and the text was normalised.
# In fazhi: the supplement has a table of its own (tests/reading/clean/test_clean.py,
# test_radicals_that_stand_for_characters_become_them).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "ftfy==6.3.1"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import unicodedata

import ftfy


def mended(first, last):
    signs = [chr(code) for code in range(first, last + 1) if unicodedata.name(chr(code), "")]
    return sum(ftfy.fix_text(sign, normalization="NFKC") != sign for sign in signs), len(signs)


kangxi, supplement = mended(0x2F00, 0x2FD5), mended(0x2E80, 0x2EF3)
words = "⼈⺠来信，镇⻓接访"
print("Kangxi radicals:", kangxi[0], "of", kangxi[1], "mended")
print("supplement:     ", supplement[0], "of", supplement[1], "mended")
print(words, "becomes", ftfy.fix_text(words, normalization="NFKC"))
sys.exit(0 if kangxi == (214, 214) and supplement == (2, 115) else 1)
PYTHON
