"""Kills `fazhi collect` at random moments and holds the folder, once resumed, against a run alone.

`python -m tests.collect.kills 30 --seed 1` prints counts and ends with 1 where a file differs, a
page was asked for again that was there, a pause was too short, or the archive is not whole.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator

from fazhi.captures import TABLE
from fazhi.collect.kept.archive import NAME as ARCHIVE
from fazhi.collect.kept.journal import NAME as JOURNAL
from tests.collect.collecting import REPORT, page, word
from tests.collect.packed import folder
from tests.collect.portal import CONTACT, Portal, Reply, moved, packed, robots

ROOT = Path(__file__).parents[2]
PAUSE, TOWNS = 0.03, 8
# What a request takes from the asker to the log of the portal, and back.
SLACK = 0.004
# What no two runs have alike.
UNLIKE = ("at", "warc_offset", "captured_at")
MOST_SHOWN = 12
FRAME = '<iframe src="in.html" width="100%" height="300"></iframe>'
ENDED = b'"event":"ended"'
SCRIPT = """
import sys
from pathlib import Path
from fazhi.collect import manners
manners.LEAST_PAUSE = 0.0
from fazhi.codebook.book import load_codebook
from fazhi.collect.collected import Asked, collect
from fazhi.collect.listed import read_list
book = load_codebook()
asked = manners.Manners(sys.argv[3], pause=float(sys.argv[4]), allow_private=True)
collect(read_list(Path(sys.argv[1]), book), Path(sys.argv[2]), asked, book, Asked(warc=True))
"""


def furnish(portal: Portal, towns: int) -> str:
    """Pages of every sort, and the list of them."""
    portal.pages["/robots.txt"] = robots("User-agent: *\nDisallow: /no/")
    pager = "<script>createPageHTML(2, {}, 't', 'html');</script>"
    for at in range(towns):
        title = f"第{at}镇2023年法治政府建设年度报告"
        own = f"{REPORT}<p>{title}的第{at}份正文，办理案件{at}件。</p>"
        attached = f'<a href="{at}.docx">{title}.docx</a>'
        portal.pages |= {
            f"/{at}/t.html": Reply(page(title, own, pager.format(0))),
            f"/{at}/t_1.html": packed(page(title, own + "<p>完。</p>", pager.format(1))),
            f"/{at}/cover.html": Reply(page(f"{title}的公告", attached)),
            f"/{at}/{at}.docx": Reply(word(title)),
            f"/{at}/old": moved(f"/{at}/t.html"),
            f"/{at}/framed.html": Reply(page(f"框{title}", own + FRAME + own)),
            f"/{at}/in.html": Reply(page("", f"<p>框内办理案件{at + 3}件，均已办结。</p>")),
            f"/{at}/packed.html": Reply(page(f"{title}的附件", '<a href="all.zip">报告.zip</a>')),
            f"/{at}/all.zip": Reply(folder({f"{n}.docx": word(f"{n} {at}") for n in "甲乙"})),
        }
    portal.pages["/odd"] = Reply(b"", 404)
    kinds = ("t.html", "cover.html", "old", "framed.html", "packed.html")
    listed = [f"/{at}/{kind}" for at in range(towns) for kind in kinds]
    listed += ["/odd", "/no/1.html", "/busy"]
    portal.pages["/busy"] = _once_busy
    return "url\n" + "".join(f"{portal.home}{path}\n" for path in listed)


def _once_busy(_: object, before: int) -> Reply:
    return Reply(page("忙镇2023年法治政府建设年度报告")) if before else Reply(b"", 503)


def begun(listed: Path, folder: Path) -> subprocess.Popen[str]:
    """A run that has begun, in a process of its own."""
    given = [str(listed), str(folder), CONTACT, str(PAUSE)]
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, *given], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Every file, of the tables the rows without times and offsets; journal and archive apart."""
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in (JOURNAL, ARCHIVE, ".lock")
    }
    for name in (TABLE, "manifest.csv"):
        rows = csv.DictReader(io.StringIO(found[name].decode("utf-8-sig")))
        told = [{**row, **{at: "" for at in UNLIKE if at in row}} for row in rows]
        found[name] = repr(told).encode()
    return found


