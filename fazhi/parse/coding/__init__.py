"""Coding: which indicator of the codebook a mention states, and by which rule.

Words are looked for in the noun phrase after the number, then between the number and the last
comma or number, then in the rest of the clause; failing that the object is inherited from earlier
in the sentence, the sentence before, or the heading. The nearest and longest object wins, then the
nearest verb, then the context.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from fazhi.codebook.book import Codebook
from fazhi.parse.coding.actors import (
    acting,
    acting_on_list,
    attended,
    earlier_verbs,
    leading_verb,
    shared,
)
from fazhi.parse.coding.choice import (
    Choice,
    came_to_nothing_known,
    closes,
    goes_on,
    is_of_another_kind,
    is_set_against,
    leave_to_the_report,
    leaves_it_to_the_part,
    names_some_of,
    of_all,
    of_its_kinds,
    subject_after,
    tells_some,
)
from fazhi.parse.coding.in_tables import code_tables
from fazhi.parse.coding.index import Hit, Index, Rule, index_of, verbs_in
from fazhi.parse.coding.members import with_members, with_other_years
from fazhi.parse.coding.part_of_year import Part, coded_by_parts, leave_to_the_year, parts_of
from fazhi.parse.coding.scene import GOES_ON, Scene, Sentence, sentences
from fazhi.parse.coding.totals import (
    Totals,
    adding_up,
    excluded_by_total,
    kinds_side_by_side,
    parts_of_totals,
    totals_of_each,
    with_parts,
)
from fazhi.parse.coding.unfit import (
    counts_a_noun_unknown,
    counts_nothing_known,
    is_of_each,
    is_of_no_law,
    is_one_of_several,
    is_rate_of_each,
    names_a_category,
    only_nearest,
    tells_what_cases_are_about,
    told_of_others,
)
from fazhi.parse.coding.zone import LONGEST_REST, Zone
from fazhi.records import Outline, Quantity, Text

# Scores by place of the object; what stands nearer loses less.
NEXT, HEAD, BEFORE, AFTER, EARLIER, PREVIOUS, ABOVE, UNIT = 120, 100, 90, 70, 50, 30, 20, 60
PER_CHARACTER = 0.5
FARTHEST = 40
# A sentence tends to go on about what it has begun with.
SAME_SUBJECT = 5.0
VERB_BONUS, FARTHEST_VERB, CONTEXT_NEAR, CONTEXT_FAR = 8.0, 14, 1.5, 0.5
# The verb stands in an earlier clause only.
VERB_OF_ANOTHER = -4.0

# The first mention of each indicator, by the words for the part of the year it is of.
Taken = defaultdict[str, dict[str, Quantity]]


def code(
    text: Text, outline: Outline, quantities: tuple[Quantity, ...], book: Codebook
) -> tuple[Quantity, ...]:
    """The mentions, in order of place, with `indicator` and `rule` filled where an entry fits."""
    index = index_of(book)
    scene = Scene(text.clean, outline, index)
    coded: list[Quantity] = []
    parts_of_year: list[Part] = []
    taken: Taken = defaultdict(dict)
    for sentence in with_parts(sentences(scene, [one for one in quantities if not one.saying])):
        if not scene.clean.startswith(GOES_ON, sentence.start):
            taken = defaultdict(dict)
        of_year = parts_of(sentence, book)
        sentence.spans = [part.words for part in of_year]
        totals = parts_of_totals(scene.clean, sentence.mentions, book)
        totals |= totals_of_each(sentence, book)
        parts = {part for found in totals.values() for part in found}
        found = with_members(sentence, list(_coded(sentence, index, taken, totals)), book)
        kinds = kinds_side_by_side(scene.clean, found, parts | totals.keys(), book)
        for at, mention in enumerate(found):
            if at in kinds:
                coded.append(replace(mention, indicator=None, rule=None))
            elif at in parts or at in totals:
                coded.append(replace(mention, part=at in parts))
            else:
                coded.append(mention)
        parts_of_year += of_year
    known = leave_to_the_year(coded, parts_of_year)
    in_tables = [one for one in quantities if one.saying]
    if not in_tables:
        return leave_to_the_report(known, index)

    def of_row(row: Sentence) -> list[Quantity]:
        def code_row(it: Sentence) -> list[Quantity]:
            return with_other_years(it, [*_coded(it, index, defaultdict(dict), {})], book)

        return coded_by_parts(row, book, code_row)

    told = code_tables(scene, in_tables, of_row)
    told = sorted((*known, *told), key=lambda one: one.place.clean_start)
    return leave_to_the_report(told, index)


def _coded(sentence: Sentence, index: Index, taken_of: Taken, totals: Totals) -> Iterator[Quantity]:
    """The mentions of one sentence, no indicator given twice to stages or parts of one total.

    `taken_of` are the totals so far of the year and of each part of it, those of the sentence
    before where this one goes on about them; `totals` the parts that others add up.
    """
    parts: dict[str, set[int]] = defaultdict(set)
    choices = _choices(sentence, index, totals)
    for at, mention in enumerate(sentence.mentions):
        choice = choices[at]
        if choice and leaves_it_to_the_part(sentence.mentions, choices, at):
            choice = _next_best(sentence, at, index, choice)
        name = choice.rule.indicator if choice else None
        if not choice or name is None or came_to_nothing_known(sentence, choices, at):
            yield mention
            continue
        if mention.period in ("previous", "rate"):
            # Last year's figure, and how often, leave the indicator to this year's, parts to their
            # own total.
            former = taken_of[mention.period].setdefault(name, mention)
            yield mention if mention.part and not former.part else choice.given_to(mention)
            continue
        taken = taken_of[sentence.spans[at]]
        first = taken.setdefault(name, mention)
        if first is not mention and (
            (
                choice.inherited
                and name not in index.summed
                and at not in totals
                and not is_set_against(sentence, at)
            )
            or (mention.part and not first.part)
            or at in parts[name]
            or closes(sentence, mention)
            or tells_some(sentence, choices, at)
            or names_some_of(sentence, choices, at)
        ):
            yield mention
            continue
        if mention.part and is_of_another_kind(taken, name, sentence.mentions[: at + 1], index):
            del taken[name]
            yield mention
            continue
        parts[name] |= adding_up(sentence.scene.clean, sentence.mentions, at)
        yield choice.given_to(mention)


def _choices(sentence: Sentence, index: Index, totals: Totals) -> list[Choice | None]:
    """The best rule of each mention; one that is coded sets the subject for those after it."""
    subject = ""
    found: list[Choice | None] = []
    for at in range(len(sentence.mentions)):
        choice = _choose(sentence, at, index, subject)
        if at and is_set_against(sentence, at) and goes_on(choice, sentence.mentions[at - 1]):
            choice = found[-1]
        if choice is None and at in totals:
            choice = of_all([found[part] for part in totals[at]])
        if totals.get(at) == (at - 1,):
            choice = _of_each(sentence, at, index) if not choice or choice.inherited else choice
            found[-1] = None
        subject = subject_after(subject, choice)
        found.append(choice)
    for at, (one, after) in enumerate(pairwise(sentence.mentions)):
        if after.part and not one.part and found[at] is None:
            found[at] = of_its_kinds(sentence.mentions, found, at, index)
    return found


def _of_each(sentence: Sentence, at: int, index: Index) -> Choice | None:
    """What a total counts of which each has what is told before it (各村两名，共十六名)."""
    allowed = able_rules(sentence, at, index)
    zone = Zone(sentence, at - 1)
    return Search(zone, index, allowed, "", of_each=True).best() if allowed else None


def _next_best(sentence: Sentence, at: int, index: Index, left: Choice) -> Choice | None:
    """What else a total counts that leaves its indicator to its part (人员12人，其中持证10人)."""
    if left.rule.indicator is None:
        return None
    name = left.rule.indicator
    # What it is a kind of is no other thing (中心组学习12次，其中法治专题4次).
    left_out = index.by_indicator[name] | index.by_indicator[index.wider.get(name, name)]
    allowed = able_rules(sentence, at, index) & ~left_out
    found = Search(Zone(sentence, at), index, allowed, "").best() if allowed else None
    return found if found and not found.inherited else None


def _choose(sentence: Sentence, at: int, index: Index, subject: str) -> Choice | None:
    """The best rule for one mention, if any."""
    allowed = able_rules(sentence, at, index)
    return Search(Zone(sentence, at), index, allowed, subject).best() if allowed else None


def able_rules(sentence: Sentence, at: int, index: Index) -> int:
    """The rules that may fit a mention, as a bit set; 0 where there is nothing to look for."""
    mention = sentence.mentions[at]
    allowed = index.of_unit(mention.unit)
    if mention.zero:
        allowed &= ~index.no_zeros
    if not allowed or mention.change or is_rate_of_each(sentence.scene.clean, mention):
        return 0
    if mention.unit is None and not mention.zero:
        # A share (过半数成员) is no number of them.
        return 0
    if sentence.scene.clean.startswith(index.shapes, mention.place.clean_end):
        return 0
    # Most figures stand in sentences that name nothing the codebook knows: settled before all else.
    inherited = index.unitary | index.where["inherit"]
    able = allowed & (sentence.named | inherited) & (sentence.verbs | index.verbless)
    if not (able or mention.zero or sentence.lists):
        return 0
    if able & index.of_law and is_of_no_law(sentence, mention.place.clean_start):
        allowed &= ~index.of_law
    if mention.part:
        allowed &= ~excluded_by_total(sentence, at)
    is_none = tells_what_cases_are_about(sentence) or is_of_each(sentence, mention)
    return 0 if is_none or counts_nothing_known(sentence.scene, mention) else allowed


class Search:
    """The search for the best rule of one mention (watched by `fazhi.parse.coding.trace`)."""

    def __init__(
        self, zone: Zone, index: Index, allowed: int, subject: str, *, of_each: bool = False
    ) -> None:
        self.zone = zone
        self.index = index
        self.subject = subject
        self.tail = zone.tail()
        self.local = zone.before + zone.head + zone.after + self.tail
        self.verbs = verbs_in(self.local)
        excluded = 0
        self.shared = shared(zone)
        for hit in (*self.local, *acting_on_list(zone), *self.shared, *attended(zone)):
            if not (of_each and index.is_each(zone.sentence.scene.clean[hit.start : hit.end])):
                excluded |= hit.word.without
        self.leading = leading_verb(zone)
        excluded |= self.leading.word.without if self.leading else 0
        self.allowed = allowed & ~excluded
        acted = self.allowed & index.acted
        if acted & zone.sentence.named:
            self.allowed &= ~index.barred(acting(zone))
        if own := self.allowed & (index.own_clause | index.own_parts) & zone.sentence.named:
            self.allowed ^= own & told_of_others(zone)
        self.found: Choice | None = None

    def best(self) -> Choice | None:
        """Look from the nearest place to the farthest; stop where a near one answers."""
        verbs = self.verbs | earlier_verbs(self.zone, self.verbs) | verbs_in(self.shared)
        verbs |= self.leading.word.verb if self.leading else 0
        fitting = self.allowed & (self.index.verbless | verbs)
        self._look(fitting, by_kind=False)
        if unitary := fitting & self.index.unitary:
            self._score(unitary, None, UNIT)
        if self.found is None:
            self._look(fitting, by_kind=True)
        if self.found is None:
            self._inherit()
        return self.found

    def _look(self, fitting: int, by_kind: bool) -> None:
        """Look for the object in the clause itself."""
        zone, where = self.zone, self.index.where
        for hit in zone.head:
            counted = hit.word.kind if by_kind else hit.word.object
            if hit.start == zone.end:
                self._try(hit, counted & fitting & where["next"], NEXT)
            bonus = PER_CHARACTER / 2 * (hit.start - zone.end)
            self._try(hit, counted & fitting & where["head"], HEAD + bonus)
        for hit in () if counts_a_noun_unknown(zone) else zone.before:
            if zone.by_example or (hit.end != zone.start and only_nearest(zone)):
                continue
            counted = hit.word.kind if by_kind else hit.word.object
            loss = self._loss(zone.start - hit.end)
            self._try(hit, counted & fitting & where["before"], BEFORE - loss)
        for hit in zone.after:
            counted = hit.word.kind if by_kind else hit.word.object
            loss = self._loss(hit.start - zone.end)
            self._try(hit, counted & fitting & where["after"], AFTER - loss)
        if self.found is None and zone.high > zone.end:
            # Behind joined nouns stands what they did (116名干部、职工参加法治考试).
            for hit in self.tail:
                loss = self._loss(hit.start - zone.end)
                self._try(hit, hit.word.object & fitting & where["after"], AFTER - loss)

    def _inherit(self) -> None:
        """Take the object from what was said before, where the clause has little but a verb."""
        zone, sentence, where = self.zone, self.zone.sentence, self.index.where
        rest = zone.start - zone.low - sum(hit.end - hit.start for hit in zone.before)
        other = any(hit.word.noise or (hit.word.object and not hit.word.verb) for hit in self.local)
        fitting = self.allowed & (self.index.verbless | self.verbs)
        if not fitting or other or rest > LONGEST_REST:
            return
        within = fitting & (where["earlier"] | where["inherit"])
        if within:
            earlier = [hit for hit in reversed(sentence.hits) if hit.end <= zone.low]
            self._inherit_from(earlier, within, EARLIER)
        beyond = fitting & where["inherit"]
        if beyond and self.found is None:
            self._inherit_from(sentence.before, beyond, PREVIOUS)
        if beyond and self.found is None:
            self._inherit_from(sentence.above, beyond, ABOVE)

    def _inherit_from(self, hits: list[Hit], fitting: int, base: float) -> None:
        for order, hit in enumerate(hits):
            counted = (hit.word.object | hit.word.kind) & fitting
            self._try(hit, counted, base - PER_CHARACTER * min(order, FARTHEST / 2), True)

    @staticmethod
    def _loss(distance: int) -> float:
        return PER_CHARACTER * min(distance, FARTHEST)

    def _try(self, hit: Hit, bits: int, base: float, inherited: bool = False) -> None:
        lonely = bits & self.index.alone
        if lonely and is_one_of_several(self.zone, hit, lonely, told_behind=bool(self.tail)):
            bits ^= lonely
        if bits and not names_a_category(self.zone, hit):
            self._score(bits, hit, base, inherited)

    def _score(self, bits: int, named: Hit | None, base: float, inherited: bool = False) -> None:
        """Score the rules, which fit but for their context."""
        length = named.end - named.start if named else 0
        while bits:
            rule = self.index.lowest(bits)
            bits ^= rule.bit
            context = self._context(rule)
            if context is None or (inherited and self.subject not in ("", rule.group)):
                continue
            score = base + PER_CHARACTER * length + rule.weight + context
            if rule.group == self.subject:
                score += SAME_SUBJECT
            if not rule.bit & self.index.verbless:
                score += self._verb_score(rule)
            self._keep_best(Choice(score, rule, inherited, named))

    def _keep_best(self, choice: Choice) -> None:
        self.found = self.found.held_against(choice) if self.found else choice

    def _context(self, rule: Rule) -> float | None:
        """Points for the context of a rule; null where it needs one and there is none."""
        if rule.bit & self.index.free:
            return 0.0
        if rule.bit & self.index.both and not rule.bit & self.zone.sentence.also:
            return None
        if rule.bit & self.zone.context:
            return CONTEXT_NEAR
        if rule.bit & self.index.near:
            return None
        return CONTEXT_FAR if rule.bit & self.zone.sentence.far_context else None

    def _verb_score(self, rule: Rule) -> float:
        distances = [
            self.zone.start - hit.end if hit.end <= self.zone.start else hit.start - self.zone.end
            for hit in self.local
            if hit.word.verb & rule.bit
        ]
        if not distances:
            return VERB_OF_ANOTHER
        nearest = min(distances)
        return VERB_BONUS - PER_CHARACTER * min(nearest, FARTHEST_VERB)
