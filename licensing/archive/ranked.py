"""The rare words stories have left behind, and which stories share most of them with a draft.

A rewriting shares few long runs with its source, and still its names, its numbers and the rarer of its words. Each
text leaves its rarest terms behind; a draft's terms are weighed by how few texts hold them, and a text's sum is set
against the square root of its own number of terms, as BM25 and the cosine do. Nothing is guaranteed here, and which
terms are left depends on what was stored before.

One row holds the texts of one term, four bytes each, for `_BLOCK` texts: the text's number in its block, and its
number of terms as a class of one byte.
"""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from itertools import pairwise
from math import log
from zlib import crc32

from licensing.archive.schema import RANKED, SCHEMA, TERMS
from licensing.text.stock import ANY_FUNCTION

__all__ = ["Ranked", "terms"]

STEM = 6
"""Letters a word is cut to."""
_SHORT = 3
_SPACELESS = "\u0e01"
_BLOCK = 1 << 16
_KEPT, _MORE = 64, 4  # of t terms a text leaves 64 + t / 4
_FULL = 2048  # texts of one block that make a term too common to go on with
_FIRST, _ALL, _CANDIDATES = 3000, 20_000, 300
_BYTES = 4
_CLASSES, _STEP = 255, 4
_SCALE = [max(1, size) ** -0.5 for size in range(_CLASSES + 1)]


