"""The files of a site that we wrote: their list, and no other file touched.

The list lies beside the pages. Before a page is written, the names of its files are noted in a
journal, and once they are written, their digests: a run that is killed costs the page in work.
List and journal tell where they are no longer what was written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from fazhi.errors import NotOursError, TablesError

CHUNK = 1 << 20
STATE, JOURNAL, PART = ".pages.json", ".pages.journal", ".pages.part"
# What a site may hold of us: pages and notebooks, tables to download, texts to search in, what
# pages share.
NAME = re.compile(
    r"[^/\\:.][^/\\:]*\.(?:html|ipynb)|data/\w+\.(?:csv|parquet)|search/(?:\w+-)?\d+\.js"
    r"|shared/\w+\.(?:css|js)"
)
# A language, which another site in this one is called by.
FOLDER = re.compile(r"\w[\w-]*")
AWAY = "Move it away, or give another folder: --site."
Page = dict[str, Any]
# What is written: all of it, or in pieces made one after the other, which need not be in memory.
Content = str | bytes | Iterable[bytes]


def is_ours(site: Path, name: str) -> bool:
    """True for the name of a file that we may have written, in the site and not led out of it."""
    if not NAME.fullmatch(name) or not name.isprintable():
        return False
    return (site / name).parent.resolve().is_relative_to(site.resolve())


def home_of(site: Path, name: str) -> tuple[Path, str]:
    """The site that a name in a site is of, and the name there: that of another language."""
    first, _, rest = name.partition("/")
    nested = bool(rest) and FOLDER.fullmatch(first) and (site / first / STATE).is_file()
    return (site / first, rest) if nested else (site, name)


def nested_in(site: Path) -> list[Path]:
    """The sites of other languages in a site."""
    return sorted(one.parent for one in site.glob(f"*/{STATE}"))


class Owned:
    """What we wrote into a site.

    Raises `TablesError` where the list is damaged, `NotOursError` where a file would be
    overwritten that is not in it.
    """

    def __init__(self, site: Path) -> None:
        self.site = site
        self.pages: dict[str, Page] = {}
        self.begun: set[str] = set()
        file = site / STATE
        if file.exists():
            self.pages = self._kept(file)
        self._resume()
        for name in self.names:
            if not is_ours(site, name):
                raise self._damaged(name)

    @property
    def names(self) -> set[str]:
        """The names of all files that are ours, within the site."""
        return self.begun | {name for page in self.pages.values() for name in page["files"]}

    def free(self, names: Iterable[str]) -> None:
        """Check that we may write files of these names: they are not there, or ours."""
        ours = self.names
        for name in names:
            file = self.site / name
            if not is_ours(self.site, name):
                raise NotOursError("the name leads out of the folder", where=str(file), hint=AWAY)
            if name not in ours and (file.exists() or file.is_symlink()):
                told = "the file was not written by fazhi, or its list of files is gone"
                raise NotOursError(told, where=str(file), hint=AWAY)

    def write(self, stem: str, key: str, files: Mapping[str, Content]) -> None:
        """Write the files of a page in their order, and note them: a killed run finds them done."""
        self.free(files)
        self.begun |= set(files)
        self._note({"begun": sorted(files)})
        written = {name: self._write(name, content) for name, content in files.items()}
        self.pages[stem] = {"key": key, "files": written}
        self._note({"done": stem, **self.pages[stem]})

    def is_current(self, stem: str, key: str) -> bool:
        """True where a page has this key and its files are as they were written."""
        page = self.pages.get(stem)
        if not page or page["key"] != key:
            return False
        files = ((self.site / name, found) for name, found in page["files"].items())
        return all(f.is_file() and sha256(f.read_bytes()).hexdigest() == d for f, d in files)

    def files(self) -> dict[str, str]:
        """The digest of every file of every page by its name."""
        return {name: told for page in self.pages.values() for name, told in page["files"].items()}

    def read(self, name: str) -> Iterator[bytes]:
        """A file in pieces; `TablesError` at its end where it is not as it was written."""
        whole = sha256()
        for chunk in _chunks(self.site / name):
            whole.update(chunk)
            yield chunk
        if whole.hexdigest() != self.files()[name]:
            raise TablesError(
                f"{name} is not as fazhi report wrote it",
                where=str(self.site),
                hint="Make the pages again: fazhi report.",
            )

    def settle(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Delete our files that no wanted page has, and keep the list; gives the pages gone."""
        keep = set(wanted)
        gone = tuple(stem for stem in self.pages if stem not in keep)
        ours = self.names
        self.pages = {stem: page for stem, page in self.pages.items() if stem in keep}
        self.begun = set()
        for name in ours - self.names:
            (self.site / name).unlink(missing_ok=True)
        kept = json.dumps({"sum": _sum(self.pages), "pages": self.pages}, indent=1, sort_keys=True)
        self._write(STATE, kept + "\n")
        (self.site / JOURNAL).unlink(missing_ok=True)
        (self.site / PART).unlink(missing_ok=True)
        return gone

    def _kept(self, file: Path) -> dict[str, Page]:
        try:
            kept = json.loads(file.read_bytes())
            pages: dict[str, Page] = kept["pages"]
            whole = kept["sum"] == _sum(pages)
        except (ValueError, KeyError, TypeError) as error:
            raise self._damaged(file.name) from error
        if not whole:
            raise self._damaged(file.name)
        return pages

    def _resume(self) -> None:
        """Take over what a killed run noted; a line that is half or damaged says nothing."""
        file = self.site / JOURNAL
        if not file.is_file():
            return
        for line in file.read_bytes().splitlines():
            digest, _, told = line.partition(b" ")
            if digest.decode("ascii", "replace") != sha256(told).hexdigest():
                continue
            found = json.loads(told)
            self.begun |= set(found.get("begun", ()))
            if "done" in found:
                self.pages[found["done"]] = {"key": found["key"], "files": found["files"]}

    def _note(self, line: Mapping[str, Any]) -> None:
        # A line begins on its own, also after half a line.
        with (self.site / JOURNAL).open("ab") as file:
            file.write(b"\n" + noted(line))

    def _write(self, name: str, content: Content) -> str:
        """Write a text as it is on every system, or bytes, whole or not at all; its digest."""
        (self.site / name).parent.mkdir(parents=True, exist_ok=True)
        part, whole = self.site / PART, sha256()
        part.unlink(missing_ok=True)
        with part.open("wb") as file:
            for chunk in pieces(content):
                whole.update(chunk)
                file.write(chunk)
        part.replace(self.site / name)
        return whole.hexdigest()

    def _damaged(self, what: str) -> TablesError:
        return TablesError(
            f"the list of the site's pages is damaged: {what}",
            where=str(self.site / STATE),
            hint="Delete the folder of pages, then make them again: fazhi report.",
        )


def pieces(content: Content) -> Iterable[bytes]:
    """What is written, as bytes."""
    if isinstance(content, str):
        return (content.encode("utf-8"),)
    return (content,) if isinstance(content, bytes) else content


def _chunks(file: Path) -> Iterator[bytes]:
    """A file in pieces; nothing where there is none."""
    if file.is_file():
        with file.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                yield chunk


def noted(line: Mapping[str, Any]) -> bytes:
    """A line of the journal, behind its digest."""
    told = json.dumps(line, sort_keys=True).encode()
    return f"{sha256(told).hexdigest()} ".encode() + told


def _sum(pages: object) -> str:
    return sha256(json.dumps(pages, sort_keys=True).encode()).hexdigest()
