"""Which names mean the same party, and whose names stand in a credit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from licensing.errors import PackError
from licensing.model.agency import Agency
from licensing.packs import agencies as packs
from licensing.packs.store import Rulebook
from licensing.text.normalise import fold

__all__ = ["Holder", "agencies", "agency_of", "holders", "party_key"]

_SHORT = 5
"""A name of one word and so few letters is a word of some language too (AA, PA, Belga): it counts only as written."""
_JOINS = "(?i:and|with|by|from|via|und|mit|von|vom|ve|ile|et|avec|par|con|por|com|en|met|door|og|med|och|со)|[yeис]"
_LABELS = (
    "additional|reporting|materials?|files|sources?|photo|image|text|agenturmaterial|informationen|quellen?|foto|bild|"
    "kaynak|haber|fotoğraf|matériel|fuentes?|información|fonte|fonti|materiale|bron|bronnen|источник"
)
_LABEL = re.compile(rf"(?<!\S)[(\[]?(?i:{_LABELS})(?:\s+(?i:{_LABELS}))*\s*(?::|(?=\s(?:{_JOINS})\s))")
"""Words that say what somebody gave; beside a colon or a joining word only: Bild and Haber are names too."""
_PARTS = re.compile(r"([/,:|&+·•()\[\]{}]|\s[-–—]\s|\n)")
_LONGEST = 5
"""A name may hold two separators, as "Agencia EFE, S.A." holds one: with the parts between them, so many tokens."""
_JOIN = re.compile(rf"(?<!\S)(?:{_JOINS})(?!\S)")
_DASHES = re.compile(r"[-–—]")
_EDGES = " \t\r\n.*-–—\"'“”„«»‘’"


class Holder(NamedTuple):
    """One party that holds rights in a story.

    Attributes:
        name: Its name as written.
        key: The key its facts go by, the same for every way its name is written.
        agency: Its pack, if one knows it.
    """

    name: str
    key: str
    agency: Agency | None = None


@cache
def agencies(book: Rulebook) -> tuple[Agency, ...]:
    """Return every agency of a rulebook."""
    return tuple(packs.build(pack_id, data) for pack_id, data in sorted(book.data.get("agencies", {}).items()))


@cache
def _names(book: Rulebook) -> dict[str, Agency]:
    found: dict[str, Agency] = {}
    for agency in agencies(book):
        for name in (agency.name, *agency.aliases):
            other = found.setdefault(_form(name), agency)
            if other is not agency:
                raise PackError(f"Both {other.id} and {agency.id} claim the name '{name}'. Leave it to one of them.")
    return found


def agency_of(name: str, book: Rulebook) -> Agency | None:
    """Return the agency a name means, if a pack knows it.

    Raises:
        PackError: when two packs claim one name.
    """
    return _names(book).get(_form(name))


def party_key(name: str, book: Rulebook) -> str:
    """Return one key for every name of a party: the agency's pack, or the folded name itself."""
    agency = agency_of(name, book)
    return agency.id if agency else fold(name)


@lru_cache(maxsize=1024)
def holders(credit: str, book: Rulebook) -> tuple[Holder, ...]:
    """Return the parties a credit names, each once, in the order they are named.

    A credit is taken apart only where a known agency stands in it, as in "(AA, DHA)", "AFP/Reuters" and "Mit Material
    von dpa und AFP"; what is left beside the agency is a holder of its own, because nobody knows that it is none.
    "A; B" are two holders always: so the holders of several notices are written.
    """
    found: dict[str, Holder] = {}
    for part in credit.split(";"):
        for name in _named(part.strip(), book):
            found.setdefault(party_key(name, book), Holder(name, party_key(name, book), agency_of(name, book)))
    return tuple(found.values())


def _named(credit: str, book: Rulebook) -> Iterator[str]:
    if not fold(credit):
        return
    if not agency_of(credit, book):
        pieces = [piece for part in _parts(_LABEL.sub(" ", credit), book) for piece in _pieces(part, book)]
        if any(agency_of(piece, book) for piece in pieces):
            yield from pieces
            return
    yield credit


def _parts(credit: str, book: Rulebook) -> Iterator[str]:
    """Yield what stands between the separators of a credit; a known name is kept whole, separators and all."""
    tokens = _PARTS.split(credit)
    place = 0
    while place < len(tokens):
        ends = range(min(place + _LONGEST, len(tokens)), place, -2)
        joined = {end: "".join(tokens[place:end]).strip(_EDGES) for end in ends}
        end = next((end for end in ends if agency_of(joined[end], book)), place + 1)
        yield joined[end]
        place = end + 1


def _pieces(part: str, book: Rulebook) -> list[str]:
    """Return the names of a part without separators; the part itself where no agency stands in it."""
    if agency_of(part, book):
        return [part]
    runs = [run.strip(_EDGES) for run in _JOIN.split(part)]
    pieces = [piece for run in runs if fold(run) for piece in _halves(run, book)]
    if len(pieces) > 1 and not any(agency_of(piece, book) for piece in pieces):
        return [part]
    return pieces


def _halves(run: str, book: Rulebook) -> list[str]:
    """Return the names of a compound when every half is an agency: Interfax-Ukraine and dpa-AFX are other agencies."""
    halves = _DASHES.split(run)
    return halves if not agency_of(run, book) and all(agency_of(half, book) for half in halves) else [run]


def _form(name: str) -> str:
    """Return the form two spellings of a name share: the letters as written for a short one, else folded."""
    bare = "".join(name.replace(".", "").split())
    short = len(bare) <= _SHORT and " " not in name.strip()
    return f"={bare}" if short else fold(name)
