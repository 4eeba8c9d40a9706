"""How much of a file is read: what is larger or deeper than any story was handed in by mistake, or to do harm."""

from __future__ import annotations

__all__ = ["DEPTH", "HEAD", "ITEMS", "LIMIT", "UNPACKED"]

LIMIT = 20_000_000
"""Bytes of a file."""

UNPACKED = 100_000_000
"""Bytes a compressed file may grow to."""

DEPTH = 200
"""Elements, objects or lists inside one another."""

ITEMS = 10_000
"""Stories in one file."""

HEAD = 4096
"""Bytes a format is recognised by."""
