"""Frames that hold the text or a part of it: put in their places, and told where they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_file
from fazhi.records import Text
from tests.collect.collecting import REPORT, gathered, page, rows
from tests.collect.portal import Portal, Reply, moved

TITLE = "平安镇2023年法治政府建设年度报告"
FRAME = '<iframe src="{}" width="100%" height="300"></iframe>'
INSIDE = (
    "<html><body><p>框内：全年办理行政复议案件33件，开展执法检查44次，整改问题55个。</p>"
    "<table><tr><th>种类</th><th>件数</th></tr><tr><td>行政处罚</td><td>66件</td></tr></table>"
    "</body></html>"
).encode("gb18030")
AFTER = REPORT.replace("全镇", "其后全镇")


def read(folder: Path) -> Text:
    """The report as a build reads it."""
    return read_file(folder / f"raw/{TITLE}.mhtml", book=load_codebook())


@pytest.mark.parametrize("where", ["in/b.html", "in/old.html", "in/b.html;jsessionid=7"])
def test_a_frame_among_paragraphs_stands_in_its_place(
    portal: Portal, tmp_path: Path, where: str
) -> None:
    portal.pages |= {
        "/a.html": Reply(page(TITLE, REPORT + FRAME.format(where) + AFTER)),
        "/in/b.html": Reply(INSIDE),
        "/in/old.html": moved("b.html"),
    }
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert {one.report for one in rows(tmp_path, state="kept", code="")} >= {f"{TITLE}.mhtml"}
    text = read(tmp_path)
    lines = text.clean.splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("框内"))
    assert lines[at - 1].startswith("调解委员会") and "行政处罚\t66件" in lines[at + 1 : at + 4]
    assert any(line.startswith("其后全镇") for line in lines[at:])
    assert text.lacks == () and text.raw[:4] == TITLE[:4]


def test_a_frame_that_is_gone_leaves_the_report_wanting(portal: Portal, tmp_path: Path) -> None:
    frames = FRAME.format("b.html") + AFTER + FRAME.format("gone.html") + REPORT
    portal.pages |= {
        "/a.html": Reply(page(TITLE, REPORT + frames)),
        "/b.html": Reply(INSIDE),
    }
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert [str(one) for one in read(tmp_path).lacks] == ["part: gone.html"]
    assert [one.code for one in rows(tmp_path, role="frame", state="refused")] == ["not_found"]


def test_a_text_in_several_frames_is_joined(portal: Portal, tmp_path: Path) -> None:
    frames = "".join(FRAME.format(f"{name}.html") for name in ("b", "menu", "c", "gone"))
    portal.pages |= {
        "/a.html": Reply(page(TITLE, frames)),
        "/b.html": Reply(f"<html><body>{REPORT}</body></html>".encode()),
        "/menu.html": Reply(b'<html><body><a href="/">home</a></body></html>'),
        "/c.html": Reply(f"<html><body>{AFTER}</body></html>".encode()),
    }
    gathered(portal, tmp_path, "url\n=/a.html\n")
    text = read(tmp_path)
    assert (text.clean.count("全镇开展"), text.clean.count("其后全镇开展")) == (2, 1)
    assert [str(one) for one in text.lacks] == ["part: gone.html"]


def test_frames_that_show_one_another_end(portal: Portal, tmp_path: Path) -> None:
    inner = f"<html><body>{REPORT}{FRAME}{AFTER}</body></html>"
    portal.pages |= {
        "/a.html": Reply(page(TITLE, REPORT + FRAME.format("b.html") + AFTER)),
        "/b.html": Reply(inner.format("c.html").encode()),
        "/c.html": Reply(inner.format("b.html").encode()),
    }
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert sorted(portal.paths()) == ["/a.html", "/b.html", "/c.html"]
    assert "全镇开展" in read(tmp_path).clean
