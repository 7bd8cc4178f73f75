"""What does not behave of a researcher's own entries, told before their books are used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi.cli.speech import say, spoken
from fazhi.cli.terminal import err, plain

if TYPE_CHECKING:
    from fazhi.codebook.book import Codebook
    from fazhi.trust.own_sentences import Unmet

# By what came out: what that is, and what to do about it.
TOLD = {
    "unmarked": (
        "no figure in it stands in braces, so nothing of it is tried",
        "put the figure into braces, its value behind a bar: {{12件|12}}",
    ),
    "no_figure": (
        "no figure is read at “{0}”; read in the sentence: {1}",
        "mark the number with its measure word as it is read; a measure word that is not known "
        "goes into measure_words.yaml",
    ),
    "uncoded": (
        "“{0}” has no indicator: {1}",
        "change the rules of the entry; what each answer asks for stands in docs/extend.md",
    ),
    "held": (
        "“{0}” is held back by an entry that is proposed only: {1}",
        "name the longer object in the entry, or give its rule more weight; fazhi why tells the "
        "points of both",
    ),
    "other": (
        "“{0}” is coded as another entry: {1}",
        "name the longer object in the entry, or give its rule more weight; fazhi why tells the "
        "points of both",
    ),
    "value": (
        "the value of “{0}” is read as {1}",
        "write what is meant behind the bar, or report the reading as a fault",
    ),
    "coded": (
        "“{0}” is coded as this entry, by its rule {1}",
        "put a word of the sentence into `without` of the rule, or take the object out of it",
    ),
}


def tell_unmet(book: Codebook) -> None:
    """A line for each sentence of an own entry that does not behave; nothing without own entries.

    What reads and codes is imported only where there are entries of one's own.
    """
    if not any(name.startswith("indicators/") for name in book.own):
        return
    from fazhi.trust.own_sentences import unmet

    for one in unmet(book):
        where = f"{one.file}, {one.entry}, {one.field}"
        what, to_do = TOLD[one.what]
        told = say(what, plain(one.marked), plain(_instead(one, book)))
        line = say("{0}: “{1}”: {2}; {3}.", plain(where), plain(one.sentence), told, say(to_do))
        err.print(f"[yellow]{say('look again')}[/yellow] {line}")


def _instead(one: Unmet, book: Codebook) -> str:
    """What came out instead, in the words of the terminal."""
    if one.what == "no_figure":
        return one.instead or say("none")
    if not one.reason:
        return one.instead
    from fazhi.publish.pages.words import Words, languages

    language = spoken() if spoken() in languages(book) else "en"
    reason = Words(language, book)(f"why.{one.reason}", words=one.words)
    return reason.rstrip(".。")
