"""When each host may be asked again: one request at a time, a pause after each answer."""

from __future__ import annotations

import time
from collections import defaultdict

from fazhi.collect.manners import LONGEST_WAIT


class Pace:
    """The moments (of the monotonic clock) before which hosts are left alone."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._free: defaultdict[str, float] = defaultdict(float)
        self._delays: dict[str, float] = {}

    def slow_down(self, host: str, delay: float) -> None:
        """Leave the host alone for so long after each answer, where that is longer.

        A delay that nobody waits for changes nothing: such a host is not asked.
        """
        if delay <= LONGEST_WAIT:
            self._delays[host] = max(delay, self._delays.get(host, 0.0))

    def pause_of(self, host: str) -> float:
        """Seconds that the host is left alone after each answer."""
        return max(self._pause, self._delays.get(host, 0.0))

    def answered(self, host: str) -> None:
        """An answer, or none, has come: the pause begins."""
        self.hold(host, self.pause_of(host))

    def hold(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long from now."""
        self._free[host] = max(self._free[host], time.monotonic() + seconds)

    def wait_of(self, host: str) -> float:
        """Seconds until the host may be asked; 0 if now."""
        return max(0.0, self._free[host] - time.monotonic())

    def wait(self, host: str) -> None:
        """Wait until the host may be asked."""
        while (left := self.wait_of(host)) > 0:
            time.sleep(left)
