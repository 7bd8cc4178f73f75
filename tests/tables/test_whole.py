"""A text that was lost in part is never called complete, and the town is not blamed for the gap."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from fazhi.analyse.requirements import requirements
from fazhi.analyse.wholeness import gaps
from fazhi.codebook.book import load_codebook
from fazhi.pipeline.report import read
from fazhi.records import Lack
from fazhi.tables.report_rows import report_rows

BOOK = load_codebook()

HEAD = (
    "樟村坪镇2025年法治政府建设年度报告\n"
    "2025年，樟村坪镇推进法治政府建设，现将情况报告如下：\n一、主要举措和成效\n"
)
CUT = [
    "坚持党建引领，开展专题学习4次，推动各项工作落实，全镇上下尊法学法守法用法氛围日益浓厚，"
    "依法行政水平不断提升，全年办理便民事项1500余件，群众满意度",
    "全年排查矛盾纠纷138起，调解成功135起，建立台账，逐案销号，确保小事不出村、大事不出镇，",
    "全年开展执法检查46次，办理行政处罚案件12件，罚没款3.6万元，案件办理做到事实清楚、"
    "证据确凿、程序合法、处罚",
    "镇党委书记、镇长履行第一责任人职责，主持召开专题会议4次，将法治政府建设纳入年度绩效考核的",
]
SIBLINGS = [
    "全年开展执法检查46次，办理行政处罚案件12件。（未完待续）",
    "全年开展执法检查46次，办理行政处罚案件12件。\n下一页",
    "全年开展执法检查46次，办理行政处罚案件12件。\n二、存在的问题",
    "全年开展执法检查46次，办理案件12件，群众满意",
]
WHOLE = [
    "学法6次。\n二、2026年工作安排\n加强执法，组织培训，化解矛盾",
    "坚持党建引领，开展专题学习4次，推动各项工作落实，群众满意度进一步提升。",
    "全年排查矛盾纠纷138起，调解成功135起。\n樟村坪镇人民政府\n2026年1月15日",
]


def rows(folder: Path, body: str, *lacks: Lack) -> tuple[object, object, set[object]]:
    """`complete`, its reasons, and the checks that found something."""
    file = folder / "樟村坪镇.txt"
    file.write_text(HEAD + body, "utf-8")
    report = read(file)
    tables = report_rows(replace(report, text=replace(report.text, lacks=lacks)), {}, BOOK)
    about = tables["reports"]
    return (
        about["complete"][0],
        about["incomplete_reason"][0],
        set(tables["findings"].get("check", [])),
    )


@pytest.mark.parametrize("body", CUT)
def test_a_text_that_breaks_off_is_not_complete(tmp_path: Path, body: str) -> None:
    complete, reasons, checks = rows(tmp_path, body)
    assert (complete, reasons) == (False, ["broken_off"])
    assert "truncation" in checks
    assert "missing_part" not in checks


@pytest.mark.parametrize("body", WHOLE)
def test_a_text_that_ends_as_texts_do_is_complete(tmp_path: Path, body: str) -> None:
    complete, reasons, checks = rows(tmp_path, body)
    assert (complete, reasons) == (True, [])
    assert "missing_part" in checks


def test_what_the_reader_knows_to_be_missing_is_said_with_its_address(tmp_path: Path) -> None:
    complete, reasons, checks = rows(tmp_path, WHOLE[1], Lack("next_page", "t1_1.html"))
    assert (complete, reasons) == (False, ["next_page: t1_1.html"])
    assert "missing_part" not in checks


@pytest.mark.parametrize("body", SIBLINGS)
def test_other_signs_of_a_cut_are_told(tmp_path: Path, body: str) -> None:
    complete, reasons, checks = rows(tmp_path, body)
    assert (complete, reasons) == (False, ["broken_off"])
    assert "truncation" in checks
    assert "missing_part" not in checks


def test_a_text_that_begins_in_a_sentence_is_cut(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("，法治政府建设取得成效。\n二、存在的问题\n普法形式较为单一。\n", "utf-8")
    assert [gap.kind for gap in gaps(read(file), BOOK)] == ["broken_off"]


LETTER = (
    "关于报送樟村坪镇2024年法治政府建设年度报告的函\n区委依法治区办：\n"
    "现将樟村坪镇2024年法治政府建设年度报告报送贵办，请审阅。\n"
    "附件：樟村坪镇2024年法治政府建设年度报告\n樟村坪镇人民政府\n2025年1月16日\n"
)


def test_a_letter_without_its_report_is_not_blamed(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(LETTER, "utf-8")
    tables = report_rows(read(file), {}, BOOK)
    assert tables["reports"]["incomplete_reason"] == [["attachment"]]
    assert "no" not in tables["requirements"]["met"]
    assert "missing_part" not in tables["findings"]["check"]


def test_a_letter_above_its_report_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(LETTER + HEAD.replace("2025", "2024") + WHOLE[1], "utf-8")
    assert report_rows(read(file), {}, BOOK)["reports"]["complete"] == [True]


def test_what_a_cut_text_may_have_held_cannot_be_told(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(HEAD + CUT[0], "utf-8")
    met = {one.requirement: one.met for one in requirements(read(file), BOOK)}
    assert met["measures"] == met["title"] == "yes"
    assert {met[name] for name in ("shortcomings", "heads", "plan", "signature", "date")} == {
        "lost"
    }
    # The head of the text is there.
    assert met["addressee"] == "no"
