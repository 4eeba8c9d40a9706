"""The reviewdog diagnostic format: whatever comments on lines of a change request reads it. Columns count bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator

from licensing.model.decision import Decision, DraftDecision, Finding, Trouble
from licensing.model.document import Position, Span
from licensing.model.effect import Effect
from licensing.reports.formats import Style, register
from licensing.reports.lines import one_line
from licensing.reports.places import Places, Region, link, relative
from licensing.reports.standing import let_pass, troubled

__all__ = ["render"]

_SEVERITIES = {Effect.DENY: "ERROR", Effect.REVIEW: "WARNING", Effect.PERMIT: "INFO"}
_WAIVED = "INFO"


@register("rdjson")
def render(decision: Decision, style: Style) -> str:
    """Return the decision as reviewdog diagnostics in ASCII: what permits is left out, what is waived is INFO."""
    found = [one for draft in decision.drafts for one in _draft(draft, style)]
    found += [_trouble(error, style) for error in decision.errors]
    severity = "ERROR" if decision.errors else _SEVERITIES[decision.outcome]
    data = {"source": {"name": "licensing"}, "severity": severity, "diagnostics": found}
    return json.dumps(data, indent=2) + "\n"


def _draft(draft: DraftDecision, style: Style) -> Iterator[dict[str, object]]:
    places, path = Places(draft.document), relative(draft.path, style.root)
    for finding in draft.findings:
        if finding.effect is not Effect.PERMIT:
            location: dict[str, object] = {"path": path}
            if region := places.region(finding):
                location["range"] = _range(region, finding.draft, places)
            yield {
                "message": one_line(f"{finding.message} {finding.fix}"),
                "location": location,
                "severity": _WAIVED if let_pass(finding, draft) else _SEVERITIES[finding.effect],
                "code": _code(finding),
            }


def _trouble(error: Trouble, style: Style) -> dict[str, object]:
    path = relative(error.path, style.root) if error.path else "."
    return {
        "message": troubled(error),
        "location": {"path": path},
        "severity": "ERROR",
        "code": {"value": "not-checked"},
    }


def _range(region: Region, span: Span | None, places: Places) -> dict[str, object]:
    if region.end is None or span is None:
        # Without the text nobody can count its bytes: the line alone.
        return {"start": {"line": region.start.line}}
    return {"start": _position(places.byte_position(span.start)), "end": _position(places.byte_position(span.end))}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}


def _code(finding: Finding) -> dict[str, str]:
    url = next(filter(None, (link(one.source) for one in finding.authority)), None)
    return {"value": finding.rule, "url": url} if url else {"value": finding.rule}
