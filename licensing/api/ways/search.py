"""Try changes, one at a time and then two, and keep those after which the draft fares better."""

from __future__ import annotations

from collections.abc import Iterator

from licensing.api.gate import Check, Weighed
from licensing.api.ways.kinds import Kind, kinds
from licensing.api.ways.scene import Change, Exhausted, Scene, Trials, rewritable
from licensing.model.effect import Effect
from licensing.model.explanation import Step, Way, Ways
from licensing.model.plan import Plan
from licensing.packs.messages import say

__all__ = ["MOST", "ways"]

MOST = 120
"""Drafts decided before the search stops."""
PAIRED = 6
"""First changes a second one is looked for after."""


def ways(check: Check, weighed: Weighed, plan: Plan, most: int = MOST) -> Ways:
    """Return what would make a draft fare better, those to a permit first, the least effort first.

    Two changes together are tried only when no single one leads to a permit, but to take the passages out or to obtain
    a licence.

    Args:
        check: The run the draft was decided in.
        weighed: The draft, decided.
        plan: The plan.
        most: How many changed drafts are decided at most.
    """
    if weighed.decision.effect is Effect.PERMIT:
        return Ways()
    trials = Trials(check, most)
    scene = Scene(check, trials, plan, weighed)
    notes = []
    if not rewritable(scene.document):
        notes.append(say("Changes of the text were not tried: a draft in this format is not edited where it stands."))
    if plan.publisher is None:
        notes.append(say("A licence was not tried: the plan names no publisher it could be granted to."))
    found: dict[tuple[object, ...], tuple[int, Way]] = {}
    try:
        for effort, way in _ways(scene, found):
            found.setdefault(_key(way.steps), (effort, way))
    except Exhausted:
        notes.append(say("The search stopped after {runs} changed drafts.", runs=trials.runs))
    ordered = sorted(found.values(), key=lambda one: (one[1].effect.rank, len(one[1].steps), one[0]))
    return Ways(tuple(way for _, way in ordered), trials.runs, tuple(notes))


def _ways(scene: Scene, found: dict[tuple[object, ...], tuple[int, Way]]) -> Iterator[tuple[int, Way]]:
    without: list[tuple[Kind, Step, Scene]] = []
    for kind, change, after in _tried(scene):
        if after.effect.rank < scene.effect.rank:
            yield kind.effort, Way((change.step,), after.effect)
        if after.effect is not Effect.PERMIT and kind.opens:
            without.append((kind, change.step, after))
    if any(way.effect is Effect.PERMIT and _light(way.steps) for _, way in found.values()):
        return
    for kind, step, between in without[:PAIRED]:
        for second, change, after in _tried(between):
            if second.opens and second != kind and after.effect.rank < min(between.effect.rank, scene.effect.rank):
                yield kind.effort + second.effort, Way((step, change.step), after.effect)


def _light(steps: tuple[Step, ...]) -> bool:
    by_name = {kind.name: kind for kind in kinds()}
    return all(by_name[step.kind].opens for step in steps)


def _tried(scene: Scene) -> Iterator[tuple[Kind, Change, Scene]]:
    """Yield every change proposed for a scene, with the scene after it; kinds of least effort first."""
    textual = rewritable(scene.document)
    for kind in kinds():
        if kind.textual and not textual:
            continue
        for change in kind.propose(scene):
            if change.document is None and change.plan is None:
                continue
            if after := scene.after(change):
                yield kind, change, after


def _key(steps: tuple[Step, ...]) -> tuple[object, ...]:
    """Return what tells ways apart: two changes in either order are one way."""
    return tuple(sorted(repr((step.kind, step.what)) for step in steps))
