"""The command line: words in, exit code out. One module per command or group of commands."""

from licensing.cli.main import run

__all__ = ["run"]
