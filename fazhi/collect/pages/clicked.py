"""Where a link leads that only a script opens, as its attributes tell; no script runs."""

from __future__ import annotations

import re

from fazhi.codebook.book import Codebook
from fazhi.collect.pages.book import expressions
from fazhi.reading.formats.html.tree import Element

# What leads nowhere by itself.
NO_WAY = re.compile(r"\s*(?:javascript:|#|$)", re.I)
# Attributes in which pages keep the address for their scripts, and those that hold a script.
KEPT_IN = ("data-href", "data-url", "data-file", "data-src", "data-link", "data-path", "data-pdf")
SCRIPTS = ("onclick", "href")
QUOTED = re.compile(r"(?:\"|'|&quot;|&#39;)([^\"'<>\s]{2,1000}?)(?:\"|'|&quot;|&#39;)")
PATH = re.compile(r"(?:https?:/)?/|\.{1,2}/", re.I)

# A page that a script opens by its name alone: window.open('a.html'), location.href='l.do?page=2'.
NAMED = re.compile(
    r"[\w./-]{1,200}\.(?:s?html?|jhtml|jspx?|do|aspx?|php|action)(?:\?[^\"'<>\s]{0,500})?", re.I
)


def leads_to(link: Element, book: Codebook) -> str:
    """The address of a link: its own, or the one that its script is given; empty where none is.

    Of several in a script the first with the ending of a document counts, else the first path.
    """
    own = link.attributes.get("href", "").strip()
    if not NO_WAY.match(own):
        return own
    kept = [link.attributes.get(name, "").strip() for name in KEPT_IN]
    told = [one for name in SCRIPTS for one in QUOTED.findall(link.attributes.get(name, ""))]
    offers = [one for one in (*kept, *told) if one]
    document = expressions(book).document
    named = [one for one in offers if document.search(one)]
    paths = [one for one in offers if PATH.match(one)]
    # A name alone is what the file is to be called, where a path stands beside it.
    both = [one for one in named if one in paths]
    return next(iter((*both, *paths, *named)), "")


def opens(element: Element, book: Codebook) -> str:
    """As `leads_to`, of any element, and also where a script names a page without a path."""
    if found := leads_to(element, book):
        return found
    kept = [element.attributes.get(name, "").strip() for name in KEPT_IN]
    told = [one for name in SCRIPTS for one in QUOTED.findall(element.attributes.get(name, ""))]
    return next((one for one in (*kept, *told) if NAMED.fullmatch(one)), "")
