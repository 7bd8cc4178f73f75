#!/usr/bin/env bash
set -euo pipefail
# Found: a robots.txt that begins with a byte-order mark, as Notepad saves it, forbids nothing: its
# first line is no `User-agent` to either parser, and the rules behind it belong to nobody.
# Version: protego 0.7.0; urllib.robotparser of the Python that runs this.
# Seen: of `User-agent: *` and `Disallow: /` with the mark before it, decoded as UTF-8, both parsers
# allow every address; decoded as `utf-8-sig`, both forbid it.
# Meets: whoever decodes the file as UTF-8, as the usual clients do, and means to obey it.
# In fazhi: the mark is taken off, in UTF-8 and before GBK (tests/collect/test_polite.py,
# test_robots_are_obeyed_in_any_writing).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "protego==0.7.0"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from urllib.robotparser import RobotFileParser

from protego import Protego

FILE = b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n"


def allowed(encoding: str) -> tuple[bool, bool]:
    text = FILE.decode(encoding)
    usual = RobotFileParser()
    usual.parse(text.splitlines())
    address = "http://x.gov.cn/a.html"
    return Protego.parse(text).can_fetch(address, "x"), usual.can_fetch("x", address)


for encoding in ("utf-8", "utf-8-sig"):
    print(encoding, "allowed by protego, by urllib:", *allowed(encoding))
sys.exit(0 if allowed("utf-8") == (True, True) and allowed("utf-8-sig") == (False, False) else 1)
PYTHON
