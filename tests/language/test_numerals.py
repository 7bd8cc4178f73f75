"""Numbers in every form: cn2an's own cases, and any value written and read back."""

from __future__ import annotations

import subprocess
import sys
from itertools import product

import cn2an
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.codebook.book import load_codebook
from fazhi.language.numerals import TENS, read_number, read_pair
from fazhi.parse.quantities import find_spans
from fazhi.reading import read_bytes

BOOK = load_codebook()

# What cn2an's tests hold for numbers without sign and without money words; its smart mode.
CN2AN_CASES = {
    "零": 0,
    "一": 1,
    "十": 10,
    "十一": 11,
    "一十一": 11,
    "二十": 20,
    "二十一": 21,
    "一百": 100,
    "一百零一": 101,
    "一百一十": 110,
    "一百一十一": 111,
    "一千": 1000,
    "一千一百": 1100,
    "一千一百一十": 1110,
    "一千一百一十一": 1111,
    "一千零一十": 1010,
    "一千零十": 1010,
    "一千零十一": 1011,
    "一千零一十一": 1011,
    "一千零一": 1001,
    "一千一百零一": 1101,
    "一万一千一百一十一": 11111,
    "一十一万一千一百一十一": 111111,
    "一百一十一万一千一百一十一": 1111111,
    "一千一百一十一万一千一百一十一": 11111111,
    "一亿一千一百一十一万一千一百一十一": 111111111,
    "一十一亿一千一百一十一万一千一百一十一": 1111111111,
    "一百一十一亿一千一百一十一万一千一百一十一": 11111111111,
    "一千一百一十一亿一千一百一十一万一千一百一十一": 111111111111,
    "一千一百一十一万一千一百一十一亿一千一百一十一万一千一百一十一": 1111111111111111,
    "拾": 10,
    "拾壹": 11,
    "壹拾壹": 11,
    "壹佰壹拾壹": 111,
    "壹仟壹佰壹拾壹": 1111,
    "壹万壹仟壹佰壹拾壹": 11111,
    "壹拾壹万壹仟壹佰壹拾壹": 111111,
    "壹佰壹拾壹万壹仟壹佰壹拾壹": 1111111,
    "壹仟壹佰壹拾壹万壹仟壹佰壹拾壹": 11111111,
    "壹亿壹仟壹佰壹拾壹万壹仟壹佰壹拾壹": 111111111,
    "十万": 100000,
    "十万零一": 100001,
    "一万零一": 10001,
    "一万零一十一": 10011,
    "一万零一百一十一": 10111,
    "一万零百一十一": 10111,
    "一十万零一": 100001,
    "一百万零一": 1000001,
    "一千万零一": 10000001,
    "一千零一万一千零一": 10011001,
    "一千零一万零一": 10010001,
    "一亿零一": 100000001,
    "一十亿零一": 1000000001,
    "一百亿零一": 10000000001,
    "一千零一亿一千零一万一千零一": 100110011001,
    "一千亿一千万一千零一": 100010001001,
    "一千亿零一": 100000000001,
    "零点零零零零零零零零零零零零零零一": 0.000000000000001,
    "零点零零零零零零零一": 0.00000001,
    "零点零零零一": 0.0001,
    "零点零一": 0.01,
    "零点一": 0.1,
    "廿二": 22,
    "一一": 11,
    "一一一": 111,
    "壹壹": 11,
    "零点零": 0,
    "一七二零": 1720,
    "一七二零点一": 1720.1,
    "一七二零点一三四": 1720.134,
    "一二三": 123,
    "三万五": 35000,
    "十三万五": 135000,
    "两千六": 2600,
    "一百二": 120,
    "一百十一": 111,
    "一百十六": 116,
    "一千一十": 1010,
    "一百二十万三": 1203000,
    "十万零一千": 101000,
    "一百九十万零三千九百七十一": 1903971,
    "一亿五千万零六千三百五十五": 150006355,
    "壹拾万零叁仟肆佰伍拾叁": 103453,
    "100万": 1000000,
    "100万三千": 1003000,
    "200亿零四千230": 20000004230,
    "一百点123": 100.123,
    "10.1万": 101000,
    "16.4亿": 1640000000,
    "35.1亿": 3510000000,
    "1百01": 101,
    "1万600": 10600,
    "10.1": 10.1,
}


@pytest.mark.parametrize(("numeral", "value"), CN2AN_CASES.items())
def test_cn2an_cases_as_amounts(numeral: str, value: float) -> None:
    (found,) = find_spans(f"检查商铺{numeral}户。", BOOK)
    assert (found.start, found.end) == (4, 5 + len(numeral))
    # As an amount three neighbours in a row may be a guess: nobody can tell.
    assert found.value == (None if numeral == "一二三" else value)
    assert found.unit == "户"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200", 1200),
        ("廿八", 28),
        ("卅二", 32),
        ("卅", 30),
        ("1，200", 1200),
        ("1.2万", 12000),
        ("1.2千万", 12000000),
        ("3千", 3000),
        ("1万6千", 16000),
        ("1亿2000万", 120000000),
        ("百", 100),
        ("万", 10000),
        ("两千三百", 2300),
        ("二十0", None),
        ("十十", None),
        ("19.一", None),
        ("17三", None),
    ],
)
def test_numbers(text: str, value: float | None) -> None:
    assert read_number(text) == value


