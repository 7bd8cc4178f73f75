#!/usr/bin/env bash
set -euo pipefail
# Found: the validator of Data Packages takes a descriptor of version 2 and calls the data valid where they
# break what version 2 brought: `categories` (a value that is none of them) and `uniqueKeys` (a row twice).
# The older `enum` and `primaryKey` of the same meaning it holds.
# Version: frictionless 5.21.0 on Python 3.11.
# Seen: valid with a level `planet` among township and county, and with an id twice; invalid by the older words.
# Meets: whoever writes a codebook of coded values into a data package and trusts its validator.
# In fazhi: `datapackage.json` states keys as `primaryKey`, and codes with their names in both languages in
# a property of their own (tests/publish/package/test_package.py, test_the_validator_tells_what_was_changed).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "frictionless==5.21.0"
cd "$folder"
printf 'id,level\n1,township\n1,planet\n' > towns.csv
"$folder/venv/bin/python" - <<'PYTHON'
import json
import sys
from pathlib import Path

from frictionless import validate

LEVELS = ["township", "county"]


def valid(level, **schema):
    fields = [{"name": "id", "type": "integer"}, {"name": "level", "type": "string", **level}]
    table = {"name": "towns", "type": "table", "path": "towns.csv", "schema": {"fields": fields, **schema}}
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "towns",
        "resources": [table],
    }
    Path("datapackage.json").write_text(json.dumps(package), "utf-8")
    return validate("datapackage.json").valid


found = {
    "categories": valid({"categories": LEVELS}),
    "enum": valid({"constraints": {"enum": LEVELS}}),
    "uniqueKeys": valid({}, uniqueKeys=[["id"]]),
    "primaryKey": valid({}, primaryKey=["id"]),
}
for name, is_valid in found.items():
    print(name, "valid" if is_valid else "invalid")
sys.exit(0 if list(found.values()) == [True, False, True, False] else 1)
PYTHON
