"""The officer's list: sixty drafts with known faults, and the same list in every form."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import random
import re
import shutil
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from fazhi.cli.check import check
from fazhi.codebook.book import load_codebook
from fazhi.codebook.divisions import divisions
from fazhi.pipeline.check import outcomes_of
from fazhi.pipeline.drafts.expected import read_expected
from fazhi.pipeline.drafts.roll import STATES, Roll, roll
from tests.fixtures.calc import need_calc, sheets
from tests.fixtures.make_drafts import YEAR, Fault, Office, body, make

BOOK = load_codebook()
ROOT = Path(__file__).parents[2]
app = typer.Typer()
app.command()(check)


def offices() -> list[Office]:
    """Real names, long and short ones, of two counties that neighbour one another."""
    listed = divisions(BOOK)
    found = [
        Office(name, county)
        for county, code in (("万州区", "500101"), ("开州区", "500154"))
        for name in sorted(listed._townships)
        if any(one.startswith(code) for one in listed._townships[name].split())
    ]
    return found[:60]


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[Fault]]:
    """The folder of drafts, the list of who should send, and the faults."""
    home = tmp_path_factory.mktemp("county")
    named = offices()
    assert len(named) == 60
    faults = make(home / "drafts", named)
    rows = "\n".join(
        f"{one.town},{one.county},张某,023-5800{at:04}" for at, one in enumerate(named)
    )
    (home / "towns.csv").write_text(f"乡镇,县区,联系人,电话\n{rows}\n", encoding="gb18030")
    return home / "drafts", home / "towns.csv", faults


@pytest.fixture(scope="module")
def listed(county: tuple[Path, Path, list[Fault]]) -> Roll:
    folder, towns, _ = county
    return roll(list(outcomes_of([folder], BOOK)), BOOK, read_expected(towns, BOOK), YEAR)


def test_the_list_names_every_fault_and_nothing_else(
    county: tuple[Path, Path, list[Fault]], listed: Roll
) -> None:
    told = {
        (Path(row.outcome.path).name if row.outcome else "", row.due.town if row.due else ""): row
        for row in listed.rows
    }
    for fault in county[2]:
        row = told.pop((fault.file, fault.town))
        assert row.state == fault.state, fault
        assert not fault.doubt or fault.doubt in {one.kind for one in row.doubts}, fault
    assert {name: row for name, row in told.items() if row.state != "fine" or row.doubts} == {}
    assert len(told) == 45


def test_what_to_phone_about_first_stands_first(listed: Roll) -> None:
    states = [row.state for row in listed.rows]
    assert states == sorted(states, key=STATES.index)
    assert states[:3] == ["missing"] * 3
    # Of one state in the order of the officer's list, those that are on none last.
    told = [(row.state, row.due.number if row.due else 99) for row in listed.rows]
    assert told == sorted(told, key=lambda one: (STATES.index(one[0]), one[1]))
    totals = listed.totals()
    assert (totals["expected"], totals["received"], totals["files"]) == (60, 57, 59)
    assert sum(totals[state] for state in STATES) == 62 == len(listed.rows)


def run(*given: object) -> Result:
    return CliRunner().invoke(app, list(map(str, given)))


@pytest.fixture(scope="module")
def written(county: tuple[Path, Path, list[Fault]], listed: Roll) -> tuple[Path, Result]:
    """All forms at once, one into the very folder of the drafts, once those were listed."""
    assert listed.rows
    folder, towns, _ = county
    shutil.copy(towns, folder / "towns.csv")
    given = ("--year", YEAR, "--expect", folder / "towns.csv", "--lang", "zh")
    to = ("--html", folder / "list.html", "--xlsx", folder / "list.xlsx", "--csv", folder / "l.csv")
    return folder, run(folder, *given, *to)


def test_every_form_holds_the_same_lines(
    written: tuple[Path, Result], county: tuple[Path, Path, list[Fault]], listed: Roll
) -> None:
    folder, told = written
    assert told.exit_code == 1
    lines = told.stdout.strip().split("\n")
    assert lines[0] == "2024年度报送情况"
    assert lines[-1] == (
        "应报60个单位，已报57个，未报3个。收到文件59份：打不开或空白3份，先核对7份，重复报送2份，"
        "缺法定内容1份，有错误1份，未发现问题45份。"
    )
    rows = list(csv.reader(io.StringIO((folder / "l.csv").read_text("utf-8-sig"))))
    page = (folder / "list.html").read_text("utf-8")
    again = run(folder, "--year", YEAR, "--expect", folder / "towns.csv", "--format", "json")
    # What the first run wrote into the folder is no draft of the second.
    drafts = json.loads(again.stdout)["drafts"]
    others = {Path(one["path"]).name for one in drafts if one["path"]} - {
        Path(row.outcome.path).name for row in listed.rows if row.outcome
    }
    assert not others
    names = [row.due.town if row.due else "" for row in listed.rows]
    assert [row[1] for row in rows[1:]] == names
    assert len(re.findall(r'<tr class="line s-', page)) == len(names) == len(lines) - 2
    assert page.count('href="#list"') == 2 * 59


def test_json_holds_lines_totals_and_articles(county: tuple[Path, Path, list[Fault]]) -> None:
    folder, towns, _ = county
    one = min(folder.glob("*.txt"))
    told = json.loads(run(one, "--year", YEAR, "--expect", towns, "--format", "json").stdout)
    assert told["totals"]["expected"] == 60
    (draft,) = [line for line in told["drafts"] if line["path"]]
    assert draft["met"]["content"]["of"] == 5 and draft["met"]["form"]["of"] == 4
    heads = next(line for line in draft["requirements"] if line["requirement"] == "heads")
    assert heads["by_zh"] == "《法治政府建设与责任落实督察工作规定》第二十五条第三项"


def test_a_workbook_is_read_back(written: tuple[Path, Result]) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(written[0] / "list.xlsx")
    assert book.sheetnames == ["名单", "发现的问题", "逐项核对", "汇总"]
    rows = list(book["名单"].iter_rows(values_only=True))
    assert rows[0][:6] == ("序号", "应报单位", "所属", "联系人", "电话", "状态")
    assert len(rows) == 63
    lacking = next(row for row in rows if row[5] == "缺法定内容")
    assert (*lacking[11:15], lacking[17]) == (3, 5, 4, 4, "存在的不足")
    fine = next(row for row in rows if row[5] == "未发现问题")
    assert fine[11:15] == (5, 5, 4, 4)
    assert book["名单"].auto_filter.ref == "A1:V63"
    found = list(book["发现的问题"].iter_rows(values_only=True))
    assert any("46占50的92%" in row[5] for row in found)
    assert not any(re.search(r"第\d+行", row[6] or "") for row in found if ".docx" in row[2])
    assert dict(book["汇总"].iter_rows(values_only=True))["应报单位"] == 60


def test_a_workbook_opens_in_libreoffice(written: tuple[Path, Result], tmp_path: Path) -> None:
    need_calc()
    theirs = sheets(written[0] / "list.xlsx", tmp_path)["名单"]
    ours = list(csv.reader(io.StringIO((written[0] / "l.csv").read_text("utf-8-sig"))))
    assert theirs == ours


def test_a_workbook_is_the_same_byte_for_byte(tmp_path: Path) -> None:
    source = ROOT / "data/raw/平安镇-2023.txt"
    for name in ("a.xlsx", "b.xlsx"):
        run(source, "--xlsx", tmp_path / name, "--lang", "zh")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_place_in_a_word_file_is_told_by_its_heading(tmp_path: Path) -> None:
    from docx import Document

    from tests.analyse.conftest import make as report_of

    document = Document()
    words = report_of("健全机制。\n受理纠纷50件，化解46件，化解率95%。").text.raw
    for line in words.split("\n"):
        document.add_paragraph(line)
    document.save(str(tmp_path / "稿.docx"))
    told = run(tmp_path / "稿.docx", "--lang", "zh").stdout
    assert "错误 “（一）强化组织领导”下第2段 46占50的92%，与所称95%不符。" in told


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("乡镇\n甲镇\n乙乡\n", ["甲镇", "乙乡"]),
        ("甲镇\n乙乡\n\n", ["甲镇", "乙乡"]),
        ("序号,单位名称,电话\n1,甲镇,1\n2,乙乡,\n", ["甲镇", "乙乡"]),
        ("town,phone\n甲镇,+86 1\n", ["甲镇"]),
        ("邢家湾镇\n乙乡\n", ["邢家湾镇", "乙乡"]),
    ],
)
def test_a_list_of_who_should_send(tmp_path: Path, text: str, names: list[str]) -> None:
    for encoding in ("utf-8-sig", "gb18030"):
        (tmp_path / "towns.csv").write_text(text, encoding=encoding)
        assert [one.town for one in read_expected(tmp_path / "towns.csv", BOOK)] == names


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the list is empty"),
        (b"PK\x03\x04", "this is a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this is a workbook"),
        ("序号,面积\n1,2\n".encode(), "no column names the towns; there are: 序号, 面积"),
        ("乡镇\n甲镇\n甲镇\n".encode(), "甲镇 stands there twice"),
        ("乡镇,电话\n,1\n".encode(), "row 1 names no town"),
    ],
)
def test_a_list_that_is_none_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    from fazhi.errors import ReadError

    (tmp_path / "towns.csv").write_bytes(content)
    with pytest.raises(ReadError, match=told):
        read_expected(tmp_path / "towns.csv", BOOK)


def test_what_was_found_is_not_called_nothing(tmp_path: Path) -> None:
    """A date of last year's January, and the same name in another county."""
    for_town, other = Office("盘龙街道", "云阳县"), Office("红狮镇", "云阳县")
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    text = body(for_town, YEAR, random.Random(3))
    (drafts / "盘龙街道.txt").write_text(text.replace("2025年1月", "2024年1月"), "utf-8")
    text = body(other, YEAR, random.Random(4)).replace("云阳县", "万州区")
    (drafts / "红狮镇.txt").write_text(text, "utf-8")
    (tmp_path / "towns.csv").write_text("单位,县区\n盘龙街道,云阳县\n红狮镇,云阳县\n", "utf-8")
    told = run(drafts, "--expect", tmp_path / "towns.csv", "--year", YEAR, "--lang", "zh").stdout
    assert "先核对 红狮镇  正文是万州区红狮镇的，名单上是云阳县红狮镇；" in told
    assert "有待完善 盘龙街道  存疑1处（年份或时段）；" in told
    # The list may name what lies above the county.
    (tmp_path / "towns.csv").write_text("单位,县区\n盘龙街道,重庆市\n红狮镇,万州\n", "utf-8")
    told = run(drafts, "--expect", tmp_path / "towns.csv", "--year", YEAR, "--lang", "zh").stdout
    assert "名单上是" not in told