def faults(folder: Path) -> Iterator[str]:
    """What is wrong with the archive: wrong digests (raised), rows that lead to another record."""
    archive = folder / ARCHIVE
    with archive.open("rb") as file:
        at: dict[int, Any] = {}
        records = ArchiveIterator(file, check_digests="raise")
        for record in records:
            at[records.get_record_offset()] = record.rec_headers.get_header("WARC-Target-URI")
            record.content_stream().read()
    with (folder / "captures.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            offset = int(row["warc_offset"])
            if offset >= 0 and at.get(offset) != row["asked"]:
                yield f"{row['asked']}: no record at {offset}"


def killed_often(times: int, seed: int, folder: Path, towns: int = TOWNS) -> Counter[str]:
    """Kill so often, resume, and compare; counts of what was done and what is wrong."""
    chance, counts = random.Random(seed), Counter[str]()
    with Portal() as portal:
        listed = folder / "list.csv"
        listed.write_text(furnish(portal, towns), "utf-8")
        since = time.monotonic()
        run = begun(listed, folder / "whole")
        _, said = run.communicate(timeout=120)
        assert run.returncode == 0, said
        lasts, least = time.monotonic() - since, len(portal.log)
        whole = contents(folder / "whole")
        while counts["killed"] < times:
            portal.log.clear()
            many = min(chance.randint(1, 4), times - counts["killed"])
            if _killed(many, chance, lasts, listed, counts):
                run = begun(listed, folder / "out")
                _, said = run.communicate(timeout=120)
                counts["spoke of an error"] += run.returncode != 0
            _compare(portal, folder / "out", whole, least, counts)
    return counts


def _killed(
    times: int, chance: random.Random, lasts: float, listed: Path, counts: Counter[str]
) -> bool:
    """Kill a run and those that go on from it; false where one came to its end before."""
    for _ in range(times):
        run = begun(listed, listed.parent / "out")
        try:
            run.wait(chance.uniform(0.2, 0.7) * lasts)
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
            if _has_ended(listed.parent / "out"):
                # It had done all: what follows would be another run.
                return False
            counts["killed"] += 1
            counts["kills since whole"] += 1
        else:
            counts["ended before it was killed"] += 1
            return False
    return True


def _has_ended(folder: Path) -> bool:
    journal = folder / "captures" / JOURNAL
    return journal.exists() and journal.read_bytes().rpartition(b"\n{")[2].startswith(ENDED)


def _compare(
    portal: Portal, out: Path, whole: dict[str, bytes], least: int, counts: Counter[str]
) -> None:
    """Hold a folder that was resumed against the one of an undisturbed run."""
    found = contents(out)
    counts["resumed"] += 1
    differing = {one for one in found.keys() | whole.keys() if found.get(one) != whole.get(one)}
    for one in sorted(differing):
        print("not equal:", one)
        if one == TABLE and one in found and one in whole:
            before, after = (one.decode().split("}, {") for one in (whole[TABLE], found[TABLE]))
            lines = list(unified_diff(before, after, lineterm=""))
            print("\n".join(line[:400] for line in lines[:MOST_SHOWN]))
    counts["not equal"] += bool(differing)
    wrong = list(faults(out))
    for one in wrong:
        print("archive:", one)
    counts["archive not whole"] += bool(wrong)
    # A request that was under way when the process was killed is sent again, and no other.
    counts["asked again"] += max(0, len(portal.log) - least - counts.pop("kills since whole", 0))
    counts["requests"] += len(portal.log)
    counts["pauses too short"] += sum(gap < PAUSE - SLACK for gap in portal.gaps())
    for path in sorted(out.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()


WRONG = ("spoke of an error", "not equal", "archive not whole", "asked again", "pauses too short")


def main(given: Sequence[str] | None = None) -> int:
    """The command line; 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("times", type=int)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(given)
    with tempfile.TemporaryDirectory() as folder:
        counts = killed_often(asked.times, asked.seed, Path(folder))
    for name, count in sorted(counts.items()):
        print(f"{count:>6} {name}")
    return any(counts[name] for name in WRONG)


if __name__ == "__main__":
    sys.exit(main())
