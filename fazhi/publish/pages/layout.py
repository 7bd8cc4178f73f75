"""The frame of every page: head, ways to other pages, contents, style, and script if drawn."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from fazhi.publish.pages import links, theme
from fazhi.publish.pages.words import Words
from fazhi.trust.first_scores import Outlook, first_scores, of_kind, outlook

HEADLINE = re.compile(r'<p class="headline">(.*?)</p>', re.DOTALL)
HEADING = re.compile(r'<section class="prose" id="([^"]+)"><h2>(.*?)</h2>')
SCRIPT = "/*drawing script*/"
NO_STYLE = Markup()
# What lies beside a page, on a disk (where 'self' is nothing) or a host.
BESIDE = ("'self'", "file:")


def version_of(tool: str) -> str:
    """Version of an installed package; empty where it is not installed."""
    try:
        return version(tool)
    except PackageNotFoundError:
        return ""


@dataclass(frozen=True, slots=True)
class Page:
    """What surrounds the content of a page: title, language, the way to other pages.

    `style` is put after the style sheet of all pages, `kind` is the class of the page. `allowed`
    names what else its policy lets run, in the grammar of policies. `seen` says that the report of
    the page took part in writing the rules. `shared` says that what many pages have in common lies
    beside them, once, and not in each.
    """

    title: str
    words: Words
    nav: Sequence[tuple[str, str]] = ()
    here: str = ""
    notebook: str = ""
    style: Markup = NO_STYLE
    kind: str = ""
    allowed: Sequence[str] = ()
    seen: bool = False
    shared: bool = False


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(theme.FOLDER), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )


def rendered(template: str, **values: object) -> str:
    """One of our own templates, filled in with everything escaped that is no `Markup`."""
    return _environment().get_template(template).render(**values)


def _allowed(script: str, more: Sequence[str]) -> str:
    """What the policy of a page lets run: its script by digest and what is named, or nothing."""
    named = [allowance(script)] if script else []
    return " ".join([*named, *more]) or "'none'"


@cache
def allowance(script: str) -> str:
    """What lets one script run under the policy of a page: its digest."""
    digest = sha256(script.encode("utf-8")).digest()
    return f"'sha256-{b64encode(digest).decode('ascii')}'"


def _trust(page: Page) -> str:
    """How far the figures of a page can be trusted, in the reader's terms."""
    words, batches = page.words, first_scores(page.words.book)
    coded = outlook(of_kind(batches, "whole"), "indicators")
    real = outlook(of_kind(batches, "openings"), "indicators")
    if coded is None or real is None:
        return words("site.trust.none")
    key = "site.trust.seen" if page.seen else "site.trust"
    return words(key, coded=_of_hundred(coded), real=_of_hundred(real))


def _of_hundred(scores: Outlook) -> str:
    return f"{100 * scores.least:.0f}–{100 * scores.most:.0f}"


def _description(body: Markup, words: Words) -> str:
    """What a page is, for who shares it: its headline first, where it has one."""
    found = HEADLINE.search(body)
    told = [Markup(found[1]).striptags()] if found else []
    return words("sentence.space").join([*told, words("site.description")])


def wrapped(body: Markup, page: Page, script: str = "") -> str:
    """A whole page round a body; `script` is put in once, for pages that need one."""
    contents = [(found[0], Markup(found[1]).striptags()) for found in HEADING.findall(body)]
    html = rendered(
        "layout.html.j2",
        page=page,
        body=body,
        description=_description(body, page.words),
        contents=contents,
        placeholder=Markup(SCRIPT if script else ""),
        css=page.style if page.shared else Markup(theme.css()) + page.style,
        look=links.LOOK if page.shared else "",
        beside=" ".join(BESIDE) if page.shared else "",
        scripts=_allowed(script, page.allowed),
        lang=page.words.tag,
        made=page.words("site.made", version=version_of("fazhi")).replace("  ", " "),
        index=links.INDEX,
        trust=_trust(page) if page.nav else "",
        scores=f"{links.CROSS_TOWN}.html#method",
    )
    return html.replace(SCRIPT, script, 1) if script else html
