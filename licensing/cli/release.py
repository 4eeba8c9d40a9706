"""`licensing release`: a duty editor lets one draft pass that is held for review."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from licensing.cli.check import check
from licensing.cli.explain import with_flags_of
from licensing.cli.onfile import SHARED, decided, held, now, stated
from licensing.cli.output import complain, emit
from licensing.cli.terminal import shown_as
from licensing.errors import ConfigError
from licensing.model.effect import Effect
from licensing.packs.messages import say

__all__ = ["release"]

FILE = Path("licensing-releases.yaml")


@with_flags_of(check, (*SHARED, "waivers", "baseline"))
def release(
    *,
    by: Annotated[str, typer.Option(metavar="NAME", help="The duty editor who answers for it.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why it goes out.")],
    until: Annotated[str, typer.Option(metavar="DAY", help="The last day it counts, as 2026-12-31.")],
    releases: Annotated[
        Path | None, typer.Option(metavar="FILE", show_default=False, help=f"The file of releases; {FILE} by default.")
    ] = None,
    **given: Any,
) -> int:
    """Check a draft, show what it is held for, and release these very bytes; only a review can be released.

    Example: licensing release draft.md --archive newsroom.db --by "A. Name" --reason "..." --until 2026-12-31
    """
    from licensing.api import waiving
    from licensing.api.standing import Standing, house_terms
    from licensing.reports import Style, render

    moment = now()
    day = moment.date()
    if len(given["drafts"]) != 1 or given["drafts"][0].is_dir():
        raise ConfigError(say("A release is for one draft. Release the others one by one."))
    settled = held(given, day)
    file = releases or settled.releases or FILE
    never, _, term = house_terms(given["house"] or settled.house or "default", day)
    said = {
        "reason": stated(reason, "--reason"),
        "by": stated(by, "--by"),
        "when": moment.isoformat(),
        "expires": waiving.last_day(until, term),
    }
    decision = decided(given, day, releases=file)
    emit(render(decision, "text", shown_as("text", Style())))
    stopped = [draft for draft in decision.drafts if draft.outcome is not Effect.PERMIT]
    if decision.errors or not stopped:
        complain(say("Not released: something could not be checked.") if decision.errors else say("Nothing is held."))
        return decision.exit_code
    for draft in stopped:
        waiving.require_releasable(draft, Standing(never=never))
    for draft in stopped:
        waiving.append(file, waiving.release(draft, said))
    complain(say("Released until {until} by {by}: {file}", until=said["expires"], by=by, file=file))
    return 0
