"""From executed notebooks and marked texts to pages that carry all they need and fetch nothing."""

from __future__ import annotations

import base64
import json
import struct
import zlib
from dataclasses import replace
from functools import cache, partial
from typing import Any

import nbformat
import vl_convert
from markupsafe import Markup, escape
from nbconvert.exporters.html import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.highlight import Highlight2HTML
from traitlets.config import Config

from fazhi.publish.charts.figure import MIME, on_page
from fazhi.publish.pages import links, theme
from fazhi.publish.pages.layout import BESIDE, Page, allowance, version_of, wrapped
from fazhi.publish.pages.prose import as_json, mixed
from fazhi.publish.site.run import ROWS

# What a page of many reports holds, and no other.
CHOICE = '<form class="slice"'
# A heading ends the section before it; what a cell is filled with is no one's code.
SECTION = "section"
UNTOLD = frozenset({SECTION, "parameters", "injected-parameters"})


class _Exporter(HTMLExporter):
    """nbconvert with our template; the default class parses each page again to add attributes."""

    def from_notebook_node(  # type: ignore[override]
        self, nb: nbformat.NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The body of the page and nbconvert's resources."""
        exporter: Any = self
        exporter.register_filter(
            "highlight_code", Highlight2HTML(pygments_lexer="python3", parent=self)
        )
        exporter.register_filter("as_json", as_json)
        exporter.register_filter("on_page", on_page)
        exporter.register_filter("packed", _packed)
        body, found = TemplateExporter.from_notebook_node(self, nb, resources, **kw)
        return body, found

    def _preprocess(self, nb: nbformat.NotebookNode, resources: Any) -> tuple[Any, Any]:
        """No preprocessor changes what our template shows, and each checks the notebook again."""
        return nb, resources


@cache
def _exporter() -> Any:
    kinds = [MIME, "text/html", "text/markdown", "image/svg+xml", "image/png", "text/plain"]
    kind: Any = _Exporter
    return kind(
        template_name="fazhi",
        extra_template_basedirs=[str(theme.FOLDER.parent)],
        exclude_anchor_links=True,
        config=Config({"NbConvertBase": {"display_data_priority": kinds}}),
    )


@cache
def _drawing() -> tuple[str, str]:
    """Vega, Vega-Lite and vega-embed under half their size, and their digest."""
    made: Any = vl_convert.javascript_bundle
    bundle = made()
    return _base64(bundle), allowance(bundle)


def _base64(text: str) -> str:
    return base64.b64encode(gzipped(text.encode())).decode()


def _packed(parts: dict[str, Any]) -> str:
    """The numbers of a chart by report, a tenth of their size: there may be a hundred thousand."""
    return _base64(json.dumps(parts, ensure_ascii=False, separators=(",", ":")))


@cache
def _script(choice: bool) -> str:
    """What unpacks the drawing and draws; with `choice` what follows a choice of reports, too."""
    names = ("charts", *(("choice", "sounds", "places") if choice else ()), "keep", "page")
    return "".join((theme.FOLDER / f"{name}.js").read_text("utf-8") for name in names)


def gzipped(data: bytes) -> bytes:
    """Data in the gzip format, with a header that no version of Python or system decides."""
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = squeezed.compress(data) + squeezed.flush()
    # No time, the slowest method, an unknown system; at the end what must come out.
    head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    return head + body + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def _code_by_cell(executed: nbformat.NotebookNode) -> dict[str, str]:
    """By the id of a section's last cell, the code of the whole section, told at one place."""
    found: dict[str, str] = {}
    pending, last = "", ""
    for cell in executed.cells:
        tags = set(cell.metadata.get("tags", ()))
        if SECTION in tags and last:
            found[last], pending, last = pending, "", ""
        if cell.cell_type != "code" or tags & UNTOLD:
            continue
        pending += f"{cell.source}\n"
        last = last if ROWS in tags else cell.id
    return {**found, last: pending} if last else found


def _citation(page: Page, question: str, anchor: str) -> Markup:
    """How to cite a chart: what it asks, where it stands, what made it."""
    told = {"question": question, "title": page.title, "address": f"{page.here}#{anchor}"}
    said = page.words("page.cite", **told, version=version_of("fazhi"))
    return Markup(mixed(said, page.words))


def _own_bundle(page: Page, packed: str) -> str:
    """What draws, in the page; base64 holds nothing that could end the element early."""
    undrawn = escape(page.words("page.undrawn"))
    return (
        f'<script type="application/gzip" id="drawing" data-undrawn="{undrawn}">{packed}</script>'
    )


def _shared_bundle(page: Page) -> str:
    """The way to what draws, which lies beside the pages."""
    undrawn = escape(page.words("page.undrawn.shared", file=links.DRAWING))
    return f'<script src="{links.DRAWING}" id="drawing" data-undrawn="{undrawn}"></script>'


def shared_files() -> dict[str, str]:
    """What pages have in common where it lies beside them: the style sheet, and what draws."""
    return {links.LOOK: theme.css(), links.DRAWING: f'window.fazhiDrawing = "{_drawing()[0]}";\n'}


def notebook_page(executed: nbformat.NotebookNode, page: Page) -> str:
    """The HTML page of an executed notebook."""
    told = {
        "words": page.words,
        "code": _code_by_cell(executed),
        "cite": partial(_citation, page),
        "data": links.DATA,
    }
    body, _ = _exporter().from_notebook_node(executed, resources=told)
    drawn = any(
        MIME in output.get("data", {})
        for cell in executed.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    )
    if not drawn:
        return wrapped(Markup(body), page)
    packed, allowed = _drawing()
    bundle = _shared_bundle(page) if page.shared else _own_bundle(page, packed)
    page = replace(page, allowed=(*page.allowed, *(BESIDE if page.shared else ()), allowed))
    keeping = as_json({"page": page.here})
    bundle += f'<script type="application/json" id="keeping">{keeping}</script>'
    script = _script(choice=CHOICE in body)
    return wrapped(Markup(f"{body}\n{bundle}"), page, script)
