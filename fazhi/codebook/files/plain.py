"""From the bytes of a book to plain lists and mappings: YAML read as text, or refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from fazhi.errors import CodebookError


class _Events:
    """YAML without guessing: every scalar stays text, and no key may stand twice.

    Values are made straight from the parser's events: nodes, of which nothing else is needed,
    would take twice as long, at every start.
    """

    def __init__(self, content: str) -> None:
        self.events: Iterator[Any] = yaml.parse(content, Loader=yaml.CBaseLoader)
        self.named: dict[str, Any] = {}

    def document(self) -> Any:
        """The first document as text, lists and mappings; null where there is none.

        Raises `CodebookError` on a repeated key and where another document follows.
        """
        found = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if found is not None:
                    raise CodebookError("a book is one document", where=_line(event))
                found = [self._value(next(self.events))]
        return found[0] if found else None

    def _value(self, event: Any) -> Any:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            value = event.value
        elif kind is yaml.MappingStartEvent:
            value = self._mapping()
        elif kind is yaml.SequenceStartEvent:
            value = self._sequence()
        else:
            return self._known(event)
        if event.anchor:
            self.named[event.anchor] = value
        return value

    def _sequence(self) -> list[Any]:
        found: list[Any] = []
        for event in self.events:
            if type(event) is yaml.SequenceEndEvent:
                break
            found.append(self._value(event))
        return found

    def _mapping(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in self.events:
            if type(event) is yaml.MappingEndEvent:
                break
            key = self._value(event)
            if not isinstance(key, str):
                raise CodebookError("a key must be a word", where=_line(event))
            if key in found:
                raise CodebookError(
                    f"the key {key!r} stands twice in one entry", where=_line(event)
                )
            found[key] = self._value(next(self.events))
        return found

    def _known(self, alias: Any) -> Any:
        if alias.anchor not in self.named:
            raise CodebookError(f"*{alias.anchor} is named nowhere above", where=_line(alias))
        return self.named[alias.anchor]


def _line(event: Any) -> str:
    return f"line {event.start_mark.line + 1}"


def parsed(content: bytes, name: str) -> Any:
    """The lists, mappings and texts of a YAML file; raises `CodebookError` naming the line."""
    try:
        return _Events(content.decode("utf-8")).document()
    except UnicodeDecodeError as error:
        raise CodebookError(
            "the codebook file is not UTF-8", where=name, hint="Save it as UTF-8."
        ) from error
    except yaml.YAMLError as error:
        raise _not_yaml(error, name) from error
    except CodebookError as error:
        raise CodebookError(error.message, where=f"{name}, {error.where}") from error


def _not_yaml(error: yaml.YAMLError, name: str) -> CodebookError:
    """The error for a file that breaks the rules of YAML, with the line if it is known."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "unreadable"
    where = f"{name}, line {mark.line + 1}" if mark else name
    hint = "Look for a missing quote, bracket or colon on this line or the one before."
    return CodebookError(
        f"the codebook file cannot be read as YAML ({problem})", where=where, hint=hint
    )
