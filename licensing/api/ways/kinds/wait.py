"""Wait until an embargo has ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from licensing.api.ways.kinds import register
from licensing.api.ways.scene import Change, Scene
from licensing.packs.messages import say

__all__ = ["propose"]


@register("wait", effort=3)
def propose(scene: Scene) -> Iterator[Change]:
    """Propose to publish on the first day no embargo stands."""
    ends = [told.embargoed_until for told in scene.plan.sources.values() if told.embargoed_until]
    ends += [day for one in scene.weighed.held for day in _told(one.story.document.metadata.get("embargo", ""))]
    later = [day for day in ends if scene.plan.date is None or day > scene.plan.date]
    if later:
        day = max(later)
        what = say("Publish on {day} or later, when the embargo has ended.", day=day.isoformat())
        yield scene.replan("wait", what, replace(scene.plan, date=day), {"date": day.isoformat()})


def _told(embargo: str) -> Iterator[dt.date]:
    """Yield the first days after the embargoes a story carries: on the day one ends, only a clock knows."""
    for line in embargo.splitlines():
        try:
            ends = dt.datetime.fromisoformat(line.strip())
        except ValueError:
            continue
        yield ends.date() + dt.timedelta(days=1)
