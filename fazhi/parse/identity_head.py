"""What stands before and after the body: title, number, addressees, signature, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from fazhi.parse.dates import DATE, iso
from fazhi.parse.identity_words import CJK, patterns
from fazhi.records import Outline, Text

HEAD = 2500
TAIL = 700
HEADING = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十]{1,3}）")
# 西镇发〔2024〕1号 and its variants of brackets; the clean text turns round ones full-width.
NUMBER = re.compile(
    rf"([{CJK}A-Za-z]{{2,16}})[〔\[［【（(﹝〈<]?((?:19|20)\d\d)[〕\]］】）)﹞〉>]?(第?\d{{1,5}}号)"
)
BRACKETED_NUMBER = re.compile(
    rf"(?:(?<=\n)|^|(?<=[：（(]))([{CJK}A-Za-z]{{2,16}})"
    r"[〔\[［【（(﹝〈<]((?:19|20)\d\d)[〕\]］】）)﹞〉>](第?\d{1,5}号)(?![，。、文])"
)
PUBLISHED = re.compile(
    r"(?:发布|公开|更新|发文)(?:日期|时间|于)[：:]? ?"
    r"|(?:^|\n)(?:日期|时间)[：:] ?"
)
REPORTS = re.compile(r"如下|现将|汇报|报告|总结")
JOINED_OFFICES = re.compile(r"([省市县区州旗])委\1(?:人民)?政府")
SIGNATURE_LINE = 60


class Piece(NamedTuple):
    """Words found at a place of the clean text."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts of a report around its body, as places and words of the clean text."""

    title: Piece | None
    doc_number: str | None
    letterhead: tuple[str, ...]
    addressees: tuple[str, ...]
    opening: str
    signature: tuple[str, ...]
    issued_date: str | None
    published_date: str | None


def read_frame(text: Text, outline: Outline | None) -> Frame:
    """The frame of a report, by its outline's places where they are known."""
    head = _head_lines(text.clean)
    title = _outline_title(text, outline) or find_title(head)
    after = title.end if title else 0
    opening_at, addressees = _addressees(text.clean, after, head)
    signature, issued = _signature(text.clean)
    before = [line for line in head if line.end <= (title.start if title else 0)]
    return Frame(
        title=title,
        doc_number=_doc_number(text.clean, title, opening_at),
        letterhead=tuple(_letterhead(before)),
        addressees=addressees,
        opening=_opening(text.clean, opening_at),
        signature=signature,
        issued_date=issued or _date_below_title(text.clean, after),
        published_date=_published(text.clean, head),
    )


def _head_lines(clean: str) -> list[Piece]:
    lines: list[Piece] = []
    at = 0
    for line in clean[:HEAD].split("\n"):
        if line and HEADING.match(line) and lines:
            break
        if line:
            lines.append(Piece(at, at + len(line), line))
        at += len(line) + 1
    return lines


def _outline_title(text: Text, outline: Outline | None) -> Piece | None:
    if outline is None or outline.title is None:
        return None
    place = outline.title
    words = text.clean[place.clean_start : place.clean_end]
    return Piece(place.clean_start, place.clean_end, words.replace("\n", ""))


def find_title(lines: list[Piece]) -> Piece | None:
    """The title among the lines before the first heading, over several lines where it is broken."""
    known = patterns()
    for index, line in enumerate(lines[:20]):
        if len(line.words) > 60 and re.search("[，。]", line.words[:60]):
            return None
        if line.words.endswith(("：", "。")) and not known.title.match(line.words):
            continue
        if not (line.words.startswith("关于") or known.subject.search(line.words)):
            continue
        found = _whole_title(lines, index)
        if found:
            return found
    return None


def _whole_title(lines: list[Piece], index: int) -> Piece | None:
    known = patterns()
    words = ""
    for last in range(index, min(index + 4, len(lines))):
        words += lines[last].words
        match = known.title.match(words)
        if match and known.subject.search(match.group()):
            end = lines[last].end - (len(words) - match.end())
            first = index
            if match.group().startswith("关于"):
                while first and index - first < 3 and _names_bodies(lines[first - 1].words):
                    first -= 1
            above = "".join(line.words for line in lines[first:index])
            return Piece(lines[first].start, end, above + match.group())
        if "。" in words:
            return None
    return None


def _names_bodies(line: str) -> bool:
    return bool(patterns().body.fullmatch(line)) and not line.endswith("文件")


def _letterhead(lines: list[Piece]) -> list[str]:
    found: list[str] = []
    for line in lines:
        words = line.words.removesuffix("文件")
        if _names_bodies(words):
            found.append(words)
    return found


def _doc_number(clean: str, title: Piece | None, opening_at: int) -> str | None:
    """The paper's own number: on a line of its own, or in brackets under the title."""
    end = max(opening_at, title.end if title else 0) + 40
    found = BRACKETED_NUMBER.search(clean, 0, end)
    if not found:
        return None
    if title and title.start <= found.start() < title.end:
        return None
    return f"{found[1]}〔{found[2]}〕{found[3]}"


def _addressees(clean: str, after: int, head: list[Piece]) -> tuple[int, tuple[str, ...]]:
    """Whom the report addresses, and where its opening begins."""
    at = after
    for line in clean[after : after + 600].split("\n")[:8]:
        words = line.strip()
        if words.endswith("：") and len(words) <= 80 and not REPORTS.search(words):
            names = split_addressees(words[:-1])
            if names:
                return at + len(line) + 1, names
        if len(words) > 40 or "。" in words:
            break
        at += len(line) + 1
    return (at if at > after else after), ()


def split_addressees(words: str) -> tuple[str, ...]:
    """The addressees of a line, brackets kept together; empty where it addresses nobody."""
    words = JOINED_OFFICES.sub(lambda m: m.group().replace("委", "委、", 1), words)
    names = [name for name in re.split(r"[、，；,; ](?![^（]*）)", words) if name]
    known = patterns()
    if names and all(known.addressee.search(name) for name in names):
        return tuple(names)
    return ()


def _opening(clean: str, at: int) -> str:
    """The text from the opening on to the first heading, 800 characters at most."""
    stretch = clean[at : at + 800]
    heading = re.search(rf"\n(?:{HEADING.pattern})", stretch)
    return stretch[: heading.start()] if heading else stretch


def _signature(clean: str) -> tuple[tuple[str, ...], str | None]:
    """The bodies that sign at the end, and the day they give."""
    names: list[str] = []
    day: str | None = None
    for line in reversed(clean[-TAIL:].rstrip("\n").split("\n")[-12:]):
        if len(line) > SIGNATURE_LINE or not line:
            continue
        words = line.strip("（）() ")
        found = DATE.search(words)
        if found and day is None and found.end() >= len(words) - 2:
            before = words[: found.start()]
            if not before or _names_bodies(before):
                day = iso(found)
                words = before
        if words and _names_bodies(words):
            names.insert(0, words)
    return tuple(names), day


def _date_below_title(clean: str, after: int) -> str | None:
    for line in clean[after : after + 120].split("\n")[:3]:
        found = DATE.fullmatch(line.strip("（）() "))
        if found:
            return iso(found)
    return None


def _published(clean: str, head: list[Piece]) -> str | None:
    limit = head[-1].end if head else 0
    found = PUBLISHED.search(clean, 0, min(limit, 800))
    day = DATE.match(clean, found.end()) if found else None
    return iso(day) if day else None
