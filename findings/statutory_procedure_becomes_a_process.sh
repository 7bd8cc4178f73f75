#!/usr/bin/env bash
set -euo pipefail
# Found: converting script with phrases changes the terms of administrative law, as the lists of phrases are about
# computers: 法定程序 (statutory procedure) becomes 法定进程, a running process, and 规范性文件 (normative documents)
# 规范性文档, in traditional and in simplified text alike; the other way 程序 is a computer program (程式), to cancel a
# licence is to log out (登出), 执法对象 are objects (物件), and to optimise is 最佳化. By signs alone 行政复议 gets a sign
# of its own (複議 for 復議), which comes back as the same word.
# Version: opencc 1.4.2, configurations tw2sp and s2twp ("with phrases"), s2t.
# Seen: tw2sp 規範性文件 规范性文档, 行政程序 行政进程, 程序违法 进程违法; s2twp 注销许可证 登出許可證, 优化营商环境
# 最佳化營商環境, 执法对象 執法物件, 审核 稽核, 文明创建 文明建立; t2s of all these words changes signs alone.
# Meets: whoever brings mixed collections to one script, or publishes in the other: reports that a portal offers in
# traditional script have no normative documents and no statutory procedure, and no search finds them.
# In fazhi: text in traditional script is simplified sign by sign where no name needs more (tests/reading/clean/
# test_script.py, test_terms_of_law_stay_terms_of_law).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "opencc==1.4.2"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import opencc

FOUND = {
    "tw2sp": {
        "規範性文件": "规范性文档",
        "规范性文件": "规范性文档",
        "法定程序": "法定进程",
        "行政程序": "行政进程",
        "程序违法": "进程违法",
    },
    "s2twp": {
        "法定程序": "法定程式",
        "规范性文件": "規範性檔案",
        "注销许可证": "登出許可證",
        "优化营商环境": "最佳化營商環境",
        "执法对象": "執法物件",
        "审核": "稽核",
        "文明创建": "文明建立",
    },
    "s2t": {"行政复议": "行政複議"},
    "t2s": {"規範性文件": "规范性文件", "法定程序": "法定程序", "行政復議": "行政复议", "行政複議": "行政复议"},
}
as_found = True
for name, words in FOUND.items():
    convert = opencc.OpenCC(name).convert
    told = {word: convert(word) for word in words}
    print(name, "; ".join(f"{word} {made}" for word, made in told.items()))
    as_found &= told == words
sys.exit(0 if as_found else 1)
PYTHON
