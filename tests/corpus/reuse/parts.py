"""Words and patterns of which made passages consist (`parts.yaml`)."""

from __future__ import annotations

from pathlib import Path

import yaml

PARTS = yaml.safe_load(Path(__file__).with_name("parts.yaml").read_text("utf-8"))
VERBS, NOUNS, MANNERS, BODIES, UNITS = (
    PARTS[name].split() for name in ("verbs", "nouns", "manners", "bodies", "units")
)
FIRST, LAST = list(PARTS["first"]), list(PARTS["last"])
PATTERNS, OPENERS = PARTS["patterns"], PARTS["openers"]
HEADINGS, FRAME = PARTS["headings"], PARTS["frame"]
