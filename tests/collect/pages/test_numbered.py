"""Paged articles whose pager numbers every page as a link, that of the page shown, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_file
from tests.collect.collecting import REPORT, gathered, page, rows
from tests.collect.portal import Portal, Reply

TITLE = "平安镇2023年法治政府建设年度报告"
FILES = ("t1.html", "t1_1.html", "t1_2.html")


def numbered(at: int, next_word: str, mark: str, of: int = 3) -> bytes:
    """A page of three with a row of links: each number, and perhaps the way on."""
    links = [
        f'<a href="{file}" class="{mark if n == at else ""}">{n}</a>'
        for n, file in enumerate(FILES[:of], 1)
    ]
    if next_word and at < of:
        links.append(f'<a href="{FILES[at]}">{next_word}</a>')
    words = f"{REPORT}<p>这是第{at}部分的工作情况，完成任务{at}件。</p>"
    return page(TITLE, words, f"<div class=p>{' '.join(links)}</div>")


@pytest.mark.parametrize(
    ("next_word", "mark"), [("下一页", ""), ("", "current"), ("下一页", "on"), ("", "")]
)
def test_an_article_whose_numbers_are_all_links_is_read_whole(
    portal: Portal, tmp_path: Path, next_word: str, mark: str
) -> None:
    for at, file in enumerate(FILES, 1):
        portal.pages[f"/x/{file}"] = Reply(numbered(at, next_word, mark))
    gathered(portal, tmp_path, "url\n=/x/t1.html\n")
    assert [one.role for one in rows(tmp_path) if one.row] == ["page", "later_page", "later_page"]
    text = read_file(tmp_path / f"raw/{TITLE}.mhtml", book=load_codebook())
    assert [text.clean.count(f"这是第{at}部分") for at in (1, 2, 3)] == [1, 1, 1]
    assert text.lacks == ()


def test_a_page_of_such_an_article_that_is_missing_is_told(portal: Portal, tmp_path: Path) -> None:
    for at, file in enumerate(FILES[:2], 1):
        portal.pages[f"/x/{file}"] = Reply(numbered(at, "下一页", ""))
    gathered(portal, tmp_path, "url\n=/x/t1.html\n")
    text = read_file(tmp_path / f"raw/{TITLE}.mhtml", book=load_codebook())
    assert [str(one) for one in text.lacks] == ["next_page: t1_2.html (page 2 of 3)"]


def test_where_nothing_tells_which_number_is_shown_a_missing_page_is_told(
    portal: Portal, tmp_path: Path
) -> None:
    for at, file in enumerate(FILES[:2], 1):
        portal.pages[f"/x/{file}"] = Reply(numbered(at, "", ""))
    gathered(portal, tmp_path, "url\n=/x/t1.html\n")
    text = read_file(tmp_path / f"raw/{TITLE}.mhtml", book=load_codebook())
    assert [text.clean.count(f"这是第{at}部分") for at in (1, 2)] == [1, 1]
    assert [one.reason for one in text.lacks] == ["next_page"]
