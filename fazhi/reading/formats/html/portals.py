"""What is known of portals' pages: codebook file `portals.yaml`, and the patterns made of it."""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec
from ahocorasick_rs import BytesAhoCorasick, MatchKind

from fazhi.codebook.book import Codebook, derived


class Sign(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words by which a page that holds no report shows what it is.

    `id` is the code under which the page is refused, `says` what it is. `pattern` is looked for
    in what the page shows and its title, `source` in its scripts; `examples` are texts that
    must, `keeps` texts that must not be taken for such a page.
    """

    id: str
    says: str
    pattern: str = ""
    source: str = ""
    examples: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()


class Portals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Codebook file `portals.yaml`."""

    containers: tuple[str, ...]
    titles: tuple[str, ...]
    furniture: tuple[str, ...]
    comments: tuple[str, ...]
    meta: dict[str, tuple[str, ...]]
    labels: dict[str, tuple[str, ...]]
    site_names: str
    site_words: str
    after: str
    pager: str
    between: tuple[str, ...]
    read_signs: tuple[str, ...]
    read_all: str
    read_more: str
    told_elsewhere: str
    told_attached: str
    attached_sign: str
    attached_word: str
    attached_before: str
    download: str
    web_page: str
    no_file: str
    documents: tuple[str, ...]
    viewers: str
    login: str
    signs: tuple[Sign, ...]


class Patterns(NamedTuple):
    """The expressions of `portals.yaml`, ready to run."""

    site_name: re.Pattern[str]
    site_words: re.Pattern[str]
    after: re.Pattern[str]
    pager: re.Pattern[str]
    read_all: re.Pattern[str]
    read_on: re.Pattern[str]
    read_on_hint: re.Pattern[str]
    # The signs as the book has them, then those that begin with a capital, or are in capitals.
    read_signs: BytesAhoCorasick
    login: re.Pattern[str]
    told_elsewhere: re.Pattern[str]
    told_attached: re.Pattern[str]
    attached_word: re.Pattern[str]
    attached_before: re.Pattern[str]
    download: re.Pattern[str]
    web_page: re.Pattern[str]
    no_file: re.Pattern[str]
    document: re.Pattern[str]
    viewer: re.Pattern[str]
    label: re.Pattern[str]
    # Without what may stand before it: sought all over a line, it is found much faster.
    label_inside: re.Pattern[str]
    keys: dict[str, str]
    signs: tuple[tuple[Sign, re.Pattern[str], re.Pattern[str]], ...]


@derived
def portals(book: Codebook) -> Portals:
    """The book, read once."""
    return book.book("portals", Portals)


@derived
def patterns(book: Codebook) -> Patterns:
    """The expressions, made once."""
    known = portals(book)
    keys = {word: key for key, words in known.labels.items() for word in words}
    words = sorted(keys, key=len, reverse=True)
    read_on = f"(?:{known.read_all}|{known.read_more})"
    written = "|".join(r"[ \u3000\u00a0]*".join(map(re.escape, word)) for word in words)
    label = (
        rf"({written})[ \u3000\u00a0]?[】\]]?"
        r"[ \u3000\u00a0]*(?:[：:\t|]|$|(?=\d{4} ?[-年/.] ?\d))[：:\t| \u00a0\u3000]*"
    )
    # Hardly any place of a text has one of these signs: no word need be tried there.
    first = re.escape("".join(sorted({word[0] for word in words})))
    return Patterns(
        site_name=re.compile(known.site_names),
        site_words=re.compile(known.site_words),
        after=re.compile(known.after),
        pager=re.compile(known.pager),
        read_all=re.compile(known.read_all),
        read_on=re.compile(read_on, re.I),
        # As markup has it: behind a tag or quotation mark, signs around it.
        read_on_hint=re.compile(rf"[>\"'](?:[^\w<>\"']|&\w{{1,8}};)*{read_on}[^\w]*[<\"'&]", re.I),
        read_signs=_finder(known.read_signs),
        login=re.compile(known.login, re.I),
        told_elsewhere=re.compile(known.told_elsewhere),
        told_attached=re.compile(known.told_attached),
        attached_word=re.compile(known.attached_word),
        attached_before=re.compile(known.attached_before),
        download=re.compile(known.download, re.I),
        web_page=re.compile(known.web_page, re.I),
        no_file=re.compile(known.no_file, re.I),
        document=re.compile(rf"\.(?:{'|'.join(known.documents)})\b", re.I),
        viewer=re.compile(known.viewers, re.I),
        label=re.compile(rf"[【\[]?[ \u3000\u00a0]?(?=[{first}]){label}"),
        label_inside=re.compile(label),
        keys=keys,
        signs=tuple(
            (one, re.compile(one.pattern or r"(?!)", re.I), re.compile(one.source or r"(?!)"))
            for one in known.signs
        ),
    )


def _finder(signs: tuple[str, ...]) -> BytesAhoCorasick:
    """Finds the signs in UTF-8; of those that overlap, the first."""
    cased = dict.fromkeys((*signs, *map(str.capitalize, signs), *map(str.upper, signs)))
    return BytesAhoCorasick([one.encode() for one in cased], matchkind=MatchKind.LeftmostFirst)


def bare(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())
