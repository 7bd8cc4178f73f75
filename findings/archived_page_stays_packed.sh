#!/usr/bin/env bash
set -euo pipefail
# Found: what is offered as the content of an archived page, undone, is part of it or still packed,
# with no word of that, for answers that HTTP allows and browsers show alike.
# Version: warcio 1.8.1, ArcWarcRecord.content_stream(), without its optional Brotli.
# Seen: gzip in two members (RFC 1952, 2.2) gives the first alone; Transfer-Encoding: Chunked with a
# capital (RFC 9112, 7: case does not count) gives the sizes of chunks among the text;
# Content-Encoding: x-gzip (RFC 9110, 8.4.1.3: the same as gzip) and br give compressed bytes; nothing
# is raised or logged. gzip in one member and chunked in small letters are undone.
# Meets: whoever reads texts out of archives: a report ends in the middle of a sentence, or a page
# is taken for no text, while archive and checks of it (warcio check) are in order.
# In fazhi: all of these are undone, what cannot be is a row of failures
# (tests/reading/archives/test_opened.py, test_what_was_sent_is_undone).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "warcio==1.8.1"
"$folder/venv/bin/python" - <<'PYTHON'
import gzip
import sys
from io import BytesIO

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

TEXT = "<p>全年排查矛盾纠纷32件。</p>".encode() * 40
HALF = len(TEXT) // 2
CHUNKS = b"".join(b"%x\r\n%s\r\n" % (len(one), one) for one in (TEXT[:HALF], TEXT[HALF:], b""))
ONE = gzip.compress(TEXT)
TWO = gzip.compress(TEXT[:HALF]) + gzip.compress(TEXT[HALF:])
# What compresses with Brotli is not at hand; any bytes show whether they are touched.
BROTLI = b"\x1b\x0f\x00\xf8" + bytes(range(40))
PAGES = {
    "gzip in one member": (ONE, "Content-Encoding", "gzip", TEXT),
    "gzip in two members": (TWO, "Content-Encoding", "gzip", TEXT[:HALF]),
    "x-gzip": (ONE, "Content-Encoding", "x-gzip", ONE),
    "br": (BROTLI, "Content-Encoding", "br", BROTLI),
    "chunked": (CHUNKS, "Transfer-Encoding", "chunked", TEXT),
    "Chunked": (CHUNKS, "Transfer-Encoding", "Chunked", CHUNKS),
}
changed = False
for name, (body, header, value, expected) in PAGES.items():
    file = BytesIO()
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), (header, value)], "HTTP/1.1")
    writer = WARCWriter(file, gzip=True)
    page = BytesIO(body)
    writer.write_record(
        writer.create_warc_record(
            "http://example.org/", "response", payload=page, http_headers=head
        )
    )
    file.seek(0)
    record = next(ArchiveIterator(file, check_digests="raise"))
    seen = record.content_stream().read()
    print(f"{name}: {len(seen)} of {len(TEXT)} bytes{'' if seen == TEXT else ', not the page'}")
    changed |= seen != expected
sys.exit("behaviour has changed" if changed else 0)
PYTHON
