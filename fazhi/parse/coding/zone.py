"""The clause of a mention: the stretches around it in which its words are looked for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property

from fazhi.parse.coding.index import Hit, contexts_in
from fazhi.parse.coding.scene import (
    CLAUSE_MARKS,
    EACH,
    JOINING,
    LIST_END,
    Sentence,
)
from fazhi.records import Quantity

CLAUSE_END = re.compile(f"[{CLAUSE_MARKS}]")
ASIDE = re.compile(r"（[^（），。；：、0-9]{1,6}）(?![，。；、）])")
AMONG = re.compile(
    "(?:[^，。；、：0-9]{1,9}[员人件案所户起村家品者位业题纷患项卷诉单例])?[之当]?中(?![层小学共央国心])"
)
# Behind the denied noun (未发生上访情况); a longer tail is a noun of its own.
LONGEST_TAIL = 3
# No more than a negation and its verb: what there was none of stands before (投诉零发生).
LONGEST_BARE_ZERO = 4
BATCHES = ("批", "批次")
# Who came to so many of them is told right behind (培训3期、230人次).
SESSIONS = frozenset(("次", "场", "场次", "期", "轮", "堂", "节", "班次"))
# Brackets that open so hold parts of what stands before them.
CONTAINS = ("含", "包括", "包含")
# A clause with more words than these beside the lexicon's speaks of something of its own.
LONGEST_REST = 6
# Between how often a month and how often in the year (每月一次，全年共12次).
ALL_YEAR = re.compile(r"[，、；]?(?:全年|一年来|年内|今年|本年度?|共计?|累计|合计|总计)+")


class Zone:
    """The stretches around one mention in which its words are looked for."""

    def __init__(self, sentence: Sentence, at: int) -> None:
        self.sentence = sentence
        self.mention = sentence.mentions[at]
        self.start = self.mention.place.clean_start
        self.end = self.mention.place.clean_end
        self.floor = self._last_number(at)
        clean = sentence.scene.clean
        # A kind (求决类12件) is no name for all of them; of so many kinds (8类113项) it is.
        of_kinds = at and sentence.mentions[at - 1].place.clean_end == self.start
        self.kind = clean.startswith("类", self.start - 1) and not of_kinds
        self.low = self._clause_start(self.start)
        if self.low == self.floor > sentence.start and clean[self.start - 1] in JOINING:
            # The noun before belongs to the number before it (3个村、20个小组).
            self.low = self.start
        # Where what is told behind it begins: at its end, or behind a motto.
        self.begins = self.end
        self.high = self._clause_end(at)
        self.before = self.within(self.low, self.start)
        self._leave_out_an_aside()
        # What stands before 等 are examples where the counted noun follows (纠纷等4个实际难题).
        self.by_example = clean.startswith("等", self.start - 1) and not clean.startswith(
            tuple(CLAUSE_MARKS), self.end
        )
        self.head, self.after = self._split(
            [hit for hit in sentence.hits if self.begins <= hit.start < self.high]
        )
        if among := AMONG.match(clean, self.end, self.high):
            # What some were is told of the next number (977件中纠错236件, 26名人员中持证17名).
            self.head, self.after = [hit for hit in self.head if hit.end <= among.end()], []
        elif self.high < sentence.end and clean[self.high] not in CLAUSE_MARKS:
            self._leave_the_rest_to_the_next()
        if self.mention.zero:
            self._read_zero(at)
        elif self.start in sentence.lists:
            self.before = sentence.scene.hits(*sentence.lists[self.start])
            self.low = max(self.low, sentence.scene.clean.find(EACH, sentence.start, self.start))
        elif self._stands_alone():
            self._reach_back()

    def _leave_out_an_aside(self) -> None:
        """Leave out what a bracket right before the number takes in (纠错（含撤销）29件)."""
        clean = self.sentence.scene.clean
        if not clean.startswith("）", self.start - 1):
            return
        opening = clean.rfind("（", self.low, self.start)
        if opening >= 0 and clean.startswith(CONTAINS, opening + 1):
            self.before = self.within(self.low, opening)

    def _read_zero(self, at: int) -> None:
        """Look into the statement itself: what it denies is the noun at its end."""
        scene = self.sentence.scene
        named = scene.hits(self.start, self.end)
        # Of joined subjects each is of the last, also in a word for all (无复议、诉讼案件).
        earlier = self.sentence.mentions[at - 1] if at else None
        if earlier and earlier.zero:
            own = [hit for hit in named if hit.end > earlier.place.clean_end]
            if earlier.place.clean_end > self.start and not _names_any(own):
                own = scene.hits(earlier.place.clean_end, self.end)
            named = own if _names_any(own) else named
            if not _names_any(self.before):
                self.before = scene.hits(max(self.low, earlier.place.clean_end), self.start)
        if self.end - self.start > LONGEST_BARE_ZERO and not scene.clean[self.start].isdigit():
            self.before = self.head = self.after = []
            if not _names_any([hit for hit in named if hit.end >= self.end - LONGEST_TAIL]):
                return
        self.head = named + self.head

    @property
    def follows_a_number(self) -> bool:
        """Whether its stretch begins where the number before it ends."""
        return self.low == self.floor

    @cached_property
    def context(self) -> int:
        """Rules whose context stands in the sentence, up to where it goes on to another matter.

        What must stand near is of the same matter: none from before a semicolon.
        """
        sentence, clean = self.sentence, self.sentence.scene.clean
        low = clean.rfind("；", sentence.start, self.start)
        stop = clean.find("；", self.end, sentence.end)
        if low < 0 and stop < 0:
            return sentence.context
        told = [hit for hit in sentence.hits if stop < 0 or hit.start < stop]
        here = contexts_in([hit for hit in told if hit.start > low])
        return (
            here | sentence.carried
            if low < 0
            else here | (contexts_in(told) & ~sentence.scene.index.near)
        )

    def tail(self) -> list[Hit]:
        """Words behind the first of several nouns that one number counts.

        对60件决策草案、文件草案进行合法性审核: what is done with them stands behind the last.
        """
        sentence, clean = self.sentence, self.sentence.scene.clean
        if self.mention.zero or clean[self.high : self.high + 1] != "、":
            return []
        stop = LIST_END.search(clean, self.high, sentence.end)
        high = stop.start() if stop else sentence.end
        if any(self.end < one.place.clean_start < high for one in sentence.mentions):
            return []
        return self.within(self.high, high)

    def _leave_the_rest_to_the_next(self) -> None:
        """Keep the counted noun, and what is done to it (对86家企业开展检查172次), for the next."""
        told = self.sentence.scene.clean.find("对", self.low, self.start) >= 0
        self.after = self.after[:1] if told else []
        if self.sentence.scene.clean[self.end] in JOINING:
            # What is joined there is counted by the next (化解纠纷8件及信访3件).
            self.head = []
        for at, hit in enumerate(self.head):
            if at and hit.word.verb:
                self.head, self.after = self.head[:at], self.head[at : at + 1] if told else []
                return

    def _last_number(self, at: int) -> int:
        """The end of the last mention before this one that does not touch it (12批30人次)."""
        mentions = self.sentence.mentions
        start = self.start
        for earlier in reversed(mentions[:at]):
            touches = self._joins(earlier, start) or self._sums_up(earlier)
            if earlier.place.clean_end < start and not touches:
                return max(earlier.place.clean_end, self.sentence.start)
            start = min(start, earlier.place.clean_start)
        return self.sentence.start

    def _joins(self, earlier: Quantity, start: int) -> bool:
        """Whether the persons of what is right before are told (来访58批、91人次; 考试3场，8人)."""
        if self.mention.dimension != "persons" or earlier.place.clean_end != start - 1:
            return False
        sign = self.sentence.scene.clean[start - 1]
        return (sign == "、" and earlier.unit in BATCHES) or (
            sign in "、，" and earlier.unit in SESSIONS
        )

    def _sums_up(self, earlier: Quantity) -> bool:
        """Whether this is what so many times a month came to (每月学法一次，全年共12次)."""
        if earlier.period != "rate" or earlier.unit != self.mention.unit:
            return False
        between = self.sentence.scene.clean[earlier.place.clean_end : self.start]
        return bool(ALL_YEAR.fullmatch(between))

    def _stands_alone(self) -> bool:
        """Whether the clause says no more than the number (共52件)."""
        follows = self.sentence.scene.clean[self.end : self.end + 1]
        rest = self.start - self.low - sum(hit.end - hit.start for hit in self.before)
        return (
            (not follows or follows in CLAUSE_MARKS)
            and rest <= LONGEST_REST
            and not any(
                hit.word.object or hit.word.noise or (hit.word.verb and not hit.word.stop)
                for hit in self.before
            )
        )

    def _clause_start(self, position: int) -> int:
        clean, floor = self.sentence.scene.clean, self.floor
        clauses = self.sentence.scene.bounds.clauses
        at = bisect_left(clauses, position) - 1
        low = max(floor, clauses[at] + 1) if at >= 0 else floor
        opening = clean.rfind("（", low, position) + 1
        return opening if opening > low and clean.find("）", opening, position) < 0 else low

    def _clause_end(self, at: int) -> int:
        mentions = self.sentence.mentions
        high = self.sentence.end
        joined = self.end
        for later in mentions[at + 1 :]:
            # What two measures count together stands after the second (12处3400平方米违建).
            if later.place.clean_start == joined:
                joined = later.place.clean_end
            elif later.place.clean_start > joined:
                high = later.place.clean_start
                break
        clean = self.sentence.scene.clean
        stop = clean.find("”", self.end, high) if clean.startswith("“", self.end) else -1
        if stop > 0 and CLAUSE_END.search(clean, self.end, stop):
            # A motto has signs of its own (两场“学宪法、讲法治”为主题的晚会).
            self.begins = stop + 1
        found = CLAUSE_END.search(clean, self.begins, high)
        # A short bracket is a part of its noun (14个村（社区）入选).
        while found and found[0] == "（" and (aside := ASIDE.match(clean, found.start(), high)):
            found = CLAUSE_END.search(clean, aside.end(), high)
        return found.start() if found else high

    def within(self, low: int, high: int) -> list[Hit]:
        """The words of the codebook that lie in a stretch of the sentence."""
        return [hit for hit in self.sentence.hits if hit.start >= low and hit.end <= high]

    @staticmethod
    def _split(hits: list[Hit]) -> tuple[list[Hit], list[Hit]]:
        """The noun phrase after the number, and what follows its first verb."""
        named = False
        for at, hit in enumerate(hits):
            if hit.word.stop or (named and hit.word.verb and not hit.word.object):
                return hits[:at], hits[at:]
            named = named or hit.word.object != 0
        return hits, []

    def _reach_back(self) -> None:
        """Take in the clause before, where this one holds the number alone (…纠纷，共52件)."""
        if self.low <= self.floor + 1:
            return
        low = self._clause_start(self.low - 1)
        # What stands right after a number belongs to that number.
        # Unless a bracket holds that (林地（9件）、邻里（12件）).
        closed = self.sentence.scene.clean.startswith("）", self.floor)
        if low > self.floor or low == self.sentence.start or closed:
            self.low = low
            self.before = self.within(low, self.start)


def _names_any(hits: Iterable[Hit]) -> bool:
    return any(hit.word.object for hit in hits)
