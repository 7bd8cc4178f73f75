"""All knowledge as one value: every book of the codebook, a researcher's own laid over it.

A `Codebook` is made of bytes, read once: what it knows does not change when a file on disk does,
and equal bytes give an equal digest. Books are converted to typed entries when first asked for;
what a room makes of them (expressions, indexes) is kept with the value by `derived`, never in a
module.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

from fazhi.codebook.layers import merged
from fazhi.errors import CodebookError, StaleError
from fazhi.sources import taken

DATA = Path(__file__).parent / "data"
KINDS = DATA / "kinds"
# The kind of document where none is named.
KIND = "rule_of_law"
INDICATORS, WORDS = "indicators", "words"
# Lists of which a kind of document may have none.
MAY_LACK = ("first_scores", "prescribed", "requirements", "terms", "themes")
# Books that are folders of files: one a collection of indicators, one a language.
FOLDERS = (INDICATORS, WORDS)
# A researcher's own books, in the folder of the tables.
KEPT = "codebook.json"
ENDING, PACKED = ".yaml", ".gz"
LARGEST = 4 << 20

T = TypeVar("T")


class Source(NamedTuple):
    """The bytes of one file, and the name by which errors call it."""

    name: str
    content: bytes


Layers = Mapping[str, tuple[Source, ...]]


class Codebook:
    """Every book as one frozen value.

    Args:
        kind: the kind of document, a folder in `data/kinds`.
        layers: for each book its sources, the built-in first, each later one laid over it.
        own: names of the books for which a researcher's files are among the layers.
    """

    def __init__(self, kind: str, layers: Layers, own: Layers | None = None) -> None:
        self.kind = kind
        self.own: Layers = own or {}
        self._layers = layers
        self._kept: dict[Hashable, Any] = {}
        # Once: each table over reports asks for the digest of its books, most of them of the same.
        self._told = [_told(some) for some in (layers, self.own)]
        self.digest = _digest(kind, self._told)

    def __reduce__(self) -> tuple[Callable[..., Codebook], tuple[str, Layers, str]]:
        """Travels to other processes by what is a researcher's own; ours they have themselves."""
        return _arrived, (self.kind, self.own, self.digest)

    def __repr__(self) -> str:
        return f"Codebook({self.kind!r}, {self.digest[:12]})"

    def digest_of(self, names: Sequence[str]) -> str:
        """Digest of some books, those in folders of their names included."""
        some = [{n: told for n, told in each.items() if _stem(n) in names} for each in self._told]
        return _digest(self.kind, some)

    def kept(self) -> bytes:
        """What is a researcher's own, to lie beside the tables that it made (see `restored`)."""
        own = {
            name: [[source.name, source.content.decode()] for source in sources]
            for name, sources in sorted(self.own.items())
        }
        return json.dumps({"kind": self.kind, "own": own}, ensure_ascii=False).encode()

    def names(self) -> list[str]:
        """The names of all books."""
        return sorted({name.partition("/")[0] for name in self._layers})

    def sources(self, name: str) -> tuple[tuple[Source, ...], tuple[Source, ...]]:
        """The sources of a book: those that came with fazhi, those of a researcher."""
        return self._layers.get(name, ()), self.own.get(name, ())

    def within(self, folder: str) -> Iterator[str]:
        """The names of the books in a folder of books, such as `indicators`."""
        every = sorted({*self._layers, *self.own})
        return (name for name in every if name.startswith(f"{folder}/"))

    def packed(self, name: str) -> bytes:
        """The bytes of a book that is no YAML, such as the list of divisions."""
        return self._layers[name][0].content

    def entries(self, name: str) -> Any:
        """A book as plain lists and mappings, every layer in place; raises `CodebookError`."""
        if not any(self.sources(name)):
            raise CodebookError(
                f"the kind of document {self.kind} lacks a book: {name}",
                hint=f"Write {KINDS.name}/{self.kind}/{name}{ENDING}; {_known(self.names())}",
            )
        book: Any = None
        for _, entries in chain(self.ours(name), self.theirs(name)):
            book = merged(book, entries)
        return book

    def ours(self, name: str) -> Iterator[tuple[str, Any]]:
        """The files of a book that came with fazhi: name, and lists and mappings."""
        from fazhi.codebook.files.parsed import parsed_once

        for number, source in enumerate(self._layers.get(name, ())):
            place = f"{self.kind}/{name}/{number}"
            yield source.name, parsed_once(source.content, source.name, place)

    def theirs(self, name: str) -> Iterator[tuple[str, Any]]:
        """The files of a book that are a researcher's; raises `CodebookError` naming the line."""
        for source in self.own.get(name, ()):
            # Reading YAML is imported where there is any to read.
            from fazhi.codebook.files.plain import parsed

            yield source.name, parsed(source.content, source.name)

    def book(self, name: str, kind: type[T]) -> T:
        """A book as `kind`, converted once; raises `CodebookError` naming file and entry."""
        key = (name, cast(Hashable, kind))
        if key not in self._kept:
            from fazhi.codebook.loader import typed

            given, own = self.sources(name)
            where = (own or given or (Source(name + ENDING, b""),))[-1].name
            self._kept[key] = typed(self.entries(name), kind, where)
        value: T = self._kept[key]
        return value

    def keep(self, make: Callable[[Codebook], T]) -> T:
        """What `make` makes of this codebook, made once."""
        if make not in self._kept:
            self._kept[make] = make(self)
        value: T = self._kept[make]
        return value


