"""What stands in a notice and says nothing by itself: addresses and numbers."""

from __future__ import annotations

import re

__all__ = ["SILENT"]

SILENT = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+|\+?\d[\d\s()/-]{6,}\d|\b(?:[\w-]+\.)+[a-z]{2,7}\b"
)
