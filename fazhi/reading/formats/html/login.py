"""Pages that ask for a name and password, and show no more than that."""

from __future__ import annotations

from fazhi.codebook.book import Codebook
from fazhi.reading.formats.html.buried import buried_article
from fazhi.reading.formats.html.elsewhere import LITTLE, NOTHING, Evidence
from fazhi.reading.formats.html.page import Page
from fazhi.reading.formats.html.portals import patterns

# What a page is told to be for want of anything on it.
SAY_LITTLE = ("script_only", "empty", "challenge_page")
LOGIN = Evidence("login_page", "the page asks for a name and password")


def asks_who(page: Page, evidence: Evidence | None, book: Codebook) -> Evidence | None:
    """That a page is one to log in at, by its field for a password; else nothing.

    Many portals have such a field beside their articles, covers and lists: there nothing but a
    title that says so tells.
    """
    asks = (one.attributes.get("type", "").lower() for one in page.tree.named("input"))
    if page.article.prose >= LITTLE or "password" not in asks:
        return None
    window = next((one.text() for one in page.tree.named("title")), "")
    named = patterns(book).login.search(f"{page.title} {window}")
    is_bare = page.article.prose < NOTHING and not buried_article(page.tree)
    says_little = evidence is None or evidence.code in SAY_LITTLE
    return LOGIN if named or (is_bare and says_little) else None
