"""The ways from a page to the others."""

from __future__ import annotations

from fazhi.publish.pages import links
from fazhi.publish.pages.words import Words


def nav_of(words: Words, report: str = "", years: str = "") -> list[tuple[str, str]]:
    """Names and addresses of the pages every page leads to.

    Args:
        report: whose own two pages are led to.
        years: the stem of the page of its authority through the years, where there is one.
    """
    own = [
        (words("nav.town"), links.town(report)),
        (words("nav.source"), links.source(report)),
    ]
    return [
        (words("nav.index"), links.INDEX),
        *(own if report else []),
        *([(words("nav.years"), f"{years}.html")] if years else []),
        (words("nav.cross_town"), f"{links.CROSS_TOWN}.html"),
        (words("nav.codebook"), links.CODEBOOK),
        (words("nav.data"), links.DATA),
    ]
