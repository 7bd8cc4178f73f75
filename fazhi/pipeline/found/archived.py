"""Web archives in the folder of reports: what they hold takes its place among the files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from fazhi.codebook.book import Codebook
from fazhi.errors import ReadError, TablesError
from fazhi.pipeline import keys
from fazhi.pipeline.desk import Entry
from fazhi.pipeline.store import Store
from fazhi.reading.archives.opened import Again, Broken, Member, Opened, opened
from fazhi.reading.archives.paged import articles
from fazhi.reading.intake import real_path
from fazhi.tables.sealed import digest_of, seal, unsealed

# What may be found otherwise at the next run, so that an archive is opened anew.
PASSING = frozenset({"missing_part", "unreadable", "internal", "no_memory", "too_slow"})


@dataclass
class Archived:
    """All archives of a folder, opened: parts in order, and the names under which they are kept."""

    parts: list[Entry] = field(default_factory=list)
    alive: set[str] = field(default_factory=set)
    notes: list[tuple[str, int, int]] = field(default_factory=list)


def unpacked(
    archives: Iterable[tuple[str, Path]],
    root: Path,
    store: Store,
    known: Collection[str],
    book: Codebook,
) -> Archived:
    """Open archives, or take over what an earlier run learned of them.

    The same content is one report: what also lies as a file beside the archives, or in an
    earlier one, is left out.

    Args:
        archives: name in the tables and path of each.
        root: the folder that their paths, links followed, must not leave.
        store: where contents are kept.
        known: digests of the files beside them.
        book: the codebook, by which articles of several pages are known.
    """
    key = keys.code_key(("fazhi.reading.archives.opened",))
    done, taken = Archived(), set(known)
    found: list[tuple[str, Path, Opened]] = []
    for name, path in archives:
        index = store.archives / keys.name_of(_digest(path), key)
        done.alive.add(index.name)
        found.append((name, path, _opened(path, root, index, store)))
    made = _together([one.members for *_, one in found], store, book)
    for (name, path, one), members in zip(found, made, strict=True):
        before = len(done.parts)
        # What an article was put together of, too: else the archive is opened again next time.
        done.alive.update(member.content for member in one.members)
        for member in members:
            if member.content not in taken:
                taken.add(member.content)
                done.alive.add(member.content)
                done.parts.append(_part(name, member, store))
        done.notes.append((name, len(done.parts) - before, one.records))
        done.parts += [_refused(name, path, broken) for broken in one.broken]
    done.parts += _unresolved(found)
    done.parts[:] = _told_apart(done.parts)
    return done


def _together(
    archives: Sequence[Sequence[Member]], store: Store, book: Codebook
) -> list[list[Member]]:
    """The members of archives, those of one article as one; of several archives it is one, too."""
    # In two archives the same path may stand for two things.
    numbered = [
        msgspec.structs.replace(member, path=f"{at}/{member.path}")
        for at, members in enumerate(archives)
        for member in members
    ]
    left: list[list[Member]] = [[] for _ in archives]
    for member in joined_members(numbered, store.contents, store.keep, book):
        at, _, path = member.path.partition("/")
        left[int(at)].append(msgspec.structs.replace(member, path=path))
    return left


def joined_members(
    members: Sequence[Member], contents: Path, keep: Callable[[Path, bytes], object], book: Codebook
) -> list[Member]:
    """The members, of each article of several pages its first alone, which then holds them all."""
    found: dict[str, Member] = {}
    within: set[str] = set()
    for article in articles(members, lambda digest: (contents / digest).read_bytes(), book):
        first, *others = article.members
        digest = sha256(article.body).hexdigest()
        keep(contents / digest, article.body)
        path = f"{first.path.rpartition('.')[0] or first.path}.mhtml"
        found[first.path] = msgspec.structs.replace(first, path=path, content=digest)
        within.update(one.path for one in others)
    return [found.get(one.path, one) for one in members if one.path not in within]


def each_in(archive: Path, book: Codebook) -> Iterator[tuple[str, bytes | ReadError]]:
    """Name and content of each page and document, or why it (nameless: the rest) cannot be had."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        done = opened(archive, lambda digest, data: (folder / digest).write_bytes(data))
        members = joined_members(done.members, folder, Path.write_bytes, book)
        for member in members:
            yield member.path, (folder / member.content).read_bytes()
        for one in done.broken:
            yield one.path, ReadError(one.message, hint=one.hint, code=one.code)


def _opened(path: Path, root: Path, index: Path, store: Store) -> Opened:
    try:
        kept = msgspec.json.decode(unsealed(index), type=Opened)
        if all((store.contents / one.content).is_file() for one in kept.members):
            return kept
    except (TablesError, msgspec.DecodeError):
        pass
    try:
        real_path(path, root)
    except ReadError as error:
        return Opened((), (), (Broken("", error.code, error.message, error.hint),), (), 0)
    done = opened(path, lambda digest, data: store.keep(store.contents / digest, data))
    if not any(one.code in PASSING for one in done.broken):
        store.keep(index, seal(msgspec.json.encode(done), index.name))
    return done


def _digest(path: Path) -> str:
    """Digest of an archive, of any size; of one that cannot be read nothing is kept."""
    try:
        return digest_of(path)
    except OSError as error:
        return f"unreadable {error.errno}"


def _part(name: str, member: Member, store: Store) -> Entry:
    stated = {
        "source_url": member.asked or member.address,
        "final_url": member.address,
        "captured_at": member.captured,
        "captured_sha256": member.content,
    }
    file = store.contents / member.content
    return Entry(f"{name}/{member.path}", file, str(store.contents), member.content, stated)


def _refused(name: str, path: Path, broken: Broken) -> Entry:
    error = ReadError(broken.message, hint=broken.hint, code=broken.code)
    where = f"{name}/{broken.path}" if broken.path else name
    return Entry(where, path, str(path.parent), f"{broken.code} {where}", {}, error)


def _told_apart(parts: Iterable[Entry]) -> Iterator[Entry]:
    """Parts with a name of their own each: one address may be broken in several captures."""
    names: set[str] = set()
    for one in parts:
        path, number = one.path, 1
        while path in names:
            number += 1
            path = f"{one.path}~{number}"
        names.add(path)
        yield one._replace(path=path)


def _unresolved(found: Sequence[tuple[str, Path, Opened]]) -> Iterator[Entry]:
    """Records that say a page was still the same, where no archive holds the page itself."""
    held = {word for *_, one in found for member in one.members for word in _words(member)}
    held |= {address for *_, one in found for address in one.passed}
    for name, path, one in found:
        for again in one.again:
            if not held & {again.address, again.refers, again.payload} - {""}:
                held.add(again.address)
                yield _refused(name, path, _elsewhere(again))


def _words(member: Member) -> tuple[str, ...]:
    return member.address, member.asked, member.payload


def _elsewhere(again: Again) -> Broken:
    return Broken(
        again.path,
        "elsewhere",
        "the archive says that the page was still the same, and does not hold it",
        f"Put the earlier archive beside this one (of {again.refers or again.address}).",
    )
