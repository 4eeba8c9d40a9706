"""What a name that is not known may have meant."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["meant"]


def meant(word: str, known: Iterable[str]) -> str:
    """Return a question naming what is nearest, with a space behind it; nothing where nothing is near."""
    import difflib  # noqa: PLC0415 - needed only to explain what is wrong

    # Names are short, and what people mistype most is one letter, the case or a part of a path.
    spelled = {name.lower(): name for name in known}
    close = difflib.get_close_matches(word.lower(), spelled, 1)
    if not close:
        close = [name for name in spelled if name.rpartition("/")[2] == word.lower().rpartition("/")[2]][:1]
    return f"Did you mean '{spelled[close[0]]}'? " if close else ""
