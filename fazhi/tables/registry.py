"""Where tables over reports register: one file of the room `corpus` makes one table.

A file declares its table's name, columns and key, the tables it needs (those of single reports, or
others over reports), and a function of these tables and the codebook. Its docstring tells what
the table holds: the first line in one sentence, then what each column means. Files of that room
do not import one another.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from inspect import getdoc

from fazhi.errors import TablesError
from fazhi.later import pl
from fazhi.tables.schema import TABLES, Table

# Of the tables by name, the codebook and, where it keeps something, what is kept (`Kept`).
Make = Callable[..., "pl.DataFrame"]
# A table of single reports and the new one: the first with what the second tells of its rows.
Fill = Callable[["pl.DataFrame", "pl.DataFrame"], "pl.DataFrame"]


@dataclass(frozen=True, slots=True)
class OverTable:
    """A table over reports.

    Args:
        name: of the table.
        table: its columns and key.
        needs: the tables that it is made of.
        make: makes it of them.
        about: what it holds; the first line stands beside its name.
        module: the module that makes it.
        adds: the table of single reports that it adds to, and how.
        keeps: whether it keeps something for the next build.
    """

    name: str
    table: Table
    needs: tuple[str, ...]
    make: Make
    about: str
    module: str
    adds: tuple[str, Fill] | None = None
    keeps: bool = False


OVER: dict[str, OverTable] = {}


def table_over(
    name: str,
    table: Table,
    needs: tuple[str, ...],
    adds: tuple[str, Fill] | None = None,
    keeps: bool = False,
) -> Callable[[Make], Make]:
    """Register the decorated function as what makes the table of that name.

    What it `adds` to a table of single reports is not there until it is made; no table over
    reports may need that table. The function is given the tables it needs by name,
    unread, and the codebook; one that `keeps` what costs much a `Kept`, too. Raises `TablesError`
    where two tables have one name.
    """

    def register(function: Make) -> Make:
        if name in OVER or name in TABLES:
            raise TablesError(f"two tables are called {name}", where=function.__module__)
        about = getdoc(sys.modules[function.__module__]) or ""
        module = function.__module__
        OVER[name] = OverTable(name, table, needs, function, about, module, adds, keeps)
        return function

    return register
