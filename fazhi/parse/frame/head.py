"""What stands above and below the title: number, letterhead, addressees, days of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from fazhi.codebook.book import Codebook
from fazhi.language.dates import DATE, iso, whole_date
from fazhi.parse.frame.lines import HEADING, Piece
from fazhi.parse.frame.words import CJK, names_bodies, patterns
from fazhi.records import Text

# 西镇发〔2024〕1号 and its variants of brackets; the clean text turns round ones full-width.
NUMBER = re.compile(
    rf"([{CJK}A-Za-z]{{2,16}})"
    r"[〔\[［【（(﹝〈<]((?:19|20)\d\d)年?[〕\]］】）)﹞〉>](第?\d{1,5}号)"
)
SIGNER = re.compile(r"签发人.*$")
NO_ADDRESSEE = re.compile(r"如下|现将|汇报|报告|总结|责任|牵头|发布|来源|公开|填报|主办|抄送|名称")
ADDRESS = re.compile(r"([^：。]{2,80})：")
JOINED_OFFICES = re.compile(r"([省市县区州旗])委\1(?:人民)?政府")
PUBLISHER = re.compile("(?:发布|发文|制发|公开)(?:机构|机关|单位)|(?:信息)?来源")
CLOCK = r"(?: ?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
IN_WORDS = re.compile("年.*月")
LONGEST_STATED, LONGEST_PAGE_LINE, LINES_BELOW = 400, 120, 5


def find_letterhead(lines: Sequence[Piece], book: Codebook) -> tuple[str, ...]:
    """The bodies that the lines above the title name (某镇人民政府文件), portal fields left out."""
    found: list[str] = []
    for line in lines:
        words = line.spaced.strip()
        # Red heads are set wide: 某 镇 人 民 政 府 文 件.
        if max(map(len, words.split(" "))) <= 2:
            words = line.words
        words = words.removesuffix("文件")
        if not PUBLISHER.match(words) and names_bodies(words.replace(" ", ""), book):
            found.append(words)
    return tuple(found)


def find_dated_body(head: Sequence[Piece], after: int, book: Codebook) -> tuple[str, ...]:
    """The body between title and text that stands above the day of issue."""
    below = [line for line in head if line.start >= after]
    for line, following in pairwise(below[:LINES_BELOW]):
        if _is_text(line):
            return ()
        if whole_date(following.words.strip("（）() ")) and names_bodies(line.words, book):
            return (line.words,)
    return ()


def find_doc_number(head: Sequence[Piece], title: Piece | None, end: int) -> str | None:
    """The paper's own number: on a line of its own, or in brackets under the title."""
    for line in head:
        if line.start > end + 40:
            return None
        if title and title.start <= line.start < title.end - len(title.words) // 2:
            continue
        signer = SIGNER.sub("", line.words)
        for word in (signer.strip("（）() "), *line.spaced.split(" ")):
            number = read_doc_number(word)
            if number:
                return number
    return None


def read_doc_number(words: str) -> str | None:
    """The document number that `words` are, its brackets made 〔〕; null for other words."""
    found = NUMBER.fullmatch(words)
    return f"{found[1]}〔{found[2]}〕{found[3]}" if found else None


def find_addressees(
    after: int, head: Sequence[Piece], book: Codebook
) -> tuple[int, tuple[str, ...]]:
    """Whom the report addresses, and where its opening begins."""
    for line in [line for line in head if line.end > after][:8]:
        cut = max(after - line.start, 0)
        found = ADDRESS.match(line.words, cut)
        if found and not NO_ADDRESSEE.search(found[1]):
            spaced = ADDRESS.match(line.spaced.strip()) if not cut else found
            names = split_addressees(spaced[1] if spaced else found[1], book)
            if names:
                return line.start + found.end(), names
        words = line.words[cut:]
        if words[:1] in {"县", "市", "区", "省", "州", "旗", "各"} and "、" in words:
            names = split_addressees(words, book)
            if names:
                return line.end, names
        if len(words) > 40 or "。" in words:
            break
    return after, ()


