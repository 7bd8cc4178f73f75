"""What a page is that holds no report: told by evidence, with the address of what to fetch.

A page is judged only where its running text is short: nothing (under 60 characters) or little
(under 200, without a numbered heading), for reports are longer by far. Then evidence decides,
the surest first; a page without any evidence is read, however short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from fazhi.codebook.book import Codebook
from fazhi.errors import ReadError
from fazhi.reading.faults import some_of
from fazhi.reading.formats.html.article import HEADING, is_statement
from fazhi.reading.formats.html.attached import is_attachment
from fazhi.reading.formats.html.lines import Line
from fazhi.reading.formats.html.page import Page
from fazhi.reading.formats.html.pager import WHOLE
from fazhi.reading.formats.html.portals import bare, patterns
from fazhi.reading.formats.html.tree import Element

NOTHING, LITTLE = 60, 200
# A page of an error or a check shows next to nothing else.
MOST_BESIDE_A_SIGN = 400
SHORTEST_ENTRY, FEWEST_ENTRIES, ENTRIES_A_PICTURE = 8, 3, 8
# In a row of a list office, day and number stand in cells beside the link.
IN_A_ROW = 0.35
# A line of these beside title and statements may be a short report in itself.
LEAST_LINES = 24
REFRESH = re.compile(r"^\s*(\d{1,3})\s*;?\s*(?:url\s*=\s*)?['\"]?([^'\"\s]+)", re.I)
JUMP = re.compile(
    r"(?:(?:window|document|self|top|parent)\.)?location(?:\.href)?\s*"
    r"(?:=|\.(?:replace|assign)\s*\()\s*[\"']([^\"']{1,500})[\"']"
)
MOVED = re.compile(r"object moved|moved permanently|30[12378] found|temporary redirect", re.I)
DOCUMENT_ADDRESS = re.compile(
    r"[\"'=]([^\"'\s<>=]{1,300}\.(?:pdf|ofd|docx?|swf)\b[^\"'\s<>]{0,80})", re.I
)
LINK_IN_SCRIPT = re.compile(
    r"<a\s[^>]{0,200}href=\\?[\"']([^\"'>]{1,300}\.(?:pdf|docx?|ofd|wps|xlsx?|zip|rar))\b", re.I
)
ORNAMENT = re.compile(
    r"logo|icon|banner|ewm|erweima|qrcode|wechat|weixin|share|btn|button|arrow|gwab|dzjg|jiucuo|"
    r"red\.png|blue\.png|ghs|print|spacer|line\.gif",
    re.I,
)
# Where pages that load pictures late keep their addresses, before `src` shows a placeholder.
PICTURE_ADDRESSES = (
    *("data-src", "data-original", "data-lazy-src", "data-lazy", "data-url", "data-echo"),
    *("data-original-src", "lazy-src", "lay-src", "original", "_src", "src"),
)
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp|tiff?)(?:$|\?)", re.I)
DAY = re.compile(
    r"[\[(（【]?\d{2,4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?(?:\d\d:\d\d(?::\d\d)?)?[\])）】]?"
)
BROKEN_OFF = re.compile(r"(?:…|\.{3}|(?:详细|详情|更多|全文|查看)\S{0,4}[\]】）)>]*)\s*$")
# Signs that close such words, and how far before them the words may begin.
AROUND_WORDS = "[]【】（）()>»›：: "
CLOSING, LONGEST_LEAD = "]】）)>", 6
# All the words of a link, where nothing else is said, that send a reader on.
LEADS_ON = re.compile(
    "(?:请|欢迎|可)?(?:(?:点击|单击|点|戳|请看|详见|查看|阅读|浏览|打开|进入|访问)(?:此处|这里|此|下方|原文)?)+"
    "(?:原文|正文|报告|详情|详细内容|具体内容|链接|原文链接|公众号)?"
)
LOADER = re.compile(r"^(?:数据)?(?:正在)?加载中?[.。…]*$|loading|javascript", re.I)
WAYS = ("http", "/", "./", "../")
# Elements that show no document, and attributes in which others name theirs.
NO_VIEWERS = frozenset(("a", "img", "script", "link", "meta", "iframe", "video", "audio", "source"))
DOCUMENT_ATTRIBUTES = (
    "src",
    "data",
    "data-src",
    "data-url",
    "data-pdf",
    "data-file",
    "file",
    "url",
)
FILLED_FROM = ("data-src", "data-url", "data-href", "data-load", "data-remote", "hx-get")
FETCHED = re.compile(
    r"(?:\$\.(?:get|post|ajax|getJSON)|\bfetch|axios(?:\.get)?|\.load|\.open)\("
    r"(?:\s*[\"'](?:GET|POST)[\"']\s*,|\s*\{\s*url\s*:)?\s*[\"']([^\"'\s]{2,200})[\"']"
)
HINTS = {
    "attachment_only": "Fetch the attachment and read that.",
    "viewer_only": "Fetch the document that the page shows, and read that.",
    "pictures_only": "Fetch the pictures and read them as scans, or ask for the text.",
    "list_page": "Open the report from the list and save that page.",
    "not_found_page": "Find the report's present address and fetch that.",
    "error_page": "Fetch the page again later.",
    "challenge_page": "Open the page in a browser and save it once the report is shown.",
    "login_page": "Log in with a browser and save the page.",
    "redirect_page": "Fetch the page that it leads to.",
    "framed_page": "Fetch the page in the frame and read that.",
    "script_only": "Save the page from a browser once the report is shown.",
    "empty": "It may be filled by a script; save it from the browser once it is shown.",
}


class Evidence(NamedTuple):
    """What a page is (a code of `reader.CODES`), in words, and the addresses it names."""

    code: str
    words: str
    addresses: tuple[str, ...] = ()

    def error(self) -> ReadError:
        """The error that refuses the page."""
        where = f": {some_of(self.addresses)}" if self.addresses else ""
        return ReadError(f"{self.words}{where}", hint=HINTS[self.code], code=self.code)


def evidence_against(page: Page, book: Codebook) -> Evidence | None:
    """What shows that the page holds no report; nothing where it does."""
    prose = page.article.prose
    if prose >= LITTLE:
        return _digest(page)
    own = _own_lines(page, book)
    if prose >= NOTHING and any(HEADING.match(line) for line in own):
        return _digest(page)
    is_bare = prose < NOTHING
    asked = (_sign, _redirect, _attachment, _viewer, _pictures, _list, _frame, _link, _script)
    for ask in asked:
        found = ask(page, is_bare, book)
        if found is not None:
            return found
    is_all = 0 < len(own) == len(page.all_lines)
    if is_bare and not _says_something(own) and not is_all:
        return Evidence("empty", "the page holds no text")
    return None


def _says_something(lines: list[str]) -> bool:
    """Whether the lines hold a sentence, or more than a few words."""
    return (
        any("。" in line for line in lines) or sum(len(bare(one)) for one in lines) >= LEAST_LINES
    )


def _own_lines(page: Page, book: Codebook) -> list[str]:
    """The lines of the article without title, statements and names of attachments."""
    title = bare(page.title)
    return [
        one.text
        for one in page.article.lines
        if bare(one.text) != title and not is_statement(one.text, book)
    ]


def _sign(page: Page, is_bare: bool, book: Codebook) -> Evidence | None:
    """Words by which a page of an error or a check shows what it is."""
    window = " ".join(one.text() for one in page.tree.named("title")[:1])
    shown = "\n".join([window, *(one.text for one in page.all_lines)])
    if page.article.weights.plain[0] > MOST_BESIDE_A_SIGN:
        return None
    scripts = "\n".join(one.source()[:20_000] for one in page.tree.named("script")[:20])
    for sign, pattern, source in patterns(book).signs:
        match = pattern.search(shown) or (is_bare and source.search(scripts)) or None
        if match:
            return Evidence(sign.id, f"{sign.says} ({' '.join(match[0].split())[:40]})")
    return None


def _redirect(page: Page, is_bare: bool, _book: Codebook) -> Evidence | None:
    if not is_bare:
        return None
    address = ""
    for one in page.tree.named("meta"):
        if one.attributes.get("http-equiv", "").lower() == "refresh":
            match = REFRESH.match(one.attributes.get("content", ""))
            address = match[2] if match else address
    heads = " ".join(one.text() for one in page.tree.named("title", "h1", "h2")[:3])
    if not address and MOVED.search(heads):
        links = (one.attributes.get("href", "") for one in page.tree.named("a"))
        address = next(filter(None, links), "")
    if not address and page.article.weights.plain[0] < NOTHING:
        for script in page.tree.named("script"):
            match = JUMP.search(script.source()[:20_000])
            address = address or (match[1] if match else "")
    if not address:
        return None
    return Evidence("redirect_page", "the page only leads on to another", (address,))


def _attachment(page: Page, is_bare: bool, book: Codebook) -> Evidence | None:
    """Links to documents: any where there is no text, the report's own where there is little."""
    found = []
    title = bare(page.title)
    for one in _links(page):
        address, words = one.attributes["href"], bare(one.text())
        if PICTURE.search(address) and not words:
            continue
        document = patterns(book).document
        has_ending = document.search(address) or document.search(words)
        if not has_ending and not is_attachment(one, book):
            continue
        is_own = "报告" in words or (title and (title in words or words in title))
        if is_bare or is_own:
            found.append(f"{words} {address}".strip())
    if not found and is_bare:
        scripts = "".join(one.source()[:20_000] for one in page.tree.named("script"))
        found = [match[1] for match in LINK_IN_SCRIPT.finditer(scripts)]
    if not found:
        return None
    return Evidence(
        "attachment_only", "the report is in an attachment", tuple(dict.fromkeys(found))
    )


