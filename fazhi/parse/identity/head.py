"""What stands before and after the body: title, number, addressees, signature, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import NamedTuple

from fazhi.language.dates import DATE, iso
from fazhi.parse.identity.speaker import read_chain
from fazhi.parse.identity.words import CJK, patterns
from fazhi.records import Outline, Text

HEAD = 2500
TAIL = 700
HEADING = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十]{1,3}）")
# 西镇发〔2024〕1号 and its variants of brackets; the clean text turns round ones full-width.
NUMBER = re.compile(
    rf"([{CJK}A-Za-z]{{2,16}})"
    r"[〔\[［【（(﹝〈<]((?:19|20)\d\d)年?[〕\]］】）)﹞〉>](第?\d{1,5}号)"
)
SIGNER = re.compile(r"签发人.*$")
NO_ADDRESSEE = re.compile(r"如下|现将|汇报|报告|总结|责任|牵头|发布|来源|公开|填报|主办|抄送|名称")
ADDRESS = re.compile(r"([^：。]{2,80})：")
JOINED_OFFICES = re.compile(r"([省市县区州旗])委\1(?:人民)?政府")
BLANK = re.compile(r"[ \u00a0\u3000\t]")
SIGNATURE_LINE = 60
PUBLISHER = re.compile("(?:发布|发文|制发|公开)(?:机构|机关|单位)|(?:信息)?来源")
PUBLISHED = re.compile(r"(?:发布|更新|公开|发表)(?:时间|日期)[：:]?$")


class Piece(NamedTuple):
    """Words found at a place of the clean text; `spaced` keeps the source's spaces."""

    start: int
    end: int
    words: str
    spaced: str = ""


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
    statements: Mapping[str, str]


def read_frame(text: Text, outline: Outline | None) -> Frame:
    """The frame of a report, by its outline's places where they are known."""
    head = _head_lines(text)
    title = find_title(head) or _outline_title(text, outline)
    after = title.end if title else 0
    opening_at, addressees = _addressees(after, head)
    signature, issued = _signature(text.clean)
    before = [line for line in head if line.end <= (title.start if title else 0)]
    return Frame(
        title=title,
        doc_number=_doc_number(head, title, max(opening_at, after)),
        letterhead=tuple(_letterhead(before)),
        addressees=addressees,
        opening=_opening(text.clean, opening_at),
        signature=signature,
        issued_date=issued or _date_below_title(head, after),
        statements=_statements(head),
    )


def _head_lines(text: Text) -> list[Piece]:
    """The lines before the first heading, as the source broke them."""
    lines: list[Piece] = []
    at, words, spaced = 0, "", ""
    for stretch, gap in _stretches(text):
        words += stretch
        spaced += stretch + ("" if gap == "\n" else gap)
        if gap != "\n":
            continue
        if words and HEADING.match(words) and lines:
            return lines
        if words:
            lines.append(Piece(at, at + len(words), words, spaced))
        at += len(words) + (text.clean[at + len(words) : at + len(words) + 1] == "\n")
        words = spaced = ""
    return lines


def _stretches(text: Text) -> Iterator[tuple[str, str]]:
    """The clean text's head in stretches, each with the break or space that the source has next."""
    runs = text.offsets.runs
    for run, after in zip_longest(runs, islice(runs, 1, None)):
        if run.clean_start >= HEAD:
            break
        gap = text.raw[run.raw_end : after.raw_start] if after else ""
        lines = text.clean[run.clean_start : run.clean_end].split("\n")
        yield from ((line, "\n") for line in lines[:-1])
        yield lines[-1], "\n" if "\n" in gap else " " if BLANK.search(gap) else ""
    yield "", "\n"


def _outline_title(text: Text, outline: Outline | None) -> Piece | None:
    if outline is None or outline.title is None:
        return None
    place = outline.title
    words = text.clean[place.clean_start : place.clean_end].replace("\n", "")
    if not patterns().subject.search(words):
        return None
    return Piece(place.clean_start, place.clean_end, words)


def find_title(lines: list[Piece]) -> Piece | None:
    """The title among the lines before the first heading, over several lines where it is broken."""
    known = patterns()
    for index, line in enumerate(lines[:30]):
        if re.match("[^：]*[，。]", line.words) and not known.title.match(line.words):
            return None
        if line.words.startswith("关于") or known.subject.search(line.words):
            found = _whole_title(lines, index)
            if found:
                return _said_again(lines, index) or found
    return None


