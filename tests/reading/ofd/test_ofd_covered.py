"""OFD: what a picture of the page's size hides, and what is seen through it or beside it."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes
from fazhi.reading.formats.ofd import pages, pictures
from fazhi.reading.formats.ofd.opaque import is_opaque
from fazhi.reading.layout.rows import Piece
from fazhi.reading.recognise import decode_pictures
from tests.reading.ofd.test_ofd import text
from tests.reading.ofd.test_ofd_clips import rectangle, region
from tests.reading.ofd.test_ofd_shown import PUBLIC, lines, make, resources

BOOK = load_codebook()
ROWS = [
    f"第{number}村全年调解矛盾纠纷{number * 3}件，化解成功率达到九成。" for number in range(1, 9)
]
MEDIA = resources(
    '<ofd:MultiMedias><ofd:MultiMedia ID="80" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile>'
    "</ofd:MultiMedia></ofd:MultiMedias>"
)

SECOND = (
    '<ofd:MultiMedia ID="81" Type="Image"><ofd:MediaFile>b.png</ofd:MediaFile></ofd:MultiMedia>'
)


def png(mode: str, colour: tuple[int, ...] | int, **more: object) -> bytes:
    file = io.BytesIO()
    image = Image.new(mode, (40, 30), colour)
    if mode == "RGBA":
        # Signs of several colours, so that rows are written after several filters.
        for x in range(40):
            for y in range(30):
                image.putpixel((x, y), (x * 6, y * 8, (x * y) % 256, colour[3]))  # type: ignore[index]
    image.save(file, "PNG", **more)
    return file.getvalue()


def holed() -> bytes:
    file = io.BytesIO()
    image = Image.new("RGBA", (40, 30), (9, 9, 9, 255))
    image.putpixel((39, 29), (9, 9, 9, 0))
    image.save(file, "PNG")
    return file.getvalue()


def covered(picture: bytes | None, more: str = 'ResourceID="80"', inside: str = "") -> bytes:
    """Eight rows, and over them a picture of the page's size."""
    body = "".join(text(row, 20, 30 + 20 * at) for at, row in enumerate(ROWS))
    image = f'<ofd:ImageObject ID="9" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" {more}'
    others = {} if picture is None else {"Doc_0__Res__a_png": picture}
    return make(
        f"{body}{image}>{inside}</ofd:ImageObject>", PUBLIC, Doc_0__PublicRes_xml=MEDIA, **others
    )


SOLID = png("RGB", (255, 255, 255))


@pytest.mark.parametrize(
    "data",
    [
        covered(SOLID, more=""),
        covered(None),
        covered(png("RGBA", (0, 0, 0, 30))),
        covered(png("LA", (0, 200))),
        covered(png("P", 0, transparency=0)),
        covered(holed()),
        covered(SOLID, 'ResourceID="80" Alpha="60"'),
        covered(SOLID, 'ResourceID="80" ImageMask="81"'),
        covered(SOLID, inside=region(rectangle(0, 0, 1, 0.05))),
    ],
    ids=["no_picture", "lost", "rgba", "grey", "palette", "holed", "alpha", "mask", "clipped"],
)
def test_what_is_seen_through_a_picture_is_read(data: bytes) -> None:
    assert lines(data) == ROWS
    assert not read_bytes(data, "x.ofd", book=BOOK).damages


@pytest.mark.parametrize("picture", [SOLID, png("RGBA", (0, 0, 0, 255)), png("L", 255)])
def test_what_lies_under_a_picture_is_not_seen(
    picture: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "recognised", lambda *_: [Piece("遮住", 20, 20, 28, 24, 0.9)])
    assert lines(covered(picture)) == ["遮住"]


@pytest.mark.parametrize("kind", range(5))
def test_full_pictures_are_told_after_every_filter(kind: int) -> None:
    """The same picture with its rows written after one filter of PNG each."""

    def written(alpha: int) -> bytes:
        above, rows = bytes(8), b""
        for _ in range(3):
            row = bytes((7, 9, 11, alpha, 8, 10, 12, alpha))
            rows += bytes([kind]) + _filtered(kind, row, above)
            above = row
        head = struct.pack(">IIBBBBB", 2, 3, 8, 6, 0, 0, 0)
        pieces = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
            for name, body in pieces
        )

    for alpha in (255, 254, 0):
        data = written(alpha)
        # The picture is a right one: another reader gives the same signs.
        assert Image.open(io.BytesIO(data)).getpixel((1, 2)) == (8, 10, 12, alpha)
        assert is_opaque(data) == (alpha == 255)


def _filtered(kind: int, row: bytes, above: bytes) -> bytes:
    made = []
    for at, value in enumerate(row):
        left, corner = (row[at - 4], above[at - 4]) if at >= 4 else (0, 0)
        up = above[at]
        guess = left + up - corner
        nearest = min((left, up, corner), key=lambda one: abs(guess - one))
        made.append((value - (0, left, up, (left + up) // 2, nearest)[kind]) % 256)
    return bytes(made)


def test_a_broken_picture_hides_nothing() -> None:
    whole = png("RGBA", (0, 0, 0, 255))
    assert is_opaque(whole) and not is_opaque(whole[:60]) and not is_opaque(whole[:20])
    assert is_opaque(b"\xff\xd8\xff\xe0 a photograph")


@pytest.mark.parametrize("more", ["", 'Alpha="0"', 'Alpha="51"'])
def test_a_watermark_over_a_scan_leaves_it_to_be_recognised(
    more: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Any] = []

    def recognise(picture: Any) -> list[Piece]:
        shown.append(picture)
        return [Piece("认出的一行", 20, 20, 28, 24, 0.9)]

    monkeypatch.setattr(pictures, "recognise", recognise)
    media = MEDIA.replace("</ofd:MultiMedias>", SECOND + "</ofd:MultiMedias>")
    scan, over = (
        f'<ofd:ImageObject ID="{at}" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" '
        f'ResourceID="{at}" {words}/>'
        for at, words in ((80, ""), (81, more))
    )
    mark = png("RGB", (0, 0, 0)) if more else png("LA", (0, 0))
    data = make(
        scan + over,
        PUBLIC,
        Doc_0__PublicRes_xml=media,
        Doc_0__Res__a_png=png("RGB", (255, 0, 0)),
        Doc_0__Res__b_png=mark,
    )
    assert lines(data) == ["认出的一行"]
    # A fifth of black over the red of the scan.
    assert tuple(shown[0][5, 5]) == ((204, 0, 0) if "51" in more else (255, 0, 0))


def test_a_picture_without_paper_lies_on_white() -> None:
    (array,) = decode_pictures(png("LA", (0, 0)))
    assert array.shape == (30, 40, 3) and array.min() == 255
    (array,) = decode_pictures(png("LA", (0, 255)))
    assert array.max() == 0
