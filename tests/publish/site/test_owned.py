"""What is ours in a site, and what is not: nobody's file is overwritten, read or removed."""

from __future__ import annotations

import gzip
import http.client
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest

from fazhi.errors import NotFoundError, NotOursError, TablesError
from fazhi.pipeline.found.files import list_files, written_here
from fazhi.publish import find_notebooks, pack_site, publish_site
from fazhi.publish.site.html import gzipped
from fazhi.publish.site.owned import JOURNAL, PART, STATE, Owned, is_ours, noted
from fazhi.publish.site.serve import server
from tests.publish.site.test_site import content

ROOT = Path(__file__).parents[3]
NOTEBOOKS = ROOT / "notebooks"
OUTSIDE = (
    "../precious.html",
    "/etc/precious.html",
    "data/../../precious.csv",
    "..\\precious.html",
    "c:precious.html",
    ".hidden.html",
    "data/.hidden.csv",
    "precious.txt",
    "photos/one.html",
    "",
)


@pytest.fixture
def mine(site: Path, tmp_path: Path) -> Path:
    """A copy of the site whose surroundings may be watched."""
    return Path(shutil.copytree(site, tmp_path / "place/site"))


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_name_in_the_list_deletes_nothing_outside(
    mine: Path, tables_folder: Path, name: str
) -> None:
    precious = mine.parent / "precious.html"
    precious.write_text("mine", encoding="utf-8")
    assert not is_ours(mine, name)
    (mine / JOURNAL).write_bytes(noted({"begun": [name]}))
    before = content(mine.parent)
    with pytest.raises(TablesError, match="list of the site's pages is damaged"):
        publish_site(tables_folder, mine, NOTEBOOKS)
    # The lock is the one file that is opened before the list is read.
    assert content(mine.parent) == {**before, "site/.lock": b""}


def test_a_folder_that_is_a_link_leads_nowhere(mine: Path, tables_folder: Path) -> None:
    outside = mine.parent / "outside"
    shutil.move(mine / "data", outside)
    (mine / "data").symlink_to(outside)
    before = content(outside)
    with pytest.raises(TablesError, match="damaged"):
        publish_site(tables_folder, mine, NOTEBOOKS)
    assert content(outside) == before


@pytest.mark.parametrize("name", ["index.html", "cross_town.html", "411323102-2023.html"])
def test_a_file_of_somebody_else_stays(tables_folder: Path, tmp_path: Path, name: str) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / name).write_text("my own page", encoding="utf-8")
    with pytest.raises(NotOursError, match="was not written by fazhi"):
        publish_site(tables_folder, site, NOTEBOOKS)
    assert (site / name).read_text(encoding="utf-8") == "my own page"
    assert [path.name for path in site.glob("*.html")] == [name]


def test_the_archive_holds_our_pages_and_no_other(mine: Path, tables_folder: Path) -> None:
    (mine / "withdrawn-2020.html").write_text("gone", encoding="utf-8")
    (mine / "notes.txt").write_text("mine", encoding="utf-8")
    with zipfile.ZipFile(pack_site(mine)) as archive:
        names = set(archive.namelist())
        assert {entry.create_system for entry in archive.infolist()} == {3}
    assert {"index.html", "data/reports.csv", "411323102-2023-source.html"} <= names
    assert not {"withdrawn-2020.html", "notes.txt"} & names
    (mine / STATE).unlink()
    with pytest.raises(NotOursError, match="its list of files is gone"):
        publish_site(tables_folder, mine, NOTEBOOKS)


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_a_damaged_list_is_named(mine: Path, tables_folder: Path, place: float) -> None:
    kept = bytearray((mine / STATE).read_bytes())
    kept[int(place * len(kept))] ^= 1
    (mine / STATE).write_bytes(kept)
    with pytest.raises(TablesError, match="damaged"):
        publish_site(tables_folder, mine, NOTEBOOKS)


def test_a_damaged_line_of_the_journal_makes_no_file_ours(mine: Path) -> None:
    """Else a byte could make somebody's file one that is removed."""
    line = noted({"begun": ["one.html"]})
    chance = random.Random(1)
    for place in chance.sample(range(len(line)), 60):
        damaged = bytearray(line)
        damaged[place] ^= 1 << chance.randrange(8)
        (mine / JOURNAL).write_bytes(damaged + b"\n" + noted({"begun": ["two.html"]}))
        assert Owned(mine).begun == {"two.html"}


