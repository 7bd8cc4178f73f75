"""`python -m fazhi`: the command line where its own program is not on the path."""

from __future__ import annotations

from fazhi.cli import run

if __name__ == "__main__":
    run()
