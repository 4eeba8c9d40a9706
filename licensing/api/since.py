"""Which files changed in git since a commit."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

from licensing.errors import ConfigError
from licensing.packs.messages import say

__all__ = ["Changed", "changed"]


class Changed(NamedTuple):
    """The files of a repository that changed.

    Attributes:
        root: The folder of the working tree, without symbolic links.
        files: Every file that is there now and was not, or not so, before; those nobody added yet are among them.
    """

    root: Path
    files: frozenset[Path]

    def has(self, path: Path) -> bool:
        """Return whether a file changed; of one outside the repository nobody knows, so it counts as changed."""
        place = path.parent.resolve() / path.name
        return place in self.files or not place.is_relative_to(self.root)


def changed(ref: str, folder: Path) -> Changed:
    """Return the files that changed since this branch and a commit parted, with what nobody committed yet.

    What was deleted is left out; what was renamed stands under its new name.

    Args:
        ref: A branch, a tag or a commit.
        folder: A folder of the repository.

    Raises:
        ConfigError: when git is missing, the folder is in no repository, or there is no such commit.
    """
    top = _git(folder, "rev-parse", "--show-toplevel")
    if top.returncode:
        message = say("--since asks git what changed, and git cannot tell here: {why}", why=_why(top))
        raise ConfigError(message, path=str(folder))
    root = Path(os.fsdecode(top.stdout).rstrip("\n")).resolve()
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if commit.returncode:
        raise _unknown(ref, root)
    base = _base(ref, commit.stdout.decode("ascii").strip(), root)
    listed = (
        _git(root, "diff", "--name-only", "-z", "--no-ext-diff", "--find-renames", "--diff-filter=d", base),
        _git(root, "ls-files", "-z", "--others", "--exclude-standard"),
    )
    for one in listed:
        if one.returncode:
            raise ConfigError(say("git cannot tell what changed since '{ref}': {why}", ref=ref, why=_why(one)))
    names = (name for one in listed for name in one.stdout.split(b"\0") if name)
    return Changed(root, frozenset(root / os.fsdecode(name) for name in names))


def _base(ref: str, commit: str, root: Path) -> str:
    """Return where this branch and a commit parted: what others did there since is no change of ours."""
    parted = _git(root, "merge-base", commit, "HEAD")
    if parted.returncode == 0:
        return parted.stdout.decode("ascii").strip()
    if _shallow(root):
        raise _unknown(ref, root)
    return commit


def _unknown(ref: str, root: Path) -> ConfigError:
    if _shallow(root):
        message = say(
            "This clone holds only part of the history, and not what leads to '{ref}'. Fetch all of it: "
            "git fetch --unshallow, or fetch-depth: 0 in the checkout step.",
            ref=ref,
        )
    else:
        message = say("git knows no commit '{ref}'. Name a branch, a tag or a commit, or fetch it first.", ref=ref)
    return ConfigError(f"--since: {message}")


def _shallow(root: Path) -> bool:
    return _git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - our own words; a name from outside stands behind --end-of-options
            ["git", *words],  # noqa: S607 - the git of whoever runs it
            cwd=folder,
            capture_output=True,
            check=False,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
        )
    except FileNotFoundError as error:
        raise ConfigError(say("--since asks git what changed, and there is no git here. Install it.")) from error


def _why(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode("utf-8", "replace").splitlines()
    return lines[0].removeprefix("fatal: ") if lines else say("it does not say why")
