"""A year of which nothing is stated leaves its place empty."""

from __future__ import annotations

import re

import pytest
import vl_convert

from fazhi.codebook.book import load_codebook
from fazhi.publish.charts.figure import MIME
from fazhi.publish.charts.years import figures
from fazhi.publish.pages.words import Words

WORDS = Words("zh", load_codebook())


def test_a_year_without_a_figure_keeps_its_place() -> None:
    """findings/year_without_a_figure_is_no_year.sh: else the years beside it stand together."""
    rows = [
        {
            "label": "行政复议案件数",
            "year": year,
            "value": value,
            "scaled": value / 5,
            "piece": piece,
        }
        | {"firm": WORDS("firm.exact"), "figure": str(value), "shown": f"{value}件", "note": ""}
        | {"href": "", "apart": False}
        for year, value, piece in ((2021, 3, 0), (2022, 5, 0), (2024, 2, 1))
    ]
    shown = figures(rows, WORDS)._repr_mimebundle_()[0][MIME]
    svg = vl_convert.vegalite_to_svg(shown)
    (marks,) = re.findall(r'<g class="mark-symbol.*?</g>', svg, re.S)
    places = [float(one) for one in re.findall(r"translate\(([\d.]+),", marks)]
    assert len(places) == 3
    assert (places[2] - places[1]) / (places[1] - places[0]) == pytest.approx(2)
