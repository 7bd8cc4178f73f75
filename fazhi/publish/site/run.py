"""Runs notebooks with papermill, in a shell that stays warm, and strips what changes by run.

papermill loads, parameterises and watches the notebook; the engine registered here executes
its cells in this process, in a namespace emptied between notebooks, so that the start of a
kernel and the imports (two thirds of a small notebook's cost) are paid once. What is published
is equal to the last byte to what papermill's own engine makes with a fresh kernel.
"""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import nbformat
import papermill
from altair.utils.schemapi import debug_mode
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat.v4 import new_output
from papermill.engines import Engine, papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.iorw import papermill_io
from traitlets.config import Config

from fazhi.errors import FazhiError
from fazhi.publish.pages.words import FALLBACK

WARM = "fazhi-warm"
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
KEPT = "fazhi-memory://executed.ipynb"
INJECTED = "injected-parameters"
# Where the run found its folders is not published.
MACHINE = frozenset({"tables", "site"})
LANGUAGE_TAGS = frozenset({"zh", "en"})
# Cells that show the rows of the figure below them, to whoever runs the notebook by hand. A page
# has the figure's data in a table, and how polars prints a frame depends on the machine.
ROWS = "rows"


class NotebookError(FazhiError, RuntimeError):
    """A notebook stopped; `where` names it, the hint where its executed evidence lies."""

    code = "notebook"


def execute(
    notebook: Path, parameters: dict[str, str], failed: Path, engine: str = WARM
) -> nbformat.NotebookNode:
    """The executed notebook as it is published.

    Raises `NotebookError` when a cell fails; its evidence is then in `failed`.
    """
    try:
        executed = papermill.execute_notebook(
            _unfilled(notebook),
            KEPT,
            parameters=parameters,
            engine_name=engine,
            kernel_name=KERNEL["name"],
            language=KERNEL["language"],
            progress_bar=False,
            request_save_on_cell_execute=False,
            cwd=str(notebook.parent),
        )
    except PapermillExecutionError as error:
        failed.parent.mkdir(parents=True, exist_ok=True)
        failed.write_text(_Memory.last, encoding="utf-8", newline="\n")
        raise NotebookError(
            f"a cell failed: {error.ename}: {error.evalue}",
            where=failed.stem,
            hint=f"The executed notebook is kept as {failed.parent.name}/{failed.name}.",
        ) from error
    return published(executed, parameters)


