"""Another place's name where this one's should stand: what a copied text leaves behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.analyse.audit.registry import WARNING, check, finding
from fazhi.codebook.divisions import Divisions, divisions, rank
from fazhi.language.places import Mention, find_divisions
from fazhi.records import Finding, Report

# Words before a name that make it a partner, a source or a goal, and not the speaker.
PARTNER = re.compile(
    r"(?:赴|到|往|前往|邻近|相邻|周边|兄弟|联合|会同|协同|协作|协调|对接|与|和|同|及|跟|、|或|由|来自|原|原籍|籍|驻|从|向|至|学习|借鉴|帮扶|支援|对口|挂职|调往|交界|毗邻|接壤|像|如|对|于|位于|经|往返|邀请|接待)$"
)
SPEAKS = re.compile(
    r"(?:党委|人民政府|政府|党政|委员会|镇委|乡委|县委|区委|市委|法治|20\d\d|坚持|严格|持续|全面|切实|始终|认真|高度|紧紧|深入|积极|着力|召开|制定|印发|成立|综合|司法所|派出所|应急|以|将|高位|依法|全体|辖区|为|按照|结合|围绕|强化|组织|开展|健全|完善|落实|推进|加强|扎实|建立|综治)"
)
JOINT = re.compile(r"、|等[镇乡街地县区]|(?:两|三|四)[镇乡县区地]")
# Names on the list that are also words: 中心镇, 小城镇, 海城区 in 沿海城区.
WORDS = re.compile(r"^(?:.城[镇区乡市]|中心[镇乡]|.村镇|.[市区]区|建设[镇乡]|新建[镇乡区]|.港区)$")
# A county may be helped, visited or worked with, which words some way before it say.
HELPED = re.compile(r"帮扶|对口|协作|共建|援|携手|助力|合作|考察|学习|结对|扶贫|交流|与|赴")
NEAR, WIDER = 6, 16


@check("foreign_place")
def foreign_places(report: Report) -> Iterator[Finding]:
    """Names of other towns, and of other counties that speak, in a town's or county's report."""
    who = report.identity
    own = who.town or who.county
    if own is None or who.level not in ("township", "county"):
        return
    known = divisions()
    seen: set[str] = set()
    for mention in find_divisions(report.text.clean):
        if mention.name in seen or not _is_foreign(report, mention, known):
            continue
        if _stands_for_own(report, mention):
            seen.add(mention.name)
            yield finding(
                report,
                "foreign_place",
                WARNING,
                (mention.start, mention.end),
                (
                    f"出现其他地名“{mention.name}”，本报告的主体是{own}，疑为照搬他文遗留。",
                    f"Another place is named, {mention.name}, in the report of {own}; it may be "
                    "left over from a copied text.",
                ),
            )


def _is_foreign(report: Report, mention: Mention, known: Divisions) -> bool:
    """Whether a name is neither the author's nor of a place that holds it or lies in it."""
    who = report.identity
    names = {who.town, who.county, who.prefecture, who.province, *who.issuers}
    if mention.name in names or WORDS.match(mention.name):
        return False
    if any(name and (mention.name in name or name in mention.name) for name in names):
        return False
    if who.adcode is None:
        return who.level == "township" and _rank(mention) == "township"
    above = {*known.ancestors(who.adcode), who.adcode}
    return not any(
        code in above or code.startswith(who.adcode.rstrip("0")) for code in mention.codes
    )


def _rank(mention: Mention) -> str:
    return rank(mention.codes[0])


def _stands_for_own(report: Report, mention: Mention) -> bool:
    """Whether the name stands where the author's own should, and not a partner's."""
    text = report.text.clean
    before = text[max(0, mention.start - NEAR) : mention.start]
    after = text[mention.end : mention.end + NEAR]
    if PARTNER.search(before) or JOINT.match(after):
        return False
    if _rank(mention) == "township" and report.identity.level == "township":
        return True
    wider = text[max(0, mention.start - WIDER) : mention.start].rpartition("。")[2]
    if _rank(mention) in ("prefecture", "province") or HELPED.search(wider):
        return False
    return SPEAKS.match(after) is not None
