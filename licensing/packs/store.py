"""All packs in force, checked once and kept compiled.

Checking YAML takes longer than checking a draft, so the checked data is kept as JSON in the user's cache folder under
the digest of the very bytes it was made from: an edited pack has another digest and is checked again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from licensing.errors import LicensingError, PackError
from licensing.packs import schema, yamlfile
from licensing.packs.digest import contents_of, digest_of, files_in
from licensing.packs.folder import rules_folder
from licensing.packs.nearest import meant

__all__ = ["Rulebook", "cache_folder", "compile_folder", "faults_in", "files_in", "rulebook"]

SCHEMAS = {"law": "policy", "house": "policy", "guards": "policy", "own": "policy"}
"""Kinds of pack that share one schema; every other kind has a schema of its own name."""


LATE = ("messages", "notices")
"""Kinds most runs never need, kept as text within the compiled form: most notices were read when a story was added."""


class _Kinds(Mapping[str, Mapping[str, Any]]):
    """Packs by kind; a late kind is parsed when it is first asked for."""

    def __init__(self, kept: Mapping[str, Any]) -> None:
        self._kept = dict(kept)

    def __getitem__(self, kind: str) -> Mapping[str, Any]:
        if isinstance(self._kept[kind], str):
            self._kept[kind] = json.loads(self._kept[kind])
        packs: Mapping[str, Any] = self._kept[kind]
        return packs

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """The checked data of all packs.

    Attributes:
        digest: Of the bytes it was made from.
        folder: Where the packs stand.
        data: Kind -> pack id -> data; the vocabulary is the kind `vocabulary` with the one id `vocabulary`.
        places: Pack id -> file, and rule id -> `file:line`.
        schemas: The schemas of the files people write beside packs: `plan`, `agreement`, `config`.
    """

    digest: str
    folder: Path
    data: Mapping[str, Mapping[str, Any]]
    places: Mapping[str, str]
    schemas: Mapping[str, Mapping[str, Any]]

    def pack(self, pack_id: str) -> Any:
        """Return the data of one pack.

        Raises:
            PackError: when there is no such pack.
        """
        kind = pack_id.partition("/")[0]
        try:
            return self.data[kind][pack_id]
        except KeyError:
            known = ", ".join(sorted(self.data.get(kind, {}))) or "none"
            hint = meant(pack_id, self.data.get(kind, {}))
            raise PackError(f"There is no pack '{pack_id}'. {hint}Packs of this kind: {known}.") from None


@cache
def rulebook(folder: Path | None = None) -> Rulebook:
    """Return the packs of a folder, by default the shipped ones.

    Raises:
        PackError: naming file, line and column, when a pack is not what its schema says.
    """
    folder = folder or rules_folder()
    digest = digest_of(contents_of(folder))
    kept = cache_folder() / f"{digest}.json"
    try:
        compiled = json.loads(kept.read_bytes())
    except (OSError, ValueError):
        compiled = compile_folder(folder)
        _keep(kept, compiled)
    return Rulebook(digest, folder, _Kinds(compiled["data"]), compiled["places"], compiled["schemas"])


def compile_folder(folder: Path) -> dict[str, Any]:
    """Check every pack of a folder and return the compiled form.

    Raises:
        PackError: the first fault found.
    """
    data: dict[str, dict[str, Any]] = {}
    places: dict[str, str] = {}
    for path in files_in(folder):
        sheet = yamlfile.read(path, PackError)
        kind, pack_id = _name(folder, path)
        schema.require(sheet, schema.load_schema(SCHEMAS.get(kind, kind)))
        data.setdefault(kind, {})[pack_id] = sheet.data
        places[pack_id] = path.relative_to(folder).as_posix()
        for part in ("permission", "prohibition"):
            for index, rule in enumerate(sheet.data.get(part) or []):
                line = sheet.marks[part, index][0]
                places[f"{pack_id}/{rule['id']}"] = f"{places[pack_id]}:{line}"
    return {
        "data": data,
        "places": places,
        "schemas": {name: schema.load_schema(name) for name in ("plan", "agreement", "config")},
    }


def faults_in(folder: Path) -> list[LicensingError]:
    """Return every fault of the packs in a folder, not only the first."""
    found: list[LicensingError] = []
    for path in files_in(folder):
        try:
            sheet = yamlfile.read(path, PackError)
            kind, _ = _name(folder, path)
            found += schema.faults(sheet, schema.load_schema(SCHEMAS.get(kind, kind)))
        except FileNotFoundError:
            known = ", ".join(sorted({*SCHEMAS, "agencies", "messages", "notices", "profiles"}))
            found.append(PackError(f"'{path.parent.name}' is not a kind of pack. Kinds: {known}.", path=str(path)))
        except LicensingError as error:
            found.append(error)
    return found


def _name(folder: Path, path: Path) -> tuple[str, str]:
    parts = path.relative_to(folder).with_suffix("").parts
    return parts[0], "/".join(parts)


def cache_folder() -> Path:
    """Return the user's own folder for what can be made again."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "newsroom-licensing"


def _compact(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _keep(path: Path, compiled: Mapping[str, Any]) -> None:
    """Write the compiled form; a cache that cannot be written costs time, never an answer."""
    late = {kind: _compact(packs) for kind, packs in compiled["data"].items() if kind in LATE}
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
            file.write(_compact({**compiled, "data": {**compiled["data"], **late}}))
        Path(file.name).replace(path)
    except OSError:
        return
