"""Whether a figure that was to be reached is told, and whether what is told reaches it.

Only figures that count the same are set side by side: measure words that compare, levels with
levels and changes with changes, and of shares those of one thing. What approximation or a part of
the year leaves open is left open. Beside them: whether a passage says that something was not done.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from fazhi.codebook.book import Codebook, derived
from fazhi.corpus.promises.book import promise_words
from fazhi.corpus.promises.words import GENERAL, SAME, held_in, words_of
from fazhi.language.units import comparable

COLUMNS = (
    *("report_id", "start", "end", "raw", "value", "value_high", "unit", "dimension", "approx"),
    *("period", "change", "indicator", "months", "noun"),
)
# How far an approximate figure may lie from the stated number, down and up.
ROOM = {"exact": (1.0, 1.0), "over": (1.0, 1.25), "under": (0.75, 1.0), "about": (0.85, 1.15)}
MOST, FALL, LEAST = "most", "fall", "least"
STOCK = "stock"
MET, NOT_MET, OPEN, NOT_TOLD = "met", "not_met", "open", "not_told"
REACHED = {True: MET, False: NOT_MET, None: OPEN}
NOT_OF_THE_YEAR = ("previous", "plan")
DECEMBER = 12
# Figures of two indicators stand side by side only where their words agree in more than so many.
OTHER_THING = 1
# Of so many figures of a passage the only one that counts alike is the one meant.
FEW = 2
# A verb or a word of every office that both share decides between figures that are as near.
GENERALLY = 0.1
# Between members of a list, each of which may have a figure.
JOINT = re.compile(r"、|[和及与](?=[\d０-９])|(?<=[\d０-９].)[和及与]")
CLAUSES = re.compile(r"[，,。；;：:！？!?\n]")
THINGS = re.compile("[、和及与]")
FIGURES = re.compile(r"[\d０-９]+[^、和及与]?")
# Things are told apart by so many last letters of their name.
TAIL = 2
MARKS = re.compile(r"[，,。；;：:、！？!?\n]")


class Figure(NamedTuple):
    """A figure in its passage: the row of the table, and what stands round it.

    `clause` holds it, `before` stands before it there, `round` between its neighbours of a list;
    `things` are the ends of what it counts together; `often` is how many times a year it counts.
    """

    row: dict[str, Any]
    clause: str
    before: str
    round: str
    things: tuple[str, ...]
    often: int

    @property
    def bounds(self) -> tuple[float, float]:
        """Between what the true number of a year lies."""
        value, high = float(self.row["value"]), self.row["value_high"]
        down, up = ROOM.get(self.row["approx"] or "exact", (1.0, 1.0))
        return value * down * self.often, (high if high is not None else value * up) * self.often


class Compared(NamedTuple):
    """The figures of an item, what the account tells beside each ("" for nothing), and the state.

    `reached`: of each figure whether it is (`REACHED`); `met`: of those that stand beside one.
    """

    figures: list[str]
    told: list[str]
    reached: list[str]

    @property
    def met(self) -> bool | None:
        """Whether all that can be told are met; None where that is open for some or all."""
        beside = [one for one in self.reached if one != NOT_TOLD]
        if NOT_MET in beside:
            return False
        return True if beside and OPEN not in beside else None


def figures_in(
    start: int, told: str, rows: Sequence[dict[str, Any]], book: Codebook
) -> list[Figure]:
    """The figures of a passage that begins at `start` of the raw text, in plain words `told`."""
    found = []
    for row in rows:
        if row["value"] is None:
            continue
        low, high = row["start"] - start, row["end"] - start
        begin = max((one.end() for one in MARKS.finditer(told, 0, low)), default=0)
        stop = MARKS.search(told, high)
        clause = told[begin : stop.start() if stop else len(told)]
        before = told[begin:low]
        often = _often(told[max(0, begin - 8) : low], before, book)
        around = _round(told, begin, low, high)
        found.append(Figure(row, clause, before, around, _things(told[:low]), often))
    return found


def _round(told: str, begin: int, low: int, high: int) -> str:
    """The words of a member of a list round its figure, with the verb at the clause's beginning."""
    joints = [one.end() for one in JOINT.finditer(told, begin, low + 1)]
    stop = MARKS.search(told, high)
    end = stop.start() if stop else len(told)
    joint = JOINT.search(told, high, end)
    return (
        told[max(joints, default=begin) : low] + "，" + told[high : joint.start() if joint else end]
    )