def test_tables_among_the_drafts_are_no_reports(tmp_path: Path) -> None:
    """A list of contacts stood for the first town in it, which then had sent a doubtful draft."""
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    (drafts / "盘龙街道.txt").write_text(body(offices()[0], YEAR, random.Random(3)), "utf-8")
    contacts = "序号,乡镇,电话\n1,红狮镇,023-58000000\n2,盘龙街道,023-58000001\n"
    (drafts / "各乡镇联系表.csv").write_text(contacts, "gb18030")
    assert "联系表" not in run(drafts, "--lang", "zh").stdout
    (drafts / "汇总.csv").write_text("项目,红狮镇,盘龙街道\n调解纠纷,31,52\n", "utf-8")
    told = run(drafts, "--lang", "zh")
    assert "汇总.csv: 这是CSV表格，不作为报告读取；报告正文请存为DOCX或PDF。" in told.output
    assert told.exit_code == 1


def test_another_file_is_told_by_the_end_of_its_path(written: tuple[Path, Result]) -> None:
    told = next(line for line in written[1].stdout.split("\n") if line.startswith("重复报送"))
    assert re.search(r"与drafts/[^/]+是同一地方、同一年度", told)


def test_a_draft_that_may_not_be_read_takes_no_other_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("甲镇.txt", "乙镇.txt"):
        shutil.copy(ROOT / "data/raw/平安镇-2023.txt", tmp_path / name)
    closed, own = str(tmp_path / "甲镇.txt"), os.open

    def opened(path: str | Path, *given: int, **more: int) -> int:
        if str(path) == closed:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), closed)
        return own(path, *given, **more)

    monkeypatch.setattr(os, "open", opened)
    monkeypatch.setattr(os, "access", lambda path, *_: str(path) != closed)
    done = run(closed, tmp_path / "乙镇.txt", "--summary", "--lang", "zh")
    assert done.exit_code == 1
    assert f"打不开或空白 {closed}  没有读取权限；请核对路径和权限。" in done.stdout
    assert "收到文件2份：打不开或空白1份，" in done.stdout


