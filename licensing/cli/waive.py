"""`licensing waive`: answer for findings, with a name, a reason and a last day."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from licensing.cli.check import check
from licensing.cli.explain import with_flags_of
from licensing.cli.onfile import SHARED, decided, held, now, remaining, stated
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
    waivers: Annotated[
        Path | None, typer.Option(metavar="FILE", show_default=False, help=f"The file of waivers; {FILE} by default.")
    ] = None,
    **given: Any,
) -> int:
    """Write waivers for what stops drafts, and show what then remains; the exit code is that of what remains.

    Example: licensing waive draft.md --archive newsroom.db --approver "A. Name" --reason "..." --until 2026-12-31
    """
    from licensing.api import waiving
    from licensing.api.standing import Standing, house_terms

    day = now().date()
    settled = held(given, day)
    file = waivers or settled.waivers or FILE
    never, term, _ = house_terms(given["house"] or settled.house or "default", day)
    said = {
        "reason": stated(reason, "--reason"),
        "approver": stated(approver, "--approver"),
        "expires": waiving.last_day(until, term),
    }
    decision = decided(given, day, waivers=file)
    folder = file.absolute().parent
    written = waiving.waivers(decision, Standing(never=never), said, rule=rule, story=story, folder=folder)
    if written.refused:
        complain(say("Never waived: {rules}.", rules=", ".join(written.refused)))
    if written.entries:
        waiving.append(file, written)
        emit(say("Waivers written to {file}: {count}.", file=file, count=written.entries) + "\n")
        decision = decided(given, day, waivers=file)
    elif written.refused:
        raise ConfigError(say("Nothing was waived: what was meant can never be."))
    else:
        emit(say("There is nothing to waive.") + "\n")
    emit("".join(f"{line}\n" for line in remaining(decision)))
    return decision.exit_code
