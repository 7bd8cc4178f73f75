#!/usr/bin/env bash
set -euo pipefail
# Found: what coders marked in a Chinese text, exported to train a model (CoNLL), is a clause up to the next blank, % or
# full stop, under one label: words are what stands between blanks, and of two labels in a clause that which begins first is
# that of the whole, the other is gone. The same annotation in the export as JSON has both at their places.
# Version: label-studio-sdk 2.1.2, label_studio_sdk.converter (what Label Studio exports by), format CONLL2003.
# Seen: of 调解纠纷 (TOPIC) and 126 (FIGURE) in 全年调解纠纷126件，办结率98.5%。 the export has 全年调解纠纷126件，办结率98.5 as one
# B-TOPIC, and no FIGURE.
# Meets: whoever has reports annotated and trains on the export: nothing is reported lost, and the model learns clauses.
# In fazhi: an annotation is from sign to sign of the text (tests/trust/test_gold.py,
# test_every_annotation_stands_in_its_report).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "label-studio-sdk==2.1.2"
"$folder/venv/bin/python" -W ignore - "$folder" <<'PYTHON'
import json
import sys
from pathlib import Path

from label_studio_sdk.converter import Converter

folder = Path(sys.argv[1])
TEXT = "全年调解纠纷126件，办结率98.5%。"
MARKED = [("126", "FIGURE"), ("调解纠纷", "TOPIC")]


def mark(words, label):
    start = TEXT.index(words)
    value = {"start": start, "end": start + len(words), "text": words, "labels": [label]}
    return {"from_name": "label", "to_name": "text", "type": "labels", "value": value}


task = {"id": 1, "data": {"text": TEXT}, "annotations": [{"id": 1, "result": [mark(*one) for one in MARKED]}]}
(folder / "tasks.json").write_text(json.dumps([task]), encoding="utf-8")
CONFIG = """<View><Labels name="label" toName="text"><Label value="FIGURE"/><Label value="TOPIC"/></Labels>
<Text name="text" value="$text"/></View>"""
converter = Converter(CONFIG, str(folder))
converter.convert(str(folder / "tasks.json"), str(folder / "conll"), "CONLL2003", is_dir=False)
converter.convert(str(folder / "tasks.json"), str(folder / "json"), "JSON_MIN", is_dir=False)
lines = (folder / "conll/result.conll").read_text(encoding="utf-8").split("\n")[1:]
words = [(line.split()[0], line.split()[-1]) for line in lines if line]
kept = json.loads((folder / "json/result.json").read_text(encoding="utf-8"))[0]["label"]
print(words)
print([(one["text"], one["labels"]) for one in kept])
as_found = words == [("全年调解纠纷126件，办结率98.5", "B-TOPIC"), ("%", "O"), ("。", "O")]
as_found &= sorted((one["text"], *one["labels"]) for one in kept) == sorted(MARKED)
sys.exit(0 if as_found else 1)
PYTHON
