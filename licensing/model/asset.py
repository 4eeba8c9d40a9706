"""What rules are about and whom they bind."""

from __future__ import annotations

from dataclasses import dataclass

from licensing.model.constraint import Condition, Note

__all__ = ["Asset", "Party"]


@dataclass(frozen=True, slots=True)
class _Addressed:
    uid: str | None = None
    collection: bool = False
    source: str | None = None
    refinements: tuple[Condition, ...] = ()
    part_of: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Asset(_Addressed):
    """A story, or a collection of stories (ODRL 2.2, section 2.2).

    Attributes:
        uid: Its IRI; None for a nameless collection.
        collection: Whether it is a collection, so that its members are meant.
        source: What the members are drawn from.
        refinements: What its members have in common.
        part_of: Collections it is said to be in.
        kinds: Its classes, beside Asset and AssetCollection.
        notes: What else is said of it.
    """


@dataclass(frozen=True, slots=True)
class Party(_Addressed):
    """Who grants or is granted, or a collection of them (ODRL 2.2, section 2.3); attributes as of `Asset`."""
