"""Villages and communities of a place, apart and together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.analyse.registry import WARNING, check, finding
from fazhi.codebook.book import Codebook
from fazhi.records import Finding, Report

VILLAGE_UNITS = ("个", "村")
VILLAGES = re.compile(
    r"([0-9]+)个?(?:行政|建制)?村(?:委会|民委员会)?[和、与及，]?(\d+)个?(?:城市|农村)?(?:社区|居委会|居民委员会|居(?![民委住]))"
)
BOTH = re.compile(
    r"(?:辖|全镇|全乡|全街道|我镇|我乡|共有?|[镇乡]|在)(\d+)个(?:行政)?村[、（(和]?(?:社区|居)|(\d+)个村级?[、（(]?(?:社区|居)"
)


@check("villages")
def villages(report: Report, _: Codebook) -> Iterator[Finding]:
    """Villages plus communities against the number stated for both."""
    text = report.text.clean
    counted = (one.place.clean_start for one in report.quantities if one.unit in VILLAGE_UNITS)
    apart = next((found for at in counted if (found := VILLAGES.match(text, at))), None)
    if not apart:
        return
    added = int(apart[1]) + int(apart[2])
    for both in BOTH.finditer(text):
        stated = int(both[1] or both[2])
        if stated not in (added, int(apart[1])) and not VILLAGES.match(text, both.start()):
            yield finding(
                report,
                "sum",
                WARNING,
                both.span(),
                (
                    f"此处称{stated}个村（社区），而另一处为{apart[1]}个村、{apart[2]}个社区，合计{added}个。",
                    f"{stated} villages and communities are stated here; elsewhere {apart[1]} "
                    f"villages and {apart[2]} communities, which are {added}.",
                ),
            )
            return
