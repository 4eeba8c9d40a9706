"""Write down what a newsroom says of findings: waivers, releases and baselines, for `licensing.api.settle` to read.

Files of waivers and releases only grow: what is there is the record, and is never written anew.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from textwrap import shorten
from typing import Any, NamedTuple

from licensing.api.fingerprints import baseline_mark
from licensing.api.settle import held_for, stopping
from licensing.api.standing import Standing
from licensing.errors import ConfigError
from licensing.model.decision import Decision, DraftDecision, Finding
from licensing.model.effect import Effect
from licensing.packs import yamlfile
from licensing.packs.messages import say
from licensing.packs.waivers import Term
from licensing.text.globs import literal

__all__ = ["Written", "append", "baseline_marks", "last_day", "release", "require_releasable", "waivers"]

_COLUMNS = 160


class Written(NamedTuple):
    """Entries ready to be put at the end of a file.

    Attributes:
        text: As YAML, each with a comment that says where it comes from.
        entries: How many they are.
        refused: Rules that were meant and can never be waived.
    """

    text: str
    entries: int
    refused: tuple[str, ...] = ()


def waivers(
    decision: Decision,
    standing: Standing,
    said: Mapping[str, str],
    *,
    rule: str = "*",
    story: str | None = None,
    folder: Path,
) -> Written:
    """Return entries for every finding that stops a draft and for which nobody answers yet.

    Args:
        decision: A decision, settled with what is on file already.
        standing: What is on file.
        said: `reason`, `approver` and `expires`.
        rule: A pattern of the rules meant.
        story: The one story meant; None means all.
        folder: Where the file of waivers stands; drafts are named from there.
    """
    entries: dict[tuple[str, str], str] = {}
    refused: dict[str, None] = {}
    for draft in decision.drafts:
        for finding in stopping(draft):
            if not fnmatchcase(finding.rule, rule) or story not in {None, finding.story.id}:
                continue
            if not standing.may_waive(finding):
                refused[finding.rule] = None
                continue
            named = _named(draft.path, folder)
            entry = {
                "rule": finding.rule,
                "story": finding.story.id,
                "passage": finding.fingerprint,
                "draft": literal(named),
                **said,
            }
            entries.setdefault((named, finding.fingerprint), _comment(draft, finding) + _yaml(entry))
    return Written("".join(entries.values()), len(entries), tuple(refused))


def require_releasable(draft: DraftDecision, standing: Standing) -> None:
    """Refuse what no duty editor can release.

    Raises:
        ConfigError: saying what stands against it.
    """
    if draft.effect is Effect.DENY:
        raise ConfigError(say("Not released: only a review can be released, and this is a denial."), path=draft.path)
    never = [finding.rule for finding in stopping(draft) if not standing.may_waive(finding)]
    if never:
        raise ConfigError(say("Not released: {rule} can never be released.", rule=never[0]), path=draft.path)


def release(draft: DraftDecision, said: Mapping[str, str]) -> Written:
    """Return the entry that releases a draft for all it is held for now.

    Args:
        draft: A review, settled with what is on file already.
        said: `reason`, `by`, `when` and `expires`.
    """
    head = f"# {_line(draft.path)}\n"
    return Written(head + _yaml({"draft": draft.digest, "seen": list(held_for(draft)), **said}), 1)


def baseline_marks(drafts: Iterable[DraftDecision], standing: Standing) -> tuple[set[str], int]:
    """Return the marks of the findings that stop drafts, and how many no baseline can take."""
    marks: set[str] = set()
    never = 0
    for draft in drafts:
        # What an earlier baseline remembers is still there.
        known = [one for one in draft.findings if one.waiver is not None and one.waiver.approver is None]
        for finding in (*stopping(draft), *known):
            if standing.may_waive(finding):
                marks.add(baseline_mark(finding, draft.digest))
            else:
                never += 1
    return marks, never


def last_day(stated: str, term: Term) -> str:
    """Return the day until which something is to count, as it is written.

    Raises:
        ConfigError: when it is no day, is over, or lies further off than the house allows.
    """
    last = term.day + dt.timedelta(days=term.most)
    try:
        until = dt.date.fromisoformat(stated)
    except ValueError as cause:
        raise ConfigError(say("--until '{stated}' is no day. Write it as {last}.", stated=stated, last=last)) from cause
    if not term.day <= until <= last:
        message = say("--until {stated} must be a day from {day} to {last}.", stated=until, day=term.day, last=last)
        raise ConfigError(message)
    return until.isoformat()


def append(path: Path, written: Written) -> None:
    """Put entries at the end of a file, which is made when there is none; what stands there stays byte for byte.

    Raises:
        ConfigError: when the file is no list of entries, or cannot be written.
    """
    try:
        before = path.read_bytes().decode("utf-8") if path.exists() else ""
    except UnicodeDecodeError as cause:
        raise ConfigError(say("This file is not UTF-8."), path=str(path)) from cause
    except OSError as cause:
        raise ConfigError(_unwritten(cause), path=str(path)) from cause
    added = ("\n" if before and not before.endswith("\n") else "") + written.text
    whole = _entries(before, path) + _entries(written.text, path)
    message = say("This file is no list of entries, each behind a hyphen at the start of a line. Mend it first.")
    try:
        fits = _entries(before + added, path) == whole
    except ConfigError as cause:
        raise ConfigError(message, path=str(path)) from cause
    if not fits:
        raise ConfigError(message, path=str(path))
    try:
        with path.open("ab") as file:
            file.write(added.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
    except OSError as cause:
        raise ConfigError(_unwritten(cause), path=str(path)) from cause


def _unwritten(cause: OSError) -> str:
    return say("This file cannot be written: {why}.", why=cause.strerror or cause)


def _entries(text: str, path: Path) -> list[Any]:
    found = yamlfile.parse(text, str(path), ConfigError).data
    return found if isinstance(found, list) else [] if found is None else [found]


def _named(draft: str, folder: Path) -> str:
    """Return a draft's path from the folder its waivers stand in, or as given where it lies elsewhere."""
    whole, above = Path(draft).absolute(), folder.absolute()
    return (whole.relative_to(above) if whole.is_relative_to(above) else Path(draft)).as_posix()


def _comment(draft: DraftDecision, finding: Finding) -> str:
    """Return where a waiver comes from, without the words of any story or notice."""
    place = f":{finding.position.line}" if finding.position else ""
    message = finding.message.partition("“")[0].removesuffix(say("The words: “{words}”", words="").partition("“")[0])
    said = f"{draft.path}{place}: {finding.effect.value}, {finding.action}, {finding.manner}: {message}"
    return f"# {_line(said)}\n"


def _line(text: str) -> str:
    """Return text that stays in one comment of YAML, whatever is in it."""
    return shorten("".join(char if char.isprintable() else " " for char in text), _COLUMNS, placeholder=" ...")


def _yaml(entry: Mapping[str, object]) -> str:
    import yaml  # noqa: PLC0415 - costs 16 ms, needed only to write

    return str(yaml.safe_dump([entry], sort_keys=False, allow_unicode=True, width=2**16))
