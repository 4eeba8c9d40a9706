"""`licensing init`: a working configuration, a sample plan, a file for the CI."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from licensing.cli.output import emit
from licensing.errors import ConfigError

__all__ = ["init"]

STARTER = Path(__file__).parent / "starter"


class Ci(StrEnum):
    """What checks every change."""

    GITHUB = "github"
    GITLAB = "gitlab"
    NONE = "none"


class _File(NamedTuple):
    """A file to begin with: where it goes, and which of the starter's it is."""

    path: Path
    starter: str


_CI = {
    Ci.GITHUB: _File(Path(".github/workflows/licensing.yml"), "github.yml"),
    Ci.GITLAB: _File(Path(".gitlab-ci.yml"), "gitlab.yml"),
}


def init(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", show_default=False)] = Path(),
    ci: Annotated[Ci | None, typer.Option("--ci", help="github, gitlab or none; by default what is there.")] = None,
) -> int:
    """Write a configuration, a sample plan and a file for the CI. What is there already is never touched.

    Example: licensing init --ci github
    """
    from licensing.packs.messages import say

    if not folder.is_dir():
        raise ConfigError(say("There is no folder of that name. Make it first."), path=str(folder))
    kept = 0
    for file in _files(folder, ci):
        there = folder / file.path
        if there.exists():
            kept += 1
            emit(say("kept     {path}: it is there already", path=there) + "\n")
        else:
            _copy(file.starter, there)
            emit(say("written  {path}", path=there) + "\n")
    if (folder / ".gitlab-ci.yml").exists() and kept and _chosen(folder, ci) is Ci.GITLAB:
        emit(say("Put the job of {path} into your .gitlab-ci.yml.", path=STARTER / "gitlab.yml") + "\n")
    emit(
        say(
            "Next: put your publisher and territories into .licensing.yaml, drafts into posts/, stories under a notice "
            "into wire/, and run: licensing archive add wire --archive newsroom.db, then: licensing check"
        )
        + "\n"
    )
    return 0


def _files(folder: Path, ci: Ci | None) -> Iterator[_File]:
    yield _File(Path(".licensing.yaml"), "licensing.yaml")
    yield _File(Path("licensing-plan.yaml"), "plan.yaml")
    chosen = _chosen(folder, ci)
    if chosen in _CI:
        yield _CI[chosen]


def _chosen(folder: Path, ci: Ci | None) -> Ci:
    """Return what was asked for, or what the repository uses already."""
    if ci is not None:
        return ci
    return Ci.GITLAB if (folder / ".gitlab-ci.yml").exists() else Ci.GITHUB


def _copy(starter: str, there: Path) -> None:
    """Write a file that is not there.

    Raises:
        ConfigError: when it cannot be written.
    """
    try:
        there.parent.mkdir(parents=True, exist_ok=True)
        with there.open("xb") as file:
            file.write((STARTER / starter).read_bytes())
    except OSError as error:
        raise ConfigError(f"The file cannot be written: {error.strerror}.", path=str(there)) from error
