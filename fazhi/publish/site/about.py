"""What a site is, who made it from what, how far to trust it, how to cite it; what it covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode

import polars as pl

from fazhi.codebook.divisions import province_of
from fazhi.publish.pages import links, prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.words import Words
from fazhi.publish.site.outstanding import Corpus

# So many years are told one by one, of more the first and the last.
FEW_YEARS = 4


def facts(corpus: Corpus) -> Html:
    """What, who, when, how far to trust, how to cite: of the inputs alone, never of a clock."""
    return prose.facts((corpus.words(f"about.{name}"), markup) for name, markup in _facts(corpus))


def _facts(corpus: Corpus) -> Iterator[tuple[str, str]]:
    words, found = corpus.words, corpus.found
    told = {**dict.fromkeys(("fazhi", "code", "codebook"), "—"), **corpus.tables.edition}
    levels = Counter(reading.about["level"] or "" for reading in found)
    comma = words("list.comma")
    what = comma.join(
        words("about.level", n=n, level=words.of("level", level)) for level, n in levels.items()
    )
    years = sorted({reading.about["report_year"] for reading in found} - {None})
    yield "what", prose.text(words("about.what.told", what=what, years=_span(years, words)))
    n = corpus.tables.frame("corrections").height
    who = words("about.who.corrected", n=n, **told) if n else words("about.who.told", **told)
    yield "who", prose.text(who)
    days = sorted({reading.about["issued_date"] for reading in found} - {None})
    if days:
        n = sum(reading.about["issued_date"] is not None for reading in found)
        span = prose.text(words("about.when.told", first=days[0], last=days[-1], n=n))
        yield "when", span
    yield "trust", _trust(corpus)
    cite = prose.text(words("data.cite.how", n=len(found), **told))
    yield "cite", f"{cite} {prose.link(f'{links.DATA}#cite', prose.text(words('nav.data')))}"


def _span(years: Sequence[int], words: Words) -> str:
    """Years one by one where they are few, else the first and the last."""
    if len(years) > FEW_YEARS:
        return f"{years[0]}–{years[-1]}"
    return words("list.comma").join(map(str, years)) or words("year.unknown")


def _trust(corpus: Corpus) -> str:
    """Whose statements figures are, and how well those of annotated reports were read."""
    words = corpus.words
    more = corpus.compared("method", words("about.trust.more"))
    said = prose.text(words("about.trust.told"))
    rows = corpus.tables.frame("evaluation").filter(kind="quantities")
    if rows.is_empty():
        return f"{said}{prose.text(words('reliability.none'))} {more}"
    sums = rows.select(pl.col("right", "wrong", "missed").sum()).row(0, named=True)
    of = sums["right"] + sums["missed"]
    scored = words("about.trust.gold", reports=rows.height, of=of, **sums)
    return f"{said}{prose.text(scored)} {more}"


def coverage(found: Sequence[Reading], words: Words) -> Html:
    """How many reports of each province and year there are, each number the way to its reports."""
    counted: Counter[tuple[str, int | None]] = Counter(
        (province_of(reading.about, words.book) or "", reading.about["report_year"])
        for reading in found
    )
    years = sorted({year for _, year in counted}, key=lambda year: (year is None, year or 0))
    provinces = list(dict.fromkeys(province for province, _ in counted))
    rows = []
    for province in provinces:
        name = f'<span lang="zh">{prose.text(words.place(province))}</span>' if province else ""
        cells = [
            _cell(counted[province, year], {"province": province, "year": year}) for year in years
        ]
        total = sum(counted[province, year] for year in years)
        whole = [_cell(total, {"province": province})] if len(years) > 1 else []
        rows.append((name or prose.text(words("place.unknown")), *cells, *whole))
    head = [words("head.province"), *(str(year or words("year.unknown")) for year in years)]
    if len(years) > 1:
        head.append(words("column.total"))
    return prose.table(head, rows, "t" + "n" * (len(head) - 1), words("coverage.title"))


def _cell(n: int, asked: Mapping[str, object]) -> str:
    """A number that leads to the reports it counts, where they can be asked for by name."""
    if not n or not all(asked.values()):
        return f"{n:,}" if n else '<span class="nothing">·</span>'
    return prose.link(f"{links.INDEX}?{urlencode(asked)}", f"{n:,}", "heading")