def _arrived(kind: str, own: Layers, digest: str) -> Codebook:
    """The codebook that another process sent; raises `StaleError` where this one has another."""
    book = _same(Codebook(kind, _ours(kind), own))
    if book.digest != digest:
        raise StaleError(
            "the codebook changed while this ran", hint="Run it again: what was done is kept."
        )
    return book


def derived(make: Callable[[Codebook], T]) -> Callable[[Codebook], T]:
    """A function of the codebook alone, whose value is kept with the codebook."""

    @wraps(make)
    def of(codebook: Codebook) -> T:
        # Asked for many times a sentence: what is there already costs one look.
        try:
            value: T = codebook._kept[make]
        except KeyError:
            return codebook.keep(make)
        return value

    return of


def load_codebook(own: Sequence[Path] = (), kind: str = KIND) -> Codebook:
    """The codebook as its files stand now, with a researcher's own files laid over it.

    Args:
        own: folders whose files carry the names of our books (`themes.yaml`, `laws.yaml`,
            `indicators/…`, `words/…`), or single files of indicators.
        kind: the kind of document, a folder in `data/kinds` whose books lie over those of all.

    The value is the same as before while no byte differs. Raises `CodebookError` where the kind is
    not known, or a file is missing, bears no name of a book, or is larger than any honest book.
    """
    given = _ours(kind)
    known = sorted({name.partition("/")[0] for name in given if not name.endswith(PACKED)})
    over: dict[str, tuple[Source, ...]] = {}
    for path in own:
        for name, source in _own_sources(path, known):
            over[name] = (*over.get(name, ()), source)
    return _same(Codebook(kind, given, over))


def restored(kept: bytes) -> Codebook:
    """The codebook that `Codebook.kept` wrote down, laid over ours of today."""
    try:
        told = json.loads(kept)
        own = {
            name: tuple(Source(file, text.encode()) for file, text in sources)
            for name, sources in told["own"].items()
        }
        return _same(Codebook(told["kind"], _ours(told["kind"]), own))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CodebookError(
            "the codebook kept with the tables cannot be read",
            where=KEPT,
            hint="Make the tables again: fazhi build --codebook FILE.",
        ) from error


_latest: dict[str, Codebook] = {}


