"""Planted copies are found, whatever was changed, and wording of many costs no pair of them."""

from __future__ import annotations

from itertools import combinations
from random import Random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.corpus.reuse.changed import Comparer
from fazhi.corpus.reuse.finding import candidates
from fazhi.corpus.reuse.finding.alignment import letters_in_order
from fazhi.corpus.reuse.finding.batches import Batch
from fazhi.corpus.reuse.finding.candidates import AT_ONCE, FEW, PASSAGE_BITS, WHOLE, weighed
from fazhi.corpus.reuse.finding.joining import families, nested
from fazhi.corpus.reuse.finding.letters import bare, letters_of, ranges, repeated, without_names
from fazhi.corpus.reuse.finding.passages import Gathered
from fazhi.corpus.reuse.finding.seeds import long_seeds_of, seeds_of
from tests.corpus.reuse.made import KINDS, make_corpus
from tests.corpus.reuse.score import BOOK, Score, found_in, pairs_of, scored

# What is asked for, whatever the seed.
EXACT = ("verbatim", "punctuation", "names", "figures")
FLOORS = {
    **dict.fromkeys(EXACT, 1.0),
    **dict.fromkeys(("few", "inserted", "deleted"), 0.99),
    **dict.fromkeys(("order", "half", "tenth"), 0.95),
    "run": 0.92,
    "quarter": 0.8,
}
REPORTS = 150
PASSAGES_IN_ALL = 30
# An opening as it goes round, in its parts.
OPENING = (
    (
        "现在我代表本村村民委员会",
        "受全村父老托付我在此",
        "下面由我代表村委班子",
        "各位父老我谨代表本村",
    ),
    ("向大会报告今年的工作", "把这年来办的事说给大家听", "向村民会议作工作报告"),
    ("请在座的父老逐条评议", "请各位乡亲当面评议"),
    ("并请驻村干部和列席的乡贤多提意见", "并请列席的同志提出意见"),
    ("说错的地方请当场指正", "散会以后也可以到村部来说", ""),
)


@pytest.fixture(scope="module")
def score() -> Score:
    made, plan = make_corpus(REPORTS, seed=7)
    return scored(pairs_of(found_in(made), made), made, plan)


@pytest.mark.parametrize("kind", KINDS)
def test_planted_copies_are_found(kind: str, score: Score) -> None:
    assert score.recall[kind] >= FLOORS[kind]


def test_what_was_not_planted_is_not_found(score: Score) -> None:
    assert score.precision >= 0.95


def test_each_value_is_repeated_so_many_times() -> None:
    dice = Random(3)
    for kind, values in ((pl.UInt32, range(9)), (pl.Int64, range(-4, 5)), (pl.Boolean, (0, 1))):
        some = [(dice.choice(values), dice.randint(0, 3)) for _ in range(200)]
        told = repeated(
            pl.Series([bool(one) if kind is pl.Boolean else one for one, _ in some], dtype=kind),
            pl.Series([times for _, times in some], dtype=pl.UInt32),
        )
        assert told.to_list() == [one for one, times in some for _ in range(times)]
        assert told.dtype == kind


@pytest.mark.parametrize("seed", range(20))
def test_ranges_are_the_numbers_from_each_beginning_on(seed: int) -> None:
    draw = Random(seed)
    begins = [draw.randrange(100) for _ in range(draw.randrange(9))]
    counts = [draw.choice((0, 0, 1, 2, 7)) for _ in begins]
    told = ranges(pl.Series(begins, dtype=pl.Int64), pl.Series(counts, dtype=pl.UInt32))
    pairs = zip(begins, counts, strict=True)
    assert told.to_list() == [at for begin, count in pairs for at in range(begin, begin + count)]


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("least", [0, WHOLE])
@pytest.mark.parametrize("at_once", [0, AT_ONCE])
def test_a_pair_weighs_what_its_seeds_in_common_do(
    seed: int, least: int, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "AT_ONCE", at_once)
    draw, many = Random(seed), PASSAGES_IN_ALL
    held = [
        {one: sorted(draw.sample(range(many), draw.randint(1, few))) for one in range(seeds)}
        for seeds, few in ((40, FEW), (draw.choice((0, 9)), FEW))
    ]
    weights: dict[tuple[int, int], list[int]] = {}
    for at, of_seed in enumerate(held):
        for holders in of_seed.values():
            for pair in combinations(holders, 2):
                told = weights.setdefault(pair, [0, 0])
                told[at] += 1 if at else WHOLE // (len(holders) - 1)
    wanted = {
        pair: (weight if weight >= least else 0, seeds)
        for pair, (weight, seeds) in weights.items()
        if weight >= max(least, 1) or seeds
    }
    keys = [
        pl.Series(
            [seed << PASSAGE_BITS | one for seed, some in of_seed.items() for one in some],
            dtype=pl.UInt64,
        )
        for of_seed in held
    ]
    marks = pl.int_range(many, dtype=pl.UInt64, eager=True)
    found = weighed([keys[0]], [keys[1]], marks, least).rows()
    assert len(found) == len(wanted)
    assert {divmod(pair, 1 << PASSAGE_BITS): tuple(more) for pair, *more in found} == wanted


