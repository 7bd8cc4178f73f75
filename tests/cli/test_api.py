"""The public names stay what they are, whatever else is imported; types travel with the package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import fazhi

ROOT = Path(__file__).parents[2]
CODE = """
import importlib, pkgutil, fazhi
first = {name: getattr(fazhi, name) for name in fazhi.__all__}
for module in pkgutil.walk_packages(fazhi.__path__, "fazhi."):
    if "make_divisions" not in module.name and "__main__" not in module.name:
        importlib.import_module(module.name)
assert all(callable(getattr(fazhi, name)) for name in fazhi.__all__)
assert all(getattr(fazhi, name) is first[name] for name in fazhi.__all__)
"""


def test_public_names_stay_functions_after_every_module_is_imported() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr


def test_reading_works_as_often_as_one_likes() -> None:
    path = ROOT / "data/raw/西坪镇-2023.txt"
    assert fazhi.read(path).sha256 == fazhi.read(str(path)).sha256


def test_a_notebook_offers_the_public_names_before_they_are_imported() -> None:
    assert set(fazhi.__all__) <= set(dir(fazhi))


def test_types_travel_with_the_package() -> None:
    assert (Path(fazhi.__file__).parent / "py.typed").is_file()
