"""Where the files of a folder come from, as the proof beside them tells it (`captures.csv`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from fazhi.captures import TABLE, Capture, read_captures

# What was asked for and led to bytes; of a page that did not change, that it did not.
HELD = frozenset(("kept", "same", "changed", "duplicate"))
OF_A_REPORT = frozenset(("page", "attachment", "inside", "frame"))


def proof_of(folders: Iterable[Path]) -> dict[Path, Mapping[str, str]]:
    """For each file that was collected what is known of it, by the manifest's columns.

    The hour is that at which its bytes first came. Raises `ReadError` (`captures`) where a table
    of captures is none.
    """
    found: dict[Path, Mapping[str, str]] = {}
    for folder in sorted(folders):
        if (folder / TABLE).is_file():
            reports: dict[str, list[Capture]] = {}
            led: dict[str, str] = {}
            for one in read_captures(folder):
                if one.state == "moved":
                    led.setdefault(one.reached, one.asked)
                if one.report and one.state in HELD:
                    reports.setdefault(one.report, []).append(one)
            found |= {folder / name: _stated(rows, led) for name, rows in reports.items()}
    return found


def _stated(rows: list[Capture], led: Mapping[str, str]) -> dict[str, str]:
    """Of one report: its page or document, in the last form that was captured.

    `led`: the address that was asked, by that to which the server led from it.
    """
    own = [one for one in rows if one.role in OF_A_REPORT] or rows
    last = max(own, key=lambda one: one.at)
    own = [one for one in own if one.asked == last.asked]
    first = min((one for one in own if one.sha256 == last.sha256), key=lambda one: one.at)
    asked, seen = last.asked, {last.asked}
    while (before := led.get(asked)) and before not in seen:
        seen.add(before)
        asked = before
    stated = {"source_url": asked, "final_url": last.reached, "captured_at": first.at}
    # A report put together of several pages has a digest that none of them has.
    is_whole = len({one.asked for one in rows}) == 1
    return stated | ({"captured_sha256": last.sha256} if is_whole and last.sha256 else {})


def joined(proof: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """What the manifest says over what was captured; its address is that asked or that reached."""
    is_reached = own.get("source_url") == proof.get("final_url")
    return {**proof, **own} | ({"source_url": proof["source_url"]} if proof and is_reached else {})
