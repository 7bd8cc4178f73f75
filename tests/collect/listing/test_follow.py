"""Lists followed on a portal: every entry once, bounded, with manners, and a table to strike out."""

# ruff: noqa: E501 - markup is one piece

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fazhi.cli import app
from fazhi.codebook.book import load_codebook
from fazhi.collect.listed import read_list
from fazhi.collect.listing.follow import Follower, Proposal, matcher, sites_of_lists, table_of
from fazhi.collect.manners import Manners
from fazhi.collect.polite import Fetcher
from fazhi.errors import FazhiError
from tests.collect.portal import CONTACT, Asked, Portal, Reply, moved

BOOK = load_codebook()
REPORT = "平安镇{}年法治政府建设年度报告"


def follow(
    portal: Portal, *paths: str, match: str = "法治政府", most: int = 50, requests: int = 99
) -> Proposal:
    lists = [portal.home + path for path in paths]
    manners = Manners(CONTACT, pause=0.0, allow_private=True, requests=requests)
    with Fetcher(manners, sites_of_lists(lists)) as fetcher:
        return Follower(matcher([match]), fetcher, BOOK, most).follow(lists)


def found(done: Proposal) -> list[tuple[str, str]]:
    return [(re.sub(r"^http://[^/]*", "", one.address), one.day) for one in done.found]


def page(*rows: tuple[str, str], more: str = "") -> Reply:
    items = "".join(
        f"<li><a href='{link}'>{title}</a><i>2024-01-05</i></li>" for link, title in rows
    )
    return Reply(f"<html><body><ul>{items}</ul>{more}</body></html>".encode())


def test_numbered_pages_are_asked_once_and_no_entry_is_fetched(portal: Portal) -> None:
    script = "<script>createPageHTML(3, {}, 'index', 'html');</script>"
    for at, name in enumerate(["", "index_1.html", "index_2.html"]):
        rows = [(f"t{at}.html", REPORT.format(2020 + at)), (f"n{at}.html", "关于某事项的通知公告")]
        portal.pages[f"/zwgk/{name}"] = page(*rows, more=script.format(at))
    done = follow(portal, "/zwgk/")
    assert portal.paths() == ["/zwgk/", "/zwgk/index_1.html", "/zwgk/index_2.html"]
    assert found(done) == [(f"/zwgk/t{at}.html", "2024-01-05") for at in range(3)]
    assert (done.entries, len(done.pages), done.unseen, done.refused) == (6, 3, [], [])


def test_what_looks_like_pages_keeps_none_waiting(portal: Portal) -> None:
    """A calendar that nothing tells from a pager, on each of three pages with 下一页."""
    days = "".join(f"<a href='cal.jsp?id={day}'>{day}</a>" for day in range(3, 31))
    for at in range(1, 4):
        onward = f"<a href='list.jsp?page={at + 1}'>下一页</a>" if at < 3 else ""
        rows = [(f"t{at}{n}.html", REPORT.format(2000 + 10 * at + n)) for n in range(3)]
        portal.pages[f"/list.jsp?page={at}"] = page(*rows, more=days + onward)
    portal.pages |= {f"/cal.jsp?id={day}": page() for day in range(3, 31)}
    done = follow(portal, "/list.jsp?page=1")
    assert portal.paths()[:3] == [f"/list.jsp?page={at}" for at in (1, 2, 3)]
    assert len(portal.paths()) == 5
    assert len(found(done)) == 9


def test_a_column_of_a_jpage_is_followed_through_its_proxy(portal: Portal) -> None:
    def record(number: int) -> str:
        link = f"/art/2024/1/{number}/art_9_{number}.html"
        return f"<record><![CDATA[<li><a href='{link}'>{REPORT.format(number)}</a></li>]]></record>"

    portal.pages["/col/col9/index.html"] = Reply(
        f"<html><datastore>{record(1)}</datastore><script>$('#7').jpage({{perPage:1,totalRecord:7,"
        "proxyurl:'/module/web/jpage/dataproxy.jsp',ajaxParam:{columnid:9,unitid:7}});</script></html>".encode()
    )
    for first, last in ((4, 6), (7, 7)):
        asked = f"startrecord={first}&endrecord={last}&perpage=1&columnid=9&unitid=7"
        records = "".join(map(record, range(first, last + 1)))
        portal.pages[f"/module/web/jpage/dataproxy.jsp?{asked}"] = Reply(
            f"<datastore><totalrecord>7</totalrecord><recordset>{records}</recordset></datastore>".encode(),
            media_type="text/xml",
        )
    done = follow(portal, "/col/col9/index.html")
    assert [day for _, day in found(done)] == [f"2024-01-0{n}" for n in (1, 4, 5, 6, 7)]
    assert (len(portal.paths()), done.refused) == (3, [])


