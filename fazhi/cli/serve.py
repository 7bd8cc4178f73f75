"""`fazhi serve`: look at the site in a browser on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fazhi.cli.speech import say
from fazhi.cli.terminal import out


def serve(
    site: Annotated[Path, typer.Option("--site", help="Folder of the pages.")] = Path("site"),
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0: any free one.")] = 8000,
) -> None:
    """Show the pages in a browser on this machine until Ctrl+C."""
    from fazhi.publish.site.serve import server

    with server(site, port) as running:
        host, used = running.server_address[:2]
        out.print(say("{0}  (Ctrl+C stops)", f"http://{host!s}:{used}/"))
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            out.print(say("stopped"))
