"""Files that are broken or made to do harm: one clear line each, within the limits."""

import io
import os
import random
import zipfile
from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.reading import Limits, intake, read_bytes, read_file
from fazhi.reading.reader import CODES

BOOK = load_codebook()

TEXT = "一、加强领导\n镇党委高度重视法治政府建设，全年开展活动36次。\n"


def code_of(path: Path, limits: Limits | None = None, root: Path | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        read_file(path, limits=limits, root=root, book=BOOK)
    assert "\n" not in str(caught.value)
    assert caught.value.where
    assert caught.value.code in CODES
    return caught.value.code


@pytest.mark.parametrize(
    "name", ["a b.txt", "引号'\".txt", "换\n行\x1b[31m.txt", "-rf.txt", "没有结尾"]
)
def test_strange_names_are_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert read_file(tmp_path / name, book=BOOK).clean == TEXT.strip()


def test_control_characters_of_a_name_stay_out_of_messages(tmp_path: Path) -> None:
    path = tmp_path / "坏\n名\x1b[31m\u202e.txt"
    path.write_bytes(b"")
    with pytest.raises(ReadError) as caught:
        read_file(path, book=BOOK)
    assert caught.value.where == "坏\\u000a名\\u001b[31m\\u202e.txt"


def test_limits_of_bytes_and_characters(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(TEXT * 100, encoding="utf-8")
    assert code_of(path, Limits(bytes=1000)) == "too_large"
    assert code_of(path, Limits(characters=1000)) == "too_large"
    assert code_of(path, Limits(seconds=0)) == "too_slow"
    assert read_file(path, Limits(characters=4000), book=BOOK).clean


def test_two_hundred_megabytes_are_refused_by_size_alone(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    assert code_of(path) == "too_large"


def test_an_endless_line_is_read() -> None:
    line = "镇党委高度重视，" * 100_000
    assert len(read_bytes(line.encode(), "a.txt", book=BOOK).clean) == 800_000


def test_links_in_a_circle_and_out_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "raw"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text(TEXT, encoding="utf-8")
    (folder / "circle.txt").symlink_to("circle.txt")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "nowhere.txt").symlink_to("absent.txt")
    assert code_of(folder / "circle.txt", root=folder) == "unsafe_link"
    assert code_of(folder / "out.txt", root=folder) == "unsafe_link"
    assert code_of(folder / "nowhere.txt", root=folder) == "unsafe_link"
    assert read_file(folder / "out.txt", book=BOOK).clean


def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert code_of(tmp_path / "pipe.txt") == "unreadable"
    assert code_of(tmp_path) == "unreadable"
    assert code_of(tmp_path / "absent.txt") == "unreadable"


def test_a_file_that_grows_while_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "grows.txt"
    path.write_text(TEXT, encoding="utf-8")
    real = os.read

    def read(handle: int, size: int) -> bytes:
        with path.open("a", encoding="utf-8") as file:
            file.write("新增一行。\n" if path.stat().st_size < 1000 else "")
        return real(handle, size)

    monkeypatch.setattr(intake.os, "read", read)
    assert code_of(path) == "changed"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 200_000 + "文，字。",
        "<html><body><div " + " ".join(f"a{n}=1" for n in range(50_000)) + ">文，字。",
    ],
    ids=["deep", "attributes"],
)
def test_pages_that_exhaust_the_parser_are_refused(page: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(page.encode(), "a.html", book=BOOK)
    assert caught.value.code == "corrupt"


def test_mutated_files_raise_nothing_but_our_errors() -> None:
    chance = random.Random(5)
    page = f"<html><body><div id=zoom><p>{TEXT}</p><table><tr><td>1</td></tr></table></div></html>"
    seeds = [TEXT.encode(), TEXT.encode("gb18030"), TEXT.encode("utf-16"), page.encode()]
    outcomes = {"read": 0, "refused": 0}
    for _ in range(400):
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randrange(1, 30)):
            at = chance.randrange(len(data))
            data[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(4))
        try:
            read_bytes(bytes(data), chance.choice(["a.txt", "a.html", "a", "a.pdf"]), book=BOOK)
        except ReadError as error:
            assert error.code in CODES
            outcomes["refused"] += 1
        else:
            outcomes["read"] += 1
    assert min(outcomes.values()) > 20


def test_a_packed_folder_names_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "各镇.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for name in (
            "各镇/readme.lnk",
            "__MACOSX/._a",
            "各镇/平安镇.docx",
            "b.pdf",
            "c.txt",
            "d.doc",
        ):
            packed.writestr(name, "x")
    with pytest.raises(ReadError) as told:
        read_file(path, book=BOOK)
    assert "(it holds 各镇/平安镇.docx, b.pdf, c.txt, … (5))" in told.value.message
    # As programs of old write names: in GBK, without saying so.
    plain = zipped_in_gbk("平安镇报告2024.docx".encode("gbk"))
    with pytest.raises(ReadError) as told:
        read_bytes(plain, "a.zip", book=BOOK)
    assert "(it holds 平安镇报告2024.docx, b.txt)" in told.value.message
    with pytest.raises(ReadError) as told:
        read_bytes(path.read_bytes()[:60], "a.zip", book=BOOK)
    assert (told.value.code, "holds" in told.value.message) == ("corrupt", False)


def zipped_in_gbk(name: bytes) -> bytes:
    """A ZIP with a file whose name is stored as these bytes, the flag for UTF-8 not set."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("x" * len(name), b"text")
        packed.writestr("b.txt", b"text")
    return file.getvalue().replace(b"x" * len(name), name)


def test_a_packed_folder_is_told_from_a_damaged_document(tmp_path: Path) -> None:
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        with zipfile.ZipFile(tmp_path / "各镇.zip", "w", method) as packed:
            packed.writestr("各镇/稿.docx", b"PK\x03\x04 word/document.xml")
            packed.writestr("各镇/表.docx", b"PK\x03\x04 word/document.xml")
        assert code_of(tmp_path / "各镇.zip") == "archive"
    with zipfile.ZipFile(tmp_path / "表.xlsx", "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", "<workbook/>")
    assert code_of(tmp_path / "表.xlsx") == "not_text"
