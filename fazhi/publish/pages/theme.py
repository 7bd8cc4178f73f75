"""One look: colours safe for colour-blind readers, type for Chinese, and the charts' settings."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "template" / "fazhi"
FONT = (
    'system-ui, -apple-system, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", '
    '"Noto Sans CJK SC", "Source Han Sans SC", sans-serif'
)
# Mid tones that stand out on white and on near-black, told apart with any colour vision.
BLUE, ORANGE, GREEN, PURPLE, GREY = "#3b7fc4", "#d9822b", "#2f9e7d", "#a5689f", "#8a929b"
ROLES = ("achievements", "head_duties", "problems", "plan", "preamble", "other")
ROLE_COLOURS = (BLUE, GREEN, ORANGE, PURPLE, "#c3b36b", GREY)
TOWNS = (BLUE, ORANGE, GREEN, PURPLE, "#c9a800", "#5fb3d4", "#b5544d", GREY)
INK, GRID = "#59626c", "#c9ced4"
RED, EDGE, DARK = "#b5544d", "#8a929b40", "#3c444c"
# As dark as the page's own words, and as light as they in dark mode.
STRONG = "#1c2126"


@cache
def css() -> str:
    """The style sheet of every page."""
    return (FOLDER / "page.css").read_text(encoding="utf-8")


def config() -> dict[str, Any]:
    """Vega-Lite configuration; the page's style sheet recolours text and grid in dark mode."""
    words = {"labelColor": INK, "titleColor": INK, "labelFont": FONT, "titleFont": FONT}
    return {
        "font": FONT,
        "aria": False,
        "mark": {"aria": False},
        "background": None,
        "padding": {"left": 2, "right": 8, "top": 6, "bottom": 4},
        "view": {"stroke": None},
        "axis": {
            **words,
            "labelFontSize": 12,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "titlePadding": 10,
            "labelLimit": 210,
            "gridColor": GRID,
            "gridOpacity": 0.6,
            "domain": False,
            "tickColor": GRID,
            "labelPadding": 6,
        },
        "legend": {
            **words,
            "orient": "top",
            "direction": "horizontal",
            "title": None,
            "labelFontSize": 12,
            "symbolSize": 90,
            # The palest colour has an edge, on paper too; what is drawn faint is told apart here.
            "symbolStrokeColor": EDGE,
            "symbolOpacity": 1,
            "labelLimit": 260,
        },
        "header": words,
        "title": {"font": FONT, "anchor": "start", "fontSize": 14, "color": INK},
        "text": {"font": FONT, "fontSize": 12},
        "bar": {"cornerRadiusEnd": 2},
    }
