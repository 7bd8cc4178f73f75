"""`fazhi compare`: which words two files share."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from typer.testing import CliRunner

from fazhi.cli import app
from fazhi.corpus.reuse.shares import ORDER
from fazhi.pipeline.build import build

ROOT = Path(__file__).parents[2]
KINDS = ("own_words", *ORDER)
SHARED = "设在渡口的流动法庭逢五逢十开庭，晒谷场上摆几条板凳就能开审，乡亲们坐在边上听。"
FIRST = f"青山镇2023年法治政府建设情况报告\n一、主要举措和成效\n{SHARED}\n另派人巡堤守闸。"
SECOND = (
    "绿水镇2022年法治政府建设情况报告\n一、主要举措和成效\n"
    f"老粮站改作调处室。{SHARED.replace('几条', '三五张')}\n"
)


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND)):
        (tmp_path / name).write_text(text, "utf-8")
    return [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]


def told(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["compare", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_both_sides_are_told_with_their_places(files: list[str]) -> None:
    found = json.loads(told(*files, "--format", "json"))
    (one,) = found["passages"]
    assert FIRST[one["start"] : one["end"]] == one["words"] == SHARED
    assert SECOND[one["other_start"] : one["other_end"]] == one["other_words"]
    assert one["changes"] == "words"
    assert found["shares"][0] == pytest.approx(len(SHARED) / len(FIRST.replace("\n", "")))


def test_the_terminal_says_what_was_changed_and_accuses_nobody(files: list[str]) -> None:
    lines = told(*files).splitlines()
    assert lines[0].startswith("1 words changed")
    assert lines[1].strip() == SHARED
    assert (
        lines[-1] == "Shared wording is a fact; whether it was copied is for the reader to judge."
    )


def test_one_text_twice_is_said_to_be_the_same_though_short_lines_are_no_passages(
    files: list[str],
) -> None:
    Path(files[1]).write_text(FIRST, "utf-8")
    lines = told(*files).splitlines()
    assert "a.txt: 53% of its words lie in such passages" in lines
    assert "both files have the same text" in lines
    Path(files[1]).write_text(FIRST.replace("守闸", "守桥"), "utf-8")
    assert "both files have the same text" not in told(*files)


def test_two_texts_of_their_own_share_nothing(files: list[str], tmp_path: Path) -> None:
    Path(files[1]).write_text("白云镇2022年法治政府建设情况报告\n一、概况\n修渠铺路。", "utf-8")
    assert told(*files).splitlines()[0] == "no passage of 24 characters or more stands in both"


def drafted(tmp_path: Path) -> tuple[Path, list[str]]:
    """A draft in which 丹水镇 was left over, and the arguments that set it against its source."""
    raw = tmp_path / "raw"
    raw.mkdir()
    passage = "丹水镇在渡口设流动法庭，" + SHARED
    earlier = f"丹水镇2022年法治政府建设情况报告\n一、主要举措和成效\n{passage}\n"
    (raw / "丹水镇-2022.txt").write_text(earlier, "utf-8")
    (raw / "西坪镇-2022.txt").write_text(FIRST.replace("青山镇", "西坪镇"), "utf-8")
    build(raw, tmp_path / "out", jobs=1)
    draft = tmp_path / "湾头桥镇-2023.txt"
    text = f"湾头桥镇2023年法治政府建设情况报告\n一、主要举措和成效\n{passage}\n"
    draft.write_text(text, "utf-8")
    return draft, ["check", str(draft), "--against", str(tmp_path / "out"), "--lang", "en"]


def test_a_draft_is_set_against_the_reports_of_a_folder(tmp_path: Path) -> None:
    draft, arguments = drafted(tmp_path)
    lines = CliRunner().invoke(app, arguments).output.split(f"{draft}\n")[-1].splitlines()
    assert lines[0].strip().startswith("「丹水镇」 丹水镇 is named here")
    assert "stands in no other report" in lines[1]
    assert any("丹水镇2022" in line for line in lines)
    assert lines[-1].strip().startswith("Shared wording is a fact")


def test_what_a_draft_shares_is_in_every_form_of_the_answer(tmp_path: Path) -> None:
    """丹水镇 is left over; the passage stands in its report of 2022."""
    draft, arguments = drafted(tmp_path)
    made = {name: tmp_path / f"list.{name}" for name in ("html", "csv", "xlsx")}
    wanted = [part for name, path in made.items() for part in (f"--{name}", str(path))]
    done = CliRunner().invoke(app, [*arguments, *wanted, "--format", "json"])
    told = json.loads(done.stdout)["drafts"][0]["against"]
    assert [one["quote"] for one in told["left_over"]] == ["丹水镇"]
    (passage,) = [one for one in told["passages"] if one["other"] == "丹水镇2022"]
    text = draft.read_text("utf-8")
    assert text[passage["start"] : passage["end"]] == passage["words"]
    assert "流动法庭" in passage["words"]
    assert passage["other_words"] == passage["words"]
    assert sum(told["shares"][kind] for kind in KINDS) == pytest.approx(1)
    list_line = made["csv"].read_text("utf-8-sig").splitlines()[1]
    assert list_line.split(",")[-2] == "丹水镇"
    book = openpyxl.load_workbook(made["xlsx"])
    rows = list(book["shared words"].iter_rows(values_only=True))
    assert rows[1][3:5] == ("Names and years of elsewhere", "丹水镇")
    assert rows[2][5:7] == ("丹水镇2022", passage["words"])
    page = HTMLParser(made["html"].read_text("utf-8"))
    heads = [head.text() for head in page.css("h3")]
    assert heads[0] == "Names and years of elsewhere"
    assert "丹水镇 is named here" in page.css_first("h3 + ul").text()


def test_the_name_and_year_left_over_come_first(tmp_path: Path) -> None:
    """丹水镇 of 2022 stands in the report of 湾头桥镇 of 2023; the earlier took nothing over."""
    draft, _ = drafted(tmp_path)
    source = tmp_path / "raw" / "丹水镇-2022.txt"
    for order in ((draft, source), (source, draft)):
        page = tmp_path / "page.html"
        lines = told(*map(str, order), "--lang", "en", "--html", str(page)).splitlines()
        assert lines[0].startswith("湾头桥镇-2023.txt 「丹水镇」 丹水镇 is named here")
        assert [line.startswith("1 word for word") for line in lines[1:]].count(True) == 1
        assert sum(SHARED in line for line in lines) == 1
        heads = [one.text() for one in HTMLParser(page.read_text("utf-8")).css("h2")]
        assert heads[0] == "Names and years of elsewhere"
        (one,) = json.loads(told(*map(str, order), "--format", "json"))["left_over"]
        text = order[one["file"]].read_text("utf-8")
        assert text[one["start"] : one["end"]] == one["quote"] == "丹水镇"


def test_a_passage_inside_another_is_told_once(tmp_path: Path) -> None:
    files = [str(ROOT / "data/raw/平安镇-2023.txt"), str(ROOT / "tests/fixtures/平安镇-2024.txt")]
    passages = json.loads(told(*files, "--format", "json"))["passages"]
    assert len(passages) > 5
    for one in passages:
        for other in passages:
            if one is not other:
                within = [
                    other[f"{side}start"] <= one[f"{side}start"]
                    and one[f"{side}end"] <= other[f"{side}end"]
                    for side in ("", "other_")
                ]
                assert not all(within), one["words"]


def test_the_page_of_two_texts_leads_from_each_passage_to_both(
    files: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "page.html"
    told(*files, "--html", str(out), "--lang", "zh")
    page = HTMLParser(out.read_text("utf-8"))
    assert page.css("script") == []
    (row,) = page.css("tr.passage")
    changed = ["".join(one.text() for one in cell.css("u")) for cell in row.css("td")[1:]]
    assert changed == ["几条", "三五张"]
    ways = [link.attributes["href"] for link in row.css("a")]
    assert ways == ["#a1", "#b1"]
    texts = [page.css_first(way).text().removesuffix("1") for way in ways]
    assert texts == [SHARED, SHARED.replace("几条", "三五张")]
    assert [link.attributes["href"] for link in page.css("mark a")] == ["#p1", "#p1"]
    assert page.css_first("#p1") is not None


def test_two_years_of_one_place_are_told_sentence_by_sentence(tmp_path: Path) -> None:
    years = (ROOT / "tests/fixtures/平安镇-2024.txt", ROOT / "data/raw/平安镇-2023.txt")
    told(*map(str, years), "--html", str(tmp_path / "b.html"), "--lang", "zh")
    page = HTMLParser((tmp_path / "b.html").read_text("utf-8"))
    heading = next(one for one in page.css("h2") if one.text() == "2023年以后，每句话怎样了")
    (table,) = [one for one in page.css("table") if one.css("tr.dropped")]
    # Whatever stands first on the command line, the earlier year stands left.
    assert [one.text() for one in table.css("th")] == ["平安镇-2023.txt", "平安镇-2024.txt"]
    row = next(one for one in table.css("tr.changed") if "250余次" in one.text())
    assert [mark.text() for mark in row.css("td")[2].css("u")] == ["4"]
    assert heading


def test_reports_of_two_places_have_no_years(files: list[str], tmp_path: Path) -> None:
    told(*files, "--html", str(tmp_path / "b.html"))
    page = HTMLParser((tmp_path / "b.html").read_text("utf-8"))
    assert not page.css("tr.dropped, tr.new")
    assert len(page.css("tr.passage")) == 1
