"""What one report more costs: `python -m tests.corpus.reuse.one_more 4000 40000`.

Of so many made reports of 60 passages each the table `reuse` is made from nothing, then with one
report more and what was kept, then from nothing with it, each in a process of its own: processor
time, peak memory, and whether the last two are equal. Only this table is made, not the build.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from fazhi.codebook.book import load_codebook
from fazhi.corpus.reuse.finding import NEEDS
from fazhi.corpus.reuse.shared import reuse
from fazhi.tables.kept import Kept
from fazhi.tables.schema import TABLES
from tests.corpus.reuse.made import Made, make_corpus

RUNS = ("nothing", "kept", "again")


def _rows(made: Sequence[Made]) -> Iterator[tuple[dict[str, object], str, list[tuple[int, int]]]]:
    """Of each report its row of `reports`, its text, and where its paragraphs stand."""
    for number, one in enumerate(made):
        places, end = [], 0
        for words in one.passages:
            places.append((end, end + len(words)))
            end += len(words) + 1
        about: dict[str, object] = {"report_id": f"{number:06}", "level": "township"}
        about |= {"town": one.town, "county": one.county, "province": one.province}
        about |= {"report_year": one.year, "issued_date": date(one.year + 1, 1, 1 + number % 28)}
        yield about, "\n".join(one.passages), places


def _write(folder: Path, made: Sequence[Made]) -> None:
    """The tables that `reuse` needs, as far as it needs them."""
    rows = list(_rows(made))
    ids = [str(about["report_id"]) for about, _, _ in rows]
    paragraphs = [
        (report, at, start, end)
        for report, (_, _, places) in zip(ids, rows, strict=True)
        for at, (start, end) in enumerate(places)
    ]
    columns = ("report_id", "paragraph_id", "start", "end")
    told = {
        "reports": pl.DataFrame([about for about, _, _ in rows], infer_schema_length=1),
        "texts": pl.DataFrame({"report_id": ids, "raw_text": [text for _, text, _ in rows]}),
        "paragraphs": pl.DataFrame(paragraphs, schema=columns, orient="row"),
        "repairs": pl.DataFrame(schema={"report_id": pl.String}),
    }
    for name, frame in told.items():
        kinds = TABLES[name].types()
        lacking = [pl.lit(None).alias(column) for column in kinds if column not in frame.columns]
        whole = frame.with_columns(lacking).select(
            pl.col(column).cast(kind) for column, kind in kinds.items()
        )
        whole.write_parquet(folder / f"{name}.parquet", row_group_size=20_000)


def _told(run: str, folder: Path, count: int) -> None:
    tables = {name: pl.scan_parquet(folder / f"{name}.parquet") for name in NEEDS}
    if run == "nothing":
        # The one more stands amid the others.
        others = pl.col("report_id") != f"{count // 2:06}"
        tables = {name: table.filter(others) for name, table in tables.items()}
    kept = Kept(folder / "kept" if run != "again" else None)
    book = load_codebook()
    begun = time.process_time()
    found = reuse(tables, book, kept)
    kept.close()
    took = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    found.write_parquet(folder / f"{run}.found")
    # Of few reports nothing is kept, and there is no folder.
    size = sum(file.stat().st_size for file in folder.glob("kept/*")) >> 20
    print(
        f"  {run:<8}{took:7.1f} s, {peak:,} MB, {len(found):,} rows; kept {size:,} MB", flush=True
    )


def main(arguments: Sequence[str]) -> int:
    if arguments and arguments[0] == "make":
        _write(Path(arguments[1]), make_corpus(int(arguments[2]) + 1)[0])
        return 0
    if arguments and arguments[0] in RUNS:
        _told(arguments[0], Path(arguments[1]), int(arguments[2]))
        return 0
    for size in arguments or ("4000",):
        print(f"{int(size):,} reports, and one more amid them", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            for run in ("make", *RUNS):
                command = [sys.executable, "-m", "tests.corpus.reuse.one_more", run, folder, size]
                subprocess.run(command, check=True)
            one, other = (pl.read_parquet(Path(folder, f"{run}.found")) for run in RUNS[1:])
        print("  the same as from nothing" if one.equals(other) else "  NOT as from nothing")
        if not one.equals(other):
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
