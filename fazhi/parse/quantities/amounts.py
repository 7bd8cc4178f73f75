"""Numbers with a measure word: one pass of one pattern, then exact work on what it found."""

from __future__ import annotations

import re

import msgspec

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.wording import wording
from fazhi.language.numerals import (
    CHINESE_DIGITS,
    FORMAL,
    MULTIPLIERS,
    UNITS_OF_ONE,
    read_number,
    read_pair,
    scale_of,
)
from fazhi.language.units import any_of, measure_words, unit_pattern
from fazhi.parse.quantities.amount import Amount, approximator_before, words_after
from fazhi.parse.quantities.money import with_bare_money, with_small_money
from fazhi.parse.quantities.names import is_indefinite, is_name
from fazhi.parse.quantities.ranges import listed_before, with_guess, with_lower_bound, with_tens
from fazhi.parse.quantities.shares import with_shares

CHINESE = CHINESE_DIGITS + MULTIPLIERS
FIRST = rf"[0-9{CHINESE}{FORMAL}数几]"
# A formal numeral alone counts before a measure word (肆次), where it is no end of another word
# (队伍) and no surname that begins the name of a place (伍家岗).
ENDS = "放肆|队伍|退伍|入伍|行伍|落伍|为伍|大陆|登陆|内陆|着陆|水陆|海陆"
LONE_FORMAL = rf"(?<=[壹贰叁肆伍陆柒捌玖])(?<!{ENDS})(?![家村里])"
# A digit right behind a Chinese one begins a number of its own (退役之一12名).
SEAM = re.compile(r".*[零一二两三四五六七八九](?=[0-9])")
# Behind shares alone they say “and more” (下降一成多).
SHARES, MORE_BEHIND = frozenset(("成", "倍")), frozenset("多余强")
# They hold a word for hundreds and one for marks.
POINTS = "百分点"
# They begin no word with a measure word (两本, 百余本).
NO_NAMES = frozenset("两百千万几")
CLOSING = frozenset("，。；、）\n")
LIST_STARTS = "\n。；："
ASCII_DIGITS = "0123456789"
# A verb may stand between the least and its number (至少开展1次).
LEAST = re.compile(f"(?:至少|最少)[^，。；：、的0-9{CHINESE}]{{1,6}}$")
REACH = 8
# Letters that recognition and hasty typing put for a nought, Latin, Greek and Cyrillic; and what
# stands for a digit where a number should begin, or inside one (I8件, 2l2条).
NOUGHTS = "OoΟοОо〇"
AS_NOUGHT = str.maketrans(NOUGHTS, "0" * len(NOUGHTS))
NO_BEGINNING = "OoΟοОоlI|SZBЗ"
ODD_BEFORE = frozenset(NO_BEGINNING + ",")
BROKEN_BY = frozenset("lI|SZBЗ,")
# The head of a number that blanks tear (4 80件, 1. 3万): not the number of a line or item, no year,
# and no date or hour, whose marks stand before.
TORN = re.compile(
    r"(?P<before>^|[^0-9. ]) ?(?!(?:19|20)[0-9]{2}[. ])(?P<head>[0-9][0-9. ]{0,11}) $", re.ASCII
)
NO_HEAD_BEHIND = frozenset("\n\t。；：:-/·—–~")
# What stands for a sign or a picture that could not be read: a figure behind it may lack its head.
UNREAD = frozenset("\ufffc\ufffd")
# Said of hundreds and dozens, never counted (成百上千人, 十几二十户).
ROUND_BEFORE = re.compile(r"(?:成[百千万]|[十百千]几|几[十百千]|[十百千]来)$")
ROUND_LAST = frozenset("百千万几十来")
# About a hundred, about a thousand.
ROUND = re.compile(r"百八十|千八百|万八千|百十|千百")
# Three numerals in a row are a guess or a number told digit by digit: nobody can tell (三四五件).
ASCENDING = re.compile("(?=.{3})一?[二两]?三?四?五?六?七?八?九?")
CJK = re.compile(r"[\u4e00-\u9fff，、：；（]")
LIST_NUMBER = re.compile(r"[1-9][0-9]?[.．](?=[0-9]+$)")
# Measure words of these kinds take decimals; a decimal number of others begins with a list number.
CONTINUOUS = {
    "percent",
    "percentage_points",
    "money",
    "area",
    "length",
    "weight",
    "volume",
    "ratio",
    "score",
    "duration",
}


def find_amounts(text: str, book: Codebook) -> list[Amount]:
    """Every number with a measure word that states how much or how many, in order."""
    found: list[Amount] = []
    for match in _pattern(book).finditer(text):
        amount = _read(text, match, book)
        if amount is None:
            continue
        whole = with_tens(text, _as_points(text, amount))
        ranged = with_guess(text, with_lower_bound(text, whole, book))
        while found and found[-1].end > ranged.start:
            found.pop()
        found.extend(listed_before(text, ranged))
        found.append(ranged)
    money = with_bare_money(text, with_small_money(text, found), book)
    return with_shares(text, money, book)