def split_addressees(words: str, book: Codebook) -> tuple[str, ...]:
    """The addressees of a line, brackets kept together; empty where it addresses nobody."""
    words = JOINED_OFFICES.sub(lambda m: m.group().replace("委", "委、", 1), words)
    names = [name for name in re.split(r"[、，；,; ]+(?![^（]*）)", words) if name]
    known = patterns(book)
    if names and all(known.addressee.search(name) for name in names):
        return tuple(names)
    return ()


def find_opening(clean: str, at: int) -> str:
    """The text from the opening on to the first heading, 800 characters at most."""
    stretch = clean[at : at + 800]
    heading = re.search(rf"\n(?:{HEADING.pattern})", stretch)
    return stretch[: heading.start()] if heading else stretch


def find_statements(head: Sequence[Piece], book: Codebook) -> dict[str, str]:
    """What a portal's lines above the text state (发布日期：…, [发文字号] …), by key."""
    found: dict[str, str] = {}
    label = ""
    for line in head:
        if len(line.words) > LONGEST_STATED:
            break
        key = line.words.strip("[]【】：: ")
        if label and key not in patterns(book).portal_keys:
            found.setdefault(label, line.spaced.strip())
        # Some pages set a label and what it tells on lines of their own.
        label = key if key in patterns(book).portal_keys and key != line.words else ""
        for match in patterns(book).statement.finditer(line.spaced):
            if value := match[2].strip("：: \u3000"):
                found.setdefault(match[1].replace(" ", ""), value)
    return found


def find_days(
    text: Text, head: Sequence[Piece], title: Piece | None, book: Codebook
) -> tuple[str | None, str | None]:
    """The day of issue below the title, and a page's own day that no label tells.

    A day in brackets, or in words on a sheet without a page's furniture, is that of issue; one in
    figures, with the hour or among furniture is the page's. Furniture that clean text is spared
    (打印 关闭) counts as well.
    """
    after = title.end if title else 0
    body = next((at for at, one in enumerate(head) if one.start >= after and _is_text(one)), None)
    lines = head[: (len(head) if body is None else body)]
    furnished = any(patterns(book).furniture.search(line.words) for line in lines)
    furnished = furnished or _spared(text, head[: len(lines) + 1])
    issued = published = None
    below = [line for line in lines if line.start >= after][:LINES_BELOW]
    for above, line in zip([None, *lines], lines, strict=False):
        words = line.words.strip("（）() ")
        if above and above.words.strip("：: ") in patterns(book).portal_keys:
            continue
        bracketed = line.words.startswith(("（", "(")) and words != line.words
        day, stated = _day_of(words, book), whole_date(words)
        if stated and line in below and (bracketed or (IN_WORDS.search(words) and not furnished)):
            issued = issued or stated
        elif day and not bracketed and (furnished or line in below or not IN_WORDS.search(words)):
            published = published or day
    return issued, published


def _spared(text: Text, lines: Sequence[Piece]) -> bool:
    """Whether furniture was taken out above the last of some lines."""
    if not lines:
        return False
    below = text.place(lines[-1].start, lines[-1].end).start
    return any(one.kind == "residue" and one.start < below for one in text.repairs)


def _is_text(line: Piece) -> bool:
    return "。" in line.words or (len(line.words) > LONGEST_PAGE_LINE)


def _day_of(words: str, book: Codebook) -> str | None:
    """The day of a line that holds it alone, with the hour, or beside a page's furniture."""
    found = DATE.search(words)
    if found is None:
        return whole_date(words)
    before = words[: found.start()]
    if len(words) > LONGEST_PAGE_LINE or patterns(book).issue_label.search(before):
        return None
    if patterns(book).other_day.search(before):
        return None
    alone = not before and re.fullmatch(CLOCK, words[found.end() :])
    return iso(found) if alone or patterns(book).furniture.search(words) else None
