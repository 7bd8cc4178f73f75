"""What drafts share with the reports of a folder, as records, rows and a part of the page.

Names and years left over come first: they are what has to be mended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from fazhi.pipeline.beside.against import Against
from fazhi.pipeline.check import Verdict
from fazhi.publish.pages import prose
from fazhi.publish.pages.whose import outermost, shares_told
from fazhi.publish.pages.words import Words

# By the path of the draft.
Found = Mapping[str, Against]
# Where drafts were set beside nothing.
NONE: Found = {}
Row = Mapping[str, object]
# Prescribed wording tells nothing of its author: it is counted, and no person reads it again.
SHOWN = ("other_place", "own_past", "template", "unclear")
LEFT = ("quote", "check", "message_zh", "message_en", "start", "end", "source_report_id")
PASSAGE = ("start", "end", "kind", "changes", "similarity", "dated", "other_report_id",
           "other_start", "other_end")  # fmt: skip


def shown(found: Against) -> Iterator[tuple[str, list[Row]]]:
    """The kinds that a person looks at with their passages, the longest first."""
    for kind in SHOWN:
        rows: list[Row] = [row for row in found.shared if (row["kind"] or "unclear") == kind]
        rows = [row for row in rows if row["other_report_id"]]
        if rows:
            yield kind, outermost(rows)


def sides(verdict: Verdict, found: Against, row: Row) -> tuple[str, str]:
    """The words of a passage without blanks, in the draft and beside it."""
    other = found.texts.get(str(row["other_report_id"]), "")
    pieces = (
        verdict.report.text.raw[_int(row, "start") : _int(row, "end")],
        other[_int(row, "other_start") : _int(row, "other_end")],
    )
    return "".join(pieces[0].split()), "".join(pieces[1].split())


def as_record(verdict: Verdict, found: Against) -> dict[str, object]:
    """What is left over, the shares of the draft's characters by kind (0 to 1), every passage.

    `start` and `end` count code points of the draft's raw text, `other_start` and `other_end` of
    the other report's; `other` says which place and year that is.
    """
    return {
        "left_over": [{name: row[name] for name in LEFT} for row in found.left_over],
        "shares": dict(found.shares),
        "passages": [
            {
                **{name: row[name] for name in PASSAGE},
                "other": found.named.get(str(row["other_report_id"])),
                **dict(zip(("words", "other_words"), sides(verdict, found, row), strict=True)),
            }
            for row in found.shared
            if row["other_report_id"]
        ],
    }


def as_rows(verdict: Verdict, found: Against, words: Words) -> Iterator[list[str]]:
    """Kind, words, report beside, its words, what was changed and what to look at, a line each."""
    left: Iterable[Row] = found.left_over
    for row in left:
        who = found.named.get(str(row["source_report_id"]), "")
        told = str(row[f"message_{words.named_in}"])
        yield [words("shared.left_over"), str(row["quote"]), who, "", "", told]
    for kind, rows in shown(found):
        for row in rows:
            who = found.named.get(str(row["other_report_id"]), "")
            changed = words.of("changed", str(row["changes"]))
            yield [words.of("shared", kind), *_parted(sides(verdict, found, row), who), changed, ""]


def _parted(both: tuple[str, str], who: str) -> tuple[str, str, str]:
    return both[0], who, both[1]


def left_names(found: Against, words: Words) -> str:
    """The names and years left over, each once."""
    return words("list.comma").join(dict.fromkeys(str(row["quote"]) for row in found.left_over))


def section(verdict: Verdict, found: Against, words: Words) -> str:
    """The part of a draft on the page: what is left over, how much is its own, the passages."""
    lines = "".join(
        f"<li>{prose.quote(row['quote'])} {escape(str(row[f'message_{words.named_in}']))}</li>"
        for row in found.left_over
    )
    left = f"<ul>{lines}</ul>" if lines else f"<p>{escape(words('against.left.none'))}</p>"
    share = f"<p>{escape(shares_told(found.shares, words))}</p>\n" if found.shares else ""
    tables = "".join(_table(verdict, found, kind, rows, words) for kind, rows in shown(found))
    return (
        f"<h2>{escape(words('against.title'))}</h2>\n<h3>{escape(words('shared.left_over'))}</h3>"
        f"\n{left}\n{share}{tables}<p class=where>{escape(words('shared.judge'))}</p>\n"
    )


def _table(verdict: Verdict, found: Against, kind: str, rows: list[Row], words: Words) -> str:
    told = ""
    for row in rows:
        mine, theirs = sides(verdict, found, row)
        who = escape(found.named.get(str(row["other_report_id"]), ""))
        changes = escape(words.of("changed", str(row["changes"])))
        told += (
            f"<tr><td>{prose.changed(mine, theirs)} "
            f'<span class="tag note">{changes}</span></td>'
            f"<td><span class=where>{who}</span><br>{prose.changed(theirs, mine)}</td></tr>"
        )
    head = words("short.field", field=words.of("shared", kind), n=len(rows))
    return f"<h3>{escape(head)}</h3>\n<table class=both>{told}</table>\n"


def _int(row: Row, name: str) -> int:
    return int(str(row[name]))
