"""Altair's own charts in JupyterLab, drawn by what JupyterLab holds itself.

Altair shows a chart through a script from the network. The renderer here hands JupyterLab the
specification in the form that it draws by itself; a renderer that the reader chose is left alone.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from fazhi.publish.charts.figure import MIME, WIDTH

RENDERER = "fazhi"


def drawn_here() -> None:
    """Let every Altair chart of this session be drawn offline, unless a renderer was chosen."""
    if alt.renderers.active == "default":
        alt.renderers.enable(RENDERER)


def _offline(spec: dict[str, Any], **_: object) -> dict[str, Any]:
    shown = {name: part for name, part in spec.items() if name != "$schema"}
    if shown.get("width") == "container":
        # There is none when JupyterLab draws: the chart would grow with each look at it.
        shown["width"] = WIDTH
    return {MIME: shown, "text/plain": spec.get("description", "")}


alt.renderers.register(RENDERER, _offline)
