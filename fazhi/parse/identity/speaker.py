"""Who speaks: the bodies that issue a report, the divisions in their names, the level."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from fazhi.codebook.divisions import divisions, rank
from fazhi.parse.identity.words import CJK, patterns

# A division that the list does not know is told by its ending, unless common words begin there.
UNKNOWN = re.compile(
    rf"(?![{CJK}]?(?:城市|住房|乡村|城乡|街道|市场|市政|区划|我|本|全|各)|乡镇|镇街|街镇|村镇|城镇|集镇)(?:(?![委局办府的]|我们)[{CJK}]){{1,9}}?"
    r"(?:自治[州县旗]|[省市县区旗州盟]|镇(?!化|建)|乡(?!建|镇|村)|街道|苏木)"
)
STREET = re.compile(rf"[{CJK}]{{1,5}}街(?!道)(?=$|办|党|\d)")
CUT = re.compile(
    r"关于|(?:19|20)\d\d|二[〇○零O]|法治|依法|推进|落实|年度|工作(?!委员会)|政府信息|开展|述法"
)
AFTER_ABOUT = re.compile(r"^.*?关于(?:印发|报送|上报|公布)?《?")
LEADING_YEAR = re.compile(r"^(?:(?:19|20)\d\d|二[〇○零O][^年]{2})年?(?:度)?(?:上半年)?")
SEAL = re.compile(r"（[^）]*章[^）]*）")
FOR_WHOM = re.compile(r"^.*?代表")
BRACKETS = str.maketrans("", "", "（）()")
NO_BODY = re.compile(r"[在由以受把将的]|[全大格布]局|领导|指导|[省市县区旗州]委|中央|国务院")


# An opening whose only body is that of its last sentence (现将某镇人民政府2023年工作情况汇报如下).
ANNOUNCED = re.compile(
    rf"现[将就]([{CJK}]{{2,24}}?(?:人民政府|办事处|委员会|[^各全]局))(?=关于|(?:19|20)\d\d年|法治|推进)"
)
# A government that says only its rank (省人民政府, 我代表区人民政府).
BARE = re.compile(r"(省|自治区|市|州|盟|县|区|旗|镇|乡|街道)(?:人民政府|党工委|办事处)")
LEVELS = {
    **dict.fromkeys(("省", "自治区"), "province"),
    **dict.fromkeys(("市", "州", "盟"), "prefecture"),
    **dict.fromkeys(("县", "区", "旗"), "county"),
    **dict.fromkeys(("镇", "乡", "街道"), "township"),
}


class Chain(NamedTuple):
    """Divisions named one after another, from the widest, and what follows them."""

    province: str | None = None
    prefecture: str | None = None
    county: str | None = None
    town: str | None = None
    zone: str | None = None
    rest: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are there, from the widest."""
        return tuple(name for name in self[:4] if name)


@lru_cache(maxsize=4096)
def read_chain(words: str) -> Chain:
    """Split 固原市原州区彭堡镇人民政府 into divisions and rest, known names before unknown."""
    words = words.removeprefix("中共").removeprefix("中国共产党").translate(BRACKETS)
    found: dict[str, str] = {}
    at = 0
    while at < len(words):
        # 鲤城区人民政府金龙街道办事处 is an office of the district's government in a street.
        ahead = at + 4 if found and words.startswith("人民政府", at) else at
        step = _division(words, ahead, found)
        if step is None or (ahead > at and step[0] != "town"):
            break
        found[step[0]] = step[1]
        at = ahead + len(step[1])
    return Chain(**found, rest=words[at:])


def _division(words: str, at: int, found: dict[str, str]) -> tuple[str, str] | None:
    known = divisions()
    zone = patterns().zone.match(words, at)
    for end in range(min(len(words), at + 15), at + 1, -1):
        name = words[at:end]
        codes = known.upper_codes(name)
        if codes:
            kind = rank(codes[0])
            if kind not in found:
                return kind, name
        elif known.township_codes(name) and "town" not in found:
            return "town", name
    if zone and "zone" not in found:
        return "zone", zone.group()
    street = STREET.match(words, at)
    if street and known.township_codes(f"{street.group()}道"):
        return "town", street.group()
    return _unknown(words, at, found)


