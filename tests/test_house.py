"""The house stands as it was drawn: arrows point down, what is public is named, heavy imports wait."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import licensing

PACKAGE = Path(licensing.__file__).parent
FLOORS = (
    {"__main__", "__init__"},
    {"cli"},
    {"api"},
    {"documents", "notices", "matching", "archive", "decision", "odrl", "reports"},
    {"packs"},
    {"text"},
    {"model"},
    {"errors", "version"},
)
"""From the roof down. A room imports from below; rooms on one floor do not know each other."""
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = (
                [f"{node.module}.{alias.name}" for alias in node.names] if node.module == "licensing" else [node.module]
            )
        found |= {name.split(".")[1] for name in names if name.startswith("licensing.")}
    return found


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_arrows_point_down(path: Path) -> None:
    here = room(path)
    assert here in LEVEL, f"{here} has no floor"
    for there in imports(path) - {here}:
        if there in LEVEL:
            assert LEVEL[here] < LEVEL[there], f"{path.name} in {here} imports {there}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_page_a_module(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_the_public_face_is_what_it_says() -> None:
    assert dir(licensing) == sorted(licensing.__all__)
    assert {name for names in licensing._HOMES.values() for name in names} == set(licensing.__all__)
    for name in licensing.__all__:
        assert getattr(licensing, name).__name__ == name
    with pytest.raises(AttributeError, match="colour"):
        _ = licensing.colour


@pytest.mark.parametrize(
    ("statement", "banned"),
    [
        ("import licensing", {"yaml", "jsonschema", "regex", "typer", "numpy", "rich"}),
        ("import licensing.cli", {"yaml", "jsonschema", "regex", "licensing.api"}),
    ],
)
def test_heavy_imports_wait(statement: str, banned: set[str]) -> None:
    code = f"import sys; {statement}; print(' '.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not banned & set(loaded)
