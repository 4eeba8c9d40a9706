"""Rights a story carries in a language of rights, weighed with what its notice says in words.

Structured rights come first, prose is read beside them. Where one permits what the other prohibits, neither is chosen:
a person must say which holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import MappingProxyType

from licensing.decision.atomic import atomic
from licensing.errors import LicensingError
from licensing.model.document import Document, Expression, Span
from licensing.model.effect import Effect
from licensing.model.odrl import Rule, RuleKind
from licensing.model.terms import NoticeKind, Stance, Terms
from licensing.packs.messages import sentence
from licensing.packs.store import Rulebook
from licensing.packs.vocabulary import vocabulary

__all__ = ["with_rights"]

_FORMATS = {"rightsml": "odrl-xml", "odrl+xml": "odrl-xml", "odrl+json": "json-ld", "turtle": "turtle"}
_LONGEST = 200_000
"""Characters of an expression; no policy about one story needs more."""
_MOST = 20
"""Expressions of a story that are read."""
_STRICTNESS = (Stance.UNSTATED, Stance.PERMITTED, Stance.WITH_CONDITIONS, Stance.WITH_CONSENT, Stance.PROHIBITED)
_PERMITTED = sentence("'{story}' says two things: the rights it carries in ODRL permit what its words prohibit.")
_PROHIBITED = sentence("'{story}' says two things: the rights it carries in ODRL prohibit what its words permit.")
_RESERVED = sentence(
    "'{story}' says two things: the rights it carries in ODRL permit this, its words reserve all rights."
)
_FIX = sentence("Have counsel say which holds.")


def with_rights(terms: Terms, document: Document, book: Rulebook) -> Terms:
    """Return a notice with the rights that a story carries in a language of rights.

    What nobody can read - an unknown language, a link, an action that is none of ours - counts as words of the notice
    that were not understood.
    """
    rules: list[Rule] = []
    unread = 0
    for number, one in enumerate(document.expressions, 1):
        if one.kind == "rsl" or _is_signal(one, document):
            continue
        told, whole = _read(one, f"rights/{number}", document, book) if number <= _MOST else ([], False)
        rules += told
        unread += not whole
    spans = (*terms.unread, *[Span(0, 0)] * unread)
    if not rules:
        return replace(terms, unread=spans)
    structured, prose = _weighed(rules, terms, book)
    return replace(
        terms,
        kind=terms.kind or NoticeKind.NOTICE,
        actions=MappingProxyType({action: _stance(action, said, rules) for action, said in terms.actions.items()}),
        unread=spans,
        policy=replace(terms.policy, rules=(*structured, *prose)),
    )


def _read(one: Expression, uid: str, document: Document, book: Rulebook) -> tuple[list[Rule], bool]:
    """Return the rules of an expression and whether all of it was read."""
    from licensing.odrl.own import own_rules  # noqa: PLC0415 - hardly a story carries rights in such a language
    from licensing.odrl.read import parse  # noqa: PLC0415

    if one.kind not in _FORMATS or len(one.text) > _LONGEST:
        return [], False
    try:
        rights = parse(one.text, document.name, _FORMATS[one.kind], book)
        policies = atomic(rights.policies)
    except LicensingError:
        return [], False
    # An action a document defines by itself is read by nobody else's word for it.
    story = {name for key in ("id", "url") if (name := document.metadata.get(key))}
    found = [own_rules(policy, f"{uid}.{number}", story, book) for number, policy in enumerate(policies, 1)]
    whole = bool(policies) and not rights.unreached and not rights.terms and all(told for _, told in found)
    return [rule for told, _ in found for rule in told], whole


def _is_signal(one: Expression, document: Document) -> bool:
    return f"policy {one.text}" in document.metadata.get("tdm", "").splitlines()


def _weighed(rules: Sequence[Rule], terms: Terms, book: Rulebook) -> tuple[list[Rule], list[Rule]]:
    """Return structured rules and those of the words; what contradicts another is for a person, what asks is joined."""
    words = terms.policy.rules
    covers = vocabulary(book).covers

    def meet(one: Rule, others: Iterable[Rule], kind: RuleKind) -> list[Rule]:
        reach = frozenset().union(*(covers.get(name, {name}) for name in one.names))
        return [
            other
            for other in others
            if other.kind is kind
            and reach & frozenset().union(*(covers.get(name, frozenset({name})) for name in other.names))
        ]

    structured, prose = [], []
    for one in rules:
        if one.kind is RuleKind.PROHIBITION:
            said = meet(one, words, RuleKind.PERMISSION)
            structured.append(_doubted(one, _PROHIBITED) if any(map(_grants, said)) else one)
            continue
        said = meet(one, words, RuleKind.PERMISSION)
        barred = meet(one, words, RuleKind.PROHIBITION) or [other for other in said if not _grants(other)]
        joined = _joined(one, filter(_grants, said))
        if barred:
            joined = _doubted(joined, _PERMITTED)
        elif terms.reserved is True:
            joined = replace(joined, effect=Effect.REVIEW, message=_RESERVED, fix=_FIX)
        structured.append(joined)
    for one in words:
        said = meet(one, rules, RuleKind.PERMISSION)
        if one.kind is RuleKind.PERMISSION:
            prose.append(_joined(one, said) if _grants(one) else one)
        else:
            prose.append(_doubted(one, _PERMITTED) if said else one)
    return structured, prose


def _grants(rule: Rule) -> bool:
    """Return whether a permission of the words gives something: one that wants consent first does not."""
    return not any(duty.action == "obtainConsent" for duty in rule.duties)


def _joined(one: Rule, others: Iterable[Rule]) -> Rule:
    """Return a permission that asks for all that permissions of the same thing ask for."""
    several = [one, *others]
    return replace(
        one,
        constraints=tuple(dict.fromkeys(part for rule in several for part in rule.constraints)),
        duties=tuple({duty.action: duty for rule in reversed(several) for duty in reversed(rule.duties)}.values()),
    )


def _doubted(rule: Rule, message: str) -> Rule:
    return replace(rule, effect=Effect.REVIEW, message=message, fix=_FIX)


def _stance(action: str, said: Stance, rules: Sequence[Rule]) -> Stance:
    """Return what a story says of an action: the strictest of its words and its structured rights."""
    stances = [said]
    for rule in rules:
        if action in rule.names:
            bound = rule.constraints or rule.duties or rule.effect is Effect.REVIEW
            if rule.kind is RuleKind.PROHIBITION:
                stances.append(Stance.PROHIBITED)
            elif not _grants(rule):
                stances.append(Stance.WITH_CONSENT)
            else:
                stances.append(Stance.WITH_CONDITIONS if bound else Stance.PERMITTED)
    return max(stances, key=_STRICTNESS.index)
