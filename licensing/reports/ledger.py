"""The ledger of use as a file of its own: what was taken of each story over all outputs."""

from __future__ import annotations

import json
from collections.abc import Iterator

from licensing.model.audit import Audit
from licensing.reports.audit.json_v1 import VERSION, ledger_data
from licensing.reports.table import row

__all__ = ["csv", "json_"]

_COLUMNS = (
    "story", "title", "holder", "story-words", "taken-words", "share", "over", "output", "date", "effect",
    "output-words", "output-share", "verbatim", "quoted", "rewritten",
)  # fmt: skip


def json_(audit: Audit) -> Iterator[str]:
    """Yield the ledger as JSON."""
    data = {
        "version": VERSION,
        "limits": audit.limits._asdict(),
        "ledger": [ledger_data(entry) for entry in audit.ledger],
    }
    yield json.dumps(data, indent=2) + "\n"


def csv(audit: Audit) -> Iterator[str]:
    """Yield the ledger as a table: one row a story and an output."""
    yield row(_COLUMNS)
    for entry in audit.ledger:
        story = (entry.story.id, entry.story.title or "", entry.story.holder or "", entry.total, entry.words)
        for one in entry.outputs:
            output = (one.path, one.date, one.effect.value, one.words, round(one.share, 4))
            yield row(
                (*story, round(entry.share, 4), entry.over.value, *output, one.verbatim, one.quoted, one.rewritten)
            )
