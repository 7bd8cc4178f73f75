"""Old Word and WPS files, turned to DOCX by LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from fazhi.codebook.book import Codebook
from fazhi.errors import ReadError
from fazhi.reading.faults import OLE_START, corrupt, encrypted, of_other_kind
from fazhi.reading.limits import limits_in_force
from fazhi.reading.word.stored import with_stored_results
from fazhi.records import RawText

NAMES = ("doc", "wps", "wpt", "dot")
FOREIGN = True
WORD_STREAM = "WordDocument".encode("utf-16-le")
# The head of Word's main stream, which all writers put right after the header sector.
WORD_HEAD = slice(512, 514)
WORD_MAGIC = b"\xec\xa5"
WORD_FLAGS = 512 + 11
LOCKED_FLAG = 0x01
# No macro, no linked picture, and a proxy that leads nowhere: a document must not reach out.
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""  # noqa: E501


def sniff(data: bytes, name: str, book: Codebook) -> bool:
    """Whether the bytes are an old Word or WPS file."""
    return data.startswith(OLE_START) and (WORD_STREAM in data or _ending(name) in NAMES)


def read(data: bytes, name: str, book: Codebook) -> RawText:
    """Read by way of LibreOffice; raises `ReadError` if it is missing, fails or takes too long."""
    from fazhi.reading.word.body import read_word

    if other := of_other_kind(data):
        raise other
    if data[WORD_HEAD] == WORD_MAGIC and data[WORD_FLAGS] & LOCKED_FLAG:
        raise encrypted()
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReadError(
            "an old Word or WPS file needs LibreOffice, which is not installed",
            hint="Install LibreOffice Writer, or save the file as DOCX.",
            code="missing_part",
        )
    with tempfile.TemporaryDirectory(prefix="fazhi-") as folder:
        return read_word(_convert(program, data, name, Path(folder)), "doc", book=book)


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _convert(program: str, data: bytes, name: str, folder: Path) -> bytes:
    suffix = ".doc"
    if WORD_STREAM not in data and _ending(name) in NAMES:
        suffix = f".{_ending(name)}"
    source = folder / f"source{suffix}"
    source.write_bytes(with_stored_results(data))
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(PROFILE, encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "docx",
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    _run(command, folder)
    made = folder / "out" / "source.docx"
    if not made.is_file():
        raise corrupt()
    return made.read_bytes()


def _run(command: list[str], folder: Path) -> None:
    seconds = limits_in_force().seconds
    with subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            # LibreOffice starts a child of its own: end the whole session.
            os.killpg(process.pid, signal.SIGKILL)
            raise ReadError(
                f"LibreOffice did not convert the file within {seconds:g} seconds",
                hint="Open it in Word or WPS and save it as DOCX.",
                code="too_slow",
            ) from error
