"""Send texts of odd structure the whole way: text, outline, figures, audit, tables, page.

    python -m tests.laws.fuzz_way --count 10000 --seed 1

Prints a line for each text that breaks a law (with how to make it again), and a count at the end.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections.abc import Iterator

import msgspec
import polars as pl

from fazhi.analyse.audit import audit
from fazhi.analyse.requirements import requirements
from fazhi.cli.check.as_json import as_records
from fazhi.codebook.book import load_codebook
from fazhi.errors import FazhiError, ReadError, Telling
from fazhi.pipeline.check import Verdict
from fazhi.pipeline.drafts.roll import roll
from fazhi.pipeline.report import understand
from fazhi.publish.check.page import check_page
from fazhi.publish.pages.words import Words
from fazhi.reading import read_bytes
from fazhi.records import Place, Report, Text
from fazhi.tables.pack import pack
from fazhi.tables.report_rows import report_rows
from fazhi.tables.schema import TABLES
from tests.laws.odd_texts import odd_text

BOOK = load_codebook()

NAME = "x.txt"
PAGES = 7  # one text in so many becomes a page too
SECONDS_A_CHARACTER = 1 / 4000
LEAST_SECONDS = 2.0


def wrong(words: str, page: bool = False) -> str:
    """The law that a text breaks on its way, empty where it keeps all of them."""
    begun = time.process_time()
    try:
        with Telling(_foreign):
            text = read_bytes(words.encode("utf-8", "surrogatepass"), NAME, book=BOOK)
            report = understand(text, BOOK, NAME, "0" * 64, {})
            _tables(report)
            if page:
                _page(report)
    except ReadError as error:
        return "" if error.code and error.message and error.hint else f"unclear error {error!r}"
    except FazhiError as error:
        return str(error)
    took = time.process_time() - begun
    if took > max(LEAST_SECONDS, len(words) * SECONDS_A_CHARACTER):
        return f"slow: {took:.1f} s for {len(words)} characters"
    return next(_broken(report), "")


def _foreign(error: Exception) -> FazhiError:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return FazhiError(f"{type(error).__name__}: {error}", where=f"{place.filename}:{place.lineno}")


def _tables(report: Report) -> None:
    """Every table of the report, as strictly typed as it will be written."""
    tables = report_rows(report, {}, BOOK)
    pack(tables, "")
    for name, columns in tables.items():
        kinds = TABLES[name].types()
        for column, values in columns.items():
            pl.Series(column, values, dtype=kinds[column], strict=True)


def _page(report: Report) -> None:
    verdict = Verdict(NAME, report, requirements(report, BOOK), audit(report, BOOK), BOOK)
    msgspec.json.encode(as_records(roll([verdict], BOOK), BOOK))
    for language in ("zh", "en"):
        check_page(roll([verdict], BOOK), Words(language, BOOK))


def _broken(report: Report) -> Iterator[str]:
    text, outline = report.text, report.outline
    for place in _places(report):
        low, high = text.offsets.stretch(place.clean_start, place.clean_end)
        if (low, high) != (place.start, place.end) or not (
            0 <= place.start < place.end <= len(text.raw)
            and 0 <= place.clean_start < place.clean_end <= len(text.clean)
        ):
            yield f"bad place {place}"
    for one in (*report.quantities, *report.citations):
        if one.raw != text.quote(one.place.start, one.place.end):
            yield f"{one.raw!r} is not what stands there"
    for number, section in enumerate(outline.sections, start=1):
        if section.section_id != number:
            yield f"section {section.section_id} is the {number}th"
        above = section.parent_id and outline.sections[section.parent_id - 1]
        if above and not (
            above.place.clean_start < section.place.clean_start <= above.place.clean_end
            and above.section_id < number
            and (above.level < section.level or section.inline)
        ):
            yield f"section {number} does not lie in {above.section_id}"
    yield from _strangers(report)
    for finding in audit(report, BOOK):
        if (finding.place is None) != (finding.quote is None):
            yield f"{finding.check} has a quote or a place alone"
        if finding.place and finding.quote != _quoted(text, finding.place):
            yield f"{finding.check} quotes {finding.quote!r}"


def _quoted(text: Text, place: Place) -> str:
    return text.quote(place.start, place.end)


def _strangers(report: Report) -> Iterator[str]:
    """References to what is not there."""
    sections = {one.section_id for one in report.outline.sections} | {None}
    paragraphs = {one.paragraph_id: one for one in report.outline.paragraphs}
    for one in (*report.outline.paragraphs, *report.citations, *report.outline.facts):
        if one.section_id not in sections:
            yield f"no section {one.section_id}"
    for quantity in report.quantities:
        home = paragraphs[quantity.paragraph_id].place
        if not home.clean_start <= quantity.place.clean_start < home.clean_end:
            yield f"quantity {quantity.quantity_id} lies outside its paragraph"
    known = {one.quantity_id for one in report.quantities}
    for value in report.indicators:
        if not {value.quantity_id, *value.parts} <= known:
            yield f"{value.indicator} comes from no quantity"


def _places(thing: object) -> Iterator[Place]:
    """Every place anywhere in a record."""
    if isinstance(thing, Place):
        yield thing
    elif isinstance(thing, msgspec.Struct) and not isinstance(thing, Text):
        for name in thing.__struct_fields__:
            yield from _places(getattr(thing, name))
    elif isinstance(thing, tuple):
        for one in thing:
            yield from _places(one)


def attempts(count: int, seed: int) -> Iterator[str]:
    """Send so many texts the whole way; for each what is wrong with it, or nothing."""
    for number in range(count):
        kind, words = odd_text(seed, number)
        found = wrong(words, page=number % PAGES == 0)
        yield f"odd_text({seed}, {number}), {kind}: {found}" if found else ""


def main() -> None:
    """Try as many as asked for; exit code 1 where a law is broken."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    broken = 0
    for told in filter(None, attempts(given.count, given.seed)):
        broken += 1
        print(told, flush=True)
    print(f"{given.count} texts, {broken} wrong")
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
