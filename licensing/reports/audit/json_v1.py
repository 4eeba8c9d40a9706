"""JSON, version 1: `rules/schema/audit.schema.json` is its contract. Meanings never change; keys may be added."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from licensing.model.audit import Audit, Group, Item, LedgerEntry, Reason
from licensing.model.decision import StoryRef, Trouble
from licensing.model.excerpt import Excerpt, counted
from licensing.reports.audit import View, register

__all__ = [
    "VERSION", "checked_data", "error_data", "group_data", "groups_data", "ledger_data", "output_data", "render",
    "totals_data",
]  # fmt: skip

VERSION = 1


@register("json")
def render(audit: Audit, view: View) -> Iterator[str]:
    """Yield the audit as JSON in ASCII, one output after another."""
    head: dict[str, object] = {
        "version": VERSION,
        "effect": audit.effect.value,
        "exit_code": audit.exit_code,
        "totals": totals_data(audit),
        "limits": {"review": audit.limits.review, "deny": audit.limits.deny},
        "checked": checked_data(audit),
        "groups": groups_data(audit, view),
        "ledger": [ledger_data(entry) for entry in audit.ledger],
        "errors": [error_data(error) for error in audit.troubles],
    }
    yield json.dumps(head, indent=2).rstrip("}").rstrip() + ',\n  "outputs": ['
    separator = "\n"
    for item in audit.items:
        yield f"{separator}    {json.dumps(output_data(item, view))}"
        separator = ",\n"
    yield "\n  ]\n}\n"


def totals_data(audit: Audit) -> dict[str, int]:
    """Return the audit in figures."""
    return {**audit.totals._asdict(), "permit": audit.totals.permit, "errors": len(audit.troubles)}


def checked_data(audit: Audit) -> dict[str, object]:
    """Return what the outputs were held against."""
    return {
        "stories": audit.stories,
        "against": list(audit.against),
        "declared": list(audit.declared),
        "unseen": list(audit.unseen),
    }


def groups_data(audit: Audit, view: View) -> dict[str, list[dict[str, object]]]:
    """Return the groups, of one kind where only that is wanted."""
    return {
        name: [group_data(group) for group in groups]
        for name, groups in audit.groups.items()
        if view.by in {None, name}
    }


def group_data(group: Group) -> dict[str, object]:
    """Return one group; its name is null where it is unknown."""
    return {**group._asdict(), "name": group.name or None, "permit": group.permit}


def ledger_data(entry: LedgerEntry) -> dict[str, object]:
    """Return what was taken of one story."""
    return {
        "story": _story(entry.story),
        "total": entry.total,
        "words": entry.words,
        "share": round(entry.share, 4),
        "verbatim": entry.verbatim,
        "quoted": entry.quoted,
        "rewritten": entry.rewritten,
        "over": entry.over.value,
        "outputs": [
            {
                **taken._asdict(),
                "date": taken.date or None,
                "effect": taken.effect.value,
                "share": round(taken.share, 4),
            }
            for taken in entry.outputs
        ],
    }


def error_data(error: Trouble) -> dict[str, str | None]:
    """Return what could not be checked, and why."""
    return {"path": error.path or None, "message": error.message}


def output_data(item: Item, view: View) -> dict[str, object]:
    """Return one output."""
    return {
        "path": item.path,
        "date": item.date or None,
        "title": item.title,
        "effect": item.effect.value,
        "outcome": item.outcome.value,
        "digest": item.digest,
        "reasons": [_reason(reason, view) for reason in item.reasons],
        "questions": [{"fact": one.fact, "who": one.who, "message": one.message} for one in item.questions],
        "taken": [_excerpt(one) for one in item.excerpts if one.taken],
        "together": dict(item.together),
    }


def _reason(reason: Reason, view: View) -> Mapping[str, object]:
    return {
        "rule": reason.rule,
        "effect": reason.effect.value,
        "story": _story(reason.story),
        "manner": reason.manner,
        "message": reason.message if view.texts else None,
        "fix": (reason.fix or None) if view.texts else None,
        "line": reason.line,
        "fingerprint": reason.fingerprint or None,
        "waived": reason.waived,
    }


def _excerpt(one: Excerpt) -> Mapping[str, object]:
    return {
        "story": _story(StoryRef(one.story, one.title, one.holder)),
        "words": counted(one.taken),
        "share": round(one.share, 4),
        "verbatim": counted(one.verbatim),
        "quoted": counted(one.quoted),
        "rewritten": counted(one.rewritten),
    }


def _story(story: StoryRef) -> Mapping[str, str | None]:
    return {"id": story.id, "title": story.title, "holder": story.holder}