class Ranked:
    """The terms of one archive.

    Args:
        connection: An open archive file.
        seed: Its seed.
    """

    def __init__(self, connection: sqlite3.Connection, seed: bytes) -> None:
        self._connection = connection
        self._seed = int.from_bytes(seed[:_BYTES], "little")

    @property
    def ready(self) -> bool:
        """Whether the file keeps terms; one written by an earlier version does not."""
        return bool(self._connection.execute("PRAGMA user_version").fetchone()[0] >= RANKED)

    def upgrade(self) -> None:
        """Add the terms of all texts to a file of an earlier version; nothing is done where they are kept."""
        if self.ready:
            return
        self._connection.execute(TERMS)
        last = 0
        # A few at a time: one cursor over a table must not stay open while others are written.
        while rows := self._connection.execute(
            "SELECT number, norm FROM texts WHERE number > ? ORDER BY number LIMIT 500", (last,)
        ).fetchall():
            for last, norm in rows:
                self.add(last, norm.split(" "))
        self._connection.execute(f"PRAGMA user_version = {SCHEMA}")

    def add(self, text: int, norm: Sequence[str]) -> None:
        """Store the rarest terms of a text."""
        kept = self._rarest(sorted(self._hashes(norm)))
        block, place = divmod(text, _BLOCK)
        entry = _packed([place << 8 | min(_CLASSES, -(-len(kept) // _STEP))])
        self._connection.executemany(
            "INSERT INTO terms VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET texts = CAST(texts || excluded.texts AS BLOB)"
            " WHERE length(texts) < ?",
            [(term, block, entry, _FULL * _BYTES) for term in kept],
        )

    def remove(self, text: int, norm: Sequence[str]) -> None:
        """Forget a text."""
        block, place = divmod(text, _BLOCK)
        for term in self._hashes(norm):
            row = self._connection.execute("SELECT texts FROM terms WHERE term = ? AND block = ?", (term, block))
            for (stored,) in row.fetchall():
                left = [entry for entry in _unpacked(stored) if entry >> 8 != place]
                self._connection.execute("DELETE FROM terms WHERE term = ? AND block = ?", (term, block))
                if left:
                    self._connection.execute("INSERT INTO terms VALUES (?, ?, ?)", (term, block, _packed(left)))

    def best(self, norm: Sequence[str], most: int) -> list[int]:
        """Return the numbers of the texts that share the most rare terms with a draft, the best first."""
        lists = sorted(self._lists(norm), key=len)
        total = self._total()
        scores: dict[int, float] = {}
        used = number = 0
        for number, entries in enumerate(lists):
            used += len(entries)
            if number and used > _FIRST:
                break
            weight = _weight(len(entries), total)
            for entry in entries:
                scores[entry] = scores.get(entry, 0.0) + weight
        else:
            number = len(lists)
        settled = self._settled(scores, lists[number:], total)
        best = nlargest(most, settled, key=lambda entry: (settled[entry] * _SCALE[entry & _CLASSES], -entry))
        return [entry >> 8 for entry in best]

    def _settled(self, scores: dict[int, float], common: Iterable[array[int]], total: int) -> dict[int, float]:
        """Return the scores of the likeliest texts, the commoner terms added."""
        if len(scores) > _CANDIDATES:
            levels = [score * _SCALE[entry & _CLASSES] for entry, score in scores.items()]
            least = sorted(levels)[-_CANDIDATES]
            scores = {
                entry: score for (entry, score), level in zip(scores.items(), levels, strict=True) if level >= least
            }
        candidates = set(scores)
        used = 0
        for entries in common:
            used += len(entries)
            if used > _ALL:
                break
            weight = _weight(len(entries), total)
            for entry in candidates.intersection(entries):
                scores[entry] += weight
        return scores

    def _lists(self, norm: Sequence[str]) -> Iterator[array[int]]:
        """Yield the texts of each term of a draft as entries that tell blocks apart, but for terms too common."""
        asked = f"[{','.join(map(str, self._hashes(norm)))}]"
        rows = self._connection.execute(
            "SELECT term, block, texts FROM json_each(?) CROSS JOIN terms ON term = value", (asked,)
        )
        lists: dict[int, array[int]] = {}
        for term, block, stored in rows:
            if len(stored) >= _FULL * _BYTES:
                continue
            entries = _unpacked(stored)
            if block:
                high = block * _BLOCK << 8
                entries = array("Q", [entry + high for entry in entries])
            if term in lists:
                lists[term] = array("Q", [*lists[term], *entries])
            else:
                lists[term] = entries
        return iter(lists.values())

    def _rarest(self, hashes: Sequence[int]) -> Sequence[int]:
        most = _KEPT + len(hashes) // _MORE
        if len(hashes) <= most:
            return hashes
        rows = self._connection.execute(
            "SELECT term, sum(length(texts)) FROM json_each(?) CROSS JOIN terms ON term = value GROUP BY term",
            (f"[{','.join(map(str, hashes))}]",),
        )
        held = dict(rows.fetchall())
        return sorted(hashes, key=lambda term: (held.get(term, 0), term))[:most]

    def _hashes(self, norm: Sequence[str]) -> set[int]:
        # 31 bits, which SQLite keeps in four bytes; two terms of one hash only blur the ranking.
        return {crc32(term.encode("utf-8", "surrogatepass"), self._seed) >> 1 for term in terms(norm)}

    def _total(self) -> int:
        row = self._connection.execute("SELECT max(number) FROM texts").fetchone()
        return int(row[0] or 0)


def terms(norm: Sequence[str]) -> set[str]:
    """Return what a text of these normalised words is ranked by.

    Words but function words, cut short so that inflected forms are one; in scripts written without spaces, where
    every character is a word, each two that follow one another.
    """
    found = {word[:STEM] for word in norm if len(word) >= _SHORT}
    if any(word >= _SPACELESS and len(word) == 1 for word in norm):
        found |= {a + b for a, b in pairwise(norm) if a >= _SPACELESS and b >= _SPACELESS and len(a) == len(b) == 1}
    return found - ANY_FUNCTION


def _weight(held: int, total: int) -> float:
    return log(1 + (max(total, held) - held + 0.5) / (held + 0.5))


def _packed(entries: Sequence[int]) -> bytes:
    return _little(array("I", entries)).tobytes()


def _unpacked(stored: bytes) -> array[int]:
    entries = array("I")
    entries.frombytes(stored[: len(stored) // _BYTES * _BYTES])
    return _little(entries)


def _little(entries: array[int]) -> array[int]:
    if sys.byteorder == "big":
        entries.byteswap()
    return entries
