"""From the answers of coders to one answer a unit: where they agree, or what was settled after.

`answers.json` in the sample's folder holds them; estimates are made of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from fazhi.errors import NotFoundError, ReadError
from fazhi.trust.review.agree import Answers, differ
from fazhi.trust.review.answers import Answer

ANSWERS = "answers.json"


class Settled(msgspec.Struct, frozen=True):
    """One answer a unit, and how it came about: `agreed`, `settled` or by `one` coder alone."""

    answer: Answer
    by: str


def settled(coders: Sequence[Answers], after: Answers) -> tuple[dict[str, Settled], list[str]]:
    """The answers that stand, by key; and the keys on which coders disagree and nobody settled.

    Args:
        coders: the answers of each.
        after: what was settled later; it stands above all.
    """
    stand: dict[str, Settled] = {}
    open_: list[str] = []
    for key in sorted({key for answers in coders for key in answers} | set(after)):
        given = [answers[key] for answers in coders if key in answers]
        if key in after:
            stand[key] = Settled(after[key], "settled")
        elif differ(given):
            open_.append(key)
        else:
            stand[key] = Settled(given[0], "agreed" if len(given) > 1 else "one")
    return stand, open_


def keep_answers(stand: Mapping[str, Settled], folder: Path) -> None:
    """Write what stands beside the sample."""
    rows = [stand[key] for key in sorted(stand)]
    content = msgspec.json.format(msgspec.json.encode(rows), indent=1)
    (folder / ANSWERS).write_bytes(content)


def kept_answers(folder: Path) -> dict[str, Settled]:
    """The answers of a sample's folder by key.

    Raises `NotFoundError` where there are none, `ReadError` where they are damaged.
    """
    file = folder / ANSWERS
    if not file.exists():
        hint = "Read the coders' workbooks first: fazhi review read."
        raise NotFoundError("the sample has no answers yet", where=str(folder), hint=hint)
    try:
        rows = msgspec.json.decode(file.read_bytes(), type=list[Settled])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ReadError(f"these are no answers ({error})", where=str(file)) from error
    return {one.answer.key: one for one in rows}
