"""Obtain a grant from the holder: a contract that would do, spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from licensing.api.ways.kinds import register
from licensing.api.ways.scene import Change, Scene
from licensing.decision.uses import acts
from licensing.errors import LicensingError
from licensing.packs.agreements.agreement import agreed, parse
from licensing.packs.messages import say
from licensing.packs.yamlfile import parse as sheet

__all__ = ["propose"]

EDITS = {"rewrite": "adapt", "translate": "translate", "summarise": "adapt"}


@register("grant", effort=9, opens=False)
def propose(scene: Scene) -> Iterator[Change]:
    """Propose a contract with each holder that grants what is planned, for the day it is planned for."""
    if scene.plan.publisher is None:
        return
    stopped = list(scene.stopped())
    holders = dict.fromkeys(verdict.use.taking.story.holder for verdict in stopped)
    for holder in holders:
        if holder is None:
            continue
        concerned = [verdict for verdict in stopped if verdict.use.taking.story.holder == holder]
        text = _contract(scene, holder, [verdict.use.manner for verdict in concerned])
        try:
            contract = parse(sheet(text, "grant.yaml", LicensingError), scene.check.desk.book)
            agreement = agreed(contract)
        except LicensingError:
            continue
        what = say("Obtain a written grant from {holder}, and declare it (agreements): see the terms.", holder=holder)
        plan = replace(scene.plan, agreements=(*scene.plan.agreements, agreement))
        yield scene.replan("grant", what, plan, {"agreements": ["grant.yaml"]}, agreement=text)


def _contract(scene: Scene, holder: str, manners: list[str]) -> str:
    """Return the contract in YAML: its words are quoted, so that no name is taken for syntax."""
    plan = scene.plan
    granted = dict.fromkeys(act for act, _ in acts(plan))
    edits = dict.fromkeys(("shorten", *(EDITS[manner] for manner in manners if manner in EDITS)))
    day = plan.date.isoformat() if plan.date else None
    terms = [
        f"action: [{', '.join(granted)}]",
        f"medium: [{', '.join(plan.medium)}]" if plan.medium else "medium: any",
        f"territory: [{', '.join(map(_quoted, plan.territory))}]" if plan.territory else "territory: world",
        f"edits: [{', '.join(edits)}]",
    ]
    lines = [
        f"id: grant-{re.sub('[^a-z0-9]+', '-', holder.lower()).strip('-') or 'holder'}",
        "written: true",
        f"assigner: {_quoted(holder)}",
        f"assignee: {_quoted(plan.publisher or '')}",
        *([f"from: {day}", f"to: {day}"] if day else []),
        "grants:",
        f"  - {{{', '.join(terms)}}}",
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return "'" + " ".join(text.split()).replace("'", "''") + "'"
