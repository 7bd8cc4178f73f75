"""No knowledge that nothing reads: every field of an entry is used by the code."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

import fazhi

HOME = Path(fazhi.__file__).parent
SOURCES = [path.read_text("utf-8") for path in sorted(HOME.rglob("*.py"))]
# Read by a person, in the file itself or in the codebook's document; proofs, read by the tests.
FOR_PEOPLE = {"note", "source", "confidence", "traps", "id"}
FOR_TESTS = {
    "examples", "counterexamples", "keeps", "match", "mismatch", "meet", "fail", "wrong",
    "right_use", "sentences", "finds",
}  # fmt: skip


def entries() -> Iterator[type[msgspec.Struct]]:
    """Every kind of entry that a YAML file of the codebook is converted to."""
    modules = [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(fazhi.__path__, "fazhi.")
        if re.search(r"\bload\(|codebook", found.name) or "codebook.loader" in _source(found.name)
    ]
    for module in modules:
        for kind in vars(module).values():
            entry = isinstance(kind, type) and issubclass(kind, msgspec.Struct)
            if entry and kind.__module__ == module.__name__:
                yield kind


def _source(name: str) -> str:
    path = HOME.parent / Path(*name.split("."))
    file = path.with_suffix(".py") if path.with_suffix(".py").exists() else path / "__init__.py"
    return file.read_text("utf-8")


def test_every_field_of_an_entry_is_read() -> None:
    unread = []
    for kind in entries():
        for field in kind.__struct_fields__:
            if field in FOR_PEOPLE | FOR_TESTS:
                continue
            used = re.compile(rf"\.{field}\b")
            if not any(used.search(source) for source in SOURCES):
                unread.append(f"{kind.__name__}.{field}")
    assert not unread, ", ".join(unread)
