"""One root error with its branches; each says what happened, where, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from traceback import walk_tb


class FazhiError(Exception):
    """Root of every error fazhi raises on purpose.

    Args:
        message: what happened, in one sentence.
        where: the file, table or codebook entry concerned, if any.
        hint: what the reader can do next, if anything.
        code: a stable word for tables (`failures.reason`).
    """

    code = "error"

    def __init__(self, message: str, *, where: str = "", hint: str = "", code: str = "") -> None:
        super().__init__(message, where, hint, code)
        # In the language of who asked, once that is known.
        self.said = ""
        self.message = message
        self.where = where
        self.hint = hint
        if code:
            self.code = code

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.message, self.where, self.hint, self.code))

    def __str__(self) -> str:
        return self.said or self.in_english()

    def in_english(self, message: str = "", hint: str = "") -> str:
        """Where, what and what to do, in one line; other words for these, if given."""
        message, hint = message or self.message, hint or self.hint
        place = f"{self.where}: " if self.where else ""
        stop = "" if message.endswith((".", "。", "!", "?")) else "."
        return f"{place}{message}{f'{stop} {hint}' if hint else ''}"


def _rebuild(kind: type[FazhiError], message: str, where: str, hint: str, code: str) -> FazhiError:
    return kind(message, where=where, hint=hint, code=code)


class ReadError(FazhiError, ValueError):
    """A file could not be turned into text; it becomes a row of `failures`."""

    code = "unreadable"


class CodebookError(FazhiError, ValueError):
    """An entry of the codebook is wrong by its own rules."""

    code = "codebook"


class NotFoundError(FazhiError, LookupError):
    """A name, folder, table or report that does not exist; the hint lists near names."""

    code = "not_found"


class TablesError(FazhiError, ValueError):
    """Tables or kept rows on disk are not as they were written."""

    code = "tables"


class NotOursError(FazhiError, FileExistsError):
    """Something of the user's own lies where fazhi would write."""

    code = "not_ours"


class DamagedRowsError(TablesError):
    """Kept rows of reports are damaged; `files` names them."""

    def __init__(self, files: Sequence[Path]) -> None:
        super().__init__(
            "the kept rows of reports are damaged",
            where=", ".join(file.name for file in files[:3]),
            hint="Make the tables again: fazhi build.",
        )
        self.files = tuple(files)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.files,)


class BusyError(FazhiError, RuntimeError):
    """Another run is at work in the same folder."""

    code = "busy"


class StaleError(FazhiError, RuntimeError):
    """Code or knowledge changed on disk after this process loaded it."""

    code = "stale"


class Telling:
    """A block whose foreign exceptions leave it as errors of ours; ours pass as they are.

    The one place that takes any exception, for work on one file: what no library documents and
    nobody foresaw must become a row that names the file, while the other files go on.

    Args:
        tell: makes the error that is raised instead.
    """

    def __init__(self, tell: Callable[[Exception], FazhiError]) -> None:
        self._tell = tell

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        """Raise what `tell` makes of a foreign exception."""
        if isinstance(error, Exception) and not isinstance(error, FazhiError):
            raise self._tell(error) from error


def internal_error(error: Exception) -> ReadError:
    """The `ReadError` for an exception nobody foresaw while a file was worked on.

    Its message names kind and place in our code only: the exception's own words may hold paths
    or addresses, which differ from machine to machine.
    """
    if isinstance(error, MemoryError):
        return ReadError(
            "memory did not suffice for this file",
            hint="Close other programs or work with fewer processes (--jobs 1), then run again.",
            code="no_memory",
        )
    return ReadError(
        f"fazhi failed at this file ({type(error).__name__}{_place(error)})",
        hint="This is a fault of fazhi, not of the file; please report it, with the file.",
        code="internal",
    )


def _place(error: Exception) -> str:
    """Module and line of ours where the exception arose, as ` in fazhi.parse.x, line 3`."""
    own = [
        f" in {frame.f_globals['__name__']}, line {line}"
        for frame, line in walk_tb(error.__traceback__)
        if str(frame.f_globals.get("__name__", "")).startswith("fazhi.")
    ]
    return own[-1] if own else ""
