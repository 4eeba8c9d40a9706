"""The command line: words in, exit code out. One module per command or group of commands."""

from __future__ import annotations

import gc
import sys
from typing import NoReturn

__all__ = ["run"]


def run() -> NoReturn:
    """Run the command line and exit."""
    # A command is one short process: collecting garbage while it imports would cost a tenth of its time.
    gc.set_threshold(100_000)
    if sys.argv[1:] == ["--version"] and _told_version():
        sys.exit(0)
    from licensing.cli.main import run as main

    main()


def _told_version() -> bool:
    """Say the version without the command line, which costs more than the answer; False where something is wrong."""
    from licensing.errors import LicensingError

    try:
        from licensing.cli.version import version_text

        sys.stdout.write(version_text())
        sys.stdout.flush()
    except (LicensingError, OSError):
        return False
    return True
