"""An answer told rule by rule as JSON: `rules/schema/explanation.schema.json` is its contract. Keys may be added."""

from __future__ import annotations

import json

from licensing.model.decision import Decision
from licensing.model.document import Position, Span
from licensing.model.explanation import AskedRule, Explained, Explanation, Ground, Step, UseTrace, Way

__all__ = ["render"]

VERSION = 1


def render(explanation: Explanation) -> str:
    """Return the explanation as JSON in ASCII."""
    decision = Decision(tuple(one.decision for one in explanation.drafts), explanation.errors)
    data = {
        "version": VERSION,
        "effect": decision.effect.value,
        "drafts": [_draft(one) for one in explanation.drafts],
        "errors": [{"path": error.path or None, "message": error.message} for error in explanation.errors],
    }
    return json.dumps(data, indent=2) + "\n"


def _draft(one: Explained) -> dict[str, object]:
    return {
        "path": one.decision.path,
        "effect": one.decision.effect.value,
        "uses": [_use(use) for use in one.uses],
        "ways": [_way(way) for way in one.ways.found],
        "runs": one.ways.runs,
        "notes": list(one.ways.notes),
    }


def _use(use: UseTrace) -> dict[str, object]:
    return {
        "story": {"id": use.story.id, "title": use.story.title, "holder": use.story.holder},
        "action": use.action,
        "manner": use.manner,
        "jurisdiction": use.jurisdiction,
        "medium": use.medium or None,
        "plan": use.plan or None,
        "effect": use.effect.value,
        "taken": use.taken,
        "passages": [
            {
                "draft": {**_span(one.draft), **_place(one.position)},
                "source": _span(one.source),
                "kind": one.kind,
                "words": one.words,
            }
            for one in use.passages
        ],
        "facts": [fact._asdict() for fact in use.facts],
        "rules": [_rule(rule) for rule in use.rules],
        "routes": [
            {
                "tier": route.tier,
                "effect": route.effect.value,
                "rule": route.rule or None,
                "closed": list(route.closed),
                "survived": list(route.survived),
                "agreement": route.agreement or None,
            }
            for route in use.routes
        ],
        "result": list(use.result),
    }


def _rule(rule: AskedRule) -> dict[str, object]:
    return {
        "rule": rule.rule,
        "tier": rule.tier,
        "kind": rule.kind,
        "state": rule.state,
        "speaks": rule.speaks,
        "says": rule.says,
        "effect": rule.effect.value,
        "grounds": [_ground(ground) for ground in rule.grounds],
        "duties": [_ground(ground) for ground in rule.duties],
        "authority": list(rule.cites),
    }


def _ground(ground: Ground) -> dict[str, object]:
    return {"text": ground.text, "holds": ground.holds}


def _way(way: Way) -> dict[str, object]:
    return {"effect": way.effect.value, "steps": [_step(step) for step in way.steps]}


def _step(step: Step) -> dict[str, object]:
    return {
        "kind": step.kind,
        "what": step.what,
        "edits": [
            {**_span(edit.span), **_place(place), "text": edit.text}
            for edit, place in zip(step.edits, step.places, strict=True)
        ],
        "plan": dict(step.plan),
        "agreement": step.agreement or None,
        "blanks": list(step.blanks),
    }


def _span(span: Span) -> dict[str, object]:
    return {"start": span.start, "end": span.end}


def _place(place: Position) -> dict[str, object]:
    return {"line": place.line, "column": place.column}
