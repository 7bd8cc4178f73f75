"""Whose voice a draft speaks with: a town, a county, or one department of it.

All departments of a county carry the county's code: what tells them apart is their names, which
lists write short (县卫健委) and texts whole (某县卫生健康委员会).
"""

from __future__ import annotations

from itertools import product

from fazhi.codebook.book import Codebook
from fazhi.parse.identity.office import own_name
from fazhi.pipeline.drafts.sending import sending
from fazhi.records import Identity

# Shorter names are no short forms of others; 卫健委 has three signs.
SHORTEST = 3


def speaking(who: Identity, book: Codebook) -> str | None:
    """Who speaks: of a report of a township or of its office the town, of a department's or a
    zone's that body, of others the county; null where the text names none.
    """
    if who.level == "township" or (who.level == "department" and who.town):
        return who.town
    wider = (who.prefecture or who.province) if who.level == "department" else None
    return own_name(who.level, who.issuers, who.county or wider, book)


def same_office(one: str, other: str, book: Codebook) -> bool:
    """Whether two names without divisions are of one office, written short or whole."""
    return any(
        short == whole or _is_short_for(short, whole) or _is_short_for(whole, short)
        for short, whole in product(_forms(one, book), _forms(other, book))
    )


def named_within(words: str, office: str, book: Codebook) -> bool:
    """Whether words (a file's name) hold the name of an office, whole or short.

    Args:
        words: any words.
        office: its name without divisions.
        book: with the endings that short names have.
    """
    for form in _forms(office, book):
        if form in words:
            return True
        for at in range(len(words) - SHORTEST + 1):
            end = words.find(form[-1], at + SHORTEST - 1)
            if words[at] == form[0] and end > 0 and _is_short_for(words[at : end + 1], form):
                return True
    return False


def _forms(name: str, book: Codebook) -> set[str]:
    """A name as it stands, without a bare rank before it (县司法局), and with a short ending."""
    known = sending(book)
    bare = {name, name[1:]} if name[:1] in known.ranks and len(name) > SHORTEST else {name}
    for whole, short in known.short_endings.items():
        bare |= {one.removesuffix(whole) + short for one in bare if one.endswith(whole)}
    return bare - {""}


def _is_short_for(short: str, whole: str) -> bool:
    """Whether a name is made of signs of another in their order, first and last the same."""
    if not SHORTEST <= len(short) < len(whole) or short[-1] != whole[-1] or short[0] != whole[0]:
        return False
    signs = iter(whole)
    return all(sign in signs for sign in short)
