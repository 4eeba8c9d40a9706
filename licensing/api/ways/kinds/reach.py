"""Leave territories or media out of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from licensing.api.ways.kinds import register
from licensing.api.ways.scene import Change, Scene
from licensing.model.effect import Effect
from licensing.packs.messages import say

__all__ = ["media", "territories"]


@register("territory", effort=3)
def territories(scene: Scene) -> Iterator[Change]:
    """Propose to leave out each territory where the draft is no permit, and all of them together."""
    planned = scene.plan.territory
    for left in _left(planned, _stopped(scene, "territory")):
        what = say("Leave {out} out of the plan's territories.", out=_out(planned, left))
        yield scene.replan("territory", what, replace(scene.plan, territory=left), {"territory": list(left)})


@register("medium", effort=3)
def media(scene: Scene) -> Iterator[Change]:
    """Propose to leave out each medium in which the draft is no permit, and all of them together."""
    planned = scene.plan.medium
    for left in _left(planned, _stopped(scene, "medium")):
        what = say("Leave {out} out of the plan's media.", out=_out(planned, left))
        yield scene.replan("medium", what, replace(scene.plan, medium=left), {"medium": list(left)})


def _stopped(scene: Scene, fact: str) -> list[str]:
    found = [
        str(verdict.use.facts[fact])
        for _, verdict in scene.weighed.judged
        if verdict.effect is not Effect.PERMIT and fact in verdict.use.facts
    ]
    return list(dict.fromkeys(found))


def _left(planned: tuple[str, ...], stopped: list[str]) -> Iterator[tuple[str, ...]]:
    ways = [[one] for one in stopped]
    for out in (*ways, stopped) if len(stopped) > 1 else ways:
        left = tuple(one for one in planned if one not in out)
        if left and left != planned:
            yield left


def _out(planned: tuple[str, ...], left: tuple[str, ...]) -> str:
    return ", ".join(one for one in planned if one not in left)
