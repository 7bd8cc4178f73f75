"""What a mention counts, in a word: how uncoded mentions are grouped for the codebook to grow."""

from __future__ import annotations

import re

from fazhi.records import Quantity

MARKS = "，。；：、！？（）()“”《》 \\n\\t"
CLAUSE_MARK = re.compile(f"[{MARKS}]")
DIGITS = r"\d０-９.,一二三四五六七八九十百千万亿两余多近约"
NUMBER = re.compile(f"[{DIGITS}]+")
# Verbs and function words that end the noun phrase after a number, and begin the one before.
AFTER_NOUN = re.compile(
    rf"[{MARKS}{DIGITS}均都已被为在对将与和及到向等]|全部|分别|共同|通过|进行|完成|开展|参加|参与|建立|签订|取得"
    r"|实现|得到|达到|纳入|进入|的?基础上"
)
BEFORE_NOUN = re.compile(
    r"(?:开展|组织|举办|举行|召开|发放|印发|制定|制作|张贴|悬挂|完成|办理|办结|受理|处理|处置|化解|调解|排查|整改|发现"
    r"|查处|检查|建成|建设|建立|设立|成立|新增|现有|共有|拥有|配备|聘请|培养|选聘|培训|出动|投入|接待|收到|接到"
    r"|发布|公开|公示|推送|录入|审查|审核|解决|打造|创建|实施|提供|累计|共计|合计|总计|达到|达|全年|年内|今年|先后"
    r"|走访|栽种|种植|开通|购置|购买|投资|投入|新建|修建|改造|安装|清理|清运|拆除|评选|表彰|征集|入户|慰问|帮扶|救助|引进|各类|各种|全镇|全区|全县|全市|全乡|全街道|其中|共|了|的|为|有)"
)
TRAILING = re.compile(
    r"(?:累计|共计|合计|总计|总数|数量|达到|分别|超过|约为|达|共|约|近|超|逾|为|有|至|等|均|各)+$"
)
LONGEST = 8
# As far as the word that ends a noun phrase of that length may reach.
AHEAD = LONGEST + 5


def head_noun(clause: str, quantity: Quantity) -> str:
    """The counted noun: what follows the measure word, or else the object before the number.

    `clause` is the clean clause that holds the mention; empty where neither side names anything.
    Of a cell that has its measure word from a head it is what row and head say together.
    """
    if said := quantity.saying:
        return _before(said.sentence[said.begins : said.start])
    found = _mention(clause, quantity)
    if not found:
        return ""
    start, end = found
    return _after(clause[end:]) or _before(clause[:start])


def _mention(clause: str, quantity: Quantity) -> tuple[int, int] | None:
    """Where the mention stands in its clause."""
    offset = quantity.place.clean_start - quantity.clause.clean_start
    length = quantity.place.clean_end - quantity.place.clean_start
    if 0 <= offset < len(clause):
        return offset, offset + length
    return None


def _after(rest: str) -> str:
    ahead = rest[:AHEAD]
    ended = AFTER_NOUN.search(ahead)
    noun = ahead[: ended.start()] if ended else ahead
    return noun if 1 < len(noun) <= LONGEST else ""


def _before(rest: str) -> str:
    phrase = TRAILING.sub("", CLAUSE_MARK.split(rest.rstrip("\t"))[-1])
    noun = NUMBER.split(phrase)[-1]
    noun = [part for part in BEFORE_NOUN.split(noun) if part][-1:] or [noun]
    return noun[0][-LONGEST:]
