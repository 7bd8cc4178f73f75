#!/usr/bin/env bash
set -euo pipefail
# Found: a WARC record holds other headers than the server sent, where one has bytes beyond ASCII:
# `filename=报告.pdf` sent as bytes is written as `filename*=UTF-8''…` with each byte encoded once
# more, so that the name reads as garbage; nothing warns, and `warcio check` is content.
# Version: warcio 1.8.1.
# Seen: the record has `filename*=UTF-8''%C3%A6%C2%8A%C2%A5…`, which is æ..¥, where the head that was
# given has the six bytes of 报告.
# Meets: whoever archives pages of Chinese portals, which send names of attachments as bytes in UTF-8
# or GBK: the archive's proof is not what came, and the name is lost.
# In fazhi: the head of each record is handed over as the bytes that came (tests/collect/
# test_archive.py, test_every_answer_is_there_as_it_came).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "warcio==1.8.1"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

# As Python's own client gives them: Latin-1 characters for bytes.
came = "attachment; filename=" + "报告.pdf".encode().decode("latin-1")
out = BytesIO()
writer = WARCWriter(out, gzip=False, warc_version="WARC/1.1")
head = StatusAndHeaders("200 OK", [("Content-Disposition", came)], protocol="HTTP/1.1")
record = writer.create_warc_record(
    "http://x.gov.cn/1.pdf", "response", payload=BytesIO(b"%PDF"), length=4, http_headers=head
)
writer.write_record(record)
line = next(one for one in out.getvalue().split(b"\r\n") if one.startswith(b"Content-Disp"))
print("came:   ", came.encode("latin-1"))
print("written:", line)
sys.exit(0 if b"%C3%A6%C2%8A%C2%A5" in line and "报告".encode() not in out.getvalue() else 1)
PYTHON
