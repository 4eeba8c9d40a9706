"""Read rights: Turtle, JSON-LD and YAML become policies, and nothing is ignored."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from licensing.errors import InputError
from licensing.model.constraint import Note
from licensing.model.odrl import Policy
from licensing.model.profile import ActionTerm
from licensing.odrl.formats import formats, named
from licensing.odrl.graph import Graph, Place
from licensing.odrl.policies import policy
from licensing.odrl.prepare import known, memberships, name_policies, policy_keys, terms, turn_around
from licensing.odrl.reading import MOST_CONSTRAINTS, Reading
from licensing.odrl.unread import rest
from licensing.packs.store import Rulebook

__all__ = ["LARGEST", "Rights", "format_of", "graph_of", "parse", "read", "text_of"]

LARGEST = 16 * 1024 * 1024
"""Bytes of a rights document."""


class Rights(NamedTuple):
    """What a rights document holds.

    Attributes:
        path: The file, as the user named it.
        policies: Its policies and requests: in the order of a YAML file, by their IRIs otherwise.
        terms: The actions it defines.
        part_of: Asset or party -> the collections it says it is in.
        notes: What it says of things that are no part of a policy but are named by one.
        unreached: Statements about things no policy reaches, one sentence part each.
        places: IRI -> line and column where it is described, or else named first.
    """

    path: str
    policies: tuple[Policy, ...]
    terms: Mapping[str, ActionTerm]
    part_of: Mapping[str, frozenset[str]]
    notes: Mapping[str, tuple[Note, ...]]
    unreached: tuple[str, ...]
    places: Mapping[str, Place]

    def fault(self, message: str, iri: str | None = None) -> InputError:
        """Return the error for a mistake at something the document describes."""
        line, column = self.places.get(iri or "", (None, None))
        return InputError(message, path=self.path, line=line, column=column)


def read(path: Path, book: Rulebook) -> Rights:
    """Return the rights in a file; its suffix says the format.

    Raises:
        InputError: with line and column, when it cannot be read or says what no policy may say.
        ConfigError: when its format needs rdflib and there is none.
    """
    chosen = format_of(path)
    return parse(text_of(path), str(path), chosen, book)


def parse(text: str, name: str, format: str, book: Rulebook) -> Rights:  # noqa: A002 - the word of the field
    """Return the rights in a text; `name` names it in errors. Raises as `read` does."""
    graph = graph_of(text, name, format)
    own = dict(terms(graph))
    keys = policy_keys(graph)
    reading = Reading(graph, known(graph, own, book), frozenset(keys))
    policies = tuple(policy(reading, key) for key in (keys if graph.ordered else sorted(keys)))
    left = rest(reading, frozenset(own))
    return Rights(
        path=name,
        policies=policies,
        terms=MappingProxyType(own),
        part_of=MappingProxyType(dict(memberships(graph))),
        notes=MappingProxyType(left.notes),
        unreached=left.unreached,
        places=MappingProxyType(
            {**graph.mentioned, **{key: node.place for key, node in graph.nodes.items() if node.place is not None}}
        ),
    )


def text_of(path: Path) -> str:
    """Return the text of a rights file.

    Raises:
        InputError: when it is too long, no UTF-8 or not there.
    """
    try:
        if (size := path.stat().st_size) > LARGEST:
            raise InputError(
                f"This file has {size / 1e6:.0f} MB; at most {LARGEST // 1024**2} MiB are read. Split it.",
                path=str(path),
            )
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as cause:
        raise InputError(f"This file is not UTF-8 at byte {cause.start}. Save it as UTF-8.", path=str(path)) from cause
    except OSError as cause:
        raise InputError(f"This file cannot be read: {cause.strerror or cause}.", path=str(path)) from cause


def format_of(path: Path) -> str:
    """Return the format of a file by its suffix.

    Raises:
        InputError: when no format has it.
    """
    for found in formats().values():
        if path.suffix.lower() in found.suffixes:
            return found.name
    known = ", ".join(suffix for found in formats().values() for suffix in found.suffixes)
    raise InputError(f"'{path.suffix}' is not a suffix of a rights file. Known: {known}.", path=str(path))


def graph_of(text: str, name: str, format: str) -> Graph:  # noqa: A002 - the word of the field
    """Return what a text says, with inverse properties turned around: `hasPolicy` is `target`.

    Raises:
        InputError: when it is not of the format, or too much.
        ConfigError: when there is no such format, or it needs rdflib and there is none.
    """
    chosen = named(format)
    count = text.count("leftOperand")
    if len(text) > LARGEST or count > MOST_CONSTRAINTS:
        many = f"{count:,} constraints" if count > MOST_CONSTRAINTS else f"{len(text) / 1e6:.0f} million characters"
        raise InputError(
            f"This holds {many}; {MOST_CONSTRAINTS:,} constraints in {LARGEST // 1024**2} MiB are the most. Split it.",
            path=name,
        )
    graph = chosen.parse(text, name)
    turn_around(graph)
    name_policies(graph)
    return graph