def _same(book: Codebook) -> Codebook:
    """The codebook already made of these bytes, so that what was derived of it is not lost.

    Two at a time: a researcher compares her own with ours.
    """
    if book.digest not in _latest:
        while len(_latest) > 1:
            _latest.pop(next(iter(_latest)))
        _latest[book.digest] = book
    return _latest[book.digest]


def _stem(name: str) -> str:
    """The name of a book without folder and ending."""
    return name.partition("/")[0].partition(".")[0]


def _told(layers: Layers) -> dict[str, bytes]:
    """By the name of a book, in their order, what tells its name and its sources."""
    return {
        name: b"".join(
            sha256(name.encode()).digest() + sha256(source.content).digest()
            for source in layers[name]
        )
        for name in sorted(layers)
    }


def _digest(kind: str, told: Iterable[Mapping[str, bytes]]) -> str:
    parts = (part for each in told for part in each.values())
    return sha256(b"".join([kind.encode(), *parts])).hexdigest()


def _ours(kind: str) -> dict[str, tuple[Source, ...]]:
    if kind not in kinds():
        raise CodebookError(
            "there is no such kind of document",
            where=kind,
            hint=f"Kinds: {', '.join(kinds())}.",
        )
    found = _read_all([DATA, KINDS / kind])
    lacking = {name: (Source(f"{kind}/{name}{ENDING}", b"[]"),) for name in MAY_LACK}
    return {**lacking, **found}


def kinds() -> list[str]:
    """The kinds of document: a folder of books each."""
    return sorted(path.name for path in KINDS.iterdir() if path.is_dir())


def _read_all(folders: Sequence[Path]) -> dict[str, tuple[Source, ...]]:
    """Our own books by name; those in a folder of books are called `indicators/…`, `words/…`.

    A book of a later folder lies over that of an earlier one.
    """
    found: dict[str, tuple[Source, ...]] = {}
    for folder in folders:
        inside = [folder.glob(f"{name}/*{ENDING}") for name in FOLDERS]
        for path in chain(folder.glob(f"*{ENDING}"), folder.glob(f"*{PACKED}"), *inside):
            name = path.relative_to(folder).as_posix().removesuffix(ENDING)
            found[name] = (*found.get(name, ()), Source(path.name, taken(path)))
    return found


def _own_sources(path: Path, known: Sequence[str]) -> Iterator[tuple[str, Source]]:
    """The books in a folder, or the one book of indicators that a single file is."""
    if not path.is_dir():
        yield f"{INDICATORS}/{path.stem}", _source(path)
        return
    books = [
        file
        for file in sorted(path.rglob("*"))
        if file.suffix in {ENDING, ".yml"} and not file.name.startswith(".")
    ]
    if not books:
        raise CodebookError("the folder holds no book", where=path.name, hint=_known(known))
    for file in books:
        inside = file.relative_to(path).with_suffix("").as_posix()
        folder = inside.partition("/")[0] if "/" in inside else ""
        if inside.partition("/")[0] not in known or folder not in ("", *FOLDERS):
            raise CodebookError("this is no name of a book", where=file.name, hint=_known(known))
        yield inside if folder or inside != INDICATORS else f"{INDICATORS}/own", _source(file)


def _source(path: Path) -> Source:
    """The bytes of a researcher's file, after a look at what it is."""
    if path.suffix not in {ENDING, ".yml"}:
        raise CodebookError("a codebook file must end in .yaml", where=path.name)
    try:
        if path.exists() and not path.is_file():
            raise CodebookError("this is neither a file nor a folder", where=path.name)
        if path.stat().st_size > LARGEST:
            raise CodebookError("the file is too large for a codebook", where=path.name)
        return Source(path.name, path.read_bytes())
    except OSError as error:
        raise CodebookError(
            f"the codebook file cannot be opened ({error.strerror})",
            where=str(path),
            hint="Give the path of a YAML file, or of a folder of them.",
        ) from error


def _known(names: Sequence[str]) -> str:
    return f"Books: {', '.join(names)}."
