"""What a check says before all else: the wrong year, the wrong town, a copy, a file not read."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from fazhi.analyse.registry import CHECKS
from fazhi.cli.check import check
from fazhi.codebook.book import load_codebook
from fazhi.pipeline import check as checking
from fazhi.pipeline.check import Outcome, outcome_of
from fazhi.pipeline.drafts.doubts import Doubt
from fazhi.pipeline.drafts.roll import roll
from tests.analyse.conftest import FRAME, whole

BOOK = load_codebook()

RAW = Path(__file__).parents[2] / "data" / "raw"
app = typer.Typer()
app.command()(check)
BODY = "全镇排查矛盾纠纷30件，化解29件，开展执法检查120次。"


def report(body: str = BODY, year: int = 2023, town: str = "青山镇") -> str:
    return FRAME.format(body=body, year=year, after=year + 1).replace("青山镇", town)


def saved(folder: Path, **texts: str) -> list[Outcome]:
    for name, words in texts.items():
        (folder / f"{name}.txt").write_text(words, encoding="utf-8")
    return [outcome_of(folder / f"{name}.txt", BOOK) for name in texts]


def run(*given: object) -> Result:
    return CliRunner().invoke(app, list(map(str, given)))


def all_doubts(outcomes: list[Outcome]) -> list[tuple[Doubt, ...]]:
    """The doubts of each outcome, in their order."""
    told = {id(row.outcome): row.doubts for row in roll(outcomes, BOOK).rows}
    return [told[id(one)] for one in outcomes]


def kinds(doubts: tuple[Doubt, ...]) -> list[str]:
    return [one.kind for one in doubts]


@pytest.mark.parametrize(
    ("name", "named", "due"),
    [
        ("青山镇2024年报告", "2023", "2024"),
        ("青山镇-2022", "2023", "2022"),
        ("2024年度法治政府建设报告（定稿）", "2023", "2024"),
        ("2025.青山镇", "2023", "2025"),
    ],
)
def test_a_year_that_the_name_of_the_file_contradicts(
    tmp_path: Path, name: str, named: str, due: str
) -> None:
    (doubts,) = all_doubts(saved(tmp_path, **{name: report()}))
    assert doubts == (Doubt("file_year", named, due),)


@pytest.mark.parametrize(
    "name",
    [
        "青山镇2023年报告",
        "2024年1月15日青山镇报告",
        "青山镇报告2024-01-15",
        "2024.1.15青山镇2023年",
        "青山镇20240115",
        "青山镇2023年报告（2024年报送）",
        "稿",
    ],
)
def test_a_day_in_the_name_of_the_file_is_no_year_of_a_report(tmp_path: Path, name: str) -> None:
    assert all_doubts(saved(tmp_path, **{name: report()})) == [()]


@pytest.mark.parametrize(
    ("source", "name", "named", "due"),
    [
        ("彭堡镇-2021", "西坪镇2021", "彭堡镇", "西坪镇"),
        ("西坪镇-2023", "重庆市奉节县平安镇2023年报告", "西坪镇", "平安镇"),
        ("兴泾镇-2023", "湾头桥镇-2023（终稿）", "兴泾镇", "湾头桥镇"),
    ],
)
def test_a_town_that_the_name_of_the_file_contradicts(
    tmp_path: Path, source: str, name: str, named: str, due: str
) -> None:
    words = (RAW / f"{source}.txt").read_text("utf-8")
    (doubts,) = all_doubts(saved(tmp_path, **{name: words}))
    assert doubts[0] == Doubt("file_place", named, due)


def test_five_real_reports_raise_no_doubt() -> None:
    outcomes = [outcome_of(path, BOOK) for path in sorted(RAW.glob("*-20*.txt"))]
    assert len(outcomes) == 5
    assert all_doubts(outcomes) == [()] * 5


@pytest.mark.parametrize(
    ("renewed", "doubt"),
    [
        (1, Doubt("title_year", "2022", "2023")),
        (3, Doubt("left_over_year", "2022", "2023", 2)),
    ],
)
def test_last_years_report_under_this_years_title(
    tmp_path: Path, renewed: int, doubt: Doubt
) -> None:
    """Only title, or title, opening and day of issue, were changed, as is done in haste."""
    body = "2022年，全镇共排查矛盾纠纷30件。\n2022年，我镇共开展法治培训12场。"
    lines = report(body, year=2022).split("\n")
    for at in (0, 2)[:renewed]:
        lines[at] = lines[at].replace("2022", "2023")
    if renewed > 1:
        lines = [
            line.replace("2023年1月", "2024年1月").replace("2023年工作", "2024年工作")
            for line in lines
        ]
    assert all_doubts(saved(tmp_path, 稿="\n".join(lines))) == [(doubt,)]


def test_another_towns_report_under_this_towns_title(tmp_path: Path) -> None:
    words = (RAW / "西坪镇-2023.txt").read_text("utf-8")
    title = "中共平安镇委员会 平安镇人民政府关于2023年法治政府建设情况的报告\n"
    told = title + words.replace("\r", "").partition("\n")[2] + "西坪镇全面推进法治建设。\n"
    (doubts,) = all_doubts(saved(tmp_path, 平安镇=told))
    assert "foreign_place" in kinds(doubts)
    assert "西坪镇" in next(one.named for one in doubts if one.kind == "foreign_place")


def test_one_text_sent_twice_and_one_with_the_names_changed(tmp_path: Path) -> None:
    body = f"{BODY}\n我镇坚持以人民为中心，全面落实行政执法责任制，持续规范执法行为。"
    other = report(body="组织法治讲座12场，参加群众900人次，发放宣传资料3000份。", town="清水镇")
    outcomes = saved(
        tmp_path,
        甲=report(body),
        乙=report(body).replace("\n", "\n\n"),
        丙=report(body, town="白云镇"),
        丁=other.replace(
            "由于人员编制有限，执法力量薄弱。", "由于经费不足，宣传形式单一，成效不够明显。"
        ),
    )
    first, second, third, fourth = all_doubts(outcomes)
    assert kinds(first) == ["same_place", "same_text", "much_alike"]
    assert second[1].named == outcomes[0].path
    assert kinds(third) == ["much_alike"]
    assert third[0].named == outcomes[0].path
    assert fourth == ()


def test_a_draft_of_another_year_than_all_others(tmp_path: Path) -> None:
    texts = {
        name: report(f"{name}排查{at}件纠纷。", town=f"{name}镇")
        for at, name in enumerate("东南西", 3)
    }
    outcomes = saved(tmp_path, **texts, 北=report("北排查9件纠纷。", 2022, "北镇"))
    doubts = all_doubts(outcomes)
    assert Doubt("other_year", "2022", "2023") in doubts[3]
    assert not any("other_year" in kinds(one) for one in doubts[:3])
    assert not any("other_year" in kinds(one) for one in all_doubts(outcomes[1:]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two empty drafts, one of another year than it is called, two that are the same."""
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    (drafts / "空1.txt").write_bytes(b"")
    (drafts / "空2.docx").write_bytes(b"\n \n")
    saved(drafts, 青山镇2024=report(), 白云镇=report(town="白云镇"), 白云镇2=report(town="白云镇"))
    return drafts


