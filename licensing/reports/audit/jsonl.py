"""JSON, one line an output, a story of the ledger, a group, a trouble; the last line says that the audit is whole."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from licensing.model.audit import Audit
from licensing.reports.audit import View, register
from licensing.reports.audit import json_v1 as data

__all__ = ["render"]


@register("jsonl")
def render(audit: Audit, view: View) -> Iterator[str]:
    """Yield the audit as lines of JSON in ASCII."""
    for item in audit.items:
        yield _line("output", data.output_data(item, view))
    for entry in audit.ledger:
        yield _line("ledger", data.ledger_data(entry))
    for name, groups in data.groups_data(audit, view).items():
        for group in groups:
            yield _line("group", {"by": name, **group})
    for error in audit.troubles:
        yield _line("error", data.error_data(error))
    total = {"effect": audit.effect.value, "exit_code": audit.exit_code, **data.totals_data(audit)}
    yield _line("total", {**total, "checked": data.checked_data(audit)})


def _line(kind: str, content: Mapping[str, object]) -> str:
    return json.dumps({"version": data.VERSION, "kind": kind, **content}, separators=(",", ":")) + "\n"
