"""Numbers for runs of words, and the fewest of them a story must leave behind to be found.

A *gram* is a run of `width` neighbouring normalised words, hashed to a signed 64-bit integer. Any run of N words holds
s = N - k + 1 consecutive grams of k words. A draft is looked up by all of its grams; so a story may store any subset
of its own that leaves no s neighbours out, and every story sharing a run of N words is still met. Which subset is
free: `cover` takes the rarest, which keeps the index small and boilerplate out of it. How well frequencies are known
changes only the cost, never what is found.
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from importlib.util import find_spec
from itertools import repeat

from licensing.text.words import words

__all__ = ["Grams", "cover", "loops"]

_LANE = 8
_WORD_BITS = 59
_MAX_WIDTH = 5
_MAX_WORDS = 200_000
_LONG_PIECE = 60
_SEPARATED = bytes(point if chr(point).isalnum() and point < 128 else 32 for point in range(256))  # noqa: PLR2004 - ASCII
_APOSTROPHES = b"'`"
_TOGETHER = 500_000
_Bulk = Callable[[Sequence[str], int], Iterable["array[int] | None"]]


def loops() -> str:
    """Return what hashes texts in bulk here: `compiled` where the extra `fast` is installed, else `plain`."""
    return "compiled" if find_spec("numba") else "plain"


class Grams:
    """Hashes grams under one seed.

    Args:
        seed: Up to 64 bytes, drawn once per archive: nobody outside can craft words that collide.
    """

    __slots__ = ("_bulk", "_pieces", "_plain", "_words")

    def __init__(self, seed: bytes) -> None:
        self._words = _WordHashes(seed)
        self._pieces = _PieceHashes(self._words)
        self._plain = _PlainHashes(self._words)
        self._bulk: _Bulk | None = None

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

    def of_texts(self, texts: Iterable[str], width: int) -> Iterator[array[int]]:
        """Hash every gram of many texts: the numbers of `of_text`, by compiled loops if the extra `fast` is there.

        The loops are loaded when the first texts are asked for, which takes half a second; a few drafts are hashed
        sooner without them.

        Args:
            texts: Any texts; some are taken at a time.
            width: Words per gram, 1 to 5.

        Yields:
            One array of signed 64-bit integers (type code `q`) a text, in order.

        Raises:
            ValueError: When `width` is out of range.
        """
        _require(width)
        bulk = self._bulk = self._bulk or self._loaded()
        for together in _grouped(texts):
            for text, found in zip(together, bulk(together, width), strict=False):
                yield array("q", self.of_text(text, width)) if found is None else found

    def _loaded(self) -> _Bulk:
        try:
            from licensing.text.compiled import CompiledHashes  # noqa: PLC0415 - an extra, and slow to load
        except ImportError:
            return lambda texts, width: repeat(None)
        return CompiledHashes(self._words.of_pieces, self._words.salt()).of_texts


def _grouped(texts: Iterable[str]) -> Iterator[list[str]]:
    """Yield texts in groups of half a million characters or little more; a longer text stands alone or ends one."""
    group: list[str] = []
    size = 0
    for text in texts:
        group.append(text)
        size += len(text)
        if size >= _TOGETHER:
            yield group
            group, size = [], 0
    yield group


def _require(width: int) -> None:
    if not 1 <= width <= _MAX_WIDTH:
        raise ValueError(f"a gram has 1 to {_MAX_WIDTH} words, not {width}")


def _summed(joined: bytes, width: int) -> tuple[int, ...]:
    """Return the sums of `width` neighbouring lanes.

    Raises:
        ValueError: When `width` is out of range.
    """
    _require(width)
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
        lane = self[word] = self._hash(word.encode("utf-8", "surrogatepass"))
        return lane

    def of_pieces(self, pieces: Collection[bytes]) -> list[bytes]:
        """Return the hashes of the words of each piece, joined.

        Args:
            pieces: Bits of UTF-8 that no white space and no ASCII mark but apostrophes cuts.
        """
        listed = [b"" if piece.isascii() else piece for piece in pieces]
        found = iter(self._cut([piece.decode("utf-8", "surrogatepass") for piece in listed if piece]))
        return [next(found) if other else self._plain(piece) for piece, other in zip(pieces, listed, strict=True)]

    def _plain(self, piece: bytes) -> bytes:
        word = piece.lower().translate(None, _APOSTROPHES)
        return self._hash(word) if word else b""

    def _cut(self, pieces: Sequence[str]) -> Iterator[bytes]:
        """Yield the hashes of the words of each piece; all are cut at once, one space apart."""
        cut = words(" ".join(pieces))
        done = end = 0
        for piece in pieces:
            end += len(piece) + 1
            here = bisect_left(cut.starts, end, lo=done)
            yield b"".join(map(self.of, cut.norm[done:here]))
            done = here

    def salt(self) -> int:
        """Return a number that only who knows the seed can know."""
        return int.from_bytes(self._hash(b" "), "little")

    def _hash(self, word: bytes) -> bytes:
        digest = blake2b(word, digest_size=_LANE, key=self._seed).digest()
        return (int.from_bytes(digest, "little") >> (64 - _WORD_BITS)).to_bytes(_LANE, "little")


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
