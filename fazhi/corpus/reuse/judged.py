"""What is told of each place that holds shared wording, some families at a time.

What an earlier build told is taken over where its words, and those it is set beside, are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.corpus.reuse.before import OTHER, WAS, Before, Kind, kinds_of_more
from fazhi.corpus.reuse.changed import Comparer, Named, digest
from fazhi.corpus.reuse.kinds import (
    ALIKE,
    FORM_LETTERS,
    FORMS_BELOW,
    MANDATORY,
    OTHER_PLACE,
    OWN_PAST,
    PHRASE_BELOW,
    TEMPLATE,
    is_prescribed,
    kinds,
)
from fazhi.corpus.reuse.named import named_holders, names_in
from fazhi.corpus.reuse.prescribed import Own, cites_own, is_handed, own_of_many, titled_by
from fazhi.corpus.reuse.said import Said
from fazhi.corpus.reuse.sources import firsts, most_similar, sources
from fazhi.later import pl

# Families are judged together up to so many places: their words are in memory at once.
PLACES_AT_A_TIME = 1 << 16
# Of the places of a family so many are prescribed wording where it is.
HALF = 0.5
FAMILY_WORDS = ("prescribed", "document", "handed", "note")
Columns = Mapping[str, Kind]
ABOUT = (
    *("family", "report_id", "report_year", "place", "territory"),
    *("county", "prefecture", "province", "centre"),
)


class Judged(NamedTuple):
    """Families to be judged.

    Args:
        places: as finding's `places` gives them, of whole families.
        around: `family`, `report_id`, `start` and `end` of places of other families that hold some
            of them.
        inner: which family holds which, in places how long.
    """

    places: pl.DataFrame
    around: pl.DataFrame
    inner: pl.DataFrame

    def together(self) -> Iterator[Judged]:
        """Some families at a time, each with those that hold them."""
        counts = self.places.group_by("family").agg(pl.len()).sort("family")
        part = counts["len"].cum_sum() // PLACES_AT_A_TIME
        every = pl.concat([one.select("family", "report_id", "start", "end") for one in self[:2]])
        for some in counts.select("family", part=part).partition_by("part", maintain_order=True):
            mine = pl.col("family").is_in(some["family"].implode())
            inner = self.inner.filter(pl.col("inner").is_in(some["family"].implode()))
            outer = pl.col("family").is_in(inner["outer"].unique().implode())
            yield Judged(self.places.filter(mine), every.filter(outer).unique(), inner)


class Read(NamedTuple):
    """What is known of the words of places.

    Args:
        said: those of the rows that were looked at anew, to which more may be added.
        words: the digest of those of each place.
        named: the names of others in those of some rows.
    """

    said: dict[int, Named]
    words: pl.Series
    named: Mapping[int, Sequence[str]]


class Judge:
    """Tells of places what the table holds.

    Args:
        who: the authors of all reports.
        texts: of all reports.
        book: prescribed wording, and what tells letters.
        before: what an earlier build told, if any.
        keeps: whether what is told is kept for a later one, to which digests of words are of use.
    """

    def __init__(
        self,
        who: pl.DataFrame,
        texts: pl.LazyFrame,
        book: Codebook,
        before: Before | None = None,
        keeps: bool = True,
    ) -> None:
        self._who, self._book, self._before = who.drop("names"), book, before
        self._keeps = keeps
        self._said = Said(texts.select("report_id", "raw_text"), who.select("report_id", "names"))
        self._comparer = Comparer(book)

    def none(self, columns: Columns) -> pl.DataFrame:
        """No rows, in the columns that rows have."""
        return pl.DataFrame(schema=_types(columns))

    def rows(self, some: Judged, columns: Columns) -> pl.DataFrame:
        """The rows of some families in these columns, with `family` and what is kept of each."""
        held = some.places.join(self._who, on="report_id", how="left", maintain_order="left")
        was = self._was(held)
        beside = sources(held)
        said, letters, named = self._read(held, was)
        other = self._other(held, was, beside, Read(said, letters["words"], named))
        changes, similarity = self._compared(held, was, other, Read(said, letters["words"], named))
        others = some.around.join(self._who, on="report_id", how="left")
        beside = beside.with_columns(other=other)
        told = held.with_columns(
            beside["dated"],
            changes,
            similarity,
            *letters.get_columns(),
            _of_rows(named, "named", held.height),
            family_id=_named(held),
            kind=_kinds(held, others, beside, similarity, some.inner, letters),
            other_report_id=held["report_id"].gather(other),
            other_start=held["start"].gather(other),
            other_end=held["end"].gather(other),
        )
        return told.select(pl.col(name).cast(kind) for name, kind in _types(columns).items())

    def _was(self, held: pl.DataFrame) -> pl.DataFrame:
        if self._before:
            return self._before.of(held)
        none: Columns = {
            **dict.fromkeys(WAS, pl.String),
            **dict.fromkeys((*OTHER[1:], "other_nth", "former"), pl.UInt32),
            **{"dated": pl.Boolean, "similarity": pl.Float32, "other_words": pl.UInt64},
            **kinds_of_more(),
        }
        return pl.DataFrame(schema=none).clear(held.height).with_columns(searched=False)

    def _read(
        self, held: pl.DataFrame, was: pl.DataFrame
    ) -> tuple[dict[int, Named], pl.DataFrame, dict[int, Sequence[str]]]:
        """The words that are looked at anew, what is told of each place's, and names in them."""
        new = was["words"].is_null()
        sought = (new | ~was["searched"]).arg_true()
        said, notes = self._said.of(held, sought)
        counted = own_of_many({said[row][0] for row in new.arg_true()}, self._book)
        number = digest if self._keeps else _no_digest
        told = [
            (row, number(*said[row]), *self._letters(said[row], counted), row in notes)
            for row in new.arg_true()
        ]
        columns = ("words", "own", "every", "document", "titles", "handed", "note")
        types: Columns = {"row": pl.UInt32} | {one: kinds_of_more()[one] for one in columns}
        letters = _with(was.select(columns), pl.DataFrame(told, schema=types, orient="row"))
        known = was.with_row_index("row").filter(was["searched"], was["named"].is_not_null())
        named = dict(known.select("row", "named").iter_rows())
        every = [
            name for one in ("town", "county_name") for name in held[one].drop_nulls().unique()
        ]
        words = {row: said[row][0] for row in sought}
        named |= names_in(words, _towns(held), every) if words else {}
        return said, letters, dict(sorted(named.items()))

    def _letters(
        self, said: Named, counted: Mapping[str, Own]
    ) -> tuple[int, int, bool, str | None, bool]:
        """Of a place its own letters and all, whether and whose documents it names, and plans."""
        own, every = counted[said[0]]
        whose = titled_by(*said, every, self._book)
        handed = own < PHRASE_BELOW and is_handed(said[0])
        return own, every, cites_own(*said), whose, handed

    def _other(
        self, held: pl.DataFrame, was: pl.DataFrame, beside: pl.DataFrame, read: Read
    ) -> pl.Series:
        """The row of `held` beside which each place is set; what must be read is added.

        Among first places of its family that say the same the most similar one is the same, if no
        name in its words told otherwise.
        """
        undecided, own = ~beside["dated"], beside["own"]
        stays, stood = self._stood(held, was, read.words)
        again = undecided & ~stays
        self._add(read.said, held, _sought(held, again))
        similar = most_similar(held, again.arg_true(), read.said, self._comparer)
        told = (
            pl.DataFrame({"other": beside["other"], "stood": stood, "stays": stays & undecided})
            .select(pl.when("stays").then("stood").otherwise("other").cast(pl.UInt32))
            .to_series()
        )
        holders = named_holders(held, read.named, _towns(held)) if read.named else ()
        similar |= {row: one for row, one in holders if not own[row]}
        return told.scatter([*similar], pl.Series([*similar.values()], dtype=pl.UInt32))

    def _stood(
        self, held: pl.DataFrame, was: pl.DataFrame, words: pl.Series
    ) -> tuple[pl.Series, pl.Series]:
        """Whether the most similar place of each is what it was, and its row, null for none."""
        if not self._before:
            none = pl.Series([None], dtype=pl.UInt32).new_from_index(0, held.height)
            return none.is_not_null(), none
        nth = pl.int_range(pl.len(), dtype=pl.UInt32).over("family")
        first = firsts(held.select("family").with_row_index("row")).with_columns(nth=nth)
        beside = was.select(held["family"], "other_nth").join(
            first,
            left_on=["family", "other_nth"],
            right_on=["family", "nth"],
            how="left",
            maintain_order="left",
        )
        stood = beside["row"]
        alike = self._before.alike(held, words, was["former"])
        told = ~was["dated"].fill_null(True) & was["named"].is_null() & alike
        return told & (stood.is_not_null() | was["other_report_id"].is_null()), stood

    def _add(self, said: dict[int, Named], held: pl.DataFrame, rows: pl.Series) -> None:
        """Read what was not read."""
        known = pl.Series([*said], dtype=pl.UInt32)
        said |= self._said.of(held, rows.filter(~rows.is_in(known.implode()))).words

    def _compared(
        self, held: pl.DataFrame, was: pl.DataFrame, other: pl.Series, read: Read
    ) -> tuple[pl.Series, pl.Series]:
        """`changes` and `similarity` of each place beside its other one."""
        same = (
            was["similarity"].is_not_null()
            & (held["report_id"].gather(other) == was["other_report_id"])
            & (read.words.gather(other) == was["other_words"])
        ).fill_null(False)
        rows = pl.DataFrame({"row": pl.int_range(len(other), eager=True), "other": other})
        pairs = rows.filter(~same, pl.col("other").is_not_null()).cast(pl.UInt32)
        self._add(read.said, held, pl.concat([pairs["row"], pairs["other"]]).unique())
        compare, said = self._comparer.compare, read.said
        told = [(row, *compare(said[row], said[beside])) for row, beside in pairs.iter_rows()]
        types: Columns = {"row": pl.UInt32, "changes": pl.String, "similarity": pl.Float32}
        fresh = pl.DataFrame(told, schema=types, orient="row")
        stays = (
            pl.when(same).then(pl.col(one)).alias(one).cast(types[one])
            for one in ("changes", "similarity")
        )
        found = _with(was.select(stays), fresh)
        return found["changes"], found["similarity"]


