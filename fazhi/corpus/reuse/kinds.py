"""Whose words shared wording is: the centre's, a county's model, the author's own of another year.

`mandatory`: little is left of it but prescribed wording and titles of documents (book
`prescribed`), unless three places of one county say it around the title of a document of their own
places; or a report for the whole nation holds it, and one of a place; or it stands in
reports of three provinces or more, or of two, or three prefectures, and more places than may have
copied. `template`: at least three places of one county hold it and few elsewhere, or more places of
one prefecture or two than may have copied, or an authority holds it that stands above all others
that do: a model of the county, prefecture or province, or a government's for its departments; or it
speaks of a plan that a committee above calls so. A note that explains a word, where few hold
it: `template` in one province, `mandatory` in several, as people explain what was said above them.
`own_past`: the same authority in another year. `within`: twice in one report, or in two files of
one authority's report of one year. `other_place`: what
is left, held by few, long and alike enough to be more than a turn of phrase. Null where nobody can
tell: the place of a holder is not known, or the words are too few.
"""

from __future__ import annotations

from fazhi.later import pl

MANDATORY, TEMPLATE = "mandatory", "template"
OWN_PAST, OTHER_PLACE, WITHIN = "own_past", "other_place", "within"
# So many places may hold what one wrote and the others took over; what more of them hold was
# handed out.
FEW_PLACES = 4
PROVINCES = 3
# What so many prefectures hold, and no authority above them, was handed out from further above.
PREFECTURES = 3
# A county's model: places of the county that hold it, and their share of all that do.
PLACES_OF_COUNTY, COUNTY_SHARE = 3, 0.8

# Letters of somebody's own, without prescribed phrases: with fewer a passage is prescribed wording
# with a word put in, and up to the second number it may be a turn of phrase; so it is prescribed
# wording, too, where less than half of it is somebody's own.
PRESCRIBED_BELOW, PHRASE_BELOW, OWN_SHARE = 13, 40, 0.5
# Of a passage taken over so many letters are alike.
ALIKE = 0.8
# Where half of a family are less alike than this, a formula goes round in forms, and who has so
# many letters in the form of its own last year repeats itself (lists of offices, of partners).
FORMS_BELOW, FORM_LETTERS = 0.7, 24
# In a department's place it stands behind its government's code.
DEPARTMENT = " "


def kinds(holders: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """The kind of every family.

    Args:
        holders: `family`, `report_id` of each report that holds the wording, or wording that has it
            inside, its `report_year`, and of its author `place`, `territory`, `county`,
            `prefecture`, `province`, `centre`.
        words: `family` of each, whether it is `prescribed` wording, whether it names a `document`
            of its holders' own places (around such a title the centre's phrases are put together by
            the county whose towns all have them), whether it speaks of what was `handed` down by a
            committee above, and whether it stands in a `note`, which explains what somebody above
            said.

    Returns `family`, `kind`, whether it is `prescribed`, the territory of the `giver`, where one
    holder stands above all, and `note`: whether it stands in one and is not prescribed.
    """
    explained, prescribed = (pl.col(one).fill_null(False) for one in ("note", "prescribed"))
    return (
        _counted(holders)
        .join(words, on="family", how="left")
        .select(
            "family",
            kind=_kind(explained, prescribed),
            prescribed=prescribed,
            giver=pl.when("above").then("giver"),
            note=explained & ~prescribed,
        )
        .sort("family")
    )


def _kind(explained: pl.Expr, prescribed: pl.Expr) -> pl.Expr:
    """The kind of each family: the first that holds, by what is counted of its holders."""
    known = pl.col("unknown") == 0
    by_county = (pl.col("county") >= PLACES_OF_COUNTY) & (
        pl.col("county") >= COUNTY_SHARE * pl.col("places")
    )
    many = pl.col("places") > FEW_PLACES
    one_place = (pl.col("places") == 1) & known
    one_province, handed = (pl.col("provinces") == 1) & known, pl.col("handed").fill_null(False)
    # Two files of one report, as where it was put right, are no year and the next.
    one_report = (pl.col("reports") == 1) | (one_place & (pl.col("years") == 1)).fill_null(False)
    wide = (pl.col("provinces") > 1) | (pl.col("prefectures") >= PREFECTURES)
    return (
        pl.when(one_report)
        .then(pl.lit(WITHIN))
        .when(prescribed & ~(by_county & pl.col("document")).fill_null(False))
        .then(pl.lit(MANDATORY))
        .when(one_place)
        .then(pl.lit(OWN_PAST))
        .when(pl.col("centre"))
        .then(pl.lit(MANDATORY))
        .when(by_county | (pl.col("above") & known))
        .then(pl.lit(TEMPLATE))
        .when((pl.col("provinces") >= PROVINCES) | ((many | explained) & wide))
        .then(pl.lit(MANDATORY))
        .when(many | (explained & known) | (handed & one_province))
        .then(pl.lit(TEMPLATE))
        .when(known)
        .then(pl.lit(OTHER_PLACE))
    )


def _counted(holders: pl.DataFrame) -> pl.DataFrame:
    """What of its holders tells the kind of each family."""
    return holders.group_by("family").agg(
        places=pl.col("place").n_unique(),
        unknown=pl.col("place").null_count(),
        provinces=pl.col("province").drop_nulls().n_unique(),
        prefectures=pl.col("prefecture").drop_nulls().n_unique(),
        reports=pl.col("report_id").n_unique(),
        years=pl.when(pl.col("report_year").is_not_null().all()).then(
            pl.col("report_year").n_unique()
        ),
        county=_most("county"),
        above=_above(),
        giver=_shortest(),
        centre=pl.col("centre").any(),
    )


def is_prescribed(letters: pl.DataFrame) -> pl.Series:
    """Whether passages are prescribed wording (`few`), by their `own` letters of `every` one."""
    own, every = pl.col("own"), pl.col("every")
    mixed = (own < PHRASE_BELOW) & (own < OWN_SHARE * every)
    # A passage of figures has few letters, though none of them is prescribed.
    return letters.select(few=((own < PRESCRIBED_BELOW) & (own < every)) | mixed).to_series()


def _above() -> pl.Expr:
    """Whether one holder's division holds all others: codes of the same beginning.

    Of a holder without a code nobody knows that it lies inside.
    """
    digits = pl.col("territory").str.len_chars()
    inside = pl.col("territory").str.starts_with(_shortest()).fill_null(False).all()
    # A government stands above its own departments, which have its code.
    department = pl.col("place").str.contains(DEPARTMENT, literal=True)
    governs = department.any() & ~department.all()
    return (inside & ((digits.max() > digits.min()) | governs)).fill_null(False)


def _shortest() -> pl.Expr:
    """The territory of the fewest digits: the widest."""
    territory = pl.col("territory")
    return territory.sort_by(territory.str.len_chars(), nulls_last=True).first()


def _most(column: str) -> pl.Expr:
    """In how many places of the county where most places hold it."""
    places = pl.struct(column, "place").filter(
        pl.col(column).is_not_null() & pl.col("place").is_not_null()
    )
    counts = places.unique().struct.field(column).value_counts(name="many", sort=True)
    return counts.struct.field("many").first().fill_null(0)
