"""Who speaks, where and of which year: the five reports and forms beyond them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from fazhi.codebook.book import load_codebook
from fazhi.parse.identity import find_identity
from fazhi.reading import read_bytes, read_file
from fazhi.reading.clean.script import simplify
from fazhi.records import Identity

BOOK = load_codebook()

ROOT = Path(__file__).parents[3]
CASES = yaml.safe_load(Path(__file__).with_name("identity_cases.yaml").read_text("utf-8"))
BODY = "一、主要做法和成效\n（一）抓学习。组织学法6次。\n二、存在的不足\n普法形式较为单一。"
FIELDS = (
    *("town", "county", "prefecture", "province", "adcode"),
    *("report_year", "issued_date", "doc_number", "issuers", "addressees"),
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_fields_a_reader_would_note(case: dict[str, Any]) -> None:
    file = case.get("file", "report.txt")
    text = read_bytes(case["text"].replace("{body}", BODY).encode(), file, book=BOOK)
    identity = find_identity(text, None, file, case.get("manifest", {}), book=BOOK)
    found = {field: _field(identity, field) for field in case["expected"]}
    assert found == {field: _tuple(value) for field, value in case["expected"].items()}


def _tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _field(identity: Identity, field: str) -> object:
    if field == "candidate_count":
        return len(identity.candidates)
    if field == "adcode_evidence":
        return identity.evidence.get("adcode")
    return getattr(identity, field)


@pytest.mark.parametrize(
    "stem", ["兴泾镇-2023", "平安镇-2023", "彭堡镇-2021", "湾头桥镇-2023", "西坪镇-2023"]
)
def test_five_reports_as_annotated(stem: str) -> None:
    gold = json.loads((ROOT / "tests/gold" / stem / "metadata.json").read_text("utf-8"))
    identity = find_identity(
        read_file(ROOT / "data/raw" / f"{stem}.txt", book=BOOK), None, f"{stem}.txt", book=BOOK
    )
    found = {field: getattr(identity, field) or None for field in FIELDS}
    assert found == {field: _simplified(gold[field]) for field in FIELDS}


def _simplified(value: object) -> object:
    if isinstance(value, list):
        return tuple(simplify(word, BOOK) for word in value)
    return simplify(value, BOOK) if isinstance(value, str) else value


def test_conflicts_are_kept() -> None:
    text = read_bytes(
        "永安市小陶镇2023年法治政府建设情况报告\n我镇依法行政。\n".encode(), "a.txt", book=BOOK
    )
    identity = find_identity(text, None, "a.txt", {"town": "大陶镇", "year": "2022"}, book=BOOK)
    assert identity.evidence["town_conflict"] == "manifest: 大陶镇"
    assert identity.evidence["report_year_conflict"] == "manifest: 2022"
    assert (identity.evidence["town"], identity.evidence["report_year"]) == ("title", "title")


def test_title_place_quotes_the_author() -> None:
    raw = "鎮政府\n贤庠镇人民政府\n关于2022年度法治政府建设\n情况的报告\n县政府：\n我镇依法行政。\n"
    text = read_bytes(raw.encode(), "a.txt", book=BOOK)
    place = find_identity(text, None, "a.txt", book=BOOK).title_place
    assert place is not None
    assert text.quote(place.start, place.end) == "贤庠镇人民政府关于2022年度法治政府建设情况的报告"


def test_a_portals_statements_fill_what_the_text_leaves_open() -> None:
    raw = "关于2022年度法治政府建设情况的报告\n县政府：\n我镇依法行政，现报告如下。\n"
    stated = {
        "title": "关于2022年度法治政府建设情况的报告_某某门户网站",
        "publisher": "将乐县古镛镇人民政府",
        "doc_number": "镛政[2023]5号",
        "issued_date": "2023-01-10",
        "published_date": "2023-01-15",
    }
    text = replace(read_bytes(raw.encode(), "a.txt", book=BOOK), metadata=stated)
    identity = find_identity(text, None, "a.txt", book=BOOK)
    assert identity.title == "关于2022年度法治政府建设情况的报告"
    assert "title_conflict" not in identity.evidence
    assert (identity.town, identity.county, identity.adcode) == ("古镛镇", "将乐县", "350428100")
    assert identity.issuers == ("将乐县古镛镇人民政府",)
    assert identity.doc_number == "镛政〔2023〕5号"
    assert (identity.issued_date, identity.published_date) == ("2023-01-10", "2023-01-15")
    assert identity.evidence["issued_date"] == identity.evidence["town"] == "portal"


def test_the_signatures_day_goes_before_the_portals() -> None:
    raw = "贤庠镇2022年法治政府建设情况报告\n我镇依法行政。\n贤庠镇人民政府\n2023年1月9日\n"
    text = replace(
        read_bytes(raw.encode(), "a.txt", book=BOOK), metadata={"issued_date": "2023-01-10"}
    )
    identity = find_identity(text, None, "a.txt", book=BOOK)
    assert identity.issued_date == "2023-01-09"
    assert identity.evidence["issued_date_conflict"] == "portal: 2023-01-10"
