#!/usr/bin/env bash
set -euo pipefail
# Found: a sign that the reader of numerals does not know is passed over, and what is left is a number: 两, the usual
# word for two before 百, 千, 万 and measure words, is such a sign, so that 两千 is 0 and 两万三千 is 3000. So are 廿 and
# the words of a share: 百分之五, 5 %, is 105.
# Version: nzh 1.0.14 (npm), nzh.cn.decodeS. Needs node and npm.
# Seen: 两千 0, 两百三十 30, 两万三千 3000, 廿八 8, 百分之五 105; 二千 2000, 二万三千 23000, 二十八 28; no error. cn2an
# 0.5.24 reads 两千 as 2000 and refuses 百分之五.
# Meets: whoever turns numerals of official prose into figures with it: sums of two thousand and more are too small or
# nought, and a nought in a table says that there was none.
# In fazhi: 两 is two, shares are shares (tests/parse/quantities/test_numbers.py, test_a_number_is_exact).
command -v node >/dev/null && command -v npm >/dev/null || { echo "skipped: needs node and npm"; exit 0; }
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund "nzh@1.0.14" >/dev/null
cat > read.mjs <<'NODE'
import Nzh from "nzh";
const WANTED = {
  "两千": 0, "两百三十": 30, "两万三千": 3000, "廿八": 8, "百分之五": 105, "二千": 2000, "二万三千": 23000, "二十八": 28,
};
let asFound = true;
for (const [numeral, wanted] of Object.entries(WANTED)) {
  const value = Number(Nzh.cn.decodeS(numeral));
  console.log(`${numeral}: ${value}`);
  asFound = asFound && value === wanted;
}
process.exit(asFound ? 0 : 1);
NODE
node read.mjs
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "cn2an==0.5.24"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

from cn2an import cn2an

try:
    share = str(cn2an("百分之五", "smart"))
except ValueError:
    share = "refused"
print("cn2an:", cn2an("两千", "smart"), share)
sys.exit(0 if cn2an("两千", "smart") == 2000 and share == "refused" else 1)
PYTHON
