"""`fazhi.load()`: what it answers about the five, checked against what a person reads in them."""

from __future__ import annotations

import doctest
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fazhi
from fazhi.codebook.book import load_codebook
from fazhi.errors import FazhiError, NotFoundError
from fazhi.publish import explore
from fazhi.publish.explore import Corpus
from fazhi.publish.explore.find import _map
from fazhi.publish.site.run import execute
from fazhi.reading.clean.script import simplify
from fazhi.records import LINE_BREAKS
from fazhi.tables.schema import TABLES
from fazhi.tables.state import STATE
from tests.fixtures.altered import sign

BOOK = load_codebook()

ROOT = Path(__file__).parents[3]
XIPING, PINGAN, XINGJING = "411323102-2023", "500235126-2023", "640105100-2023"
CHART = "application/vnd.vegalite.v5+json"


@pytest.fixture(scope="module")
def corpus(tables_folder: Path) -> Corpus:
    return fazhi.load(tables_folder)


@pytest.fixture(scope="module")
def raw(tables: Mapping[str, pl.DataFrame]) -> dict[str, str]:
    return dict(tables["texts"].select("report_id", "raw_text").iter_rows())


def copied(tables: Path, to: Path) -> Path:
    to.mkdir(parents=True)
    for file in (*tables.glob("*.parquet"), tables / STATE):
        shutil.copy(file, to)
    return to


