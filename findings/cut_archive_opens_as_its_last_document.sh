#!/usr/bin/env bash
set -euo pipefail
# Found: a ZIP of Word files whose download broke off opens without an error, as the last of these
# files: its directory stands at the end and is gone, the one inside is found in its place, and the
# bytes before it pass for those that a self-extracting archive may have.
# Version: python-docx 1.2.0 and zipfile of Python 3.11.7.
# Seen: three reports in one archive, stored as they are, of which the last bytes are missing:
# zipfile.is_zipfile says yes, testzip finds nothing broken, and python-docx reads the third report.
# Cut farther, the same file is the second report; only where no report is whole is there an error.
# Meets: whoever collects attachments and asks the library whether they arrived: two of three
# reports are lost in silence, and what is left looks like a document with another name.
# In fazhi: what opens behind the beginning of a packed file without an end is told as damaged
# (tests/reading/office/test_packed.py,
# test_a_folder_that_is_cut_is_not_read_as_what_lies_in_it).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "python-docx==1.2.0"
"$folder/venv/bin/python" - <<'PYTHON'
import io
import sys
import zipfile

import docx


def report(words):
    file, made = io.BytesIO(), docx.Document()
    made.add_paragraph(words)
    made.save(file)
    return file.getvalue()


file = io.BytesIO()
with zipfile.ZipFile(file, "w") as archive:
    for town in ("红旗镇", "青山镇", "河口镇"):
        archive.writestr(f"{town}.docx", report(f"{town}2024年法治政府建设年度报告"))
whole = file.getvalue()
ends = [part.header_offset for part in zipfile.ZipFile(io.BytesIO(whole)).infolist()]

seen = []
for length in (len(whole), len(whole) - 30, ends[2] + 2000, ends[1] - 1):
    data = whole[:length]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            bad, parts = archive.testzip(), len(archive.namelist())
        words = "" if parts == 3 else docx.Document(io.BytesIO(data)).paragraphs[0].text
        seen.append((zipfile.is_zipfile(io.BytesIO(data)), bad, words[:3]))
    except zipfile.BadZipFile:
        seen.append("refused")
    print(f"{length} of {len(whole)} bytes:", seen[-1])
right = [(True, None, ""), (True, None, "河口镇"), (True, None, "青山镇"), "refused"]
sys.exit(0 if seen == right else 1)
PYTHON
