"""Text decoded wrongly before it was saved: undone where certain, else told, never accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.reading import read_bytes, read_file
from fazhi.records import Lack
from tests.reading.web.test_portals import LINES, TITLE, P, page

BOOK = load_codebook()

TEXT = "\n".join([TITLE, *LINES]) + "\n"
RAW = sorted((Path(__file__).parents[3] / "data/raw").glob("*.txt"))


def western(data: bytes) -> str:
    """Bytes as a Western reader shows them; the five that it has no sign for stay as they are."""
    return "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) if byte > 127 else chr(byte)
        for byte in data
    )


WRONG = {
    "UTF-8 read as Western text": western(TEXT.encode()),
    "UTF-8 read as Latin-1": TEXT.encode().decode("latin-1"),
    "GBK read as Western text": western(TEXT.encode("gbk")),
    "GBK read as Latin-1": TEXT.encode("gbk").decode("latin-1"),
    "UTF-8 read as Latin-1 twice": TEXT.encode().decode("latin-1").encode().decode("latin-1"),
    "UTF-8 read as Western text twice": western(western(TEXT.encode()).encode()),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_reading_that_lost_nothing_is_undone(kind: str) -> None:
    text = read_bytes(WRONG[kind].encode(), "樟村坪镇.txt", book=BOOK)
    assert text.raw == TEXT
    assert text.lacks == ()
    assert 0.5 < text.confidence < 1


@pytest.mark.parametrize("report", RAW, ids=lambda report: report.stem)
def test_real_reports_read_as_western_text_come_back(report: Path) -> None:
    right = read_file(report, book=BOOK)
    assert (
        read_bytes(western(right.raw.encode()).encode(), report.name, book=BOOK).clean
        == right.clean
    )


def test_a_page_read_wrongly_is_undone() -> None:
    wrong = western(page(f"<h1>{TITLE}</h1><div>{P}</div>").encode())
    assert read_bytes(wrong.encode(), "a.html", book=BOOK).clean.split("\n") == [TITLE, *LINES]


TOLD = {
    "UTF-8 read as GBK": TEXT.encode().decode("gbk", "replace"),
    "UTF-8 read as GBK, question marks for what it lacks": TEXT.encode()
    .decode("gbk", "replace")
    .replace("\ufffd", "?"),
    "lost bytes read once more": TEXT.replace("138起", "锟斤拷锟斤拷"),
    "signs for lost characters": TEXT.replace("件", "\ufffd"),
    "signs for lost characters read as Western text": TEXT.replace("件", "ï¿½"),
}


@pytest.mark.parametrize("kind", TOLD)
def test_what_is_lost_is_told(kind: str) -> None:
    text = read_bytes(TOLD[kind].encode(), "樟村坪镇.txt", book=BOOK)
    assert Lack("garbled") in text.lacks
    assert text.doubtful or text.confidence < 0.5
    assert text.confidence < 1


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("gbk").decode("utf-8", "replace").encode(),
        TEXT.encode("gbk").decode("utf-8", "replace").encode().decode("gbk", "replace").encode(),
        ("锟斤拷" * 200 + TITLE).encode(),
    ],
    ids=["GBK read as UTF-8", "and read as GBK again", "nothing but lost bytes"],
)
def test_a_text_of_lost_characters_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "樟村坪镇.txt", book=BOOK)
    assert caught.value.code == "not_text"


MENU = (
    "<ul><li>本网站由区政务服务和大数据管理局承办，欢迎使用。</li>"
    "<li>无障碍浏览，长者模式。</li></ul>"
)


@pytest.mark.parametrize(("outer", "inner"), [("utf-8", "gbk"), ("gbk", "utf-8")])
def test_one_include_in_another_encoding_does_not_refuse_the_page(outer: str, inner: str) -> None:
    parts = page(f"<div class=nav>@</div><h1>{TITLE}</h1><div>{P}</div>").split("@")
    data = parts[0].encode(outer) + MENU.encode(inner) + parts[1].encode(outer)
    text = read_bytes(data, "a.html", book=BOOK)
    assert text.clean.split("\n")[-14:] == [TITLE, *LINES]
    assert text.lacks == ()


@pytest.mark.parametrize(("outer", "inner"), [("utf-8", "gbk"), ("gbk", "utf-8")])
def test_an_article_put_together_from_two_encodings_is_read_whole(outer: str, inner: str) -> None:
    lines = [
        f"<p>{line}</p>".encode(inner if at % 4 == 1 else outer) for at, line in enumerate(LINES)
    ]
    head, foot = (one.encode(outer) for one in page(f"<h1>{TITLE}</h1><div>@</div>").split("@"))
    text = read_bytes(head + b"".join(lines) + foot, "a.html", book=BOOK)
    assert text.clean.split("\n") == [TITLE, *LINES]


def test_what_is_lost_outside_the_article_does_not_count() -> None:
    broken = page(f"<div class=nav>@</div><h1>{TITLE}</h1><div>{P}</div>").encode()
    text = read_bytes(broken.replace(b"@", b"\xe5\x8c " * 60), "a.html", book=BOOK)
    assert text.clean.split("\n")[-14:] == [TITLE, *LINES]
    assert (text.doubtful, text.lacks) == ((), ())


@pytest.mark.parametrize(
    "kept",
    [
        "全镇共有鍾姓、锛姓居民12户，开展走访3次。",
        "Café Zürich 开展法治宣传活动，José 参加。",
        "实施“R&D”项目，占比±5%，温度≤30℃，面积约20㎡，编号№3。",
        "㙍头村、石𥔵村、朱镕村均无积案。",
        "བོད་ཡིག་གི་ཡི་གེ་འདི་ནི་དཔེ་མཚོན་ཙམ་ཡིན།",
        "Annual report on the rule of law. Naïve façade, crème brûlée, 40 cases.",
    ],
)
def test_rare_characters_are_no_wrong_reading(kept: str) -> None:
    text = read_bytes(f"{kept}\n".encode(), "a.txt", book=BOOK)
    assert (text.raw, text.confidence, text.lacks) == (f"{kept}\n", 1.0, ())
