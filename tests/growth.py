# ruff: noqa: E501
"""Reports made long in one dimension each, and the time that each stage takes for them.

Every dimension grows alone: figures a report, figures a sentence, figures of one indicator,
characters a paragraph, a line, a clause, paragraphs, headings, citations, findings. Sizes over the
limit of characters are measured as if it were none.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence

from fazhi.analyse.audit import audit
from fazhi.analyse.registry import CHECKS
from fazhi.analyse.requirements import requirements
from fazhi.codebook.book import load_codebook
from fazhi.parse.citations import find_citations
from fazhi.parse.coding import code
from fazhi.parse.coding.combine import combine
from fazhi.parse.frame import find_frame
from fazhi.parse.identity import find_identity
from fazhi.parse.outline import find_outline
from fazhi.parse.quantities import find_quantities
from fazhi.parse.themes import find_themes
from fazhi.pipeline.check import Verdict
from fazhi.pipeline.drafts.roll import roll
from fazhi.publish.check.page import check_page
from fazhi.publish.pages.words import Words
from fazhi.reading import Limits, read_bytes
from fazhi.records import Report
from fazhi.tables.pack import pack
from fazhi.tables.report_rows import report_rows

BOOK = load_codebook()
NO_LIMIT = Limits(characters=1_000_000_000, seconds=100_000.0)

# What cannot be told from the noise of a clock, in seconds.
LEAST = 0.002
HEAD = "青山镇2023年度法治政府建设年度报告\n2023年，青山镇情况如下。\n一、主要举措和成效\n"
OTHER = ["学习法律", "走访群众", "清理河道", "宣传政策", "整治环境"]
KINDS = ["婚姻", "邻里", "土地", "劳资", "山林", "债务", "水利", "宅基"]


def _each(count: int, one: Callable[[int], str]) -> str:
    return "".join(one(number) for number in range(count))


DIMENSIONS: dict[str, Callable[[int], str]] = {
    "figures": lambda n: _each(n, lambda i: f"全年{OTHER[i % 5]}{i % 97 + 3}次。\n"),
    "figures of one indicator": lambda n: _each(n, lambda i: f"全年共化解矛盾纠纷{i % 97 + 3}件。\n"),
    "one indicator, values all unlike": lambda n: _each(n, lambda i: f"全年共化解矛盾纠纷{i + 3}件。\n"),
    "one indicator, about": lambda n: _each(n, lambda i: f"化解各类矛盾纠纷约{i % 9 + 9000}件。\n"),
    "figures a sentence": lambda n: _each(n, lambda i: f"{OTHER[i % 5]}{i % 97 + 3}次，") + "。",
    "parts a sentence": lambda n: "受理纠纷90件，其中" + _each(n, lambda i: f"{KINDS[i % 8]}纠纷{i % 7 + 1}件、"),
    "rates a sentence": lambda n: _each(n, lambda i: f"受理案件50件，办结46件，办结率{i % 9 + 90}%，"),
    "stages a sentence": lambda n: _each(n, lambda i: f"受理矛盾纠纷{i % 9 + 9}件，成功化解{i % 9 + 9}件，"),
    "numbers of a list": lambda n: "各村化解纠纷" + _each(n, lambda i: f"{i % 97 + 3}、") + "5件。",
    "shares": lambda n: _each(n, lambda i: "占三分之二，百分之九十八，3元5角，"),
    "zeros": lambda n: _each(n, lambda i: "无行政复议、行政诉讼，未发生安全事故，"),
    "years": lambda n: _each(n, lambda i: "去年走访56户，2022年走访99户，今年走访43户，"),
    "characters without a full stop": lambda n: _each(n, lambda i: "我镇扎实推进各项工作，"),
    "characters without any mark": lambda n: _each(n, lambda i: "我镇扎实推进各项工作"),
    "figures without any mark": lambda n: _each(n, lambda i: f"我镇走访群众{i % 97 + 3}次"),
    "digits": lambda n: "7" * n,
    "numerals": lambda n: "十" * n,
    "one sentence again": lambda n: _each(n, lambda i: "强化监督检查，对重点企业逐一走访并建立台账，限期销号。"),
    "like lines": lambda n: _each(n, lambda i: f"{i % 7}、落实责任制。\n"),
    "paragraphs": lambda n: _each(n, lambda i: f"我镇扎实推进第{i}项工作，取得实效。\n"),
    "items": lambda n: _each(n, lambda i: f"{i + 1}.推进工作{i}。全镇开展第{i}项工作。\n"),
    "headings": lambda n: _each(n, lambda i: f"（{'一二三四五六七八九'[i % 9]}）推进工作。\n内容很多，开展检查3次。\n"),
    "citations": lambda n: _each(n, lambda i: f"学习《信访工作条例》和《某某办法{i % 50}》。\n"),
    "open brackets": lambda n: _each(n, lambda i: "学习《信访工作条例，“落实（"),
    "years left over": lambda n: _each(n, lambda i: "2022年，我镇开展工作。\n"),
    "years left over, on one line": lambda n: _each(n, lambda i: f"，我镇走访{i % 9 + 3}次。2022年，"),
    "headings of other years": lambda n: _each(n, lambda i: "（一）2022年度推进工作\n内容很多，开展检查3次。\n"),
    "outdated terms": lambda n: _each(n, lambda i: f"深入推进扫黑除恶专项行动{i % 9}，"),
    "ended laws": lambda n: _each(n, lambda i: "依据《中华人民共和国合同法》办案。\n"),
    "figures added up": lambda n: _each(n, lambda i: f"累计建成调解室{i % 97 + 3}个，"),
    "lists announced": lambda n: _each(n, lambda i: "抓好五项工作：一是推进，二是落实，"),
    "places entered": lambda n: "法律" + _each(n, lambda i: "八进机关、"),
    "sentences broken off": lambda n: _each(n, lambda i: "我镇认真落实法治政府建设工作部署和\n\n"),
    "court appearances": lambda n: "行政诉讼案件3件。\n" + _each(n, lambda i: "负责人出庭，"),
}  # fmt: skip


def seconds(passage: str) -> dict[str, float]:
    """What each stage of reading, coding and auditing one passage takes of the processor."""
    took: dict[str, float] = {}
    last = time.process_time()

    def done(name: str) -> None:
        nonlocal last
        now = time.process_time()
        took[name] = now - last
        last = now

    text = read_bytes((HEAD + passage).encode(), "a.txt", NO_LIMIT, book=BOOK)
    done("read")
    frame = find_frame(text, BOOK)
    outline = find_outline(text, frame, book=BOOK)
    done("outline")
    identity = find_identity(text, frame, "a.txt", {}, book=BOOK)
    done("identity")
    found = find_quantities(text, outline, 2023, book=BOOK)
    done("quantities")
    coded = code(text, outline, found, BOOK)
    done("coding")
    values = combine(coded, BOOK)
    done("combining")
    cited = find_citations(text, outline, identity, BOOK)
    done("citations")
    themes = find_themes(text, outline, BOOK)
    done("themes")
    report = Report("a.txt", "", text, identity, outline, coded, values, cited, themes)
    for name in sorted(CHECKS):
        list(CHECKS[name](report, BOOK))
        done(f"audit: {name}")
    mets = requirements(report, BOOK)
    done("requirements")
    pack(report_rows(report, {}, BOOK), "")
    done("rows")
    verdict = Verdict("a.txt", report, mets, tuple(audit(report, BOOK)), BOOK)
    last = time.process_time()
    check_page(roll([verdict], BOOK), Words("zh", BOOK))
    done("page of the check")
    return took


def growth(dimension: str, size: int, times: int = 4) -> dict[str, float]:
    """How many times longer each stage takes for `times` as many units; noise is left out.

    A stage that is linear takes about `times` as long, one that is quadratic its square.
    """
    make = DIMENSIONS[dimension]
    small, large = seconds(make(size)), seconds(make(size * times))
    least = sum(large.values()) / 100
    return {
        name: large[name] / max(small[name], LEAST)
        for name in large
        if large[name] > max(least, LEAST * times)
    }


def main(arguments: Sequence[str]) -> int:
    """Print the time a unit by stage for growing sizes: `python tests/growth.py [SIZE] [NAME]`."""
    most = int(arguments[0]) if arguments else 100_000
    for name, make in DIMENSIONS.items():
        if arguments[1:] and arguments[1] not in name:
            continue
        print(name)
        size = most // 16
        while size <= most:
            took = seconds(make(size))
            worst = sorted(took, key=took.__getitem__)[-3:][::-1]
            each = "  ".join(f"{stage} {1e6 * took[stage] / size:.1f}" for stage in worst)
            whole = sum(took.values())
            print(
                f"  {size:>8,} units {whole:>7.2f} s {1e6 * whole / size:>9.1f} µs a unit  {each}"
            )
            size *= 4
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
