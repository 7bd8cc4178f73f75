"""What the manifest of a folder of drafts says of each, as a build of the folder takes it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fazhi.errors import ReadError
from fazhi.pipeline.found.files import MANIFEST
from fazhi.pipeline.manifest import of_each, read_manifest
from fazhi.reading.intake import report_path

NOTHING: Mapping[str, str] = {}


class Stated:
    """The manifest at `path`; `wrong` is why it cannot be taken, and nothing is stated then."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.path = folder, folder / MANIFEST
        self._rows: dict[str, dict[str, str]] = {}
        self.wrong: ReadError | None = None
        try:
            self._rows = read_manifest(self.path) if self.path.is_file() else {}
        except ReadError as error:
            self.wrong = error

    def of(self, path: Path) -> Mapping[str, str]:
        """What is stated of a file in the folder, by the manifest's columns."""
        if not self._rows:
            return NOTHING
        name = report_path(path, self._folder)
        return of_each(self._rows, [name]).get(name, NOTHING)
