"""Write rights as Turtle, JSON-LD or YAML; what was read is written again as it was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from licensing.errors import ConfigError
from licensing.model.constraint import Note
from licensing.model.odrl import Policy
from licensing.model.profile import ActionTerm
from licensing.odrl.formats import formats, named
from licensing.odrl.unfold import unfold

__all__ = ["write"]


def write(
    policies: Sequence[Policy],
    format: str,  # noqa: A002 - the word of the field
    terms: Mapping[str, ActionTerm] = MappingProxyType({}),
    part_of: Mapping[str, frozenset[str]] = MappingProxyType({}),
    notes: Mapping[str, tuple[Note, ...]] = MappingProxyType({}),
) -> str:
    """Return policies in a format: turtle, json-ld or yaml.

    Args:
        policies: Policies whose names are IRIs. What only newsrooms have words for (tier, authority, messages) is left
            out; a rule that decides by such a thing is refused.
        format: The name of the format.
        terms: Actions the document defines.
        part_of: Asset or party -> the collections it is in, where no policy says so.
        notes: What is said of other things.

    Raises:
        InputError: when a name is no IRI, or a rule decides by something ODRL has no words for.
        ConfigError: when there is no such format, or it is not written.
    """
    chosen = named(format).write
    if chosen is None:
        written = ", ".join(name for name, one in formats().items() if one.write)
        raise ConfigError(f"Rights are read from {format}, and not written to it. Choose one of: {written}.")
    return chosen(unfold(policies, terms, part_of, notes))
