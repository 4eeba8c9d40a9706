"""What commands that waive and release share: the decision as `check` would take it, and the day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from licensing.cli.explain import PLANNED, overrides
from licensing.errors import ConfigError
from licensing.packs.messages import say

if TYPE_CHECKING:
    import datetime as dt

    from licensing.model.decision import Decision

__all__ = ["SHARED", "decided", "now", "on_file", "remaining", "stated"]

SHARED = ("drafts", "source", "plan", "archive", *PLANNED, "earlier", "house")
"""Flags of `check` that change what is decided."""


def now() -> dt.datetime:
    """Return the moment, to the second, with its zone."""
    import datetime as dt

    return dt.datetime.now().astimezone().replace(microsecond=0)


def decided(given: dict[str, Any]) -> Decision:
    """Return the decision on what the flags name, before anything on file counts."""
    from licensing import api

    return api.check_files(
        given["drafts"],
        sources=given["source"] or (),
        archive=given["archive"],
        plan=given["plan"],
        overrides=overrides(given),
        house=given["house"],
        earlier=given["earlier"] or (),
    )


def on_file(
    decision: Decision, waivers: Path | None, releases: Path | None, baseline: Path | None, house: str | None
) -> Decision:
    """Return a decision with what is on file today."""
    if not (waivers or releases or baseline):
        return decision
    from licensing.api.settle import settle
    from licensing.api.standing import standing

    return settle(decision, standing(waivers, releases, baseline, house=house or "default", day=now().date()))


def remaining(decision: Decision) -> Iterator[str]:
    """Yield what still stops drafts, a line each, and what was said of waivers that do not count."""
    from licensing.api.settle import stopping

    for draft in decision.drafts:
        yield say("{path}: {effect}; passes as {outcome}", path=draft.path, effect=draft.effect, outcome=draft.outcome)
        for finding in stopping(draft):
            line = f":{finding.position.line}" if finding.position else ""
            yield f"  {draft.path}{line}: {finding.effect} {finding.rule} ({finding.story.id})"
        yield from (f"  {question.who}: {question.message} ({question.fact})" for question in draft.questions)
        yield from (f"  {note}" for note in draft.notes)
    yield from (error.message for error in decision.errors)


def stated(text: str, flag: str) -> str:
    """Return what a flag says.

    Raises:
        ConfigError: when it says nothing.
    """
    if not text.strip():
        raise ConfigError(say("{flag} says nothing. Whoever reads this in a year must know.", flag=flag))
    return text