def test_a_damaged_byte_of_pages_and_list_is_found(mine: Path, tables_folder: Path) -> None:
    """Whatever place it has: a page with it is made again, a list with it is named."""
    chance, pages = random.Random(2), Owned(mine).pages
    files = {name: stem for stem, page in pages.items() for name in page["files"]}
    for name in (*chance.choices(sorted(files), k=60), *[STATE] * 60):
        before = (mine / name).read_bytes()
        damaged = bytearray(before)
        damaged[chance.randrange(len(before))] ^= 1 << chance.randrange(8)
        (mine / name).write_bytes(damaged)
        if name == STATE:
            try:
                # A blank between two words of it means nothing.
                assert Owned(mine).pages == pages
            except TablesError as error:
                assert STATE in str(error)
        else:
            owned = Owned(mine)
            assert not owned.is_current(files[name], pages[files[name]]["key"])
            with pytest.raises(TablesError, match=f"{name} is not as fazhi report wrote it"):
                pack_site(mine)
        (mine / name).write_bytes(before)
    (mine / "data/reports.csv").rename(mine / "gone")
    with pytest.raises(TablesError, match=r"reports\.csv is not as fazhi report wrote it"):
        pack_site(mine)
    (mine / "gone").rename(mine / "data/reports.csv")
    assert not list(mine.parent.glob("*.part"))
    before, spoilt = content(mine), mine / "data/reports.csv"
    spoilt.write_bytes(spoilt.read_bytes().replace(b"2023", b"2024", 1))
    publish_site(tables_folder, mine, NOTEBOOKS)
    assert content(mine) == before


def test_what_we_wrote_is_not_read_as_a_report(
    mine: Path, tables_folder: Path, tmp_path: Path
) -> None:
    place = mine.parent
    shutil.copytree(tables_folder, place / "data/processed")
    (place / "report.txt").write_text("报告", encoding="utf-8")
    (place / "saved").mkdir()
    (place / "saved/index.html").write_text("报告", encoding="utf-8")
    found = [path.relative_to(place).as_posix() for path in list_files(place)]
    assert found == ["report.txt", "saved/index.html"]
    assert {one.relative_to(place).as_posix() for one in written_here(place)} >= {"data/processed"}


def test_notebooks_of_the_working_folder_are_run_only_when_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks/town.ipynb").write_text("{}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert find_notebooks().resolve() == NOTEBOOKS
    assert find_notebooks(Path("notebooks")) == Path("notebooks")
    with pytest.raises(NotFoundError, match=r"holds no town\.ipynb"):
        find_notebooks(Path("elsewhere"))


KILLED = """
import sys
from pathlib import Path
from fazhi.publish import publish_site
publish_site(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
"""


def test_a_run_that_is_killed_goes_on_where_it_was(
    site: Path, tables_folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    command = [sys.executable, "-c", KILLED, str(tables_folder), str(out), str(NOTEBOOKS)]
    kept = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path / "tmp")}
    (tmp_path / "tmp").mkdir()
    for least in (1, 2, 4):
        with subprocess.Popen(command, env=kept) as run:
            until = time.monotonic() + 60
            while len(list(out.glob("*.html"))) < 2 * least and time.monotonic() < until:
                time.sleep(0.01)
            run.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        done = len(Owned(out).pages)
        again = len(list(out.glob("*.ipynb")))
        assert again - done <= 1
    last = publish_site(tables_folder, out, NOTEBOOKS)
    assert len(last.kept) >= 3
    assert content(out) == content(site)
    assert not (out / JOURNAL).exists()
    assert not (out / PART).exists()
    assert not list((tmp_path / "tmp").iterdir())


def test_packed_scripts_do_not_tell_which_python_packed_them() -> None:
    for data in (b"", b"vega", bytes(range(256)) * 999):
        packed = gzipped(data)
        assert packed[:10] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
        assert gzip.decompress(packed) == data


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/", "localhost", 200),
        ("/index.html?year=2023", "127.0.0.1", 200),
        ("/data/reports.csv", "[::1]", 200),
        ("/data/", "127.0.0.1", 404),
        ("/data", "127.0.0.1", 404),
        ("/.pages.json", "127.0.0.1", 404),
        ("/.lock", "127.0.0.1", 404),
        ("/led.html", "127.0.0.1", 404),
        ("/%2e%2e/secret.html", "127.0.0.1", 404),
        ("/../secret.html", "127.0.0.1", 404),
        ("//secret.html", "127.0.0.1", 404),
        ("/notes.txt", "127.0.0.1", 404),
        ("/", "evil.example", 421),
        ("/index.html", "127.0.0.1.evil.example", 421),
    ],
)
def test_the_server_gives_out_the_site_and_nothing_else(
    mine: Path, path: str, host: str, status: int
) -> None:
    (mine.parent / "secret.html").write_text("secret", encoding="utf-8")
    (mine / "notes.txt").write_text("secret", encoding="utf-8")
    (mine / "led.html").symlink_to(mine.parent / "secret.html")
    with server(mine, 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        port = int(running.server_address[1])
        for method in ("GET", "HEAD"):
            asked = http.client.HTTPConnection("127.0.0.1", port)
            asked.request(method, path, headers={"Host": f"{host}:{port}"})
            answer = asked.getresponse()
            assert answer.status == status
            assert b"secret" not in answer.read()
            asked.close()
        running.shutdown()