def _links(page: Page) -> Iterator[Element]:
    """The links of the article, or where it has none, of the page without its furniture."""
    inside = [one for one in page.tree.named("a") if one.attributes.get("href")]
    root = page.article.root
    own = [one for one in inside if root is not None and root.holds(one)]
    yield from (one for one in own or inside if not page.is_skipped(one))


def _viewer(page: Page, is_bare: bool, book: Codebook) -> Evidence | None:
    """A document shown inside the page by a viewer."""
    for one in page.tree.named("iframe", "embed", "object", "frame"):
        address = one.attributes.get("src") or one.attributes.get("data") or ""
        if patterns(book).viewer.search(address) or DOCUMENT_ADDRESS.search(f'"{address}"'):
            match = re.search(r"[?&](?:file|url|src|path|doc)=([^&#]+)", address)
            return Evidence("viewer_only", _SHOWN, (unquote(match[1]) if match else address,))
    if not is_bare:
        return None
    for one in page.tree.elements:
        if one.name not in NO_VIEWERS:
            for name in DOCUMENT_ATTRIBUTES:
                shown = DOCUMENT_ADDRESS.fullmatch(f'"{one.attributes.get(name, "")}')
                if shown:
                    return Evidence("viewer_only", _SHOWN, (shown[1],))
    sources = [
        f'"{one.attributes.get("src", "")}" {one.source()[:50_000]}'
        for one in page.tree.named("script")
    ]
    named = next(filter(None, map(DOCUMENT_ADDRESS.search, sources)), None)
    if named is None and not any(map(patterns(book).viewer.search, sources)):
        return None
    return Evidence("viewer_only", _SHOWN, (named[1],) if named else ())