@derived
def _pattern(book: Codebook) -> re.Pattern[str]:
    """Number, approximators, measure word; its first character is what the scan looks for."""
    after = any_of(word for entry in wording(book).after for word in entry.words)
    return re.compile(
        rf"(?P<number>{FIRST}(?<![0-9.．{CHINESE}]{FIRST})"
        rf"(?:(?<![数几])|(?=[{MULTIPLIERS}]))(?:(?<![{FORMAL}])|(?=[{FORMAL}万亿])|(?<=[^收捡俭]拾)|{LONE_FORMAL})"
        rf"(?:(?<=[0-9])(?=[0-9]*[ ,，{NOUGHTS}])"
        rf"(?:[0-9]{{0,2}}(?:[,，][0-9{NOUGHTS}]{{3}})+(?![0-9])(?:\.[0-9]+)?"
        # Digits that stand apart (4 6次), thousands set off by blanks (4 598件).
        r"|(?:[0-9]{0,2}(?: [0-9]{3})+|(?: [0-9])+)(?![0-9])(?:\.[0-9]+)?"
        rf"|[0-9]*[{NOUGHTS}][0-9{NOUGHTS}]*)"
        rf"|[0-9{CHINESE}{FORMAL}]*+(?:[.．点][0-9{CHINESE}]++)?)[{MULTIPLIERS}]*+)"
        r"(?P<few>几)?(?P<more>[余多来+＋])?(?P<scale>[百千万亿]*+)(?P<more_scale>余|多)?"
        rf"(?P<blank>[ \n]?)(?P<unit>个(?P<over_time>余|多|半)(?:小时|月|工作日)"
        rf"|成(?P<tenth>[一二三四五六七八九半])(?=[，。；、）以左的\n]|$)|{unit_pattern(book)})"
        rf"(?P<after>{after})?"
    )


def _read(text: str, match: re.Match[str], book: Codebook) -> Amount | None:
    """The amount of a candidate, or null where it is no quantity."""
    start, end = match.span()
    # The groups of the pattern in the order in which they open.
    number, few, more, scale, more_scale, blank, unit, over_time, tenth, after = match.groups()
    if unit == "年" and len(number) > 2:
        # Most candidates are calendar years: settled before all else.
        return None
    half = over_time == "半"
    over = few or more or more_scale or (over_time and not half)
    if over_time or tenth:
        unit = "成" if tenth else unit.replace(over_time, "")
    start, number, sure = _own(text, start, number, blank, "元" if scale else unit, book)
    if _is_no_unit(text, start, blank, unit, book) or is_name(
        text, start, end - len(after or ""), number, unit, book
    ):
        return None
    if unit in SHARES and text[end : end + 1] in MORE_BEHIND:
        over, end = text[end], end + 1
    before, word = approximator_before(text, start, book)
    start -= len(word)
    rounded = number[0] in "百千万" or text[start - 1 : start] in ROUND_LAST
    said = _said_round(text, start, number) if rounded else None
    start -= said or 0
    told = before or over or half or tenth or said is not None
    if not told and _says_no_number(text, start, end, number, unit, book):
        return None
    value, high = _value(number, scale)
    if value is None and not (number[0] in "数几" or ASCENDING.fullmatch(number)):
        return None
    if said is not None or not sure:
        value = high = None
    if half and value is not None:
        value += 0.5
    vague = "about" if high is not None or value is None else "exact"
    behind = words_after(book)[after] if after else vague
    approx = before or ("over" if over or _is_least(text, start) else behind)
    if unit == "成":
        ones = UNITS_OF_ONE.get(tenth, 5) if tenth else 0
        value, high, unit = value and value * 10 + ones, high and high * 10, "%"
    return Amount(start, end, value, high, unit, approx, value == 0)


def _is_least(text: str, start: int) -> bool:
    """Whether the least is told before a verb and the number (至少开展1次)."""
    # Most numbers have nothing of it near: a look spares them the expression.
    low = max(start - REACH, 0)
    return text.find("少", low, start) >= 0 and LEAST.search(text, low, start) is not None


def _as_points(text: str, amount: Amount) -> Amount:
    """Percentage points, where their name was taken for hundreds of marks (下降5.94百分点)."""
    if amount.unit != "分" or not text.startswith(POINTS, amount.end - 2):
        return amount
    value, high = (each and round(each / 100, 6) for each in (amount.value, amount.high))
    return msgspec.structs.replace(amount, end=amount.end + 1, value=value, high=high, unit=POINTS)


def _says_no_number(
    text: str, start: int, end: int, number: str, unit: str, book: Codebook
) -> bool:
    """Whether a numeral by itself is none: a bare multiplier, the indefinite 一."""
    if number != "一":
        return number[0] in "百千万亿"
    return unit not in wording(book).one.shares and is_indefinite(text, start, end, unit, book)


