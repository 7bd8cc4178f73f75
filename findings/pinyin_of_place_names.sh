#!/usr/bin/env bash
set -euo pipefail
# Found: the dictionary of words that pypinyin reads by holds many names of places, but without what
# stands behind them in an official name some are read wrongly: 朝阳市 as zhao yang, 漯河市 as ta he,
# 长治市 as zhang zhi, 都匀市 as dou yun, 什邡市 as shen fang. Rarer ones it reads well.
# Version: pypinyin 0.55.0 on Python 3.11.
# Seen: five of ten names of cities wrong, as GB/T 2260 writes them: Chaoyang, Luohe, Changzhi, Duyun, Shifang.
# Meets: whoever sorts, searches or writes divisions of China by their sounds.
# In fazhi: the book romanisation.yaml holds what GB/T 2260 writes otherwise
# (tests/language/test_romanised.py, test_a_name_is_written_as_the_standards_write_it).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "pypinyin==0.55.0"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

from pypinyin import lazy_pinyin

official = {
    "朝阳市": "chaoyang", "漯河市": "luohe", "长治市": "changzhi", "都匀市": "duyun", "什邡市": "shifang",
    "六安市": "luan", "蚌埠市": "bengbu", "番禺区": "panyu", "铅山县": "yanshan", "盱眙县": "xuyi",
}
wrong = []
for name, written in official.items():
    read = "".join(lazy_pinyin(name)[:2])
    print(name, written, "read as", read)
    wrong += [name] if read != written else []
sys.exit(0 if wrong == ["朝阳市", "漯河市", "长治市", "都匀市", "什邡市"] else 1)
PYTHON
