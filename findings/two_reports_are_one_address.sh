#!/usr/bin/env bash
set -euo pipefail
# Found: reports that a portal tells apart by a number called sid (content.aspx?sid= and 32 signs) are one page in the
# index of a web archive: of an address the key is made by which captures are sought, and such a number is taken for that
# of a visit and left out. Each report that the portal ever had has the same key. So have two pages whose addresses
# differ in capitals alone (aB.html, Ab.html), which are two to most servers.
# Version: surt 0.3.1 (what indexes of web archives are sorted by), cdxj-indexer 1.5.0, of a file by warcio 1.8.1.
# Seen: cn,gov,liuwan)/content.aspx for the reports of 2022 and 2023, and cn,gov,liuwan)/art/ab.html for both pages; with a
# sid of 31 signs, or called id, each has a key of its own.
# Meets: whoever counts pages of a portal in an archive, or looks a report up there: one stands for all, by the day of its
# capture, and all look like versions of one page that changed each year.
# In fazhi: a sid belongs to the address, and so do capitals (tests/collect/test_addresses.py, test_one_form).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "surt==0.3.1" "cdxj-indexer==1.5.0" "warcio==1.8.1" "setuptools==65.5.0"
"$folder/venv/bin/python" -W ignore - "$folder" <<'PYTHON'
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from surt import surt
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

folder = Path(sys.argv[1])
SITE = "http://www.liuwan.gov.cn/"
FIRST, SECOND = "0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"
REPORTS = {f"{SITE}content.aspx?sid={FIRST}": "2022", f"{SITE}content.aspx?sid={SECOND}": "2023"}
PAGES = {f"{SITE}art/aB.html": "复议", f"{SITE}art/Ab.html": "应诉"}
with (folder / "kept.warc.gz").open("wb") as file:
    writer = WARCWriter(file, gzip=True)
    for address, text in (REPORTS | PAGES).items():
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(address, "response", payload=BytesIO(text.encode()), http_headers=head)
        )
told = subprocess.run(
    [folder / "venv/bin/cdxj-indexer", folder / "kept.warc.gz"], capture_output=True, text=True, check=True
).stdout
keys = [line.split(" ")[0] for line in told.splitlines()]
print("indexed:", keys)
others = [surt(address) for number in (FIRST, SECOND) for address in (
    f"{SITE}content.aspx?sid={number[1:]}", f"{SITE}content.aspx?id={number}"
)]
print("others:", others)
as_found = keys == ["cn,gov,liuwan)/content.aspx"] * 2 + ["cn,gov,liuwan)/art/ab.html"] * 2
as_found &= {surt(address) for address in REPORTS} == {keys[0]} and len(set(others)) == 4
sys.exit(0 if as_found else "behaviour has changed")
PYTHON
