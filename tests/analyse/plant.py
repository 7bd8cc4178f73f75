"""Two hundred faults of known kind and place, planted into the five reports, always the same.

Each fault changes one report at one place as a hurried hand would. `python -m tests.analyse.plant`
is not needed: the test plants and looks for all of them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

RAW = Path(__file__).parents[2] / "data/raw"
FIVE = ("兴泾镇-2023", "平安镇-2023", "彭堡镇-2021", "湾头桥镇-2023", "西坪镇-2023")
SEED = 20231
# How many faults of each kind; where a report offers more places, a fixed choice is made.
WANTED = {
    "sum": 24,
    "rate": 18,
    "stage": 12,
    "number": 34,
    "item": 8,
    "doubled": 20,
    "year": 14,
    "town": 14,
    "unclosed": 12,
    "repealed": 6,
    "not_yet": 6,
    "outdated": 6,
    "terminology": 5,
    "late": 5,
    "part": 5,
    "cut": 4,
    "period": 3,
    "announced": 2,
    "ocr": 2,
}
ACCEPTED = {
    "sum": {"sum"},
    "rate": {"rate"},
    "stage": {"conflict", "rate"},
    "number": {"numbering_gap", "lost_number", "restart"},
    "item": {"numbering_gap", "lost_number", "restart"},
    "doubled": {"repetition"},
    "year": {"period"},
    "town": {"foreign_place"},
    "unclosed": {"unclosed"},
    "repealed": {"outdated"},
    "not_yet": {"not_yet_in_force"},
    "outdated": {"outdated"},
    "terminology": {"terminology"},
    "late": {"late"},
    "part": {"missing_part"},
    "cut": {"truncation"},
    "period": {"period"},
    "announced": {"conflict"},
    "ocr": {"ocr"},
}
# A sentence of the achievements of each report, after which a sentence may be put.
ANCHORS = {
    "兴泾镇-2023": "接受社會監督。",
    "平安镇-2023": "保障应急信息畅通，应急处置能迅速到位。",
    "彭堡镇-2021": "提高行政调解人员的业务水平。",
    "湾头桥镇-2023": "大力提高镇、村治安防范水平。",
    "西坪镇-2023": "提升服务质量。",
}
SUMS = (
    "全年共受理各类纠纷{t}件，其中婚姻家庭纠纷{0}件，邻里纠纷{1}件，其他纠纷{2}件。",
    "全年共开展活动{t}场次，其中进村宣传{0}场次、进校园宣传{1}场次、其他宣传{2}场次。",
)
RATES = (
    "共收到群众诉求50件，办结46件，办结率92%。",
    "检查中发现安全隐患40处，整改38处，整改率95%。",
    "全年受理矛盾纠纷60件，化解57件，化解率95%。",
)
STAGES = (
    "全年共受理矛盾纠纷40件，成功化解45件。",
    "检查中发现安全隐患30处，已整改33处。",
)
NEIGHBOURS = ("双龙镇", "凤凰镇", "马家乡", "青山镇", "石桥镇")
NUMBERED = re.compile(
    r"^(?:#+ ?)?([（(][一二三四五六七八九][）)]|[一二三四五六七八]、|[1-5]\. ?)", re.MULTILINE
)


@dataclass(frozen=True)
class Fault:
    """One fault: the report, its kind, the text with the fault in it, and where it is."""

    stem: str
    kind: str
    text: str
    start: int
    end: int


def faults() -> list[Fault]:
    """The two hundred, in a fixed order."""
    choose = random.Random(SEED)
    found: list[Fault] = []
    for kind, wanted in WANTED.items():
        offered = [one for stem in FIVE for one in PLANTERS[kind](stem, _read(stem))]
        if len(offered) < wanted:
            raise AssertionError(f"{kind}: {len(offered)} places for {wanted} faults")
        picked = sorted(choose.sample(range(len(offered)), wanted))
        found += [offered[at] for at in picked]
    return found


def _read(stem: str) -> str:
    return (RAW / f"{stem}.txt").read_text(encoding="utf-8")


def _put(stem: str, kind: str, text: str, span: tuple[int, int], words: str) -> Fault:
    """The text with the stretch replaced; the place is that of the new words and a sign around."""
    start, end = span
    changed = text[:start] + words + text[end:]
    return Fault(stem, kind, changed, max(start - 1, 0), start + len(words) + 1)


def _insert(stem: str, kind: str, text: str, sentence: str) -> Fault:
    at = text.index(ANCHORS[stem]) + len(ANCHORS[stem])
    return _put(stem, kind, text, (at, at), sentence)


def _sums(stem: str, text: str) -> Iterator[Fault]:
    """A part of a sum, or its total, changed by one."""
    if stem == "西坪镇-2023":
        at = text.index("其中婚姻家庭")
        for match in re.finditer(r"纠纷 (\d+) 件", text[at : at + 140]):
            for step in (1, -1):
                span = (at + match.start(1), at + match.end(1))
                yield _put(stem, "sum", text, span, str(int(match[1]) + step))
        return
    for form in SUMS:
        yield _insert(stem, "sum", text, form.format(15, 12, 9, t=35))
        yield _insert(stem, "sum", text, form.format(14, 13, 9, t=37))


def _rates(stem: str, text: str) -> Iterator[Fault]:
    """A rate that its counts do not give."""
    if stem == "西坪镇-2023":
        for match in re.finditer(r"率达 (100)%", text):
            yield _put(stem, "rate", text, match.span(1), "98")
            yield _put(stem, "rate", text, match.span(1), "95.5")
        return
    for form in RATES:
        yield _insert(stem, "rate", text, re.sub(r"\d+(?=%)", "97", form))


def _stages(stem: str, text: str) -> Iterator[Fault]:
    """More settled than came in, more set right than found."""
    if stem == "西坪镇-2023":
        for words in ("调解成功 32 起", "调解成功 52 件"):
            at = text.index(words) + 5
            yield _put(stem, "stage", text, (at, at + 2), str(int(text[at : at + 2]) + 3))
    if stem == "兴泾镇-2023":
        at = text.index("已整改250處") + 3
        yield _put(stem, "stage", text, (at, at + 3), "251")
    for sentence in STAGES:
        yield _insert(stem, "stage", text, sentence)


def _numbers(stem: str, text: str) -> Iterator[Fault]:
    """The number of a heading dropped, not the last of its row; it lies before the next one."""
    marks = list(NUMBERED.finditer(text))
    for index, match in enumerate(marks):
        form = _form(match)
        after = next((one for one in marks[index + 1 :] if _form(one) == form), None)
        if after and not re.search("[一1]", after[1]):
            fault = _put(stem, "number", text, match.span(1), "")
            yield replace(fault, end=after.end() - len(match[1]))


def _form(match: re.Match[str]) -> str:
    return re.sub("[一二三四五六七八九1-9]", "", match[1])


def _items(stem: str, text: str) -> Iterator[Fault]:
    """二是 dropped between 一是 and 三是."""
    for match in re.finditer(r"二是", text):
        before, after = text.rfind("一是", 0, match.start()), text.find("三是", match.end())
        if before >= 0 <= after and "二是" not in text[match.end() : after]:
            yield replace(_put(stem, "item", text, match.span(), ""), end=after)


def _doubled(stem: str, text: str) -> Iterator[Fault]:
    """A paragraph said again after the next one."""
    lines = list(re.finditer(r"[^\n]+", text))
    bodies = [match for match in lines if len(match[0]) > 90 and "。" in match[0]]
    for match, other in pairwise(bodies):
        end = other.end()
        if text[end - 1] == "。" and match[0].endswith("。"):
            yield _put(stem, "doubled", text, (end, end), f"\n{match[0]}")


def _years(stem: str, text: str) -> Iterator[Fault]:
    """The year before left in a statement for the year, or in a heading."""
    year = int(stem[-4:])
    title = text.index("法治政府")
    for match in re.finditer(
        rf"(?:^|[\n。；，、一二三四五])({year}|{year + 1}) ?年(?=度|推|，|党|法)", text
    ):
        if match.start(1) > title + 30:
            left = int(match[1]) - 1
            yield _put(stem, "year", text, match.span(1), str(left))


def _towns(stem: str, text: str) -> Iterator[Fault]:
    """Another town's name for the author's own, in the body."""
    own = {"兴泾镇-2023": "興涇鎮"}.get(stem, stem[:-5])
    places = list(re.finditer(f"{own}|我[镇鎮](?=[^域])", text))[2:]
    for match, other in zip(places, NEIGHBOURS * 4, strict=False):
        if match.start() > 120 and match.end() < len(text) - 80:
            yield _put(stem, "town", text, match.span(), other)


def _unclosed(stem: str, text: str) -> Iterator[Fault]:
    """A closing mark lost."""
    for match in re.finditer(r"[》”）)](?!$)", text):
        sign = match[0]
        listed = re.search(r"[（(][一二三四五六七八九十\d]+$", text[: match.start()])
        if not listed and not (sign == ")" and "(此页" in text[match.start() - 8 : match.start()]):
            start, end = match.span()
            changed = text[:start] + text[end:]
            yield Fault(stem, "unclosed", changed, max(start - 40, 0), start + 40)


def _cited(stem: str, kind: str, text: str, titles: tuple[str, ...]) -> Iterator[Fault]:
    for title in titles:
        yield _insert(stem, kind, text, f"组织干部职工集中学习《{title}》。")


def _repealed(stem: str, text: str) -> Iterator[Fault]:
    """A law that had ended."""
    titles = ("中华人民共和国合同法", "中华人民共和国物权法")
    yield from _cited(stem, "repealed", text, titles)


def _not_yet(stem: str, text: str) -> Iterator[Fault]:
    """A law that did not exist yet."""
    titles = ("中华人民共和国法治宣传教育法", "行政执法监督条例")
    yield from _cited(stem, "not_yet", text, titles)


def _outdated(stem: str, text: str) -> Iterator[Fault]:
    """A plan or campaign that had ended."""
    yield _insert(stem, "outdated", text, "深入推进“六五”普法工作。")
    yield _insert(stem, "outdated", text, "深入开展扫黑除恶专项斗争，维护社会稳定。")


def _terminology(stem: str, text: str) -> Iterator[Fault]:
    """The wrong name of a system."""
    yield _insert(stem, "terminology", text, "严格落实重大执法决定法治审核制度。")


def _late(stem: str, text: str) -> Iterator[Fault]:
    """A date of issue past the rule's."""
    year = int(stem[-4:]) + 1
    dated = re.search(r"20\d\d年\d+月\d+日(?=\s*$)", text)
    day = f"{year}年5月6日"
    if dated:
        yield _put(stem, "late", text, dated.span(), day)
    else:
        end = len(text.replace("掃一掃 手機瀏覽", "").rstrip())
        yield _put(stem, "late", text, (end, len(text)), f"\n{stem[:-5]}人民政府\n{day}\n")


