"""What commands that waive, release and remember share: the decision `check` takes, the configuration, the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from licensing.cli.explain import PLANNED, overrides
from licensing.cli.language import prefer_here
from licensing.errors import ConfigError
from licensing.packs.messages import say, worded

if TYPE_CHECKING:
    import datetime as dt

    from licensing.api.finding import Wanted
    from licensing.model.config import Configuration
    from licensing.model.decision import Decision

__all__ = ["SHARED", "decided", "held", "now", "remaining", "stated", "wanted"]

SHARED = ("drafts", "source", "plan", "archive", *PLANNED, "earlier", "house", "config", "no_config")
"""Flags of `check` that change what is decided."""


def now() -> dt.datetime:
    """Return the moment, to the second, with its zone."""
    import datetime as dt

    return dt.datetime.now().astimezone().replace(microsecond=0)


def wanted(given: dict[str, Any], paths: Sequence[Path] | None = None) -> Wanted:
    """Return what the flags want checked, or these paths under the same configuration."""
    from licensing.api.finding import Wanted

    drafts = given["drafts"] if paths is None else paths
    return Wanted(paths=drafts, config=given["config"], discover=not given["no_config"])


def held(given: dict[str, Any], day: dt.date) -> Configuration:
    """Return the configuration that holds for the first draft named; one that settles nothing where there is none.

    Raises:
        ConfigError: when it cannot be used.
    """
    from licensing.api.finding import Configurations
    from licensing.model.config import Configuration
    from licensing.packs.store import rulebook

    first: Path = given["drafts"][0]
    folder = first if first.is_dir() else first.parent
    found = Configurations(wanted(given), rulebook(), day).holding(folder)
    return found or Configuration(Path())


def decided(
    given: dict[str, Any],
    day: dt.date,
    paths: Sequence[Path] | None = None,
    *,
    waivers: Path | None = None,
    releases: Path | None = None,
) -> Decision:
    """Return the decision on what the flags name, or on these paths, with what is on file."""
    from licensing.api.configured import Asked, check_paths

    prefer_here(given, day)
    asked = Asked(
        wanted(given, paths),
        sources=given["source"] or (),
        archive=given["archive"],
        plan=given["plan"],
        overrides=overrides(given),
        house=given["house"],
        earlier=given["earlier"] or (),
        waivers=waivers or given.get("waivers"),
        releases=releases,
        baseline=given.get("baseline"),
    )
    return check_paths(asked, day)


def remaining(decision: Decision) -> Iterator[str]:
    """Yield what still stops drafts, a line each, and what was said of waivers that do not count."""
    from licensing.api.settle import stopping

    for draft in decision.drafts:
        yield say(
            "{path}: {effect}; passes as {outcome}",
            path=draft.path,
            effect=worded(draft.effect),
            outcome=worded(draft.outcome),
        )
        for finding in stopping(draft):
            line = f":{finding.position.line}" if finding.position else ""
            yield f"  {draft.path}{line}: {worded(finding.effect)} {finding.rule} ({finding.story.id})"
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
