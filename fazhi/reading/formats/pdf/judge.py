"""What a page of a PDF is: text, a picture of text, or signs that its fonts give no meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any

from fazhi.codebook.book import Codebook
from fazhi.reading.decode import commonness
from fazhi.reading.formats.pdf.objects import Box, Objects
from fazhi.reading.layout.rows import Piece

# Fewer signs than this on a page are a stamp or a page number over a scan, no text layer.
FEWEST_SIGNS = 8
# A page with fewer signs than this under a picture of its size is a scan with a line of the
# scanner's, a heading or a page number of its own; more are a page with a background.
FEW_SIGNS = 150
# The share of the page from which pictures are the page.
COVERED = 0.5
# Signs drawn as curves have a dozen corners each; frames and logos have fewer in all.
MANY_CORNERS = 400
UNREADABLE_SHARE = 0.2
# Chinese text right: nine in ten signs are common ones; taken from the wrong map: one in ten.
LEAST_COMMON = 0.35
FEWEST_TO_JUDGE = 6
# Letters beyond ASCII, and all signs of the scripts that have marks of their own for vowels.
LETTERS = re.compile(r"[^\W\d_\x00-\x7f]|[\u0530-\u10ff\u1200-\u1dff\ua4d0-\uabff]")
STRANGE = re.compile(r"[\ufffd\ufffe\uffff\ue000-\uf8ff¤]")


class Kind(Enum):
    """What a page is, and so how it is read."""

    TEXT = "its signs are read"
    PICTURE = "its picture is to be recognised; what signs it has stand beside"
    LAYER = "as PICTURE, and text without ink lies over the picture"
    CURVES = "its drawing is to be recognised"
    NONSENSE = "the signs are not those that are seen: what is drawn is to be recognised"


def judge(objects: Objects, pieces: Sequence[Piece], page: Box, book: Codebook) -> Kind:
    """What a page with these objects and visible pieces is."""
    straight = [piece.text for piece in pieces if piece.turn % 90 == 0]
    text = "".join(straight)
    if is_nonsense(straight, book):
        return Kind.NONSENSE
    cover = _covered(objects.pictures, page)
    if cover >= COVERED and over_pictures(objects):
        return Kind.LAYER
    signs = len(text) - len(STRANGE.findall(text))
    if objects.pictures and signs < (FEW_SIGNS if cover >= COVERED else FEWEST_SIGNS):
        return Kind.PICTURE
    if signs < FEWEST_SIGNS and objects.corners >= MANY_CORNERS:
        return Kind.CURVES
    return Kind.TEXT


def is_nonsense(texts: Iterable[str], book: Codebook) -> bool:
    """Whether signs that fonts give no meaning, or a wrong one, are a good part of the texts."""
    whole = bad = 0
    for text in texts:
        whole += len(text)
        strange = len(STRANGE.findall(text))
        beyond = len(LETTERS.findall(text))
        if beyond >= FEWEST_TO_JUDGE and commonness(text, book)[1] < LEAST_COMMON * beyond:
            strange = beyond
        bad += strange
    return bad > UNREADABLE_SHARE * whole


def over_pictures(objects: Objects) -> list[tuple[Any, Box]]:
    """Texts without ink that lie over a picture, as those that a scanner recognised."""
    return [
        text
        for text in objects.inkless
        if any(_holds(picture, text[1]) for picture in objects.pictures)
    ]


def _holds(picture: Box, box: Box) -> bool:
    across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return picture[0] <= across <= picture[2] and picture[1] <= up <= picture[3]


def _covered(pictures: Iterable[Box], page: Box) -> float:
    """Share of the page that pictures cover; those that overlap count twice."""
    area = max((page[2] - page[0]) * (page[3] - page[1]), 1.0)
    covered = 0.0
    for left, bottom, right, top in pictures:
        wide = min(right, page[2]) - max(left, page[0])
        high = min(top, page[3]) - max(bottom, page[1])
        covered += max(wide, 0.0) * max(high, 0.0)
    return covered / area
