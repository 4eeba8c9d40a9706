"""Annotations in a GitHub workflow: commands on lines of their own, as the runner reads them.

A step shows ten errors and ten warnings. So every stopped draft has one with its headline first, then comes what could
not be checked, then the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from licensing.model.decision import Decision, DraftDecision, Finding, Trouble
from licensing.model.effect import Effect
from licensing.packs.messages import say
from licensing.reports.formats import Style, register
from licensing.reports.grouped import Group, groups
from licensing.reports.lines import one_line
from licensing.reports.places import Places, relative
from licensing.reports.standing import answered, headline, total, troubled
from licensing.reports.words import effect_title

__all__ = ["render"]

_LEVELS = {Effect.DENY: "error", Effect.REVIEW: "warning", Effect.PERMIT: "notice"}
_ORDER = ("error", "warning", "notice")
_REASONS = 3
"""Findings an annotation has room for beside a line."""
_FIRST, _TROUBLE, _REST = range(3)


class _Command(NamedTuple):
    level: str
    turn: int
    place: Mapping[str, str | int]
    title: str
    message: str

    def line(self) -> str:
        named = {**self.place, "title": self.title}
        stated = ",".join(f"{name}={_property(str(value))}" for name, value in named.items())
        return f"::{self.level} {stated}::{_data(self.message)}\n"


@register("github")
def render(decision: Decision, style: Style) -> str:
    """Return the decision as workflow commands, and the totals as a line of the log."""
    commands = [command for draft in decision.drafts for command in _draft(draft, style)]
    commands += [_trouble(error, style) for error in decision.errors]
    ordered = sorted(commands, key=lambda one: (_ORDER.index(one.level), one.turn))
    return "".join(command.line() for command in ordered) + total(decision) + "\n"


def _draft(draft: DraftDecision, style: Style) -> Iterator[_Command]:
    if draft.effect is Effect.PERMIT:
        return
    places, told = Places(draft.document), groups(draft)
    first = told[0] if told else None
    place = _place(draft, first.findings[0] if first else None, places, style)
    said = [headline(draft), *answered(draft), *([first.text(_REASONS)] if first else [])]
    title = f"{effect_title(draft.effect)}: {draft.path}"
    yield _Command(_LEVELS[draft.outcome], _FIRST, place, one_line(title), "\n".join(map(_lines, said)))
    for group in told[1:]:
        yield _group(draft, group, places, style)


def _group(draft: DraftDecision, group: Group, places: Places, style: Style) -> _Command:
    place = _place(draft, group.findings[0], places, style)
    return _Command(_LEVELS[group.effect], _REST, place, one_line(group.rule), _lines(group.text(_REASONS)))


def _trouble(error: Trouble, style: Style) -> _Command:
    place = {"file": one_line(relative(error.path, style.root))} if error.path else {}
    return _Command("error", _TROUBLE, place, say("Could not be checked"), troubled(error))


def _place(draft: DraftDecision, finding: Finding | None, places: Places, style: Style) -> dict[str, str | int]:
    """Return file and lines; columns only within one line, since the runner passes over others."""
    place: dict[str, str | int] = {"file": one_line(relative(draft.path, style.root))}
    region = places.region(finding) if finding else None
    if region is None:
        return place
    place |= {"line": region.start.line, "endLine": region.last_line}
    if region.end and region.end.line == region.start.line:
        place |= {"col": region.start.column, "endColumn": region.end.column}
    return place


def _lines(text: str) -> str:
    """Return a text without what would steer a terminal; its own lines stay lines."""
    return "\n".join(one_line(line) for line in text.split("\n"))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
