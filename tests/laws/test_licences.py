"""An MIT project may be passed on with all that it needs: the licence of every part is known."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements.lock"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# Names of licences that ask nothing of a program but to be named, and weaker ones by file.
FREE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Unlicense|Zlib|HPND|CC0|0BSD|MPL|ZPL"
    r"|Mozilla Public License|Historical Permission",
    re.IGNORECASE,
)
STRICT = re.compile(r"(?<![A-Z])A?GPL|(?<!Lesser )General Public License|Affero", re.IGNORECASE)
# Read by a person: what the metadata of these does not say in a word.
REVIEWED: dict[str, str] = {}


def named(part: str) -> Distribution | None:
    try:
        return distribution(part)
    except PackageNotFoundError:
        return None


def needed(requirements: Iterable[str]) -> Iterator[str]:
    """The parts that are needed on this machine."""
    for one in map(Requirement, requirements):
        if one.marker is None or one.marker.evaluate({"extra": ""}):
            yield re.sub(r"[-_.]+", "-", one.name).lower()


def every_part(extra: str = "ocr") -> set[str]:
    """All that runs with us, the part that may be added included."""
    todo = [*needed(PROJECT["dependencies"]), *needed(PROJECT["optional-dependencies"][extra])]
    seen = set[str]()
    while todo:
        part = todo.pop()
        if part not in seen:
            seen.add(part)
            found = named(part)
            todo += needed((found.requires if found else None) or ())
    return seen


def licence(part: str) -> str:
    """What the metadata says, in one line: expression, classifiers, or the first line of a text."""
    found = named(part)
    if found is None:
        return ""
    said = found.metadata
    classes = [
        one.rpartition(" :: ")[2]
        for one in said.get_all("Classifier") or ()
        if one.startswith("License ::") and not one.endswith("OSI Approved")
    ]
    first = (said.get("License") or "").strip().partition("\n")[0]
    return said.get("License-Expression") or "; ".join(classes) or first


@pytest.mark.parametrize("part", sorted(every_part()))
def test_the_licence_of_what_runs_with_us_is_known_and_free(part: str) -> None:
    if named(part) is None:
        pytest.skip(f"{part} is not installed on this system")
    told = REVIEWED.get(part) or licence(part)
    assert FREE.search(told), f"{part}: licence {told!r} must be read, then noted in REVIEWED"
    alternatives = re.split(r"\bOR\b", told)
    assert not all(STRICT.search(one) for one in alternatives), f"{part}: {told}"


def test_what_is_noted_is_still_needed() -> None:
    assert set(REVIEWED) <= every_part()


def test_no_part_of_a_strict_licence_is_locked_for_those_who_run_us() -> None:
    locked = re.findall(r"^([a-z0-9-]+)==", LOCK.read_text("utf-8"), re.MULTILINE)
    assert len(locked) > 50
    assert [part for part in locked if STRICT.search(licence(part))] == []


@pytest.mark.parametrize(
    ("words", "strict"),
    [
        ("GPL-3.0-or-later", True),
        ("GNU Affero General Public License v3", True),
        ("AGPL-3.0", True),
        ("GNU General Public License v2 (GPLv2)", True),
        ("LGPL-2.1", False),
        ("GNU Lesser General Public License", False),
        ("MIT", False),
    ],
)
def test_a_strict_licence_is_seen(words: str, strict: bool) -> None:
    assert bool(STRICT.search(words)) is strict
