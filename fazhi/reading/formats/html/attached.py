"""Links to attachments whose address and words have no ending of a file.

Portals serve files under numbers (`/down?id=1`, `/file/download/77`); what such a link leads to is
told by its words, by those before it, and by its address.
"""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.codebook.book import Codebook
from fazhi.reading.formats.html.portals import bare, patterns
from fazhi.reading.formats.html.tree import Element

# So many signs before a link may say what it is.
LONGEST_BEFORE = 120


def is_attachment(link: Element, book: Codebook) -> bool:
    """Whether a link without an ending leads to an attachment of the page, most likely."""
    known = patterns(book)
    address, words = link.attributes.get("href", "").strip(), bare(link.text())
    if known.attached_word.match(words):
        # Also one that only a script opens: it is there, though none can name its address.
        return bool(address)
    is_page = known.web_page.search(address.partition("?")[0])
    if not address or is_page or known.no_file.match(address):
        return False
    if known.attached_before.search(_before(link)):
        return True
    return "报告" in words and known.download.search(address) is not None


def _before(link: Element) -> str:
    """What stands right before a link, without white space; its last signs."""
    found = ""
    for text in _backwards(link):
        found = bare(text) + found
        if len(found) >= LONGEST_BEFORE:
            break
    return found[-LONGEST_BEFORE:]


def _backwards(link: Element) -> Iterator[str]:
    """Stretches of text before an element, the nearest first."""
    child = link
    while (parent := child.parent) is not None:
        at = next(n for n, one in enumerate(parent.children) if one is child)
        for one in reversed(parent.children[:at]):
            yield one if isinstance(one, str) else one.text()
        child = parent
