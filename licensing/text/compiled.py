"""Hashes of the grams of texts by compiled loops, for archives filled in bulk; needs the extra `fast` (numba).

A text is cut, as UTF-8, at every ASCII character that is neither letter, digit nor apostrophe: no word reaches over
one. What stands between is a *piece*. The first time a piece is met its words are cut and hashed as everywhere else,
and kept in a table; from then on a loop copies their hashes. So the numbers are those of the plain path whatever the
script, and only the time differs.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import accumulate, pairwise, repeat
from typing import Any, Final

import numba  # type: ignore[import-not-found, import-untyped, unused-ignore]
import numpy as np  # type: ignore[import-not-found, import-untyped, unused-ignore]

from licensing.text.pieces import BAFFLED, FIELDS, LENGTHS, MADE, MISSED, SEPARATES, copied, kept, sums

__all__ = ["CompiledHashes"]

_PIECES: Final = 200_000
_SLOTS: Final = 1 << 19
_KEYS: Final = 4_000_000
_LANES: Final = 1_000_000
_MISSED: Final = 8192
_DENSE: Final = 2
_BYTES, _WHOLE = "uint8[::1]", "int64[::1]"


def _compiled(loop: Any, *types: str) -> Any:
    """Return a loop compiled: out of the cache beside this module or in the user's folder, or anew where neither is."""
    signature = f"void({', '.join(types)})"
    try:
        return numba.njit(signature, cache=True)(loop)
    except RuntimeError:
        return numba.njit(signature)(loop)


_copied = _compiled(copied, _BYTES, _WHOLE, _BYTES, "int64", _WHOLE, _BYTES, *[_WHOLE] * 5)
_kept = _compiled(kept, _BYTES, _WHOLE, _WHOLE, _WHOLE, _WHOLE, _BYTES, _WHOLE, _WHOLE)
_sums = _compiled(sums, _WHOLE, "int64", _WHOLE)
_SEPARATES = np.frombuffer(bytearray(SEPARATES), np.uint8)


class CompiledHashes:
    """Hashes grams as `licensing.text.fingerprint.Grams` does.

    Args:
        lanes_of: Returns the hashes of the words of each piece, 8 little-endian bytes a word, joined.
        salt: A number nobody outside knows: it is hard to make pieces collide in the table.
    """

    def __init__(self, lanes_of: Callable[[Collection[bytes]], list[bytes]], salt: int) -> None:
        self._lanes_of = lanes_of
        self._salt = salt & 0xFFFFFFFF
        self._table = np.zeros(_SLOTS * FIELDS, np.int64)
        self._keys = np.empty(_KEYS, np.uint8)
        self._values = np.empty(_LANES, np.int64)
        self._sizes = np.zeros(3, np.int64)
        self._missed = np.empty(5 * _MISSED, np.int64)
        self._lanes = np.empty(0, np.int64)

    def of_texts(self, texts: Sequence[str], width: int) -> Iterable[array[int] | None]:
        """Hash every gram of some texts; None for a text that is for the plain path.

        That is one in a script without spaces, and all of them where the table cannot hold their pieces.

        Args:
            texts: Any texts, of a size that fits into memory several times.
            width: Words per gram, 1 to 5.
        """
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        dense = [len(one) > _DENSE * len(text) for one, text in zip(encoded, texts, strict=True)]
        encoded = [b"" if left else one for one, left in zip(encoded, dense, strict=True)]
        lanes = self._lanes_of_all(bytearray().join(encoded), list(accumulate(map(len, encoded))))
        if lanes is None:
            return repeat(None)
        made, marks = lanes
        grams = np.empty(max(0, made - width + 1), np.int64)
        _sums(self._lanes, width, grams)
        cut = zip(pairwise([0, *marks]), dense, strict=True)
        return (
            None if left else array("q", grams[first : max(first, last - width + 1)].tobytes())
            for (first, last), left in cut
        )

    def _lanes_of_all(self, data: bytearray, ends: list[int]) -> tuple[int, list[int]] | None:
        """Fill in the lanes of texts one behind another; return how many, and how many up to the end of each text."""
        if len(data) > len(self._lanes):
            self._lanes = np.empty(2 * len(data), np.int64)
        marks, told, seen = np.empty(len(ends), np.int64), np.zeros(5, np.int64), np.frombuffer(data, np.uint8)
        bounds = np.array(ends, np.int64)
        while True:
            _copied(
                seen, bounds, _SEPARATES, self._salt, self._table, self._keys, self._values, self._lanes, marks,
                self._missed, told,
            )  # fmt: skip
            if told[BAFFLED] or not self._keep(data, seen, self._missed[: 5 * told[MISSED]]):
                self._forget()
                return None
            if not told[MISSED]:
                return int(told[MADE]), marks.tolist()

    def _keep(self, data: bytearray, seen: Any, missed: Any) -> bool:
        """Put pieces into the table, emptied when it is full; tell whether it can hold them at all."""
        listed = missed.tolist()
        rows = {bytes(data[row[3] : row[4]]): row for row in zip(*[iter(listed)] * 5, strict=True)}
        if any(row[4] - row[3] >= LENGTHS for row in rows.values()):
            return False
        joined = self._lanes_of(rows)
        fresh = np.frombuffer(b"".join(joined), "<i8").astype(np.int64)
        size = sum(map(len, rows))
        pieces, keys, lanes = self._sizes.tolist()
        if pieces + len(rows) > _PIECES or keys + size > _KEYS or lanes + len(fresh) > _LANES:
            self._forget()
        if size > _KEYS or len(fresh) > _LANES:
            return False
        counts = np.array([len(one) // 8 for one in joined], np.int64)
        chosen = np.array(list(rows.values()), np.int64).ravel()
        _kept(seen, chosen, fresh, counts, self._table, self._keys, self._values, self._sizes)
        return True

    def _forget(self) -> None:
        self._table[:] = 0
        self._sizes[:] = 0
