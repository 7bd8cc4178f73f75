"""Documents that several reports cite: one under all its names, and none told by its form alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from fazhi.codebook.book import load_codebook
from fazhi.codebook.cited.document_kinds import document_kinds
from fazhi.pipeline.build import build
from fazhi.publish.writeup.cross_town import Corpus

NAMELESS = [
    "条例",
    "意见",
    "纲要（试行）",
    "实施方案",
    "2023年度工作要点",
    "关于的通知",
    "村规民约",
]
NAMED = ["信访工作条例", "立法法", "云阳县工作方案", "行政执法公示制度", "安全生产责任书"]


@pytest.mark.parametrize("title", [*NAMELESS, *NAMED])
def test_a_title_of_form_and_year_alone_tells_no_document(title: str) -> None:
    assert document_kinds(load_codebook()).is_one(title) == (title in NAMED)


def test_the_shared_are_documents_not_names(tmp_path: Path) -> None:
    """《条例》 and 《实施方案》 are others in each report; 行政处罚法 is one by two names."""
    (tmp_path / "raw").mkdir()
    told = {
        "丹水镇": "落实《条例》和《实施方案》，学习《中华人民共和国行政处罚法》《灌渠守则》。",
        "西坪镇": "落实《条例》，执行《实施方案》，宣传《行政处罚法》，讲《灌渠守则》。",
        "田关镇": "依照《行政处罚法》规范执法，并制定《实施方案》。",
    }
    for town, text in told.items():
        head = f"{town}2023年法治政府建设情况报告\n一、主要举措和成效\n"
        (tmp_path / "raw" / f"{town}-2023.txt").write_text(head + text, "utf-8")
    build(tmp_path / "raw", tmp_path / "tables", jobs=1)
    page = HTMLParser(str(Corpus(tmp_path / "tables").shared_documents()))
    rows = {row.css("td")[0].text(): row.css("td")[1].text() for row in page.css("tbody tr")}
    assert list(rows) == ["《行政处罚法》", "《灌渠守则》"]
    assert sorted(rows["《行政处罚法》"].split("、")) == [
        "丹水镇 2023",
        "田关镇 2023",
        "西坪镇 2023",
    ]
