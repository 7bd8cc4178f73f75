"""The frozen records that travel from room to room.

Positions come in pairs. `start`/`end` count Unicode code points in the raw text, so
`raw[start:end]` is what the author wrote; `clean_start`/`clean_end` count in the clean text, on
which rules match. Both are half open. A `Place` is made by `Text.place` only, so nothing found
can lack its words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from fazhi.offsets import OffsetMap

# The states of an indicator in a report, never mixed. The first three are told in the table
# `indicators`; what is not stated has no row there, and where text is lost nobody can tell.
STATED, ZERO, CONFLICTING = "stated", "zero", "conflicting"
UNREADABLE, NOT_STATED = "unreadable", "not_stated"
LINE_BREAKS = str.maketrans("", "", "\r\n\u2028\u2029\x0b\x0c\x85")


class Place(NamedTuple):
    """Where something stands: in the raw text and in the clean text."""

    start: int
    end: int
    clean_start: int
    clean_end: int


class Mark(NamedTuple):
    """Something that happened to the text at a place of the raw text (repair, damage, page)."""

    kind: str
    start: int
    end: int


class Lack(NamedTuple):
    """Something that a text is known to want, though it was read.

    `reason` is a stable word (docs/formats.md lists them), `where` the address or name of what
    must be fetched, empty where nothing tells it; `page` of `pages` is the part that is here,
    zero where nothing tells it.
    """

    reason: str
    where: str = ""
    page: int = 0
    pages: int = 0

    def __str__(self) -> str:
        place = f"page {self.page} of {self.pages}" if self.pages else ""
        said = f"{self.where} ({place})" if self.where and place else self.where or place
        return f"{self.reason}: {said}" if said else self.reason


class RawText(msgspec.Struct, frozen=True, gc=False):
    """What a format reader hands over: the text as decoded, and what only the format knows.

    Args:
        text: the decoded text; paragraphs or lines separated by line breaks.
        format: `txt`, `md`, `html`, `docx`, `pdf`, `scan`, `ofd`, ...
        metadata: the portal's or file's own statements (索引号, 发布日期, title, ...).
        drops: stretches that are page furniture by the format's own knowledge.
        joins: offsets of line breaks that are layout only, not the end of a paragraph.
        pages: offset in `text` at which each page begins; empty where there are no pages.
        encoding: name of the character encoding, empty where the format fixes it.
        confidence: how sure decoding or recognition is, 0 to 1.
        doubtful: stretches read with low confidence (recognition), as marks.
        losses: what the file shows and the reader could not read, at the place where it would
            stand (`picture`, `page`, `part`); a text with one is not complete.
        lacks: what of the text lies elsewhere or is gone, with its reason and address, where it
            has no place of its own in the text.
    """

    text: str
    format: str
    metadata: Mapping[str, str] = {}
    drops: tuple[Mark, ...] = ()
    joins: frozenset[int] = frozenset()
    pages: tuple[int, ...] = ()
    encoding: str = ""
    confidence: float = 1.0
    doubtful: tuple[Mark, ...] = ()
    losses: tuple[Mark, ...] = ()
    lacks: tuple[Lack, ...] = ()


class Text(msgspec.Struct, frozen=True, gc=False):
    """Raw text, clean text and the exact map between them.

    `clean` is simplified script, one paragraph a line, page furniture gone, broken lines
    joined, punctuation and digits regular. `repairs` lists what was changed beyond script and
    width, `damages` what is visibly lost (kind `break`: a sentence that ends without its rest;
    other kinds: what the file shows there and the reader could not read), `lacks` what lies
    elsewhere or is gone, without a place of its own.
    """

    raw: str
    clean: str
    offsets: OffsetMap
    format: str
    script: str
    metadata: Mapping[str, str] = {}
    repairs: tuple[Mark, ...] = ()
    damages: tuple[Mark, ...] = ()
    pages: tuple[int, ...] = ()
    encoding: str = ""
    confidence: float = 1.0
    doubtful: tuple[Mark, ...] = ()
    lacks: tuple[Lack, ...] = ()

    def place(self, clean_start: int, clean_end: int) -> Place:
        """Place of the clean stretch in both texts; an empty stretch is refused."""
        if not 0 <= clean_start < clean_end <= len(self.clean):
            raise ValueError(f"no such stretch of clean text: {clean_start}..{clean_end}")
        start, end = self.offsets.stretch(clean_start, clean_end)
        # What `Place(...)` does, in a third of its time: thousands are made for each report.
        return tuple.__new__(Place, (start, end, clean_start, clean_end))

    def quote(self, start: int, end: int) -> str:
        """The author's words at a raw stretch, without the line breaks of the layout."""
        words = self.raw[start:end]
        # No line break is printable, and few stretches hold one.
        return words if words.isprintable() else words.translate(LINE_BREAKS)


