"""Memory that processes hold, where the system tells it (Linux); elsewhere it is not known."""

from __future__ import annotations

import mmap
import os
from pathlib import Path

PROCESSES = Path("/proc")


def held(process: int | None = None) -> int:
    """Bytes of memory that a process (this one if none is named) has in use; 0 if not known."""
    # Asked for each file: objects of paths and files would take ten times as long.
    try:
        source = os.open(f"/proc/{process or 'self'}/statm", os.O_RDONLY)
    except OSError:
        return 0
    try:
        return int(os.read(source, 200).split()[1]) * mmap.PAGESIZE
    except (OSError, IndexError, ValueError):
        return 0
    finally:
        os.close(source)


def family(process: int) -> list[int]:
    """A process and all that it began, as LibreOffice; where not known, itself alone."""
    found = [process]
    for one in found:
        for told in (PROCESSES / str(one) / "task").glob("*/children"):
            try:
                found += [int(child) for child in told.read_text().split()]
            except OSError:  # It has ended meanwhile.
                continue
    return found


def take_from_me_first() -> None:
    """Where memory runs out, let the system end this process and not the one that began it."""
    try:
        (PROCESSES / "self/oom_score_adj").write_text("500")
    except OSError:
        return