def _unknown(words: str, at: int, found: dict[str, str]) -> tuple[str, str] | None:
    match = UNKNOWN.match(words, at)
    if not match or "town" in found:
        return None
    name = match.group()
    kind = {"省": "province", "州": "prefecture", "盟": "prefecture"}.get(name[-1], "county")
    if name[-1] in "镇乡木道":
        kind = "town"
    elif name[-1] == "市" and "prefecture" not in found:
        below = UNKNOWN.match(words, at + len(name))
        kind = "prefecture" if below and below.group()[-1] in "区县旗" else "county"
    return (kind, name) if kind not in found else None


def title_subject(title: str) -> str:
    """The words of a title that name the speaker: before 关于 or the year, else after 关于."""
    words = LEADING_YEAR.sub("", title)
    cut = CUT.search(words)
    subject = words[: cut.start()] if cut else ""
    if subject:
        return subject.strip("《")
    words = LEADING_YEAR.sub("", AFTER_ABOUT.sub("", words))
    cut = CUT.search(words)
    return words[: cut.start()] if cut else ""


def title_issuers(title: str) -> tuple[str, ...]:
    """The bodies a title names as its issuers; empty where it names only a place or nobody."""
    words = LEADING_YEAR.sub("", title)
    if words.startswith("关于"):
        return ()
    cut = CUT.search(words)
    subject = words[: cut.start()] if cut else ""
    return split_issuers(subject) if patterns().body_end.search(subject) else ()


def split_issuers(words: str) -> tuple[str, ...]:
    """The issuers in a stretch that names one or several bodies, party before government."""
    parts: list[str] = []
    for part in re.split(r"[、，\n ]", SEAL.sub("", words)):
        joint = patterns().joint.fullmatch(part)
        parts += [joint["party"], joint["other"]] if joint else [part] if part else []
    return tuple(parts)


def opening_issuer(opening: str) -> str | None:
    """The body that is the subject of the opening's first sentences, or for which one speaks."""
    for match in patterns().opening_body.finditer(opening[:300]):
        name = FOR_WHOM.sub("", match[1])
        if not NO_BODY.search(name) and (name != match[1] or read_chain(name).names):
            return name
    announced = ANNOUNCED.search(opening)
    if announced and read_chain(announced[1]).names:
        return announced[1]
    return None


def opening_place(opening: str) -> str | None:
    """The place that is the subject of the opening's first sentences; null where there is none."""
    for match in patterns().opening_place.finditer(opening[:300]):
        chain = read_chain(match[1])
        name = chain.names[-1] if chain.names else ""
        # In Guangdong a 街道 calls itself 街.
        full = f"{name}道" if name.endswith("街") else name
        known = divisions().codes(full) if name else ()
        if (known or chain.zone) and not chain.rest:
            return match[1]
    return None


def level_of(chain: Chain) -> str | None:
    """The level of a speaker by its name; null where the name tells none."""
    known = patterns()
    rest = chain.rest
    bare = BARE.match(rest)
    if bare:
        return LEVELS[bare[1]]
    if rest and _is_department(rest):
        return "department"
    ranks = {
        "township": chain.town,
        "county": chain.zone or chain.county,
        "prefecture": chain.prefecture,
        "province": chain.province,
        "department": known.body_end.search(rest),
    }
    return next((level for level, named in ranks.items() if named), None)


def _is_department(rest: str) -> bool:
    bodies = (
        "人民政府",
        "政府",
        "办事处",
        "街道办",
        "党委",
        "党工委",
        "工委",
        "委员会",
        "委",
        "公所",
    )
    zones = patterns().words.zone_bodies
    if (
        rest in bodies
        or rest in zones
        or rest.startswith(
            (
                "人民政府办公",
                "人民政府区长",
                "人民政府县长",
                "人民政府市长",
                "党政办",
                "党委",
                "委员会文件",
            )
        )
    ):
        return False
    return bool(patterns().body_end.search(rest))


def pronoun_level(text: str) -> str | None:
    """The level by which a report speaks of itself (我镇, 我局); null where it never does."""
    known = patterns()
    counts: dict[str, int] = {}
    for match in known.pronoun.finditer(text):
        word = match.group()
        level = known.level_of[word]
        counts[level] = counts.get(level, 0) + (1 if word.startswith("全") else 10)
    return max(counts, key=lambda level: counts[level]) if counts else None
