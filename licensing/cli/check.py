"""`licensing check`: may these drafts go out?"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from licensing.cli.language import prefer
from licensing.cli.output import complain, trouble, write
from licensing.errors import ConfigError, InputError, LicensingError
from licensing.model.decision import Decision
from licensing.model.effect import Effect
from licensing.packs.messages import say

__all__ = ["check", "publish"]

FORMATS = "text (default), json, jsonl, sarif, github, gitlab, junit, rdjson, markdown ... for the terminal."
FILES = "A report in a file besides, as sarif=report.sarif. Repeatable."
TEXTS = "Whether reports show words of draft, story and notice, or places alone."
EXIT_ZERO = "Exit with 0 whatever is decided: the gate stops nothing then. A run that could not start still fails."
SINCE = "Only what changed in git since REF, with what nobody committed yet."
STDIN_NAME = "What a draft from standard input (-) is called; decides its format and its configuration."
CONFIG = "The configuration for all drafts, instead of the nearest .licensing.yaml or [tool.licensing] of each."
FORCE_EXCLUDE = "Let the configuration leave out files that are named, too."

STDIN = Path("-")
Many = list[str] | None
Truth = bool | None


def check(  # noqa: PLR0917 - a parameter a flag
    drafts: Annotated[list[Path] | None, typer.Argument(metavar="DRAFT", hidden=True)] = None,
    source: Annotated[
        list[Path] | None, typer.Option(metavar="PATH", help="A story to compare with. Repeatable.")
    ] = None,
    plan: Annotated[Path | None, typer.Option(metavar="PLAN", help="What is planned, as YAML.")] = None,
    archive: Annotated[str | None, typer.Option(metavar="DB", help="An archive of stories to search.")] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Where the draft is written, on a permit only.")
    ] = None,
    format: Annotated[str | None, typer.Option(metavar="FORMAT", show_default=False, help=FORMATS)] = None,  # noqa: A002 - the flag's name
    output_file: Annotated[Many, typer.Option(metavar="FORMAT=PATH", help=FILES)] = None,
    texts: Annotated[bool, typer.Option("--texts/--no-texts", show_default=False, help=TEXTS)] = True,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help=EXIT_ZERO)] = False,
    action: Annotated[Many, typer.Option(metavar="A", help="publish, broadcast, quote ... Repeatable.")] = None,
    medium: Annotated[Many, typer.Option(metavar="M", help="web, print, radio ... Repeatable.")] = None,
    territory: Annotated[Many, typer.Option(metavar="TR", help="Where it goes, ISO 3166-1. Repeatable.")] = None,
    date: Annotated[str | None, typer.Option(metavar="DAY", help="The day it goes out: 2026-11-22 or today.")] = None,
    purpose: Annotated[str | None, typer.Option(metavar="P", help="news-reporting, criticism, review ...")] = None,
    commercial: Annotated[Truth, typer.Option("--commercial/--no-commercial", help="Whether it earns money.")] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="The legal entity that publishes.")] = None,
    own_reporting: Annotated[
        Truth, typer.Option("--own-reporting/--no-own-reporting", help="Whether it rests on own reporting.")
    ] = None,
    independent_sources: Annotated[
        int | None, typer.Option(metavar="N", help="How many, the agencies matched not counted.")
    ] = None,
    own_content: Annotated[
        Truth, typer.Option("--own-content/--no-own-content", help="Whether you hold the rights in the text.")
    ] = None,
    sources_used: Annotated[
        Many, typer.Option(metavar="X", help="What the writer worked from, or none. Repeatable.")
    ] = None,
    agreement: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="A contract with a holder. Repeatable.")
    ] = None,
    earlier: Annotated[
        list[Path] | None, typer.Option(metavar="PATH", help="What went out before: counted together. Repeatable.")
    ] = None,
    house: Annotated[str | None, typer.Option(metavar="NAME", help="The house policy.")] = None,
    waivers: Annotated[
        Path | None, typer.Option(metavar="FILE", exists=True, help="Findings somebody answers for.")
    ] = None,
    releases: Annotated[
        Path | None, typer.Option(metavar="FILE", exists=True, help="Reviews a duty editor let pass.")
    ] = None,
    baseline: Annotated[Path | None, typer.Option(metavar="FILE", help="Findings that were there before.")] = None,
    since: Annotated[str | None, typer.Option(metavar="REF", help=SINCE)] = None,
    stdin_name: Annotated[str | None, typer.Option(metavar="NAME", help=STDIN_NAME)] = None,
    config: Annotated[Path | None, typer.Option(metavar="FILE", help=CONFIG)] = None,
    no_config: Annotated[bool, typer.Option("--no-config", help="Use no configuration.")] = False,
    force_exclude: Annotated[bool, typer.Option("--force-exclude", help=FORCE_EXCLUDE)] = False,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Decide anew, and keep no answer.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show every place, and where authority was read.")] = False,
) -> int:
    """Decide whether drafts (files, or folders of them) may go out; flags overrule the plan.

    Example: licensing check drafts/ --archive newsroom.db --territory TR --date today
    """
    flags = {
        "action": action or None,
        "medium": medium or None,
        "territory": territory or None,
        "date": _day(date),
        "purpose": purpose,
        "commercial": commercial,
        "publisher": publisher,
        "own-reporting": own_reporting,
        "independent-sources": independent_sources,
        "own-content": own_content,
        "sources-used": "none" if sources_used == ["none"] else sources_used or None,
        "agreements": agreement or None,
    }
    overrides = {name: value for name, value in flags.items() if value is not None}
    from licensing.api.configured import Asked, check_paths, settled_here
    from licensing.api.finding import Wanted
    from licensing.cli.onfile import now
    from licensing.cli.reporting import reporting

    today, paths = now().date(), list(dict.fromkeys(drafts or ()))
    wanted = Wanted(
        paths=[path for path in paths if path != STDIN],
        stdin=sys.stdin.buffer.read() if STDIN in paths else None,
        stdin_name=stdin_name,
        since=since,
        config=config,
        discover=not no_config,
        force_exclude=force_exclude,
    )
    settled = settled_here(wanted, today)
    prefer(settled.language if settled else None)
    format = format or (settled and settled.format) or "text"  # noqa: A001 - the flag's name
    told = reporting(format, output_file or (), texts=texts, verbose=verbose, exit_zero=exit_zero)
    single = [path for path in (plan, Path(archive) if archive else None, waivers, releases, baseline, config) if path]
    inputs = [*(source or ()), *(earlier or ()), *(agreement or ()), *single]
    if output is not None:
        _require_place(output, paths, inputs)
    told.require_places([*wanted.paths, *inputs], output)
    asked = Asked(
        wanted,
        sources=source or (),
        archive=archive,
        plan=plan,
        overrides=overrides,
        house=house,
        earlier=earlier or (),
        waivers=waivers,
        releases=releases,
        baseline=baseline,
        cached=not no_cache and output is None,
    )
    with told.failing():
        decision = check_paths(asked, today)
    if output is not None:
        decision = publish(decision, paths[0], output)
    code = told.deliver(decision)
    if output is not None and format == "text":
        complain(_written(decision, output))
    return code


def _day(date: str | None) -> str | None:
    if date != "today":
        return date
    import datetime as dt

    return dt.datetime.now().astimezone().date().isoformat()


def _require_place(output: Path, drafts: Sequence[Path], inputs: Sequence[Path]) -> None:
    """Refuse an output before anything is decided.

    Raises:
        ConfigError: when it is no place for exactly one draft.
    """
    if len(drafts) != 1 or drafts[0].is_dir() or drafts[0] == STDIN:
        raise ConfigError("--output takes exactly one draft, in a file. Check the others in runs of their own.")
    if output.is_dir() or not output.parent.is_dir():
        raise ConfigError("--output must name a file in a folder that exists.", path=str(output))
    for path in (*drafts, *inputs):
        if output.resolve() == path.resolve() or (output.exists() and path.exists() and output.samefile(path)):
            raise ConfigError("--output would overwrite what is read. Name another file.", path=str(output))


def publish(decision: Decision, draft: Path, output: Path) -> Decision:
    """Write the draft's bytes to the output if the decision lets it pass, and return the decision.

    What is written is what was decided: a draft that changed meanwhile is an error of the decision, and so is an output
    that cannot be written.
    """
    if decision.outcome is not Effect.PERMIT or not decision.drafts:
        return decision
    try:
        data = _unchanged(decision, draft)
        write(data, output, like=output if output.exists() else draft)
    except LicensingError as error:
        return replace(decision, errors=(*decision.errors, trouble(error)))
    return decision


def _unchanged(decision: Decision, draft: Path) -> bytes:
    from licensing.documents.read import items

    try:
        data = draft.read_bytes()
    except OSError as error:
        raise InputError(
            say("The draft cannot be read any more: {why}.", why=error.strerror), path=str(draft)
        ) from error
    if items(data, name=str(draft)) != tuple(one.document for one in decision.drafts):
        raise InputError(say("The draft changed while it was checked. Check it again."), path=str(draft))
    return data


def _written(decision: Decision, output: Path) -> str:
    if decision.outcome is Effect.PERMIT:
        return say("Written: {output}", output=output)
    return say("Not written: {output}. Only a permit is.", output=output)
