"""Old Word files: through LibreOffice where it is, a clear message where it is not."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.reading import read_bytes
from fazhi.reading.formats import office
from fazhi.reading.limits import Limits
from fazhi.reading.word.stored import with_stored_results

BOOK = load_codebook()

OLE_HEAD = office.OLE_START + b"\0" * 16 + b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0"
RTF = (
    rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}"
    rb"\f0 \'ba\'ba\'d7\'d6\'a1\'a3\par 31\'c6\'f0\par}"
)


def need_office() -> None:
    if shutil.which("soffice"):
        return
    if os.environ.get("CI"):
        pytest.fail("CI must have LibreOffice Writer")
    pytest.skip("needs LibreOffice Writer (soffice)")


def to_doc(rtf: bytes, folder: Path) -> bytes:
    source = folder / "made.rtf"
    source.write_bytes(rtf)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "doc",
         "--outdir", str(folder), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "made.doc").read_bytes()


def test_fields_show_what_was_stored_and_nothing_of_today(tmp_path: Path) -> None:
    """A DOC made by LibreOffice stores today's date and page 1; both are changed in its bytes."""
    need_office()

    def field(code: str, result: str) -> bytes:
        return f"{{\\field{{\\*\\fldinst {code}}}{{\\fldrslt {result}}}}}".encode()

    rtf = (
        b"{\\rtf1\\ansi Issued " + field('DATE \\\\@ "yyyy-MM-dd"', "1999-01-01") + b" sheet "
        + field("PAGE", "1") + b" of " + field("USERNAME", "clerk") + b".\\par}"
    )  # fmt: skip
    data = to_doc(rtf, tmp_path)
    stored = re.search(rb"(?:\d\0){4}-\0(?:\d\0){2}-\0(?:\d\0){2}|\d{4}-\d\d-\d\d", data)
    assert stored is not None
    wide = len(stored[0]) > 10
    day = "2024-01-05".encode("utf-16-le" if wide else "ascii")
    text = read_bytes(data.replace(stored[0], day), "x.doc", book=BOOK).clean
    assert text.replace(" ", "") == "Issued2024-01-05sheet1ofclerk."


@pytest.mark.parametrize(
    "data", [b"", OLE_HEAD, OLE_HEAD + b"\xff" * 5000, OLE_HEAD + bytes(range(256)) * 40]
)
def test_a_file_not_laid_out_as_word_does_is_left_as_it_is(data: bytes) -> None:
    assert with_stored_results(data) == data


def test_the_numbering_of_an_old_word_file(tmp_path: Path) -> None:
    """A DOC made by LibreOffice from an RTF list keeps its automatic numbers."""
    need_office()
    data = to_doc(RTF, tmp_path)
    for name in ("x.doc", "x.wps", "x"):
        text = read_bytes(data, name, book=BOOK)
        assert (text.format, text.clean.split("\n")) == ("doc", ["汉字。", "31起"])


OLE = office.OLE_START + b"\0" * 600 + office.WORD_STREAM


def test_without_libreoffice_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(ReadError) as caught:
        read_bytes(OLE, "x.doc", book=BOOK)
    assert caught.value.code == "missing_part"
    assert "LibreOffice" in caught.value.message


def test_a_locked_word_file_is_named_as_locked() -> None:
    head = bytearray(office.OLE_START + b"\0" * 2000 + office.WORD_STREAM)
    head[512:514] = b"\xec\xa5"
    head[512 + 11] = 0x01
    with pytest.raises(ReadError) as caught:
        read_bytes(bytes(head), "x.doc", book=BOOK)
    assert caught.value.code == "encrypted"


def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 60 & wait\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(slow))
    with pytest.raises(ReadError) as caught:
        read_bytes(OLE, "x.doc", office_limits(), book=BOOK)
    assert caught.value.code == "too_slow"


def office_limits() -> Limits:
    return Limits(seconds=0.5)
