"""The title of a report, also where it is broken over lines, said twice, or under a letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fazhi.codebook.book import Codebook
from fazhi.codebook.divisions import divisions
from fazhi.language.dates import YEAR, whole_date
from fazhi.parse.frame.chain import read_chain
from fazhi.parse.frame.lines import HEADING, Piece
from fazhi.parse.frame.words import names_bodies, patterns

HEAD_LINES, LINES_OF_A_TITLE, OTHER_LINES = 30, 4, 14
SENTENCE = re.compile("[^：]*[，。]")
NO_TITLE_LINE = re.compile(r"[，。；：！？>＞|\[\]【】]|文件$|\d号|^目录$")
HANGS = re.compile(rf"(?:关于|推进|开展|加强|落实|做好|[在和及与的、]|{YEAR} ?年?度?)$")
BEGINS_TITLE = re.compile(rf"^关于|^(?:{YEAR}|20) ?\d* ?年?")
PREFIX = re.compile(r"(?:附件\d{0,2}[：:.、]?|标题[：:]|[#＃]+ ?)?")
# What is left of a title for a line of its own (…建设情况 / 报告, …年度报告 / （公示稿）).
REST = re.compile(
    r"(?:的|工作|情况|年度|总结|自查|专项|评估)*(?:报告|总结|汇报|情况)(?:（.{1,20}）)?》?|（.{1,20}）"
)
LONGEST_LINE, LONGEST_OTHER = 40, 80
WHOLE_YEAR, NAME_ENDS = re.compile(rf"{YEAR} ?年"), re.compile(f"关于|{YEAR}")
# Words between a title's speaker and its subject.
TURNS = re.compile("关于|推进|开展|加强|落实|做好|年度")


def find_title(lines: Sequence[Piece], book: Codebook) -> Piece | None:
    """The title among the lines before the first heading, over several lines where it is broken."""
    known = patterns(book)
    for index, line in enumerate(lines[:HEAD_LINES]):
        if SENTENCE.match(line.words) and not known.title.match(line.words):
            return None
        below = lines[index + 1].words if index + 1 < len(lines) else ""
        begins = line.words.startswith(("关于", "《关于")) or known.subject.search(line.words)
        if begins or _across(known.subject, line.words, below):
            found = _whole_title(lines, index, book=book) or _letter(lines, index, book)
            if found:
                return _said_again(lines, found, book) or found
    return None


def find_other_title(lines: Sequence[Piece], book: Codebook) -> Piece | None:
    """The title of a paper of another kind, told by how it ends (…方案, …通报)."""
    for line in lines[:OTHER_LINES]:
        words = line.words
        found = (
            patterns(book).other_title.search(words) if 4 <= len(words) <= LONGEST_OTHER else None
        )
        bare = found and REST.fullmatch(words[: found.end()])
        if found and not bare and "。" not in words and not HEADING.match(words):
            return Piece(line.start, line.start + found.end(), words[: found.end()])
    return None


def is_letter(title: str, book: Codebook) -> bool:
    """Whether a title is that of a letter or notice that carries a report (关于报送…的函)."""
    return bool(patterns(book).letter.search(title))


def titles_report(line: str, book: Codebook) -> bool:
    """Whether a line is the title of a report of this kind and nothing else."""
    known = patterns(book)
    found = known.title.match(line)
    return bool(found and found.end() == len(line) and known.subject.search(line))


def find_carried(
    lines: Sequence[Piece], after: int, *, known_letter: bool, book: Codebook
) -> Piece | None:
    """The title of the report below a letter; without the letter's own title only below a date."""
    dated = known_letter
    for index, line in enumerate(lines):
        if line.start < after:
            continue
        if not known_letter and whole_date(line.words):
            dated = True
        if not dated or SENTENCE.match(line.words) or "附件" in line.words:
            continue
        if line.words.startswith("关于") or patterns(book).subject.search(line.words):
            found = _whole_title(lines, index, after, book=book)
            if found and not is_letter(found.words, book):
                return found
    return None


def _letter(lines: Sequence[Piece], index: int, book: Codebook) -> Piece | None:
    """The title of a letter, over several lines where it is broken."""
    words = ""
    for last in range(index, min(index + LINES_OF_A_TITLE, len(lines))):
        words += lines[last].words
        if patterns(book).letter.search(words):
            first = _climb(lines, index, words, book=book)
            above = "".join(line.words for line in lines[first:index])
            return Piece(lines[first].start, lines[last].end, above + words)
    return None


def _said_again(lines: Sequence[Piece], found: Piece, book: Codebook) -> Piece | None:
    """The title where the body begins, when the page has it above its menus too."""
    again: Piece | None = None
    for index, line in enumerate(lines[: 2 * HEAD_LINES]):
        if line.start >= found.end and line.words[:4] == found.words[:4]:
            other = _whole_title(lines, index, found.end, book=book)
            again = other if other and other.words == found.words else again
    return again


