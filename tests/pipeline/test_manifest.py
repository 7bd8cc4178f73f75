"""The manifest: read from what spreadsheets write, refused with a way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import NotFoundError, ReadError
from fazhi.pipeline.build import build
from fazhi.pipeline.check import Unread, Verdict, outcomes_of
from fazhi.pipeline.manifest import read_manifest
from fazhi.tables.view import Tables

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
        ("file,source_url\n嵩县/,https://a.example\n", ["row 2 says source_url of a folder"]),
        ("file,published_date\n.,2024-01-31\n", ["row 2 says published_date of a folder"]),
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


REPORT = """城关镇2023年法治政府建设情况报告
县委、县政府：
2023年，城关镇开展法治宣传活动{n}场次，发放资料3000份。全年排查矛盾纠纷80件，化解78件。
"""
FOLDERS = "file,county,prefecture,province\n.,,洛阳市,河南省\n嵩县/,嵩县,,\n汝阳县,汝阳县,,\n"


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """Two towns of one name, in the folders of their counties, and one beside these."""
    folder = tmp_path / "稿"
    for n, name in enumerate(("嵩县/城关镇.txt", "汝阳县/2023/城关镇.txt", "城关镇.txt"), 12):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(REPORT.format(n=n), encoding="utf-8")
    return folder


def test_a_row_of_a_folder_holds_for_all_files_in_it(drafts: Path) -> None:
    """嵩县 is 410325, 汝阳县 410326; a file's own row is over its folders'."""
    rows = f"{FOLDERS}汝阳县/2023/城关镇.txt,,,河北省\n"
    (drafts / "manifest.csv").write_text(rows, encoding="utf-8")
    build(drafts, drafts.parent / "t")
    told = Tables(drafts.parent / "t").frame("reports").sort("path")
    assert told.select("path", "county", "prefecture", "province").rows() == [
        ("城关镇.txt", None, "洛阳市", "河南省"),
        ("嵩县/城关镇.txt", "嵩县", "洛阳市", "河南省"),
        ("汝阳县/2023/城关镇.txt", "汝阳县", "洛阳市", "河北省"),
    ]
    (drafts / "manifest.csv").write_text(FOLDERS, encoding="utf-8")
    assert build(drafts, drafts.parent / "t").read == 1
    codes = Tables(drafts.parent / "t").frame("reports").sort("path")["adcode"].to_list()
    assert codes == [None, "410325100", "410326100"]


def test_a_check_of_the_folder_says_the_same_as_a_build(drafts: Path) -> None:
    (drafts / "manifest.csv").write_text(FOLDERS, encoding="utf-8")
    found = list(outcomes_of([drafts], load_codebook()))
    counties = [one.report.identity.county for one in found if isinstance(one, Verdict)]
    assert counties == [None, "嵩县", "汝阳县"]
    # Of a manifest that is none it says so, and checks the drafts all the same.
    (drafts / "manifest.csv").write_text("datei\n", encoding="utf-8")
    first, *others = outcomes_of([drafts], load_codebook())
    assert isinstance(first, Unread) and first.error.code == "manifest"
    assert len(others) == 3 and all(isinstance(one, Verdict) for one in others)


def test_a_folder_that_is_not_there_is_refused(drafts: Path) -> None:
    (drafts / "manifest.csv").write_text("file,county\n嵩/,嵩县\n", encoding="utf-8")
    with pytest.raises(NotFoundError, match="row 2 names the file 嵩/"):
        build(drafts, drafts.parent / "t")
