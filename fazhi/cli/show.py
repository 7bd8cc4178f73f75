"""What commands show in the terminal: outlines and scores."""

from __future__ import annotations

from rich.box import SIMPLE
from rich.table import Table
from rich.tree import Tree

from fazhi.cli.speech import named, say
from fazhi.cli.terminal import plain
from fazhi.records import Report
from fazhi.trust.evaluate import Score


def outline_tree(report: Report) -> Tree:
    """The outline as a tree, inferred parts marked, under a line that says who speaks."""
    who = report.identity
    place = "".join(part or "" for part in (who.province, who.prefecture, who.county, who.town))
    facts = [place or say("place not stated"), who.adcode or say("no code")]
    facts.append(f"{who.report_year}" if who.report_year else say("year not stated"))
    facts.append(named("level", who.level) if who.level else say("level not told"))
    tree = Tree(f"[bold]{plain(who.title or report.path)}[/bold]\n{plain(' · '.join(facts))}")
    for candidate in who.candidates:
        tree.add(f"[yellow]{say('perhaps {0}', plain(candidate))}[/yellow]")
    nodes: dict[int | None, Tree] = {None: tree}
    for section in report.outline.sections:
        number = "" if section.number is None else f" ({section.number})"
        lost = f"[yellow]‹{section.number}›[/yellow] " if section.marker is None else ""
        marker = plain(section.marker or "")
        role = f" [cyan]{named('role', section.role)}[/cyan]" if section.level == 1 else ""
        guess = f" [yellow]{say('inferred')}[/yellow]" if section.inferred else ""
        gap = number if section.inferred and section.marker else ""
        label = f"{lost}{marker}{plain(section.title)}{role}{guess}{gap}"
        parent = nodes.get(section.parent_id, tree)
        nodes[section.section_id] = parent.add(label)
    for fact in report.outline.facts:
        words = report.text.quote(fact.place.start, min(fact.place.end, fact.place.start + 20))
        tree.add(f"[yellow]{fact.kind}[/yellow] {plain(fact.expected)} {plain(words)}")
    return tree


def score_table(scores: dict[str, Score], title: str) -> Table:
    """Scores as a table: right, wrong, missed, precision, recall, F1 and its interval."""
    table = Table(title=plain(title), title_justify="left", box=SIMPLE, pad_edge=False)
    table.add_column(say("kind"), no_wrap=True)
    for name in ("right", "wrong", "missed", "precision", "recall", "F1", "95 %"):
        table.add_column(say(name), justify="right", no_wrap=True)
    for score in scores.values():
        table.add_row(
            named("gold", score.kind),
            str(score.right),
            str(score.wrong),
            str(score.missed),
            *(f"{share:.3f}" for share in (score.precision, score.recall, score.f1)),
            "–".join(f"{bound:.2f}" for bound in score.interval),
        )
    return table
