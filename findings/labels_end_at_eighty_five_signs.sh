#!/usr/bin/env bash
set -euo pipefail
# Found: labels of variables and values that are too long for SPSS files are cut without a word, where bytes are
# counted: a variable's after 85 Chinese signs, a value's after 40, the file's after 21. Two values whose labels
# differ behind that have the same label afterwards. For Stata files the same call raises an error.
# Version: pyreadstat 1.3.7 (ReadStat), write_sav, write_dta and their readers.
# Seen: a definition of 120 signs comes back as its first 85; two values with different labels come back as two
# with one; nothing is raised or warned of. write_dta: "label is too long".
# Meets: whoever gives a codebook's definitions to colleagues as labels in SPSS: what is left out, the exceptions,
# stands at the end of a definition.
# In fazhi: definitions go whole into a sheet of their own and into the data package, no format that cuts is written
# (tests/publish/package/test_package.py, test_the_printable_codebook_holds_every_indicator_and_column).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "pyreadstat==1.3.7" "pandas==2.3.3"
"$folder/venv/bin/python" -W ignore - "$folder" <<'PYTHON'
import sys

import pandas as pd
import pyreadstat

DEFINED = "办结的各类矛盾纠纷件数" * 10 + "，不含信访事项"
ALIKE = "行政机关在法定期限内作出决定并送达当事人同时在门户网站公开且回访当事人表示满意的案件"
VALUES = {1: f"{ALIKE}，其中当事人起诉", 2: f"{ALIKE}，其中当事人未起诉"}
given = {
    "column_labels": [DEFINED],
    "variable_value_labels": {"code": VALUES},
    "file_label": "各镇法治政府建设年度报告所载矛盾纠纷化解情况编码数据",
}
rows = pd.DataFrame({"code": [1, 2]})
file = f"{sys.argv[1]}/coded.sav"
pyreadstat.write_sav(rows, file, **given)
about = pyreadstat.read_sav(file)[1]
variable, values = about.column_labels[0], list(about.variable_value_labels["code"].values())
print(f"label of {len(DEFINED)} signs: {len(variable)}; of values {[len(one) for one in values]}, {len(set(values))} of")
print(f"two; of the file {len(about.file_label)} of {len(given['file_label'])}")
try:
    pyreadstat.write_dta(rows, f"{sys.argv[1]}/coded.dta", **given)
    stata = "written"
except pyreadstat.ReadstatError as error:
    stata = str(error)
print("Stata:", stata)
as_found = variable == DEFINED[:85] and len(set(values)) == 1 and values[0] == ALIKE[: len(values[0])]
as_found = as_found and about.file_label == given["file_label"][:21] and "too long" in stata
sys.exit(0 if as_found else 1)
PYTHON
