"""What a folder holds, and all that the rows of each file depend on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from fazhi.mentions import ByFile, of_file
from fazhi.pipeline import keys
from fazhi.pipeline.desk import Desk, Entry, Job
from fazhi.pipeline.found.captured import joined, proof_of
from fazhi.pipeline.found.files import MANIFEST
from fazhi.pipeline.found.looked import Looked, digest_at
from fazhi.reading.archives import is_archive
from fazhi.reading.intake import ending_of, report_path, stem_of


class Found(NamedTuple):
    """What a folder holds: files and parts of archives by path, and what is kept of archives.

    `names` are the paths of all, also of those that another part of the folder has.
    """

    names: list[str]
    parts: list[Entry]
    alive: set[str]
    archives: list[tuple[str, int, int]]


def every(path: str) -> bool:
    """All files are mine."""
    return True


def found_in(
    raw: Path, files: Sequence[Path], desk: Desk, mine: Callable[[str], bool] = every
) -> Found:
    """The files of a folder that are `mine`, archives opened, in the order of their paths.

    `mine` is asked with the path that a file has in the tables. Where there are archives all files
    are looked at: what also lies beside an archive is not taken from it.
    """
    archives = [path for path in files if is_archive(path.name) and path.is_file()]
    opens = set(archives)
    others = [path for path in files if path not in opens] if archives else files
    names = [report_path(path, raw) for path in others]
    root = str(raw)
    looked = Looked(desk.store)
    plain = [
        Entry(name, path, root, looked.digest(name, path))
        for path, name in zip(others, names, strict=True)
        if archives or mine(name)
    ]
    looked.keep()
    if not archives:
        return Found(names, plain, set(), [])
    from fazhi.pipeline.found.archived import unpacked

    named = [(report_path(path, raw), path) for path in archives]
    opened = unpacked(named, raw, desk.store, {one.digest for one in plain}, desk.book)
    parts = sorted([*plain, *opened.parts], key=attrgetter("path"))
    return Found(
        [one.path for one in parts],
        [one for one in parts if mine(one.path)],
        opened.alive,
        opened.notes,
    )


def jobs_of(raw: Path, found: Found, desk: Desk, gold: Path | None, said: ByFile) -> Iterator[Job]:
    """All that was found, with all that its rows depend on."""
    read_with, known = (desk.book.digest_of(keys.books(name)) for name in ("read", "understand"))
    manifest = _manifest(raw / MANIFEST, found.names)
    # Of so many files a third of the time that `Path.parent` takes.
    folders = {os.path.dirname(one.file) for one in found.parts if one.digest}  # noqa: PTH120
    proof = proof_of(map(Path, folders))
    for one in found.parts:
        captured = proof.get(one.file, one.stated) if proof else one.stated
        stated = joined(captured, manifest.get(one.path, {}))
        hand = gold / stem_of(one.path) if gold else None
        hand = hand if hand and hand.is_dir() else None
        ending = ending_of(one.path).lower()
        text_key = keys.name_of(one.digest, ending, desk.keys["read"], read_with)
        parts = [text_key, one.path, repr(sorted(stated.items()))]
        parts += [digest_at(file) for file in sorted(hand.iterdir())] if hand else []
        corrections = of_file(said, one.digest)
        parts += [repr(corrections)] if corrections else []
        parts += [repr(one.refused.args)] if one.refused else []
        about = keys.name_of(*parts)
        yield Job(
            path=one.path,
            file=one.file,
            root=one.root,
            stated=stated,
            digest=one.digest,
            text_key=text_key,
            key=keys.name_of(about, known, desk.keys["understand"]),
            about=about,
            gold=str(hand or ""),
            corrections=corrections,
            refused=one.refused,
        )


def _manifest(file: Path, names: Sequence[str]) -> dict[str, dict[str, str]]:
    if not file.exists():
        return {}
    from fazhi.pipeline.manifest import of_each, read_manifest

    return of_each(read_manifest(file, names), names)
