"""The indicator codebook: YAML in, typed entries out, every error named by file and entry."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from itertools import product
from typing import Any, get_args

import msgspec

from fazhi.codebook.book import Codebook, derived, load_codebook
from fazhi.codebook.document import describe
from fazhi.codebook.entries import Combine, Indicator, Indicators, RuleEntry, Where
from fazhi.codebook.loader import FORM, typed
from fazhi.codebook.told import as_system_speaks
from fazhi.errors import CodebookError, NotFoundError

DIMENSIONS = ("count", "persons", "money", "percent", "area", "length", "duration", "weight")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "combine": get_args(Combine),
    "where": get_args(Where),
    "dimension": DIMENSIONS,
}
NEAR = 0.5
OWN_WEIGHT = 10


@derived
def indicators(book: Codebook) -> Indicators:
    """The indicators of a codebook, a researcher's own added or put in place of ours.

    Raises `CodebookError` naming file, entry and field, with near names where one is unknown.
    """
    lists: dict[str, tuple[str, ...]] = {}
    found: dict[str, tuple[str, Indicator]] = {}
    names = list(book.within("indicators"))
    for name in names:
        for file, content in book.ours(name):
            _read(file, content, lists, found)
    for name in names:
        for file, content in book.theirs(name):
            own: dict[str, tuple[str, Indicator]] = {}
            _read(file, content, lists, own)
            found |= {key: (file, _preferred(entry)) for key, (file, entry) in own.items()}
    lists = {name: expand(words, lists, name) for name, words in lists.items()}
    entries = {key: _written_out(entry, lists, file, key) for key, (file, entry) in found.items()}
    for key, (file, entry) in found.items():
        if entry.of and (entry.of not in found or entry.of == key or found[entry.of][1].of):
            raise _unknown("wider indicator", entry.of, found, f"{file}, {key}, of")
    return Indicators(entries, lists)


@derived
def kinds(book: Codebook) -> dict[str, tuple[str, ...]]:
    """The ids of the kinds of each wider indicator."""
    found: dict[str, tuple[str, ...]] = {}
    for key, entry in indicators(book).entries.items():
        if entry.of:
            found[entry.of] = (*found.get(entry.of, ()), key)
    return found


def ids_telling(indicator: str, present: Collection[str | None], book: Codebook) -> tuple[str, ...]:
    """The ids whose mentions tell an indicator where mentions of the ids `present` are: itself,
    or its kinds where it has none of its own.
    """
    return (indicator,) if indicator in present else (indicator, *kinds(book).get(indicator, ()))


@derived
def own_indicators(book: Codebook) -> dict[str, Indicator]:
    """The entries that a researcher's own files hold, in order of id."""
    return {key: indicators(book)[key] for key in sorted(_theirs(book)[0])}


@derived
def own_files(book: Codebook) -> dict[str, str]:
    """Which entries a researcher's own files add or change, by id, and the last file that does.

    One of ours is changed where its own word lists say other words.
    """
    named, lists = _theirs(book)
    found = {key: file for key, (file, _) in named.items()}
    if lists:
        ours = indicators(load_codebook((), book.kind)).entries
        file = next(reversed(lists.values()))
        for key, entry in indicators(book).entries.items():
            if key not in found and entry != ours.get(key):
                found[key] = file
    return dict(sorted(found.items()))


def _theirs(book: Codebook) -> tuple[dict[str, tuple[str, Indicator]], dict[str, str]]:
    """The entries of a researcher's own files, and in which file each of their word lists is."""
    named: dict[str, tuple[str, Indicator]] = {}
    lists: dict[str, str] = {}
    for name in book.within("indicators"):
        for file, content in book.theirs(name):
            words: dict[str, tuple[str, ...]] = {}
            _read(file, content, words, named)
            lists |= dict.fromkeys(words, file)
    return named, lists


def _read(
    file: str,
    content: Any,
    lists: dict[str, tuple[str, ...]],
    found: dict[str, tuple[str, Indicator]],
) -> None:
    """Add the word lists and entries of one file."""
    entries = typed(content or {}, dict[str, Any], file)
    if not entries:
        raise CodebookError("the codebook file is empty", where=file, hint="See docs/extend.md.")
    for key, value in entries.items():
        if key.startswith("$"):
            lists[key] = _converted(value, tuple[str, ...], file, key)
        elif "." not in key:
            raise CodebookError(
                f"{key!r} is neither an indicator (group.name) nor a word list ($name)",
                where=file,
                hint=FORM,
            )
        else:
            _check_names(value, file, key)
            found[key] = (file, _converted(value, Indicator, file, key))


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
        raise CodebookError(str(error), where=f"{file}, {key}", hint=FORM) from error


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
        return expand(given, lists, f"{file}, {key}, {field}", written=True)

    rules = {
        name: msgspec.structs.replace(
            rule,
            object=words(rule.object, f"{name}, object"),
            verb=words(rule.verb, f"{name}, verb"),
            context=words(rule.context, f"{name}, context"),
            near=words(rule.near, f"{name}, near"),
            without=words(rule.without, f"{name}, without"),
            by=words(rule.by, f"{name}, by"),
            unless=words(rule.unless, f"{name}, unless"),
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
    given: Iterable[str],
    lists: Mapping[str, tuple[str, ...]],
    where: str = "",
    written: bool = False,
) -> tuple[str, ...]:
    """Words with `$lists` put in and `(a|b)c` written out, each once, in order.

    Nine of ten words come from long lists; `written` says that these are written out already.
    """
    out: dict[str, None] = {}
    for word in given:
        if word.startswith("$"):
            if word not in lists:
                raise _unknown("word list", word, lists, where)
            own = lists[word]
            out.update(dict.fromkeys(own if written else expand(own, lists, where)))
        elif "(" not in word:
            out[word] = None
        else:
            out.update(dict.fromkeys(_alternatives(word)))
    return tuple(out)


def _alternatives(word: str) -> Iterable[str]:
    parts = [piece.split("|") for piece in word.replace(")", "(").split("(")]
    return map("".join, product(*parts))


@as_system_speaks
def explain(indicator: str, codebook: Codebook | None = None) -> str:
    """One entry in words; raises `NotFoundError` with near ids where there is none."""
    book = indicators(codebook or load_codebook())
    if indicator not in book.entries:
        near = get_close_matches(indicator, list(book), n=5, cutoff=NEAR)
        raise NotFoundError(
            f"no indicator {indicator!r}", hint=f"Near: {', '.join(near)}." if near else ""
        )
    return describe(indicator, book[indicator])
