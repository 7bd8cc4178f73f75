"""The audit: every check in the folders beside this file, run over one report."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

from fazhi.analyse.registry import CHECKS
from fazhi.codebook.book import Codebook
from fazhi.records import Finding, Report

for _module in walk_packages(__path__, f"{__name__}."):
    import_module(_module.name)


def audit(report: Report, book: Codebook) -> tuple[Finding, ...]:
    """All findings of a report in reading order; those without a place come last."""
    found: list[Finding] = []
    for name in sorted(CHECKS):
        found += CHECKS[name](report, book)
    return tuple(sorted(set(found), key=_order))


def _order(one: Finding) -> tuple[int, int, str, str]:
    start, end = (one.place.start, one.place.end) if one.place else (1 << 62, 1 << 62)
    return start, end, one.check, one.message_en
