#!/usr/bin/env bash
set -euo pipefail
# Found: a column of figures with their units (126件), declared as numbers with other signs round them (bareNumber: false,
# as the standard for it has it), loses the words that multiply with those that measure: 3.5万元 is 3.5 and 1.2亿元 1.2,
# and what stands before the figure: 负3 (minus three) is 3, 千分之3 is 3, 98.5% 98.5. The table is valid. Ranges and two
# multipliers (3万5千元) are refused.
# Version: frictionless 5.21.0, a Table Schema of one field, Resource.read_rows.
# Seen: of the cells above 3.5, 1.2, 3, 3, 98.5, and of 第3条 3; 3-5件 and 3万5千元 have an error each.
# Meets: whoever publishes a table of figures as they were written with a schema: a fine of 35,000 元 is smaller than one of
# four, and the package's validator agrees.
# In fazhi: multipliers, shares and signs belong to the figure (tests/parse/quantities/test_numbers.py,
# test_a_number_is_exact), and tables that are packed have numbers and units in columns of their own.
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "frictionless==5.21.0"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys

from frictionless import Resource, Schema

FOUND = {
    "126件": "126",
    "3.5万元": "3.5",
    "1.2亿元": "1.2",
    "98.5%": "98.5",
    "负3": "3",
    "千分之3": "3",
    "第3条": "3",
    "3-5件": None,
    "3万5千元": None,
}
FIELD = {"name": "figure", "type": "number", "bareNumber": False}


def resource(cells):
    schema = Schema.from_descriptor({"fields": [FIELD]})
    return Resource(data=[["figure"], *([cell] for cell in cells)], schema=schema)


told = [row["figure"] for row in resource(FOUND).read_rows()]
read = {cell: None if value is None else str(value) for cell, value in zip(FOUND, told, strict=True)}
print("; ".join(f"{cell} {value}" for cell, value in read.items()))
valid = resource([cell for cell, value in FOUND.items() if value]).validate().valid
print("valid:", valid)
sys.exit(0 if read == FOUND and valid else 1)
PYTHON
