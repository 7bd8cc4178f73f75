"""Each kind of book of one's own, laid over ours from the command line, changes what it should."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pytest
from typer.testing import CliRunner

from fazhi.cli import app

runner = CliRunner()
HEAD = "平安镇2023年法治政府建设年度报告\n一、主要工作\n"


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    return pl.read_parquet(folder / f"{table}.parquet").to_dicts()


class Case(NamedTuple):
    """A book, its text, a report, and what the tables say of it with the book and without."""

    book: str
    own: str
    text: str
    table: str
    column: str
    mine: Any
    ours: Any
    ending: str = ".txt"


CASES = (
    Case(
        "themes",
        "- {id: my.water, zh: 河长制, en: River chiefs, group: own, cues: [河长巡河], source: own, "
        "confidence: own}\n",
        HEAD + "全镇落实河长巡河制度，依法治水。\n",
        "themes", "theme", "my.water", None,
    ),
    Case(
        "laws",
        "- {id: 青山条例, title: 青山县扬尘防治条例, kind: local, source: own, confidence: own, "
        "valid_to: 2020-01-01}\n",
        HEAD + "认真落实《青山县扬尘防治条例》。\n",
        "citations", "status", "superseded", "unknown",
    ),
    Case(
        "requirements",
        "- {id: pledge, zh: 承诺, en: pledge, how: words, role: achievements, yes: "
        "[郑重承诺], no: note, valid_from: "
        "2019-01-01, source: own, zh_no: 没有承诺。, en_no: There is no pledge., zh_partly: '', "
        "en_partly: ''}\n",
        HEAD + "我镇郑重承诺依法行政。\n",
        "requirements", "requirement", "pledge", None,
    ),
    Case(
        "terms",
        "- {id: old_hall, check: terminology, needs: [办事大厅], pattern: 办事大厅, right: "
        "便民服务中心, "
        "severity: note, source: own, message_zh: 应为便民服务中心。, message_en: Say "
        "便民服务中心.}\n",
        HEAD + "改造办事大厅。\n",
        "findings", "message_zh", "应为便民服务中心。", None,
    ),
    Case(
        "headings",
        "roles:\n  - {id: plan, words: [奋楫扬帆]}\n",
        HEAD + "化解纠纷3件。\n二、奋楫扬帆\n加强学习。\n",
        "sections", "role", "plan", None,
    ),
    Case(
        "measure_words",
        "- {word: 箩, dimension: count, group: basket}\n",
        HEAD + "发放普法手册30箩。\n",
        "quantities", "unit", "箩", None,
    ),
    Case(
        "identity",
        "pronouns:\n  township: [我坝子]\n",
        "2023年法治政府建设年度报告\n一、主要工作\n我坝子开展普法。\n",
        "reports", "level", "township", None,
    ),
    Case(
        "quantities",
        "before:\n  - {approx: about, words: [毛估]}\n",
        HEAD + "化解矛盾纠纷毛估30件。\n",
        "quantities", "approx", "about", "exact",
    ),
    Case(
        "portals",
        "furniture: [.qs-broadcast]\n",
        "<html><head><title>公告</title></head><body><div class=a><p>"
        + HEAD.replace("\n", "</p><p>")
        + "化解纠纷3件。</p><div "
        "class=qs-broadcast><p>青山融媒今日播报大风。</p></div></div></body></html>",
        "reports", "characters", 33, 45, ".html",
    ),
    Case(
        "repairs",
        "- {id: stamp, kind: residue, needs: [青山融媒], pattern: '青山融媒 ?供稿', examples: "
        "[{before: 开展青山融媒供稿普法, after: 开展普法}]}\n",
        HEAD + "开展青山融媒供稿普法12场。\n",
        "repairs", "kind", "residue", None,
    ),
    Case(
        "audit",
        "unfinished: [（接转二版]\n",
        HEAD + "开展普法12场（接转二版\n",
        "findings", "check", "truncation", None,
    ),
    Case(
        "indicators/mine",
        "study.books:\n  zh: 普法手册册数\n  en: Handbooks\n  definition: Handbooks given out\n"
        "  unit: 册\n  rules:\n    given: {object: [口袋书], where: [before]}\n"
        "  match: ['发放口袋书{30册|30}。']\n  mismatch: ['召开会议{3次|3}。']\n",
        HEAD + "发放口袋书30册。\n",
        "indicators", "indicator", "study.books", None,
    ),
)  # fmt: skip


def made(place: Path, case: Case, *words: str) -> list[Any]:
    """The column of the table that a build writes."""
    (place / "raw").mkdir(exist_ok=True)
    (place / f"raw/report{case.ending}").write_text(case.text, encoding="utf-8")
    out = place / f"tables{len(words)}"
    told = runner.invoke(
        app, ["build", str(place / "raw"), "--out", str(out), "--jobs", "1", *words]
    )
    assert told.exit_code == 0, told.output + repr(told.exception)
    return [row[case.column] for row in rows(out, case.table)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.book)
def test_a_book_of_ones_own_changes_what_it_should(tmp_path: Path, case: Case) -> None:
    file = tmp_path / "own" / f"{case.book}.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(case.own, encoding="utf-8")
    mine, ours = made(tmp_path, case, "--codebook", str(tmp_path / "own")), made(tmp_path, case)
    assert case.mine in mine
    assert case.mine not in ours
    if case.ours is not None:
        assert case.ours in ours


def test_a_check_is_made_with_ones_own_books(tmp_path: Path) -> None:
    case = next(case for case in CASES if case.book == "terms")
    (tmp_path / "terms.yaml").write_text(case.own, encoding="utf-8")
    (tmp_path / "draft.txt").write_text(case.text, encoding="utf-8")
    said = runner.invoke(
        app,
        ["check", str(tmp_path / "draft.txt"), "--codebook", str(tmp_path), "--format", "json"],
    ).stdout
    assert [
        one for one in json.loads(said)["drafts"][0]["findings"] if one["message_zh"] == case.mine
    ]


def test_the_books_are_listed_with_what_lies_over_them(tmp_path: Path) -> None:
    (tmp_path / "laws.yaml").write_text(CASES[1].own, encoding="utf-8")
    usual = runner.invoke(app, ["codebook", "--books"]).stdout
    mine = runner.invoke(app, ["codebook", "--books", "--codebook", str(tmp_path)]).stdout

    def line(told: str, book: str) -> list[str]:
        return next(one.split() for one in told.splitlines() if one.split()[:1] == [book])

    (_, count, digest), (_, more, other, file) = line(usual, "laws"), line(mine, "laws")
    assert int(more) == int(count) + 1
    assert digest != other
    assert file == "laws.yaml"
    assert line(usual, "themes") == line(mine, "themes")
    for book in ("requirements", "terms", "headings", "measure_words", "identity", "words"):
        assert int(line(usual, book)[1]) > 5
