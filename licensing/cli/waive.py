"""`licensing waive`: answer for findings, with a name, a reason and a last day."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from licensing.cli.check import check
from licensing.cli.explain import with_flags_of
from licensing.cli.onfile import SHARED, decided, now, remaining, stated
from licensing.cli.output import complain, emit
from licensing.errors import ConfigError
from licensing.packs.messages import say

__all__ = ["waive"]

FILE = Path("licensing-waivers.yaml")


@with_flags_of(check, (*SHARED, "baseline"))
def waive(
    *,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why the findings may stand.")],
    approver: Annotated[str, typer.Option(metavar="NAME", help="Who answers for it.")],
    until: Annotated[str, typer.Option(metavar="DAY", help="The last day it counts, as 2026-12-31.")],
    rule: Annotated[str, typer.Option(metavar="PATTERN", show_default=False, help="Only rules like law/tr/*.")] = "*",
    story: Annotated[str | None, typer.Option(metavar="ID", help="Only findings about this story.")] = None,
    waivers: Annotated[Path, typer.Option(metavar="FILE", help="The file of waivers.")] = FILE,
    **given: Any,
) -> int:
    """Write waivers for what stops drafts, and show what then remains; the exit code is that of what remains."""
    from licensing.api import waiving
    from licensing.api.settle import settle
    from licensing.api.standing import house_terms, standing

    house, day = given["house"] or "default", now().date()
    said = {
        "reason": stated(reason, "--reason"),
        "approver": stated(approver, "--approver"),
        "expires": waiving.last_day(until, house_terms(house, day)[1]),
    }
    decision = decided(given)
    before = standing(waivers, None, given["baseline"], house=house, day=day)
    settled = settle(decision, before)
    written = waiving.waivers(settled, before, said, rule=rule, story=story, folder=waivers.absolute().parent)
    if written.refused:
        complain(say("Never waived: {rules}.", rules=", ".join(written.refused)))
    if written.entries:
        waiving.append(waivers, written)
        emit(say("Waivers written to {file}: {count}.", file=waivers, count=written.entries) + "\n")
        settled = settle(decision, standing(waivers, None, given["baseline"], house=house, day=day))
    elif written.refused:
        raise ConfigError(say("Nothing was waived: what was meant can never be."))
    else:
        emit(say("There is nothing to waive.") + "\n")
    emit("".join(f"{line}\n" for line in remaining(settled)))
    return settled.exit_code
