"""The loops behind `licensing.text.compiled`: plain functions over anything that is indexed.

They hold to integers under 64 bits, so that they give the same numbers compiled and run as they stand. A table has
open slots of `FIELDS` numbers: two for the piece, its lane or where its lanes begin, and how many lanes it has. A piece
of up to 14 bytes is its own key, seven bytes a number. A longer one has minus a code and where its bytes are kept.
"""

from __future__ import annotations

from typing import Any

__all__ = [
    "AT",
    "BAFFLED",
    "FIELDS",
    "LENGTHS",
    "MADE",
    "MISSED",
    "SEPARATES",
    "TEXT",
    "TRIES",
    "copied",
    "kept",
    "sums",
]

FIELDS = 4
AT, MADE, TEXT, MISSED, BAFFLED = range(5)
"""What `copied` tells: the place reached, lanes made, the text reached, pieces missed, and whether too many collide."""
TRIES = 64
"""Slots looked at for one piece; texts made to collide are left to the plain path."""
SEPARATES = bytes(not (point > 127 or chr(point).isalnum() or chr(point) in "'`") for point in range(256))  # noqa: PLR2004 - ASCII
"""One byte a byte of UTF-8: 1 where a piece ends."""
PACKED = 7
"""Bytes of a piece in one number."""
LENGTHS = 1 << 12
_WORD = 0xFFFFFFFF
_PRIME, _ONE, _OTHER = 0x01000193, 0x2C1B3C6D, 0x297A2D39


def copied(  # noqa: PLR0912, PLR0915, PLR0917 - one loop without calls is what makes it fast
    text: Any, ends: Any, separates: Any, salt: int, table: Any, keys: Any, values: Any, lanes: Any, marks: Any,
    missed: Any, told: Any,
) -> None:  # fmt: skip
    """Copy the lanes of one piece after another from the place reached; behind the first piece missed, only list these.

    Args:
        text: Texts as UTF-8, one behind another.
        ends: Where each ends.
        separates: `SEPARATES`.
        salt: Moves the slots.
        table: Slots, a power of two of them.
        keys: The bytes of the longer pieces.
        values: The lanes of pieces that have none or several.
        lanes: Filled.
        marks: Filled with the lanes made up to the end of each text.
        missed: Filled with both numbers, slot, begin and end of each piece missed, until it is full.
        told: Filled: see `AT`.
    """
    at = told[AT]
    made = told[MADE]
    mask = len(table) // FIELDS - 1
    room = len(missed) // 5
    misses = 0
    for number in range(told[TEXT], len(ends)):
        end = ends[number]
        while at < end:
            begin = at
            one = 0
            stop = min(end, at + PACKED)
            while at < stop and not separates[text[at]]:
                one = (one << 8) | text[at]
                at += 1
            if at == begin:
                at += 1
                continue
            other = 0
            if at == begin + PACKED:
                stop = min(end, at + PACKED)
                while at < stop and not separates[text[at]]:
                    other = (other << 8) | text[at]
                    at += 1
                if at == begin + 2 * PACKED and at < end and not separates[text[at]]:
                    code = salt
                    at = begin
                    while at < end and not separates[text[at]]:
                        code = ((code ^ text[at]) * _PRIME) & _WORD
                        at += 1
                    one = -1 - code
                    other = at - begin
            x = (one ^ (one >> 27) ^ salt) & _WORD
            y = (other ^ (other >> 27)) & _WORD
            slot = ((x * _ONE + y * _OTHER) >> 24) & mask
            found = False
            for _ in range(TRIES):
                there = slot * FIELDS
                first = table[there]
                if first == one:
                    second = table[there + 1]
                    if one >= 0:
                        found = second == other
                    elif second % LENGTHS == other:
                        key = second // LENGTHS
                        place = 0
                        while place < other and keys[key + place] == text[begin + place]:
                            place += 1
                        found = place == other
                if found or not first:
                    break
                slot = (slot + 1) & mask
            else:
                told[BAFFLED] = 1
                return
            if not found:
                if not misses:
                    told[AT] = begin
                    told[MADE] = made
                    told[TEXT] = number
                missed[5 * misses] = one
                missed[5 * misses + 1] = other
                missed[5 * misses + 2] = slot
                missed[5 * misses + 3] = begin
                missed[5 * misses + 4] = at
                misses += 1
                if misses == room:
                    told[MISSED] = misses
                    return
            elif not misses:
                count = table[there + 3]
                if count == 1:
                    lanes[made] = table[there + 2]
                    made += 1
                else:
                    first = table[there + 2]
                    for lane in range(first, first + count):
                        lanes[made] = values[lane]
                        made += 1
        if not misses:
            marks[number] = made
    if not misses:
        told[MADE] = made
    told[MISSED] = misses


def kept(text: Any, missed: Any, fresh: Any, counts: Any, table: Any, keys: Any, values: Any, sizes: Any) -> None:  # noqa: PLR0917
    """Put the pieces missed into the table.

    Args:
        text: Texts as UTF-8.
        missed: What `copied` listed, each piece once.
        fresh: The lanes of all of them, one behind another.
        counts: How many each has.
        table: As in `copied`.
        keys: As in `copied`.
        values: As in `copied`.
        sizes: Pieces, bytes of keys and lanes kept so far; raised.
    """
    mask = len(table) // FIELDS - 1
    lane = 0
    for number in range(len(counts)):
        one, other, slot = missed[5 * number], missed[5 * number + 1], missed[5 * number + 2]
        while table[slot * FIELDS]:
            slot = (slot + 1) & mask
        there = slot * FIELDS
        table[there] = one
        table[there + 1] = other
        if one < 0:
            table[there + 1] = sizes[1] * LENGTHS + other
            for place in range(other):
                keys[sizes[1] + place] = text[missed[5 * number + 3] + place]
            sizes[1] += other
        table[there + 3] = counts[number]
        if counts[number] == 1:
            table[there + 2] = fresh[lane]
        else:
            table[there + 2] = sizes[2]
            for place in range(counts[number]):
                values[sizes[2] + place] = fresh[lane + place]
            sizes[2] += counts[number]
        lane += counts[number]
        sizes[0] += 1


def sums(lanes: Any, width: int, grams: Any) -> None:
    """Fill in lane i + 2 lane i+1 + 4 lane i+2 ... as signed numbers of 64 bits; halves of 32 keep every step small."""
    for at in range(len(grams)):
        low = 0
        high = 0
        for further in range(width):
            lane = lanes[at + further]
            low += (lane & _WORD) << further
            high += (lane >> 32) << further
        high += low >> 32
        grams[at] = ((((high & _WORD) ^ 0x80000000) - 0x80000000) << 32) + (low & _WORD)
