#!/usr/bin/env bash
set -euo pipefail
# Found: of a full-text index with its default tokenizer a clause is one word, as nothing but punctuation parts
# Chinese signs; and a word of more than 40 bytes is left out without a sign. So a clause of 13 signs is found when
# it is asked for whole, one of 14 is not, nor anything in it. A query that holds a long clause beside a short one
# is answered by the short one alone.
# Version: tantivy 0.27.0 (Python bindings), text fields with their default tokenizer.
# Seen: of two clauses of 13 signs and two of 14 and 23 the first two are found by themselves, the others by nothing; the
# document is stored whole. A phrase of a long clause and a short one finds a document that holds the short one.
# Meets: whoever puts a search over reports with it: what is found is titles and slogans, the sentences that state
# something are longer.
# In fazhi: the search of the index looks for signs in their order, however many (tests/publish/test_pages.py,
# test_script_width_and_blanks_make_no_difference_to_a_search).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "tantivy==0.27.0"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import tantivy

FOUND = ("全镇上下调解邻里纠纷四十件", "镇司法所上门调解纠纷二十件")
LOST = ("全镇各村调解邻里纠纷四十三件", "镇综合行政执法队联合市场监管所检查食品店三十家")
builder = tantivy.SchemaBuilder()
builder.add_text_field("body", stored=True)
index = tantivy.Index(builder.build())
writer = index.writer()
for clause in (*FOUND, *LOST, "另有短句"):
    writer.add_document(tantivy.Document(body=clause))
writer.commit()
index.reload()
searcher = index.searcher()


def hits(words: str) -> int:
    return int(searcher.search(index.parse_query(f'"{words}"', ["body"]), 9).count)


as_found = True
for clause in (*FOUND, *LOST):
    print(f"{len(clause)} signs, {len(clause.encode())} bytes: {clause} found {hits(clause)}")
    as_found = as_found and hits(clause) == (clause in FOUND) and (len(clause) > 13) == (clause in LOST)
both = f"{LOST[0]}，另有短句"
print(f"{both}: found {hits(both)}, which holds the short clause alone")
sys.exit(0 if as_found and hits(both) == 1 and hits("邻里纠纷") == 0 else 1)
PYTHON
