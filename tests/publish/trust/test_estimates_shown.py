"""Estimates on the cross-town page: by the samples beside the study, else what is not known."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.publish.pages.folders import reviews_of
from fazhi.publish.site.keys import rows_by_report, rows_of_corpus
from fazhi.publish.writeup.cross_town import Corpus
from fazhi.tables.view import Tables
from fazhi.trust.review.agree import of_machine
from fazhi.trust.review.answers import Answer
from fazhi.trust.review.sample import keep, sample_of
from fazhi.trust.review.settle import Settled, keep_answers

XIPING = "411323102-2023"


@pytest.fixture
def study(tables_folder: Path, tmp_path: Path) -> Path:
    """Tables of the five where a study has them."""
    shutil.copytree(tables_folder, tmp_path / "data/processed")
    return tmp_path / "data/processed"


def _reviewed(tables: Path, folder: Path, indicator: str, value: float | None) -> None:
    """All five checked: as the machine has it, but the one report that states it."""
    drawn = sample_of(Tables(tables), 5, 1, (), indicator)
    answers = of_machine(drawn.sample)
    stating = next(one.key for one in drawn.sample.units if one.indicator)
    if value is None:
        answers[stating] = Answer(stating, "not_stated")
    else:
        answers[stating] = Answer(stating, indicator, value, "件")
    keep(drawn, folder, load_codebook())
    keep_answers({key: Settled(one, "agreed") for key, one in answers.items()}, folder)


def _plain(markup: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", markup).split())


def test_a_checked_sample_beside_the_study_is_shown_with_its_evidence(study: Path) -> None:
    _reviewed(study, study.parents[1] / "review", "disputes.accepted", 62.0)
    markup = Corpus(study, site=".").estimates().markup
    told = _plain(markup)
    # 52 as coded, 62 by the coders, all five checked: nothing is left to chance.
    assert "受理纠纷件数 ，合计 程序读出 52 校正后 62 （62至62） 查过 5/5" in told
    assert "写明 受理纠纷件数 的报告比例 程序读出 20.0% 校正后 20.0% （20.0%至20.0%）" in told
    assert "5份报告中抽了5份（种子1）" in told and "两位编码人一致5处" in told
    assert "西坪镇 2023 52件、受理纠纷件数 62件、受理纠纷件数" in told
    assert f'href="{XIPING}-source.html"' in markup and 'href="#method"' in markup
    assert "codebook.html#disputes.accepted" in markup


def test_a_report_that_contradicts_itself_is_told_as_such(study: Path) -> None:
    """36次 and 164場次 in one report: people settled for one of them."""
    drawn = sample_of(Tables(study), 5, 1, (), "publicity.events")
    answers = of_machine(drawn.sample)
    key = next(one.key for one in drawn.sample.units if one.indicator and one.value is None)
    answers[key] = Answer(key, "publicity.events", 36.0, "次")
    review = study.parents[1] / "review"
    keep(drawn, review, load_codebook())
    keep_answers({key: Settled(one, "agreed") for key, one in answers.items()}, review)
    told = _plain(Corpus(study, site=".").estimates().markup)
    assert "兴泾镇 2023 前后不一、普法宣传活动场次 36次、普法宣传活动场次" in told


def test_several_samples_lie_in_folders_of_their_own(study: Path) -> None:
    review = study.parents[1] / "review"
    _reviewed(study, review / "accepted", "disputes.accepted", None)
    _reviewed(study, review / "mediated", "disputes.mediated", 50.0)
    (review / "empty").mkdir()
    assert [one.name for one in reviews_of(study)] == ["accepted", "mediated"]
    told = _plain(Corpus(study, language="en").estimates().markup)
    assert "Disputes accepted , total As coded 52 Corrected 0" in told
    assert "Disputes mediated , total As coded 52 Corrected 50 (50 to 50)" in told


def test_without_a_sample_the_page_says_what_is_not_known_and_what_to_do(study: Path) -> None:
    told = _plain(Corpus(study).estimates().markup)
    assert "程序读出的总数差多少，不知道" in told
    # Of the five three state materials, 17,000 in all; two checked tell little, five all.
    assert "fazhi review sample --indicator publicity.materials --n 5" in told
    row = told[told.index("发放宣传资料份数") :]
    assert re.match(
        r"发放宣传资料份数 写明的报告 3 程序读出 17,000 查2份，总数误差约 ±\d+% "
        r"误差±10%要查 5份中5份",
        row,
    )


def test_a_sample_that_cannot_be_read_is_told_and_hides_nothing(study: Path) -> None:
    review = study.parents[1] / "review"
    _reviewed(study, review, "disputes.accepted", 62.0)
    (review / "sample.json").write_text("{", "utf-8")
    told = _plain(Corpus(study).estimates().markup)
    assert "文件夹review里的样本不能用" in told
    assert "程序读出的总数差多少，不知道" in told


def test_other_answers_make_another_page_of_all_towns_alone(study: Path) -> None:
    tables = Tables(study)
    rows = rows_by_report(tables).page
    bare = rows_of_corpus(tables, rows)
    _reviewed(study, study.parents[1] / "review", "disputes.accepted", 62.0)
    first = rows_of_corpus(tables, rows)
    shutil.rmtree(study.parents[1] / "review")
    _reviewed(study, study.parents[1] / "review", "disputes.accepted", 63.0)
    assert len({bare, first, rows_of_corpus(tables, rows)}) == 3
    assert rows_by_report(tables).page == rows
