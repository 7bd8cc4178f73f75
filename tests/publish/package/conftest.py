"""A study with all one can have: own indicators, corrections, annotations, a checked sample."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest

from fazhi.codebook.book import load_codebook
from fazhi.mentions import Correction
from fazhi.pipeline.build import build
from fazhi.pipeline.corrections import written
from fazhi.publish.package.given import Inputs
from fazhi.publish.package.make import package
from fazhi.publish.pages.words import Words
from fazhi.publish.review.workbook import Asked, as_review
from fazhi.tables.view import Tables
from fazhi.trust.review.agree import of_machine
from fazhi.trust.review.sample import keep, sample_of
from fazhi.trust.review.settle import Settled, keep_answers
from fazhi.trust.review.shown import keep_rows, shown

ROOT = Path(__file__).parents[3]
OWN = """
study.law_hours:
  zh: 人均法治培训学时
  en: Hours of legal training a head
  unit: 学时
  rules:
    hours: {object: [法治培训], unit: [学时]}
  match: ["人均法治培训{40学时|40}"]
"""
STUDY = """
title: 五个镇的矛盾纠纷
authors:
- {family: 王, given: 小明, orcid: "https://orcid.org/0000-0000-0000-0000"}
- {name: 某大学法治研究中心}
licence: CC-BY-4.0
date: 2026-11-29
"""


class Study(NamedTuple):
    """Where a study lies."""

    tables: Path
    inputs: Inputs
    said: Path


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    home = tmp_path_factory.mktemp("study")
    raw = home / "raw"
    shutil.copytree(ROOT / "data/raw", raw)
    (raw / "坏镇-2023.pdf").write_bytes(b"%PDF-1.4 not a document")
    (raw / "manifest.csv").write_text(
        "file,source_url\n西坪镇-2023.txt,https://example.org/1\n", "utf-8"
    )
    own = home / "mine.yaml"
    own.write_text(OWN, "utf-8")
    corrections = home / "corrections.yaml"
    corrections.write_bytes(written([_corrected(raw, home / "first")]))
    gold = ROOT / "tests/gold"
    tables = home / "tables"
    build(raw, tables, jobs=1, codebooks=[own], gold=gold, corrections=corrections)
    _reviewed(Tables(tables), home / "review", "disputes.handled", ())
    _reviewed(Tables(tables), home / "review/accepted", "disputes.accepted", ("王", "li/answers"))
    (home / "study.yaml").write_text(STUDY, "utf-8")
    inputs = Inputs(raw, corrections, gold, home / "review")
    return Study(tables, inputs, home / "study.yaml")


def _corrected(raw: Path, out: Path) -> Correction:
    """What somebody says of the first figure that has an indicator: it has none."""
    build(raw, out, jobs=1)
    rows = pl.read_parquet(out / "quantities.parquet").filter(pl.col("indicator").is_not_null())
    first = rows.row(0, named=True)
    return Correction(
        mention=first["mention_key"],
        indicator=None,
        value=first["value"],
        unit=first["unit"],
        approx="exact",
        period="year",
        by="settled",
    )


def _reviewed(tables: Tables, folder: Path, indicator: str, coders: Sequence[str]) -> None:
    """A sample of reports whose coders answer as the machine does."""
    drawn = sample_of(tables, 5, 1, (), indicator)
    keep(drawn, folder, load_codebook())
    rows = shown(drawn.sample, tables)
    keep_rows(rows, folder)
    made = as_review(Asked(rows, indicator, {}), Words("zh", load_codebook()))
    (folder / f"{coders[0] if coders else 'coder-1'}.xlsx").write_bytes(made)
    answers = of_machine(drawn.sample)
    standing = {key: Settled(one, "agreed") for key, one in answers.items()}
    keep_answers(standing, folder, dict.fromkeys(coders, answers))


@pytest.fixture(scope="session")
def packed(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as a zip."""
    out = tmp_path_factory.mktemp("packed") / "study.zip"
    package(study.tables, out, study.inputs, study.said)
    return out


@pytest.fixture
def opened(packed: Path, tmp_path: Path) -> Iterator[Path]:
    """The package unpacked, for a test alone."""
    zipfile.ZipFile(packed).extractall(tmp_path / "opened")
    yield tmp_path / "opened"
    shutil.rmtree(tmp_path / "opened")
