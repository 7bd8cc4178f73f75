"""Seeds that one passage alone holds are let go, and none that two hold."""

from __future__ import annotations

from random import Random

import polars as pl
import pytest

from fazhi.corpus.reuse.finding import met
from fazhi.corpus.reuse.finding.met import Met, met_twice

PASSAGES = 1 << 24


@pytest.mark.parametrize("bits", [4, 26])
@pytest.mark.parametrize("seed", range(5))
def test_no_seed_of_two_passages_is_let_go(
    seed: int, bits: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(met, "BITS", bits)
    monkeypatch.setattr(met, "REST", 1 << 63 - bits)
    draw = Random(seed)
    seeds = [draw.getrandbits(39) for _ in range(300)]
    taken = Met()
    batches, holders = [], dict[int, int]()
    for first in range(0, 60, 20):
        held = {(draw.choice(seeds), first + passage) for passage in range(20) for _ in range(6)}
        for one, _ in held:
            holders[one] = holders.get(one, 0) + 1
        keys = pl.Series(sorted(one * PASSAGES + at for one, at in held), dtype=pl.UInt64)
        batches.append(keys.shuffle(seed))
        taken.add(batches[-1], met_twice(keys))
    for keys in batches:
        several = [holders[key // PASSAGES] > 1 for key in keys]
        kept = taken.twice(keys).to_list()
        assert all(one for one, wanted in zip(kept, several, strict=True) if wanted)
        if bits == 26:
            # So few seeds hardly ever share a number.
            assert sum(kept) <= sum(several) + 2
