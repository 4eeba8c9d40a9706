"""What a story's sender says of the whole item - JAPAN OUT, editorial use only, not for publication - as guards.

These are conditions of delivery: no law and no other licence is asked before they are met. What is not understood is
a guard that a person must look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from licensing.model.document import Span
from licensing.model.effect import Effect
from licensing.model.odrl import (
    Action,
    Authority,
    Constraint,
    Evidence,
    Operator,
    Policy,
    PolicyType,
    Rule,
    RuleKind,
    Tier,
)
from licensing.packs.messages import say
from licensing.packs.store import Rulebook
from licensing.packs.vocabulary import vocabulary
from licensing.text.normalise import fold

__all__ = ["limits", "superseded"]

_STORY = "{story}"
"""Stands in a message until it is filled."""
_SHORT = 3
"""Letters of the longest name that counts in capitals only: the sender's CAN is a country, a writer's can is none."""
_MEDIA = {
    "tv": "television",
    "television": "television",
    "radio": "radio",
    "internet": "web",
    "online": "web",
    "web": "web",
    "print": "print",
    "mobile": "app",
    "social media": "social",
}
_FOLDED = {fold(name): medium for name, medium in _MEDIA.items()}
_MEDIUM = "|".join(sorted(_MEDIA, key=len, reverse=True))
_MEDIUM_FOUND = re.compile(rf"\b(?:{_MEDIUM})\b", re.IGNORECASE)
_NO_MEDIUM = re.compile(
    rf"\bno\s+(?:{_MEDIUM})(?:\s*(?:,|/|and|or)\s*(?:no\s+)?(?:{_MEDIUM}))*(?:\s+use)?\b|\b(?:{_MEDIUM})\s+(?:use\s+)?only\b",
    re.IGNORECASE,
)
_CONTRACT = (Authority("the limits its sender put on the story", "contract", "primary", "the story itself"),)
_FILLER = re.compile(
    r"[\W_]+|\b(?:please|note|eds?|editors?|attention|restrictions?|special|instructions?|mandatory\s+credit\b.*|"
    r"(?:must|please)\s+credit\b.*|credit\s*:.*|none|no\s+restrictions?)\b",
    re.IGNORECASE,
)
_USES: tuple[tuple[re.Pattern[str], tuple[str, ...], tuple[Constraint, ...]], ...] = (
    (
        re.compile(
            r"\b(?:for\s+)?editorial\s+use\s+only\b|\b(?:no|not\s+for)\s+(?:advertis\w+|marketing)(?:\s+use)?\b",
            re.IGNORECASE,
        ),
        ("use",),
        (Constraint("purpose", Operator.EQ, "advertising"),),
    ),
    (
        re.compile(r"\b(?:no|not\s+for)\s+commercial\s+use\b|\bnon-?commercial\s+use\s+only\b", re.IGNORECASE),
        ("use",),
        (Constraint("commercial", Operator.EQ, True),),
    ),
    (
        re.compile(r"\bno\s+(?:re)?sales?\b|\bno\s+redistribution\b|\bno\s+syndication\b", re.IGNORECASE),
        ("redistribute",),
        (),
    ),
    (re.compile(r"\bno\s+archiv\w*\b|\bnot\s+for\s+archiv\w*\b", re.IGNORECASE), ("archive",), ()),
    (re.compile(r"\bno\s+(?:ai|machine\s+learning|tdm|data\s+mining)\b(?:\s+training)?", re.IGNORECASE), ("tdm",), ()),
    (
        re.compile(
            r"\bnot\s+for\s+(?:publication|use|release)\b(?!\s+(?:in|by|until|before))|\badvisory\s+only\b|"
            r"\bfor\s+(?:your\s+)?information\s+only\b|\bhold\s+for\s+release\b",
            re.IGNORECASE,
        ),
        ("use",),
        (),
    ),
)


class _Territories(NamedTuple):
    """How senders name countries, ready to be looked for.

    Attributes:
        name: A pattern for the name of one country.
        codes: Name, folded -> code.
        limits: Patterns for limits that list countries in their first group, with what they ask of the territory.
    """

    name: re.Pattern[str]
    codes: Mapping[str, str]
    limits: tuple[tuple[re.Pattern[str], Operator], ...]


@cache
def _territories(book: Rulebook) -> _Territories:
    places = vocabulary(book).places
    names = "|".join(
        f"(?-i:{re.escape(name.upper())})" if len(name) <= _SHORT else re.escape(name)
        for name in sorted(places, key=len, reverse=True)
    )
    one = rf"(?:the\s+)?(?<!\w)(?:{names})(?!\w)"
    several = rf"({one}(?:(?:\s*[,/&;]\s*|\s+and\s+|\s+or\s+|\s+){one})*)"
    within = r"\b(?:no(?:t\s+for)?\s+(?:use|sales?|publication|distribution|access)\s+(?:in|by|for)\s+)"
    patterns = (
        (rf"{several}\s+out\b", Operator.IS_ANY_OF),
        (within + several, Operator.IS_ANY_OF),
        (rf"{several}\s+only\b", Operator.IS_NONE_OF),
    )
    return _Territories(
        re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE),
        {fold(name): code for name, code in places.items()},
        tuple((re.compile(pattern, re.IGNORECASE), operator) for pattern, operator in patterns),
    )


def limits(stated: str, book: Rulebook, uid: str = "limits") -> Policy | None:
    """Return the guards that a story's `limits` state, one statement a line; None where there are none."""
    lines = [line.strip() for line in stated.splitlines() if line.strip()]
    numbered = enumerate(lines, 1)
    rules = tuple(rule for number, line in numbered for rule in _rules(line, f"{uid}/{number}", _territories(book)))
    return Policy(uid, PolicyType.SET, rules) if rules else None


