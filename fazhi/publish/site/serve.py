"""Shows the site to a browser on this machine, and to nobody else."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from fazhi.errors import FazhiError, NotFoundError
from fazhi.publish.pages import links

HOST = "127.0.0.1"


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files; names the types that some systems do not know, and keeps the terminal free."""

    extensions_map = {  # noqa: RUF012
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".ipynb": "application/json",
        ".parquet": "application/vnd.apache.parquet",
    }

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def server(site: Path, port: int = 8000) -> ThreadingHTTPServer:
    """A server of the folder on 127.0.0.1, ready to `serve_forever`; port 0 takes a free one.

    Raises `NotFoundError` where the folder holds no site, `FazhiError` where the port is taken.
    """
    if not (site / links.INDEX).is_file():
        raise NotFoundError(
            "there is no site in this folder", where=str(site), hint="Make it: fazhi analyse."
        )
    try:
        return ThreadingHTTPServer((HOST, port), partial(_Quiet, directory=str(site)))
    except OSError as error:
        raise FazhiError(
            "the port cannot be used", where=str(port), hint="Give another: --port 8001."
        ) from error
