"""Numbers for runs of words, and the fewest of them a story must leave behind to be found.

A *gram* is a run of `width` neighbouring normalised words, hashed to a signed 64-bit integer. Any run of N words holds
s = N - k + 1 consecutive grams of k words. A draft is looked up by all of its grams; so a story may store any subset
of its own that leaves no s neighbours out, and every story sharing a run of N words is still met. Which subset is
free: `cover` takes the rarest, which keeps the index small and boilerplate out of it. How well frequencies are known
changes only the cost, never what is found.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from hashlib import blake2b

from licensing.text.words import words

__all__ = ["Grams", "cover"]

_LANE = 8
_WORD_BITS = 59
_MAX_WIDTH = 5
_MAX_WORDS = 200_000
_LONG_PIECE = 60
_SEPARATED = bytes(point if chr(point).isalnum() and point < 128 else 32 for point in range(256))  # noqa: PLR2004 - ASCII
_APOSTROPHES = b"'`"


class Grams:
    """Hashes grams under one seed.

    Args:
        seed: Up to 64 bytes, drawn once per archive: nobody outside can craft words that collide.
    """

    __slots__ = ("_pieces", "_plain", "_words")

    def __init__(self, seed: bytes) -> None:
        self._words = _WordHashes(seed)
        self._pieces = _PieceHashes(self._words)
        self._plain = _PlainHashes(self._words)

    def hashes(self, norm: Sequence[str], width: int) -> tuple[int, ...]:
        """Hash every gram of a text.

        The words' 59-bit hashes are laid into one big integer, 64 bits apart; adding it to itself, shifted by one
        lane and doubled for each further word, gives every lane i the sum of 2**j * word[i + j]. The sum of five
        stays under 2**64, so no lane spills into the next.

        Args:
            norm: Normalised words.
            width: Words per gram, 1 to 5.

        Returns:
            One signed 64-bit integer for each of the `len(norm) - width + 1` grams, in order; empty when the text is
            shorter than a gram.

        Raises:
            ValueError: When `width` is out of range.
        """
        return _summed(b"".join(map(self._words.of, norm)), width)

    def of_text(self, text: str, width: int) -> tuple[int, ...]:
        """Hash every gram of a text that is not cut into words yet: the same numbers, three times as fast.

        No word reaches over white space, so what stands between two spaces is cut once and remembered. Where the
        words stand is not told; who needs that cuts the text with `licensing.text.words`.

        Args:
            text: Any text.
            width: Words per gram, 1 to 5.

        Returns:
            What `hashes` returns for the words of the text.

        Raises:
            ValueError: When `width` is out of range.
        """
        if text.isascii():
            plain = text.lower().encode("ascii").translate(_SEPARATED, _APOSTROPHES)
            return _summed(b"".join(map(self._plain.of, plain.split())), width)
        return _summed(b"".join(map(self._pieces.of, text.split())), width)


def _summed(joined: bytes, width: int) -> tuple[int, ...]:
    """Return the sums of `width` neighbouring lanes.

    Raises:
        ValueError: When `width` is out of range.
    """
    if not 1 <= width <= _MAX_WIDTH:
        raise ValueError(f"a gram has 1 to {_MAX_WIDTH} words, not {width}")
    count = len(joined) // _LANE - width + 1
    if count <= 0:
        return ()
    lanes = int.from_bytes(joined, "little")
    total = sum(((lanes >> (64 * shift)) << shift) for shift in range(width))
    return struct.unpack_from(f"<{count}q", total.to_bytes(len(joined), "little"))


class _WordHashes(dict[str, bytes]):
    """Word -> 8 little-endian bytes of its keyed 59-bit hash; forgets everything when it grows large."""

    def __init__(self, seed: bytes) -> None:
        super().__init__()
        self._seed = seed
        self.of = self.__getitem__

    def __missing__(self, word: str) -> bytes:
        if len(self) >= _MAX_WORDS:
            self.clear()
        digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=_LANE, key=self._seed).digest()
        lane = (int.from_bytes(digest, "little") >> (64 - _WORD_BITS)).to_bytes(_LANE, "little")
        self[word] = lane
        return lane


class _PlainHashes(dict[bytes, bytes]):
    """A word of ASCII letters and digits -> its hash; forgets everything when it grows large."""

    def __init__(self, words_of: _WordHashes) -> None:
        super().__init__()
        self._words = words_of
        self.of = self.__getitem__

    def __missing__(self, word: bytes) -> bytes:
        if len(self) >= _MAX_WORDS:
            self.clear()
        lane = self[word] = self._words.of(word.decode("ascii"))
        return lane


class _PieceHashes(dict[str, bytes]):
    """What stands between two spaces -> the hashes of its words, joined; forgets everything when it grows large."""

    def __init__(self, words_of: _WordHashes) -> None:
        super().__init__()
        self._words = words_of
        self.of = self.__getitem__

    def __missing__(self, piece: str) -> bytes:
        joined = b"".join(map(self._words.of, words(piece).norm))
        if len(piece) <= _LONG_PIECE:
            if len(self) >= _MAX_WORDS:
                self.clear()
            self[piece] = joined
        return joined


def cover(grams: Sequence[int], window: int, cost: Mapping[int, float]) -> list[int]:
    """Choose the cheapest grams such that every window of neighbours holds a chosen one.

    A shortest path over the grams' places: each step leads at most `window` further, a virtual place before the
    first gram and one after the last are its ends.

    Args:
        grams: The story's grams, in order.
        window: How many consecutive grams may not all be left out, at least 1.
        cost: What storing a gram costs, greater than 0; 1 where it is silent. Only grams known to be common need
            an entry.

    Returns:
        The places chosen, ascending; empty when there are fewer grams than one window.
    """
    if len(grams) < window:
        return []
    dear = [cost.get(gram, 1.0) for gram in grams]
    best: list[float] = []
    for place, price in enumerate(dear):
        best.append(price + (min(best[place - window : place]) if place >= window else 0.0))
    places = [min(range(len(grams) - window, len(grams)), key=best.__getitem__)]
    while places[-1] >= window:
        last = places[-1]
        places.append(min(range(last - window, last), key=best.__getitem__))
    places.reverse()
    return places
