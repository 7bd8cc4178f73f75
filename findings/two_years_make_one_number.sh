#!/usr/bin/env bash
set -euo pipefail
# Found: a parameter of a notebook given by `-p` is a number where Python can read it as one, and Python reads more
# than one thinks: two years with an underscore between them (2019_2023) are 20192023, digits of full width are a
# number, a digest of hexadecimal signs with one e (8153e921) is infinity. The notebook cannot get back what was
# typed.
# Version: papermill 2.7.0, with ipykernel 6.31.0.
# Seen: `-p` gives 20192023, 2023, inf and 20 (of 020), each another type than the default, a word, that stands in
# the cell of parameters; `-r` gives all four as they were typed. No warning.
# Meets: whoever runs a notebook for a span of years, a folder or file named by digits, or a report by its digest.
# In fazhi: a division's code names its report though it came as a number, and of others the error says to use `-r`
# (tests/publish/notebooks/test_notebooks.py, test_what_papermill_made_a_number_of_is_told).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "papermill==2.7.0" "ipykernel==6.31.0"
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import subprocess
import sys

import nbformat
from nbformat import v4

folder = sys.argv[1]
cell = v4.new_code_cell("asked: str = ''", metadata={"tags": ["parameters"]})
kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
notebook = v4.new_notebook(
    cells=[cell, v4.new_code_cell("print(repr(asked))")], metadata={"kernelspec": kernel}
)
nbformat.write(notebook, f"{folder}/asked.ipynb")


def given(flag: str, typed: str) -> str:
    command = [sys.executable, "-m", "papermill", "--no-progress-bar", "--log-level", "ERROR"]
    files = [f"{folder}/asked.ipynb", f"{folder}/out.ipynb"]
    subprocess.run([*command, *files, flag, "asked", typed], check=True)
    return nbformat.read(f"{folder}/out.ipynb", 4).cells[-1].outputs[0].text.strip()


WANTED = {"2019_2023": "20192023", "２０２３": "2023", "8153e921": "inf", "020": "20"}
as_found = True
for typed, number in WANTED.items():
    by_p, by_r = given("-p", typed), given("-r", typed)
    print(f"{typed}: -p {by_p}, -r {by_r}")
    as_found = as_found and by_p == number and by_r == repr(typed)
sys.exit(0 if as_found else 1)
PYTHON