def _no_digest(words: str, names: tuple[str, ...]) -> None:
    """In place of one that nobody asks for."""


def _sought(held: pl.DataFrame, again: pl.Series) -> pl.Series:
    """Places among which the most similar is sought, and those for which it is."""
    rows = held.select("family").with_row_index("row")
    families = rows.filter(again)["family"].unique()
    first = firsts(rows.filter(pl.col("family").is_in(families.implode())))["row"]
    return pl.concat([rows.filter(again)["row"], first]).unique()


def _types(columns: Columns) -> dict[str, Kind]:
    return {**columns, "family": pl.UInt32, **kinds_of_more()}


def _with(rows: pl.DataFrame, fresh: pl.DataFrame) -> pl.DataFrame:
    """Rows with what is told anew of some of them, by `row`, in place of null."""
    beside = rows.with_row_index("row").join(
        fresh, on="row", how="left", suffix="_new", maintain_order="left"
    )
    return beside.select(pl.coalesce(name, f"{name}_new").alias(name) for name in rows.columns)


def _of_rows(named: Mapping[int, Sequence[str]], name: str, count: int) -> pl.Series:
    """Lists of texts of some rows, null of the others."""
    types: Columns = {"row": pl.UInt32, name: pl.List(pl.String)}
    told = pl.DataFrame([*named.items()], schema=types, orient="row")
    every = pl.DataFrame({"row": pl.int_range(count, dtype=pl.UInt32, eager=True)})
    return every.join(told, on="row", how="left", maintain_order="left")[name]


