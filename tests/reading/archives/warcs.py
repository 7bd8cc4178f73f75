"""Web archives written record by record, as crawlers of several kinds write them."""

from __future__ import annotations

import gzip
import zipfile
from io import BytesIO

DAY = "2024-03-01T08:00:00Z"


def record(kind: str, address: str, block: bytes, **said: str) -> bytes:
    """One record; what is said of it beside the usual has `_` in place of `-`."""
    head = {
        "WARC-Type": kind,
        "WARC-Target-URI": address,
        "WARC-Date": DAY,
        "WARC-Record-ID": "<urn:uuid:12345678-feed-0000-0000-000000000000>",
        "Content-Type": "application/http; msgtype=response",
    }
    head |= {name.replace("_", "-"): value for name, value in said.items()}
    head["Content-Length"] = str(len(block))
    lines = ["WARC/1.1", *(f"{name}: {value}" for name, value in head.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def answer(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    """What a server sent; of a page, where no other type is given."""
    given = {"Content_Type": "text/html", **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in given.items()]
    head = "\r\n".join([f"HTTP/1.1 {status}", *lines])
    return head.encode("utf-8") + b"\r\n\r\n" + body


def page(address: str, body: bytes, date: str = DAY, **headers: str) -> bytes:
    """The record of a page as it was sent."""
    return record("response", address, answer(body, **headers), WARC_Date=date)


def packed(*records: bytes) -> bytes:
    """Each record packed by itself, as archives ask for."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def wacz(**archives: bytes) -> bytes:
    """A WACZ: archives in a ZIP, beside what else such have."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as out:
        out.writestr("datapackage.json", "{}")
        out.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n')
        for name, data in archives.items():
            out.writestr(f"archive/{name}.warc.gz", data)
    return file.getvalue()
