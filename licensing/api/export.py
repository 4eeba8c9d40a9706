"""Print rights as ODRL: the notice of a story, an agreement of ours, or a rights document in another format."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import quote

from licensing.api.reading import story_terms
from licensing.api.rights import convert
from licensing.decision.notice import notice_policy
from licensing.documents import read as documents
from licensing.errors import ConfigError, InputError
from licensing.model.document import Document
from licensing.model.odrl import Policy
from licensing.model.terms import Terms
from licensing.odrl.formats import formats
from licensing.odrl.spell import spell
from licensing.odrl.terms import is_iri
from licensing.odrl.write import write
from licensing.packs import agreements, yamlfile
from licensing.packs.parties import party_key
from licensing.packs.store import rulebook
from licensing.packs.vocabulary import vocabulary

__all__ = ["export", "export_agreement", "export_notice", "is_agreement"]


def export(path: Path, format: str) -> str:  # noqa: A002 - the word of the field
    """Return the rights in a file in a format of `odrl.formats`.

    Args:
        path: An agreement of ours, a rights document, or a story, whose notice is meant.
        format: turtle, json-ld or yaml.

    Raises:
        InputError: when the file cannot be read, or its notice states no rule.
        ConfigError: when an agreement is not what its schema says, or there is no such format.
    """
    if is_agreement(path):
        return write([export_agreement(path)], format)
    if any(path.suffix.lower() in known.suffixes for known in formats().values()):
        return convert(path, format)
    return write([export_notice(path)], format)


def is_agreement(path: Path) -> bool:
    """Return whether a file is an agreement of ours: YAML that says what it grants."""
    if path.suffix.lower() not in {".yaml", ".yml"}:
        return False
    data = yamlfile.read(path, ConfigError).data
    return isinstance(data, dict) and "grants" in data


def export_agreement(path: Path) -> Policy:
    """Return an agreement as an ODRL policy about all stories of its assigner.

    Raises:
        ConfigError: with file, line and column, when it is not what its schema says.
    """
    book = rulebook()
    policy = agreements.read(path, book).policy
    return spell(policy, vocabulary(book), target=None, key=partial(party_key, book=book))


def export_notice(path: Path) -> Policy:
    """Return the notice of a story as an ODRL policy about that story.

    Raises:
        InputError: when the file cannot be read, or its notice states no rule.
    """
    book = rulebook()
    document = documents.read(path)
    terms = story_terms(document, book)
    policy = spell(
        notice_policy(terms),
        vocabulary(book),
        target=_iri(document, path),
        key=partial(party_key, book=book),
        unread=_doubts(document, terms),
    )
    if not policy.rules:
        said = "reserves all rights and states no rule" if terms.reserved else "states no rule"
        raise InputError(
            f"The notice of this story {said}, and an ODRL policy has one at least. There is nothing to export.",
            path=str(path),
        )
    return policy


def _iri(document: Document, path: Path) -> str:
    """Return the address of a story, or a name made of its own or its file's."""
    address = document.metadata.get("url", "")
    if is_iri(address):
        return address
    return f"urn:newsroom-licensing:story:{quote(document.metadata.get('id') or path.stem, safe='')}"


def _doubts(document: Document, terms: Terms) -> Iterator[str]:
    """Yield why a person must read what the notice permits, as the gate would."""
    for span in terms.unread:
        words = document.prose[span.start : span.end].strip()
        yield f"Not understood: {words}" if words else "Words of the story's metadata were not understood."
    yield from terms.conflicts
    if terms.reserved and terms.licence:
        yield f"The notice reserves all rights and names the licence {terms.licence}."
