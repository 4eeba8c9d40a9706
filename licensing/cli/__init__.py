"""The command line: words in, exit code out. One module per command or group of commands."""

from __future__ import annotations

import gc
from typing import NoReturn

__all__ = ["run"]


def run() -> NoReturn:
    """Run the command line and exit."""
    # A command is one short process: collecting garbage while it imports would cost a tenth of its time.
    gc.set_threshold(100_000)
    from licensing.cli.main import run as main

    main()
