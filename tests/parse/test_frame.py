"""What frames a report is found once, and read alike by outline and identity."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from fazhi.codebook.book import load_codebook
from fazhi.parse.frame import find_frame
from fazhi.parse.identity import find_identity
from fazhi.parse.outline import find_outline
from fazhi.reading import read_bytes, read_file
from fazhi.records import Text

BOOK = load_codebook()

ROOT = Path(__file__).parents[2]
LARGE = ROOT.parent / "shared/corpus-large"
CASES = yaml.safe_load(Path(__file__).with_name("frame_cases.yaml").read_text("utf-8"))
BODY = "一、主要做法和成效\n（一）抓学习。组织学法6次。\n二、存在的不足\n普法形式较为单一。"


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_fields_a_reader_would_note(case: dict[str, Any]) -> None:
    text = read_bytes(case["text"].replace("{body}", BODY).encode(), "report.txt", book=BOOK)
    identity = find_identity(text, None, "report.txt", book=BOOK)
    told = {
        "year_conflict": identity.evidence.get("report_year_conflict"),
        "kind": identity.evidence.get("kind"),
    }
    found = {
        name: told[name] if name in told else getattr(identity, name) for name in case["expected"]
    }
    assert found == {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in case["expected"].items()
    }
    agree(text)


def agree(text: Text) -> None:
    """Outline and identity place the title alike, and the closing holds who signs and when."""
    frame = find_frame(text, BOOK)
    outline, identity = (
        find_outline(text, book=BOOK),
        find_identity(text, None, "report.txt", book=BOOK),
    )
    assert outline.title == (identity.title_place if frame.title else None)
    closing = outline.closing
    words = text.clean[closing.clean_start : closing.clean_end] if closing else ""
    assert (words != "") == bool(frame.closing[1])
    if closing and frame.signature and not frame.letter:
        assert all(name in words.replace(" ", "") for name in frame.signature)


def corpus() -> list[Path]:
    large = sorted(LARGE.glob("*.txt")) if LARGE.is_dir() else []
    return [*sorted((ROOT / "data/raw").glob("*.txt")), *large]


@pytest.mark.parametrize("path", corpus(), ids=lambda path: path.stem)
def test_outline_and_identity_agree_on_real_documents(path: Path) -> None:
    agree(read_file(path, book=BOOK))


def test_a_signature_without_a_day_needs_a_place() -> None:
    raw = "某镇2024年法治政府建设报告\n一、主要举措\n学法6次。\n责任单位：\n文体局\n"
    assert find_outline(read_bytes(raw.encode(), "a.txt", book=BOOK), book=BOOK).closing is None


def test_a_day_below_the_day_of_the_signature_is_not_theirs_who_sign() -> None:
    told = "青山镇人民政府\n2024年1月5日\n2024年1月6日\n135\n附表\n"
    text = read_bytes(
        f"青山镇2023年度报告\n一、做法\n排查纠纷3件。\n{told}".encode(), "a.txt", book=BOOK
    )
    closing = find_frame(text, BOOK).closing
    assert text.clean[closing[0] : closing[1]] == "青山镇人民政府\n2024年1月5日"
    alone = read_bytes(
        "青山镇2023年度报告\n排查纠纷3件。\n2024年1月5日\n2024年1月6日\n".encode(),
        "a.txt",
        book=BOOK,
    )
    start, end = find_frame(alone, BOOK).closing
    assert alone.clean[start:end] == "2024年1月6日"


def test_a_title_that_ends_above_the_line_which_proves_it_ends_there() -> None:
    text = read_bytes("文法治政府建设报告中共\n县委、县政府：".encode(), "a.txt", book=BOOK)
    title = find_frame(text, BOOK).title
    assert title
    assert text.clean[title.start : title.end] == title.words


@pytest.mark.parametrize(
    ("title", "parted"),
    [
        ("河南省南阳市内乡县师岗镇人民政府关于2023年度法治政府建设情况的报告", ()),
        # A county's name alone above a title may be a site's.
        ("内乡县师岗镇2023年法治政府建设年度报告", ("内乡县",)),
        ("内乡县司法局关于2024年度推进法治政府建设情况的报告", ()),
        ("师岗镇人民政府2024年法治政府建设工作总结", ()),
    ],
)
def test_a_title_is_whole_wherever_the_sheet_breaks_it(title: str, parted: tuple[str, ...]) -> None:
    lost = []
    for seam in range(1, len(title)):
        lines = (title[:seam], title[seam:], "县人民政府：", "2024年，我们坚持依法行政。", BODY)
        text = read_bytes("\n".join(lines).encode(), "report.txt", book=BOOK)
        if find_identity(text, None, "report.txt", book=BOOK).title != title:
            lost.append(title[:seam])
    assert tuple(lost) == parted


@pytest.mark.parametrize("above", ["政府信息公开", "内乡县政府信息公开", "首页"])
def test_a_line_of_the_site_above_is_no_part_of_a_title(above: str) -> None:
    title = "内乡县财政局关于2024年度法治政府建设情况的报告"
    text = read_bytes(f"{above}\n{title}\n{BODY}".encode(), "report.txt", book=BOOK)
    assert find_identity(text, None, "report.txt", book=BOOK).title == title