PROBLEMS = {
    "兴泾镇-2023": ("二、法治政府建設存在問題", "三、2024年"),
    "平安镇-2023": ("三、2023年推进法治政府建设存在", "四、2024年"),
    "彭堡镇-2021": ("## 七、存在的不足", "(此页无正文)"),
    "湾头桥镇-2023": ("四、存在问题", "五、2024年度"),
    "西坪镇-2023": ("二、2023年推进法治政府建设存在", "三、2024年"),
}


def _parts(stem: str, text: str) -> Iterator[Fault]:
    """The part on shortcomings left out: a finding anywhere says so."""
    first, after = PROBLEMS[stem]
    start, end = text.index(first), text.index(after)
    changed = text[:start] + text[end:]
    yield Fault(stem, "part", changed, 0, len(changed))


def _cuts(stem: str, text: str) -> Iterator[Fault]:
    """The text cut off in its last sentence."""
    if stem in ("平安镇-2023", "彭堡镇-2021"):
        return
    body = text.replace("掃一掃 手機瀏覽", "").rstrip()
    for size in (8, 17):
        yield Fault(stem, "cut", body[:-size], len(body) - size - 30, len(body) - size)


def _periods(stem: str, text: str) -> Iterator[Fault]:
    """Figures that stop in autumn."""
    year = stem[-4:]
    sentence = f"截至{year}年9月底，共排查隐患20处。"
    yield _insert(stem, "period", text, sentence)


def _announced(stem: str, text: str) -> Iterator[Fault]:
    """Six announced, five listed."""
    sentence = "推动法律“六进”，进机关、进乡村、进社区、进学校、进企业。"
    yield _insert(stem, "announced", text, sentence)


def _slips(stem: str, text: str) -> Iterator[Fault]:
    """Characters lost or doubled."""
    yield _insert(stem, "ocr", text, "不断提升的的执法水平。")
    yield _insert(stem, "ocr", text, "不断提升□□水平。")


PLANTERS = {
    "sum": _sums,
    "rate": _rates,
    "stage": _stages,
    "number": _numbers,
    "item": _items,
    "doubled": _doubled,
    "year": _years,
    "town": _towns,
    "unclosed": _unclosed,
    "repealed": _repealed,
    "not_yet": _not_yet,
    "outdated": _outdated,
    "terminology": _terminology,
    "late": _late,
    "part": _parts,
    "cut": _cuts,
    "period": _periods,
    "announced": _announced,
    "ocr": _slips,
}
