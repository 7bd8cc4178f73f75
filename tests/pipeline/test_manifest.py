"""The manifest: read from what spreadsheets write, refused with a way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi.errors import NotFoundError, ReadError
from fazhi.pipeline.manifest import read_manifest

TABLE = (
    "file,town,county,year\r\n平安镇-2023.txt,平安镇,云阳县,2023\r\n,,,\r\n西坪镇.txt,西坪镇,,\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_encodings_of_spreadsheets(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "manifest.csv"
    path.write_bytes(TABLE.encode(encoding))
    assert read_manifest(path) == {
        "平安镇-2023.txt": {"town": "平安镇", "county": "云阳县", "year": "2023"},
        "西坪镇.txt": {"town": "西坪镇"},
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("file,twon\na.txt,平安镇\n", ["twon", "Near names: town"]),
        ("town,county\n平安镇,云阳县\n", ["'file' is missing"]),
        ("file,year,year\na.txt,1,2\n", ["twice"]),
        ("file,year\n,2023\n", ["row 2 names no file"]),
        ("file,year\na.txt,2023\na.txt,2022\n", ["row 3 names a.txt a second time"]),
        ("file,year\na.txt,2023,x\n", ["row 2 has more cells"]),
        ("", ["empty"]),
        ("file,captured_at\na.txt,yesterday\n", ["row 2: 'yesterday' is no time"]),
        ("file,captured_sha256\na.txt,abc\n", ["row 2: 'abc' is no digest"]),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, words: list[str]) -> None:
    path = tmp_path / "manifest.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        read_manifest(path)
    assert all(word in str(caught.value) for word in ["manifest.csv", *words])
    assert caught.value.code == "manifest"


@pytest.mark.parametrize(
    "hour",
    ["2024-03-01", "2024-03-01T08:00", "2024-03-01T08:00:00.25Z", "2024-03-01T08:00:00+08:00"],
)
def test_hours_of_collecting(tmp_path: Path, hour: str) -> None:
    path = tmp_path / "manifest.csv"
    path.write_text(f"file,captured_at\na.txt,{hour}\n", encoding="utf-8")
    assert read_manifest(path) == {"a.txt": {"captured_at": hour}}


def test_a_file_that_is_not_there_is_told_with_near_names(tmp_path: Path) -> None:
    path = tmp_path / "manifest.csv"
    path.write_text("file,year\n平安镇-2022.txt,2022\n", encoding="utf-8")
    with pytest.raises(NotFoundError) as caught:
        read_manifest(path, files={"平安镇-2023.txt", "西坪镇-2023.txt"})
    assert "row 2 names the file 平安镇-2022.txt" in str(caught.value)
    assert "平安镇-2023.txt" in caught.value.hint


class Name(str):
    """A name that counts how often it is held against another."""

    compared = 0
    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        Name.compared += 1
        return str(self) == other

    __hash__ = str.__hash__


def test_no_name_is_sought_among_all_one_after_the_other(tmp_path: Path) -> None:
    files = [Name(f"{number:04}.txt") for number in range(1000)]
    path = tmp_path / "manifest.csv"
    path.write_text("\n".join(["file,year", *(f"{one},2023" for one in files)]), encoding="utf-8")
    Name.compared = 0
    assert len(read_manifest(path, files)) == len(files)
    # One after the other would be half a million.
    assert Name.compared <= 3 * len(files)


def test_a_manifest_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        read_manifest(tmp_path / "manifest.csv")
