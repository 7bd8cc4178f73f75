"""One web page: its article as lines, its title, and what the portal says about it."""

from __future__ import annotations

import re
from functools import cached_property

from fazhi.codebook.book import Codebook
from fazhi.reading.formats.html.article import (
    FIRST_LINES,
    Article,
    is_sentence,
    is_statement,
)
from fazhi.reading.formats.html.folded import Fold, read_on
from fazhi.reading.formats.html.lines import Line, Walker
from fazhi.reading.formats.html.portals import bare, patterns, portals
from fazhi.reading.formats.html.shown.generated import apply_generated
from fazhi.reading.formats.html.shown.leaves import PAGER_SIGNS, with_all_leaves
from fazhi.reading.formats.html.shown.tabs import with_all_tabs
from fazhi.reading.formats.html.styles import apply_styles
from fazhi.reading.formats.html.tree import Element, Tree

LONGEST_STATEMENT = 200
LONGEST_VALUE = 80
OPENING = 16
SHORTEST_TITLE, LONGEST_TITLE = 6, 120
DATE = re.compile(r"(\d{4}) ?[-年/.] ?(\d{1,2}) ?[-月/.] ?(\d{1,2})")
# The day on which a page is looked at, as clocks in heads of pages show it.
CLOCK = re.compile("今天|星期|周[一二三四五六日]|农历")
BRACKETED = re.compile(r"^\s*[（(][^）)]*\d{4} ?年|日\s*[）)]\s*$")
# Words that a date is part of, behind it and before it; those of weekdays and hours are none.
JOINED_AFTER = re.compile("(?!星期|周[一二三四五六日]|上午|下午|[时点])[\u3400-\u9fff]")
JOINED_BEFORE = re.compile("[于自从至到在和与月]$")
PLACEHOLDERS = frozenset(("", "无", "-", "—", "--", "/"))
DATES = ("issued_date", "published_date")
UNTOLD = frozenset(("topic", "visits"))
HAN = re.compile("[\u3400-\u9fff]")
# A dash between years or months (2023年1 - 11月, 2019—2023年) parts nothing.
SEPARATORS = re.compile(
    r"(?!(?:(?<=[\d年月日])|(?<=[\d年月日] )) ?[-—–]+ ?\d)"
    r"(?:\s*[_|—–｜]\s*|\s+-+\s+|-+(?=[^-]*(?:网|网站|政府)$)|(?:(?<=网)|(?<=网站)|(?<=政府))-+|\s*>>?\s*)"
)
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")


