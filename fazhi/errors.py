"""One root error with five branches; each says what happened, where, and what to do next."""

from __future__ import annotations


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
        self.message = message
        self.where = where
        self.hint = hint
        if code:
            self.code = code

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.message, self.where, self.hint, self.code))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        stop = "" if self.message.endswith((".", "。", "!", "?")) else "."
        hint = f"{stop} {self.hint}" if self.hint else ""
        return f"{place}{self.message}{hint}"


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


class BusyError(FazhiError, RuntimeError):
    """Another run is at work in the same folder."""

    code = "busy"
