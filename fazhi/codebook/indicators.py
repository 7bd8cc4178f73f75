"""The indicator codebook: YAML in, typed entries out, every error named by file and entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, get_args

import msgspec

from fazhi.codebook.document import describe
from fazhi.codebook.entries import Codebook, Combine, Indicator, RuleEntry, Where
from fazhi.codebook.loader import forget_files, load
from fazhi.errors import CodebookError, NotFoundError

__all__ = [
    "KEPT",
    "Codebook",
    "Indicator",
    "expand",
    "explain",
    "forget_indicators",
    "kept_entries",
    "load_indicators",
    "own_entries",
]

FOLDER = Path(__file__).parent / "data/kinds/rule_of_law/indicators"
DIMENSIONS = ("count", "persons", "money", "percent", "area", "length", "duration", "weight")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "combine": get_args(Combine),
    "where": get_args(Where),
    "dimension": DIMENSIONS,
}
NEAR = 0.5
# A researcher's own entries, in the folder of the tables.
LARGEST = 4 << 20
KEPT = "codebook.json"
OWN_WEIGHT = 10


def load_indicators(extra: tuple[Path, ...] = ()) -> Codebook:
    """The codebook, with the entries of a researcher's own files added or put in place.

    Raises `CodebookError` naming file, entry and field, with near names where one is unknown.
    """
    return _loaded(extra)


def forget_indicators() -> None:
    """Read the codebook's files again when it is asked for next."""
    forget_files()
    _loaded.cache_clear()


@cache
def _loaded(extra: tuple[Path, ...]) -> Codebook:
    lists: dict[str, tuple[str, ...]] = {}
    found: dict[str, tuple[str, Indicator]] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        _read(path, lists, found)
    for path in extra:
        own: dict[str, tuple[str, Indicator]] = {}
        _read(path, lists, own)
        found |= {key: (file, _preferred(entry)) for key, (file, entry) in own.items()}
    lists = {name: expand(words, lists, name) for name, words in lists.items()}
    entries = {key: _written_out(entry, lists, file, key) for key, (file, entry) in found.items()}
    return Codebook(entries, lists)


def own_entries(extra: tuple[Path, ...]) -> bytes:
    """The entries of a researcher's own files as JSON, to be kept beside the tables they code."""
    named: dict[str, tuple[str, Indicator]] = {}
    for path in extra:
        _read(path, {}, named)
    book = load_indicators(extra)
    return msgspec.json.encode({key: book[key] for key in sorted(named)})


def kept_entries(written: bytes) -> dict[str, Indicator]:
    """What `own_entries` wrote; raises `CodebookError` where it cannot be read."""
    try:
        return msgspec.json.decode(written, type=dict[str, Indicator])
    except msgspec.DecodeError as error:
        raise CodebookError(
            "the entries kept with the tables cannot be read",
            where=KEPT,
            hint="Make the tables again: fazhi build --codebook FILE.",
        ) from error


def _read(
    path: Path, lists: dict[str, tuple[str, ...]], found: dict[str, tuple[str, Indicator]]
) -> None:
    """Add the word lists and entries of one file."""
    if path.suffix != ".yaml":
        raise CodebookError("a codebook file must end in .yaml", where=path.name)
    if path.exists() and (not path.is_file() or path.stat().st_size > LARGEST):
        raise CodebookError(
            "this is no file of a codebook: a folder, a device or far too large",
            where=str(path),
            hint="Give a YAML file, see docs/extend.md.",
        )
    entries = load(path.stem, dict[str, Any] | None, path.parent)  # type: ignore[arg-type]
    if not entries:
        raise CodebookError(
            "the codebook file is empty", where=path.name, hint="See docs/extend.md."
        )
    for key, value in entries.items():
        if key.startswith("$"):
            lists[key] = _converted(value, tuple[str, ...], path.name, key)
        elif "." not in key:
            raise CodebookError(
                f"{key!r} is neither an indicator (group.name) nor a word list ($name)",
                where=path.name,
            )
        else:
            _check_names(value, path.name, key)
            found[key] = (path.name, _converted(value, Indicator, path.name, key))