class Page:
    """A parsed page. Nothing in it runs: scripts are text to the parser and are dropped."""

    def __init__(self, markup: str, around: Page | None = None, *, book: Codebook) -> None:
        self.book = book
        self.tree = Tree(markup)
        apply_styles(self.tree)
        apply_generated(self.tree)
        self.article = with_all_leaves(self.tree, Article(self.tree, book))
        self.article = with_all_tabs(self.tree, self.article)
        self.lacks_rest = False
        self.has_pager = any(sign in markup for sign in PAGER_SIGNS)
        controls = read_on(self.tree, markup, book)
        if controls:
            self._unfold(controls)
        self._around = around
        saved = SAVED_FROM.search(markup[:4000])
        self._address = saved[1] if saved else ""

    def _unfold(self, controls: list[Element]) -> None:
        """Read what words such as 展开全文 would uncover, and ask whether that is all."""
        fold = Fold(self.tree, self.article, controls, self.book)
        shown, left_out = frozenset(fold.shown), frozenset(fold.left_out)
        if left_out:
            self.article = Article(self.tree, self.book, self.article.shown | shown, left_out)
            self.article.lines = fold.without_copies(self.article.lines)
            self.lacks_rest = fold.lacks_rest(self.article.lines)

    def with_body(self, markup: str) -> Page:
        """The page with another body: an article that it carries without showing it."""
        return Page(f"<html><body>{markup}</body></html>", self, book=self.book)

    def continues(self, shown: Page) -> bool:
        """Whether the article begins as another does, and goes on where that one stops."""
        short = next((bare(one.text) for one in shown.article.lines if one.prose), "")
        opening = short.rstrip("….。")[:OPENING]
        is_longer = self.article.prose > shown.article.prose
        return is_longer and any(bare(one).startswith(opening) for one in self.texts)

    @cached_property
    def texts(self) -> list[str]:
        """The title and text of the article, one paragraph a line."""
        lines = [one.text for one in self.article.lines]
        prose = (at for at, one in enumerate(self.article.lines) if one.prose)
        first = next(prose, len(lines))
        texts = [
            one
            for at, one in enumerate(lines)
            if not (
                at < FIRST_LINES and (is_statement(one, self.book) or (at < first and _is_day(one)))
            )
        ]
        title = self.title
        # The name of a document to fetch may hold the title, too.
        names = patterns(self.book).document
        above = "".join(one for one in texts[:FIRST_LINES] if not names.search(one))
        if title and bare(title) not in bare(above):
            texts.insert(0, title)
        return texts

    @cached_property
    def title(self) -> str:
        """The title as the page shows it; empty where no element shows one."""
        if self._around is not None:
            return self._around.title or next(iter(self._around._window_titles()), "")
        site_name = patterns(self.book).site_name
        stated = self._meta("ArticleTitle")
        stated = "" if site_name.fullmatch(stated) else stated
        # The site's own name tells nothing, whatever else has it.
        windows = [
            bare(one)
            for one in (*self._window_titles(), stated)
            if one and not site_name.fullmatch(one)
        ]
        offers = [title for rule in portals(self.book).titles for title in self._shown(rule)]
        for offer in offers:
            if any(bare(offer) in window or window in bare(offer) for window in windows):
                return offer
        shown = [line.text for line in self.all_lines if line.linked < len(line.text) / 2]
        named = [text for text in shown if bare(text) in windows]
        # A window's title names the column too; the article's own is the longest part.
        return max(named, key=len, default="") or stated or next(iter(offers), "")

    def metadata(self) -> dict[str, str]:
        """What the portal states, under fixed keys; dates as YYYY-MM-DD."""
        found = self._stated()
        if self._around is not None:
            found = self._around.metadata() | found
        for key, names in portals(self.book).meta.items():
            value = next((value for value in map(self._meta, names) if value), "")
            if value:
                found.setdefault(key, value)
        if self._address:
            found.setdefault("url", self._address)
        title = self.title or next(iter(self._window_titles()), "")
        if title:
            found.setdefault("title", title)
        for key in DATES:
            found[key] = _day(found.get(key, ""))
        found["published_date"] = found["published_date"] or self._bare_day()
        return {key: value for key, value in found.items() if value}

    @cached_property
    def all_lines(self) -> list[Line]:
        """Every line that the page shows, furniture and all."""
        body, article = self.tree.body, self.article
        if body is None or article.root is None:
            return []
        known = {}
        if article.is_clear_of_furniture:
            if article.root is body:
                return article.all_lines
            known[article.root.number] = article.all_lines
        return Walker((), article.shown, known, book=self.book).walk(body)

    def _stated(self) -> dict[str, str]:
        found: dict[str, str] = {}
        # What a label at the end of a longer word tells (上网时间): no more than nothing else.
        unsure: dict[str, str] = {}
        known = patterns(self.book)
        lines = [line.text for line in self.all_lines]
        for index, line in enumerate(lines):
            if len(line) > LONGEST_STATEMENT or is_sentence(line):
                continue
            matches = list(known.label_inside.finditer(line))
            for place, match in enumerate(matches):
                end = matches[place + 1].start() if place + 1 < len(matches) else len(line)
                value = _value(line[match.end() : end])
                # In a list the statement may stand on the next line.
                if not value and match.end() == len(line) and index + 1 < len(lines):
                    following = lines[index + 1]
                    value = "" if known.label.match(following) else _value(following)
                key = known.keys[bare(match[1])]
                if key in DATES and not DATE.search(value):
                    continue
                if value not in PLACEHOLDERS:
                    is_end = HAN.match(line, match.start() - 1) if match.start() else None
                    value = value if key in DATES else _before_day(value)
                    (unsure if is_end else found).setdefault(key, value)
        return {key: value for key, value in (unsure | found).items() if key not in UNTOLD}

    def _bare_day(self) -> str:
        """A day that stands without a label between the title and the running text."""
        title, day = bare(self.title), ""
        for line in self.all_lines:
            text = line.text
            if line.prose and not line.linked:
                break
            if title and title == bare(text):
                day = ""
            is_other = line.linked > len(text) / 2 or CLOCK.search(text) or len(text) > 100
            if not is_other and (is_statement(text, self.book) or _is_day(text)):
                day = day or _day(text)
        return day

    def _meta(self, name: str) -> str:
        for one in self.tree.named("meta"):
            for attribute in ("name", "property"):
                if one.attributes.get(attribute, "").lower() == name.lower():
                    value = " ".join(one.attributes.get("content", "").split())
                    if value:
                        return value
        return ""

    def _shown(self, rule: str) -> list[str]:
        """The titles that the elements of a rule show; the name of the site is none."""
        found = []
        for one in self.tree.select(rule):
            title = self._words_of(one)
            if (
                SHORTEST_TITLE <= len(title) <= LONGEST_TITLE
                and not self.is_skipped(one)
                and not patterns(self.book).site_name.fullmatch(title)
            ):
                found.append(title)
        return found

    def _words_of(self, one: Element) -> str:
        """The title that an element shows, without a day or labels on lines of their own."""
        lines = [one.text()]
        if any(isinstance(child, Element) for child in one.children):
            lines = [line.text for line in Walker((), book=self.book).walk(one)] or lines
        while len(lines) > 1 and (is_statement(lines[-1], self.book) or _is_day(lines[-1])):
            lines.pop()
        return " ".join(" ".join(lines).split())

    def is_skipped(self, one: Element) -> bool:
        """Whether an element is furniture or lies in it."""
        skipped = self.article.skipped
        return one.number in skipped or any(outer.number in skipped for outer in one.ancestors())

    def _window_titles(self) -> list[str]:
        """The parts of the window's title that are not the name of the site, in order."""
        named = self.tree.named("title")
        words = " ".join(named[0].text().split()) if named else ""
        parts = [one for one in SEPARATORS.split(words) if one]
        own = [
            one
            for one in parts
            if len(one) >= SHORTEST_TITLE and not patterns(self.book).site_name.fullmatch(one)
        ]
        return own or parts[:1]


def _value(text: str) -> str:
    value = re.split(r"\t| {2,}|[\u00a0\u3000]{2,}", text.strip(" \t\u00a0\u3000|"))[0]
    value = value.strip(" \t\u00a0\u3000|[]【】")
    return value if len(value) <= LONGEST_VALUE else ""


def _before_day(value: str) -> str:
    """A value without the date that stands right behind it."""
    match = DATE.search(value)
    return value[: match.start()].rstrip(" \u3000|") if match and match.start() else value


def _day(text: str) -> str:
    date = DATE.search(text)
    return f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}" if date else ""


def _is_day(line: str) -> bool:
    """A line of a date, with a time of day or without, and set apart from other words.

    A day in brackets is the author's own, and one that words run on from is text
    (2024年1月5日镇党委会议审定).
    """
    match = DATE.search(line)
    if match is None or len(bare(line)) - len(bare(match[0])) > 14 or BRACKETED.search(line):
        return False
    before, after = line[: match.start()], line[match.end() :].removeprefix("日")
    return not (JOINED_BEFORE.search(before) or JOINED_AFTER.match(after))
