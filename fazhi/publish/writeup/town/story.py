"""What is remarkable about one report: a headline, some sentences, the author's words, a chart.

Totals that contradict each other come first: nobody should have to look for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fazhi.codebook.indicators import ids_telling
from fazhi.language.side_by_side import kind_counted
from fazhi.publish.pages import prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.reading import Reading
from fazhi.publish.writeup import disputes
from fazhi.publish.writeup.said import figure, named, phrase
from fazhi.publish.writeup.town import rows as town_rows
from fazhi.records import CONFLICTING, LINE_BREAKS

Row = dict[str, Any]
# Of fewer figures nobody asks in which field most of them lie.
TELLING = 3
SENTENCE_ENDS = ("。", "！", "？")
DISPUTES, RIVALS, FIELDS, SPACE = "disputes", "rivals", "fields", "space"


@dataclass(frozen=True, slots=True)
class Story:
    """What is told first of a report.

    Args:
        kind: what the chart shows.
        headline, sentences: ready markup.
        told: the mentions that are told here, and need not be told again below.
        quoted: those whose passages are quoted.
        rows: what the chart draws.
    """

    kind: str
    headline: str
    sentences: Sequence[str]
    rows: Sequence[Row]
    told: frozenset[int] = frozenset()
    quoted: Sequence[Row] = ()

    def shown(self, reading: Reading) -> Html:
        """The story without its chart."""
        body = f'<p class="headline">{self.headline}</p>'
        body += f"<p>{reading.words('list.blank').join(self.sentences)}</p>" * bool(self.sentences)
        return Html(body + _passages(reading, self.quoted))


def story(reading: Reading) -> Story:
    """The most remarkable thing that the tables hold of a report."""
    rival = next(iter(_rivals(reading)), "")
    if values := disputes.clashing(reading):
        return _clash(reading, values)
    if rival:
        return _two_figures(reading, rival)
    if len(disputes.kinds_of(reading)) > 1:
        return _kinds(reading)
    return _figures(reading)


def conflicting(reading: Reading) -> frozenset[str]:
    """The indicators that are stated with figures that do not agree."""
    return frozenset(
        row["indicator"] for row in reading.rows("indicators") if row["state"] == CONFLICTING
    )


def _rivals(reading: Reading) -> list[str]:
    """The same, in the order of the codebook."""
    found = conflicting(reading)
    return list(
        dict.fromkeys(row["indicator"] for row in reading.coded if row["indicator"] in found)
    )


def _clash(reading: Reading, values: frozenset[float]) -> Story:
    """Totals of disputes that differ, and the one that the kinds bear out."""
    words, kinds = reading.words, disputes.kinds_of(reading)
    stated = disputes.totals_of(reading)
    totals = [row for row in stated if row["value"] in values]
    added = sum(row["value"] for row in kinds)
    borne_out = [row for row in stated if row["value"] == added]
    groups = disputes.by_value(totals)
    said = [words("list.sum").join(_each(reading, same)) for same in groups.values()]
    amounts = [prose.text(prose.figure(same[0], words)) for same in groups.values()]
    return Story(
        DISPUTES,
        words("story.clash", values=words("story.also").join(amounts)),
        [
            words("story.clash.told", list=words("story.then").join(said)),
            _sum(reading, kinds, [*totals, *borne_out]),
            words("disputes.why"),
        ],
        disputes.rows(reading),
        frozenset(row["quantity_id"] for row in [*totals, *kinds]),
        [*totals, *kinds],
    )


def _each(reading: Reading, same: Sequence[Row]) -> list[str]:
    """A phrase for each indicator of some mentions."""
    by_code: dict[str, list[Row]] = {}
    for row in same:
        by_code.setdefault(row["indicator"], []).append(row)
    return [phrase(reading, rows) for rows in by_code.values()]


def _sum(reading: Reading, kinds: Sequence[Row], totals: Sequence[Row]) -> str:
    """What the kinds add up to, which total that is, and how far off the others are."""
    words, total = reading.words, sum(row["value"] for row in kinds)
    values = dict.fromkeys(row["value"] for row in totals)
    agrees = [words("disputes.same", value=prose.number(total))] if total in values else []
    gaps = [
        words(
            "disputes.gap.more" if total > value else "disputes.gap.less",
            value=prose.number(value),
            gap=f"<b>{prose.number(abs(total - value))}</b>",
        )
        for value in values
        if value != total
    ]
    return words(
        "disputes.kinds",
        n=len(kinds),
        total=f"<b>{prose.number(total)}</b>",
        gaps="".join(words("list.sum") + one for one in [*agrees, *gaps]),
    )


def _two_figures(reading: Reading, code: str) -> Story:
    """An indicator that is stated with figures that do not agree."""
    words = reading.words
    ids = ids_telling(code, {row["indicator"] for row in reading.quantities}, words.book)
    rivals = [row for row in reading.quantities if row["indicator"] in ids]
    values = words.listed([figure(reading, row) for row in rivals])
    return Story(
        RIVALS,
        words("story.rivals", label=named(reading, code), values=values),
        [words("story.rivals.why")],
        _beside(reading, rivals),
        frozenset(row["quantity_id"] for row in rivals),
        rivals,
    )


def _beside(reading: Reading, rivals: Sequence[Row]) -> list[Row]:
    """Bars of the rival figures, and of the figures of their field that count the same thing."""
    words, first = reading.words, rivals[0]
    field = first["indicator"].partition(".")[0]
    book = words.book
    kind = kind_counted(first["indicator"], first["unit"], book)
    ids = {row["quantity_id"] for row in rivals}
    near = [
        row
        for row in reading.coded
        if row["indicator"].partition(".")[0] == field
        and row["quantity_id"] not in ids
        and row["value"] is not None
        and not row["zero"]
        and kind_counted(row["indicator"], row["unit"], book) == kind
    ]
    drawn = []
    for number, row in enumerate([*rivals, *near], 1):
        rival, label = number <= len(rivals), words.phrase(row["indicator"])
        drawn.append(
            {
                "label": words("disputes.nth", label=label, n=number) if rival else label,
                "value": row["value"],
                "group": words("story.rival" if rival else "story.near"),
                "shown": reading.figure(row),
                "quote": row["quote"],
                "href": reading.href(row),
            }
        )
    return drawn


def _kinds(reading: Reading) -> Story:
    """Kinds of disputes that add up, with or without a total beside them."""
    words, kinds, totals = reading.words, disputes.kinds_of(reading), disputes.totals_of(reading)
    said = [words("story.kinds.told", list=words("list.sum").join(_each(reading, totals)))]
    return Story(
        DISPUTES,
        _sum(reading, kinds, totals),
        said if totals else [],
        disputes.rows(reading),
        frozenset(row["quantity_id"] for row in [*totals, *kinds]),
        [*totals, *kinds],
    )


def _figures(reading: Reading) -> Story:
    """How many figures stand in how long a text, and in which fields, or where the words go."""
    words, coded = reading.words, reading.coded
    told = {
        "characters": f"{sum(reading.letters.values()):,}",
        "n": len(reading.quantities),
    }
    if len(coded) >= TELLING:
        fields = Counter(words.field(row["indicator"]) for row in coded).most_common(2)
        top = [words("short.field", field=name, n=n) for name, n in fields]
        headline = words("story.fields", fields=words.listed(top), **told)
        return Story(
            FIELDS, prose.text(headline), [], town_rows.by_field(town_rows.stated(reading))
        )
    headline = words("story.few" if reading.quantities else "story.none", **told)
    return Story(SPACE, prose.text(headline), [], town_rows.space(reading))


def _passages(reading: Reading, some: Sequence[Row]) -> str:
    """The sentences that hold the mentions as the author wrote them, neighbours as one passage."""
    texts = reading.rows("texts")
    if not texts or not some:
        return ""
    raw: str = texts[0]["raw_text"]
    passages: list[tuple[int, int]] = []
    for row in sorted(some, key=lambda row: int(row["start"])):
        low, high = _sentence(reading, raw, row)
        if passages and low <= passages[-1][1]:
            low, high = passages[-1][0], max(high, passages.pop()[1])
        passages.append((low, high))
    quotes = (raw[low:high].translate(LINE_BREAKS).strip() for low, high in passages)
    return "".join(
        f"<blockquote>{prose.quote(words, reading.script)}</blockquote>" for words in quotes
    )


def _sentence(reading: Reading, raw: str, row: Row) -> tuple[int, int]:
    """Where the sentence that holds a mention begins and ends."""
    low = max(raw.rfind(stop, 0, row["start"]) for stop in SENTENCE_ENDS) + 1
    ends = [raw.find(stop, row["end"]) for stop in SENTENCE_ENDS]
    high = min((place for place in ends if place >= 0), default=len(raw) - 1) + 1
    # A heading has no full stop: without its paragraph's bounds a sentence would begin with it.
    for paragraph in reading.paragraphs:
        if paragraph["start"] <= row["start"] < paragraph["end"]:
            low, high = max(low, paragraph["start"]), min(high, paragraph["end"])
    return low, high