def test_wording_that_all_hold_gives_no_pair_for_every_two(score: Score) -> None:
    assert score.frame <= REPORTS * 12


def shared(*texts: str) -> list[tuple[str, str]]:
    """The stretches that some texts share, as their words."""
    gathered = Gathered()
    paragraphs = pl.DataFrame(
        [(str(number), 1) for number in range(len(texts))],
        schema={"report_id": pl.String, "paragraph_id": pl.UInt32},
        orient="row",
    )
    gathered.add(Batch(paragraphs, letters_of(texts, BOOK)))
    corpus = gathered.corpus()
    held = dict(corpus.paragraphs.select("passage", "report_id").iter_rows())
    places = {text: letters_of([text], BOOK).places.to_list() for text in texts}

    def words(row: dict[str, int], side: str) -> str:
        text = texts[int(held[row[side]])]
        start, end = row[f"{side}_start"], row[f"{side}_end"]
        return text[places[text][start] : places[text][end - 1] + 1]

    rows = corpus.shared.iter_rows(named=True)
    # Which of two is the first is told by their letters.
    ordered = [
        sorted("ab", key=lambda side: row[side]) for row in corpus.shared.iter_rows(named=True)
    ]
    return [(words(row, a), words(row, b)) for row, (a, b) in zip(rows, ordered, strict=True)]


def test_a_run_inside_another_passage_is_found_to_the_letter() -> None:
    run = "把旧粮站改作矛盾调处室，每逢集日由老支书坐堂听双方说理"
    first = f"镇里腾出三间空房。{run}，半年里说和了邻里争地。"
    second = f"我们在村口搭了凉亭，{run}；夜里另派人巡堤守闸，防着上游放水。"
    assert shared(first, second) == [(run, run)]


@pytest.mark.parametrize("seed", range(4))
def test_a_formula_in_many_forms_is_told_of_each(seed: int) -> None:
    """Sixty openings of the same parts: each shares 24 letters or more with several others."""
    draw, texts = Random(seed), set[str]()
    while len(texts) < 60:
        texts.add("，".join(draw.choice(forms) for forms in OPENING) + "。")
    gathered = Gathered()
    rows = [(f"{number:02}", 1) for number in range(len(texts))]
    kinds = {"report_id": pl.String, "paragraph_id": pl.UInt32}
    paragraphs = pl.DataFrame(rows, schema=kinds, orient="row")
    gathered.add(Batch(paragraphs, letters_of(sorted(texts), BOOK)))
    whole = pl.DataFrame(schema={"passage": pl.UInt32, "letters": pl.UInt32})
    held = families(gathered.corpus().shared, whole).held
    longest = held.group_by("passage").agg(letters=(pl.col("end") - pl.col("start")).max())
    assert longest.height == len(texts)
    assert longest["letters"].min() >= 24  # type: ignore[operator]


def test_what_is_a_small_part_of_a_long_stretch_has_not_its_holders() -> None:
    """A slogan of 26 letters stands in a sentence of 60 and in one of 120 that goes round."""
    kinds = {"family": pl.UInt32, "passage": pl.UInt32, "start": pl.Int32, "end": pl.Int32}
    places = [(0, 0, 10, 36), (0, 1, 90, 116), (1, 0, 0, 60), (1, 5, 0, 58)]
    places += [(2, 1, 0, 120), (2, 6, 0, 118)]
    told = nested(pl.DataFrame(places, schema=kinds, orient="row"))
    assert told.rows() == [(0, 1, 48.0)]


