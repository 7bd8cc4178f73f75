"""Old Word files and RTF: through LibreOffice where it is, a clear message where it is not."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from fazhi.errors import ReadError
from fazhi.reading import read_bytes
from fazhi.reading.formats import office
from fazhi.reading.limits import Limits

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


def test_rtf_in_a_chinese_code_page() -> None:
    need_office()
    text = read_bytes(RTF, "x.rtf")
    assert text.format == "rtf"
    assert text.clean.split("\n") == ["汉字。", "31起"]


def test_the_numbering_of_an_old_word_file(tmp_path: Path) -> None:
    """A DOC made by LibreOffice from an RTF list keeps its automatic numbers."""
    need_office()
    source = tmp_path / "list.rtf"
    source.write_bytes(RTF)
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "doc",
         "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    data = (tmp_path / "list.doc").read_bytes()
    for name in ("x.doc", "x.wps", "x"):
        text = read_bytes(data, name)
        assert (text.format, text.clean.split("\n")) == ("doc", ["汉字。", "31起"])


@pytest.mark.parametrize("data", [RTF, office.OLE_START + b"\0" * 600 + office.WORD_STREAM])
def test_without_libreoffice_the_error_names_it(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "x.doc")
    assert caught.value.code == "missing_part"
    assert "LibreOffice" in caught.value.message


def test_a_locked_word_file_is_named_as_locked() -> None:
    head = bytearray(office.OLE_START + b"\0" * 2000 + office.WORD_STREAM)
    head[512:514] = b"\xec\xa5"
    head[512 + 11] = 0x01
    with pytest.raises(ReadError) as caught:
        read_bytes(bytes(head), "x.doc")
    assert caught.value.code == "encrypted"


def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 60 & wait\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(slow))
    with pytest.raises(ReadError) as caught:
        read_bytes(RTF, "x.rtf", office_limits())
    assert caught.value.code == "too_slow"


def office_limits() -> Limits:
    return Limits(seconds=0.5)
