"""What the rows of a stage depend on: the code it imports, the books it reads, its libraries.

Computed, never kept by hand: from the modules of a stage its imports are followed, also those
inside functions, with the `__init__` of every folder on the way, and the books and templates that
a module names. So a changed rule codes anew and recognises no scan again, and what makes pages or
speaks on the terminal changes no row.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from fazhi import sources
from fazhi.codebook.book import Codebook
from fazhi.errors import StaleError

# The modules at which each stage begins.
STAGES: Mapping[str, tuple[str, ...]] = {
    "read": ("fazhi.reading.reader", "fazhi.pipeline.texts"),
    "understand": ("fazhi.pipeline.one",),
    "write": ("fazhi.tables.write",),
}
# Signs of a digest that a person compares.
SHOWN = 12
BOOKS = "codebook/data"
PLACES = ("", "kinds/rule_of_law/")
# Names of distributions that are not those of their modules, and what works unseen inside one.
DISTRIBUTIONS: Mapping[str, tuple[str, ...]] = {
    "IPython": ("ipython",),
    "PIL": ("pillow",),
    "ahocorasick_rs": ("ahocorasick-rs",),
    "rapidocr": ("rapidocr", "onnxruntime"),
    "vl_convert": ("vl-convert-python",),
    "yaml": ("pyyaml",),
}
# All code is searched at every build: each expression begins with a sign, which is found at once.
FOR_TYPES = re.compile(rb"\nif TYPE_CHECKING:\n(?:[ \t]+.*\n|\n)+")
IMPORT = re.compile(
    rb"\n[ \t]*"
    rb"(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]*)|import[ \t]+([\w., \t]+))"
)
# A folder whose modules, and those of its folders, are imported one by one by their names.
EVERY = re.compile(rb'walk_packages\(__path__, f"\{__name__\}\."\)')
BOOK = re.compile(rb'\((?:(?<=\bbook.)|(?<=\bpacked.)|(?<=\bwithin.))\s*"([\w/.]+)"')
BESIDE = re.compile(rb'__file__\)\.parent((?:\s*/\s*"[^"]+")+)')
COMMENT = re.compile(rb"#[^\n]*")
QUOTED = re.compile(rb'"([^"]+)"')
# Pythons and environments that share our folder; more are those of the past.
MOST_INSTALLED = 8
VERSION = re.compile(r"^Version:[ \t]*(\S+)", re.M)


def stages() -> dict[str, str]:
    """The key of each stage of the build (`read`, `understand`, `write`).

    Raises `StaleError` where its code or books changed after this process loaded them.
    """
    return code_keys(STAGES)


def code_key(modules: Iterable[str]) -> str:
    """Digest of all that the modules import and read, of ours as loaded, of others the version.

    Raises `StaleError` as `stages` does.
    """
    return code_keys({"": tuple(modules)})[""]


def code_keys(begins: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Such digests by name, with one look at the disk; raises `StaleError` as `stages` does."""
    led = {name: closure(modules) for name, modules in begins.items()}
    known = sources.digests_of_all(sorted({file for files, _ in led.values() for file in files}))
    keys: dict[str, str] = {}
    for name, (files, libraries) in led.items():
        told = [f"{file} {known[file]}\n" for file in files]
        told += [f"{_versions(library)}\n" for library in libraries]
        keys[name] = sha256("".join(told).encode()).hexdigest()
    sources.keep_known()
    return keys


def check(expected: Mapping[str, str]) -> None:
    """Raise `StaleError` where this process works with other code or books than the keys tell."""
    if code_keys({name: STAGES[name] for name in expected}) != dict(expected):
        raise StaleError(
            "the code or the codebook changed while this build ran",
            hint="Run it again: what was read so far is kept.",
        )


def name_of(*parts: str) -> str:
    """The name under which something is kept that these words tell apart."""
    return sha256("\0".join(parts).encode()).hexdigest()


def edition(book: Codebook) -> dict[str, str]:
    """What makes tables, told apart: `fazhi` (its version), digests of `code` and `codebook`.

    Of the code what reads and understands a report, of the codebook the books that it reads:
    equal editions make equal tables of equal reports, and a changed page is none of it.
    """
    # Followed stage by stage as their keys were: that is known, and what all lead to is no more.
    led = {file for modules in STAGES.values() for file in closure(modules)[0]}
    files = [file for file in led if file.endswith(".py")]
    told = "".join(
        f"{name} {digest}\n" for name, digest in sorted(sources.digests_of_all(files).items())
    )
    named = sorted({name for stage in ("read", "understand") for name in books(stage)})
    return {
        "fazhi": _version("fazhi"),
        "code": sha256(told.encode()).hexdigest()[:SHOWN],
        "codebook": book.digest_of(named)[:SHOWN],
    }


def books(name: str) -> list[str]:
    """The names of the books that a stage of the build reads."""
    return books_of(STAGES[name])


