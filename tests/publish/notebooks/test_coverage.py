"""The cross-town page tells who is there in which year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from fazhi.pipeline.build import build
from fazhi.publish.writeup.cross_town import Corpus, coverage

TEXT = "西峡县{}{}年法治政府建设情况报告\n一、主要举措和成效\n{}\n二、存在的问题\n人手不足。\n"


def page(folder: Path, texts: Mapping[str, str]) -> str:
    raw = folder / "raw"
    raw.mkdir()
    for name, words in texts.items():
        town, year = name[:3], name[4:8]
        text = TEXT.format(town, year, words)
        (raw / f"河南省西峡县{name}.txt").write_text(text, "utf-8")
    build(raw, folder / "out", jobs=1)
    return str(Corpus(folder / "out").coverage())


def rows_of(markup: str) -> list[list[str]]:
    """The cells of a table as a reader sees them."""
    seen = re.sub('<span class="unseen">.*?</span>', "", markup)
    found = re.findall(r'<tr role="row">(.*?)</tr>', seen)
    return [
        [re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<t[dh].*?>(.*?)</t[dh]>", row)]
        for row in found
    ]


YEARS = {
    "西坪镇-2020": "学法。",
    "西坪镇-2021": "普法。",
    "西坪镇-2023": "执法。",
    "丹水镇-2021": "学法。",
    "丹水镇-2022": "普法。",
    "丹水镇-2022b": "执法。",
    "双龙镇-2022": "学法。",
}


def test_an_authority_has_a_row_and_a_year_a_column(tmp_path: Path) -> None:
    markup = page(tmp_path, YEARS)
    assert rows_of(markup) == [
        ["机关", "2020", "2021", "2022", "2023"],
        ["丹水镇", "—", "✓", "✓ ✓", "—"],
        ["西坪镇", "✓", "✓", "—", "✓"],
    ]
    told = '✓<span class="unseen">西坪镇 2023</span>'
    assert f'href="411323102-2023.html">{told}' in markup
    assert "2个机关有两个以上年度的报告，其中1个中间缺年度。" in markup
    assert "2份报告与同一机关同年的另一份不同" in markup


def test_one_year_alone_is_a_line(tmp_path: Path) -> None:
    markup = page(tmp_path, {"西坪镇-2020": "学法。", "丹水镇-2021": "普法。"})
    assert "<table" not in markup
    assert "不能逐年对照" in markup


def test_many_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage, "ROWS", 1)
    found = rows_of(page(tmp_path, YEARS))
    assert found == [
        ["年度", "有报告的机关", "上一年也有报告的"],
        ["2020", "1", "0"],
        ["2021", "2", "1"],
        ["2022", "1", "1"],
        ["2023", "1", "0"],
    ]


def test_reports_of_nobody_are_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    for name in ("甲", "乙"):
        text = f"关于法治政府建设情况的报告\n全年调处纠纷3件。{name}。\n"
        (tmp_path / f"raw/{name}报告.txt").write_text(text, "utf-8")
    build(tmp_path / "raw", tmp_path / "out", jobs=1)
    markup = Corpus(tmp_path / "out", site=".").coverage().markup
    said = re.sub("<[^>]+>", "", markup)
    assert "2份报告认不出机关或年度，未列入：乙报告、甲报告。请在 manifest.csv 里写明" in said
    assert markup.count("<a ") == 2


def test_an_earlier_capture_of_a_page_is_told_and_counts_once(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    head = "file,source_url,captured_at\n"
    for name, hour in (("西坪镇-2022", 1), ("西坪镇-2022b", 2), ("西坪镇-2023", 3)):
        head += f"河南省西峡县{name}.txt,http://a.gov.cn/{name[:8]},2024-03-01T0{hour}:00:00Z\n"
    (raw / "manifest.csv").write_text(head, "utf-8")
    texts = {"西坪镇-2022": "学法。", "西坪镇-2022b": "普法。", "西坪镇-2023": "执法。"}
    for name, words in texts.items():
        text = TEXT.format(name[:3], name[4:8], words)
        (raw / f"河南省西峡县{name}.txt").write_text(text, "utf-8")
    build(raw, tmp_path / "out", jobs=1)
    markup = str(Corpus(tmp_path / "out").coverage())
    assert rows_of(markup) == [["机关", "2022", "2023"], ["西坪镇", "✓", "✓"]]
    assert "同一网页后来又采集到有改动的，较早采集的1份不计。" in markup
    assert "同年的另一份不同" not in markup
