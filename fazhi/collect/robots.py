"""What a host's `robots.txt` allows, and how long it asks to be left alone."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

from protego import Protego

from fazhi.reading.covers import decoded_name

# Longer files are read so far (RFC 9309, 2.5).
MOST_READ = 512_000
# How we are called in such files.
NAME = "fazhi"
AGENT = re.compile(r"\s*user[- ]?agent\s*[:\s]\s*(.*)", re.I)
OURS = re.compile(rf"(?<![\w-]){NAME}(?![\w-])", re.I)
# The marks of UTF-16.
WIDE = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# One step of a path, or one word of a question.
STEP = re.compile(r"[^/?&=*$#\s]*%[^/?&=*$#\s]*")


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for one origin; `rules` is null where it has no such file."""

    rules: Protego | None = None

    def says(self, address: str) -> str:
        """`allowed`, `refused`, or `none` where nothing is said at all."""
        if self.rules is None:
            return "none"
        return "allowed" if self.rules.can_fetch(_in_utf8(address), NAME) else "refused"

    @property
    def delay(self) -> float:
        """Seconds between two requests; 0 where none are asked for."""
        if self.rules is None:
            return 0.0
        rate = self.rules.request_rate(NAME)
        by_rate = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(self.rules.crawl_delay(NAME) or 0.0, by_rate)


def read_robots(body: bytes) -> Robots:
    """The rules in a file in UTF-8 or UTF-16, with its mark or without, or in GBK.

    A mark that is left in place would hide the first line, and with it whom it speaks to. A page
    in place of the file has no rules, which allows all.
    """
    lines = _text_of(body[:MOST_READ]).splitlines()
    return Robots(Protego.parse("\n".join(_in_utf8(_as_we_are_called(line)) for line in lines)))


def _text_of(head: bytes) -> str:
    """The text; where it is not in UTF-16 each line by itself, for the head may end in a sign."""
    wide = next((encoding for mark, encoding in WIDE if head.startswith(mark)), "")
    if not wide and b"\0" in head[:2]:
        wide = "utf-16-be" if head.startswith(b"\0") else "utf-16-le"
    if wide:
        return head.decode(wide, "replace").removeprefix("\ufeff")
    return "\n".join(map(decoded_name, head.removeprefix(b"\xef\xbb\xbf").splitlines()))


def _as_we_are_called(line: str) -> str:
    """A line that speaks to us by our name in any form (`fazhi/0.1.0`), with the name alone."""
    found = AGENT.match(line.partition("#")[0])
    return f"User-agent: {NAME}" if found and OURS.search(found[1]) else line


def _in_utf8(text: str) -> str:
    """Addresses whose percent signs stand for GBK, with those of UTF-8: a path has two writings."""
    return STEP.sub(lambda found: _step_in_utf8(found[0]), text) if "%" in text else text


def _step_in_utf8(step: str) -> str:
    data = unquote_to_bytes(step)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        with suppress(UnicodeDecodeError):
            return quote(data.decode("gb18030"), safe="")
    return step
