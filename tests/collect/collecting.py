"""Lists collected from a portal, and a look at what lies in the folder then."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from fazhi.captures import Capture, read_captures
from fazhi.codebook.book import load_codebook
from fazhi.collect.collected import Asked, collect
from fazhi.collect.kept.journal import NAME as JOURNAL
from fazhi.collect.listed import read_list
from fazhi.collect.manners import Manners
from fazhi.collect.run import Gathered
from tests.collect.portal import CONTACT, Portal

BOOK = load_codebook()
REPORT = "<p>一、主要举措</p>" + "".join(
    f"<p>{place}开展法治宣传{at + 2}场，化解矛盾纠纷{at + 11}件，群众满意度不断提高。</p>"
    for at, place in enumerate(("全镇", "各村", "各社区", "综合执法队", "司法所", "调解委员会"))
)


def page(title: str, body: str = REPORT, beside: str = "", charset: str = "gb18030") -> bytes:
    """A page of a portal, in GBK and without saying so."""
    return (
        f"<html><head><title>{title}_某县人民政府</title>"
        f'<meta name="PubDate" content="2024-01-15"></head><body><h1>{title}</h1>'
        f'<div class="TRS_Editor">{body}</div>{beside}</body></html>'
    ).encode(charset)


def gathered(
    portal: Portal, folder: Path, rows: str, how: Asked | None = None, **more: object
) -> Gathered:
    """Collect a list whose addresses begin with a slash."""
    file = folder / "list.csv"
    file.write_text(rows.replace("=/", f"{portal.home}/"), "utf-8")
    asked = {"contact": CONTACT, "pause": 0.0, "allow_private": True, "attempts": 2, **more}
    return collect(
        read_list(file, BOOK),
        folder / "raw",
        Manners(**asked),  # type: ignore[arg-type]
        BOOK,
        how,
    )


def lying(folder: Path) -> dict[str, bytes]:
    """Every file that was collected, but the journal."""
    raw = folder / "raw"
    return {
        path.relative_to(raw).as_posix(): path.read_bytes()
        for path in sorted(raw.rglob("*"))
        if path.is_file() and path.name not in (JOURNAL, ".lock")
    }


def rows(folder: Path, **wanted: str) -> list[Capture]:
    """The rows of captures with these values."""
    return [
        one
        for one in read_captures(folder / "raw")
        if all(getattr(one, name) == value for name, value in wanted.items())
    ]


def manifest(folder: Path) -> list[Mapping[str, str]]:
    import csv

    with (folder / "raw/manifest.csv").open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def word(text: str) -> bytes:
    """A small DOCX, the same at any time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, part in (("[Content_Types].xml", "<Types/>"), ("word/document.xml", text)):
            packed.writestr(zipfile.ZipInfo(name), part)
    return out.getvalue()
