"""Named public licences and what they say of each action."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from licensing.model.document import Span
from licensing.model.terms import Stance
from licensing.notices.scan import Scanner, Token
from licensing.notices.stances import Condition
from licensing.notices.statements import Sentence
from licensing.notices.view import View

__all__ = ["Licence", "name_licence"]

_VERSION = re.compile(r"(?<![\d.])([1-4]\.[05])(?!\.?\d)|\bv(?:ersion )?([1-4])(?:\.0)?\b")
_PORT = re.compile(r"[1-4]\.[05]\s+([A-Z]{2})\b")
_PLACE = re.compile(r"[1-4]\.[05]\s+([^\W\d_]{4,})")
_ALL = ("publish", "broadcast", "rewrite", "redistribute", "quote", "translate", "archive")
_AS_IS = ("publish", "broadcast", "redistribute", "quote", "archive")
_ELEMENTS = {"by": "attribution", "nc": "noncommercial", "nd": "no-derivatives", "sa": "share-alike"}
_REACH = 40


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence a notice names.

    Attributes:
        name: As `CC-BY-NC-4.0`, `OGL-3.0`, `public-domain`.
        stances: What it says of the actions it speaks of.
        conditions: What it asks for.
        span: Where it is named.
        sentence: Where the sentence stands.
    """

    name: str
    stances: dict[str, Stance]
    conditions: tuple[Condition, ...]
    span: Span
    sentence: Span


def name_licence(sentence: Sentence, view: View, scan: Scanner) -> Licence | None:
    """Return the licence a sentence names, if any."""
    tokens = sentence.of("licences")
    if not tokens:
        return None
    span = Span(min(token.start for token in tokens), max(token.end for token in tokens))
    family = tokens[0].cue.licence
    written = view.folded(span.start, min(span.end + _REACH, sentence.span.end))
    name = _written_name(family, tokens, written, view, scan)
    return Licence(name, _stances(name), _conditions(name), span, sentence.span)


def _written_name(family: str, tokens: Sequence[Token], written: str, view: View, scan: Scanner) -> str:
    if family == "public-domain":
        return family
    parts = [family]
    named = " ".join(word for token in tokens for word in view.folded(token.start, token.end).split())
    if family == "CC":
        elements = [element for element in _ELEMENTS if _says(element, named, scan)]
        if not elements:
            return "CC-unspecified"
        parts += [element.upper() for element in (elements if "by" in elements else ["by", *elements])]
    if version := _VERSION.search(written):
        parts.append(version[1] or f"{version[2]}.0")
        raw = view.text[tokens[0].start : tokens[-1].end + _REACH]
        if port := _PORT.search(raw):
            parts.append(port[1])
        elif (place := _PLACE.search(written)) and place[1] in scan.places:
            parts.append(scan.places[place[1]])
    return "-".join(parts)


def _says(element: str, named: str, scan: Scanner) -> bool:
    for lexicon in scan.lexicons:
        if pattern := lexicon.elements.get(element):
            whole = rf"(?<![^\W_])(?:{pattern})(?![^\W_])" if lexicon.spaced else pattern
            if re.search(whole, named):
                return True
    return False


def _is_free(name: str) -> bool:
    return name == "public-domain" or name.startswith("CC0")


def _stances(name: str) -> dict[str, Stance]:
    if _is_free(name):
        return dict.fromkeys(_ALL, Stance.PERMITTED)
    if name == "CC-unspecified":
        return dict.fromkeys(_AS_IS, Stance.WITH_CONDITIONS)
    if "-ND" in name:
        closed = dict.fromkeys(("rewrite", "translate"), Stance.PROHIBITED)
        return dict.fromkeys(_AS_IS, Stance.WITH_CONDITIONS) | closed
    return dict.fromkeys(_ALL, Stance.WITH_CONDITIONS)


def _conditions(name: str) -> tuple[Condition, ...]:
    if _is_free(name):
        return ()
    if not name.startswith("CC-BY"):
        return (Condition("attribution"),)
    return tuple(Condition(condition) for element, condition in _ELEMENTS.items() if f"-{element.upper()}" in name)
