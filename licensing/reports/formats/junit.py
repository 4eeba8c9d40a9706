"""JUnit XML: one test case a draft, as most CI services show it.

A denied draft is a failure, a draft for review a failure of that type, what could not be checked an error; a draft that
was let pass by waivers or a release passes, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from licensing.model.decision import Decision, DraftDecision, Trouble
from licensing.model.effect import Effect
from licensing.packs.messages import say
from licensing.reports.formats import Style, register
from licensing.reports.grouped import groups
from licensing.reports.lines import one_line
from licensing.reports.markup import attribute, xml
from licensing.reports.places import Places
from licensing.reports.standing import answered, headline, troubled

__all__ = ["render"]


@register("junit")
def render(decision: Decision, style: Style) -> str:
    """Return the decision as JUnit XML in ASCII."""
    del style
    failures = sum(draft.outcome is not Effect.PERMIT for draft in decision.drafts)
    counts = (
        f'tests="{len(decision.drafts) + len(decision.errors)}" failures="{failures}" errors="{len(decision.errors)}"'
    )
    cases = [line for draft in decision.drafts for line in _draft(draft)]
    cases += [line for error in decision.errors for line in _error(error)]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="licensing" {counts}>',
            f'  <testsuite name="licensing" {counts}>',
            *cases,
            "  </testsuite>",
            "</testsuites>\n",
        ]
    )


def _draft(draft: DraftDecision) -> Iterator[str]:
    yield _case(draft.path)
    if draft.outcome is not Effect.PERMIT:
        kind = attribute(draft.outcome.value)
        said = "\n".join(_reasons(draft))
        yield f"      <failure type={kind} message={attribute(headline(draft))}>{xml(said)}</failure>"
    if passed := [*([headline(draft)] if draft.outcome is Effect.PERMIT else []), *answered(draft)]:
        told = "\n".join(map(one_line, passed))
        yield f"      <system-out>{xml(told)}</system-out>"
    yield "    </testcase>"


def _reasons(draft: DraftDecision) -> Iterator[str]:
    places = Places(draft.document)
    for question in draft.questions:
        yield one_line(say("Question for the {who}: {question}", who=question.who, question=question.message))
    for group in groups(draft):
        yield f"{one_line(draft.path)}{places.shown(group.findings[0])}"
        yield group.text()


def _error(error: Trouble) -> Iterator[str]:
    yield _case(error.path or "licensing")
    yield f'      <error type="not-checked" message={attribute(troubled(error))}></error>'
    yield "    </testcase>"


def _case(path: str) -> str:
    return f'    <testcase classname="licensing" name={attribute(path)}>'
