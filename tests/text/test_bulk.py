from __future__ import annotations

import subprocess
import sys
from array import array
from collections.abc import Sequence
from importlib.util import find_spec

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from licensing.text.fingerprint import Grams, loops
from licensing.text.normalise import _folded, fold
from licensing.text.pieces import (
    AT,
    BAFFLED,
    FIELDS,
    LENGTHS,
    MADE,
    MISSED,
    SEPARATES,
    TRIES,
    copied,
    kept,
    sums,
)
from licensing.text.words import words
from tests.matching.stories import SOURCE

GRAMS = Grams(b"seed")
TURKISH = "Şehrin ışıkları söndü; Çağrı’nın kapısı İzmir'de çalındı, “gök” gürledi. " * 3
ODD = [
    SOURCE,
    TURKISH,
    "",
    "'",
    " \n ",
    "日本語の文章。" * 40,
    "x" * 5000,
    "ab'c`d " * 50,
    "½ ｆｕｌｌ é\u0301 \ud800 a\u00adb \x00 ™ №5",
    "ünverdiğimizdendirmişçesine " * 4,
]
LETTERS = "ab'’`é\u0301\u0323\u200b\u00ad- \n\x1c\x85\u2028日ค.аİıΑкK½"


def plain(text: str, width: int) -> list[int]:
    return list(Grams(b"seed").hashes(words(text).norm, width))


def in_bulk(texts: Sequence[str], width: int) -> list[list[int]]:
    return [one.tolist() for one in GRAMS.of_texts(texts, width)]


def test_many_texts_have_the_grams_of_each() -> None:
    assert in_bulk(ODD, 5) == [plain(text, 5) for text in ODD]
    assert in_bulk([*ODD, *ODD], 2) == [plain(text, 2) for text in [*ODD, *ODD]]


@given(st.lists(st.text(max_size=80) | st.text(LETTERS, max_size=80), max_size=6), st.integers(1, 5))
def test_bulk_and_plain_agree_on_any_texts(texts: list[str], width: int) -> None:
    assert in_bulk(texts, width) == [plain(text, width) for text in texts]


def test_each_text_gives_an_array_of_whole_numbers() -> None:
    assert list(GRAMS.of_texts(["one two three"], 2)) == [array("q", plain("one two three", 2))]


@pytest.mark.parametrize("width", [0, 6])
def test_a_gram_has_one_to_five_words(width: int) -> None:
    with pytest.raises(ValueError, match="1 to 5 words"):
        list(GRAMS.of_texts([SOURCE], width))


def test_which_loops_hash_is_told() -> None:
    assert loops() == ("compiled" if find_spec("numba") else "plain")


def test_without_the_extra_the_numbers_are_the_same() -> None:
    code = (
        "import sys; sys.modules['numba'] = None\n"
        "from licensing.text.fingerprint import Grams\n"
        "print([one.tolist() for one in Grams(b'seed').of_texts(sys.argv[1:], 3)])"
    )
    ran = subprocess.run([sys.executable, "-c", code, SOURCE, TURKISH], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == str(in_bulk([SOURCE, TURKISH], 3))


def test_the_extra_waits_until_texts_are_hashed_in_bulk() -> None:
    code = (
        "import sys; from licensing.text.fingerprint import Grams, loops\n"
        "loops(); Grams(b'seed').of_text('one two', 1)\n"
        "print({'numba', 'numpy'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


class Table:
    """A table in plain Python, run by the loops as they stand."""

    def __init__(self, slots: int = 1 << 8) -> None:
        self.table = array("q", bytes(8 * FIELDS * slots))
        self.keys, self.values = bytearray(20_000), array("q", bytes(80_000))
        self.sizes, self.lanes = array("q", [0, 0, 0]), array("q", bytes(80_000))

    def hash(self, texts: Sequence[str], room: int) -> tuple[list[int], list[int], int]:
        data = b"".join(text.encode() for text in texts)
        ends: list[int] = []
        marks, told = array("q", [0] * len(texts)), array("q", [0] * 5)
        for text in texts:
            ends.append((ends[-1] if ends else 0) + len(text.encode()))
        missed = array("q", bytes(8 * 5 * room))
        while True:
            copied(data, ends, SEPARATES, 77, self.table, self.keys, self.values, self.lanes, marks, missed, told)
            if told[BAFFLED] or not told[MISSED]:
                return self.lanes[: told[MADE]].tolist(), marks.tolist(), told[BAFFLED]
            rows = {data[missed[at + 3] : missed[at + 4]]: missed[at : at + 5] for at in range(0, 5 * told[MISSED], 5)}
            assert told[AT] <= min(row[3] for row in rows.values())
            joined = GRAMS._words.of_pieces(rows)
            chosen = array("q", [number for row in rows.values() for number in row])
            counts = [len(one) // 8 for one in joined]
            fresh = array("q", b"".join(joined))
            kept(data, chosen, fresh, counts, self.table, self.keys, self.values, self.sizes)


@given(st.lists(st.text(LETTERS + "abcdefgh", max_size=60), max_size=4), st.integers(1, 4))
@example(["ünverdiğimizdendirmişçesine, ünverdiğimizdendirmişçesina abcdefgh abcdefghijklmn abcdefghijklmno"], 1)
def test_the_loops_as_they_stand_give_the_hashes_of_every_word(texts: list[str], room: int) -> None:
    lanes, marks, baffled = Table().hash(texts, room)
    cut = [words(text).norm for text in texts]
    assert not baffled
    assert array("q", lanes).tobytes() == b"".join(GRAMS._words.of(word) for norm in cut for word in norm)
    assert marks == [sum(map(len, cut[: number + 1])) for number in range(len(cut))]


@given(st.lists(st.integers(0, (1 << 59) - 1), max_size=12), st.integers(1, 5))
def test_sums_are_signed_numbers_of_64_bits(lanes: list[int], width: int) -> None:
    grams = array("q", [0] * max(0, len(lanes) - width + 1))
    sums(lanes, width, grams)
    whole = [sum(lanes[at + more] << more for more in range(width)) for at in range(len(grams))]
    assert grams.tolist() == [one - (1 << 64) if one >> 63 else one for one in whole]


def test_a_table_too_full_gives_up_instead_of_searching_on() -> None:
    table = Table(slots=1 << 7)
    _, _, baffled = table.hash([" ".join(f"w{number}" for number in range(127))], 200)
    assert baffled
    assert TRIES < 127 < LENGTHS


@given(st.text(LETTERS + "øŁßﬁǆ㎞①٣अ", max_size=8))
def test_letters_folded_one_by_one_make_the_word(word: str) -> None:
    assert word.isascii() or fold(word) == _folded(word)


def test_every_character_folds_alone_as_in_a_word() -> None:
    together = [chr(point) for point in range(0x80, 0x3000) if _folded(chr(point)).isascii()]
    assert all(fold(f"é{char}") == _folded(f"é{char}") for char in together)
