"""Who did what a mention counts, where the kind of it hangs on that (领导学法, 支部学法).

The nearest before the number decides: first in its clause, then right behind it, then earlier in
the sentence, then in the sentences before, then in the headings above. Where several are joined,
no one of them did it alone.
"""

from __future__ import annotations

import re

from fazhi.parse.coding.index import Hit
from fazhi.parse.coding.scene import Zone

# Between those who did something together (党委会、干部职工大会; 中心组及各支部).
JOINED = re.compile(r"[^，。；、0-9]{0,6}(?:[、和及与或]|以及)[^，。；、0-9]{0,4}|”?[、，]?“?")


def acting(zone: Zone) -> int:
    """The groups told as those who did what is counted, as bits; several where they are joined."""
    if not any(hit.word.actors for hit in zone.before):
        behind = next((hit for hit in zone.head if hit.word.actors), None)
        if behind:
            return behind.word.actors
    told = [hit for hit in zone.sentence.hits if hit.end <= zone.start and hit.word.actors]
    told = told or [hit for hit in reversed(zone.sentence.before) if hit.word.actors]
    told = told or [hit for hit in zone.sentence.above if hit.word.actors][:1]
    # A word that begins inside another names nobody (干部学习 in 领导干部学习).
    told = [hit for at, hit in enumerate(told) if not at or hit.start >= told[at - 1].end]
    return _last(zone.sentence.scene.clean, told) if told else 0


def _last(clean: str, told: list[Hit]) -> int:
    """Those told last, with whom they are joined to."""
    groups, first = 0, told[-1].start
    for hit in reversed(told):
        if hit.end < first and not JOINED.fullmatch(clean, hit.end, first):
            break
        groups |= hit.word.actors
        first = min(first, hit.start)
    return groups
