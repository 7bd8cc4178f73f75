"""One report saved in every format gives one clean text (the bar of the reading room).

Recognition of all pages takes minutes; the suite recognises two pages of one report. All five:
    FAZHI_ALL_SCANS=1 python -m pytest tests/reading/test_same_text.py -k scan
"""

from __future__ import annotations

import importlib.util
import os
import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes, read_file
from tests.fixtures.make_fixtures import FORMS
from tests.fixtures.make_pages import cjk_font, make_scan
from tests.fixtures.report_source import RAW, Report, load_reports

BOOK = load_codebook()

REPORTS = {report.name: report for report in load_reports()}
TYPED = ("gb18030", "big5", "html", "docx", "pdf", "ofd")
HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}\.).{0,30}", re.M
)
NUMBER = re.compile(r"\d+(?:\.\d+)?%?")


def share_equal(wanted: str, found: str) -> float:
    """Share of characters that agree, white space apart."""
    one, two = "".join(wanted.split()), "".join(found.split())
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    return same / max(len(one), len(two))


def wanted_text(name: str) -> str:
    return read_file(RAW / f"{name}.txt", book=BOOK).clean


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("form", TYPED)
def test_clean_text_is_that_of_the_plain_text(form: str, name: str, tmp_path: Path) -> None:
    path = FORMS[form](REPORTS[name], tmp_path)
    if path is None:
        pytest.skip("Big5 is for reports in traditional script")
    wanted, found = wanted_text(name), read_file(path, book=BOOK).clean
    if form == "html" and not REPORTS[name].heads:
        # A report without a title line of its own is given that of the page.
        title, _, found = found.partition("\n")
        assert title == "兴泾镇2023年法治政府建设情况报告"
    assert share_equal(wanted, found) >= 0.999
    assert HEADING.findall(found) == HEADING.findall(wanted)
    assert NUMBER.findall(found) == NUMBER.findall(wanted)


@pytest.mark.parametrize("form", ["docx", "pdf", "ofd", "html"])
def test_fixtures_are_the_same_each_time(form: str, tmp_path: Path) -> None:
    report = REPORTS["湾头桥镇-2023"]
    made = [FORMS[form](report, tmp_path) for _ in range(2)]
    first = made[0].read_bytes() if made[0] else b""
    (tmp_path / "again").mkdir()
    again = FORMS[form](report, tmp_path / "again")
    assert again is not None
    assert again.read_bytes() == first


def need_recognition() -> None:
    """Skip where the part ocr or the font is missing; in CI both must be there."""
    lacking = [] if cjk_font() else ["a CJK font (fonts-noto-cjk)"]
    lacking += [
        f"the package {name}"
        for name in ("rapidocr", "onnxruntime")
        if importlib.util.find_spec(name) is None
    ]
    if lacking and os.environ.get("CI"):
        pytest.fail(f"CI must have {', '.join(lacking)}")
    if lacking:
        pytest.skip(f"needs {', '.join(lacking)}")


def scanned(report: Report, folder: Path, pages: int) -> tuple[str, str]:
    """Clean text wanted and found of the first pages of a report, scanned at 200 dpi."""
    path = make_scan(report, folder, pages)
    assert path is not None
    text = read_file(path, book=BOOK)
    assert text.format == "scan"
    assert 0.9 < text.confidence <= 1.0
    return wanted_text(report.name), text.clean


def test_two_scanned_pages(tmp_path: Path) -> None:
    need_recognition()
    wanted, found = scanned(REPORTS["湾头桥镇-2023"], tmp_path, 2)
    part = wanted[: len(found)]
    assert len(found) > 900
    assert share_equal(part, found) >= 0.98
    headings = HEADING.findall(found)
    assert len(headings) >= 4
    assert headings == HEADING.findall(wanted)[: len(headings)]


@pytest.mark.skipif(not os.environ.get("FAZHI_ALL_SCANS"), reason="takes minutes; by hand")
@pytest.mark.parametrize("name", REPORTS)
def test_all_scans(name: str, tmp_path: Path) -> None:
    need_recognition()
    wanted, found = scanned(REPORTS[name], tmp_path, 99)
    assert share_equal(wanted, found) >= 0.98
    assert HEADING.findall(found) == HEADING.findall(wanted)


def test_a_name_without_ending_is_told_by_content(tmp_path: Path) -> None:
    report = REPORTS["湾头桥镇-2023"]
    for form in ("docx", "pdf", "ofd"):
        path = FORMS[form](report, tmp_path)
        assert path is not None
        assert read_bytes(path.read_bytes(), "报告", book=BOOK).format == form
