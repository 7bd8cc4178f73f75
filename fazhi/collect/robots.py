"""What a host's `robots.txt` allows, and how long it asks to be left alone."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

# Longer files are read so far (RFC 9309, 2.5).
MOST_READ = 512_000
# How we are called in such files.
NAME = "fazhi"


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for one origin; `rules` is null where it has no such file."""

    rules: Protego | None = None

    def says(self, address: str) -> str:
        """`allowed`, `refused`, or `none` where nothing is said at all."""
        if self.rules is None:
            return "none"
        return "allowed" if self.rules.can_fetch(address, NAME) else "refused"

    @property
    def delay(self) -> float:
        """Seconds between two requests; 0 where none are asked for."""
        if self.rules is None:
            return 0.0
        rate = self.rules.request_rate(NAME)
        by_rate = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(self.rules.crawl_delay(NAME) or 0.0, by_rate)


def read_robots(body: bytes) -> Robots:
    """The rules in a file in UTF-8, with its mark or without, or in GBK.

    A mark that is left in place would hide the first line, and with it whom it speaks to. A page
    in place of the file has no rules, which allows all.
    """
    head = body[:MOST_READ]
    try:
        text = head.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = head.removeprefix(b"\xef\xbb\xbf").decode("gb18030", "replace")
    return Robots(Protego.parse(text))
