"""`licensing baseline`: remember what stops drafts today, so that only what is new counts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from licensing.cli.check import check
from licensing.cli.explain import overrides, with_flags_of
from licensing.cli.onfile import SHARED, now
from licensing.cli.output import NOT_CHECKED, complain, emit, write
from licensing.errors import ConfigError
from licensing.packs.messages import say

if TYPE_CHECKING:
    from licensing.model.decision import Trouble

__all__ = ["baseline"]


@with_flags_of(check, (*SHARED, "waivers"))
def baseline(
    *,
    output: Annotated[Path, typer.Option(metavar="FILE", help="Where the baseline is written.")],
    **given: Any,
) -> int:
    """Write the fingerprints of what stops drafts today: hashes alone, no word of any text, draft or path."""
    from licensing.api.gate import opened
    from licensing.api.settle import settle
    from licensing.api.standing import standing
    from licensing.api.waiving import baseline_marks
    from licensing.documents.read import expand
    from licensing.packs.baselines import baseline_text

    if output.is_dir() or not output.parent.is_dir():
        raise ConfigError(say("--output must name a file in a folder that exists."), path=str(output))
    filed = standing(given["waivers"], house=given["house"] or "default", day=now().date())
    marks: set[str] = set()
    never = drafts = 0
    errors: list[Trouble] = list(filed.troubles)
    with opened(
        given["source"] or (),
        given["archive"],
        given["plan"],
        overrides(given),
        given["house"],
        given["earlier"] or (),
    ) as run:
        # One after another, so that an archive of any size fits.
        for path in expand(given["drafts"]):
            decision = run.run([path])
            errors += decision.errors
            found, kept = baseline_marks(settle(decision, filed).drafts, filed)
            marks, never, drafts = marks | found, never + kept, drafts + len(decision.drafts)
    for error in errors:
        complain(error.message)
    write(baseline_text(marks).encode(), output, like=output if output.exists() else None)
    emit(
        say("Written: {file}. Drafts: {drafts}, findings: {count}.", file=output, drafts=drafts, count=len(marks))
        + "\n"
    )
    if never:
        emit(say("Findings no baseline can take, which still count: {count}.", count=never) + "\n")
    return NOT_CHECKED if errors else 0
