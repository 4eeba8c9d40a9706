"""`licensing baseline`: remember what stops drafts today, so that only what is new counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from licensing.cli.check import check
from licensing.cli.explain import with_flags_of
from licensing.cli.onfile import SHARED, decided, now, wanted
from licensing.cli.output import NOT_CHECKED, complain, emit, write
from licensing.errors import ConfigError
from licensing.model.decision import Trouble
from licensing.packs.messages import say

__all__ = ["baseline"]

_AT_ONCE = 100


@with_flags_of(check, (*SHARED, "waivers"))
def baseline(
    *,
    output: Annotated[Path, typer.Option(metavar="FILE", help="Where the baseline is written.")],
    **given: Any,
) -> int:
    """Write the fingerprints of what stops drafts today: hashes alone, no word of any text, draft or path.

    Example: licensing baseline public/ --archive newsroom.db --output baseline.txt
    """
    from licensing.api.finding import Configurations, find
    from licensing.api.standing import Standing, house_terms
    from licensing.api.waiving import baseline_marks
    from licensing.packs.baselines import baseline_text
    from licensing.packs.store import rulebook

    if output.is_dir() or not output.parent.is_dir():
        raise ConfigError(say("--output must name a file in a folder that exists."), path=str(output))
    day = now().date()
    marks: set[str] = set()
    never = drafts = 0
    errors: dict[Trouble, None] = {}
    found = find(wanted(given), Configurations(wanted(given), rulebook(), day))
    errors |= {Trouble(broken.path or "", str(broken)): None for broken, _ in found.broken.values()}
    for settled, group in found.groups.values():
        house = given["house"] or (settled and settled.house) or "default"
        filed = Standing(never=house_terms(house, day)[0])
        known = str(settled.baseline) if settled else ""
        for paths in _batches([path for path in group if isinstance(path, Path)]):
            decision = decided(given, day, paths)
            # The baseline that is being made anew need not be there, nor sound.
            errors |= {error: None for error in decision.errors if error.path != known}
            taken, left = baseline_marks(decision.drafts, filed)
            marks, never, drafts = marks | taken, never + left, drafts + len(decision.drafts)
    for error in errors:
        complain(error.message)
    write(baseline_text(marks).encode(), output, like=output if output.exists() else None)
    counted = say("Written: {file}. Drafts: {drafts}, findings: {count}.", file=output, drafts=drafts, count=len(marks))
    emit(f"{counted}\n")
    if never:
        emit(say("Findings no baseline can take, which still count: {count}.", count=never) + "\n")
    return NOT_CHECKED if errors else 0


def _batches(paths: Sequence[Path]) -> Iterator[Sequence[Path]]:
    """Yield a few drafts at a time, so that an archive of any size fits."""
    for start in range(0, len(paths), _AT_ONCE):
        yield paths[start : start + _AT_ONCE]
