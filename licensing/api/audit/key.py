"""What all files of an audit are judged by, as one name: when it is the same, so is what was found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from licensing.api.archive import Archive
from licensing.api.audit.job import Setup
from licensing.api.gate import Check
from licensing.documents import read as documents
from licensing.packs.store import cache_folder

__all__ = ["key", "place"]

FORM = 1
"""The version of what is kept of a file; part of the name."""


def key(setup: Setup, check: Check) -> str:
    """Return the name of everything files are judged by: the version, the packs, the plan, the stories, the waivers."""
    mark = sha256()
    for part in _parts(setup, check):
        mark.update(f"{len(part)} {part}\n".encode("utf-8", "surrogatepass"))
    return mark.hexdigest()


def place(paths: Iterable[Path], setup: Setup) -> Path:
    """Return where an audit is kept when nobody says: among what can be made again, one file for what is audited."""
    named = [str(path.resolve()) for path in paths]
    held = [str(path.resolve()) for path in setup.sources]
    mark = sha256(json.dumps([named, held, setup.archive, setup.house]).encode("utf-8", "surrogatepass"))
    return cache_folder() / "audits" / f"{mark.hexdigest()[:32]}.jsonl"


def _parts(setup: Setup, check: Check) -> Iterator[str]:
    try:
        number = version("newsroom-licensing")
    except PackageNotFoundError:
        number = ""
    yield from (f"form {FORM}", number, check.desk.book.digest, setup.house or "", setup.language, repr(check.plan))
    for path in documents.expand(setup.sources):
        yield f"{path} {_digest(path)}"
    if setup.archive:
        with Archive.open(setup.archive, create=False, read_only=True) as archive:
            yield from _archive(archive)
    for file in (setup.waivers, setup.releases, setup.baseline):
        yield f"{file} {_digest(file)} {setup.day}" if file else ""


def _archive(archive: Archive) -> Iterator[str]:
    if state := archive.state():
        yield state
        return
    yield repr(archive.info())
    for entry in archive.list():
        yield repr(entry)


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        # Whatever is wrong with the file is told when it is read.
        return ""
