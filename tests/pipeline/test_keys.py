"""Keys tell the truth: code and books as loaded, imports as they really are."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fazhi.pipeline import keys
from fazhi.publish.site.keys import WRITE_UP
from fazhi.sources import PACKAGE, names

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data/raw"
CODE = sorted(PACKAGE.rglob("*.py"))


def parsed_imports(tree: ast.AST) -> Iterator[str]:
    """What the parser of Python says that a module imports, for types alone left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level
            yield str(node.module)
            yield from (f"{node.module}.{one.name}" for one in node.names)
        yield from parsed_imports(node)


def test_imports_are_found_as_the_parser_finds_them() -> None:
    for file in CODE:
        content = file.read_bytes()
        found = set(keys.imports_of(keys.FOR_TYPES.sub(b"\n", content)))
        assert set(parsed_imports(ast.parse(content))) <= found, file


WATCH = """
import json, os, sys
from pathlib import Path
import fazhi
package = str(Path(fazhi.__file__).parent) + os.sep
seen = set()
def look(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(package):
        seen.add(arguments[0].removeprefix(package))
sys.addaudithook(look)
{work}
modules = {{m.__file__.removeprefix(package) for n, m in sys.modules.items()
           if n.startswith("fazhi.") and m.__file__}}
from fazhi.codebook import book as value
kept = [key for made in value._latest.values() for key in made._kept]
asked = {{key[0] for key in kept if isinstance(key, tuple)}}
asked |= {{getattr(key, "__name__", "") for key in kept}} & {{"indicators", "divisions"}}
books = {{one for one in seen if not one.endswith((".py", ".pyc", ".yaml"))}}
books |= {{one for one in seen if one.endswith(".yaml")
          and (Path(one).stem in asked or Path(one).parent.name in asked)}}
print(json.dumps(sorted(modules | books)))
"""
UNDERSTAND = """
from pathlib import Path
from fazhi.codebook.book import load_codebook
from fazhi.pipeline.one import Desk, Job, work_on
from fazhi.pipeline.store import Store
Store(Path("out")).folder.parent.mkdir()
desk = Desk("out", load_codebook(), {{}})
desk.store.open()
import hashlib
for file in sorted(Path({raw!r}).iterdir()):
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    work_on(Job(file.name, file, {raw!r}, {{}}, digest, digest, digest), desk)
"""
PAGES = """
from pathlib import Path
from fazhi.publish.site.make import Task, files
notebooks = Path({notebooks!r})
assert files(Task({report!r}, Path({tables!r}), notebooks, Path("failed")))
"""


