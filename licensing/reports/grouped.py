"""Findings put together as a person meets them: one group a use and a passage, so that one passage is told once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from licensing.model.decision import DraftDecision, Finding
from licensing.model.document import Span
from licensing.model.effect import Effect, strictest
from licensing.packs.messages import say
from licensing.reports.lines import one_line
from licensing.reports.standing import let_pass

__all__ = ["Group", "groups"]


class Group(NamedTuple):
    """Findings on one passage of a draft, taken in one manner for one act."""

    findings: tuple[Finding, ...]

    @property
    def effect(self) -> Effect:
        """The strictest effect of the findings."""
        return strictest([finding.effect for finding in self.findings])

    @property
    def rule(self) -> str:
        """The rule of the first finding of that effect."""
        return next(finding.rule for finding in self.findings if finding.effect is self.effect)

    def text(self, most: int | None = None) -> str:
        """Return what the findings say, a line each, and their ways out behind them.

        Args:
            most: How many findings are told; the others are counted. None: all.
        """
        return "\n".join(self._lines(self.findings[:most]))

    def _lines(self, shown: Sequence[Finding]) -> Iterator[str]:
        fixes: dict[str, None] = {}
        for finding in shown:
            yield one_line(f"{finding.message} [{finding.rule}]")
            if finding.fix:
                fixes[one_line(finding.fix)] = None
        if more := len(self.findings) - len(shown):
            yield say("and {count} more; the text report has them all", count=more)
        yield from (say("Way out: {fix}", fix=fix) for fix in fixes)


def groups(draft: DraftDecision) -> list[Group]:
    """Return the findings of a draft that nobody answers for and that permit nothing, the strictest group first."""
    found: dict[tuple[str, str, str, Span | None], list[Finding]] = {}
    for finding in draft.findings:
        if finding.effect is not Effect.PERMIT and not let_pass(finding, draft):
            found.setdefault((finding.story.id, finding.action, finding.manner, finding.draft), []).append(finding)
    together = [Group(tuple(dict.fromkeys(findings))) for findings in found.values()]
    return sorted(together, key=lambda group: -group.effect.rank)
