"""Heads of tables: which rows are heads, what they say of each column, and its measure word.

A head may have two levels: what stands over several columns (矛盾纠纷) is said of each of them
(受理（件）, 化解（件）).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.wording import wording
from fazhi.language.units import any_of, dimension_of, unit_pattern

# A Chinese numeral is one where it fills its cell: 一类 and 三里村 begin with none.
FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[零一二三四五六七八九十百千万]+\Z")
# A title of the table, and a head of two levels.
MOST_HEADS = 3
MOST_TITLES = 2
LONGEST_CAPTION = 40
# What names a table of its own.
CAPTION = re.compile(r"^附?[件表]|表(?:[（(].*[）)])?$|情况$|：$")
# As wide as Word's widest; a line of thousands of tabs is no table.
WIDEST = 63
SCALES = "百千万亿"
QUARTER = r"第?[一二三四1-4]季度|前[一二两三1-3]个?季度"
# 1—11月, 截至11月底, of others whole quarters (4—6月); a month alone (3月) may be a term as well.
TO = r"月?(?:份)?[至到—\-~～]{1,2}"
MONTHS = (
    rf"(?:(?:截[至止]到?|[1一]{TO})(?:1[0-2]|[2-9]|十[一二]?|[二三四五六七八九])"
    rf"|(?:[47]|10|[四七十]){TO}(?:1[12]|[69]|十[一二]|[六九]))月[份底末]?"
)
HALF = "[上下]半年|全年"
# A month alone, with or without its year.
MONTH = re.compile(r"(?:20\d\d年)?(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?")
Cell = tuple[int, str]
Row = list[Cell]


class Column(msgspec.Struct, frozen=True):
    """One column: its measure word (empty where it has none), the words of its heads without
    measure words from the upper to the lower, whether these only say that it counts, whether the
    measure word is that of the whole table, and whether each cell bears it."""

    unit: str = ""
    words: tuple[str, ...] = ()
    counts: bool = False
    lent: bool = False
    borne: bool = False


class Table(msgspec.Struct, frozen=True):
    """A table's columns, the rows under its heads, its title, the words of its heads row by row,
    and where it begins in clean text."""

    columns: tuple[Column, ...]
    rows: list[Row]
    caption: str
    heads: tuple[tuple[str, ...], ...]
    start: int


def table_of(above: Sequence[str], rows: Sequence[Row], book: Codebook) -> Table:
    """The table that rows of cells make; `above` is the lines before them, the nearest last."""
    start = rows[0][0][0]
    rows = [row[:WIDEST] for row in rows]
    titles = [*above, *_titles(rows, book)]
    rows = rows[len(titles) - len(above) :]
    heads = rows[: _first_row(rows, book)]
    body = rows[len(heads) :]
    caption, unit = _told_above(titles, book)
    width = max(map(len, rows), default=0)
    words = [[row[at][1] if at < len(row) else "" for at in range(width)] for row in heads]
    columns = tuple(_column(words, at, unit, book) for at in range(width))
    told = tuple(map(tuple, words))
    # A page may begin with the heads anew.
    body = [row for row in body if tuple(one for _, one in row) not in told]
    return Table(columns, body, caption, told, start)


def goes_on(table: Table, between: Sequence[str], later: Table, book: Codebook) -> bool:
    """Whether `later` is more of a table, with a line between that names the rows behind it or
    says that the table goes on: it is as wide, and has no heads of its own or those again."""
    alike = later.heads == table.heads
    if not table.heads or not between or len(later.columns) != len(table.columns):
        return False
    line = between[0]
    if line.startswith(wording(book).tables.continued):
        return alike or not later.heads
    names_rows = len(between) == 1 and _is_caption(line) and not CAPTION.search(line)
    return names_rows and not _unit_above(line, book) and not later.heads


def _titles(rows: Sequence[Row], book: Codebook) -> list[str]:
    """What the first rows say of the whole table: one cell each, its title or measure word."""
    told: list[str] = []
    for row in rows[:MOST_TITLES]:
        filled = [words for _, words in row if words]
        is_title = len(filled) == 1 and (row[0][1] or _unit_above(filled[0], book))
        if not is_title or _is_figure(filled[0], book) or len(told) + 1 == len(rows):
            break
        told.append(filled[0])
    return told


def _told_above(titles: Sequence[str], book: Codebook) -> tuple[str, str]:
    """The title of a table and its measure word (empty where there is none) out of what stands
    above it: on two lines in either order, or on one."""
    unit, captions = "", list[str]()
    for line in titles:
        told = _unit_above(line, book)
        unit = told["unit"] if told else unit
        words = told["title"].rstrip(" （(") if told else line
        if _is_caption(words):
            captions.append(words)
        elif not told:
            # What stands above running text tells nothing of the table below.
            unit, captions = "", []
    return (re.sub("[（(].*", "", captions[-1]) if captions else "", unit)


def _unit_above(line: str, book: Codebook) -> re.Match[str] | None:
    return _patterns(book)[1].fullmatch(line)


def _first_row(rows: Sequence[Row], book: Codebook) -> int:
    """The number of the first row that holds a figure, which is none of the heads; 0 where late."""
    for at, row in enumerate(rows[: MOST_HEADS + 1]):
        told = without_months([words for _, words in row])
        if any(_is_figure(words, book) for words in told):
            return at
    # What stands over a line that names the rows below is heads alone.
    return len(rows) if len(rows) <= MOST_HEADS else 0


def without_months(told: Sequence[str]) -> list[str]:
    """The cells that name no month, where several do: one alone (3月) may be a term as well."""
    others = [words for words in told if not is_month(words)]
    return others if len(told) - len(others) > 1 else list(told)


def is_month(words: str) -> bool:
    """Whether a cell names a month and nothing else, as 1月, 1月份 or 2024年1月."""
    return MONTH.fullmatch(words) is not None


def _is_figure(words: str, book: Codebook) -> bool:
    """Whether a cell holds a number, with or without its measure word; a year is none."""
    found = FIGURE.match(words)
    if not found or of_a_year(book).fullmatch(words):
        return False
    return found.end() == len(words) or is_unit(words[found.end() :], book)


def _is_caption(above: str) -> bool:
    return 0 < len(above) <= LONGEST_CAPTION and not any(sign in above for sign in "。，；")


def _column(heads: Sequence[Sequence[str]], at: int, unit: str, book: Codebook) -> Column:
    """What the heads say of one column; `unit` is the measure word of the whole table."""
    cues = wording(book).tables
    path = path_of(heads, at)
    told = [parted(words, book) for words in path]
    if not path or not {path[-1], told[-1][0]}.isdisjoint(cues.no_counts):
        return Column()
    own = next((one for _, one in reversed(told) if one), "")
    words = tuple(name for name, _ in told if name and name not in cues.columns)
    if own or not unit or not _may_lend(told[-1][0], unit, book):
        return Column(own, words, path[-1] in cues.columns)
    return Column(unit, words, path[-1] in cues.columns, lent=True)


def _may_lend(head: str, unit: str, book: Codebook) -> bool:
    """Whether what a head names may be counted by the measure word of the whole table."""
    cues = wording(book).tables
    others = [
        word
        for dimension, words in cues.measured.items()
        if dimension != dimension_of(_plain(unit), book)
        for word in words
    ]
    return not head.endswith((*cues.not_lent, *others))


def _plain(unit: str) -> str:
    """A measure word without the scale before it (万元)."""
    return unit[1:] if len(unit) > 1 and unit[0] in SCALES else unit


def path_of(heads: Sequence[Sequence[str]], at: int) -> list[str]:
    """The heads over a column from the upper to the lower, also those that begin to the left."""
    lowest = _lowest(heads, at)
    path: list[str] = []
    for number, row in enumerate(heads[: lowest + 1]):
        left = next((place for place in range(at, -1, -1) if row[place]), at)
        if row[left] and (left == at or _lowest(heads, left) > number):
            path.append(row[left])
    return path


def _lowest(heads: Sequence[Sequence[str]], at: int) -> int:
    """The number of the lowest row of the heads that says something over a column, or -1."""
    return max((number for number, row in enumerate(heads) if row[at]), default=-1)


def parted(words: str, book: Codebook) -> tuple[str, str]:
    """What a head says without its measure word, and that: 受理（件）, 受理件数."""
    told = _patterns(book)[0].fullmatch(words)
    if told:
        name, unit = told["name"], told["unit"]
        named = name if name in wording(book).tables.named else ""
        return name.removesuffix(named), unit
    named = wording(book).tables.named
    word = next((one for one in sorted(named, key=len, reverse=True) if words.endswith(one)), "")
    if not word:
        return words, ""
    # 案件数 says what is counted, 件数 only by what.
    noun = word.removesuffix("数")
    return words.removesuffix(word) + (noun if noun != named[word] else ""), named[word]


def row_head(words: str, book: Codebook) -> tuple[str, str]:
    """The same of the head of a row, which has a measure word in brackets or none."""
    told = _patterns(book)[0].fullmatch(words)
    return (told["name"], told["unit"]) if told else (words, "")


def is_unit(words: str, book: Codebook) -> bool:
    """Whether a cell holds a measure word and nothing else."""
    return _patterns(book)[2].fullmatch(words) is not None


@derived
def _patterns(book: Codebook) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A head with its measure word, a line above a table that tells it, and that word alone."""
    unit = rf"(?P<unit>[{SCALES}]?{unit_pattern(book)})"
    label = r"(?:单位[：:] ?)?"
    return (
        re.compile(rf"(?P<name>[^（()）]{{0,30}})[（(]{label}{unit}[）)]"),
        re.compile(
            rf"(?P<title>[^\n]{{0,40}}?)[（(]?(?:计量|统计)?单位[：:] ?{unit}[）)]?[：:。]?"
        ),
        re.compile(unit),
    )


@derived
def of_a_year(book: Codebook) -> re.Pattern[str]:
    """A head that names a year, or a part of it, and nothing else."""
    earlier = wording(book).earlier
    words = any_of((*earlier.before, *earlier.now))
    return re.compile(
        rf"20\d\d年?度?|{words}(?:数|同期)?|(?:20\d\d年)?(?:{QUARTER}|{MONTHS}|{HALF})"
    )
