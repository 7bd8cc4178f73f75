"""Code that nothing uses: `python -m tests.laws.dead_code` (part of `make check`).

Notebooks count as users of the package, tests do not: what only a test calls is dead.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from vulture import Vulture

ROOT = Path(__file__).parents[2]
# Called by a library, by name: display hooks, command line, readers' protocol, typed entries.
BY_LIBRARIES = [
    "_repr_*_", "_ipython_key_completions_", "__getattr__", "_preprocess", "_showtraceback",
    "log_message", "do_GET", "do_HEAD", "writable", "execute_managed_notebook", "get_single_data",
    "external_attr", "nbformat_minor", "_", "__", "___", "NAMES", "sniff", "EN", "cls", "publish",
    "kernel_name", "implicit", "predicate", "n_rows", "batch_size", "ast_node_interactivity",
    "create_system", "pretty_path", "headers_buff", "compute_headers_buffer", "ConnectionCls",
]  # fmt: skip
DECORATORS = ["@check", "@app.command", "@app.callback", "@*.command", "@*.callback", "@table_over"]
# Proofs inside entries are read by the tests, remarks by people.
PROOFS = ["examples", "counterexamples", "keeps", "match", "mismatch", "meet", "fail", "wrong",
          "right_use", "sentences", "finds", "traps", "note", "source", "confidence"]  # fmt: skip
# Read by name when rows are made of records; the codes that docs/formats.md lists; a value to come
# into use room by room.
BY_NAME = ["conflict", "by_kinds", "citation_id", "due", "CODES", "derived", "load_codebook",
           "read_captures"]  # fmt: skip
# What a scholar calls, and docs/explore.md promises.
FOR_SCHOLARS = ["fazhi/publish/explore", "fazhi/__init__.py", "fazhi/publish/__init__.py"]


def unused() -> list[str]:
    """Every definition that nothing uses, with its place."""
    search = Vulture(ignore_names=[*BY_LIBRARIES, *PROOFS, *BY_NAME], ignore_decorators=DECORATORS)
    search.scavenge([str(ROOT / "fazhi")])
    for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = json.loads(notebook.read_text("utf-8"))["cells"]
        code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
        search.scan(code, filename=notebook)
    found = []
    for item in search.get_unused_code(min_confidence=60):
        place = Path(item.filename).relative_to(ROOT).as_posix()
        if not place.startswith(tuple(FOR_SCHOLARS)):
            found.append(f"{place}:{item.first_lineno}: unused {item.typ} {item.name}")
    return found


if __name__ == "__main__":
    dead = unused()
    print("\n".join(dead) or "dead code: none")
    sys.exit(bool(dead))