def test_a_closed_folder_among_the_drafts_is_a_line_of_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for town in ("甲镇", "乙镇"):
        (tmp_path / town).mkdir()
        shutil.copy(ROOT / "data/raw/平安镇-2023.txt", tmp_path / town / "报告.txt")
    closed, own = str(tmp_path / "甲镇"), os.scandir

    def looked(path: str | Path) -> object:
        if str(path) == closed:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), closed)
        return own(path)

    monkeypatch.setattr(os, "scandir", looked)
    (tmp_path / "list.csv").write_text("乡镇\n甲镇\n平安镇\n", "utf-8")
    done = run(tmp_path, "--expect", tmp_path / "list.csv", "--lang", "zh")
    assert done.exit_code == 1
    told = "打不开或空白 甲镇  这个文件夹没有读取权限，里面的文件没有审阅；请核对路径和权限。"
    assert f"{told} {closed}" in done.stdout
    assert "应报2个单位，已报2个，未报0个。收到文件2份：打不开或空白1份，" in done.stdout
    shutil.rmtree(tmp_path / "乙镇")
    done = run(tmp_path / "甲镇", "--summary", "--lang", "zh")
    assert done.exit_code == 2
    assert "没有读取权限" in done.stdout


def test_a_cover_alone_and_a_notice_that_asks_for_reports_are_told_first(tmp_path: Path) -> None:
    """They were drafts without any content, or a department's report of 2025."""
    cover = "嵩县旧县镇人民政府\n2025年度法治政府建设情况报告\n2026年1月\n"
    asks = (
        "关于做好2025年度法治政府建设年度报告报送工作的通知\n各乡镇人民政府：\n"
        "为做好2025年度法治政府建设年度报告工作，请各乡镇于2026年2月10日前将报告报送县司法局。\n"
        "一、报告内容应包括主要举措和成效、存在的不足和原因、下一年度主要安排。\n"
        "二、报告应于3月1日前公开，并附联系人姓名和电话，纸质稿一式两份送县司法局法治调研股，"
        "电子稿发送至工作邮箱。各单位要高度重视，按时报送，逾期不报的将予以通报。\n"
        "嵩县司法局\n2026年1月4日\n"
    )
    for name, text in (
        ("封面", cover),
        ("通知", asks),
        ("送函", asks.replace("报送工作的通知", "")),
    ):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    told = run(tmp_path, "--year", "2025", "--summary", "--lang", "zh").stdout
    assert re.search(r"先核对 \S+封面.txt  全文只有\d\d个字，像是只有封面，或没有写完；", told)
    assert re.search(r"先核对 \S+通知.txt  不是法治政府建设年度报告：通知；", told)
    assert not re.search(r"送函.txt  不是法治政府建设年度报告", told)
