#!/usr/bin/env bash
set -euo pipefail
# Found: a column of ranges (3-5, 4-6) is one of months: May of the year 3. It is read by two tools that find out the
# types of a table for its codebook and its statistics; the other makes days of the year 2001 of it. Of two figures in
# a cell (12,15) the first makes a place on the globe.
# Version: frictionless 5.21.0, describe and reading; agate 1.14.2, the types of csvkit (csvstat, in2csv).
# Seen: 3-5 and 4-6 are of type yearmonth, year 3 and month 5; 12,15 and 3,5 of type geopoint; in agate 3-5 is 5 March
# and 12/15 15 December of 2001. The same columns with 约4-6 among them stay words.
# Meets: whoever publishes a table with the schema that the tool wrote, or takes its statistics: ranges, which reports
# state where they do not count, are dates with a mean and a maximum.
# In fazhi: a range has two columns of numbers, and the package states each column's type, found out by nobody
# (tests/parse/quantities/test_numbers.py, test_a_range_has_both_ends; tests/publish/package/test_package.py,
# test_the_validator_tells_what_was_changed).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "frictionless==5.21.0" "agate==1.14.2"
cd "$folder"
printf '件,项,说明\n3-5,"12,15",3-5\n4-6,"3,5",约4-6\n' > towns.csv
printf 'n\n3-5\n12/15\n' > ranges.csv
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys

import agate
from frictionless import Resource

resource = Resource("towns.csv")
resource.infer()
types = [field.type for field in resource.schema.fields]
first = resource.read_rows()[0]
print("frictionless:", types, first["件"])
table = agate.Table.from_csv("ranges.csv")
days = [str(row[0]) for row in table.rows]
print("agate:", type(table.column_types[0]).__name__, days)
as_found = types == ["yearmonth", "geopoint", "string"] and (first["件"].year, first["件"].month) == (3, 5)
sys.exit(0 if as_found and [day[4:] for day in days] == ["-03-05", "-12-15"] else 1)
PYTHON
