"""Throw mutated files of every format at the readers; run by test_fuzz.py in a process of its own.

    python -m tests.reading.fuzz_readers FOLDER COUNT SEED

Prints a line before each attempt, so that a crash names it, and a line for every surprise.
"""

from __future__ import annotations

import io
import random
import re
import resource
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from fazhi.codebook.book import load_codebook
from fazhi.errors import FazhiError
from fazhi.reading import read_bytes
from fazhi.reading.limits import Limits

BOOK = load_codebook()

Mutation = Callable[[random.Random, bytes], bytes]
LIMITS = Limits(seconds=10.0, bytes=8_000_000)
ADDRESS_SPACE = 6_000_000_000
NASTY = (
    b"99999999999",
    b"-1",
    b"NaN",
    b"<!DOCTYPE a>",
    b"%s",
    b"\x00",
    b"\xff\xfe",
    b"g 1000000000 1",
)


def flip(dice: random.Random, data: bytes) -> bytes:
    made = bytearray(data)
    for _ in range(dice.randint(1, 40)):
        made[dice.randrange(len(made))] = dice.randrange(256)
    return bytes(made)


def cut(dice: random.Random, data: bytes) -> bytes:
    return data[: dice.randrange(1, len(data))]


def drop(dice: random.Random, data: bytes) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + data[at + dice.randint(1, 400) :]


def double(dice: random.Random, data: bytes) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + data[at : at + dice.randint(1, 3000)] * dice.randint(2, 30) + data[at:]


def swap_numbers(dice: random.Random, data: bytes) -> bytes:
    at = [place for place, sign in enumerate(data) if 48 <= sign <= 57]
    if not at:
        return flip(dice, data)
    place = dice.choice(at)
    return data[:place] + dice.choice(NASTY) + data[place + 1 :]


MUTATIONS: tuple[Mutation, ...] = (flip, cut, drop, double, swap_numbers)


def inside(dice: random.Random, data: bytes) -> bytes:
    """Change one part of a ZIP and close it properly, so that the change reaches the XML."""
    parts = zipfile.ZipFile(io.BytesIO(data))
    names = parts.namelist()
    chosen = dice.choice(names)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            content = parts.read(name)
            made.writestr(
                name, dice.choice(MUTATIONS)(dice, content) if name == chosen else content
            )
    return file.getvalue()


def picture(form: str) -> bytes:
    file = io.BytesIO()
    Image.linear_gradient("L").save(file, form)
    return file.getvalue()


def attempt(data: bytes, name: str) -> str:
    """What is wrong with reading the bytes, empty where all is well."""
    try:
        text = read_bytes(data, name, LIMITS, book=BOOK)
    except FazhiError as error:
        return "" if error.code and error.message and error.where else f"unclear error {error!r}"
    place = text.place(0, len(text.clean))
    return "" if 0 <= place.start < place.end <= len(text.raw) else f"bad place {place}"


def main(folder: Path, count: int, seed: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    # Recognition and LibreOffice have processes and time of their own; here they are absent.
    sys.modules["rapidocr"] = None  # type: ignore[assignment]
    shutil.which = lambda *_, **__: None  # type: ignore[assignment]
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    files |= {f"x.{form.lower()}": picture(form) for form in ("PNG", "JPEG", "TIFF")}
    for name, data in files.items():
        zipped = data.startswith(b"PK")
        for number in range(count):
            dice = random.Random(f"{seed} {name} {number}")
            mutate = inside if zipped and number % 3 else dice.choice(MUTATIONS)
            print("try", name, number, flush=True)
            wrong = attempt(mutate(dice, data), name)
            if wrong:
                print("WRONG", name, number, wrong, flush=True)
    print("peak", peak() // 1024, flush=True)


def peak() -> int:
    """The most memory this process held, in KiB; the system's own figure counts who began it."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.findall(r"VmHWM:\s+(\d+) kB", status.read_text())[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
