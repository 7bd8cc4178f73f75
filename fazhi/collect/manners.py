"""What a run may cost the hosts and the user: stated once, bounded below."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from fazhi.errors import FazhiError

# Seconds between the end of an answer and the next request to its host, whatever anyone asks.
LEAST_PAUSE = 2.0
# How a server is waited for that failed: so many pauses, doubled each time.
BACK_OFF = 5.0
# A host that asks to wait longer is left for another run.
LONGEST_WAIT = 600.0
CONTACT = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+|https?://[^\s<>()]+\.[^\s<>()]+")


@dataclass(frozen=True, slots=True)
class Manners:
    """How hosts are asked.

    Args:
        contact: an e-mail address or page by which a site reaches who is asking; it is sent
            with every request.
        pause: seconds a host is left alone after each answer, 2 at least; `robots.txt` may ask
            for more.
        largest: bytes of a file, packed or not.
        seconds: for one answer.
        attempts: tries of an address that fails in passing.
        requests: in one run, all hosts together.
        total: bytes in one run, as sent.
        minutes: of one run; no further request is sent behind them.
        allow_private: ask addresses of private networks, too.

    Raises `FazhiError` for a contact that is none, or a pause under the least.
    """

    contact: str
    pause: float = LEAST_PAUSE
    largest: int = 64_000_000
    seconds: float = 120.0
    attempts: int = 4
    requests: int = 20_000
    total: int = 100_000_000_000
    minutes: float = math.inf
    allow_private: bool = False

    def __post_init__(self) -> None:
        if not CONTACT.fullmatch(self.contact) or not self.contact.isascii():
            raise FazhiError(
                "collecting needs a contact: who asks must be reachable by the sites",
                where=self.contact,
                hint="Give an e-mail address or a page: --contact you@university.edu",
                code="contact",
            )
        if self.pause < LEAST_PAUSE:
            raise FazhiError(
                f"the pause is under {LEAST_PAUSE:g} seconds",
                where=f"{self.pause:g}",
                hint="Leave it out, or give a longer one.",
                code="pause",
            )
