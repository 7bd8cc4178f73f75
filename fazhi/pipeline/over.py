"""The tables over reports that a build makes: a file of their room each, after what it needs."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from pkgutil import iter_modules

from fazhi import corpus
from fazhi.codebook.book import Codebook
from fazhi.errors import TablesError
from fazhi.pipeline import keys
from fazhi.tables.over import Overs
from fazhi.tables.registry import OVER, OverTable
from fazhi.tables.schema import TABLES


def overs(book: Codebook) -> Overs:
    """All tables over reports, with the digests of their code and of the books they read.

    Raises `TablesError` where one needs a table that there is not, or itself in the end, and
    `StaleError` where code or books changed after this process loaded them.
    """
    tables = _in_order()
    code = keys.code_keys({one.name: (one.module,) for one in tables})
    return Overs([(one, f"{code[one.name]} {_books(one, book)}") for one in tables], book)


def _books(one: OverTable, book: Codebook) -> str:
    return book.digest_of(keys.books_of((one.module,)))


def _in_order() -> list[OverTable]:
    for found in iter_modules(corpus.__path__):
        import_module(f"{corpus.__name__}.{found.name}")
    added = {one.adds[0] for one in OVER.values() if one.adds}
    for name, one in OVER.items():
        if missing := [need for need in one.needs if need not in OVER and need not in TABLES]:
            raise TablesError(f"{name} needs {missing[0]}, which is no table", where=one.module)
        if filled := added & set(one.needs):
            raise TablesError(
                f"{name} needs {filled.pop()}, which is no table before another adds to it",
                where=one.module,
            )
    graph = {name: sorted(set(OVER[name].needs) & OVER.keys()) for name in sorted(OVER)}
    try:
        return [OVER[name] for name in TopologicalSorter(graph).static_order()]
    except CycleError as error:
        told = " > ".join(error.args[1])
        raise TablesError(f"tables over reports need one another: {told}") from error
