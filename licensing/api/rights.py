"""Rights from one form into another."""

from __future__ import annotations

from pathlib import Path

from licensing.errors import InputError
from licensing.odrl.read import Rights, read
from licensing.odrl.write import write
from licensing.packs.store import rulebook

__all__ = ["convert"]

_SHOWN = 5
"""Unread statements told by name."""


def convert(path: Path, format: str) -> str:  # noqa: A002 - the word of the field
    """Return the rights in a file in another format.

    Args:
        path: A rights file: Turtle, JSON-LD or YAML.
        format: turtle, json-ld or yaml.

    Raises:
        InputError: when the file cannot be read, or says something the policies in it would not keep.
        ConfigError: when there is no such format, or rdflib is needed and not there.
    """
    rights = read(path, rulebook())
    _require_whole(rights)
    return write(rights.policies, format, rights.terms, rights.part_of, rights.notes)


def _require_whole(rights: Rights) -> None:
    if rights.unreached:
        shown = "; ".join(rights.unreached[:_SHOWN])
        more = len(rights.unreached) - _SHOWN
        rest = f" and {more} more" if more > 0 else ""
        raise InputError(
            f"These statements belong to no policy and would be lost: {shown}{rest}. Remove them or link them.",
            path=rights.path,
        )
    if not rights.policies:
        raise InputError("There is no policy in this file.", path=rights.path)