def _whole_title(
    lines: Sequence[Piece], index: int, floor: int = 0, *, book: Codebook
) -> Piece | None:
    """The title that begins on a line or above it, not before `floor`."""
    known = patterns(book)
    if HEADING.match(lines[index].words):
        return None
    prefix = PREFIX.match(lines[index].words)
    cut = prefix.end() if prefix else 0
    words = ""
    for last in range(index, min(index + LINES_OF_A_TITLE, len(lines))):
        words += lines[last].words[cut if last == index else 0 :]
        match = known.title.match(words)
        if match and known.subject.search(match.group()):
            first = _climb(lines, index, match.group(), floor, book=book) if not cut else index
            above = "".join(line.words for line in lines[first:index])
            end = _end(lines[index : last + 1], cut + match.end())
            rest = _rest(lines, last, above + match.group()) if match.end() == len(words) else 0
            tail = "".join(line.words for line in lines[last + 1 : last + 1 + rest])
            end = lines[last + rest].end if rest else end
            start = lines[first].start + (cut if first == index else 0)
            return _bare(Piece(start, end, above + match.group() + tail))
        if "。" in words:
            return None
    return None


def _end(lines: Sequence[Piece], length: int) -> int:
    """Where so many characters of the words of lines end, which may be above the last line."""
    for line in lines:
        if length <= len(line.words):
            return line.end - (len(line.words) - length)
        length -= len(line.words)
    return lines[-1].end


def _rest(lines: Sequence[Piece], last: int, title: str) -> int:
    """How many lines after the last one only end the title (0 or 1)."""
    after = lines[last + 1].words if last + 1 < len(lines) else ""
    ended = title.endswith(("报告", "总结", "汇报")) and not after.startswith("（")
    return int(bool(REST.fullmatch(after)) and not ended and not whole_date(after.strip("（）")))


def _bare(title: Piece) -> Piece:
    """A title without the book marks around it."""
    if title.words.startswith("《") and title.words.endswith("》"):
        return Piece(title.start + 1, title.end - 1, title.words[1:-1])
    return title


def _across(words: re.Pattern[str], above: str, below: str) -> bool:
    """Whether words of a kind begin on one line and end on the next, as wide sheets break them."""
    seam = len(above)
    return any(one.start() < seam < one.end() for one in words.finditer(above + below))


def _parted(above: str, title: str, book: Codebook) -> bool:
    """Whether a line ends within a word of the title (…关于2023年度法 / 治政府建设…)."""
    if any(_across(one, above, title) for one in (patterns(book).subject, WHOLE_YEAR, TURNS)):
        return True
    cut = NAME_ENDS.search(title)
    named = title[: cut.start()] if cut else ""
    chain = read_chain(above + named, book) if named else None
    if chain is None or not chain.names:
        return False
    at, seam = 0, len(above)
    for name in chain.names:
        if at < seam < at + len(name):
            return bool(divisions(book).codes(name))
        at += len(name)
    rest, known = (above + named)[at:], patterns(book)
    if rest in known.words.government_bodies:
        return at <= seam
    # 内乡县司 / 法局关于…; what is whole on the second line may stand below a site's own name.
    return at < seam and bool(known.body_end.search(rest)) and not names_bodies(named, book)


def _climb(
    lines: Sequence[Piece], index: int, title: str, floor: int = 0, *, book: Codebook
) -> int:
    """The line on which a title begins that goes on from lines above."""
    first = index
    while first and index - first < LINES_OF_A_TITLE - 1 and lines[first - 1].start >= floor:
        above = lines[first - 1].words
        if len(above) > LONGEST_LINE or NO_TITLE_LINE.search(above) or whole_date(above):
            break
        if not (_parted(above, title, book) or _goes_on(above, title, book)):
            break
        first -= 1
        title = above + title
    return first


def _goes_on(above: str, title: str, book: Codebook) -> bool:
    """Whether a line above belongs to the title that the lines below begin with."""
    if HANGS.search(above):
        return not HANGS.fullmatch(above) or not BEGINS_TITLE.match(title)
    chain = read_chain(above, book)
    place = bool(chain.names) and not chain.rest
    if title.startswith("关于"):
        return names_bodies(above, book)
    if names_bodies(title[:12], book) or names_bodies(title.split("关于", maxsplit=1)[0], book):
        return place or (names_bodies(above, book) and "关于" in title)
    if begun := BEGINS_TITLE.match(title):
        # 龙潭镇人民政府 / 2025年法治政府建设情况: the title names nobody else.
        own = patterns(book).subject.match(title, begun.end()) and names_bodies(above, book)
        return place or bool(own and chain.names)
    # 樟村坪镇 / 法治政府建设年度报告: the first words of a title are lost without the line above.
    lost = bool(patterns(book).subject.match(title)) and (place or names_bodies(above, book))
    # 崇左市大新县 / 桃城镇人民政府2024年…: the divisions above stand on a line of their own.
    outer = place and not chain.town and len(chain.names) > 1
    return lost or (outer and read_chain(title, book).town is not None)
