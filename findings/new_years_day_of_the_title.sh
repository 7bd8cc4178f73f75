#!/usr/bin/env bash
set -euo pipefail
# Found: of a page that tells its day in Chinese (发布时间：2024年1月15日) the day is not read, and the
# year in its title is taken for a date in place of it: New Year's Day of the year reported on.
# Version: htmldate 1.11.0, find_date with its usual settings and with original_date=True.
# Seen: 2024-01-15 in the label gives 2024-01-15; 2024年1月15日 in the label, and below the signature,
# 2023-01-01 of the title 柳湾镇2023年法治政府建设年度报告; extensive_search=False gives none.
# Meets: whoever dates annual reports with it, or with extractors built on it: a report due by
# 1 April of the next year seems published before the year began, each to the same day.
# In fazhi: the label's day is read in either form, and a year in a title is no day
# (tests/reading/web/test_html.py, the last test).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "htmldate==1.11.0"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

from htmldate import find_date

TITLE = "柳湾镇2023年法治政府建设年度报告"
BODY = "<p>2023年，柳湾镇落实各项任务，现将情况报告如下。</p><p>全年排查矛盾纠纷32件。</p>"
SIGNED = f"{BODY}<p>柳湾镇人民政府</p><p>2024年1月15日</p>"
PAGES = {
    "label with hyphens": ("发布时间：2024-01-15", BODY, "2024-01-15", "2024-01-15"),
    "label in Chinese": ("发布时间：2024年1月15日", BODY, "2023-01-01", None),
    "below the signature": ("", SIGNED, "2023-01-01", None),
}
changed = False
for name, (label, body, usual, strict) in PAGES.items():
    page = (
        f"<html><head><meta charset='utf-8'><title>{TITLE}</title></head><body>"
        f"<h1>{TITLE}</h1><div>{label}</div><div>{body}</div></body></html>"
    )
    seen = find_date(page), find_date(page, original_date=True)
    careful = find_date(page, extensive_search=False)
    print(f"{name}: {seen[0]}, original {seen[1]}, without extensive search {careful}")
    changed |= seen != (usual, usual) or careful != strict
sys.exit("behaviour has changed" if changed else 0)
PYTHON
