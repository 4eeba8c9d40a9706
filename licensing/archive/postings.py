"""The grams stories have left behind, and where a draft meets them.

Texts of N words or more store a cover of their k-grams. A shorter text counts as taken when a draft holds all of its
words in a row; it stores one gram, of k words or of all it has, so drafts are looked up by the widths of the short
texts at hand as well.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from licensing.archive.find import Meeting
from licensing.archive.schema import Settings
from licensing.text.fingerprint import Grams, cover

__all__ = ["Postings"]

_COMMON = 40  # what is stored so often is common enough; counting on would only cost time
_PER_POSTING = 0.5


class Postings:
    """The postings of one archive.

    Args:
        connection: An open archive file.
        settings: What it was made with.
    """

    def __init__(self, connection: sqlite3.Connection, settings: Settings) -> None:
        self._connection = connection
        self._settings = settings
        self._grams = Grams(settings.seed)

    def add(self, text: int, norm: Sequence[str]) -> None:
        """Store what a text must leave behind to be found: the cheapest cover by today's frequencies."""
        width = min(self._settings.gram, len(norm))
        grams = self._grams.hashes(norm, width)
        window = min(self._settings.window, len(grams))
        places = cover(grams, window, self._costs(grams))
        self._connection.executemany(
            "INSERT INTO postings VALUES (?, ?, ?)", [(grams[place], text, place) for place in places]
        )

    def remove(self, text: int, norm: Sequence[str]) -> None:
        """Forget a text."""
        grams = self._grams.hashes(norm, min(self._settings.gram, len(norm)))
        self._connection.executemany(
            "DELETE FROM postings WHERE gram = ? AND text = ?", [(gram, text) for gram in set(grams)]
        )

    def meet(self, norm: Sequence[str]) -> dict[int, list[Meeting]]:
        """Look up every gram of a draft; return, by text, what it meets."""
        spots: dict[int, list[int]] = defaultdict(list)
        for width in (*self._short_widths(), self._settings.gram):
            for place, gram in enumerate(self._grams.hashes(norm, width)):
                spots[gram].append(place)
        met: dict[int, list[Meeting]] = defaultdict(list)
        rows = self._connection.execute(
            "SELECT gram, text, place FROM json_each(?) CROSS JOIN postings ON gram = value", (_json(spots),)
        )
        for gram, text, place in rows:
            met[text].append(Meeting(spots[gram], place))
        return met

    def _short_widths(self) -> list[int]:
        rows = self._connection.execute(
            "SELECT DISTINCT words FROM texts WHERE words < 8 AND words < ?", (self._settings.gram,)
        )
        return [row[0] for row in rows]

    def _costs(self, grams: Sequence[int]) -> dict[int, float]:
        rows = self._connection.execute(
            "SELECT value, (SELECT count(*) FROM (SELECT 1 FROM postings WHERE gram = value LIMIT ?)) AS met"
            " FROM json_each(?) WHERE met > 0",
            (_COMMON, _json(grams)),
        )
        return {gram: 1 + _PER_POSTING * met for gram, met in rows}


def _json(grams: Sequence[int] | dict[int, list[int]]) -> str:
    return f"[{','.join(map(str, grams))}]"
