"""Two texts in two columns, a row a passage; on a narrow page one under the other."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

STYLE = """
.twofold { width: 100%; table-layout: fixed; border-collapse: collapse; }
.twofold :is(td, th) { overflow-wrap: anywhere; vertical-align: top; padding: .3rem .8rem .3rem 0; }
.twofold :is(td, th):first-child { width: 4.8rem; }
.twofold u { text-decoration: underline 2px; text-underline-offset: .25em; }
@media (max-width: 40rem) { .twofold, .twofold tbody { display: block; }
  .twofold thead { display: none; }
  .twofold tr { display: block; border-top: 1px solid var(--line); padding: .4rem 0; }
  .twofold td { display: block; border: 0; padding: .1rem 0; width: auto !important; }
  .twofold td:empty { display: none; }
  .twofold td[data-head]::before { content: attr(data-head); display: block; opacity: .85;
    font-size: .85rem; } }
"""


def table(heads: Sequence[str], rows: str, caption: str = "") -> str:
    """The table of rows that `line_of` made, under the names of both texts (plain text)."""
    names = "".join(f'<th scope="col" role="columnheader">{escape(one)}</th>' for one in heads)
    told = f'<caption class="unseen">{escape(caption)}</caption>' if caption else ""
    # Roles are written out: where a narrow page stacks the cells, browsers forget them.
    return (
        f'<table role="table" class="twofold">{told}<thead role="rowgroup"><tr role="row">'
        f'<td role="cell"></td>{names}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>'
    )


def line_of(
    kind: str, first: str, sides: Sequence[str], heads: Sequence[str] = (), anchor: str = ""
) -> str:
    """A row: its class, what its tag says (plain text), and ready markup of both sides or of one.

    `heads` say on a narrow page whose words each side holds; `anchor` is the address of the row.
    """
    if len(sides) == 1:
        cells = f'<td role="cell" colspan="2">{sides[0]}</td>'
    else:
        named = [f' data-head="{escape(one)}"' for one in heads] or ["", ""]
        cells = "".join(
            f'<td role="cell"{name if side else ""}>{side}</td>'
            for name, side in zip(named, sides, strict=True)
        )
    where = f' id="{escape(anchor)}"' if anchor else ""
    tag = f'<span class="badge tag">{escape(first)}</span>'
    return f'<tr role="row" class="{escape(kind)}"{where}><td role="cell">{tag}</td>{cells}</tr>'
