"""Which names mean the same party."""

from __future__ import annotations

from functools import cache

from licensing.model.agency import Agency
from licensing.packs import agencies as packs
from licensing.packs.store import Rulebook
from licensing.text.normalise import fold

__all__ = ["agencies", "agency_of", "party_key"]


@cache
def agencies(book: Rulebook) -> tuple[Agency, ...]:
    """Return every agency of a rulebook."""
    return tuple(packs.build(pack_id, data) for pack_id, data in sorted(book.data.get("agencies", {}).items()))


@cache
def _names(book: Rulebook) -> dict[str, Agency]:
    return {_fold(name): agency for agency in agencies(book) for name in (agency.name, *agency.aliases)}


def agency_of(name: str, book: Rulebook) -> Agency | None:
    """Return the agency a name means, if a pack knows it."""
    return _names(book).get(_fold(name))


def party_key(name: str, book: Rulebook) -> str:
    """Return one key for every name of a party: the agency's pack, or the folded name itself."""
    agency = agency_of(name, book)
    return agency.id if agency else _fold(name)


def _fold(name: str) -> str:
    return " ".join(fold(name).replace(".", " ").split())