_SHOWN = "the report is shown by a viewer of documents inside the page"


def _pictures(page: Page, is_bare: bool, book: Codebook) -> Evidence | None:
    """Pictures where the text should be; signs and buttons are none."""
    root = page.article.root
    found = []
    for one in page.tree.named("img"):
        address = next(filter(None, map(one.attributes.get, PICTURE_ADDRESSES)), "")
        small = any(
            one.attributes.get(side, "").rstrip("px").isdecimal()
            and int(one.attributes[side].rstrip("px")) < 200
            for side in ("width", "height")
        )
        if root is None or not root.holds(one) or page.is_skipped(one) or small or not address:
            continue
        if not ORNAMENT.search(address):
            found.append("(inside the page)" if address.startswith("data:") else address)
    has_sentence = any("。" in line for line in _own_lines(page, book))
    found = list(dict.fromkeys(found))
    # A front page shows pictures too, among far more entries.
    if len(_entries(page.article.all_lines)) > ENTRIES_A_PICTURE * len(found):
        return None
    if not found or (len(found) < 2 and (has_sentence or not is_bare)):
        return None
    number = "a picture" if len(found) == 1 else f"{len(found)} pictures"
    return Evidence("pictures_only", f"the report is in {number}", tuple(found))


def _entries(lines: list[Line]) -> list[Line]:
    """The lines that are, most of them, a link of some length, or a row of cells round one."""
    return [
        one
        for one in lines
        if one.linked >= SHORTEST_ENTRY
        and one.linked >= (IN_A_ROW if "\t" in one.text else 0.6) * len(DAY.sub("", bare(one.text)))
    ]


