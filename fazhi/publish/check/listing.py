"""The list of a check as a page shows it: whom to phone first, filtered without any script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from fazhi.codebook.requirements import GROUPS
from fazhi.language.printable import printable
from fazhi.pipeline.check import Verdict
from fazhi.pipeline.drafts.offices import speaking
from fazhi.pipeline.drafts.roll import STATES, Roll, Row
from fazhi.publish.check.words import end_of, matters, named, title_words, total_words
from fazhi.publish.pages.words import Words

# The look of the tag of a state.
LOOK = {"missing": "error", "unread": "error", "doubtful": "error", "twice": "warning",
        "lacking": "no", "faulty": "warning", "minor": "note", "fine": "yes"}  # fmt: skip

DIALLED = re.compile(r"\+?[0-9]{5,15}")


def filter_style() -> str:
    """The rules that hide every line but those of the state chosen."""
    return "".join(
        f"#s-{state}:checked ~ table tr.line:not(.s-{state}) {{ display: none; }}\n"
        for state in STATES
    )


def list_section(roll: Roll, page: Words) -> str:
    """Heading, totals, filter and a line for each draft or office that sent none."""
    heads = [page("column.due"), page("column.state"), page("column.matter"), page("column.place")]
    heads += [page.of("group", group) for group in GROUPS] + [page("draft.findings")]
    head = "".join(f"<th scope=col>{escape(one)}</th>" for one in heads)
    rows = "".join(_row(number, row, page) for number, row in enumerate(roll.rows, start=1))
    return (
        f'<section id="list">\n<h1>{escape(title_words(roll, page))}</h1>\n'
        f"<p>{escape(total_words(roll, page))}</p>\n<p class=where>{page('roll.order')}</p>\n"
        f"{''.join(_filters(roll, page))}\n<table class=list><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table>\n</section>\n"
    )


def _filters(roll: Roll, page: Words) -> Iterator[str]:
    """A button for each state that occurs, how many lines it has, and one for all."""
    totals = roll.totals()
    yield f"<span class=filter>{page('roll.show')}</span> "
    yield _filter("all", f"{page('roll.all')} {len(roll.rows)}", " checked")
    for state in STATES:
        if totals.get(state):
            yield _filter(state, f"{page.of('sent', state)} {totals[state]}")


def _filter(name: str, told: str, checked: str = "") -> str:
    return (
        f'<input class=of type=radio name=state id="s-{name}"{checked}>'
        f'<label for="s-{name}">{escape(told)}</label>\n'
    )


def _row(number: int, row: Row, page: Words) -> str:
    name, file = escape(named(row, page)), ""
    if row.outcome:
        name = f'<a href="#d{number}">{name}</a>'
        file = f"<br><span class=where>{escape(end_of(row.outcome.path))}</span>"
    if row.due:
        reach = " ".join(filter(None, (escape(printable(row.due.contact)), _call(row.due.phone))))
        file += f"<br><span class=where>{reach}</span>" if reach else ""
    tag = f'<span class="tag {LOOK[row.state]}">{page.of("sent", row.state)}</span>'
    told = "<br>".join(escape(printable(one)) for one in matters(row, page)) or "—"
    cells = [name + file, tag, told, *_numbers(row, page)]
    heads = ("", "", "", page("column.place"), *(page.of("group", one) for one in GROUPS), "")
    shown = "".join(
        f'<td data-head="{escape(head)}">{cell}</td>' if cell else "<td></td>"
        for head, cell in zip(heads, cells, strict=True)
    )
    return f'<tr class="line s-{row.state}">{shown}</tr>'


def _call(phone: str) -> str:
    """A number that a telephone dials when it is touched; other words as they stand."""
    shown, dialled = escape(printable(phone)), re.sub(r"[\s()（）-]", "", phone)
    return f'<a href="tel:{dialled}">{shown}</a>' if DIALLED.fullmatch(dialled) else shown


def _numbers(row: Row, page: Words) -> list[str]:
    """The place and year that the text speaks of, requirements met by group, findings."""
    if not isinstance(row.outcome, Verdict):
        return [""] * (len(GROUPS) + 2)
    who, tallies = row.outcome.report.identity, row.outcome.tallies()
    spoken = " ".join(str(one) for one in (speaking(who, page.book), row.year) if one)
    met = ["{}/{}".format(*tallies[one]) if one in tallies else "—" for one in GROUPS]
    counts = row.outcome.counts().items()
    found = "<br>".join(f"{page.of('severity', kind)} {count}" for kind, count in counts if count)
    return [escape(spoken) or "—", *met, found or "—"]
