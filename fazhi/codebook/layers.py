"""How a researcher's own book lies over ours: entry by entry, and what a `$drop` takes away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# The fields that name an entry of a list, in the order in which they are looked for.
NAMES = ("id", "word", "name", "title")
DROP = "$drop"


def merged(below: Any, above: Any) -> Any:
    """One plain book over another.

    Mappings are merged key by key, at every depth. In a list an entry with a name takes the place
    of the entry of that name, any other is added at the end. `{$drop: [names]}` in a list, or a
    key `$drop` in a mapping, takes entries away.
    """
    if above is None:
        return below
    if isinstance(below, Mapping) and isinstance(above, Mapping):
        return _mapping(below, above)
    if isinstance(below, list) and isinstance(above, list):
        return _list(below, above)
    return above


def _mapping(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    dropped = set(above.get(DROP) or ())
    kept = {key: value for key, value in below.items() if key not in dropped}
    for key, value in above.items():
        if key != DROP:
            kept[key] = merged(kept[key], value) if key in kept else value
    return kept


def _list(below: Sequence[Any], above: Sequence[Any]) -> list[Any]:
    dropped = {str(one) for entry in above if _is_drop(entry) for one in _as_list(entry[DROP])}
    entries = [entry for entry in below if name_of(entry) not in dropped]
    places = {name_of(entry): place for place, entry in enumerate(entries)}
    for entry in above:
        if _is_drop(entry):
            continue
        place = places.get(name_of(entry))
        if place is None:
            places[name_of(entry)] = len(entries)
            entries.append(entry)
        else:
            entries[place] = merged(entries[place], entry) if isinstance(entry, Mapping) else entry
    return entries


def name_of(entry: Any) -> str:
    """What an entry of a list is called; a word is its own name."""
    if isinstance(entry, Mapping):
        return str(next((entry[field] for field in NAMES if entry.get(field)), entry))
    return str(entry)


def _is_drop(entry: Any) -> bool:
    return isinstance(entry, Mapping) and set(entry) == {DROP}


def _as_list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [value]