def _list(page: Page, is_bare: bool, _book: Codebook) -> Evidence | None:
    """Entries that lead to articles, one a line, and no article."""
    entries = _entries(page.all_lines)
    if not is_bare or len(entries) < FEWEST_ENTRIES:
        return None
    # A card is one link over several lines.
    first = tuple(dict.fromkeys(one.address for one in entries if one.address))
    number = len(first) or len(entries)
    return Evidence("list_page", f"the page is a list of {number} entries", first)


def _digest(page: Page) -> Evidence | None:
    """A list whose entries have their openings beside them, each broken off."""
    lines = page.article.all_lines
    entries = _entries(lines)
    openings = [one for one in lines if one.prose and one not in entries]
    broken = [one for one in openings if _is_broken_off(one.text)]
    if len(broken) < max(FEWEST_ENTRIES, 0.8 * len(openings)):
        return None
    first = tuple(one.address for one in entries)
    return Evidence("list_page", f"the page is a list of {len(entries)} entries", first)


def _is_broken_off(text: str) -> bool:
    """Whether a text ends in dots, or in words that lead to its rest."""
    end = len(text.rstrip().rstrip(CLOSING))
    return BROKEN_OFF.search(text, max(0, end - LONGEST_LEAD)) is not None


def _frame(page: Page, is_bare: bool, _book: Codebook) -> Evidence | None:
    frames = [one.attributes.get("src", "") for one in page.tree.named("frame", "iframe")]
    found = tuple(one for one in frames if one and not one.startswith(("about:", "javascript:")))
    if not is_bare or not found:
        return None
    return Evidence("framed_page", "the report is in a frame of the page", found)


def _link(page: Page, is_bare: bool, _book: Codebook) -> Evidence | None:
    """One link to the text, told by words for its rest or by the address that it shows."""
    links = [one for one in _links(page) if one.attributes["href"].lower().startswith(WAYS)]
    found = [
        one.attributes["href"]
        for one in links
        if (words := bare(one.text()).strip(AROUND_WORDS)) in WHOLE
        or LEADS_ON.fullmatch(words)
        or WAYS[0] in words.lower()
    ]
    if not is_bare or len(found) != 1 or _says_something_beside(page, links):
        return None
    return Evidence("redirect_page", "the page only leads on to another", tuple(found))


def _says_something_beside(page: Page, links: list[Element]) -> bool:
    title, words = bare(page.title), {bare(one.text()) for one in links}
    rest = [one.text for one in page.article.lines if bare(one.text) != title]
    return any("。" in line for line in rest if bare(line) not in words)


def _script(page: Page, is_bare: bool, book: Codebook) -> Evidence | None:
    """A page that a script would fill: nothing is shown, or a word that it is loading."""
    scripts = page.tree.named("script")
    lines = [line for line in _own_lines(page, book) if not LOADER.search(line)]
    is_all = 0 < len(lines) == len(page.all_lines)
    if not is_bare or not scripts or _says_something(lines) or is_all:
        return None
    said = "the page is filled by a script, which fazhi does not run"
    return Evidence("script_only", said, tuple(dict.fromkeys(_fetched(page))))


def _fetched(page: Page) -> Iterator[str]:
    """The addresses from which a script would fill the page, where the page names them."""
    for one in page.tree.elements:
        if one.name not in NO_VIEWERS:
            yield from (
                address
                for name in FILLED_FROM
                if "/" in (address := one.attributes.get(name, "")) and not PICTURE.search(address)
            )
    for script in page.tree.named("script"):
        yield from (match[1] for match in FETCHED.finditer(script.source()[:20_000]))
