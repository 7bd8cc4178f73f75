"""From the bytes of a book to typed entries: YAML read as text, converted, or refused."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec
import yaml

from fazhi.errors import CodebookError

NAMING_KEYS = ("id", "name", "title", "key")

T = TypeVar("T")


class _TextLoader(yaml.CBaseLoader):
    """YAML without guessing: every scalar stays text, and no key may stand twice."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        """No tag: nothing is guessed from a value, and asking for one is half the work."""
        return ""

    def get_single_data(self) -> Any:
        """The document as text, lists and mappings; raises `CodebookError` on a repeated key."""
        node = self.get_single_node()
        return None if node is None else _plain(node)


def _plain(node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(one) for one in node.value]
    mapping: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in mapping:
            raise CodebookError(
                f"the key {name!r} stands twice in one entry",
                where=f"line {key.start_mark.line + 1}",
            )
        mapping[name] = _plain(value)
    return mapping


def parsed(content: bytes, name: str) -> Any:
    """The lists, mappings and texts of a YAML file; raises `CodebookError` naming the line."""
    try:
        return yaml.load(content.decode("utf-8"), Loader=_TextLoader)
    except UnicodeDecodeError as error:
        raise CodebookError(
            "the codebook file is not UTF-8", where=name, hint="Save it as UTF-8."
        ) from error
    except yaml.YAMLError as error:
        raise _not_yaml(error, name) from error
    except CodebookError as error:
        raise CodebookError(error.message, where=f"{name}, {error.where}") from error


def typed(entries: Any, kind: type[T], name: str) -> T:
    """Plain entries as `kind`; raises `CodebookError` naming file and entry."""
    try:
        return msgspec.convert(entries, kind, strict=False)
    except (msgspec.ValidationError, CodebookError) as error:
        raise CodebookError(str(error), where=f"{name}{_entry(entries, str(error))}") from error


def _not_yaml(error: yaml.YAMLError, name: str) -> CodebookError:
    """The error for a file that breaks the rules of YAML, with the line if it is known."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "unreadable"
    where = f"{name}, line {mark.line + 1}" if mark else name
    hint = "Look for a missing quote, bracket or colon on this line or the one before."
    return CodebookError(
        f"the codebook file cannot be read as YAML ({problem})", where=where, hint=hint
    )


def _entry(entries: Any, message: str) -> str:
    """The entry that a msgspec message speaks of, in words a researcher can search for."""
    found = re.search(r"at `(?:key in )?\$([^`]*)`", message)
    words = ""
    here = entries
    for key, index in re.findall(r"\.(\w+)|\[(\d+)\]", found[1] if found else ""):
        if key and isinstance(here, dict) and key in here:
            here = here[key]
        elif index and isinstance(here, list) and int(index) < len(here):
            here = here[int(index)]
            words = f", entry {int(index) + 1}"
        else:
            break
        if isinstance(here, dict):
            called = next((here[word] for word in NAMING_KEYS if word in here), "")
            words += f" ({called})" if called else ""
    return words