def test_the_guangdong_platform_is_asked_for_its_data(portal: Portal) -> None:
    portal.pages["/gkmlpt/index"] = Reply(b"<html><script>var c = {SID: '12'}</script></html>")
    for number in (1, 2):
        rows = [
            {"title": REPORT.format(2020 + number), "url": f"/gkmlpt/content/post_{number}.html"}
        ]
        data = json.dumps({"classify": {"post_count": 2}, "articles": rows}).encode()
        portal.pages[f"/gkmlpt/api/all/721?page={number}&sid=12"] = Reply(
            data, media_type="application/json"
        )
    done = follow(portal, "/gkmlpt/index#721")
    assert [link for link, _ in found(done)] == [
        "/gkmlpt/content/post_1.html",
        "/gkmlpt/content/post_2.html",
    ]
    assert len(portal.paths()) == 3


def test_a_list_without_an_end_is_left_once_it_brings_nothing_new(portal: Portal) -> None:
    def endless(asked: Asked, _: int) -> Reply:
        number = int(asked.path.rpartition("=")[2])
        return page(
            ("t.html", REPORT.format(2023)), more=f"<a href='/l.jsp?page={number + 1}'>下一页</a>"
        )

    for number in range(1, 30):
        portal.pages[f"/l.jsp?page={number}"] = endless
    done = follow(portal, "/l.jsp?page=1")
    assert len(portal.paths()) == 3
    assert (found(done), len(done.rounds)) == ([("/t.html", "2024-01-05")], 1)
    assert done.unseen == [f"{portal.home}/l.jsp?page=4"]


def test_what_was_left_is_told(portal: Portal) -> None:
    pager = "<a href='/b.html'>下一页</a><a href='/gone_3.html'>3</a>"
    portal.pages["/a.html"] = page(("t.html", REPORT.format(2023)), more=pager)
    portal.pages["/b.html"] = page(("u.html", REPORT.format(2022)))
    portal.pages["/gone_3.html"] = Reply(b"", 404)
    done = follow(portal, "/a.html", most=1)
    assert done.unseen == [f"{portal.home}/b.html", f"{portal.home}/gone_3.html"]
    done = follow(portal, "/a.html")
    assert [(one.code, one.where) for one in done.refused] == [
        ("not_found", f"{portal.home}/gone_3.html")
    ]
    done = follow(portal, "/a.html", "/b.html", requests=2)
    assert [one.code for one in done.refused] == ["budget"]
    assert done.unseen[0] == f"{portal.home}/b.html"


def test_robots_are_obeyed_and_other_sites_left_alone(portal: Portal) -> None:
    portal.pages["/robots.txt"] = Reply(
        b"User-agent: *\nDisallow: /b.html", media_type="text/plain"
    )
    more = "<a href='/b.html'>下一页</a><a href='http://127.0.0.2/c.html'>2</a>"
    portal.pages["/a.html"] = page(("http://other.gov.cn/t.html", REPORT.format(2023)), more=more)
    done = follow(portal, "/a.html")
    assert portal.paths() == ["/a.html"]
    assert [one.code for one in done.refused] == ["robots"]
    # Where a list leads is proposed, wherever it lies: it is the user who strikes out.
    assert [one.address for one in done.found] == ["http://other.gov.cn/t.html"]


def test_a_list_in_a_frame_is_found_and_one_that_a_script_fills_is_told(portal: Portal) -> None:
    portal.pages["/frame.html"] = Reply(
        b"<html><body><iframe src='/inner/list.html' width='100%' height='900'></iframe></body></html>"
    )
    portal.pages["/inner/list.html"] = page(("t.html", REPORT.format(2023)))
    done = follow(portal, "/frame.html")
    assert found(done) == [("/inner/t.html", "2024-01-05")]
    assert done.refused == []
    script = "<html><body><div id='app'></div><script src='/js/app.1234.js'></script></body></html>"
    portal.pages["/app.html"] = Reply(script.encode())
    assert [one.code for one in follow(portal, "/app.html").refused] == ["script_only"]
    portal.pages["/rows"] = Reply(b'{"rows":[],"total":0}', media_type="application/json")
    assert follow(portal, "/rows").refused == []
    portal.pages["/wall.html"] = Reply(b"<html></html>", 412)
    assert [one.code for one in follow(portal, "/wall.html").refused] == ["challenge_page"]


def test_words_and_expressions_match_and_what_is_neither_says_so() -> None:
    assert matcher(["法治政府", "依法行政.*报告"]).search("2019年依法行政工作报告")
    assert not matcher(["法治政府", "依法行政.*报告"]).search("依法行政工作通知")
    assert matcher([]).search("任何标题")
    with pytest.raises(FazhiError) as caught:
        matcher(["(法治"])
    assert (caught.value.where, caught.value.code) == ("(法治", "match")