def test_the_summary_says_it_in_the_line_of_the_draft(folder: Path) -> None:
    told = run(folder, "--summary", "--lang", "zh")
    line = next(one for one in told.stdout.split("\n") if "青山镇2024.txt  " in one)
    assert line.startswith("先核对 ")
    assert "青山镇2024.txt  正文是2023年的，文件名是2024年；" in line
    assert "与drafts/白云镇2.txt是同一篇文字" in told.stdout
    assert told.stdout.strip().endswith("收到文件5份：打不开或空白2份，先核对1份，重复报送2份。")
    assert told.stdout.count("文件是空的") == 2
    assert told.exit_code == 1


def test_json_has_a_record_for_every_file_given(folder: Path) -> None:
    records = json.loads(run(folder, "--format", "json").stdout)["drafts"]
    assert sorted(Path(one["path"]).name for one in records) == sorted(
        one.name for one in folder.iterdir()
    )
    by_name = {Path(one["path"]).name: one for one in records}
    empty = by_name["空1.txt"]
    assert (empty["status"], empty["reason"]) == ("unreadable", "empty")
    assert "文件是空的" in empty["message_zh"]
    assert empty["message_en"].startswith("the file is empty")
    assert by_name["空2.docx"]["status"] == "unreadable"
    (doubt,) = [one for one in by_name["青山镇2024.txt"]["doubts"] if one["kind"] == "file_year"]
    assert doubt["message_en"] == "the text is of 2023, the file’s name says 2024"
    assert [one["kind"] for one in by_name["白云镇.txt"]["doubts"]][:2] == [
        "same_place",
        "same_text",
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh", "正文是2023年的，文件名是2024年"), ("en", "the file’s name says 2024")],
)
def test_the_page_opens_with_every_file_and_what_to_look_at_first(
    folder: Path, tmp_path: Path, language: str, words: str
) -> None:
    page = tmp_path / "page.html"
    run(folder, "--html", page, "--lang", language)
    html = page.read_text("utf-8")
    listed = html.partition("</section>")[0]
    assert words in listed
    assert html.count(words) == 2
    for path in folder.iterdir():
        assert path.name in listed
    assert html.count('<section id="d') == 5
    assert listed.count('<tr class="line ') == 5


