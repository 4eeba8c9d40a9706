"""Which packs these are: the digest of their bytes, and the day each was last held against its sources."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from licensing.packs.folder import rules_folder

__all__ = ["FORM", "checked", "contents_of", "digest_of", "files_in"]

FORM = 4
"""The version of the compiled form; part of the digest."""
_CHECKED = re.compile(rb"^checked: *([0-9-]+)", re.MULTILINE)


def files_in(folder: Path) -> list[Path]:
    """Return the pack files of a folder, sorted."""
    return sorted([*folder.glob("*.yaml"), *folder.glob("*/*.yaml")])


def contents_of(folder: Path) -> dict[Path, bytes]:
    """Return the bytes of every pack file of a folder, in their order."""
    return {path: path.read_bytes() for path in files_in(folder)}


def digest_of(contents: Mapping[Path, bytes]) -> str:
    """Return the digest of packs and of the schemas they are checked by, in 32 letters."""
    digest = hashlib.sha256(f"form {FORM}".encode())
    schemas = {path: path.read_bytes() for path in sorted((rules_folder() / "schema").glob("*.json"))}
    for path, content in {**contents, **schemas}.items():
        digest.update(f"\0{path.name}\0{path.parent.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:32]


def checked(contents: Mapping[Path, bytes]) -> Iterator[tuple[str, str]]:
    """Yield the id of every pack that says when it was last held against its sources, and that day."""
    for path, content in contents.items():
        if found := _CHECKED.search(content):
            yield f"{path.parent.name}/{path.stem}", found[1].decode()
