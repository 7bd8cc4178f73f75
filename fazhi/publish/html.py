"""From executed notebooks and marked texts to pages that carry all they need and fetch nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import nbformat
import vl_convert
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from nbconvert.exporters.html import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.highlight import Highlight2HTML
from traitlets.config import Config

from fazhi.publish import keys, links, theme
from fazhi.publish.figure import MIME
from fazhi.publish.words import Words

HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>')
BUNDLE = "/*vega*/"
ENDS_SCRIPT = re.compile(r"<(/script|!--)", re.I)
# What would end a script or a JSON block early, or break a line in older script engines.
UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
UNSAFE_TABLE = str.maketrans(UNSAFE)


@dataclass(frozen=True, slots=True)
class Page:
    """What surrounds the content of a page: title, language, the way to other pages."""

    title: str
    words: Words
    nav: Sequence[tuple[str, str]] = ()
    here: str = ""
    notebook: str = ""


def as_json(value: object) -> Markup:
    """JSON that can stand inside a script element whatever text it holds."""
    packed = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(packed.translate(UNSAFE_TABLE))


class _Exporter(HTMLExporter):  # type: ignore[misc]
    """nbconvert with our template; the default class parses each page again to add attributes."""

    def from_notebook_node(
        self, nb: nbformat.NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The body of the page and nbconvert's resources."""
        self.register_filter(
            "highlight_code", Highlight2HTML(pygments_lexer="python3", parent=self)
        )
        self.register_filter("as_json", as_json)
        body, found = TemplateExporter.from_notebook_node(self, nb, resources, **kw)
        return body, found


@cache
def _exporter() -> _Exporter:
    kinds = [MIME, "text/html", "text/markdown", "image/svg+xml", "image/png", "text/plain"]
    return _Exporter(
        template_name="fazhi",
        extra_template_basedirs=[str(theme.FOLDER.parent)],
        exclude_anchor_links=True,
        config=Config({"NbConvertBase": {"display_data_priority": kinds}}),
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(theme.FOLDER), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )


@cache
def _bundle() -> str:
    """Vega, Vega-Lite and vega-embed as one script, safe inside a script element."""
    script: str = vl_convert.javascript_bundle()
    return ENDS_SCRIPT.sub(r"<\\\1", script)


def notebook_page(executed: nbformat.NotebookNode, page: Page) -> str:
    """The HTML page of an executed notebook."""
    body, _ = _exporter().from_notebook_node(executed, resources={"words": page.words})
    drawn = any(
        MIME in output.get("data", {})
        for cell in executed.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    )
    return wrapped(Markup(body), page, drawn=drawn)


def wrapped(body: Markup, page: Page, *, drawn: bool = False) -> str:
    """A whole page round a body; `drawn` adds the charts' script, once."""
    contents = [(found[0], Markup(found[1]).striptags()) for found in HEADING.findall(body)]
    html = rendered(
        "layout.html.j2",
        page=page,
        body=body,
        contents=contents,
        drawn=drawn,
        css=Markup(theme.css()),
        script=Markup((theme.FOLDER / "page.js").read_text(encoding="utf-8")),
        lang="zh-Hans" if page.words.language == "zh" else "en",
        made=page.words("site.made", version=keys.version_of("fazhi")),
        index=links.INDEX,
    )
    return html.replace(BUNDLE, _bundle(), 1) if drawn else html


def rendered(template: str, **values: object) -> str:
    """One of our own templates, filled in with everything escaped that is no `Markup`."""
    return _environment().get_template(template).render(**values)