def run(code: str, at: Path, package: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own that finds the package in a folder."""
    environment = {**os.environ, "PYTHONPATH": str(package), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=at,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def used(work: str, at: Path) -> set[str]:
    """Files of the package that a process loads for a work."""
    done = run(WATCH.format(work=work), at)
    assert done.returncode == 0, done.stderr
    return {name for name in json.loads(done.stdout.splitlines()[-1]) if name in names()}


def test_what_reading_and_understanding_use_is_in_their_keys(tmp_path: Path) -> None:
    found = used(UNDERSTAND.format(raw=str(RAW)), tmp_path)
    assert len(found) > 100
    assert found - set(keys.closure(keys.STAGES["understand"])[0]) == set()


@pytest.mark.parametrize(
    ("report", "notebook", "module"),
    [
        ("411323102-2023", "town", "fazhi.publish.writeup.town"),
        ("", "cross_town", "fazhi.publish.writeup.cross_town"),
    ],
)
def test_what_a_page_uses_is_in_its_key(
    tables_folder: Path, tmp_path: Path, report: str, notebook: str, module: str
) -> None:
    work = PAGES.format(notebooks=str(ROOT / "notebooks"), report=report, tables=str(tables_folder))
    found = used(work, tmp_path)
    assert "publish/pages/template/fazhi/page.css" in found
    assert found - set(keys.closure((*WRITE_UP, module))[0]) == set(), notebook


def test_no_stage_depends_on_what_comes_after_it() -> None:
    read = set(keys.closure(keys.STAGES["read"])[0])
    understand = set(keys.closure(keys.STAGES["understand"])[0])
    assert read < understand
    assert not any(name.startswith(("parse/", "analyse/", "tables/write")) for name in read)
    assert not any(name.startswith(("publish/", "cli/")) for name in understand)
    assert "codebook/data/kinds/rule_of_law/themes.yaml" in understand - read
    assert "codebook/data/script.yaml" in read
    assert not any(name.startswith("codebook/data/words/") for name in understand)
    assert {"lxml", "pypdfium2", "rapidocr"} <= set(keys.closure(keys.STAGES["read"])[1])


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The package in a folder of its own, to be edited, and two reports beside it."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PACKAGE, tmp_path / "fazhi", ignore=ignored)
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks", ignore=ignored)
    (tmp_path / "raw").mkdir()
    for name in ("西坪镇-2023.txt", "彭堡镇-2021.txt"):
        shutil.copy(RAW / name, tmp_path / "raw")
    return tmp_path


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


BUILD = """
import fazhi
from pathlib import Path
from fazhi.errors import FazhiError
gold = Path({gold!r})
def build():
    try:
        done = fazhi.build("raw", "out", jobs=1, gold=gold)
        print(done.read, done.kept, done.changed)
    except FazhiError as error:
        print(error.code, error)
"""
SITE = """
from fazhi.publish import publish_site
try:
    done = publish_site(Path("out"), Path("site"), Path("notebooks"))
    print(*sorted(done.written), *done.failures)
except FazhiError as error:
    print(error.code, error)
"""
BEGIN = BUILD.format(gold=str(ROOT / "tests/gold"))
THEMES = "codebook/data/kinds/rule_of_law/themes.yaml"


def told(own: Path, code: str) -> list[str]:
    """What a process says that works with the package in the folder."""
    done = run(BEGIN + code, own, own)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


EDITS = {
    "a book": (THEMES, "  zh: ", "  zh: 新"),
    "code": ("parse/themes.py", '"""', '"""Another. '),
    "a check": ("analyse/audit/arithmetic/rate.py", '"""', '"""Another. '),
}


@pytest.mark.parametrize("what", EDITS)
def test_rows_are_not_filed_under_a_key_that_is_not_theirs(own: Path, what: str) -> None:
    name, old, new = EDITS[what]
    change = (
        f"file = Path({str(own / 'fazhi' / name)!r})\n"
        f"file.write_text(file.read_text('utf-8').replace({old!r}, {new!r}, 1), 'utf-8')\n"
    )
    first, second = told(own, f"build()\n{change}build()")
    assert first == "2 0 True"
    assert second.startswith(f"stale fazhi: changed since this process loaded it: {name}. Start ")
    # A fresh process knows the new words and makes the rows anew, once.
    assert told(own, "build()") == ["2 0 True"]
    assert told(own, "build()") == ["0 2 False"]


def test_a_new_book_beside_the_others_is_read(own: Path) -> None:
    """Its rows are filed under a key of their own: the codebook is another value."""
    entry = "own.lamps:\n  zh: 路灯数\n  unit: 盏\n  rules:\n    lamps: {object: [路灯]}\n"
    file = f"Path({str(own)!r}, 'fazhi/{Path(THEMES).parent}/indicators/mine.yaml')"
    made = f"{file}.write_text({entry!r}, 'utf-8')\n"
    assert told(own, f"build()\n{made}build()") == ["2 0 True", "2 0 True"]


def test_a_file_saved_without_a_change_stops_nobody(own: Path) -> None:
    file = str(own / "fazhi" / THEMES)
    saved = f"file = Path({file!r})\nfile.write_bytes(file.read_bytes())\n"
    assert told(own, f"build()\n{saved}build()") == ["2 0 True", "0 2 False"]


KEYS = """
import sys
opened = []
def look(event, arguments):
    if event == "open" and str(arguments[0]).endswith(".py"):
        opened.append(arguments[0])
import fazhi.pipeline.keys as keys
sys.addaudithook(look)
found = keys.stages()
print(len(opened), "importlib.metadata" in sys.modules, *found.values())
"""


def test_what_files_lead_to_is_found_out_once_and_anew_when_one_changed(own: Path) -> None:
    """Files that nobody wrote since are not read again; nor is one just written ever trusted."""

    def asked() -> tuple[int, bool, list[str]]:
        environment = {**os.environ, "PYTHONPATH": str(own), "PYTHONDONTWRITEBYTECODE": ""}
        done = subprocess.run(
            [sys.executable, "-c", KEYS], env=environment, cwd=own, capture_output=True, check=True
        )
        read, metadata, *found = done.stdout.decode().split()
        return int(read), metadata == "True", found

    file = own / "fazhi/parse/themes.py"
    past = file.stat().st_mtime_ns - 10**12
    for one in (own / "fazhi").rglob("*.*"):
        os.utime(one, ns=(past, past))
    first, again = asked(), asked()
    assert first[0] > 100
    assert again == (0, False, first[2])
    edit(file, '"""', '"""Changed. ')
    changed = asked()
    assert changed[0] == first[0]
    assert (changed[2][0] == first[2][0], changed[2][1] == first[2][1]) == (True, False)
    # It bears the time of now: the same size and place could be another content of this moment.
    assert asked()[0] == first[0]
    os.utime(file, ns=(past, past))
    assert asked() == (first[0], changed[1], changed[2])
    assert asked() == (0, False, changed[2])


def test_code_changed_between_import_and_build_is_told(own: Path) -> None:
    """What was loaded before anything was digested is held against the time of loading."""
    file = str(own / "fazhi/parse/themes.py")
    change = f"file = Path({file!r})\nfile.write_text(file.read_text('utf-8') + '\\n', 'utf-8')\n"
    (said,) = told(own, f"import fazhi.pipeline.build\n{change}build()")
    assert said.startswith("stale ")


def test_words_of_the_terminal_read_nothing_again(own: Path) -> None:
    assert told(own, "build()") == ["2 0 True"]
    for name in ("cli/__init__.py", "publish/charts/town.py", "pipeline/check.py"):
        edit(own / "fazhi" / name, '"""', '"""Changed. ')
    edit(own / "fazhi/codebook/data/words/zh.yaml", "check.conflict:", "# x\ncheck.conflict:")
    assert told(own, "build()") == ["0 2 False"]


def test_a_changed_rule_reads_no_file_again(own: Path) -> None:
    for file in (own / "raw").iterdir():
        lines = file.read_text("utf-8").split("\n")
        page = "".join(f"<p>{line}</p>" for line in lines)
        file.with_suffix(".html").write_text(f"<html><body>{page}</body></html>", "utf-8")
        file.unlink()
    assert told(own, "build()") == ["2 0 True"]
    texts = sorted((own / "out/.fazhi-cache/texts").iterdir())
    assert len(texts) == 2
    before = [(one.name, one.stat().st_mtime_ns) for one in texts]
    edit(own / "fazhi/parse/themes.py", '"""', '"""Changed. ')
    assert told(own, "build()") == ["2 0 True"]
    assert [(one.name, one.stat().st_mtime_ns) for one in texts] == before
    edit(own / "fazhi/reading/clean/wrap.py", '"""', '"""Changed. ')
    assert told(own, "build()") == ["2 0 True"]
    assert {one.name for one in (own / "out/.fazhi-cache/texts").iterdir()}.isdisjoint(
        name for name, _ in before
    )


def test_a_page_is_made_anew_when_any_code_it_used_changed(own: Path) -> None:
    told(own, "build()")
    every = "411323102-2023 640402106-2021 cross_town"
    assert told(own, SITE) == [every]
    assert told(own, SITE) == [""]
    # The agreement with hand annotations stands on the comparison alone.
    edit(own / "fazhi/trust/evaluate.py", '"""', '"""Changed. ')
    assert told(own, SITE) == ["cross_town"]
    edit(own / "fazhi/language/numerals.py", '"""', '"""Changed. ')
    told(own, "build()")
    edit(own / "fazhi/publish/pages/template/fazhi/page.css", "body", "/* */ body")
    assert told(own, SITE) == [every]
    edit(own / "fazhi/cli/__init__.py", '"""', '"""Changed. ')
    assert told(own, SITE) == [""]


def test_pages_are_not_made_by_code_that_is_no_longer_there(own: Path) -> None:
    file = str(own / "fazhi/publish/writeup/town/story.py")
    change = f"file = Path({file!r})\nfile.write_text(file.read_text('utf-8') + '\\n', 'utf-8')\n"
    said = told(own, f"build()\n{SITE}{change}{SITE}")
    assert said[2].startswith("stale fazhi: changed since this process loaded it: publish/writeup/")
    assert "cross_town" in said[1]