ROUND = [
    f"{one}{scale}"
    for one in "一二两三四五六七八九"
    for scale in ("百", "千", "万", "亿", "百万", "千万", "百亿", "千亿", "万亿", "百万亿")
]

ROUND_TENS = [f"{tens}{scale}" for tens in TENS for scale in ("万", "亿", "万亿")]


SIGN_BY_SIGN = ["二〇二四", "一九九七", *map("".join, product("零〇一二三四五六七八九", repeat=2))]


@pytest.mark.parametrize("numeral", [*TENS, *ROUND, *ROUND_TENS, *SIGN_BY_SIGN])
def test_what_is_read_without_cn2an_is_what_cn2an_reads(numeral: str) -> None:
    assert read_number(numeral) == cn2an.cn2an(numeral, "smart")


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("三五", (3, 5)),
        ("两三", (2, 3)),
        ("七八十", (70, 80)),
        ("十五六", (15, 16)),
        ("两三百", (200, 300)),
        ("一一", None),
        ("三九", None),
        ("二十", None),
    ],
)
def test_neighbouring_numerals_are_a_range(text: str, bounds: tuple[float, float] | None) -> None:
    assert read_pair(text) == bounds


WORDS = st.sampled_from(["件", "起", "人次", "份", "场次", "户", "名", "家", "亩", "元"])
BEFORE = {
    "": "exact",
    "近": "under",
    "约": "about",
    "超过": "over",
    "不少于": "over",
    "不足": "under",
}
BEHIND = {"": "exact", "以上": "over", "左右": "about", "以下": "under"}
BETWEEN = {"": "exact", "余": "over", "多": "over"}


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, float]:
    """A number in some form and its value."""
    value = draw(st.integers(3, 9_999_999))
    forms = [
        (str(value), value),
        (f"{value:,}", value),
        (f"{value:,}".replace(",", "，"), value),
        (cn2an.an2cn(value, "low"), value),
        (f"{value / 100:.2f}", value / 100),
        (f"{value / 100:.2f}万", value * 100),
        (f"{value}亿", value * 10**8),
        (
            f"{value % 9999 + 1}万{value % 90 + 1000}",
            (value % 9999 + 1) * 10**4 + value % 90 + 1000,
        ),
    ]
    return draw(st.sampled_from(forms))


@settings(deadline=None, max_examples=300)
@given(
    numbers(),
    WORDS,
    st.sampled_from([*BEFORE]),
    st.sampled_from([*BETWEEN]),
    st.sampled_from([*BEHIND]),
    st.integers(0, 2),
)
def test_any_form_reads_back(number, word, before, between, behind, which) -> None:
    text, value = number
    parts = [before, between, behind]
    before, between, behind = (part if at == which else "" for at, part in enumerate(parts))
    mention = f"{before}{text}{between}{word}{behind}"
    (found,) = find_spans(f"全年累计达{mention}，群众满意", BOOK)
    assert (found.start, found.end) == (5, 5 + len(mention))
    assert found.value == pytest.approx(value, rel=1e-12)
    assert found.unit == word
    wanted = {BEFORE[before], BETWEEN[between], BEHIND[behind]} - {"exact"}
    assert found.approx == (wanted.pop() if wanted else "exact")


@settings(deadline=None, max_examples=60)
@given(st.integers(2, 99_999_999), WORDS)
def test_full_width_digits_read_back_from_a_file(value: int, word: str) -> None:
    wide = str(value).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    text = read_bytes(f"全年累计达{wide}{word}。".encode(), "report.txt", book=BOOK)
    (found,) = find_spans(text.clean, BOOK)
    place = text.place(found.start, found.end)
    assert (found.value, text.quote(place.start, place.end)) == (value, f"{wide}{word}")


@pytest.mark.parametrize(
    ("said", "value"), [("百", 100), ("千", 1000), ("百万", 10**6), ("千亿", 10**11), ("亿", 10**8)]
)
def test_multipliers_alone_are_one_of_them(said: str, value: float) -> None:
    assert read_number(said) == value


def test_usual_numbers_spare_the_loading_of_cn2an() -> None:
    """Which takes as long as understanding thirty small reports."""
    told = "上百起、近千万元、二十三万人、三百亿元、十二件、1.5亿元"
    code = (
        "import sys; from fazhi.codebook.book import load_codebook as book; "
        "from fazhi.reading import read_bytes; from fazhi.parse.quantities import find_spans; "
        f"found = find_spans(read_bytes('{told}'.encode(), 'a.txt', book=book()).clean, book()); "
        "print(len(found), 'cn2an' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "6 False\n"
