"""With what the tables were made: Python, every library by version, and the program itself."""

from __future__ import annotations

import json
import platform
import re
import shutil
import subprocess
from collections.abc import Collection, Iterator, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from fazhi import sources
from fazhi.publish.package.archive import Archive

PROGRAM, FOLDER = "program", "environment"
LOCKS = ("requirements.lock", "requirements-dev.lock")
# `fazhi` without what is asked for by extra names, but for what reads scans where it is there.
OPTIONAL = ("rapidocr", "onnxruntime")
WAIT = 60.0
NAMED = re.compile(r"[A-Za-z0-9._-]+")


def versions() -> dict[str, str]:
    """Name and version of every installed library that the program may use, by name."""
    found: dict[str, str] = {}
    waiting = ["fazhi", *OPTIONAL]
    while waiting:
        name = _plain(waiting.pop())
        if name in found or (one := _installed(name)) is None:
            continue
        found[name] = one.version
        waiting += _needs(one)
    found.pop("fazhi", None)
    return dict(sorted(found.items()))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _needs(one: Distribution) -> Iterator[str]:
    for told in one.requires or ():
        if "extra ==" not in told and (named := NAMED.match(told)):
            yield named[0]


def told() -> dict[str, str]:
    """Python and the system."""
    return {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "system": platform.system(),
        "machine": platform.machine(),
    }


def programs(formats: Collection[str]) -> dict[str, str]:
    """The versions of other programs by which reports of these formats were read."""
    if "doc" not in formats:
        return {}
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return {"libreoffice": "absent"}
    asked = [office, "--headless", "--version"]
    try:
        ended = subprocess.run(asked, check=False, capture_output=True, text=True, timeout=WAIT)
    except (OSError, subprocess.TimeoutExpired):
        return {"libreoffice": "does not start"}
    return {"libreoffice": ended.stdout.strip()}


def add(to: Archive, edition: Mapping[str, str], formats: Collection[str]) -> None:
    """Write versions, lock files where they are there, and the code and books as loaded."""
    every = versions()
    content = {**told(), "programs": programs(formats), "packages": every}
    to.add(f"{FOLDER}/environment.json", json.dumps(content, indent=1).encode() + b"\n")
    lines = "".join(f"{name}=={version}\n" for name, version in every.items())
    to.add(f"{FOLDER}/requirements.txt", lines.encode())
    for name in LOCKS:
        file = sources.PACKAGE.parent / name
        if file.is_file() and (file.parent / "pyproject.toml").is_file():
            to.copy(f"{FOLDER}/{name}", file)
    for name, code in sources.contents(sources.names()):
        to.add(f"{PROGRAM}/fazhi/{name}", code)
    version = edition["fazhi"]
    # Without it the program would not know its own version where it is on the path alone.
    described = f"Metadata-Version: 2.1\nName: fazhi\nVersion: {version}\nLicense: MIT\n"
    to.add(f"{PROGRAM}/fazhi-{version}.dist-info/METADATA", described.encode())
    for licence in sorted(_licences()):
        to.copy(f"{PROGRAM}/{licence.name}", licence)


def _licences() -> list[Path]:
    """The licences of the program and of what is in its codebook."""
    books = sources.PACKAGE / "codebook" / "data"
    beside = sources.PACKAGE.parent / "LICENSE"
    own = [beside] if beside.is_file() else _in_wheel()
    return [*own, *books.glob("*.licence.txt")]


def _in_wheel() -> list[Path]:
    one = _installed("fazhi")
    files = (one.files if one else None) or ()
    return [Path(str(file.locate())) for file in files if file.name == "LICENSE"]
