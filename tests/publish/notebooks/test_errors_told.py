"""An error of ours in a notebook speaks the language of what raised it."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import fazhi
from fazhi.codebook.told import told_in
from fazhi.errors import FazhiError, NotFoundError
from fazhi.publish.explore import Corpus
from fazhi.publish.writeup.cross_town import Corpus as CrossTown
from fazhi.publish.writeup.town import Town
from fazhi.publish.writeup.years import Years

Asked = Callable[[Corpus], Any]
ASKED: tuple[tuple[Asked, str, str], ...] = (
    (lambda c: c["没有镇"], "没有镇：没有这份报告。", "没有镇: the corpus has no such report. "),
    (lambda c: c.find(""), "没有写要找的词。", "there is no word to look for. "),
    (lambda c: c.table("zz"), "zz：没有这张表。", "zz: there is no such table. "),
    (lambda c: c.compare("qqqq"), "qqqq：没有这项指标。", "qqqq: there is no such indicator. "),
    (lambda c: c.chart_states("zz"), "zz：没有哪份报告写了", "zz: no report states an indicator"),
    (lambda c: c.panel("qqqq"), "qqqq：没有这项指标。", "qqqq: there is no such indicator. "),
    (
        lambda c: c.why("没有镇"),
        "没有镇：没有这份报告。",
        "没有镇: the corpus has no such report. ",
    ),
    (
        lambda c: c.estimate("disputes.handled"),
        "review：这个文件夹里没有样本。",
        "review: the fold",
    ),
)


def refused(asked: Callable[[], Any]) -> str:
    with pytest.raises(FazhiError) as caught:
        asked()
    return str(caught.value)


@pytest.mark.parametrize(("asked", "chinese", "english"), ASKED)
def test_a_corpus_tells_errors_in_its_language(
    tables_folder: Path, asked: Asked, chinese: str, english: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for system in ("C", "zh_CN.UTF-8"):
        monkeypatch.setenv("LC_ALL", system)
        for language, told in (("zh", chinese), ("en", english)):
            corpus = fazhi.load(tables_folder, language=language)
            assert refused(lambda corpus=corpus: asked(corpus)).startswith(told)


def test_what_is_not_there_is_told_in_the_language_asked_for(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    assert refused(lambda: fazhi.load(gone)).startswith(f"{gone}：没有这个文件夹。")
    assert refused(lambda: fazhi.load(gone, language="en")).startswith(f"{gone}: there is no such")


def test_write_ups_tell_errors_in_their_language(tables_folder: Path) -> None:
    for kind in (Town, Years):
        assert refused(lambda kind=kind: kind("没有镇", tables_folder)).startswith(
            "没有镇：没有这份报告。"
        )
        told = refused(lambda kind=kind: kind("没有镇", tables_folder, "en"))
        assert told.startswith("没有镇: the corpus has no such report. ")
    assert "没有这份报告" in refused(lambda: CrossTown(tables_folder, report="没有镇"))
    assert refused(lambda: Town("西坪镇", tables_folder).section("x")).endswith(
        "码本里没有这条文字。"
    )


@pytest.mark.parametrize(
    ("system", "told"),
    [("zh_CN.UTF-8", "没有这个文件或文件夹。"), ("C", "the file cannot be opened")],
)
def test_reading_speaks_as_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, told: str
) -> None:
    monkeypatch.setenv("LC_ALL", system)
    assert told in refused(lambda: fazhi.read(tmp_path / "no.txt"))
    chinese = system != "C"
    assert ("没有指标" in refused(lambda: fazhi.explain("disputes.handle"))) == chinese
    assert ("没有这个文件夹" in refused(lambda: fazhi.build(tmp_path / "no", tmp_path))) == chinese


def test_a_language_without_words_leaves_it_to_the_system(
    tables_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "没有这种语言" in refused(lambda: fazhi.load(tables_folder, language="de"))
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert "there are no words" in refused(lambda: fazhi.load(tables_folder, language="de"))


def test_the_parts_of_an_error_stay_english_and_the_innermost_language_stands() -> None:
    with pytest.raises(NotFoundError) as caught, told_in("en"), told_in("zh"):
        raise NotFoundError("there is no such table", where="zz", hint="a, b")
    error = caught.value
    assert (error.message, str(error)) == ("there is no such table", "zz：没有这张表。a, b")
    assert error.in_english() == "zz: there is no such table. a, b"
    assert pickle.loads(pickle.dumps(error)).message == error.message
