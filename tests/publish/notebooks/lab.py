"""A real JupyterLab, started as `make lab` starts it, and its page in a real Chromium."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[3]
BIN = Path(sys.executable).parent
TOKEN = "of-the-test"
IDLE = "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
RUN = """() => { window.ran = null; window.jupyterapp.commands
  .execute('notebook:run-all-cells').then(done => { window.ran = done ?? true; }); }"""
# All that the kernel sent is drawn, and nothing on the page has changed for a second.
SETTLED = """() => {
  const book = window.jupyterapp.shell.currentWidget.content;
  if (window.watched !== book) {
    window.watched = book;
    window.changed = Date.now();
    new MutationObserver(() => { window.changed = Date.now(); })
      .observe(book.node, { childList: true, subtree: true });
  }
  return Date.now() - window.changed > 1000 && book.widgets.every(cell =>
    !cell.outputArea || cell.outputArea.model.length === cell.outputArea.widgets.length);
}"""
ERRORS = """[...document.querySelectorAll('[data-mime-type="application/vnd.jupyter.stderr"]')]
  .map(one => one.textContent)"""
# Of each chart its size and how many of its pixels are of a colour: grey is axes and words.
DRAWN = """[...document.querySelectorAll('.jp-RenderedVegaCommon5')].map(one => {
  const canvas = one.querySelector('canvas');
  if (!canvas) return [0, 0, 0];
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let coloured = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [r, g, b, a] = data.slice(at, at + 4);
    if (a > 100 && Math.max(r, g, b) - Math.min(r, g, b) > 40) coloured += 1;
  }
  return [canvas.width, canvas.height, coloured];
})"""


def _command(project: Path, port: int) -> str:
    """What `make lab` runs in the project, with a port, a token and no browser of its own."""
    more = f"--no-browser --port={port} --IdentityProvider.token={TOKEN} --expose-app-in-browser"
    told = subprocess.run(
        ["make", "--no-print-directory", "-n", "lab", f"BIN={BIN}", f"LAB={more}"],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout.strip().splitlines()[-1]


@contextmanager
def lab(project: Path, home: Path) -> Iterator[str]:
    """The address of a JupyterLab of the project, ended with all its kernels."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(home)}
    # Kernels import the package that is tested, wherever the environment has it from.
    kept["PYTHONPATH"] = str(ROOT)
    with (home / "lab.log").open("wb") as log:
        server = subprocess.Popen(
            _command(project, port),
            shell=True,
            cwd=project,
            env=kept,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _answering(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            # Kernels are sessions of their own: the server ends them, but not where it hangs.
            ours = psutil.Process(server.pid).children(recursive=True)
            os.killpg(server.pid, signal.SIGTERM)
            _, left = psutil.wait_procs(ours, timeout=10)
            for one in left:
                one.kill()
            server.wait(timeout=10)


def _answering(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert server.poll() is None, "JupyterLab ended by itself"
        time.sleep(0.2)
    raise AssertionError("JupyterLab does not answer")


def run_all(page: Page, address: str, notebook: str) -> None:
    """Open a notebook and run all its cells to the end, until what they sent is drawn."""
    page.goto(f"{address}/lab/tree/notebooks/{notebook}?token={TOKEN}&reset")
    page.wait_for_function(IDLE, timeout=60_000)
    page.evaluate(RUN)
    page.wait_for_function("window.ran !== null", timeout=60_000)
    page.wait_for_function(SETTLED, timeout=60_000, polling=200)


def charts(page: Page, many: int) -> list[list[int]]:
    """Width, height and coloured pixels of each chart, once there are so many."""
    page.wait_for_function(
        f"document.querySelectorAll('.jp-RenderedVegaCommon5 canvas').length >= {many}",
        timeout=30_000,
    )
    page.wait_for_timeout(500)
    found: list[list[int]] = page.evaluate(DRAWN)
    return found


class Watch:
    """Looks at the browser's tabs: the largest memory one took, and an end to one that runs away.

    A tab that no longer answers would keep playwright waiting for ever, whatever its timeouts.
    """

    def __init__(self, most: int, seconds: float) -> None:
        self.seen = 0
        self._most, self._until = most, time.monotonic() + seconds
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(0.3):
            tabs = list(_tabs())
            self.seen = max([self.seen, *(size for _, size in tabs)])
            if self.seen > self._most or time.monotonic() > self._until:
                for tab, _ in tabs:
                    tab.kill()


def _tabs() -> Iterator[tuple[psutil.Process, int]]:
    for one in psutil.Process().children(recursive=True):
        try:
            if "--type=renderer" in one.cmdline():
                yield one, one.memory_info().rss
        except psutil.NoSuchProcess:
            continue
