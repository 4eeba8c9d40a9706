"""The letters a pattern can begin with, so that a scanner tries it only where it may match."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["LENGTH", "prefixes"]

LENGTH = 5

_ATOM = re.compile(
    r"\\.|\[(?:\\.|[^\]\\])+\]|\((?:\?[:=!]|\?<[=!]|\?P<\w+>)?|\)|\||[?*+](?:\?)?|\{\d+(?:,\d*)?\}\??|.", re.DOTALL
)
_PLAIN_START = re.compile(rf"[^\W_]{{{LENGTH}}}(?![?*+{{])")
_PLAIN_SET = re.compile(r"\[((?:\\.|[^\]\\^-])+)\]")

# A beginning is a string and whether the pattern goes on right behind it; where it is False, anything may follow.
_Beginning = tuple[str, bool]


def prefixes(pattern: str) -> frozenset[str]:
    """Return strings of at most `LENGTH` characters, with one of which every match of a pattern begins.

    A shorter string says nothing of what follows; the empty string stands for a match that may begin with anything. A
    space stands for any white space.
    """
    if "|" not in pattern and (plain := _PLAIN_START.match(pattern)):
        return frozenset((plain[0],))
    atoms = list(_ATOM.finditer(pattern))
    found, _ = _alternatives([atom[0] for atom in atoms], 0)
    return frozenset(text for text, _ in found)


def _alternatives(atoms: list[str], place: int) -> tuple[set[_Beginning], int]:
    """Return the beginnings of everything up to the bracket that closes, and the place behind it."""
    found: set[_Beginning] = set()
    branch: set[_Beginning] = {("", True)}
    while place < len(atoms) and atoms[place] != ")":
        if atoms[place] == "|":
            found |= branch
            branch = {("", True)}
            place += 1
            continue
        part, place = _atom(atoms, place)
        if place < len(atoms) and atoms[place][0] in "?*+{":
            part = part | {("", True)} if atoms[place][0] in "?*" or atoms[place].startswith("{0") else part
            if atoms[place][0] != "?":
                part = {(text, going and not text) for text, going in part}
            place += 1
        branch = set(_joined(branch, part))
    return found | branch, place + 1


def _atom(atoms: list[str], place: int) -> tuple[set[_Beginning], int]:
    atom = atoms[place]
    if atom.startswith("("):
        inner, place = _alternatives(atoms, place + 1)
        return ({("", True)} if atom in ("(?=", "(?!", "(?<=", "(?<!") else inner), place
    place += 1
    if atom.startswith("["):
        letters = _PLAIN_SET.fullmatch(atom)
        return (
            {(letter, True) for letter in letters[1]} if letters and "\\" not in letters[1] else {("", False)}
        ), place
    if atom == "\\d":
        return {(digit, True) for digit in "0123456789"}, place
    if atom == "\\s":  # whoever looks a beginning up writes every white space as one
        return {(" ", True)}, place
    if atom.startswith("\\"):
        return ({("", False)} if atom[1].isalnum() else {(atom[1], True)}), place
    return ({("", False)} if atom == "." else {(atom, True)}), place


def _joined(branch: set[_Beginning], part: set[_Beginning]) -> Iterator[_Beginning]:
    for text, going in branch:
        if not going or len(text) >= LENGTH:
            yield text[:LENGTH], False
            continue
        for more, further in part:
            joined = text + more
            yield joined[:LENGTH], further and len(joined) < LENGTH
