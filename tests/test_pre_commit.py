"""The hook, by pre-commit itself, in a repository that is made for it."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest

REPOSITORY = Path(__file__).parents[1]
GATE = REPOSITORY / "tests" / "corpus" / "gate"
GIT = ["git", "-c", "user.name=Desk", "-c", "user.email=desk@example-daily.example"]
SETTINGS = """\
archive: newsroom.db
include: ["*.md"]
exclude: [notes/**]
plan:
  action: [publish]
  medium: [web]
  territory: [TR]
  date: 2026-11-22
  purpose: news-reporting
  commercial: true
  publisher: Example Daily
  own-reporting: true
  sources:
    - {story: ferry, made-public: true, url: "https://harbourwire.example/ferry"}
"""


def missing(reason: str) -> NoReturn:
    if "pre-commit" in os.environ.get("LICENSING_REQUIRE", "").split(","):
        pytest.fail(f"{reason}, and LICENSING_REQUIRE asks for pre-commit")
    pytest.skip(reason)


def run(words: list[str], where: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=where, env=environment(where), check=False, capture_output=True, text=True)


def environment(where: Path) -> dict[str, str]:
    """Return an environment in which nothing of this run is found, and pre-commit keeps its things beside."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH" and not name.startswith("COV")}
    return {**kept, "PRE_COMMIT_HOME": str(where.parent / "kept"), "XDG_CACHE_HOME": str(where.parent / "cache")}


@pytest.fixture(scope="module")
def hooked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom's repository whose hook comes out of a clone of this one."""
    if find_spec("pre_commit") is None:
        missing("pre-commit is not installed")
    if not (REPOSITORY / ".git").exists():
        missing("this is no checkout")
    folder = tmp_path_factory.mktemp("hook")
    clone, here = folder / "licensing", folder / "newsroom"
    here.mkdir()
    subprocess.run([*GIT, "clone", "--quiet", str(REPOSITORY), str(clone)], check=True)
    head = run([*GIT, "rev-parse", "HEAD"], clone).stdout.strip()
    (here / ".licensing.yaml").write_text(SETTINGS)
    (here / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {clone}\n    rev: {head}\n    hooks:\n      - id: licensing\n"
    )
    subprocess.run([*GIT, "init", "--quiet"], cwd=here, check=True)
    archive = [sys.executable, "-m", "licensing", "archive", "add", str(GATE / "ferry.txt"), "--archive", "newsroom.db"]
    subprocess.run(archive, cwd=here, check=True, capture_output=True)
    installed = run([sys.executable, "-m", "pre_commit", "install-hooks"], here)
    if installed.returncode:
        missing(f"the hook's environment cannot be built: {installed.stdout[-500:]}{installed.stderr[-500:]}")
    return here


@pytest.mark.parametrize(
    ("draft", "name", "code"),
    [
        pytest.param("quotation-uncredited.md", "post.md", 1, id="a draft that takes is stopped"),
        pytest.param("quotation.md", "post.md", 0, id="a draft that credits passes"),
        pytest.param("quotation-uncredited.md", "notes/post.md", 0, id="what the configuration leaves out passes"),
    ],
)
def test_the_hook_stops_what_the_gate_stops(draft: str, name: str, code: int, hooked: Path) -> None:
    post = hooked / name
    post.parent.mkdir(exist_ok=True)
    post.write_bytes((GATE / draft).read_bytes())
    try:
        subprocess.run([*GIT, "add", "--force", name], cwd=hooked, check=True)
        ran = run([sys.executable, "-m", "pre_commit", "run", "--verbose"], hooked)
        assert ran.returncode == code, ran.stdout + ran.stderr
        assert ("Failed" in ran.stdout) is (code == 1)
        assert ("DENY  post.md" in ran.stdout) is (code == 1)
    finally:
        subprocess.run([*GIT, "rm", "--quiet", "--force", name], cwd=hooked, check=True)