def _things(before: str) -> tuple[str, ...]:
    """How the things end that are listed before a figure and counted by it together."""
    clause = CLAUSES.split(before)[-1]
    listed = clause[max((at.end() for at in FIGURES.finditer(clause)), default=0) :]
    return tuple(one[-TAIL:] for one in THINGS.split(listed) if len(one) >= TAIL)


def _often(near: str, before: str, book: Codebook) -> int:
    for word, times in _spans(book):
        if word in before or near.rstrip("，,").endswith(word):
            return times
    return 1


@derived
def _spans(book: Codebook) -> tuple[tuple[str, int], ...]:
    often = promise_words(book).often
    return tuple(sorted(often.items(), key=lambda one: -len(one[0])))


def compared(
    item: Sequence[Figure], account: Sequence[Figure], told: str, book: Codebook
) -> Compared:
    """The figures of an item beside those of the passage that speaks of it, in plain words."""
    found = Compared([], [], [])
    free = [one for one in account if one.row["period"] not in NOT_OF_THE_YEAR]
    for target in item:
        if not _is_target(target, book):
            continue
        named = _is_named(target, told, book)
        beside = _beside(target, free, item, book) if named else None
        found.figures.append(str(target.row["raw"]))
        found.told.append("" if beside is None else str(beside.row["raw"]))
        found.reached.append(NOT_TOLD if beside is None else REACHED[is_met(target, beside, book)])
        if beside is not None:
            free.remove(beside)
    return found


def _is_target(one: Figure, book: Codebook) -> bool:
    """Whether a figure is to be reached: a duration only where a bound is told."""
    if one.row["dimension"] != "duration":
        return True
    known = promise_words(book)
    return any(word in one.before + one.row["raw"] for word in (*known.most, *known.least))


def _beside(
    target: Figure, account: Sequence[Figure], item: Sequence[Figure], book: Codebook
) -> Figure | None:
    """The figure that counts the same: by indicator, by the words round it, or the only one."""
    like = [one for one in account if _alike(target, one, book)]
    if not like:
        return None
    mine = _words(target.round, book)
    scores = [_nearness(target, one, mine, book) for one in like]
    best = max(scores)
    alone = len(like) == 1 and len(item) == 1 and len(account) <= FEW
    if best <= 0 and not alone:
        return None
    return like[scores.index(best)]


def _words(told: str, book: Codebook) -> set[str]:
    """Words, and the matters that they stand for."""
    matters = {word for word in held_in(told, book) if word[0] == SAME}
    return matters.union(words_of(told, book))


def _alike(one: Figure, other: Figure, book: Codebook) -> bool:
    mine, its = one.row, other.row
    if bool(mine["change"]) != bool(its["change"]) or mine["dimension"] != its["dimension"]:
        return False
    return comparable(mine["unit"], its["unit"], book=book)


def _nearness(target: Figure, other: Figure, mine: set[str], book: Codebook) -> float:
    same = target.row["indicator"] is not None and target.row["indicator"] == other.row["indicator"]
    shared = mine.intersection(_words(other.round, book))
    telling = sum(word[0] not in GENERAL for word in shared)
    noun = target.row["noun"] and target.row["noun"] == other.row["noun"]
    other_thing = bool(target.row["indicator"] and other.row["indicator"]) and not same
    if not (same or noun or telling):
        return 0.0
    general = GENERALLY * (len(shared) - telling)
    return 10 * same + 3 * bool(noun) + telling + general - OTHER_THING * other_thing


def _is_named(target: Figure, told: str, book: Codebook) -> bool:
    """Whether a passage names what a figure counts, in these words or others for the same.

    Asked where the measure word goes with anything: 学位4500个 is not held against 教育集团3个.
    """
    noun = str(target.row["noun"] or "")
    if target.row["unit"] not in promise_words(book).of_anything or noun[-TAIL:] in told:
        return True
    same = {word for word in words_of(target.round, book) if word[0] == SAME}
    return not same.isdisjoint(words_of(told, book))


