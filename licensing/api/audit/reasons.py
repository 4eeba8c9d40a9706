"""What an audit remembers of an output's findings: which rules speak against it, and about which story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from licensing.model.audit import Reason
from licensing.model.decision import DraftDecision, Finding
from licensing.model.effect import Effect
from licensing.packs.store import Rulebook

__all__ = ["reasons"]


def reasons(decision: DraftDecision, book: Rulebook) -> tuple[Reason, ...]:
    """Return what speaks against a draft, each rule once for each story and manner: where nobody answers for it, if so.

    A denial also tells which permissions came near; these speak against nobody, and stand here only where nothing
    else is said of the use.

    Args:
        decision: The decision on it.
        book: The packs in force.
    """
    against = [finding for finding in decision.findings if finding.effect is not Effect.PERMIT]
    return tuple(_reason(finding, decision) for finding in _telling(against, _permissions(book)))


def _telling(findings: Sequence[Finding], permissions: frozenset[str]) -> Iterator[Finding]:
    ordered = sorted(findings, key=_use)
    kept: set[int] = set()
    for _, group in groupby(ordered, key=_use):
        every = list(group)
        denials = [one for one in every if one.effect is Effect.DENY]
        stopping = [one for one in denials if one.rule not in permissions] or denials[:1]
        rules: dict[str, Finding] = {}
        for one in [*stopping, *(one for one in every if one.effect is not Effect.DENY)]:
            if one.rule not in rules or (rules[one.rule].waiver and not one.waiver):
                rules[one.rule] = one
        kept |= {id(one) for one in rules.values()}
    yield from (one for one in findings if id(one) in kept)


def _use(finding: Finding) -> tuple[str, str]:
    return finding.story.id, finding.manner


def _reason(finding: Finding, decision: DraftDecision) -> Reason:
    document = decision.document
    lines = finding.position is not None and not (document and document.places)
    return Reason(
        rule=finding.rule,
        effect=finding.effect,
        story=finding.story,
        manner=finding.manner,
        message=finding.message,
        fix=finding.fix,
        line=finding.position.line if lines and finding.position else None,
        fingerprint=finding.fingerprint,
        waived=finding.waiver is not None,
    )


@cache
def _permissions(book: Rulebook) -> frozenset[str]:
    """Return the ids of the permissions in the packs."""
    return frozenset(
        f"{pack_id}/{rule['id']}"
        for kind in ("law", "own", "house")
        for pack_id, data in book.data.get(kind, {}).items()
        for rule in data.get("permission") or ()
    )