def test_two_empty_drafts_alone_are_told_everywhere(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"")
    page = tmp_path / "page.html"
    done = run(tmp_path / "a.txt", tmp_path / "b.txt", "--format", "json", "--html", page)
    assert done.exit_code == 2
    assert [one["status"] for one in json.loads(done.stdout)["drafts"]] == ["unreadable"] * 2
    assert page.read_text("utf-8").count('<section id="d') == 2


def test_an_empty_folder_is_counted_as_what_was_given(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    done = run(folder, tmp_path / "nothing", "--format", "json")
    records = json.loads(done.stdout)["drafts"]
    assert len(records) == 6
    assert [one.get("reason") for one in records].count("no_report") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
@pytest.mark.parametrize("empty", [False, True])
def test_names_that_are_no_utf_8_lose_no_answer(tmp_path: Path, empty: bool) -> None:
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    saved(drafts, 青山镇=report())
    odd = os.fsencode(drafts) + "/旧".encode() + b"\xff\x1b[31m.txt"
    Path(os.fsdecode(odd)).write_text("" if empty else report(year=2022), "utf-8")
    page = tmp_path / "page.html"
    done = run(drafts, "--format", "json", "--html", page)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    paths = [one["path"] for one in json.loads(done.stdout)["drafts"]]
    assert len(paths) == 2
    assert any(one.endswith("旧\\xff\x1b[31m.txt") for one in paths)
    html = page.read_text("utf-8")
    assert "旧\\xff\\u001b[31m.txt" in html
    assert "\x1b" not in html + run(drafts, "--summary").output + run(drafts).output


def test_a_fault_at_one_draft_loses_no_other(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = checking.audit

    def odd(one: object, *given: object) -> object:
        if one.identity.town == "青山镇":  # type: ignore[attr-defined]
            raise KeyError("odd")
        return usual(one, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(checking, "audit", odd)
    records = json.loads(run(folder, "--format", "json").stdout)["drafts"]
    assert [one["status"] for one in records].count("read") == 2
    assert [one.get("reason") for one in records].count("internal") == 1


def test_json_is_utf_8_whatever_the_terminal_is(folder: Path) -> None:
    import subprocess

    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from fazhi.cli import run; run()",
            "check",
            folder,
            "--format",
            "json",
        ],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"},
    )
    assert len(json.loads(done.stdout.decode("utf-8"))["drafts"]) == 5


# A town of the list, and one whose county stands in the text alone.
OWN = [("云阳县", "平安镇"), ("临溪县", "青石镇")]


def named_in_town(county: str, town: str, body: str) -> list[str | None]:
    text = FRAME.format(body=body, year=2023, after=2024)
    made = whole(text.replace("中共青山镇", f"中共{county}青山镇").replace("青山镇", town))
    assert (made.identity.county, made.identity.town) == (county, town)
    return [one.quote for one in CHECKS["foreign_place"](made, BOOK)]


@pytest.mark.parametrize(("county", "town"), OWN)
@pytest.mark.parametrize(
    "body",
    [
        "在永宁县委的坚强领导下，扎实开展工作。",
        "制定规范性文件1件，已报永宁县司法局备案。",
        "认真贯彻永宁县委全面依法治县委员会部署。",
        "永宁县政府印发工作方案，我镇抓好落实。",
    ],
)
def test_organs_of_another_county_are_told(county: str, town: str, body: str) -> None:
    assert named_in_town(county, town, body) == ["永宁县"]


@pytest.mark.parametrize(("county", "town"), OWN)
@pytest.mark.parametrize(
    "body",
    [
        "与永宁县司法局联合执法3次，赴永宁县委党校培训2次。",
        "协助永宁县公安局抓获1人，从永宁县引进人才2名。",
        "永宁县委托我镇代为送达文书2份。",
    ],
)
def test_partners_in_another_county_are_not(county: str, town: str, body: str) -> None:
    assert named_in_town(county, town, body) == []


def test_what_the_own_county_was_called_before_is_not_another() -> None:
    """永宁区 is on no list: its town may still speak of 永宁县委, as it was."""
    assert named_in_town("永宁区", "青石镇", "在永宁县委的坚强领导下，扎实开展工作。") == []
