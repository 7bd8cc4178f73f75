"""Which place speaks: names out of the text, the code out of the list, never a guess."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fazhi.codebook.divisions import AS_OF, divisions, rank
from fazhi.parse.identity_speaker import Chain
from fazhi.parse.places import find_divisions, find_upper_divisions

UPPER = ("county", "prefecture", "province")
NOT_IN_LIST = f"not in the list of {AS_OF}"


@dataclass(slots=True)
class Found:
    """The place of a report in the making."""

    names: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    adcode: str | None = None
    evidence: str | None = None
    candidates: tuple[str, ...] = ()


def find_place(
    clean: str, level: str, chains: Iterable[tuple[str, Chain]], manifest: Mapping[str, str]
) -> Found:
    """The place of a report from the chains of its speaker, in their order of trust."""
    found = Found()
    stated: dict[str, str] = {}
    for source, chain in chains:
        _take(found, source, chain, stated)
    if level == "township" and "town" not in found.names:
        town = most_named_town(clean)
        if town:
            found.names["town"] = town
            found.sources["town"] = "body"
    _from_manifest(found, manifest)
    own = "town" if level == "township" else level if level in UPPER else "county"
    mentions = Counter(code for one in find_upper_divisions(clean) for code in one.codes)
    _resolve(found, own, mentions, stated, manifest)
    return found


def _take(found: Found, source: str, chain: Chain, stated: dict[str, str]) -> None:
    for kind in ("town", *UPPER):
        name = getattr(chain, kind)
        if name and kind not in found.names:
            found.names[kind] = name
            found.sources[kind] = source
            if kind != "town" and source != "file_name":
                stated[kind] = name


def _from_manifest(found: Found, manifest: Mapping[str, str]) -> None:
    for kind in ("town", *UPPER):
        name = manifest.get(kind, "")
        if name and kind not in found.names:
            found.names[kind] = name
            found.sources[kind] = "manifest"


def most_named_town(clean: str) -> str | None:
    """The township that a report without a title names most, at least twice."""
    counts = Counter(one.name for one in find_divisions(clean) if rank(one.codes[0]) == "township")
    if not counts:
        return None
    name, times = counts.most_common(1)[0]
    return name if times > 1 else None


def _resolve(
    found: Found,
    own: str,
    mentions: Counter[str],
    stated: Mapping[str, str],
    manifest: Mapping[str, str],
) -> None:
    """Choose the code by the names around; put in the names that the text says."""
    known = divisions()
    name = found.names.get(own)
    kinds = [kind for kind in UPPER if kind in found.names]
    if not name:
        name = next((found.names[kind] for kind in kinds), None)
    if not name:
        return
    if own == "town" and name.endswith("街"):
        name = found.names["town"] = f"{name}道"
    codes = known.township_codes(name) if own == "town" else known.upper_codes(name)
    fitting = _fitting(codes, own, found.names)
    best, evidence = _best(fitting, mentions, found)
    if len(best) == 1:
        _settle(found, own, best[0], mentions, evidence)
    elif best:
        found.candidates = tuple(f"{code} {known.full_name(code, name)}" for code in best)
        found.evidence = found.sources.get(own)
    else:
        found.sources["adcode"] = NOT_IN_LIST
        found.evidence = _evidence(found.sources.get(own, "text"))


def _evidence(source: str) -> str:
    return source if source in {"manifest", "file_name", "gazetteer"} else "text"


def _fitting(codes: list[str], own: str, names: Mapping[str, str]) -> list[str]:
    """The codes that lie in every division the speaker's own name states."""
    known = divisions()
    fitting = list(codes)
    for kind in UPPER:
        name = names.get(kind)
        if name and kind != own:
            above = set(known.upper_codes(name))
            fitting = [code for code in fitting if above.intersection(known.ancestors(code))]
    return fitting


def _best(codes: list[str], mentions: Counter[str], found: Found) -> tuple[list[str], str]:
    """The codes with the nearest ancestors named in the text, and what decided."""
    known = divisions()
    scores = {
        code: tuple(mentions[one] for one in _ranked(known.ancestors(code))) for code in codes
    }
    if not scores:
        return [], "text"
    top = max(scores.values())
    best = [code for code in codes if scores[code] == top]
    stated = [found.sources[kind] for kind in UPPER if kind in found.sources]
    if any(source == "manifest" for source in stated) and not any(top):
        return best, "manifest"
    if any(top) or stated:
        return best, "text"
    return best, "gazetteer"


def _ranked(ancestors: list[str]) -> list[str]:
    """County, prefecture, province of a code, empty where there is none."""
    by_rank = {rank(code): code for code in ancestors}
    return [by_rank.get(kind, "") for kind in UPPER]


def _settle(found: Found, own: str, code: str, mentions: Counter[str], evidence: str) -> None:
    known = divisions()
    found.adcode = code
    found.sources["adcode"] = "gazetteer"
    source = found.sources.get(own, "")
    found.evidence = evidence if source not in {"manifest", "file_name"} else source
    found.names[own] = known.official(found.names.get(own, ""), code) if own in found.names else ""
    if not found.names[own]:
        del found.names[own]
    above = dict(zip(("province", "prefecture", "county"), known.ancestry(code), strict=True))
    for one in known.ancestors(code):
        kind = rank(one)
        if mentions[one] and above[kind]:
            found.names[kind] = above[kind] or ""
            found.sources.setdefault(kind, "body")