def test_importing_and_loading_read_no_more_than_they_need(tables_folder: Path) -> None:
    heavy = "altair|polars|nbconvert|papermill|opencc|lxml"
    code = (
        "import sys, fazhi; early = set(sys.modules); fazhi.load(sys.argv[1]);"
        f"print([m for m in '{heavy}'.split('|') if m in early],"
        f" [m for m in '{heavy}'.split('|') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tables_folder)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout.split() == ["[]", "['polars']"]


def test_the_corpus_says_who_is_there_and_what_to_do_next(corpus: Corpus) -> None:
    shown = repr(corpus)
    for words in (
        "5 份",
        "2021 (1)",
        "2023 (4)",
        "4 份完整，1 份有缺失",
        "0 个文件",
        "corpus.find(",
    ):
        assert words in shown
        assert words in corpus._repr_html_().replace("&quot;", '"')
    assert len(corpus) == len(list(corpus)) == 5


@pytest.mark.parametrize(
    ("key", "report"),
    [
        (("西坪镇", 2023), XIPING),
        ("西坪镇", XIPING),
        (XIPING, XIPING),
        (("西峡县", "西坪镇"), XIPING),
        ("興涇鎮", XINGJING),
    ],
)
def test_a_report_is_found_by_id_or_place(
    corpus: Corpus, key: str | tuple[str | int, ...], report: str
) -> None:
    assert corpus[key].report_id == report
    assert key in corpus


@pytest.mark.parametrize("year", [2023, "2023", " 2023年", 2023.0, pl.Series([2023])[0]])
def test_a_year_may_be_what_frames_and_files_have(corpus: Corpus, year: Any) -> None:
    assert corpus["平安镇", year].report_id == PINGAN


class OfFrame:
    """A whole number of another library, which is no `int`."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __index__(self) -> int:
        return self.number

    def __str__(self) -> str:
        return str(self.number)


def test_a_year_of_any_kind_of_number_counts(corpus: Corpus) -> None:
    """It was passed over, and the report of another year given."""
    assert corpus["平安镇", OfFrame(2023)].report_id == PINGAN
    with pytest.raises(NotFoundError, match="平安镇 1999：没有这份报告。"):
        corpus["平安镇", OfFrame(1999)]
    with pytest.raises(NotFoundError, match="报告用地名和年份指明，给出的却是 NoneType"):
        corpus["平安镇", None]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (lambda corpus: corpus.compare(["disputes.handled"]), "指标用一个编号或名称指明"),
        (lambda corpus: corpus.panel(None), "指标用一个编号或名称指明"),
        (lambda corpus: corpus.find(5), "要找的须是一个词，给出的却是 int"),
        (lambda corpus: corpus.indicators("disputes.handled"), "wide 只能是 True 或 False"),
        (lambda corpus: corpus.write_wide("wide.csv"), "请换成正确的后缀：wide.x"),
    ],
)
def test_arguments_of_a_wrong_kind_are_told(
    corpus: Corpus, asked: Callable[[Any], object], told: str
) -> None:
    with pytest.raises(FazhiError, match=told):
        asked(corpus)


def test_an_unknown_report_is_answered_with_what_is_near(corpus: Corpus) -> None:
    with pytest.raises(NotFoundError, match=f'"{XIPING}" \\(西峡县 西坪镇 2023\\)'):
        corpus["西平镇"]
    with pytest.raises(NotFoundError, match=r"西坪镇 2022.*西坪镇 2023"):
        corpus["西坪镇", 2022]
    with pytest.raises(NotFoundError, match="云阳县 平安镇 2023"):
        corpus["云阳县"]
    assert ("西坪镇", 2022) not in corpus


def test_a_key_that_fits_two_reports_lists_both(tables_folder: Path, tmp_path: Path) -> None:
    folder = copied(tables_folder, tmp_path / "tables")
    reports = pl.read_parquet(folder / "reports.parquet")
    other = reports.filter(pl.col("report_id") == PINGAN).with_columns(
        report_id=pl.lit("110101001-2023"), county=pl.lit("某县"), adcode=pl.lit("110101001")
    )
    pl.concat([reports, other]).sort("report_id").write_parquet(folder / "reports.parquet")
    sign(folder)
    corpus = fazhi.load(folder)
    with pytest.raises(NotFoundError, match="有 2 份报告符合") as refused:
        corpus["平安镇", 2023]
    assert refused.value.code == "ambiguous"
    assert f'"{PINGAN}" (云阳县 平安镇 2023)' in refused.value.hint
    assert '"110101001-2023" (某县 平安镇 2023)' in refused.value.hint
    assert corpus["云阳县", "平安镇", 2023].report_id == PINGAN


def test_a_report_shows_who_when_and_where_it_contradicts_itself(corpus: Corpus) -> None:
    shown = repr(corpus["西坪镇", 2023])
    assert "西坪镇人民政府" in shown
    assert "化解纠纷件数 32起 ≠ 52件" in shown
    assert "完整" in shown
    lost = repr(corpus["湾头桥镇"])
    assert "有缺失" in lost
    assert "1 项写明为无" in lost


def test_villages_are_nine_and_eighteen(corpus: Corpus, raw: dict[str, str]) -> None:
    rows = {row["report_id"]: row for row in corpus.compare("capacity.villages").to_dicts()}
    assert {report: row["value"] for report, row in rows.items()} == {PINGAN: 18, XINGJING: 9}
    assert rows[XINGJING]["raw"] == "6村 + 3社區"
    start, end = rows[XINGJING]["start"], rows[XINGJING]["end"]
    assert raw[XINGJING][start:end] == "6村3社區"


def test_every_rival_of_a_conflict_has_its_row(corpus: Corpus) -> None:
    rows = corpus.compare("排查调处纠纷件数")
    told = rows.select("report_id", "state", "value", "approx", "raw").rows()
    assert told == [
        (XIPING, "stated", 32.0, "exact", "32 起"),
        (PINGAN, "conflicting", 600.0, "under", "近600件次"),
        (PINGAN, "conflicting", 350.0, "exact", "350件次"),
    ]


def test_zero_conflict_and_silence_are_told_apart(corpus: Corpus) -> None:
    rows = corpus.indicators()
    state = {(r["report_id"], r["indicator"]): r["state"] for r in rows.to_dicts()}
    assert state[PINGAN, "review.reconsideration"] == "zero"
    assert state[PINGAN, "disputes.handled"] == "conflicting"
    assert state[XIPING, "disputes.handled"] == "stated"
    assert (XIPING, "review.reconsideration") not in state
    wide = {row["report_id"]: row for row in corpus.indicators(wide=True).to_dicts()}
    assert len(wide) == 5
    assert wide[PINGAN]["review.reconsideration"] == 0
    assert wide[XIPING]["review.reconsideration"] is None
    assert wide[PINGAN]["disputes.handled"] is None
    assert wide[PINGAN]["conflicting"] == "disputes.handled"


def test_unknown_indicators_are_answered_with_near_names(corpus: Corpus) -> None:
    with pytest.raises(NotFoundError, match=r"disputes\.handled"):
        corpus.compare("disputes.handle")
    with pytest.raises(NotFoundError, match=r"legal_service\.law_savvy"):
        corpus.explain("法律明白")
    with pytest.raises(NotFoundError, match="disputes"):
        corpus.chart_states("dispute")
    assert "写明这项指标的报告：2 / 5 份" in repr(corpus.explain("disputes.handled"))


def test_a_word_is_found_in_both_scripts_and_quoted_as_written(
    corpus: Corpus, raw: dict[str, str]
) -> None:
    rows = corpus.find("法律明白人", width=8)
    by = rows.group_by("report_id", maintain_order=True).len().rows()
    assert by == [(PINGAN, 2), (XINGJING, 3)]
    assert "培養工程。培養法" in rows["right"].to_list()
    assert rows.equals(corpus.find("法律明白人", width=8, regex=True))
    simplified, traditional = corpus.find("培养"), corpus.find("培養")
    assert simplified.equals(traditional)
    assert set(simplified.filter(pl.col("report_id") == XINGJING)["keyword"]) == {"培養"}
    for row in corpus.find("纠纷").to_dicts():
        words = raw[row["report_id"]][row["start"] : row["end"]]
        assert words.translate(LINE_BREAKS) == row["keyword"]
        assert simplify(row["keyword"], BOOK).replace(" ", "") == "纠纷"


def test_a_word_is_found_beside_what_the_reader_repaired(
    corpus: Corpus, raw: dict[str, str]
) -> None:
    """彭堡镇 writes 加大大镇领导干部: the clean text drops a character of that paragraph."""
    rows = corpus.find("狠抓领导干部法治培训").to_dicts()
    assert len(rows) == 1
    assert raw[rows[0]["report_id"]][rows[0]["start"] : rows[0]["end"]] == "狠抓领导干部法治培训"


def test_what_cannot_be_looked_for_is_refused(corpus: Corpus) -> None:
    for word, regex in (("", False), (" ", True), ("(", True), ("(?<=调)解", True)):
        with pytest.raises(FazhiError):
            corpus.find(word, regex=regex)
    assert corpus.find("绝无此词").is_empty()


def test_a_query_may_be_typed_in_any_width(corpus: Corpus) -> None:
    told = corpus.find("18个村（社区）均建立调解室")
    assert told["report_id"].to_list() == [PINGAN]
    assert told.equals(corpus.find("18 个村(社区)均建立调解室"))
    assert corpus.find("排查调处各项纠纷、矛盾 32 起")["report_id"].to_list() == [XIPING]


SIGNS = "一起調解糾紛件共有宣傳"


@settings(deadline=None, max_examples=60)
@given(st.permutations(SIGNS), st.data())
def test_places_in_clean_text_lead_past_furniture_that_only_the_format_knew(
    signs: list[str], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(1, len(signs) - 1))
    raw = f"{''.join(signs[:cut])}\n- 3 -\n{''.join(signs[cut:])}"
    told = simplify("".join(signs), BOOK)
    start = data.draw(st.integers(0, len(told) - 1))
    end = data.draw(st.integers(start + 1, len(told)))
    low, high = _map(raw, told, BOOK)(start, end)
    assert simplify(raw[low:high].replace("\n- 3 -\n", ""), BOOK) == told[start:end]


def test_uncoded_mentions_are_kept_and_told(corpus: Corpus) -> None:
    quotes = corpus.quantities(coded=False)["quote"].to_list()
    assert "行政执法人员需2人以上" in quotes
    assert corpus.quantities().height == 76
    assert corpus.quantities("publicity.materials")["value"].to_list() == [10000, 5000, 2000]
    assert corpus.quantities("发放宣传资料份数", coded=False).is_empty()


def test_rows_stand_by_place_code_and_year(corpus: Corpus) -> None:
    order = corpus.reports()["report_id"].to_list()
    assert order == sorted(order)
    for frame in (corpus.citations(), corpus.themes(), corpus.texts(), corpus.findings()):
        ids = frame["report_id"].unique(maintain_order=True).to_list()
        assert ids == [report for report in order if report in ids]
    assert corpus.table("sections").select(pl.len()).collect().item() > 80
    with pytest.raises(NotFoundError, match="sections"):
        corpus.table("section")


@pytest.mark.parametrize("name", [*sorted(TABLES), "peers", "ranges"])
def test_every_table_can_be_asked_for(corpus: Corpus, name: str) -> None:
    rows = corpus.table(name).collect()
    assert set(rows.columns) >= set(TABLES[name].columns if name in TABLES else [])
    assert rows.height or name.startswith(("corrections", "failures", "evaluation"))


def test_the_table_of_reports_keeps_its_own_places(corpus: Corpus) -> None:
    rows = corpus.table("reports").collect()
    assert rows["town"].to_list() == corpus.reports()["town"].to_list()
    assert rows["year"].to_list() == [2023, 2023, 2023, 2023, 2021]


def test_links_lead_to_pages_that_were_made(tables_folder: Path, tmp_path: Path) -> None:
    folder = copied(tables_folder, tmp_path / "data/processed")
    assert fazhi.load(folder).compare("capacity.villages")["link"].to_list() == [None, None]
    (tmp_path / "site").mkdir()
    (tmp_path / f"site/{PINGAN}-source.html").touch()
    corpus = fazhi.load(folder)
    first, second = corpus.compare("capacity.villages")["link"]
    assert first.endswith(f"site/{PINGAN}-source.html#q1")
    assert second is None
    found = corpus.find("法律明白人")
    address, _, number = found["link"][0].partition("#p")
    assert address.endswith(f"{PINGAN}-source.html")
    rows = corpus.table("paragraphs").filter(pl.col("report_id") == PINGAN).collect()
    own = rows.filter(pl.col("paragraph_id") == int(number)).row(0, named=True)
    assert own["start"] <= found["start"][0] < found["end"][0] <= own["end"]
    assert f'href="{found["link"][0]}"' in corpus.show(found).markup
    assert corpus["平安镇"].page is None


def test_text_cannot_inject_markup(corpus: Corpus) -> None:
    rows = pl.DataFrame({"left": ["<b>"], "keyword": ["</td><script>"], "link": ['"><i>']})
    shown = corpus.show(rows).markup
    assert "<script>" not in shown
    assert "<b>" not in shown
    assert '"><i>' not in shown


def test_charts_ask_a_question_and_quote(corpus: Corpus) -> None:
    for chart in (
        corpus.chart_compare("disputes.handled"),
        corpus.chart_states("disputes"),
        corpus.chart_find("调解"),
    ):
        spec = chart.to_dict()
        assert spec["title"]["text"].endswith("？")
        assert spec["description"]
    spec = corpus.chart_compare("publicity.materials").to_dict()
    (drawn,) = spec["datasets"].values()
    assert [row["shown"] for row in drawn] == ["超过10,000份", "超过5,000份", "超过2,000份"]
    assert all(row["quote"] for row in drawn)
    shown = corpus.chart_find("调解")._repr_mimebundle_()
    assert set(shown) == {CHART, "text/plain"}


def test_english_labels_leave_quotes_in_chinese(tables_folder: Path) -> None:
    corpus = fazhi.load(tables_folder, language="en")
    assert "4 complete, 1 with parts lost" in repr(corpus)
    row = corpus.quantities("publicity.materials").row(0, named=True)
    assert row["quote"] == "发放宣传资料10000余份"
    assert row["label"].isascii()
    with pytest.raises(NotFoundError):
        fazhi.load(tables_folder, language="fr")


def test_no_tables_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="fazhi build"):
        fazhi.load(tmp_path)


def test_the_examples_in_the_docstrings_hold(
    tables_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied(tables_folder, tmp_path / "data/processed")
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    done = doctest.testmod(explore)
    assert done.attempted >= 6
    assert done.failed == 0


def test_the_notebook_teaches_and_exports(tables_folder: Path, tmp_path: Path) -> None:
    notebook = execute(
        ROOT / "notebooks/explore.ipynb",
        {
            "tables": str(tables_folder),
            "raw": str(ROOT / "data/raw"),
            "export": str(tmp_path / "export"),
        },
        tmp_path / "failed.ipynb",
    )
    outputs = {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}
    assert len(notebook.cells) <= 14 + 1  # papermill puts in the parameters
    assert any(CHART in output.get("data", {}) for output in outputs["compare"])
    assert "培養" in outputs["search"][0].data["text/html"]
    assert "24小时" in outputs["codebook"][0].data["text/html"]
    table = (tmp_path / "export/indicators.csv").read_bytes()
    assert table.startswith(b"\xef\xbb\xbfreport_id,town,year,indicator,label,")
    assert pl.read_csv(tmp_path / "export/wide.csv").height == 5


def test_the_notebook_runs_by_itself_from_the_project_and_from_its_folder(
    tables_folder: Path, tmp_path: Path
) -> None:
    """`papermill notebooks/explore.ipynb out.ipynb` said that ../data/processed is no folder."""
    copied(tables_folder, tmp_path / "data/processed")
    shutil.copytree(ROOT / "data/raw", tmp_path / "data/raw")
    (tmp_path / "notebooks").mkdir()
    for place in (tmp_path, tmp_path / "notebooks"):
        notebook = place / "explore.ipynb"
        shutil.copy(ROOT / "notebooks/explore.ipynb", notebook)
        execute(notebook, {}, tmp_path / "failed.ipynb")
        assert (tmp_path / "data/export/wide.csv").is_file()
        shutil.rmtree(tmp_path / "data/export")


def test_only_own_indicators_of_the_codebook_given_have_labels(
    tables_folder: Path, tmp_path: Path
) -> None:
    folder = copied(tables_folder, tmp_path / "tables")
    rows = pl.read_parquet(folder / "indicators.parquet")
    rows = rows.with_columns(indicator=pl.col("indicator").str.replace("^disputes", "own"))
    rows.write_parquet(folder / "indicators.parquet")
    sign(folder)
    rows = fazhi.load(folder).indicators()
    assert rows.filter(pl.col("indicator") == "own.land")["label"].to_list() == ["own.land"]


def test_names_and_figures_of_a_shown_table_stand_on_one_line(corpus: Corpus) -> None:
    shown = corpus.show(corpus.compare("publicity.events")).markup
    assert '<td style="text-align:left;white-space:nowrap">西坪镇</td>' in shown
    quote = next(cell for cell in shown.split("<td ") if "以赶集日" in cell)
    assert "nowrap" not in quote
