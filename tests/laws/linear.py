"""Measure what texts cost that are long in one dimension: lines, headings, figures, marks …

    python -m tests.laws.linear 100000 [KIND …]

Prints for each kind the seconds of the whole way for a tenth of the length and for all of it, as if
there were no limit of characters.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.pipeline.report import understand
from fazhi.reading import Limits, read_bytes
from fazhi.tables.pack import pack
from fazhi.tables.report_rows import report_rows

BOOK = load_codebook()
NO_LIMIT = Limits(characters=1_000_000_000, seconds=100_000.0)

HEAD = "甲镇2023年法治政府建设年度报告\n一、主要成效\n"
DIGITS = "一二三四五六七八九"
WRAPPED = "我镇认真落实各项工作部署深入推进依法行政工作不断提高干部群众法治意识和能力，做好\n"
SAID = "我镇坚持以习近平法治思想为指导，全面落实依法治国方略，深入推进法治政府建设各项工作任务。"

# Each repeats its pattern; `{c}` counts in Chinese from one to nine, `{n}` runs on.
PATTERNS = {
    "wrapped lines": WRAPPED,
    "words doubled at line ends": "深入开展法治宣传提高群众法治\n法治素养不断提升取得效果并得\n",
    "a notebook": "{n}、今天下午开会研究了关于村里道路\n修建的事情，参加的人有老王老李，",
    "titles": "关于2023年法治政府建设情况的报告\n",
    "signatures": "西坪镇人民政府\n2023年12月1日\n",
    "lines of a portal": "索引号：{n}\n",
    "a paragraph without a full stop": "认真开展普法宣传和法治培训工作，",
    "a paragraph without any stop": "认真开展普法宣传和法治培训工作",
    "one line": "认真开展普法宣传工作，发放资料。",
    "lines": "我镇认真落实各项任务。\n",
    "empty lines": "\n",
    "spaces": "我 ",
    "wide spaces": "我          ",
    "cells": "{n}\t",
    "headings of one mark": "一、强化治理工作\n",
    "headings of all marks": "{c}、强化治理工作\n（{c}）开展工作\n{n}.加强\n",
    "headings without a mark": "强化治理工作机制\n我镇认真落实各项任务。\n",
    "headings that leap": "{c}、强化治{n}\n强化机制\n落实任务。\n（三）加强培训\n落实。\n5.加强\n",
    "headings that begin anew": "一、强化{n}\n二、强化\n一、开展{n}\n二、加强\n三、推进\n",
    "headings on one line": "。{c}、强化治理。（{c}）强化。1.强化。2.治理",
    "bare numbers": "{n} 强化治理\n",
    "items": "{c}是强化治理；",
    "items with words": "首先，强化治理；其次，强化治理；",
    "items behind headings": "（一）加强一是培训。",
    "open brackets": "（“《【(",
    "closing brackets": "）”》】)",
    "laws": "学习《中华人民共和国行政处罚法》《宪法》和行政复议法。",
    "documents": "根据《纲要（试行）》（国发〔2021〕3号）和中发〔2021〕3号文件。",
    "places": "西坪镇、平安镇、彭堡镇开展工作。",
    "years": "2022年，我镇开展工作。截至2022年10月。",
    "themes": "行政复议行政诉讼普法宣传法律顾问合法性审查。",
    "one sentence": SAID,
    "one paragraph": SAID + "\n",
    "traditional script": "髮後裏臺灣認真開展普法宣傳工作。",
    "figures that no indicator fits": "种植苹果树{n}棵。",
    "digits": "1",
    "numerals": "一",
}
LONG: dict[str, Callable[[int], str]] = {
    kind: (lambda count, pattern=pattern: text_of(pattern, count))  # type: ignore[misc]
    for kind, pattern in PATTERNS.items()
}


def text_of(pattern: str, count: int) -> str:
    """A report that says the pattern so many times."""
    if "{" not in pattern:
        return HEAD + pattern * count
    return HEAD + "".join(
        pattern.replace("{c}", DIGITS[at % 9]).replace("{n}", str(at)) for at in range(count)
    )


def seconds(kind: str, count: int) -> float:
    """Seconds of this process that the whole way of such a text takes."""
    data = LONG[kind](count).encode()
    begun = time.process_time()
    try:
        report = understand(
            read_bytes(data, "x.txt", NO_LIMIT, book=BOOK), BOOK, "x.txt", "0" * 64, {}
        )
        pack(report_rows(report, {}, BOOK), "")
    except ReadError as error:
        print(f"{kind}: {error}")
    return time.process_time() - begun


def main() -> None:
    """Measure the kinds asked for, or all."""
    most, *kinds = sys.argv[1:]
    seconds("lines", 10)
    for kind in kinds or LONG:
        short, long = (seconds(kind, int(most) // part) for part in (10, 1))
        print(
            f"{kind:40}{short:8.2f} s {long:8.2f} s  x {long / max(short, 0.001):.1f}", flush=True
        )


if __name__ == "__main__":
    main()
