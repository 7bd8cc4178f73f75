"""Many reports on one cover or in one packed folder: none is lost, each has its town's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.collect.collecting import gathered, lying, page, rows, word
from tests.collect.packed import folder
from tests.collect.pages.test_hanging import TITLE, names, sheet
from tests.collect.portal import Portal, Reply

PDF = b"%PDF-1.4 a"


@pytest.mark.parametrize(
    ("inside", "called"),
    [
        (
            ("江口镇/法治政府建设年度报告.docx", "凤鸣镇/法治政府建设年度报告.docx"),
            ("江口镇-法治政府建设年度报告.docx", "凤鸣镇-法治政府建设年度报告.docx"),
        ),
        (
            ("南溪镇.docx", "红狮镇.docx", "双土镇年度报告.docx"),
            ("南溪镇.docx", "红狮镇.docx", "双土镇年度报告.docx"),
        ),
        (
            ("C:\\汇总\\江口镇\\报告.docx", "汇总/凤鸣镇/word/报告.docx"),
            ("汇总-江口镇-报告.docx", "汇总-凤鸣镇-报告.docx"),
        ),
        (
            (f"{'长' * 30}/江口镇/报告.docx", f"{'长' * 30}/凤鸣镇/报告.docx"),
            ("江口镇-报告.docx", "凤鸣镇-报告.docx"),
        ),
    ],
)
def test_every_town_in_a_packed_folder_is_kept(
    portal: Portal, tmp_path: Path, inside: tuple[str, ...], called: tuple[str, ...]
) -> None:
    files = {name: word(name) for name in inside}
    portal.pages |= {
        "/a.html": Reply(page(TITLE, '<a href="all.zip">各镇报告.zip</a>')),
        "/all.zip": Reply(folder(files)),
    }
    gathered(portal, tmp_path, "url\n=/a.html\n")
    there = lying(tmp_path)
    assert {one: there[one] for one in names(tmp_path)} == {
        f"{TITLE}.{name}": body for name, body in zip(called, files.values(), strict=True)
    }


def test_names_cut_short_stay_apart(portal: Portal, tmp_path: Path) -> None:
    files = {f"{'长' * 40}{sign}.docx": word(sign) for sign in "甲乙"}
    portal.pages |= {
        "/a.html": Reply(page(TITLE, '<a href="all.zip">各镇报告.zip</a>')),
        "/all.zip": Reply(folder(files)),
    }
    gathered(portal, tmp_path, "url\n=/a.html\n")
    there = lying(tmp_path)
    assert {there[one] for one in names(tmp_path)} == set(files.values())


def test_what_is_no_report_is_kept_and_told(portal: Portal, tmp_path: Path) -> None:
    files = {
        "江口镇/江口镇.docx": word("1"),
        "江口镇/江口镇.pdf": PDF,
        "凤鸣镇/凤鸣镇.docx": word("2"),
        "凤鸣镇/案件统计表.docx": word("3"),
        "凤鸣镇/章.png": b"\x89PNG\r\n\x1a\n",
        "凤鸣镇/数.xlsx": sheet(),
        "__MACOSX/._江口镇.docx": b"x",
        "凤鸣镇/Thumbs.db": b"x",
    }
    portal.pages |= {
        "/a.html": Reply(page(TITLE, '<a href="all.zip">各镇报告.zip</a>')),
        "/all.zip": Reply(folder(files)),
    }
    ((_, end),) = gathered(portal, tmp_path, "url\n=/a.html\n").finished
    assert names(tmp_path) == {f"{TITLE}.江口镇-江口镇.docx", f"{TITLE}.凤鸣镇-凤鸣镇.docx"}
    kept = f"captures/{TITLE}.各镇报告.zip"
    assert set(end.beside) == {
        f"{kept}#凤鸣镇/案件统计表.docx", f"{kept}#凤鸣镇/章.png", f"{kept}#凤鸣镇/数.xlsx",
    }  # fmt: skip
    assert kept in lying(tmp_path)


def test_every_town_on_a_cover_is_kept(portal: Portal, tmp_path: Path) -> None:
    links = (
        '<p><a href="1.docx">南溪镇.docx</a> <a href="2.docx">红狮镇.docx</a></p>'
        '<p><a href="3.docx">双土镇报告.docx</a> <a href="4.docx">办件统计表.docx</a></p>'
    )
    portal.pages |= {"/a.html": Reply(page(TITLE, links))}
    portal.pages |= {f"/{at}.docx": Reply(word(str(at))) for at in range(1, 5)}
    ((_, end),) = gathered(portal, tmp_path, "url\n=/a.html\n").finished
    assert names(tmp_path) == {f"{TITLE}.{one}.docx" for one in ("南溪镇", "红狮镇", "双土镇报告")}
    assert end.beside == (f"captures/{TITLE}.办件统计表.docx",)
    assert len(rows(tmp_path, role="attachment")) == 4


def test_towns_whose_files_a_server_calls_alike_are_kept(portal: Portal, tmp_path: Path) -> None:
    """One is a DOCX, one a PDF: not two forms of one, for their links name two towns."""
    named = (("Content-Disposition", "attachment; filename=年度报告".encode()),)
    links = '<p>附件：<a href="/down?id=1">江口镇</a> <a href="/down?id=2">凤鸣镇</a></p>'
    portal.pages |= {
        "/a.html": Reply(page(TITLE, links)),
        "/down?id=1": Reply(word("1"), headers=named),
        "/down?id=2": Reply(PDF, headers=named),
    }
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert names(tmp_path) == {f"{TITLE}.江口镇.年度报告.docx", f"{TITLE}.凤鸣镇.年度报告.pdf"}


def test_a_cover_with_43_towns_gives_43_reports(portal: Portal, tmp_path: Path) -> None:
    links = "".join(f'<p><a href="{at}.docx">第{at}镇报告.docx</a></p>' for at in range(43))
    portal.pages |= {"/a.html": Reply(page(TITLE, links))}
    portal.pages |= {f"/{at}.docx": Reply(word(str(at))) for at in range(43)}
    done = gathered(portal, tmp_path, "url\n=/a.html\n")
    assert names(tmp_path) == {f"{TITLE}.第{at}镇报告.docx" for at in range(43)}
    assert {one.code for one in done.captures if one.role == "attachment"} == {""}


@pytest.mark.parametrize("bound", ["look.MOST_ATTACHED", "walk.MOST_LINKS"])
def test_links_beyond_the_most_are_told(
    portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    """The page itself is one link; of another page of the list what was left is asked."""
    monkeypatch.setattr(f"fazhi.collect.pages.{bound}", 3 if "ATTACHED" in bound else 4)
    links = [f'<p><a href="{at}.docx">第{at}镇报告.docx</a></p>' for at in range(6)]
    portal.pages |= {
        "/a.html": Reply(page(TITLE, "".join(links[:5]))),
        "/b.html": Reply(page(f"乙镇{TITLE}", "".join(links[4:]))),
    }
    portal.pages |= {f"/{at}.docx": Reply(word(str(at))) for at in range(6)}
    done = gathered(portal, tmp_path, "url\n=/a.html\n=/b.html\n")
    told = [(one.asked, one.link, one.parent) for one in done.captures if one.code == "too_many"]
    assert told == [
        (f"{portal.home}/{at}.docx", f"第{at}镇报告.docx", f"{portal.home}/a.html") for at in (3, 4)
    ]
    assert [one for one in portal.paths() if one.endswith("docx")] == [
        "/0.docx", "/1.docx", "/2.docx", "/4.docx", "/5.docx",
    ]  # fmt: skip
    assert len(names(tmp_path)) == 5


def test_packed_files_beyond_the_most_are_told(
    portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fazhi.reading.archives.packed.MOST_INSIDE", 2)
    portal.pages |= {
        "/a.html": Reply(page(TITLE, '<a href="all.zip">各镇报告.zip</a>')),
        "/all.zip": Reply(folder({f"{sign}镇.docx": word(sign) for sign in "甲乙丙"})),
    }
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert names(tmp_path) == {f"{TITLE}.甲镇.docx", f"{TITLE}.乙镇.docx"}
    (one,) = rows(tmp_path, code="too_many")
    assert (one.asked, one.state) == (f"{portal.home}/all.zip#丙镇.docx", "refused")


def test_a_packed_file_that_is_damaged_is_told(portal: Portal, tmp_path: Path) -> None:
    whole = folder({"甲镇.docx": word("1"), "乙镇.docx": b"two"})
    portal.pages |= {
        "/a.html": Reply(page(TITLE, '<a href="all.zip">各镇报告.zip</a>')),
        "/all.zip": Reply(whole.replace(b"two", b"tvo")),
    }
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert names(tmp_path) == {f"{TITLE}.docx"}
    assert [one.link for one in rows(tmp_path, code="not_unpacked")] == ["乙镇.docx"]


def test_reports_in_a_folder_within_a_folder_are_taken_out(portal: Portal, tmp_path: Path) -> None:
    county = folder({"甲镇.docx": word("1"), "乙镇.docx": word("2")})
    portal.pages |= {
        "/a.html": Reply(page(TITLE, '<a href="all.zip">各镇报告.zip</a>')),
        "/all.zip": Reply(folder({"云阳县.zip": county, "丙镇.docx": word("3")})),
    }
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert names(tmp_path) == {
        f"{TITLE}.云阳县-甲镇.docx", f"{TITLE}.云阳县-乙镇.docx", f"{TITLE}.丙镇.docx",
    }  # fmt: skip
    inside = [one.link for one in rows(tmp_path, role="inside")]
    assert inside == ["云阳县.zip/甲镇.docx", "云阳县.zip/乙镇.docx", "丙镇.docx"]


def test_folders_in_one_another_end_and_that_is_told(portal: Portal, tmp_path: Path) -> None:
    packed = folder({"甲镇.docx": word("1")})
    for _ in range(4):
        packed = folder({"内.zip": packed})
    portal.pages |= {
        "/a.html": Reply(page(TITLE, '<a href="all.zip">各镇报告.zip</a>')),
        "/all.zip": Reply(packed),
    }
    done = gathered(portal, tmp_path, "url\n=/a.html\n")
    (one,) = rows(tmp_path, role="inside")
    assert (one.link, one.code) == ("内.zip/内.zip/内.zip", "not_unpacked")
    assert done.finished[0][1].bare == "other_format"


@pytest.mark.parametrize("name", ["1.rar", "1.ceb", "1.zip"])
def test_attachments_that_are_not_read_are_told_as_such(
    portal: Portal, tmp_path: Path, name: str
) -> None:
    portal.pages |= {
        "/a.html": Reply(page(TITLE, f'<a href="{name}">年度报告</a>')),
        f"/{name}": Reply(b"Rar!\x1a\x07\x00" if name == "1.rar" else b"PK\x03\x04 torn"),
    }
    done = gathered(portal, tmp_path, "url\n=/a.html\n")
    assert done.finished[0][1].bare == "other_format"


def test_a_report_that_is_attached_as_a_page_is_read(portal: Portal, tmp_path: Path) -> None:
    portal.pages |= {
        "/a.html": Reply(page(f"{TITLE}的公告", '<p>附件：<a href="/down?id=1">报告全文</a></p>')),
        "/down?id=1": Reply(page(TITLE)),
    }
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert {lying(tmp_path)[one] for one in names(tmp_path)} == {page(TITLE)}