def _own(
    text: str, start: int, number: str, blank: str, unit: str, book: Codebook
) -> tuple[int, str, bool]:
    """Start and number as they are read, and whether that is sure; most are plain digits."""
    before = text[start - 1 : start]
    if before in UNREAD:
        return start - 1, number, False
    if before == " " and number[0] in ASCII_DIGITS and (torn := _torn_head(text, start)):
        return start - torn, number, False
    if number.isascii() and number.isdigit() and before not in ODD_BEFORE:
        return start, number, True
    if len(number) == 1 and not number.isascii():
        # One Chinese numeral has nothing to be taken apart (三个, 两次).
        return start, number, True
    return _together(text, *_own_number(text, start, number, unit, book), blank)


def _torn_head(text: str, start: int) -> int:
    """How many characters of a number stand before its end at `start` and a blank; often none."""
    head = TORN.search(text, max(start - 16, 0), start)
    if head is None or (head["before"] or "\n") in NO_HEAD_BEHIND:
        return 0
    return start - head.start("head")


def _own_number(text: str, start: int, number: str, unit: str, book: Codebook) -> tuple[int, str]:
    """Start and number without what belongs to words before it: a numeral, a list number."""
    seam = None if number.isascii() else SEAM.match(number)
    if seam:
        start, number = start + seam.end(), number[seam.end() :]
    cut = LIST_NUMBER.match(number) if not start or text[start - 1] in LIST_STARTS else None
    if cut and measure_words(book)[unit].dimension not in CONTINUOUS:
        start, number = start + cut.end(), number[cut.end() :]
    return start, number


def _together(text: str, start: int, number: str, blank: str) -> tuple[int, str, bool]:
    """Start and number of digits that stand apart or hold letters, and whether that is sure.

    Digits set apart evenly are one number (4 6 次); at the start of a line the first is that of the
    line, and behind a blank the two may be cells of a table: then nobody can tell.
    """
    if not number[0].isascii() or (number.isdigit() and text[start - 1 : start] not in ODD_BEFORE):
        return start, number, True
    before = text[start - 1] if start else "\n"
    if before in NO_BEGINNING and CJK.match(text, start - 2):
        return start - 1, number, False
    if before in BROKEN_BY and text[start - 2] in ASCII_DIGITS:
        # A comma inside a figure that sets off no thousands (3,5万元), a letter for a digit.
        return start - (before != ","), number, False
    if " " not in number:
        return start, number.translate(AS_NOUGHT), True
    if before == "\n":
        last = number.rindex(" ") + 1
        return start + last, number[last:], True
    return start, number.replace(" ", ""), before != " " or blank == " "


def _said_round(text: str, start: int, number: str) -> int | None:
    """How many characters before `start` belong to a number said only roughly; null for none."""
    found = ROUND_BEFORE.search(text, max(start - 2, 0), start)
    if found:
        return len(found[0])
    if (
        number[0] in "百千万"
        and text[start - 1 : start] == "成"
        and text[start - 2] not in "完达形"
    ):
        return 1
    return 0 if ROUND.fullmatch(number) else None


def _is_no_unit(text: str, start: int, blank: str, unit: str, book: Codebook) -> bool:
    """Whether the measure word is a noun here, or stands on the next line by chance."""
    if text[start] in ASCII_DIGITS:
        # A number at the end of a table's row has no measure word from the row below.
        begins = text.rfind("\n", 0, start) + 1 if blank == "\n" else -1
        return begins == start or (begins >= 0 and "\t" in text[begins:start])
    entry = measure_words(book)[unit]
    if blank or entry.digits_only:
        return True
    return entry.long_numerals and _is_lone(text, start, unit, book)


def _is_lone(text: str, start: int, unit: str, book: Codebook) -> bool:
    """Whether one Chinese numeral stands alone; only 两 is no part of another word then.

    Nor is one that closes its clause behind some measure words (印发公告三则，).
    """
    if text[start] in NO_NAMES or text[start + 1] in CHINESE:
        return False
    end = start + 1 + len(unit)
    closed = text[end : end + 1] in CLOSING and unit in wording(book).one.closing
    return not (closed and CJK.match(text, start - 1))


def _value(number: str, scale: str) -> tuple[float | None, float | None]:
    """Value and upper bound of a number; both null where it is vague (数十)."""
    if number[0] in "数几":
        return None, None
    factor = scale_of(scale) if scale else 1
    if number.isascii():
        value = float(number) if number.isdigit() else read_number(number)
    elif pair := read_pair(number):
        return pair[0] * factor, pair[1] * factor
    else:
        value = None if ASCENDING.fullmatch(number) else read_number(number)
    return (value if value is None or factor == 1 else round(value * factor, 6)), None