class Section(msgspec.Struct, frozen=True, gc=False):
    """One heading and the text under it, in reading order.

    `heading` is the place of marker and title, `place` that of heading and body. `title` is
    quoted from the raw text, without marker and closing full stop, and without the blanks that set
    all its letters apart.
    """

    section_id: int
    parent_id: int | None
    level: int
    marker: str | None
    number: int | None
    title: str
    role: str
    inline: bool
    inferred: bool
    heading: Place
    place: Place


class OutlineFact(msgspec.Struct, frozen=True, gc=False):
    """Something irregular in the numbering, kept for the audit.

    `kind`: `gap` (a number is missing), `lost_number` (a heading without the number it must
    have), `restart` (a level's marks used again inside it), `orphan` (a list that does not begin
    with one). `expected` is the marker that should stand there, `section_id` the heading.
    """

    kind: str
    place: Place
    expected: str
    section_id: int | None = None


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """One paragraph of clean text, the deepest non-inline section it lies in, and its role."""

    paragraph_id: int
    section_id: int | None
    role: str
    text: str
    place: Place


class Outline(msgspec.Struct, frozen=True, gc=False):
    """The tree of headings, the paragraphs, and what is irregular about the numbering.

    `title` is the place of the document's title, `preamble` that of the text between title and
    first heading, `closing` that of signature and date; null where there is none.
    """

    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    facts: tuple[OutlineFact, ...] = ()
    title: Place | None = None
    closing: Place | None = None


class Saying(msgspec.Struct, frozen=True, gc=False):
    """What the heads of a table say of a figure in it, as a sentence about its row.

    `start` and `end` are the figure with its measure word in `sentence`, `begins` where the row's
    own words begin behind the title of the table, `name` the stretch of what the row names.
    `row` is the clean offset of the table and the number of the row in it, `column` the number of
    the column; `is_sum` tells that the row adds up the others, `is_only` that there are no others.
    """

    sentence: str
    start: int
    end: int
    begins: int
    name: tuple[int, int]
    row: tuple[int, int]
    column: int
    is_sum: bool = False
    is_only: bool = False


class Quantity(msgspec.Struct, frozen=True, gc=False):
    """One mention of a quantity (guide: the gold's README).

    `place` covers approximator, number and measure word; `clause` is the clause that holds it.
    `value` is scaled (0.5万元 is 5000) and null where vague (数十次); `value_high` the upper
    bound of a range. `change` marks increases and decreases, which are no levels; `part` marks
    parts of a stated total (after 其中). `period` is `year`, `stock`, `rate`, `plan` or `previous`
    (of an earlier year, never an indicator's value). `indicator` and `rule` are null until coded;
    `margin` is by how much the rule was ahead of the best of another indicator, if there was one.
    `months` are those that the figure is of where the text says so (上半年: `1-6`), else null.
    `beside` marks a further member of a list, whose number adds to that before it.
    `saying` is what the heads of a table say of a bare number in it; null in running text.
    """

    quantity_id: int
    place: Place
    raw: str
    value: float | None
    value_high: float | None
    unit: str | None
    dimension: str
    approx: str
    period: str
    zero: bool
    clause: Place
    section_id: int | None
    paragraph_id: int
    change: bool = False
    part: bool = False
    indicator: str | None = None
    rule: str | None = None
    months: str | None = None
    margin: float | None = None
    saying: Saying | None = None
    beside: bool = False


