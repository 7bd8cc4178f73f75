#!/usr/bin/env bash
set -euo pipefail
# Found: names of places made fit for addresses and names of files are no longer names of one place: 山西省 and 陕西省 are both
# shan-xi-sheng, 苏州市 and 宿州市 su-zhou-shi, as signs are written by their sound without its tone. A third library leaves
# nothing of any of them, so that all are one. What is saved under such a name is saved over the other.
# Version: python-slugify 9.2.0; transliteration 2.6.1 and slugify 1.6.9 (npm), where npm is there. With allow_unicode=True
# python-slugify keeps the signs.
# Seen: five pairs of provinces or cities are one slug each in the first two, all ten are '' in the third.
# Meets: whoever keeps a file or a page for each place, or joins tables by such keys: one province has the figures of two,
# the other none.
# In fazhi: in Latin letters the provinces are told apart as the standard has it, Shanxi and Shaanxi
# (tests/language/test_romanised.py).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "python-slugify==9.2.0"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys

from slugify import slugify

PAIRS = ("山西省 陕西省", "苏州市 宿州市", "福州市 抚州市", "玉林市 榆林市", "宜春市 伊春市")
slugs = [{slugify(name) for name in pair.split()} for pair in PAIRS]
print("python-slugify", *(next(iter(one)) for one in slugs if len(one) == 1))
kept = len({slugify(name, allow_unicode=True) for pair in PAIRS for name in pair.split()})
sys.exit(0 if all(len(one) == 1 for one in slugs) and kept == 10 else 1)
PYTHON
command -v npm > /dev/null || exit 0
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund "transliteration@2.6.1" "slugify@1.6.9"
cat > read.js <<'JS'
const { slugify } = require("transliteration");
const strict = require("slugify");
const pairs = ["山西省 陕西省", "苏州市 宿州市", "福州市 抚州市", "玉林市 榆林市", "宜春市 伊春市"].map((one) => one.split(" "));
const slugs = pairs.map((pair) => new Set(pair.map((name) => slugify(name))));
const left = new Set(pairs.flat().map((name) => strict(name)));
console.log("transliteration", ...slugs.flatMap((one) => [...one]), "; slugify", [...left]);
process.exit(slugs.every((one) => one.size === 1) && left.size === 1 && left.has("") ? 0 : 1);
JS
node read.js
