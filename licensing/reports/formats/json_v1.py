"""JSON, version 1: `rules/schema/decision.schema.json` is its contract. Meanings never change; keys may be added."""

from __future__ import annotations

import json
from collections.abc import Sequence

from licensing.model.decision import Checked, Decision, DraftDecision, Finding, Retelling
from licensing.model.document import Document, Span
from licensing.reports import measures
from licensing.reports.formats import register
from licensing.reports.retelling import meaning

__all__ = ["VERSION", "render"]

VERSION = 1


@register("json")
def render(decision: Decision, verbose: bool) -> str:
    """Return the decision as JSON in ASCII, so that no terminal or pipe can spoil it; it is the same when verbose."""
    del verbose
    data = {
        "version": VERSION,
        "effect": decision.effect.value,
        "drafts": [_draft(draft) for draft in decision.drafts],
        "errors": [{"path": error.path or None, "message": error.message} for error in decision.errors],
    }
    return json.dumps(data, indent=2) + "\n"


def _draft(draft: DraftDecision) -> dict[str, object]:
    return {
        "path": draft.path,
        "effect": draft.effect.value,
        "findings": [_finding(finding, draft.document) for finding in draft.findings],
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
                "source": {**_offsets(pair.source), "text": pair.text},
                "likeness": round(pair.likeness, 3),
                "words": list(pair.words),
            }
            for pair in one.sentences
        ],
        "alone": [_offsets(span) for span in one.alone],
    }


def _finding(finding: Finding, document: Document | None) -> dict[str, object]:
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
        "draft": _place(finding, document),
        "source": _span(finding.source),
        "notice": {**_offsets(finding.notice.span), "text": finding.notice.text} if finding.notice else None,
        "authority": [
            {"cite": one.cite, "kind": one.kind, "verified": one.verified, "source": one.source}
            for one in finding.authority
        ],
    }


def _place(finding: Finding, document: Document | None) -> dict[str, int | str | None] | None:
    if finding.draft is None:
        return None
    start = finding.draft.start
    if document and document.places:
        return {**_offsets(finding.draft), "line": None, "column": None, "place": document.place(start)}
    position = finding.position or (document.position(start) if document else None)
    line, column = position or (None, None)
    return {**_offsets(finding.draft), "line": line, "column": column, "place": None}


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