def kind_of(target: Figure, book: Codebook) -> str:
    """Whether a figure is to be reached, not to be passed (`most`), or a fall by so much."""
    known = promise_words(book)
    if any(word in target.before or word in target.row["raw"] for word in known.most):
        return MOST
    after = target.clause[len(target.before) + len(target.row["raw"]) :]
    if after.startswith(known.most):
        return MOST
    if target.row["change"] and any(word in target.before for word in known.fall):
        return FALL
    return LEAST


def is_met(target: Figure, told: Figure, book: Codebook) -> bool | None:
    """Whether the told figure reaches the target; None where it cannot be said.

    Where one counts several things together (幼儿园、学校34所) and the other fewer (学校24所), a
    part that reaches the whole has reached it, and a whole below the part has not. How many there
    are does not tell how many were added, nor what several years count what one did.
    """
    if _counts_otherwise(target, told, book):
        return None
    reached = _reached(target, told, book)
    fewer, more = _missing(target.things, told.things), _missing(told.things, target.things)
    if kind_of(target, book) == MOST and (fewer or more):
        return None
    return None if (fewer and not reached) or (more and reached) else reached


def _counts_otherwise(target: Figure, told: Figure, book: Codebook) -> bool:
    """Whether one is added in a year and the other there, of several years, or of each of many."""
    known = promise_words(book)

    def has(one: Figure, words: Sequence[str]) -> bool:
        return any(word in one.before for word in words)

    if has(told, known.spans) and not has(target, known.spans):
        return True
    apiece = [has(one, known.apiece) and one.often == 1 for one in (target, told)]
    if apiece[0] != apiece[1]:
        return True
    there = told.row["period"] == STOCK or has(told, known.stands)
    return there and has(target, known.adds)


def _missing(things: Sequence[str], others: Sequence[str]) -> bool:
    """Whether the others are some of several things, and not all of them."""
    named = set(things).intersection(others)
    return bool(named) and len(named) < len(set(things))


def _reached(target: Figure, told: Figure, book: Codebook) -> bool | None:
    low, high = told.bounds
    aim, kind = float(target.row["value"]) * target.often, kind_of(target, book)
    if kind == MOST:
        aim = (target.row["value_high"] or target.row["value"]) * target.often
        return True if high <= aim else False if low > aim else None
    if target.row["change"] and (kind == FALL) != (kind_of(told, book) == FALL):
        return None
    if low >= aim:
        return True
    about = ROOM["about"][0] if target.row["approx"] == "about" else 1.0
    if high < aim * about and not _is_part_of_year(told):
        return False
    return None


def _is_part_of_year(told: Figure) -> bool:
    months = told.row["months"]
    return bool(months) and str(months).rpartition("-")[2] != str(DECEMBER)


@derived
def _goes_on(book: Codebook) -> re.Pattern[str]:
    """A clause that says of what the clause before it tells of that it was not done."""
    words = "|".join(map(re.escape, promise_words(book).undone))
    return re.compile(rf"\s*[但却仍还均都至今目前暂也]*(?:(?:因|由于|受).*?)?(?:{words})")


def is_undone(shared: Collection[str], told: str, book: Codebook) -> bool:
    """Whether a passage says that what it tells of an item was not done.

    One sentence tells of several things (聘请监督员22名，法治公园尚未建成): it counts for the item
    which that clause tells of, or the clause before, where it names nothing of its own.

    Args:
        shared: the words that the item and the passage have in common.
        told: the passage.
        book: words for what was not done.
    """
    undone = promise_words(book).undone
    if not any(word in told for word in undone):
        return False
    clauses = CLAUSES.split(told)
    held = [len(held_in(one, book).intersection(shared)) for one in clauses]
    at = held.index(max(held))
    after = clauses[at + 1] if at + 1 < len(clauses) else ""
    return any(word in clauses[at] for word in undone) or bool(_goes_on(book).match(after))
