"""A site of the five reports, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi.publish import publish_site

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.fixture(scope="session")
def site(tables_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of pages of the five, in Chinese."""
    out = tmp_path_factory.mktemp("published") / "site"
    done = publish_site(tables_folder, out, NOTEBOOKS)
    assert not done.failures
    return out
