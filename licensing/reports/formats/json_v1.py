"""JSON, version 1: `rules/schema/decision.schema.json` is its contract. Meanings never change; keys may be added."""

from __future__ import annotations

import json
from collections.abc import Sequence

from licensing.model.decision import Checked, Decision, DraftDecision, Finding, Retelling, Trouble
from licensing.model.document import Span
from licensing.model.waiver import Release, Waiver
from licensing.reports import measures
from licensing.reports.formats import Style, register
from licensing.reports.places import Places
from licensing.reports.retelling import meaning

__all__ = ["VERSION", "draft_data", "error_data", "render"]

VERSION = 1


@register("json")
def render(decision: Decision, style: Style) -> str:
    """Return the decision as JSON in ASCII, so that no terminal or pipe can spoil it; it is the same in every style."""
    del style
    data = {
        "version": VERSION,
        "effect": decision.effect.value,
        "drafts": [draft_data(draft) for draft in decision.drafts],
        "errors": [error_data(error) for error in decision.errors],
        "outcome": decision.outcome.value,
        "exit_code": decision.exit_code,
        "notes": list(decision.notes),
        "idle": decision.idle or None,
    }
    return json.dumps(data, indent=2) + "\n"


def error_data(error: Trouble) -> dict[str, str | None]:
    """Return what could not be checked as every JSON answer gives it."""
    return {"path": error.path or None, "message": error.message}


def draft_data(draft: DraftDecision) -> dict[str, object]:
    """Return the answer for one draft."""
    places = Places(draft.document)
    return {
        "path": draft.path,
        "effect": draft.effect.value,
        "findings": [_finding(finding, places) for finding in draft.findings],
        "obligations": [
            {"action": obligation.action, "message": obligation.message, "rule": obligation.rule}
            for obligation in draft.obligations
        ],
        "questions": [
            {"fact": question.fact, "who": question.who, "message": question.message} for question in draft.questions
        ],
        "checked": _checked(draft.checked),
        "retellings": [_retelling(retelling) for retelling in draft.retellings],
        "shared": [measures.as_json(one) for one in draft.shared],
        "outcome": draft.outcome.value,
        "digest": draft.digest or None,
        "release": _release(draft.release) if draft.release else None,
        "notes": list(draft.notes),
    }


def _release(release: Release) -> dict[str, str]:
    return {
        "draft": release.draft,
        "reason": release.reason,
        "by": release.by,
        "until": release.until.isoformat(),
        "where": release.where,
    }


def _waiver(waiver: Waiver) -> dict[str, str | None]:
    return {
        "reason": waiver.reason,
        "approver": waiver.approver,
        "until": waiver.until.isoformat() if waiver.until else None,
        "where": waiver.where,
    }


def _retelling(one: Retelling) -> dict[str, object]:
    return {
        "story": {"id": one.story.id, "title": one.story.title, "holder": one.story.holder},
        "score": round(one.score, 3),
        "meaning": meaning(one.score),
        "measures": [
            {"measure": measure, "value": round(value, 3), "above": round(above, 2)}
            for measure, value, above in one.measures
        ],
        "sentences": [
            {
                "draft": _offsets(pair.draft),
                "source": {**_offsets(pair.source), "text": pair.text or None},
                "likeness": round(pair.likeness, 3),
                "words": list(pair.words),
            }
            for pair in one.sentences
        ],
        "alone": [_offsets(span) for span in one.alone],
    }


def _finding(finding: Finding, places: Places) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "tier": finding.tier,
        "jurisdiction": finding.jurisdiction,
        "action": finding.action,
        "manner": finding.manner,
        "effect": finding.effect.value,
        "message": finding.message,
        "fix": finding.fix or None,
        "story": {"id": finding.story.id, "title": finding.story.title, "holder": finding.story.holder},
        "draft": _place(finding, places),
        "source": _span(finding.source),
        "notice": {**_offsets(finding.notice.span), "text": finding.notice.text or None} if finding.notice else None,
        "authority": [
            {"cite": one.cite, "kind": one.kind, "verified": one.verified, "source": one.source}
            for one in finding.authority
        ],
        "fingerprint": finding.fingerprint or None,
        "waiver": _waiver(finding.waiver) if finding.waiver else None,
    }


def _place(finding: Finding, places: Places) -> dict[str, int | str | None] | None:
    if finding.draft is None:
        return None
    region = places.region(finding)
    line, column = region.start if region else (None, None)
    return {**_offsets(finding.draft), "line": line, "column": column, "place": places.name(finding)}


def _span(span: Span | None) -> dict[str, int] | None:
    return _offsets(span) if span else None


def _offsets(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _checked(checked: Checked) -> dict[str, int | Sequence[str]]:
    return {
        "stories": checked.stories,
        "against": checked.against,
        "jurisdictions": checked.jurisdictions,
        "declared": checked.declared,
        "not_held": checked.not_held,
        "unseen": checked.unseen,
    }