def _said_again(lines: list[Piece], index: int) -> Piece | None:
    """The title where the body begins, when the page has it above its menus too."""
    again = [at for at in range(index + 1, len(lines)) if lines[at].words == lines[index].words]
    return _whole_title(lines, again[-1]) if again else None


def _whole_title(lines: list[Piece], index: int) -> Piece | None:
    known = patterns()
    words = ""
    for last in range(index, min(index + 4, len(lines))):
        words += lines[last].words
        match = known.title.match(words)
        if match and known.subject.search(match.group()):
            first = _climb(lines, index, match.group())
            above = "".join(line.words for line in lines[first:index])
            end = lines[last].end - (len(words) - match.end())
            return Piece(lines[first].start, end, above + match.group())
        if "。" in words:
            return None
    return None


def _climb(lines: list[Piece], index: int, title: str) -> int:
    """The line on which a title begins whose speaker stands on lines of its own."""
    first = index
    if title.startswith("关于"):
        while first and index - first < 3 and _names_bodies(lines[first - 1].words):
            first -= 1
    elif first and title[:2] in {"20", "二〇", "二○", "二零"}:
        above = read_chain(lines[first - 1].words)
        first -= bool(above.names) and not above.rest
    return first


def _names_bodies(line: str) -> bool:
    return bool(patterns().body.fullmatch(line)) and not line.endswith("文件")


def _letterhead(lines: list[Piece]) -> list[str]:
    found: list[str] = []
    for line in lines:
        words = line.spaced.strip().removesuffix("文件")
        if PUBLISHER.match(words):
            continue
        if _names_bodies(words.replace(" ", "")):
            found.append(words)
    return found


def _doc_number(head: list[Piece], title: Piece | None, end: int) -> str | None:
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


def _addressees(after: int, head: list[Piece]) -> tuple[int, tuple[str, ...]]:
    """Whom the report addresses, and where its opening begins."""
    for line in [line for line in head if line.end > after][:8]:
        cut = max(after - line.start, 0)
        found = ADDRESS.match(line.words, cut)
        if found and not NO_ADDRESSEE.search(found[1]):
            spaced = ADDRESS.match(line.spaced.strip()) if not cut else found
            names = split_addressees(spaced[1] if spaced else found[1])
            if names:
                return line.start + found.end(), names
        words = line.words[cut:]
        if words[:1] in {"县", "市", "区", "省", "州", "旗", "各"} and "、" in words:
            names = split_addressees(words)
            if names:
                return line.end, names
        if len(words) > 40 or "。" in words:
            break
    return after, ()


def split_addressees(words: str) -> tuple[str, ...]:
    """The addressees of a line, brackets kept together; empty where it addresses nobody."""
    words = JOINED_OFFICES.sub(lambda m: m.group().replace("委", "委、", 1), words)
    names = [name for name in re.split(r"[、，；,; ]+(?![^（]*）)", words) if name]
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
    """The bodies that sign at the end, and the day they give.

    Without a day only bodies that name their place sign: others may end a list or a table.
    """
    lines = [line for line in clean[-TAIL:].split("\n")[-12:] if line]
    names: list[str] = []
    day: str | None = None
    for line in reversed(lines):
        words = line.strip("（）() ")
        found = DATE.search(words) if len(line) <= SIGNATURE_LINE else None
        if found and day is None and not names and found.end() >= len(words) - 2:
            words = words[: found.start()]
            day = iso(found) if not words or _names_bodies(words) else None
        if words and len(words) <= SIGNATURE_LINE and _names_bodies(words):
            names.insert(0, words)
        elif names or (day and words) or (len(line) > SIGNATURE_LINE and "。" in line):
            break
    if day is None and not all(read_chain(name).names for name in names):
        names = []
    return tuple(names), day


def _date_below_title(head: list[Piece], after: int) -> str | None:
    above = ""
    for line in [line for line in head if line.start >= after][:3]:
        found = DATE.fullmatch(line.words.strip("（）() "))
        if found:
            return None if PUBLISHED.search(above) else iso(found)
        above = line.words
    return None


def _statements(head: list[Piece]) -> dict[str, str]:
    """What a portal's lines above the text state (发布日期：…, [发文字号] …), by key."""
    found: dict[str, str] = {}
    for line in head:
        if len(line.words) > 400:
            break
        for match in patterns().statement.finditer(line.spaced):
            found.setdefault(match[1].replace(" ", ""), match[2].strip("：: \u3000"))
    return found
