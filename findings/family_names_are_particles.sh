#!/usr/bin/env bash
set -euo pipefail
# Found: an author written 王 小明 in a BibTeX file, the family's name first and a blank behind it, as catalogues write Chinese
# names to part them, is cited by the given name, without the family's where the style leaves particles out: what stands
# before the last word and is not capital is taken for a particle like von or de, and no Chinese sign is capital. Two
# authors of different families are one name twice. 王, 小明, with a comma, is right.
# Version: pandoc 3.9 (pypandoc_binary 1.17), citeproc with its usual style. @citation-js/plugin-bibtex 0.8.2 (npm), where npm
# is there, takes the family's name for the given one.
# Seen: 王 小明 and 李 小明 are cited as (小明 and 小明 2023), and are listed under 小明 without a family's name; in
# citation-js 小明 is the family, 王 given. With a comma (王 and 李 2023), and 王小明, and 李小明 in the list.
# Meets: whoever cites Chinese works in a notebook or a paper: authors have lost their names, and the list is in the order of
# given names.
# In fazhi: given and family names are fields of their own, and a name is written whole (tests/publish/package/
# test_package.py, test_it_says_who_made_it_and_how_far_to_trust_it).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "pypandoc_binary==1.17"
"$folder/venv/bin/python" -W ignore - "$folder" <<'PYTHON'
import json
import sys
from pathlib import Path

import pypandoc

folder = Path(sys.argv[1])
ENTRY = "@article{%s, author={%s}, title={法治}, journal={法学}, year={2023}}\n"
(folder / "a.bib").write_text(
    ENTRY % ("blank", "王 小明 and 李 小明") + ENTRY % ("comma", "王, 小明 and 李, 小明"), "utf-8"
)


def cited(key):
    text = pypandoc.convert_text(
        f"见[@{key}]。", "plain", format="markdown",
        extra_args=["--citeproc", "--wrap=none", f"--bibliography={folder / 'a.bib'}"],
    )
    place, listed = text.strip().split("\n", 1)
    return place, listed.strip().split(". ")[0]


seen = cited("blank"), cited("comma")
parsed = json.loads(pypandoc.convert_file(str(folder / "a.bib"), "csljson", format="bibtex"))
print(pypandoc.get_pandoc_version(), *seen, parsed[0]["author"])
as_found = seen == (("见(小明 and 小明 2023)。", "小明, and 小明"), ("见(王 and 李 2023)。", "王小明, and 李小明"))
as_found &= parsed[0]["author"] == [{"dropping-particle": one, "family": "小明"} for one in "王李"]
sys.exit(0 if as_found else "behaviour has changed")
PYTHON
command -v npm >/dev/null || exit 0
cd "$folder"
npm install --silent --no-audit --no-fund "@citation-js/core@0.8.2" "@citation-js/plugin-bibtex@0.8.2" >/dev/null
node -e '
const { Cite } = require("@citation-js/core");
require("@citation-js/plugin-bibtex");
const { author } = new Cite("@article{a, author={王 小明}, title={法治}, journal={法学}, year={2023}}").data[0];
console.log(author);
process.exit(JSON.stringify(author) === JSON.stringify([{ given: "王", family: "小明" }]) ? 0 : 1);
'