def books_of(modules: tuple[str, ...]) -> list[str]:
    """The names of the books that modules, and what they import, read."""
    files, _ = closure(modules)
    found = set()
    for file in files:
        if file.startswith(f"{BOOKS}/"):
            inside = file.removeprefix(f"{BOOKS}/")
            for place in filter(None, PLACES):
                inside = inside.removeprefix(place)
            found.add(inside.partition("/")[0].partition(".")[0])
    return sorted(found)


def closure(modules: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files of the package that modules lead to, and the foreign modules they import."""
    led = sources.known().led
    if modules not in led:
        led[modules] = _closure(modules)
    return led[modules]


def _closure(modules: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known = frozenset(sources.names())
    files: set[str] = set()
    foreign: set[str] = set()
    waiting = [file for module in modules for file in _modules(known).get(module, ())]
    while waiting:
        file = waiting.pop()
        if file in files:
            continue
        files.add(file)
        if file.endswith(".py"):
            led, others = _leads_to(file, known)
            waiting += led
            foreign |= others
    return tuple(sorted(files)), tuple(sorted(foreign))


@cache
def _leads_to(file: str, known: frozenset[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Files and foreign modules that one file names."""
    content = FOR_TYPES.sub(b"\n", dict(sources.contents([file]))[file])
    led: set[str] = set(_data_of(file, content, known))
    foreign: set[str] = set()
    for name in imports_of(content):
        if name == "fazhi" or name.startswith("fazhi."):
            led.update(_modules(known).get(name, ()))
        elif (top := name.partition(".")[0]) not in sys.stdlib_module_names:
            foreign.add(top)
    if EVERY.search(content):
        folder = file.rpartition("/")[0]
        led.update(one for one in known if one.startswith(f"{folder}/"))
    return tuple(led), frozenset(foreign)


def imports_of(content: bytes) -> Iterator[str]:
    """The dotted names that a module imports, of `from a import b` both `a` and `a.b`.

    What is imported for types alone must be taken out before. Parsing would take forty times as
    long, at every build; a test holds this against the parser.
    """
    for home, names, plain in IMPORT.findall(b"\n" + content):
        if home:
            inside = home.decode()
            yield inside
            bare = COMMENT.sub(b"", names) if b"#" in names else names
            for name in bare.translate(None, b"()").split(b","):
                if words := name.split(None, 1):
                    yield f"{inside}.{words[0].decode()}"
        else:
            yield from (one.split()[0].decode() for one in plain.split(b",") if one.split())


@cache
def _modules(known: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The file of each module of ours, and the `__init__` of each folder above it."""
    found: dict[str, tuple[str, ...]] = {}
    for file in known:
        if file.endswith(".py"):
            parts = ["fazhi", *file.removesuffix(".py").split("/")]
            above = ("/".join((*parts[1:depth], "__init__.py")) for depth in range(1, len(parts)))
            name = ".".join(parts).removesuffix(".__init__")
            found[name] = tuple(dict.fromkeys((*(one for one in above if one in known), file)))
    return found


def _data_of(file: str, content: bytes, known: frozenset[str]) -> Iterator[str]:
    """The books that a module loads by name, and the files and folders it finds beside itself.

    The folder of all books is no answer: whoever takes books from it names them.
    """
    for name in BOOK.findall(content):
        starts = tuple(f"{BOOKS}/{place}{name.decode()}" for place in PLACES)
        begun = tuple(f"{start}{end}" for start in starts for end in (".yaml", "/"))
        yield from (one for one in _books(known) if one in starts or one.startswith(begun))
    here = file.rpartition("/")[0]
    for steps in BESIDE.findall(content):
        path = "/".join([here, *(step.decode() for step in QUOTED.findall(steps))])
        if path != BOOKS:
            yield from (one for one in known if one == path or one.startswith(f"{path}/"))


@cache
def _books(known: frozenset[str]) -> tuple[str, ...]:
    return tuple(one for one in known if one.startswith(f"{BOOKS}/"))


@cache
def _versions(module: str) -> str:
    """The installed versions of what provides a module, as this process knows them."""
    return " ".join(f"{name} {_version(name)}" for name in DISTRIBUTIONS.get(module, (module,)))


def _version(name: str) -> str:
    every, installed = sources.known().versions, _installed()
    if installed not in every and len(every) >= MOST_INSTALLED:
        every.clear()
    versions = every.setdefault(installed, {})
    if name not in versions:
        versions[name] = _asked(name)
    return versions[name]


@cache
def _installed() -> str:
    """What tells which distributions are installed: places, and when something came or went."""
    told = []
    for place in sys.path:
        # Where a command is given, anything comes and goes.
        if place and Path(place) != Path.cwd():
            try:
                told.append(f"{place} {Path(place).stat().st_mtime_ns}")
            except OSError:
                continue
    return sha256("\n".join(told).encode()).hexdigest()


def _asked(name: str) -> str:
    # Seldom needed, and takes longer than all of `fazhi --version` without it.
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        found = distribution(name)
    except PackageNotFoundError:
        return "absent"
    # Parsing all that a library tells of itself would take ten times as long, at every start.
    told = VERSION.search(found.read_text("METADATA") or "")
    return told[1] if told else found.version
