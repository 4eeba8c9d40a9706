"""What no finding shows, and so nobody can waive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from licensing.api.hidden import UNSETTLED
from licensing.decision.combine import Verdict
from licensing.model.decision import Finding, Question
from licensing.model.effect import Effect, strictest

__all__ = ["floor"]


def floor(verdicts: Iterable[Verdict], findings: Iterable[Finding], questions: Iterable[Question]) -> Effect:
    """Return the effect a draft keeps when all its findings are waived.

    A question that must be settled makes it a review, and so does every verdict keep its effect that is stricter
    than any finding about it: what nobody was shown, nobody can answer for.

    Args:
        verdicts: The verdicts on all uses.
        findings: What they are told as; spans are those of the prose.
        questions: What would settle a review.
    """
    told: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        told.setdefault((finding.story.id, finding.action, finding.manner), []).append(finding)
    asked = Effect.REVIEW if any(question.fact in UNSETTLED for question in questions) else Effect.PERMIT
    return strictest(
        [asked, *(verdict.effect for verdict in verdicts if not _shown(verdict, told.get(_use(verdict), ())))]
    )


def _use(verdict: Verdict) -> tuple[str, str, str]:
    return verdict.use.taking.story.id, verdict.use.act, verdict.use.manner


def _shown(verdict: Verdict, findings: Sequence[Finding]) -> bool:
    """Return whether a finding about that very use is as strict as the verdict."""
    places = {passage.draft for passage in verdict.use.taking.passages}
    return verdict.effect is Effect.PERMIT or any(
        finding.effect.rank >= verdict.effect.rank
        and finding.jurisdiction in {None, verdict.jurisdiction}
        and (finding.draft is None or finding.draft in places)
        for finding in findings
    )
