"""Plans and next accounts written by hand (`written.yaml`), and how many links come out as judged.

`python -m tests.corpus.promises.written` prints each link that is wrong or missed, and the shares.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import yaml

from fazhi.pipeline.build import build

PAIRS = Path(__file__).with_name("written.yaml")
YEARS = (2022, 2023)


class Judged(NamedTuple):
    """Links that were found, those of them that are right, links there are, and items too many."""

    found: int
    right: int
    there: int
    no_items: list[str]
    wrong: list[str]

    @property
    def precision(self) -> float:
        """The share of links found that are right."""
        return self.right / self.found

    @property
    def recall(self) -> float:
        """The share of items that are spoken of whose passage was found."""
        return self.right / self.there


def judged(folder: Path) -> Judged:
    """The links of all pairs, built in a folder."""
    pairs = yaml.safe_load(PAIRS.read_text("utf-8"))
    rows = _built(pairs, folder)
    counts = {"found": 0, "right": 0, "there": 0}
    too_many, wrong = [], []
    for pair, items in zip(pairs, rows, strict=True):
        held = [one["quote"] for one in items]
        too_many += [words for words in pair["no_items"] if any(words in one for one in held)]
        for words, told in pair["links"].items():
            one = next((one for one in items if words in one["quote"]), {"next_quote": None})
            counts["there"] += bool(told)
            if one["next_quote"] is None:
                wrong += [f"missed: {words}"] if told else []
                continue
            right = any(each in one["next_quote"] for each in told)
            counts["found"] += 1
            counts["right"] += right
            wrong += [] if right else [f"wrong: {one['quote']} | {one['next_quote']}"]
    return Judged(**counts, no_items=too_many, wrong=wrong)


def _built(pairs: list[dict[str, Any]], folder: Path) -> list[list[dict[str, Any]]]:
    """Of each pair the items of its plan with the passages beside them."""
    raw, out = folder / "raw", folder / "out"
    raw.mkdir()
    lines = ["file,town,county,prefecture,province,year"]
    for number, pair in enumerate(pairs):
        for year, told, plan in zip(
            YEARS,
            (["全年工作平稳推进。"], pair["told"]),
            (pair["plan"], ["抓好日常工作。"]),
            strict=True,
        ):
            (raw / f"{number}-{year}.txt").write_text(_report(pair["place"], year, told, plan))
            lines.append(f"{number}-{year}.txt,{pair['place']},{year}")
    (raw / "manifest.csv").write_text("\n".join(lines), "utf-8")
    build(raw, out, jobs=1)
    texts = dict(pl.read_parquet(out / "texts.parquet").select("report_id", "raw_text").iter_rows())
    paths = dict(pl.read_parquet(out / "reports.parquet").select("path", "report_id").iter_rows())
    promises = pl.read_parquet(out / "promises.parquet")
    found = []
    for number in range(len(pairs)):
        report = paths[f"{number}-{YEARS[0]}.txt"]
        rows = promises.filter(pl.col("report_id") == report).to_dicts()
        for row in rows:
            row["quote"] = texts[report][row["start"] : row["end"]]
            later = texts[row["next_report_id"]]
            linked = row["next_start"] is not None
            row["next_quote"] = later[row["next_start"] : row["next_end"]] if linked else None
        found.append(rows)
    return found


def _report(place: str, year: int, told: list[str], plan: list[str]) -> str:
    town, county, *_ = place.split(",")
    return "\n".join(
        [
            f"{town or county}人民政府{year}年度法治政府建设情况报告",
            "一、主要举措和成效",
            *told,
            "二、存在的不足",
            "经费不足。",
            "三、下一步工作安排",
            *plan,
            "",
        ]
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        one = judged(Path(made))
    print(*one.wrong, *(f"no item: {words}" for words in one.no_items), sep="\n")
    print(
        f"links: precision {one.precision:.2f} ({one.right} of {one.found}), "
        f"recall {one.recall:.2f} ({one.right} of {one.there})"
    )
