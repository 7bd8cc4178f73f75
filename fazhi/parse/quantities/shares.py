"""Shares told without a measure word: 百分之九十八, 三分之二, 1/4, 过半, and 翻一番; half a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter

from msgspec.structs import replace

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.wording import wording
from fazhi.language.numerals import CHINESE_DIGITS, MULTIPLIERS, UNITS_OF_ONE, read_number
from fazhi.language.units import any_of
from fazhi.parse.quantities.amount import Amount, approximator_before, words_after

WHOLES = {"百": "%", "千": "‰", "万": "‱"}
NUMBER = rf"[0-9{CHINESE_DIGITS}{MULTIPLIERS}]+(?:[.．点][0-9{CHINESE_DIGITS}]+)?"
PER = re.compile(
    rf"(?P<whole>[百千万])分之(?P<number>{NUMBER})"
    rf"(?:[至到—－–~～-]{{1,2}}(?:(?P=whole)分之)?(?P<high>{NUMBER}))?多?"
)
FRACTION = re.compile(
    rf"(?<![百千万{CHINESE_DIGITS}])(?P<below>[二三四五六七八九十]|[2-9])分之"
    r"(?P<above>[一二两三四五六七八九]|[1-9])"
)
SLASHED = re.compile(r"(?<![0-9/.])(?P<above>[1-9][0-9]?)/(?P<below>[1-9][0-9]?)(?![0-9/年月日人])")
HALF = re.compile(r"(?P<over>过)?半数|(?P<half>过半|一半)(?![年个小月百])|减半(?=[，。；、）\n])")
# Half of a term or a plan is gone: a manner of speech.
NO_HALF = re.compile(r"(?:时间|时序|任务|进度|学期|[年月期程])$")
DOUBLED = re.compile(r"翻了?(?:(?P<times>[一二两三四五])?番|一?倍)(?![茄号邦])")
# One in a slogan counts nothing (“提质翻番、率先小康”目标).
SLOGAN = re.compile("“[^“”，。；]{1,12}$")
# A good third, a scant third.
FULL = {"强": "over", "弱": "under"}
# Half a day or an hour is so much by itself (每月坐班半天); 半年 and 每半个月 tell how often.
HALF_A_DAY = re.compile(
    "(?<![0-9一两二三四五六七八九十几个天年月周日点多每隔整时])半(?P<unit>"
    "(?<![大老前后上下过]半)(?:(?:天|日)(?=[，。；、）以左时的内\n]|$)|个月(?!度))"
    "|(?:个?小时|个工作日)(?![^，。；、]{0,8}圈))"
)
SIGNS = ("分之", "/", "半数", "过半", "一半", "减半", "翻", "半天", "半小时", "半个", "半日")


def with_shares(text: str, found: list[Amount], book: Codebook) -> list[Amount]:
    """The amounts and the shares in order; a share's own numerals are no amounts."""
    if not any(sign in text for sign in SIGNS):
        return found
    shares: list[Amount] = []
    for share in sorted(_shares(text, book), key=lambda amount: amount.start):
        if not shares or shares[-1].end <= share.start:
            shares.append(share)
    return sorted([*_apart(found, shares), *shares], key=attrgetter("start"))


def _apart(found: Sequence[Amount], shares: Sequence[Amount]) -> Iterator[Amount]:
    """The amounts that overlap no share; both in order of place."""
    at = 0
    for amount in found:
        while at < len(shares) and shares[at].end <= amount.start:
            at += 1
        if at == len(shares) or amount.end <= shares[at].start:
            yield amount


def _shares(text: str, book: Codebook) -> Iterator[Amount]:
    for at in _places(text, "分之"):
        if match := PER.match(text, max(at - 1, 0)):
            yield from _per(text, match, book)
        elif match := FRACTION.match(text, max(at - 1, 0)):
            yield from _fraction(text, match, book)
    for at in _places(text, "/"):
        match = SLASHED.match(text, max(at - 2, 0)) or SLASHED.match(text, max(at - 1, 0))
        if match and _is_told(text, match, book):
            yield from _fraction(text, match, book)
    for at in _places(text, "半"):
        if match := HALF.match(text, max(at - 1, 0)) or HALF.match(text, at):
            yield from _half(text, match, book)
        elif match := HALF_A_DAY.match(text, at):
            yield _share(text, match, 0.5, match["unit"], book=book)
    for at in _places(text, "翻"):
        if (match := DOUBLED.match(text, at)) and not SLOGAN.search(text, 0, at):
            # Twice doubled is four times as much, three times more.
            times = 2.0 ** UNITS_OF_ONE.get(match["times"] or "一", 1) - 1
            yield _share(text, match, times, "倍", book=book)


def _half(text: str, match: re.Match[str], book: Codebook) -> Iterator[Amount]:
    share = _share(text, match, 0.5, None, book=book)
    over = match["over"] or match["half"] == "过半"
    if not (over and NO_HALF.search(text, max(match.start() - 2, 0), match.start())):
        yield replace(share, approx="over") if over else share


def _places(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)


def _per(text: str, match: re.Match[str], book: Codebook) -> Iterator[Amount]:
    value, high = read_number(match["number"]), read_number(match["high"] or "")
    if match["number"] == "百":
        value = 100.0
    if value is not None and high is not None and high > value:
        yield _share(text, match, value, WHOLES[match["whole"]], high, book=book)
    elif value is not None:
        end = match.end() if match["high"] is None else match.end("number")
        yield _share(text, match, value, WHOLES[match["whole"]], end=end, book=book)


def _fraction(text: str, match: re.Match[str], book: Codebook) -> Iterator[Amount]:
    above, below = read_number(match["above"]), read_number(match["below"])
    if above and below and above < below:
        yield _share(text, match, round(above / below, 6), None, book=book)


@derived
def _cues(book: Codebook) -> tuple[re.Pattern[str], re.Pattern[str]]:
    cues = wording(book).fraction
    return re.compile(f"{any_of(cues.before)}$"), re.compile(any_of(cues.after))


def _is_told(text: str, match: re.Match[str], book: Codebook) -> bool:
    """Whether two numbers with a stroke are a fraction here (占1/4), no page, date or grade."""
    before, after = _cues(book)
    low = max(match.start() - 4, 0)
    return bool(before.search(text, low, match.start()) or after.match(text, match.end()))


def _share(
    text: str,
    match: re.Match[str],
    value: float,
    unit: str | None,
    high: float | None = None,
    end: int | None = None,
    *,
    book: Codebook,
) -> Amount:
    before, word = approximator_before(text, match.start(), book)
    end = end or match.end()
    approx = before or ("about" if high else "over" if text[end - 1] == "多" else "exact")
    if unit is None and text[end : end + 1] in FULL:
        end, approx = end + 1, before or FULL[text[end]]
    for after, kind in words_after(book).items():
        if text.startswith(after, end):
            end, approx = end + len(after), before or kind
            break
    return Amount(match.start() - len(word), end, value, high, unit, approx, value == 0)
