"""An RTF as lines: groups entered and left, what they hold shown, kept apart or passed over."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fazhi.errors import ReadError
from fazhi.language.counting import PRIVATE_USE, WIDE_END
from fazhi.reading.faults import DAMAGED
from fazhi.reading.formats.rtf.above import LEVELS, Above
from fazhi.reading.formats.rtf.flow import Flow, line_marks
from fazhi.reading.formats.rtf.lists import Level, Lists
from fazhi.reading.formats.rtf.pictures import Pictures
from fazhi.reading.formats.rtf.roles import KEPT, ROLES, SHOWN, SILENT
from fazhi.reading.formats.rtf.tokens import CHARSETS, SIGNS, Token, code_page, decoded, tokens
from fazhi.reading.limits import check_characters, check_time
from fazhi.reading.pictures import unread
from fazhi.reading.symbols import raised
from fazhi.reading.word.autonumbers import BODY, Autonumbers
from fazhi.reading.word.fields import Field, shown_without_result
from fazhi.reading.word.numbering import Numbering
from fazhi.records import RawText

DEEPEST = 2_000
# A line through words, and a double one.
STRUCK = ("strike", "striked")


@dataclass(slots=True)
class _Group:
    """An open group: what it is for, and the state of its text (`coded`: of a field's code)."""

    role: str = ""
    encoding: str = ""
    uc: int = 1
    hidden: bool = False
    deleted: bool = False
    struck: bool = False
    raised: bool = False
    coded: bool = False
    starred: bool = False
    fresh: bool = True

    @property
    def seen(self) -> bool:
        hidden = self.hidden or self.deleted or self.coded
        return self.role in SHOWN and not hidden


def read_rtf(data: bytes) -> RawText:
    """Read an RTF; raises `ReadError` if it is cut short or nested beyond any real one."""
    reader = _Reader()
    for count, token in enumerate(tokens(data)):
        if count % 4096 == 0:
            check_time()
            check_characters(reader.written)
        reader.take(token)
    return reader.finish()


class _Reader:
    """Takes the tokens one after another."""

    def __init__(self) -> None:
        self.written = 0
        self._groups: list[_Group] = [_Group()]
        self._bytes = b""
        self._to_skip = 0
        self._flows = [Flow()]
        self._notes: list[str] = []
        self._default = "cp1252"
        self._fonts: dict[int, str] = {}
        self._default_font = self._font = 0
        self._in_table = False
        self._edges: list[int] = [0]
        self._style = self._list = self._depth = 0
        self._contents_styles: set[int] = set()
        self._lists = Lists()
        self._numbering: Numbering | None = None
        self._pictures = Pictures()
        self._autonumbers = Autonumbers()
        self._above = Above()
        self._level = BODY
        # The words of each open group that shows none: codes of fields, names, values.
        self._words: dict[int, list[str]] = {}
        self._fields: list[tuple[Field, int]] = []
        self._property = ""
        self._metadata: dict[str, str] = {}

    def take(self, token: Token) -> None:
        """Take up one token."""
        kind = token.kind
        if kind in ("text", "byte"):
            self._take_bytes(token)
            return
        self._flush()
        if kind == "open":
            self._open()
        elif kind == "close":
            self._close()
        elif kind == "sign":
            self._sign(token.text)
        else:
            self._word(token.text, token.number)

    def finish(self) -> RawText:
        """The text of all that was taken."""
        self._flush()
        if len(self._groups) > 1:
            raise ReadError("the file is cut short", hint=DAMAGED, code="truncated")
        body = self._flows[0]
        lines = body.finish()
        text = "\n".join([*lines, *self._notes])
        pictures = unread(self._pictures.found, (text,))
        marks = line_marks(lines, body, pictures)
        drops = tuple(mark for mark in marks if mark.kind == "contents")
        losses = tuple(mark for mark in marks if mark.kind != "contents")
        return RawText(text, "rtf", metadata=self._metadata, drops=drops, losses=losses)

    @property
    def _group(self) -> _Group:
        return self._groups[-1]

    @property
    def _flow(self) -> Flow:
        return self._flows[-1]

    def _take_bytes(self, token: Token) -> None:
        """Bytes of the code page; as many as a character before has for old readers are none."""
        data = token.data
        if self._to_skip:
            passed = min(self._to_skip, len(data))
            self._to_skip -= passed
            data = data[passed:]
        self._group.fresh = False
        self._bytes += data

    def _flush(self) -> None:
        if self._bytes:
            encoding = self._group.encoding or self._default
            if self._group.role == "leveltext":
                encoding = "latin-1" if max(self._bytes) < 0x80 else encoding
            text = decoded(self._bytes, encoding, self._default)
            self._bytes = b""
            self._put(text)

    def _put(self, text: str) -> None:
        group = self._group
        if group.seen:
            if group.role == "number":
                self._words.setdefault(len(self._groups), []).append(text)
            else:
                self.written += len(text)
                text = raised(text) if group.raised else text
                self._flow.write(text, is_struck=group.struck)
                if text.strip() and self._fields:
                    self._fields[-1] = (self._fields[-1][0], self._fields[-1][1] + len(text))
        elif group.coded and self._fields:
            self._fields[-1][0].code.append(text)
        elif group.role not in (*SHOWN, *SILENT):
            self._words.setdefault(len(self._groups), []).append(text)

    def _open(self) -> None:
        if len(self._groups) > DEEPEST:
            deep, hint = (
                "the file is nested deeper than any real one",
                "Save it anew in Word or WPS.",
            )
            raise ReadError(deep, hint=hint, code="corrupt")
        self._to_skip = 0
        self._groups.append(replace(self._group, starred=False, fresh=True))

    def _close(self) -> None:
        self._to_skip = 0
        if len(self._groups) < 2:
            return
        level = len(self._groups)
        group = self._groups.pop()
        words = "".join(self._words.pop(level, ()))
        if self._group.role == group.role and group.role not in ("field", "note", "box"):
            # A group inside one of its kind adds to it, but for each style its own.
            if words and group.role == "styles":
                self._contents_style(words)
            elif words:
                self._words.setdefault(level - 1, []).append(words)
            return
        self._left(group.role, words)

    def _left(self, role: str, words: str) -> None:
        """Do what the end of a group of this role asks for."""
        if role in KEPT and words.strip():
            self._metadata.setdefault(KEPT[role], words.strip())
        elif role == "number":
            self._flow.number(_marker(words))
        elif role == "leveltext" and self._lists.open:
            self._lists.open[-1].signs = words
        elif role == "styles" and words:
            self._contents_style(words)
        elif role == "property":
            self._property = words.strip()
        elif role == "value" and self._property == "gtextUNICODE" and words.strip():
            self._flow.boxes.append(words.strip())
        elif role == "field" and self._fields and self._group.role != "field":
            self._end_field()
        elif role == "picture" and not self._group.hidden:
            is_sign = self._pictures.end(len(self._flows[0].lines))
            # A picture in a shape floats.
            if is_sign and not any(one.role == "shape" for one in self._groups):
                self._flow.show_sign()
        elif role in ("note", "box") and self._group.role != role:
            flow = self._flows.pop()
            (self._notes if role == "note" else self._flow.boxes).extend(flow.finish())

    def _end_field(self) -> None:
        field, shown = self._fields.pop()
        if not shown and self._group.seen:
            number = self._autonumbers.number("".join(field.code), self._level)
            self._flow.write(number or shown_without_result(field))

    def _contents_style(self, words: str) -> None:
        for name in words.lower().split(";"):
            if name.strip().startswith("toc "):
                self._contents_styles.add(self._style)

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._group.starred = self._group.fresh
        elif sign in "\r\n":
            self._word("par", None)
        elif sign in SIGNS and not self._passed():
            self._put(SIGNS[sign])

    def _passed(self) -> bool:
        """Whether this character stands for the one before, for old readers."""
        if self._to_skip:
            self._to_skip -= 1
            return True
        return False

    def _word(self, word: str, number: int | None) -> None:
        group = self._group
        if group.fresh and word in ROLES:
            self._enter(ROLES[word])
        elif group.fresh and group.starred and not (word == "cs" and group.role == "styles"):
            group.role = "skip"
        elif word == "nestrow":
            # It stands in a group for what a row looks like, which shows nothing.
            self._flow.end_nested_row()
        elif word == "u" and number is not None:
            self._put(chr(number % 65536))
            self._to_skip = group.uc
        elif word in SIGNS:
            if not self._passed():
                self._put(SIGNS[word])
        else:
            self._state(word, number)
        group.fresh = False

    def _enter(self, role: str) -> None:
        group = self._group
        outer = group.role
        if outer == "skip" or (role == "plain" and outer != "upr"):
            return
        # What is told in another place hides nothing of what is shown there.
        group.role = self._groups[-3].role if role == "plain" else role
        if outer == "object" and role in SILENT:
            # The look of an embedded document, which is told itself.
            group.role = "skip"
        group.coded = group.coded or role == "code"
        if role == "field":
            self._fields.append((Field(), 0))
        elif role in ("note", "box"):
            self._flows.append(Flow())
            group.hidden = False
        elif role == "object" and group.seen:
            self._flow.lose()
        elif role == "level":
            self._lists.open.append(Level())
        elif role == "list":
            self._lists.open = []

    def _state(self, word: str, number: int | None) -> None:
        """Words that change what follows."""
        group = self._group
        on = number != 0
        if word == "v":
            group.hidden = on
        elif word == "deleted":
            group.deleted = on
        elif word in STRUCK:
            group.struck = on
        elif word in LEVELS:
            group.raised = self._above.turn(word, number, is_defined=group.role == "styles")
        elif word == "cs":
            # No paragraph has the name of a character style.
            self._style = -1 if group.role == "styles" else self._style
            group.raised = self._above.style(number or 0, is_defined=group.role == "styles")
        elif word == "plain":
            group.hidden = group.deleted = group.struck = group.raised = False
            group.encoding = self._fonts.get(self._default_font, "")
        elif word == "uc":
            group.uc = min(max(number or 0, 0), 10)
        elif word == "f":
            self._font = number or 0
            group.encoding = self._fonts.get(self._font, "")
        elif word in ("ansicpg", "deff", "fcharset"):
            self._characters(word, number or 0)
        elif group.role == "picture":
            self._pictures.word(word, number or 0)
        elif group.role in SHOWN:
            self._paragraph(word, number or 0)
        elif group.role in ("styles", "lists", "list", "level", "use", "form"):
            self._defined(group.role, word, number or 0)

    def _characters(self, word: str, number: int) -> None:
        if word == "ansicpg":
            self._default = code_page(number)
        elif word == "deff":
            self._default_font = number
        elif self._group.role == "fonts" and number in CHARSETS:
            known = CHARSETS[number]
            # The set of Western fonts says nothing where the document's own is another.
            self._fonts[self._font] = "" if number == 0 else known
            self._group.encoding = known

    def _paragraph(self, word: str, number: int) -> None:
        """Words of paragraphs and tables."""
        if word == "pard":
            self._in_table = False
            self._level = BODY
            self._style = self._list = self._depth = 0
        elif word in ("intbl", "itap"):
            self._in_table = word == "intbl" or number > 0
        elif word in ("s", "ls", "ilvl"):
            name = {"s": "_style", "ls": "_list", "ilvl": "_depth"}[word]
            setattr(self, name, number)
        elif word == "outlinelevel":
            self._level = min(number, BODY)
        elif word in ("par", "sect") and self._group.seen:
            self._count()
            contents = self._style in self._contents_styles
            self._flow.end_paragraph(in_table=self._in_table, is_contents=contents)
        elif word == "cell":
            self._count()
            self._flow.end_cell()
        elif word == "nestcell":
            self._flow.end_nested_cell()
        elif word in ("trowd", "trleft", "cellx"):
            self._edge(word, number)
        elif word == "row":
            self._flow.end_row(self._edges)

    def _edge(self, word: str, number: int) -> None:
        """Where the row and its cells stand on the page."""
        if word == "cellx":
            self._edges.append(number)
        else:
            self._edges = [number, *self._edges[1:]] if word == "trleft" else [0]

    def _count(self) -> None:
        """Count the list item that ends, and number it where the file does not store how."""
        if not self._list:
            return
        if self._numbering is None:
            self._numbering = self._lists.counter()
        marker = self._numbering.next_marker(str(self._list), min(max(self._depth, 0), 8))
        if not self._flow.has_number:
            self._flow.number(marker)

    def _defined(self, role: str, word: str, number: int) -> None:
        """Words of style sheets, lists and form fields."""
        lists = self._lists
        if role == "styles" and word == "s":
            self._style = number
        elif role == "level" and lists.open:
            level = lists.open[-1]
            if word in ("levelnfc", "levelnfcn"):
                level.form = number
            elif word == "levelstartat":
                level.start = number
            elif word == "levelfollow":
                level.follow = number
        elif word == "listid" and role == "list":
            lists.defined[number] = list(lists.open)
        elif role == "use" and word == "listid":
            lists.used[-1] = number
        elif role == "use" and word == "ls":
            lists.used[number] = lists.used.pop(-1, 0)


def _marker(words: str) -> str:
    """A stored list number as the counter of Word files writes it."""
    marker = PRIVATE_USE.sub("•", words.strip())
    return marker if not marker or marker[-1] in WIDE_END or marker == words else f"{marker} "
