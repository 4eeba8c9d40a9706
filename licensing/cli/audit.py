"""`licensing audit`: what was published, and from whom?"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from licensing.cli.check import check
from licensing.cli.explain import PLANNED, overrides, with_flags_of
from licensing.cli.language import prefer_here
from licensing.cli.output import complain, emit, write
from licensing.cli.terminal import fitted
from licensing.errors import ConfigError
from licensing.packs.messages import say

if TYPE_CHECKING:
    from licensing.api.audit.job import Setup
    from licensing.api.audit.section import Progress
    from licensing.model.audit import Audit
    from licensing.reports.audit import View

__all__ = ["audit"]

FORMATS = "text (default), json, jsonl, csv ... for the terminal."
FILES = "A report in a file besides, as json=audit.json. Repeatable."
LEDGER = "What was taken of each story over all outputs: a .json or .csv file."
TEXTS = "Whether reports show words of notices, or places and figures alone."
BY = "Group by holder, rule, story or month; default: a summary of all four."
STATE = "Where what is done is kept; default: in your cache folder."
RESUME = "Whether what an interrupted run has done counts."
SHARED = (
    "drafts",
    "source",
    "archive",
    "plan",
    *PLANNED,
    "house",
    "waivers",
    "releases",
    "baseline",
    "config",
    "no_config",
)
Many = list[str] | None
Limit = Annotated[float, typer.Option(metavar="SECONDS", min=0.01, help="How long a file may take.")]
Jobs = Annotated[
    int | None, typer.Option(metavar="N", min=1, show_default=False, help="Processes; default: one a CPU.")
]


@with_flags_of(check, SHARED)
def audit(
    *,
    jobs: Jobs = None,
    time_limit: Limit = 60.0,
    by: Annotated[str | None, typer.Option(metavar="WHAT", help=BY)] = None,
    format: Annotated[str, typer.Option(metavar="FORMAT", show_default=False, help=FORMATS)] = "text",  # noqa: A002 - the flag's name
    output_file: Annotated[Many, typer.Option(metavar="FORMAT=PATH", help=FILES)] = None,
    ledger: Annotated[Path | None, typer.Option(metavar="FILE", help=LEDGER)] = None,
    texts: Annotated[
        bool, typer.Option("--texts/--no-texts", show_default=False, help="Show words of notices.")
    ] = True,
    state: Annotated[Path | None, typer.Option(metavar="FILE", help=STATE)] = None,
    resume: Annotated[bool, typer.Option("--resume/--no-resume", show_default=False, help=RESUME)] = True,
    quiet: Annotated[bool, typer.Option("--quiet", help="Show no progress.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show every group, story, output and reason.")] = False,
    **given: Any,
) -> int:
    """Judge what was published (files, or folders of them), each output together with those before it.

    Example: licensing audit public/ --archive newsroom.db --territory TR --by holder
    """
    from licensing.api.audit import audit as audited
    from licensing.reports import audit as reports

    reports.require_format(format)
    reports.require_group(by)
    view = reports.View(by, verbose, texts)
    files = _files(output_file or (), ledger)
    paths = given["drafts"] or []
    setup = _setup(given)
    _require_places(files, [*paths, *_read(setup), *([state] if state else [])])
    with _progress(quiet=quiet) as progress:
        found = audited(
            paths,
            setup,
            jobs=jobs or _cpus(),
            time_limit=time_limit,
            state=state,
            resume=resume,
            discover=not given["no_config"],
            progress=progress,
        )
    for name, path in files:
        write(map(_bytes, _told(found, name, view, path)), path, like=path if path.exists() else None)
    with fitted() if format == "text" else nullcontext():
        for piece in reports.render(found, format, view):
            emit(piece)
    return found.exit_code


def _setup(given: dict[str, Any]) -> Setup:
    """Return what outputs are judged by, from the words of the flags."""
    import datetime as dt

    from licensing.api.audit.job import Setup
    from licensing.packs.messages import spoken

    day = dt.datetime.now().astimezone().date()
    prefer_here(given, day)
    return Setup(
        sources=tuple(given["source"] or ()),
        archive=given["archive"],
        plan=given["plan"],
        overrides=overrides(given),
        house=given["house"],
        waivers=given["waivers"],
        releases=given["releases"],
        baseline=given["baseline"],
        config=given["config"],
        day=day,
        language=spoken(),
    )


def _told(found: Audit, name: str, view: View, path: Path) -> Iterator[str]:
    """Yield a file's text: an output format, or the ledger where none is named."""
    from licensing.reports import audit as reports
    from licensing.reports import ledger

    if name:
        return reports.render(found, name, view)
    return ledger.csv(found) if path.suffix == ".csv" else ledger.json_(found)


def _files(stated: Iterable[str], ledger: Path | None) -> list[tuple[str, Path]]:
    """Return the files to write, each with its format; the ledger has none.

    Raises:
        ConfigError: when one is not given as FORMAT=PATH, or in a format there is not.
    """
    from licensing.reports.audit import require_format

    files = []
    for one in stated:
        name, _, path = one.partition("=")
        if not name or not path:
            message = say("'{stated}' is no FORMAT=PATH, as json=audit.json.", stated=one)
            raise ConfigError(f"--output-file: {message}")
        require_format(name)
        files.append((name, Path(path)))
    if ledger is not None and ledger.suffix not in {".json", ".csv"}:
        raise ConfigError(say("--ledger must name a .json or a .csv file."), path=str(ledger))
    return [*files, *([("", ledger)] if ledger else [])]


def _require_places(files: Iterable[tuple[str, Path]], read: Iterable[Path]) -> None:
    """Refuse files before hours of work are done for them.

    Raises:
        ConfigError: when one is no file in a folder that exists, is read, or is named twice.
    """
    from licensing.documents.read import expand

    taken = {path.resolve() for path in expand(read)}
    for _, path in files:
        if path.is_dir() or not path.parent.is_dir():
            raise ConfigError(
                say("This must be a file in a folder that exists. Make the folder first."), path=str(path)
            )
        if path.resolve() in taken:
            raise ConfigError(say("This file is read, or written twice. Name another one."), path=str(path))
        taken.add(path.resolve())


def _read(setup: Setup) -> list[Path]:
    single = (setup.plan, setup.waivers, setup.releases, setup.baseline, setup.config)
    archive = [Path(setup.archive)] if setup.archive else []
    return [*setup.sources, *archive, *(path for path in single if path)]


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Progress]:
    from licensing.api.audit.section import silent

    if quiet:
        yield silent
        return
    from licensing.cli.progress import Meter

    meter = Meter()
    try:
        yield lambda step: meter.step(*step)
    except KeyboardInterrupt:
        meter.close()
        complain(say("Interrupted. What was done is kept; the same command goes on from here."))
        raise
    finally:
        meter.close()


def _bytes(text: str) -> bytes:
    # A file's name may hold bytes that are no text.
    return text.encode("utf-8", "backslashreplace")


def _cpus() -> int:
    """Return how many CPUs this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