def superseded(title: str, uid: str = "limits") -> Policy:
    """Return the guard of a story that another one, by that title, says it replaces."""
    message = say("'{story}' was replaced by its sender: '{title}' stands for it.", story=_STORY, title=_literal(title))
    fix = say("Take the words of the story that replaces it.")
    return Policy(uid, PolicyType.SET, (_rule(f"{uid}/replaced", ("use",), (), Effect.REVIEW, message, fix, title),))


def _rules(line: str, uid: str, places: _Territories) -> Iterator[Rule]:
    left = line
    found: list[tuple[tuple[str, ...], tuple[Constraint, ...]]] = []
    for pattern, operator in places.limits:
        for hit in pattern.finditer(left):
            codes = tuple(dict.fromkeys(places.codes[fold(name)] for name in places.name.findall(hit[1])))
            found.append((("use",), (Constraint("territory", operator, codes),)))
        left = pattern.sub(" ", left)
    for hit in _NO_MEDIUM.finditer(left):
        media = tuple(dict.fromkeys(_FOLDED[fold(name)] for name in _MEDIUM_FOUND.findall(hit[0])))
        operator = Operator.IS_NONE_OF if hit[0].lower().endswith("only") else Operator.IS_ANY_OF
        found.append((("use",), (Constraint("medium", operator, media),)))
    left = _NO_MEDIUM.sub(" ", left)
    for pattern, actions, constraints in _USES:
        if pattern.search(left):
            found.append((actions, constraints))
            left = pattern.sub(" ", left)
    named = {"story": _STORY, "line": _literal(line)}
    for number, (actions, constraints) in enumerate(found, 1):
        fix = say("Take the text out of the draft, or keep the use within the limit.")
        message = say("'{story}' carries the limit '{line}', and this use is outside it.", **named)
        yield _rule(f"{uid}.{number}", actions, constraints, Effect.DENY, message, fix, line)
    if _FILLER.sub("", left):
        message = say("'{story}' carries the limit '{line}', which no rule could read in full.", **named)
        fix = say("Read the limit and decide whether the use keeps it.")
        yield _rule(f"{uid}.0", ("use",), (), Effect.REVIEW, message, fix, line)


def _rule(  # noqa: PLR0917 - what a guard is made of
    rule_id: str,
    actions: tuple[str, ...],
    constraints: tuple[Constraint, ...],
    effect: Effect,
    message: str,
    fix: str,
    words: str,
) -> Rule:
    return Rule(
        rule_id,
        RuleKind.PROHIBITION,
        Tier.GUARD,
        tuple(map(Action, actions)),
        constraints=constraints,
        effect=effect,
        message=message,
        fix=fix,
        authority=_CONTRACT,
        evidence=(Evidence(Span(0, 0), words),),
    )


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
