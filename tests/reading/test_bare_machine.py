"""A PDF whose fonts are not inside gives the same text on a machine without any fonts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes

BOOK = load_codebook()

FONTS = {"STSong-Light": "简体", "MSung-Light": "繁體", "HeiseiMin-W3": "東京", "Helvetica": "35"}
for font in FONTS:
    if font != "Helvetica":
        pdfmetrics.registerFont(UnicodeCIDFont(font))
# The library keeps one font a name; this one writes downwards.
pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5", isVertical=True))
SENTENCE = "全年共调解矛盾纠纷一百二十六起。"
Draw = Callable[[Canvas], None]
# What lies over the folders of fonts in a mount namespace; the files below stay as they are.
HIDE = "for at in /usr/share/fonts /usr/local/share/fonts ~/.fonts ~/.local/share/fonts; do "
HIDE += '[ -d "$at" ] && mount -t tmpfs none "$at"; done; '


def sign_by_sign(canvas: Canvas) -> None:
    for at, sign in enumerate(SENTENCE):
        canvas.drawString(80 + 16 * at, 740, sign)


def standing(canvas: Canvas) -> None:
    canvas.drawString(80, 740, SENTENCE)


def turned(canvas: Canvas) -> None:
    canvas.setPageRotation(90)
    canvas.rotate(90)
    canvas.translate(0, -595)
    canvas.drawString(80, 500, SENTENCE)


def downwards(canvas: Canvas) -> None:
    canvas.setFont("HeiseiKakuGo-W5", 16)
    canvas.drawString(500, 740, "一百二十六件")


def many_fonts(canvas: Canvas) -> None:
    for at, (font, words) in enumerate(FONTS.items()):
        canvas.setFont(font, 16)
        canvas.drawString(80 + 100 * at, 740, words)


def pdf(draw: Draw) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, (595, 842), invariant=1)
    canvas.setFont("STSong-Light", 16)
    draw(canvas)
    canvas.save()
    return file.getvalue()


KINDS: dict[str, tuple[Draw, str]] = {
    "sign_by_sign": (sign_by_sign, SENTENCE),
    "standing": (standing, SENTENCE),
    "turned": (turned, SENTENCE),
    "downwards": (downwards, "一百二十六件"),
    "many_fonts": (many_fonts, "简体\t繁体\t东京\t35"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_text_in_fonts_that_are_not_inside_is_read(kind: str) -> None:
    draw, expected = KINDS[kind]
    assert read_bytes(pdf(draw), "x.pdf", book=BOOK).clean == expected


def test_with_every_font_of_the_machine_out_of_reach_it_is_the_same(tmp_path: Path) -> None:
    able = shutil.which("unshare") and os.geteuid() == 0
    able = able and not subprocess.run(["unshare", "-m", "true"], check=False).returncode
    if not able:
        if os.environ.get("CI") == "true":
            pytest.fail("mount namespaces need root and unshare")
        pytest.skip("needs root and unshare, to put the fonts of the machine out of reach")
    for kind, (draw, _) in KINDS.items():
        tmp_path.joinpath(f"{kind}.pdf").write_bytes(pdf(draw))
    code = (
        "import sys; from pathlib import Path; from fazhi.reading import read_file; "
        "from fazhi.codebook.book import load_codebook; BOOK = load_codebook(); "
        "assert not any(p.suffix in ('.ttf', '.otf', '.ttc') for at in sys.argv[2:] "
        "for p in Path(at).rglob('*')), 'fonts are still there'\n"
        "for path in sorted(Path(sys.argv[1]).glob('*.pdf')):\n"
        "    print(path.stem, repr(read_file(path, book=BOOK).clean))"
    )
    places = ["/usr/share/fonts", "/usr/local/share/fonts"]
    hidden = ["unshare", "-m", "sh", "-c", HIDE + 'exec "$0" "$@"']
    run = subprocess.run(
        [*hidden, sys.executable, "-c", code, str(tmp_path), *places],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert run.returncode == 0, run.stderr
    read = [f"{kind} {words!r}" for kind, (_, words) in sorted(KINDS.items())]
    assert run.stdout.splitlines() == read
