"""JSON, one line a draft: each can be written, and read, as soon as it is decided.

The lines are of three kinds: `draft` (as in JSON, version 1), `error`, and one `total` at the end. A file without its
total was cut off.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from licensing.model.decision import Decision, DraftDecision, Trouble
from licensing.model.effect import Effect
from licensing.reports.formats import Style, register
from licensing.reports.formats.json_v1 import VERSION, draft_data, error_data
from licensing.reports.standing import waived_count

__all__ = ["draft_line", "error_line", "render", "total_line"]


@register("jsonl")
def render(decision: Decision, style: Style) -> str:
    """Return the decision as lines of JSON in ASCII; they are the same in every style."""
    del style
    return "".join(_lines(decision))


def _lines(decision: Decision) -> Iterator[str]:
    yield from map(draft_line, decision.drafts)
    yield from map(error_line, decision.errors)
    yield total_line(
        effect=decision.effect,
        outcome=decision.outcome,
        exit_code=decision.exit_code,
        drafts=len(decision.drafts),
        effects={effect: sum(draft.effect is effect for draft in decision.drafts) for effect in Effect},
        errors=len(decision.errors),
        waived=sum(map(waived_count, decision.drafts)),
        released=sum(draft.release is not None for draft in decision.drafts),
    )


def draft_line(draft: DraftDecision) -> str:
    """Return the line of a draft."""
    return _line({"kind": "draft", **draft_data(draft)})


def error_line(error: Trouble) -> str:
    """Return the line of what could not be checked."""
    return _line({"kind": "error", **error_data(error)})


def total_line(
    *,
    effect: Effect,
    outcome: Effect,
    exit_code: int,
    drafts: int,
    effects: dict[Effect, int],
    errors: int,
    waived: int,
    released: int,
) -> str:
    """Return the last line: the run in figures, for whoever writes the lines as drafts are decided."""
    return _line(
        {
            "kind": "total",
            "effect": effect.value,
            "outcome": outcome.value,
            "exit_code": exit_code,
            "drafts": drafts,
            **{each.value: effects.get(each, 0) for each in Effect},
            "errors": errors,
            "waived": waived,
            "released": released,
        }
    )


def _line(data: dict[str, object]) -> str:
    return json.dumps({"version": VERSION, **data}, separators=(",", ":")) + "\n"