def _towns(held: pl.DataFrame) -> list[tuple[str, ...]]:
    return [tuple(filter(None, some)) for some in held.select("town", "county_name").iter_rows()]


def _named(held: pl.DataFrame) -> pl.Expr:
    """A family's id: its earliest place, by date where there is one, then by report."""
    order = ["date", "report_id", "start", "end"]
    firsts = held.sort(*order, nulls_last=True).unique("family", keep="first", maintain_order=True)
    return pl.col("family").replace_strict(
        firsts["family"],
        firsts.select(pl.format("{}:{}-{}", "report_id", "start", "end")).to_series(),
        return_dtype=pl.String,
    )


def _kinds(
    held: pl.DataFrame,
    others: pl.DataFrame,
    beside: pl.DataFrame,
    similarity: pl.Series,
    inner: pl.DataFrame,
    letters: pl.DataFrame,
) -> pl.Series:
    """The kind of each place: that of its family, but for what its own author said before."""
    words = (
        letters.select(held["family"], *FAMILY_WORDS[1:], prescribed=is_prescribed(letters))
        .group_by("family")
        # What sticks out of one place decides as little as which report is the first.
        .agg(pl.col(FAMILY_WORDS).mean() >= HALF)
    )
    of_family = kinds(_holders(held, others, inner), words)
    kind = held.select("family").join(of_family, on="family", how="left", maintain_order="left")
    same = held["place"].gather(beside["other"]) == held["place"]
    own = beside["own"] | same.fill_null(False)
    # Who handed a model down took it from nobody.
    hands_down = (pl.col("kind") == TEMPLATE) & (held["territory"] == pl.col("giver"))
    # Who explains a word again repeats itself, whoever handed the word down.
    again = pl.col("kind").is_in((TEMPLATE, MANDATORY)) & pl.col("note")
    weak = pl.col("kind").is_null() | (pl.col("kind") == OTHER_PLACE)
    form = _is_own_form(held["family"], own, letters["own"], similarity)
    weak |= (hands_down | again | (form & ~pl.col("prescribed"))).fill_null(False)
    taken = _is_taken_over(held["family"], letters["own"], similarity)
    cited = pl.lit(_is_cited_by_two(held, letters["titles"]))
    return kind.select(
        pl.when(pl.col("prescribed") & (pl.col("kind") == MANDATORY) & cited)
        .then(pl.lit(TEMPLATE))
        .when(weak & own)
        .then(pl.lit(OWN_PAST))
        .when((pl.col("kind") != OTHER_PLACE) | taken)
        .then(pl.col("kind"))
        .alias("kind")
    ).to_series()


