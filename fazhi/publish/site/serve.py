"""Shows the site to a browser on this machine, and to nobody else."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from fazhi.errors import FazhiError, NotFoundError
from fazhi.publish.pages import links
from fazhi.publish.site.owned import home_of, is_ours

HOST = "127.0.0.1"
NAMES = ("localhost", "127.0.0.1", "[::1]")


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files of the site, to whom asks this machine by its own name, and says nothing."""

    extensions_map = {  # noqa: RUF012
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".ipynb": "application/json",
        ".parquet": "application/vnd.apache.parquet",
    }

    def send_head(self) -> Any:
        """The head of an answer; 404 for all that is no file of the site, 421 for other hosts."""
        address: Any = self.server.server_address
        # A foreign name that leads to this machine is another site's way to read this one.
        if self.headers.get("Host", "").lower() not in {f"{name}:{address[1]}" for name in NAMES}:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        asked = unquote(urlsplit(self.path).path).removeprefix("/")
        asked += links.INDEX if not asked or asked.endswith("/") else ""
        site, name = home_of(Path(self.directory), asked)
        inside = is_ours(site, name) and (site / name).resolve().is_relative_to(site.resolve())
        if not inside or not (site / name).is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        self.path = f"/{quote(asked)}"
        return super().send_head()

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