class IndicatorValue(msgspec.Struct, frozen=True, gc=False):
    """The one value of an indicator in a report, taken from the mention `quantity_id`.

    Mentions that contradict one another give no value; `quantity_id` is then the first of them.
    `parts` are the mentions added up where the codebook says that they add up. `by_kinds` tells
    that the text has no figure of this indicator itself, only of its kinds: the same mentions make
    the values of these, and are not to be counted twice. `margin` is the least of these mentions'.
    """

    indicator: str
    value: float | None
    unit: str | None
    approx: str
    mentions: int
    conflict: bool
    quantity_id: int
    parts: tuple[int, ...] = ()
    by_kinds: bool = False
    margin: float | None = None

    @property
    def state(self) -> str:
        """`stated`, `zero` (a statement too) or `conflicting`."""
        if self.conflict:
            return CONFLICTING
        return ZERO if self.value == 0 else STATED


class Citation(msgspec.Struct, frozen=True, gc=False):
    """One mention of a law, rule, plan or document."""

    citation_id: int
    place: Place
    raw: str
    title: str
    bracketed: bool
    document_id: str | None
    kind: str
    status: str
    section_id: int | None


class ThemeHit(msgspec.Struct, frozen=True, gc=False):
    """A theme touched in a paragraph, with the cues that show it."""

    theme: str
    cues: tuple[str, ...]
    section_id: int | None
    paragraph_id: int
    place: Place


# The gravest first.
SEVERITIES = ("error", "warning", "note")


class Finding(msgspec.Struct, frozen=True, gc=False):
    """What an attentive reader would flag: check, severity, message in two languages, words.

    `severity` is `error` (arithmetic or a dated rule decides), `warning` or `note`; `quote` is
    the author's own words at `place`.
    """

    check: str
    severity: str
    message_zh: str
    message_en: str
    place: Place | None = None
    quote: str | None = None


class Met(msgspec.Struct, frozen=True, gc=False):
    """Whether a report meets a requirement, and the words that show it.

    `met` is `yes`, `partly`, `no`, or `lost` where the text is cut and it cannot be told.
    """

    requirement: str
    met: str
    place: Place | None = None
    quote: str | None = None


class Identity(msgspec.Struct, frozen=True, gc=False):
    """Who speaks, where, of which year, when issued and published, to whom.

    `level` is `township`, `county`, `prefecture`, `province`, `national`,
    `department`, `other` (a bank, a school, a firm), null where nothing tells it. Text values are
    simplified script; null where neither text nor manifest says so and the gazetteer leaves a
    choice. `evidence` gives for a field where its value comes from (`title`, `opening`,
    `signature`, `portal`, `body`, `manifest`, `file_name`, `gazetteer`), under `letter` the title
    of a letter above the report, and `kind` (`news`, `explanation`) for what only tells of one;
    `candidates` the divisions among which the text does not decide, as `code name` strings.
    """

    title: str | None = None
    doc_number: str | None = None
    issuers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    level: str | None = None
    town: str | None = None
    county: str | None = None
    prefecture: str | None = None
    province: str | None = None
    adcode: str | None = None
    place_evidence: str | None = None
    report_year: int | None = None
    issued_date: str | None = None
    published_date: str | None = None
    evidence: Mapping[str, str] = {}
    candidates: tuple[str, ...] = ()
    title_place: Place | None = None


class Corrected(msgspec.Struct, frozen=True, gc=False):
    """A correction that was made: the mention as the machine had it, and what it is now.

    The machine had none (null) where people added one.
    """

    machine: Quantity | None
    now: Quantity
    by: str


class Report(msgspec.Struct, frozen=True, gc=False):
    """One report, read and understood: what every later room works from."""

    path: str
    sha256: str
    text: Text
    identity: Identity
    outline: Outline
    quantities: tuple[Quantity, ...] = ()
    indicators: tuple[IndicatorValue, ...] = ()
    citations: tuple[Citation, ...] = ()
    themes: tuple[ThemeHit, ...] = ()
    corrected: tuple[Corrected, ...] = ()
