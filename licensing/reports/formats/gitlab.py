"""GitLab Code Quality: what a merge request shows beside the lines it is about."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from licensing.model.decision import Decision, DraftDecision, Finding, Trouble
from licensing.model.effect import Effect
from licensing.reports.formats import Style, register
from licensing.reports.lines import one_line
from licensing.reports.places import Places, relative
from licensing.reports.standing import let_pass, troubled

__all__ = ["render"]

_SEVERITIES = {Effect.DENY: "blocker", Effect.REVIEW: "major"}
_WAIVED, _NOT_CHECKED = "info", "critical"


@register("gitlab")
def render(decision: Decision, style: Style) -> str:
    """Return the decision as a Code Quality report in ASCII: what permits is left out, what is waived is info."""
    seen: Counter[str] = Counter()
    issues = [issue for draft in decision.drafts for issue in _draft(draft, style, seen)]
    issues += [_trouble(error, style, seen) for error in decision.errors]
    return json.dumps(issues, indent=2) + "\n"


def _draft(draft: DraftDecision, style: Style, seen: Counter[str]) -> Iterator[dict[str, object]]:
    places, path = Places(draft.document), relative(draft.path, style.root)
    for finding in draft.findings:
        if finding.effect is not Effect.PERMIT:
            severity = _WAIVED if let_pass(finding, draft) else _SEVERITIES[finding.effect]
            region = places.region(finding)
            lines = {"begin": region.start.line, "end": region.last_line} if region else {"begin": 1}
            name = _fingerprint((path, *_parts(finding)), seen)
            yield _issue(f"{finding.message} {finding.fix}", finding.rule, name, severity, path, lines)


def _trouble(error: Trouble, style: Style, seen: Counter[str]) -> dict[str, object]:
    path = relative(error.path, style.root) if error.path else "."
    name = _fingerprint((path, "not-checked"), seen)
    return _issue(troubled(error), "not-checked", name, _NOT_CHECKED, path, {"begin": 1})


def _issue(  # noqa: PLR0917 - the parts of an issue
    description: str, rule: str, fingerprint: str, severity: str, path: str, lines: dict[str, int]
) -> dict[str, object]:
    return {
        "description": one_line(description),
        "check_name": rule,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": path, "lines": lines},
    }


def _parts(finding: Finding) -> tuple[str, ...]:
    return (finding.fingerprint, finding.rule, finding.story.id, finding.action, finding.manner)


def _fingerprint(parts: tuple[str, ...], seen: Counter[str]) -> str:
    """Return what stands for an issue: the same after lines moved, and no other issue of the report has it."""
    whole = "\0".join(parts)
    seen[whole] += 1
    return sha256(f"{whole}\0{seen[whole]}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