def _preferred(entry: Indicator) -> Indicator:
    """A researcher's own entry, which wins where another fits as well."""
    rules = {
        name: msgspec.structs.replace(rule, weight=rule.weight + OWN_WEIGHT)
        for name, rule in entry.rules.items()
    }
    return msgspec.structs.replace(entry, rules=rules)


def _converted(value: Any, kind: Any, file: str, key: str) -> Any:
    try:
        return msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError as error:
        raise CodebookError(str(error), where=f"{file}, {key}") from error


def _check_names(value: Any, file: str, key: str) -> None:
    """Refuse unknown fields and choices before conversion, with the names that are near."""
    if not isinstance(value, dict):
        raise CodebookError("an entry must be a mapping of fields", where=f"{file}, {key}")
    _check_fields(value, Indicator, file, key)
    rules = value.get("rules", {})
    for name, rule in rules.items() if isinstance(rules, dict) else ():
        if isinstance(rule, dict):
            _check_fields(rule, RuleEntry, file, f"{key}#{name}")


def _check_fields(value: Mapping[str, Any], kind: type, file: str, key: str) -> None:
    known = kind.__struct_fields__  # type: ignore[attr-defined]
    for name, content in value.items():
        if name not in known:
            raise _unknown("field", name, known, f"{file}, {key}")
        allowed = CHOICES.get(name)
        for word in (content,) if isinstance(content, str) else content:
            if allowed and word not in allowed:
                raise _unknown(f"value of {name}", str(word), allowed, f"{file}, {key}, {name}")


def _unknown(what: str, name: str, known: Iterable[str], where: str) -> CodebookError:
    names = list(known)
    near = get_close_matches(name, names, n=3, cutoff=NEAR) or sorted(names)
    return CodebookError(f"unknown {what} {name!r}", where=where, hint=f"Near: {', '.join(near)}.")


def _written_out(
    entry: Indicator, lists: Mapping[str, tuple[str, ...]], file: str, key: str
) -> Indicator:
    """The entry with every `$list` and every alternative in brackets written out."""
    if not entry.rules:
        raise CodebookError("an indicator needs at least one rule", where=f"{file}, {key}, rules")

    def words(given: tuple[str, ...], field: str) -> tuple[str, ...]:
        return expand(given, lists, f"{file}, {key}, {field}")

    rules = {
        name: msgspec.structs.replace(
            rule,
            object=words(rule.object, f"{name}, object"),
            verb=words(rule.verb, f"{name}, verb"),
            context=words(rule.context, f"{name}, context"),
            near=words(rule.near, f"{name}, near"),
            without=words(rule.without, f"{name}, without"),
            unit=words(rule.unit, f"{name}, unit"),
        )
        for name, rule in entry.rules.items()
    }
    return msgspec.structs.replace(
        entry,
        rules=rules,
        en=entry.en or entry.zh,
        units=tuple(dict.fromkeys((entry.unit, *words(entry.units, "units")))),
        unlike=words(entry.unlike, "unlike"),
    )


def expand(
    given: Iterable[str], lists: Mapping[str, tuple[str, ...]], where: str = ""
) -> tuple[str, ...]:
    """Words with `$lists` put in and `(a|b)c` written out, each once, in order."""
    out: dict[str, None] = {}
    for word in given:
        if "(" not in word and not word.startswith("$"):
            out[word] = None
        elif word.startswith("$"):
            if word not in lists:
                raise _unknown("word list", word, lists, where)
            out.update(dict.fromkeys(expand(lists[word], lists, where)))
        else:
            out.update(dict.fromkeys(_alternatives(word)))
    return tuple(out)


def _alternatives(word: str) -> Iterable[str]:
    parts = [piece.split("|") for piece in word.replace(")", "(").split("(")]
    return ("".join(choice) for choice in product(*parts))


def explain(indicator: str, codebook: Codebook | None = None) -> str:
    """One entry in words; raises `NotFoundError` with near ids where there is none."""
    book = codebook or load_indicators()
    if indicator not in book.entries:
        near = get_close_matches(indicator, list(book), n=5, cutoff=NEAR)
        raise NotFoundError(
            f"no indicator {indicator!r}", hint=f"Near: {', '.join(near)}." if near else ""
        )
    return describe(indicator, book[indicator])