def _holders(held: pl.DataFrame, others: pl.DataFrame, inner: pl.DataFrame) -> pl.DataFrame:
    """Who holds each family (`ABOUT`), alone or inside a place of another that is long enough."""
    size = pl.col("end") - pl.col("start")
    places = pl.concat([one.select(*ABOUT, size=size) for one in (held, others)]).unique()
    around = (
        inner.join(places, left_on="outer", right_on="family")
        .filter(pl.col("size") >= pl.col("letters"))
        .select(pl.col("inner").alias("family"), *ABOUT[1:])
    )
    return pl.concat([held.select(ABOUT), around]).unique()


def _is_cited_by_two(held: pl.DataFrame, titles: pl.Series) -> pl.Series:
    """Whether half of a place's words are titles of one division's documents, as of another place.

    Both lie in it: a formula around the titles goes round where nobody has heard of these.
    """
    citing = pl.col("place").drop_nulls().n_unique().over("family", "province", titles.name)
    rows = held.select("family", "place", "province").with_columns(titles)
    named = pl.all_horizontal(pl.col("province", titles.name).is_not_null())
    return rows.select(cited=named & (citing > 1)).to_series()


def _is_own_form(
    family: pl.Series, own: pl.Series, letters: pl.Series, similarity: pl.Series
) -> pl.Series:
    """Whether a place repeats its author's own form of a formula that goes round in many."""
    among_others = pl.col("similarity").filter(~pl.col("own")).median().over("family")
    repeated = pl.col("own") & (pl.col("similarity") >= FORMS_BELOW)
    frame = pl.DataFrame(
        {"family": family, "own": own, "letters": letters, "similarity": similarity}
    )
    return frame.select(
        form=repeated & (pl.col("letters") >= FORM_LETTERS) & (among_others < FORMS_BELOW)
    ).to_series()


def _is_taken_over(family: pl.Series, letters: pl.Series, similarity: pl.Series) -> pl.Series:
    """Whether a passage is long and alike enough; the first of a family, whether another is."""
    long = pl.col("letters") >= PHRASE_BELOW
    alike = long & (pl.col("similarity") >= ALIKE)
    first = pl.col("similarity").is_null() & long & alike.any().over("family")
    frame = pl.DataFrame({"family": family, "letters": letters, "similarity": similarity})
    return frame.select(taken=alike.fill_null(False) | first).to_series()
