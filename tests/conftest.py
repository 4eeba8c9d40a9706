"""Every test starts from the same terminal: none."""

from __future__ import annotations

import contextlib
import os

# It tells the processes we start of a width, past `os.environ`, when it is first imported.
with contextlib.suppress(ImportError):
    import readline  # noqa: F401

for _name in ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"):
    os.environ.pop(_name, None)
    os.unsetenv(_name)