def published(executed: nbformat.NotebookNode, parameters: dict[str, str]) -> nbformat.NotebookNode:
    """The notebook without times, paths, machine and random ids, in one language."""
    language = parameters.get("language", "zh")
    # A cell in one language is for its readers; those of a third language read English.
    other = LANGUAGE_TAGS - {language if language in LANGUAGE_TAGS else FALLBACK}
    cells = [cell for cell in executed.cells if not other & set(cell.metadata.get("tags", ()))]
    for cell in cells:
        tags = list(cell.metadata.get("tags", ()))
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        if ROWS in tags:
            cell.outputs = []
        if INJECTED in tags:
            cell.id = INJECTED
            cell.source = "\n".join(
                f"{name} = {literal(value)}"
                for name, value in parameters.items()
                if name not in MACHINE
            )
    executed.cells = cells
    executed.metadata = nbformat.from_dict(
        {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    )
    executed.nbformat_minor = 5
    return executed


def literal(value: str) -> str:
    """A text as Python source that means this text and nothing else, whatever stands in it."""
    # Of what can be printed, JSON escapes only quotes and backslashes, and as Python does.
    return json.dumps(value, ensure_ascii=False) if value.isprintable() else ascii(value)


def _unfilled(path: Path) -> str:
    """A path for papermill, which fills in what stands in braces."""
    return str(path).replace("{", "{{").replace("}", "}}")


class _Memory:
    """Where papermill writes what it ran: a run that is killed leaves no file behind."""

    last = ""

    @classmethod
    def write(cls, buf: str, path: str) -> None:
        """Keep the notebook as text."""
        cls.last = buf

    @classmethod
    def pretty_path(cls, path: str) -> str:
        """The name as it is."""
        return path


class _Outputs:
    """Where the shell's hooks put what a cell shows, in the order in which it is shown."""

    def __init__(self) -> None:
        self.shown: list[nbformat.NotebookNode] = []

    def add(self, kind: str, **content: Any) -> None:
        self.shown.append(new_output(kind, **content))


class _Stream(io.TextIOBase):
    """Standard output or error of a cell; neighbouring pieces are one output, as in a kernel."""

    def __init__(self, outputs: _Outputs, name: str) -> None:
        self._outputs, self._name = outputs, name

    def writable(self) -> bool:
        return True

    def write(self, words: str) -> int:
        shown = self._outputs.shown
        if words and shown and shown[-1].get("name") == self._name:
            shown[-1].text += words
        elif words:
            self._outputs.add("stream", name=self._name, text=words)
        return len(words)


class _Hook(DisplayHook):
    """Keeps the value of a cell's last expression."""

    def __call__(self, result: object = None) -> None:
        hook: Any = self
        if result is None or hook.quiet():
            return
        data, metadata = hook.compute_format_data(result)
        hook.update_user_ns(result)
        hook.shell.kept.add(
            "execute_result", data=data, metadata=metadata, execution_count=hook.prompt_count
        )

    def flush(self) -> None:
        """Forget earlier results. IPython's own also sweeps all memory: half of a page's cost."""
        hook: Any = self
        for number in range(1, hook.prompt_count):
            hook.shell.user_ns_hidden.pop(f"_{number}", None)
        hook.shell.user_ns.get("_oh", {}).clear()
        hook._ = hook.__ = hook.___ = ""
        hook.shell.user_ns.update({"_": None, "__": None, "___": None})


class _Publisher(DisplayPublisher):
    """Keeps what a cell displays."""

    def publish(self, data: Any, metadata: Any = None, *_: Any, **__: Any) -> None:
        """Keep what is displayed."""
        shell: Any = self.shell
        shell.kept.add("display_data", data=data, metadata=metadata or {})


class _Shell(InteractiveShell):
    """A shell without history whose every output is kept for the notebook."""

    kept: _Outputs = _Outputs()

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        self.kept.add("error", ename=etype.__name__, evalue=str(evalue), traceback=list(stb))


def _shell() -> Any:
    quiet = Config({"HistoryManager": {"enabled": False}})
    shell: Any = _Shell.instance(
        config=quiet, displayhook_class=_Hook, display_pub_class=_Publisher, colors="nocolor"
    )
    shell.reset(new_session=True)
    return shell


class WarmEngine(Engine):  # type: ignore[misc]
    """papermill's engine that runs cells in this process, warm."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **_: object) -> None:
        """Run every cell; what it shows goes into the notebook, a failure stops it."""
        # The shell takes the place of the main module; who starts processes later needs it back.
        main = sys.modules["__main__"]
        try:
            # Altair checks each piece as it is made, which changes none of it.
            with debug_mode(False):
                _run_all(_shell(), nb_man)
        finally:
            sys.modules["__main__"] = main


def _run_all(shell: Any, nb_man: Any) -> None:
    """Run the cells in order, up to the first that fails."""
    for index, cell in enumerate(nb_man.nb.cells):
        nb_man.cell_start(cell, index)
        failed = cell.cell_type == "code" and not _run(shell, cell)
        if failed:
            nb_man.cell_exception(cell, index)
        nb_man.cell_complete(cell, index)
        if failed:
            break


def _run(shell: Any, cell: nbformat.NotebookNode) -> bool:
    """Run one cell and fill in its outputs; false where it failed."""
    shell.kept = _Outputs()
    out, err = _Stream(shell.kept, "stdout"), _Stream(shell.kept, "stderr")
    cell.execution_count = shell.execution_count
    # What is not published need not be printed either.
    shell.ast_node_interactivity = "none" if ROWS in cell.metadata.get("tags", ()) else "last_expr"
    with redirect_stdout(out), redirect_stderr(err):
        result = shell.run_cell(cell.source, store_history=True)
    cell.outputs = shell.kept.shown
    return bool(result.success)


papermill_engines.register(WARM, WarmEngine)
papermill_io.register("fazhi-memory://", _Memory)
