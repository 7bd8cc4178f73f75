"""All knowledge as one value: every book of the codebook, a researcher's own laid over it.

A `Codebook` is made of bytes, read once: what it knows does not change when a file on disk does,
and equal bytes give an equal digest. Books are converted to typed entries when first asked for;
what a room makes of them (expressions, indexes) is kept with the value by `derived`, never in a
module.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

from fazhi.codebook.layers import merged
from fazhi.codebook.loader import parsed, typed
from fazhi.errors import CodebookError

DATA = Path(__file__).parent / "data"
KIND = "rule_of_law"
INDICATORS = "indicators"
ENDING = ".yaml"
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
        self.digest = _digest(kind, layers, self.own)

    def __reduce__(self) -> tuple[type[Codebook], tuple[str, Layers, Layers]]:
        """Travels to other processes as its bytes: they know what this one knows."""
        return Codebook, (self.kind, self._layers, self.own)

    def __repr__(self) -> str:
        return f"Codebook({self.kind!r}, {self.digest[:12]})"

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

    def entries(self, name: str) -> Any:
        """A book as plain lists and mappings, every layer in place; raises `CodebookError`."""
        given, own = self.sources(name)
        if not given and not own:
            raise CodebookError("there is no such book", where=name, hint=_known(self.names()))
        book: Any = None
        for source in (*given, *own):
            book = merged(book, parsed(source.content, source.name))
        return book

    def book(self, name: str, kind: type[T]) -> T:
        """A book as `kind`, converted once; raises `CodebookError` naming file and entry."""
        key = (name, cast(Hashable, kind))
        if key not in self._kept:
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


def derived(make: Callable[[Codebook], T]) -> Callable[[Codebook], T]:
    """A function of the codebook alone, whose value is kept with the codebook."""

    @wraps(make)
    def of(codebook: Codebook) -> T:
        return codebook.keep(make)

    return of


def load_codebook(own: Sequence[Path] = (), kind: str = KIND) -> Codebook:
    """The codebook as its files stand now, with a researcher's own files laid over it.

    Args:
        own: folders whose files carry the names of our books (`themes.yaml`, `laws.yaml`,
            `indicators/…`), or single files of indicators.
        kind: the kind of document.

    The value is the same as before while no byte differs. Raises `CodebookError` where a file is
    missing, bears no name of a book, or is larger than any honest book.
    """
    given = _read_all([DATA, DATA / "words", DATA / "kinds" / kind])
    known = sorted({name.partition("/")[0] for name in given})
    over: dict[str, tuple[Source, ...]] = {}
    for path in own:
        for name, source in _own_sources(path, known):
            over[name] = (*over.get(name, ()), source)
    return _same(Codebook(kind, given, over))


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


def _digest(kind: str, *many: Layers) -> str:
    whole = sha256(kind.encode())
    for layers in many:
        for name in sorted(layers):
            for source in layers[name]:
                whole.update(sha256(name.encode()).digest())
                whole.update(sha256(source.content).digest())
    return whole.hexdigest()


def _read_all(folders: Sequence[Path]) -> dict[str, tuple[Source, ...]]:
    """Our own books by name; those in a folder `indicators` are called `indicators/…`."""
    found: dict[str, tuple[Source, ...]] = {}
    for folder in folders:
        if not folder.is_dir():
            raise CodebookError("there is no such kind of document", where=folder.name)
        for path in (*folder.glob(f"*{ENDING}"), *folder.glob(f"{INDICATORS}/*{ENDING}")):
            name = path.relative_to(folder).with_suffix("").as_posix()
            found[name] = (Source(path.name, path.read_bytes()),)
    return found


def _own_sources(path: Path, known: Sequence[str]) -> Iterator[tuple[str, Source]]:
    if not path.is_dir():
        yield f"{INDICATORS}/{path.stem}", _source(path)
        return
    files = sorted(one for one in path.rglob("*") if not one.name.startswith("."))
    for file in files:
        inside = file.relative_to(path).with_suffix("").as_posix()
        if file.is_dir() or file.suffix not in {ENDING, ".yml"}:
            continue
        if inside.partition("/")[0] not in known or ("/" in inside) != (
            inside.startswith(f"{INDICATORS}/")
        ):
            raise CodebookError("this is no name of a book", where=file.name, hint=_known(known))
        yield inside, _source(file)


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