def test_the_proposal_is_a_list_to_collect(tmp_path: Path, portal: Portal) -> None:
    portal.pages["/a.html"] = page(("t.html", REPORT.format(2023)), ("u.html", "=法治政府公式"))
    done = follow(portal, "/a.html")
    file = tmp_path / "list.csv"
    file.write_bytes(table_of(done.found, BOOK))
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    assert rows == [
        ["url", "title", "published_date", "year"],
        [f"{portal.home}/t.html", REPORT.format(2023), "2024-01-05", "2023"],
        [f"{portal.home}/u.html", "'=法治政府公式", "2024-01-05", ""],
    ]
    wanted = read_list(file, BOOK).wanted
    assert [one.stated.get("published_date") for one in wanted] == ["2024-01-05", "2024-01-05"]


def test_the_command_writes_a_proposal_and_never_over_one(tmp_path: Path, portal: Portal) -> None:
    portal.pages["/a.html"] = page(("t.html", REPORT.format(2023)))
    file = tmp_path / "list.csv"
    given = [
        "collect",
        "--from",
        f"{portal.home}/a.html",
        "--match",
        "法治政府",
        "--list",
        str(file),
    ]
    given += ["--contact", CONTACT, "--allow-private", "--pause", "2"]
    done = CliRunner().invoke(app, given)
    assert done.exit_code == 0, done.output
    assert "looked through: 1 pages with 1 entries; titles that match: 1" in " ".join(
        done.output.split()
    )
    assert REPORT.format(2023) in file.read_text("utf-8-sig")
    asked = len(portal.log)
    again = CliRunner().invoke(app, given)
    assert "the list is there already" in str(again.exception)
    assert len(portal.log) == asked
    neither = CliRunner().invoke(app, ["collect", "--contact", CONTACT])
    assert "either a list of addresses or a list page" in str(neither.exception)


def test_a_list_whose_host_fails_holds_no_other_up(portal: Portal) -> None:
    for at in range(1, 4):
        more = f"<a href='/{at + 1}.html'>下一页</a>" if at < 3 else ""
        portal.pages[f"/{at}.html"] = page((f"t{at}.html", REPORT.format(2020 + at)), more=more)
    with Portal() as dead:
        dead.pages["/robots.txt"] = Reply(b"", 500)
        lists = [dead.home.replace("127.0.0.1", "localhost") + "/a.html", f"{portal.home}/1.html"]
        manners = Manners(CONTACT, pause=0.05, allow_private=True, attempts=3)
        with Fetcher(manners, sites_of_lists(lists)) as fetcher:
            done = Follower(matcher(["法治政府"]), fetcher, BOOK, 50).follow(lists)
    assert [path for path, _ in found(done)] == ["/t1.html", "/t2.html", "/t3.html"]
    assert [one.code for one in done.refused] == ["robots_unreachable"]
    # Its last try lies three eighths of a second after the first; all others come before it.
    assert len(dead.log) == 3 and portal.log[-1].at < dead.log[2].at


def test_entries_stand_in_the_order_of_the_lists_whichever_came_first(portal: Portal) -> None:
    portal.pages["/b.html"] = page(
        ("t1.html", REPORT.format(2023)), ("t2.html", REPORT.format(2022))
    )
    portal.pages["/a.html"] = moved("/late.html")
    portal.pages["/late.html"] = page(("t2.html", REPORT.format(2022)))
    done = follow(portal, "/a.html", "/b.html")
    assert [path for path, _ in found(done)] == ["/t2.html", "/t1.html"]
    assert done.entries == 2


@pytest.mark.parametrize("name", ["offset", "start"])
def test_data_that_tell_where_they_begin_are_gone_on_with(portal: Portal, name: str) -> None:
    for at in range(0, 6, 2):
        rows = [
            {"title": REPORT.format(2010 + at + n), "url": f"/t{at + n}.html"} for n in range(2)
        ]
        body = json.dumps({"count": 6, "list": rows}).encode()
        portal.pages[f"/api?{name}={at}&limit=2"] = Reply(body, media_type="application/json")
    done = follow(portal, f"/api?{name}=0&limit=2")
    assert len(done.found) == 6 and len(portal.paths()) == 3


def test_pages_to_be_chosen_from_are_followed(portal: Portal) -> None:
    for at in (1, 2, 3):
        options = "".join(f"<option value='l-{n}.html'>第{n}页</option>" for n in (1, 2, 3))
        more = f"<select onchange='go(this.value)'>{options}</select>"
        portal.pages[f"/l-{at}.html"] = page((f"t{at}.html", REPORT.format(2020 + at)), more=more)
    done = follow(portal, "/l-1.html")
    assert len(done.found) == 3 and done.scripted == []


def test_pages_that_are_told_and_led_to_by_nothing_are_told(portal: Portal) -> None:
    more = "<div id='pager'></div><script>var pageCount = 3; var pageIndex = 1;</script>"
    portal.pages["/a.html"] = page(("t.html", REPORT.format(2023)), more=more)
    assert follow(portal, "/a.html").scripted == [f"{portal.home}/a.html"]
    portal.pages["/a.html"] = page(("t.html", REPORT.format(2023)), more=more.replace("3", "1"))
    assert follow(portal, "/a.html").scripted == []
