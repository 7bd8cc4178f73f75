"""The audit: every check in this folder, run over one report."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from fazhi.analyse.registry import CHECKS
from fazhi.codebook.book import Codebook
from fazhi.records import Finding, Report

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")


def audit(report: Report, book: Codebook) -> tuple[Finding, ...]:
    """All findings of a report in reading order; those without a place come last."""
    found: list[Finding] = []
    for name in sorted(CHECKS):
        found += CHECKS[name](report, book)
    return tuple(sorted(set(found), key=_order))


def _order(one: Finding) -> tuple[int, int, str, str]:
    start, end = (one.place.start, one.place.end) if one.place else (1 << 62, 1 << 62)
    return start, end, one.check, one.message_en