def test_a_traditional_text_shares_with_a_simplified_one() -> None:
    first = "由驻村律师逐户讲解宅基地确权的办法，并当场起草调解协议书"
    second = "由駐村律師逐戶講解宅基地確權的辦法，並當場起草調解協議書"
    assert shared(f"{first}。镇上另设夜校。", f"年內，{second}。") == [(first, second)]


@pytest.mark.parametrize("seed", range(200))
def test_any_run_of_letters_that_two_share_is_found(seed: int) -> None:
    draw = Random(seed)
    signs = [chr(code) for code in range(0x4E00, 0x9F00) if chr(code).isalpha()]

    def some(count: int) -> str:
        return "".join(draw.choice(signs) for _ in range(count))

    run = some(24)
    first = some(draw.randrange(80)) + run + some(draw.randrange(80))
    second = some(draw.randrange(80)) + run + some(draw.randrange(80))
    kept = "".join(map(chr, letters_of([run], BOOK).codes))
    found = shared(first, second)
    assert found
    assert all(
        kept[1:-1] in "".join(map(chr, letters_of([words], BOOK).codes))
        for pair in found
        for words in pair
    )


@pytest.mark.parametrize("seed", range(8))
def test_a_text_has_the_same_seeds_whatever_stands_before_it(seed: int) -> None:
    draw = Random(seed)
    texts = ["".join(chr(draw.randint(0x4E00, 0x9FA5)) for _ in range(30)) for _ in range(5)]

    def told(some: list[str]) -> list[list[int]]:
        """The seeds and the long seeds of the last of some texts."""
        rows = [(at, ord(sign)) for at, words in enumerate(some) for sign in words]
        letters = pl.DataFrame(rows, schema={"text": pl.UInt32, "code": pl.UInt16}, orient="row")
        seeds = seeds_of(letters)
        last = pl.col("text") == len(some) - 1
        return [one.filter(last)["hash"].to_list() for one in (seeds, long_seeds_of(seeds))]

    alone = told(texts[-1:])
    assert all(len(some) > 4 for some in alone)
    assert all(told(texts[at:]) == alone for at in range(len(texts)))


def test_texts_that_share_nothing_long_share_nothing() -> None:
    first = "开展法治宣传教育活动，组织干部学习有关文件，提高依法办事能力，群众满意。"
    second = "安排水利员巡查沟渠，学习有关文件后修复水毁路面，督促企业限期整改到位。"
    assert shared(first, second) == []


def test_letters_in_order() -> None:
    assert letters_in_order("甲乙丙丁", "甲丙戊丁") == 3
    assert letters_in_order("", "甲") == 0
    assert letters_in_order("甲乙" * 200, "乙甲" * 200) == 399


@given(st.text("甲乙丙", max_size=12), st.text("甲乙丙丁", max_size=12))
def test_letters_in_order_are_those_of_the_longest_common_subsequence(a: str, b: str) -> None:
    row = [0] * (len(b) + 1)
    for sign in a:
        before = row.copy()
        for at, other in enumerate(b):
            row[at + 1] = before[at] + 1 if sign == other else max(before[at + 1], row[at])
    assert letters_in_order(a, b) == letters_in_order(b, a) == row[-1]


def test_letters_keep_their_places() -> None:
    text = "2023年，西坪镇调解\U00020000纠纷38件。"
    letters = letters_of([without_names(text, ["西坪镇"])], BOOK)
    told = [(at, chr(code)) for at, code in zip(letters.places, letters.codes, strict=True)]
    assert "".join(sign for _, sign in told) == "年调解纠纷件"
    assert all(text[at] == sign for at, sign in told)


def test_names_of_other_lengths_are_no_change_of_words() -> None:
    told = "{}在渡口设流动法庭，{}年开庭{}次，乡亲们坐在边上听。"
    first = told.format("湾头桥镇", 2023, 31), ("湾头桥镇",)
    second = told.format("彭堡镇", 2022, 9), ("彭堡镇",)
    assert Comparer(BOOK).compare(first, second) == ("figures", 1.0)


def test_letters_are_small_and_simplified_and_what_is_none_goes() -> None:
    # Signs of blocks that hold letters alone, letters among others, capitals, and no letter.
    told = "执法ＡbCΔ平臺、第3次〇한글İǅⅣ\ue000\ud800".translate(bare(BOOK))
    assert told == "执法ａbcδ平台第次한글İǆ"
