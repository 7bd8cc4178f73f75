#!/usr/bin/env bash
set -euo pipefail
# Found: of a collection that is all there, the interval of prediction-powered inference grows with what
# people read of it. The package takes the reports not read for a sample of an endless population: few left
# over, that part of the interval is wide, and no report is ever done. With its tuned weight the interval
# stops shrinking instead.
# Version: ppi-python 0.2.3 on Python 3.11 (some 400 MB).
# Seen: 400 reports, half the 95 % interval of the mean in percent of it, weight 1: 40 read 7.3, 200 read 8.0,
# 360 read 16.5, 398 read 57.8; tuned: 7.3, 6.2, 5.9, 5.8, with two reports unread.
# Meets: whoever has people check most of a small collection, and corrects its totals by it.
# In fazhi: draws without replacement from a finite collection; what is read is known, the interval ends at
# nothing (tests/trust/test_estimates.py, test_the_more_is_read_the_narrower_the_interval).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "ppi-python==0.2.3"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import numpy as np
from ppi_py import ppi_mean_ci

machine = [float((i * i * 37 + i * 11) % 997 + 1) for i in range(400)]
people = [one + (i * i * 13) % 7 - 2 if i % 9 else one * 1.5 for i, one in enumerate(machine)]
order = sorted(range(400), key=lambda i: i * 7919 % 401)


def half(read, weight):
    first, rest = order[:read], order[read:]
    given = [np.array([row[i] for i in some]) for row, some in ((people, first), (machine, first), (machine, rest))]
    low, high = ppi_mean_ci(*given, lam=weight, alpha=0.05)
    return round(50 * float(np.squeeze(high - low)) / float(np.mean(people)), 1)


seen = {weight: [half(read, weight) for read in (40, 200, 360, 398)] for weight in (1, None)}
for weight, widths in seen.items():
    print("weight", "tuned" if weight is None else weight, "40, 200, 360, 398 of 400 read: ±", widths)
sys.exit(0 if seen == {1: [7.3, 8.0, 16.5, 57.8], None: [7.3, 6.2, 5.9, 5.8]} else 1)
PYTHON
