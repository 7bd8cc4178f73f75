"""What the terminal says of reports that stand in no series of years, and what to do."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_cli import fazhi

TOWN = "西峡县西坪镇2023年法治政府建设情况报告\n一、主要举措和成效\n{}\n"
WHOLE = "河南省西峡县西坪镇-2023"


def built(raw: Path) -> str:
    done = fazhi("build", raw, "--out", raw.parent / "out")
    assert done.returncode == 0
    return " ".join(done.stderr.split())


def test_a_report_without_a_place_is_told_until_the_manifest_names_it(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text("关于2023年法治政府建设情况的报告\n全年调处纠纷3件。\n", "utf-8")
    told = built(raw)
    assert "as their place is not known: 1 (such as a.txt); write it into manifest.csv" in told
    (raw / "manifest.csv").write_text(
        "file,town,county,prefecture,province\na.txt,西坪镇,西峡县,南阳市,河南省\n", "utf-8"
    )
    assert "series of years" not in built(raw)


def test_two_reports_of_one_year_are_told(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for name, told in (("a", "调处纠纷3件。"), ("b", "调处纠纷5件。")):
        (raw / f"{WHOLE}-{name}.txt").write_text(TOWN.format(told), "utf-8")
    told = built(raw)
    assert f"says other words: 2 (such as {WHOLE}-a.txt); move the one" in told
