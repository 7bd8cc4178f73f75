"""A rule that asks for words near and for a context has to have both."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.pipeline.report import understand
from fazhi.reading import read_bytes

OWN = """
own.school_talks:
  zh: 校园民法典讲座
  unit: 场
  units: [场]
  rules:
    talks: {object: [讲座], near: [校园], context: [民法典], weight: 50}
  match:
    - 宣传民法典，举办校园讲座{3场|3}。
"""
TITLE = "某镇2023年法治政府建设情况报告\n一、主要举措\n"


@pytest.mark.parametrize(
    ("words", "indicator"),
    [
        ("宣传民法典，举办校园讲座3场。", "own.school_talks"),
        ("深入宣传民法典。举办校园讲座3场。", "own.school_talks"),
        ("举办校园讲座3场。", None),
        ("宣传民法典，举办讲座3场。", None),
        ("面向校园开展活动。宣传民法典，举办讲座3场。", None),
    ],
)
def test_both_must_stand(tmp_path: Path, words: str, indicator: str | None) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text(OWN, encoding="utf-8")
    book = load_codebook([own])
    text = read_bytes((TITLE + words + "\n").encode(), "a.txt", book=book)
    (mention,) = understand(text, book, "a.txt", "", {}).quantities
    assert (mention.indicator == "own.school_talks") == (indicator is not None)
