"""Sums: parts after 其中, and kinds in a list, against their total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, groupby, pairwise

from fazhi.analyse.beyond import beyond_all
from fazhi.analyse.kinds import (
    are_all_kinds,
    are_complements,
    are_in_turn,
    are_one_kind,
    may_overlap,
    noun_of,
)
from fazhi.analyse.registry import ERROR, NOTE, WARNING, check, finding
from fazhi.analyse.sentences import Sentence, alike, is_count, number, sentences
from fazhi.codebook.audit import audit_words
from fazhi.codebook.book import Codebook, derived
from fazhi.records import Finding, Quantity, Report

TOTAL = re.compile(r"(?:共计?|合计|总计|累计|一共|全部|总数)[^\d，。；]{0,14}$")
# Right before the number, it says that what was listed is all of it.
WHOLE = re.compile(r"[，,；、](?:以上)?(?:总共|共计?|合计|总计|一共)$")
WHOLE_ENDS = frozenset("共计\n")
# With words between, only these say so surely (纠纷合计化解32起): 共 tells of another act as well.
SUMMED = re.compile(r"(?:合计|总计)[^\d，。；、]{0,8}$")
LIST = re.compile(r"[：:]|其中|分别[为是有]|包括|分为")
OF_WHICH = "其中"
REST = re.compile(r"其他|其它|其余|另有")
# A list that names no rest is taken for complete where it misses its total by so little.
NEAR_SHARE, NEAR = 0.03, 2.0
# A list behind a total that nothing but 其他 says to be whole may miss it by this much.
LISTED_SHARE = 0.1
# A list of kinds that tells nearly all of its total leaves the rest unnamed.
MOST = 0.9
# No list that ends in a rest is longer.
MOST_PARTS = 32
TAIL = 2
# From a total to the two kinds that make it up (24件（简易程序15件、普通程序8件）).
LONGEST_TURN = 12
REACH = 20
APIECE = re.compile("[各每]")


@check("sum")
def sums(report: Report, book: Codebook) -> Iterator[Finding]:
    """Parts that do not add up to the total stated for them."""
    earlier: Sentence | None = None
    for sentence in sentences(report, 1, book):
        yield from _after_of_which(report, sentence, earlier, book)
        yield from _listed(report, sentence, book)
        earlier = sentence


def _after_of_which(
    report: Report, sentence: Sentence, earlier: Sentence | None, book: Codebook
) -> Iterator[Finding]:
    """Parts after 其中 in a sentence, against totals before them in it or in the one before."""
    if not any(one.part for one in sentence.quantities):
        return
    known = list(earlier.quantities) if earlier and _next(report, earlier, sentence) else []
    for is_part, group in groupby(sentence.quantities, key=lambda one: one.part):
        members = list(group)
        for parts in _lists(report, members) if is_part else ():
            yield from _compare(report, parts, known, sentence, book)
        known += members


def _lists(report: Report, parts: list[Quantity]) -> Iterator[list[Quantity]]:
    """Parts list by list: a bracket ends one (审结41件（含结转3件），其中维持22件)."""
    begin = 0
    for at in range(1, len(parts)):
        between = report.text.clean[parts[at - 1].place.clean_end : parts[at].place.clean_start]
        if between.startswith(("）", ")")) and OF_WHICH in between:
            yield parts[begin:at]
            begin = at
    yield parts[begin:]


def _next(report: Report, earlier: Sentence, later: Sentence) -> bool:
    between = report.text.clean[earlier.end : later.start]
    return len(between) <= TAIL and "\n" not in between


def _compare(
    report: Report, parts: list[Quantity], known: list[Quantity], sentence: Sentence, book: Codebook
) -> Iterator[Finding]:
    unit = parts[0]
    told = [one for one in parts if is_count(one) and alike(one, unit, book)]
    parts = _up_to_the_comma(report, parts, told, sentence, book)
    totals = [one for one in known if not one.part and is_count(one) and alike(one, unit, book)]
    if more := beyond_all(report, told, totals):
        yield more
        return
    if not totals or len(parts) < 2 or not all(one in told for one in parts):
        return
    # A list may break its total down twice, by weight and by kind.
    sums = list(accumulate(one.value or 0 for one in told))
    if any(one.value in sums[1:] for one in totals):
        return
    added = sums[len(parts) - 1]
    total = min(totals, key=lambda one: abs((one.value or 0) - added))
    missing = (total.value or 0) - added
    severity = _severity(report, parts, sentence, missing, total.value or 0, book)
    marks = (total, parts[0], parts[-1])
    if severity:
        yield _wrong(report, severity, marks, added, len(parts))
    elif 0 < missing < (1 - MOST) * (total.value or 0) and _names_kinds(report, parts, sentence):
        yield _rest_unnamed(report, marks, added)


def _up_to_the_comma(
    report: Report, parts: list[Quantity], told: list[Quantity], sentence: Sentence, book: Codebook
) -> list[Quantity]:
    """The unbroken list that parts begin with, where a comma ends it and what follows is no kind.

    It is of another measure, or tells what was done with them all (邻里30件、土地26件，化解79件).
    """
    clean, done = report.text.clean, _done(book)
    # What is of another measure at the end is no part of the list, whatever stands before it.
    last = max((at for at, one in enumerate(parts) if one in told), default=0)
    parts = parts[: last + 1]
    for at in range(1, len(parts)):
        one, end = parts[at], parts[at - 1].place.clean_end
        if clean.startswith(("、", "）、"), end):
            continue
        listed = parts[:at]
        ended = at > 1 and clean.startswith(("，", "），"), end)
        of_all = one not in told or done.search(noun_of(report, one, sentence.start))
        own = any(done.search(noun_of(report, each, sentence.start)) for each in listed)
        return listed if ended and of_all and not own else parts
    return parts


@derived
def _done(book: Codebook) -> re.Pattern[str]:
    """Words for what was done with what came in."""
    return re.compile("|".join(sorted({w for rate in audit_words(book).rates for w in rate.done})))


def _names_kinds(report: Report, parts: list[Quantity], sentence: Sentence) -> bool:
    """Whether a list of three kinds or more ends without saying that there are others."""
    clean, ends = report.text.clean, [one.place.clean_end for one in parts]
    # Persons may be of two kinds at once; cases in one unbroken list are not (邻里、婚姻、土地).
    in_a_row = parts[0].dimension != "persons" and all(clean[end] == "、" for end in ends[:-1])
    one_kind = in_a_row or are_one_kind([noun_of(report, one, sentence.start) for one in parts])
    return len(parts) > 2 and one_kind and not clean.startswith("等", ends[-1])


def _severity(
    report: Report,
    parts: list[Quantity],
    sentence: Sentence,
    missing: float,
    total: float,
    book: Codebook,
) -> str | None:
    """How sure it is that the parts make up the whole and do not overlap; null where they may."""
    nouns = [noun_of(report, one, sentence.start) for one in parts]
    if are_complements(nouns, book):
        return WARNING
    if are_in_turn(nouns, book):
        return WARNING if missing < 0 else None
    near = abs(missing) <= max(NEAR, NEAR_SHARE * total)
    if not are_one_kind(nouns):
        # A list that ends in a rest (其他20处) leaves nothing out, and its parts do not overlap.
        whole = (
            near or REST.match(nouns[-1]) or _exceeds(report, parts, nouns, missing, total, book)
        )
        return WARNING if whole and len(parts) > 2 else None
    if any(REST.search(noun) for noun in nouns):
        return ERROR
    if missing < 0:
        return ERROR if len(parts) > 2 or near else WARNING
    return WARNING if near else None


def _exceeds(
    report: Report,
    parts: list[Quantity],
    nouns: list[str],
    missing: float,
    total: float,
    book: Codebook,
) -> bool:
    """Whether kinds in one unbroken list come to somewhat more than there are of all."""
    clean = report.text.clean
    in_a_row = all(clean[one.place.clean_end] == "、" for one in parts[:-1])
    kinds = in_a_row and parts[0].dimension != "persons" and not may_overlap(nouns, book)
    return kinds and -LISTED_SHARE * total <= missing < 0


def _wrong(
    report: Report,
    severity: str,
    marks: tuple[Quantity, Quantity, Quantity],
    added: float,
    count: int,
) -> Finding:
    total = marks[0]
    places = [one.place for one in marks]
    span = (min(one.clean_start for one in places), max(one.clean_end for one in places))
    total_words, sum_words = number(total.value), number(added)
    return finding(
        report,
        "sum",
        severity,
        span,
        (
            f"分项之和为{sum_words}，与总数{total_words}不符（共{count}个分项）。请核对总数和各分项。",
            f"The {count} parts add up to {sum_words}, not to the total of {total_words}. "
            "Check the total and its parts.",
        ),
    )


def _rest_unnamed(
    report: Report, marks: tuple[Quantity, Quantity, Quantity], added: float
) -> Finding:
    total = marks[0].value or 0
    places = [one.place for one in marks]
    left, whole, told = number(total - added), number(total), number(added)
    return finding(
        report,
        "sum",
        NOTE,
        (min(one.clean_start for one in places), max(one.clean_end for one in places)),
        (
            f"总数{whole}中各分项共{told}，其余{left}未说明。如无遗漏，可写明“其他”。",
            f"The parts told come to {told} of {whole}; what the other {left} are is not said. "
            "Name them, or say that they are others.",
        ),
    )


def _listed(report: Report, sentence: Sentence, book: Codebook) -> Iterator[Finding]:
    """A total, then its kinds after a colon; or kinds, then 共计 and their total."""
    counts = list(sentence.quantities)
    whole = [one for one in counts if not one.part]
    has_rest = len(counts) > TAIL and REST.search(report.text.clean, sentence.start, sentence.end)
    for at, total in enumerate(counts):
        if not is_count(total):
            continue
        if _said_at_once(report, total, sentence):
            behind = _run(counts[:at][::-1], total, book)[::-1]
            if not _apiece(report, behind) and not _told_before(behind, total):
                yield from _missed(report, sentence, total, behind, len(behind) > 2)
        elif pair := _complements(report, counts[at : at + 3], sentence, book):
            added = sum(one.value or 0 for one in pair)
            if added != total.value:
                yield _wrong(report, WARNING, (total, pair[0], pair[-1]), added, len(pair))
        elif has_rest and (
            rest := _up_to_the_rest(
                report, counts[at + 1 : at + 1 + MOST_PARTS], total, sentence, book
            )
        ):
            yield from _with_rest(report, total, rest)
        elif not total.part and len(whole) > 2 and _said(report, total, sentence):
            place = whole.index(total)
            for parts in (
                _run(whole[place + 1 :], total, book),
                _run(whole[:place][::-1], total, book)[::-1],
            ):
                if _belongs(report.text.clean, total, parts):
                    yield from _missed(report, sentence, total, parts)
        elif kinds := _kinds(report, counts[at + 1 : at + 1 + MOST_PARTS], total, book):
            yield from _nearly(report, total, kinds)


def _told_before(behind: list[Quantity], total: Quantity) -> bool:
    """Whether a total stands before its parts, too: they are held against that one."""
    own = [one for one in behind if not one.part]
    return len(own) < len(behind) and any(one.value == total.value for one in own)


def _apiece(report: Report, parts: list[Quantity]) -> bool:
    """Whether one of these is so much for each of another (15个村各建1个站)."""
    ends = (parts[0].place.clean_end, parts[-1].place.clean_start) if parts else (0, 0)
    return APIECE.search(report.text.clean, *ends) is not None


def _kinds(
    report: Report, behind: list[Quantity], total: Quantity, book: Codebook
) -> list[Quantity]:
    """The list right behind a total, where it holds all its kinds; else none."""
    run = [] if total.part else _run(behind, total, book)
    return run if len(run) > TAIL and are_all_kinds(report, total, run, book) else []


def _nearly(report: Report, total: Quantity, parts: list[Quantity]) -> Iterator[Finding]:
    """A list of kinds that tells a little more than its total, or a little less."""
    added, of = sum(one.value or 0 for one in parts), total.value or 0
    missing, marks = of - added, (total, parts[0], parts[-1])
    if not missing or abs(missing) > LISTED_SHARE * of:
        return
    if missing < 0 or missing <= max(NEAR, NEAR_SHARE * of):
        yield _wrong(report, WARNING, marks, added, len(parts))
    else:
        yield _rest_unnamed(report, marks, added)


def _complements(
    report: Report, counts: list[Quantity], sentence: Sentence, book: Codebook
) -> list[Quantity]:
    """The two kinds right behind a total that make it up, not told as its parts; else none."""
    total, *pair = counts
    if len(pair) < TAIL or pair[0].place.clean_start - total.place.clean_end > LONGEST_TURN:
        return []
    if any(one.part or one.period != total.period for one in counts):
        return []
    gaps = pairwise(one.place for one in counts)
    near = all(two.clean_start - one.clean_end <= LONGEST_TURN for one, two in gaps)
    if not near or len(_run(pair, total, book)) < TAIL:
        return []
    nouns = [noun_of(report, one, sentence.start) for one in pair]
    return pair if are_complements(nouns, book) else []


def _up_to_the_rest(
    report: Report, behind: list[Quantity], total: Quantity, sentence: Sentence, book: Codebook
) -> list[Quantity]:
    """The list behind a total up to its rest (邻里230件、婚姻198件、其他84件); empty for none."""
    run = [] if total.part else _run(behind, total, book)
    nouns = [noun_of(report, one, sentence.start) for one in run]
    at = next((at for at, noun in enumerate(nouns) if REST.match(noun)), 0)
    return [] if at < TAIL or any(one.part for one in run) else run[: at + 1]


def _with_rest(report: Report, total: Quantity, parts: list[Quantity]) -> Iterator[Finding]:
    """A list with a rest, held against its total; told to be its parts, or nearly as much."""
    added = sum(one.value or 0 for one in parts)
    missing = abs((total.value or 0) - added)
    between = report.text.clean[total.place.clean_end : parts[0].place.clean_start]
    sure = between.startswith(("（", "(")) or LIST.search(between)
    if missing and (sure or missing <= LISTED_SHARE * (total.value or 0)):
        yield _wrong(report, WARNING, (total, parts[0], parts[-1]), added, len(parts))


def _said(report: Report, total: Quantity, sentence: Sentence) -> bool:
    """Whether words before a number say that it is a total."""
    start = total.place.clean_start
    return bool(TOTAL.search(report.text.clean, max(sentence.start, start - REACH), start))


def _said_at_once(report: Report, total: Quantity, sentence: Sentence) -> bool:
    """Whether nothing but 共计 stands between what was listed before and a number."""
    text, start = report.text.clean, total.place.clean_start
    if text[start - 1 : start] not in WHOLE_ENDS:
        return False
    return bool(WHOLE.search(text, max(sentence.start, start - REACH), start))


def _missed(
    report: Report, sentence: Sentence, total: Quantity, parts: list[Quantity], sure: bool = False
) -> Iterator[Finding]:
    """Parts that miss their total: by little where they are of one kind, or by any if `sure`."""
    if len(parts) < 2:
        return
    added = sum(one.value or 0 for one in parts)
    missing = abs((total.value or 0) - added)
    nouns = [noun_of(report, one, sentence.start) for one in parts]
    start, behind = total.place.clean_start, parts[-1].place.clean_end
    summed = behind <= start and SUMMED.search(report.text.clean, behind, start)
    listed = len(parts) > TAIL and bool(summed)
    near = missing <= max(NEAR, (LISTED_SHARE if listed else NEAR_SHARE) * added)
    near = near and (are_one_kind(nouns) or listed)
    if (
        missing
        and (sure or near)
        and (total.value or 0) not in accumulate(one.value or 0 for one in reversed(parts))
    ):
        yield _wrong(report, WARNING, (total, parts[0], parts[-1]), added, len(parts))


def _run(counts: list[Quantity], total: Quantity, book: Codebook) -> list[Quantity]:
    """The unbroken run of counts in the total's measure word."""
    run: list[Quantity] = []
    for one in counts:
        if not is_count(one) or not alike(one, total, book):
            break
        run.append(one)
    return run


def _belongs(text: str, total: Quantity, parts: list[Quantity]) -> bool:
    """Whether the words between say that these are the parts of that total."""
    if not parts or total.place.clean_start > parts[-1].place.clean_start:
        return bool(parts)
    return bool(LIST.search(text, total.place.clean_end, parts[0].place.clean_start))
