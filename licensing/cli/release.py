"""`licensing release`: a duty editor lets one draft pass that is held for review."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from licensing.cli.check import check
from licensing.cli.explain import with_flags_of
from licensing.cli.onfile import SHARED, decided, now, stated
from licensing.cli.output import complain, emit
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
    releases: Annotated[Path, typer.Option(metavar="FILE", help="The file of releases.")] = FILE,
    **given: Any,
) -> int:
    """Check a draft, show what it is held for, and release these very bytes; only a review can be released."""
    from licensing.api import waiving
    from licensing.api.settle import settle
    from licensing.api.standing import house_terms, standing
    from licensing.reports import render

    house, moment = given["house"] or "default", now()
    said = {
        "reason": stated(reason, "--reason"),
        "by": stated(by, "--by"),
        "when": moment.isoformat(),
        "expires": waiving.last_day(until, house_terms(house, moment.date())[2]),
    }
    if len(given["drafts"]) != 1 or given["drafts"][0].is_dir():
        raise ConfigError(say("A release is for one draft. Release the others one by one."))
    filed = standing(given["waivers"], releases, given["baseline"], house=house, day=moment.date())
    decision = settle(decided(given), filed)
    emit(render(decision, "text"))
    held = [draft for draft in decision.drafts if draft.outcome is not Effect.PERMIT]
    if decision.errors or not held:
        complain(say("Not released: something could not be checked.") if decision.errors else say("Nothing is held."))
        return decision.exit_code
    for draft in held:
        waiving.require_releasable(draft, filed)
    for draft in held:
        waiving.append(releases, waiving.release(draft, said))
    complain(say("Released until {until} by {by}: {file}", until=said["expires"], by=by, file=releases))
    return 0
