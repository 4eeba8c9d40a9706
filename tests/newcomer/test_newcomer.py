"""With nothing but the README: a blog of 200 posts goes from a clone to a red and then to a green build."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

REPOSITORY = Path(__file__).parents[2]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
MINUTES = 10
CREDIT = " (Harbour Wire Agency, 20 November 2026)"


def blog() -> ModuleType:
    spec = importlib.util.spec_from_file_location("blog", Path(__file__).with_name("blog.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def block(mark: str) -> str:
    (found,) = re.findall(rf"<!-- {mark} -->\n```\w+\n(.*?)```", README, re.DOTALL)
    return str(found)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A shell that finds this checkout's `licensing` and keeps nothing of an earlier run."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "licensing").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m licensing "$@"\n')
    (folder / "licensing").chmod(0o755)
    return {
        **os.environ,
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(REPOSITORY),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }


def shell(line: str, environment: Mapping[str, str], where: Path) -> subprocess.CompletedProcess[str]:
    words = [shutil.which("bash") or "bash", "-c", line]
    return subprocess.run(words, check=False, cwd=where, env=environment, capture_output=True, text=True)


def clone(tmp_path: Path) -> Path:
    """Return a clone of the blog's repository."""
    kept, here = tmp_path / "kept", tmp_path / "blog"
    git = ["git", "-c", "user.name=Desk", "-c", "user.email=desk@example-daily.example"]
    for words in (
        [*git, "-C", str(kept), "init", "--quiet"],
        [*git, "-C", str(kept), "add", "."],
        [*git, "-C", str(kept), "commit", "--quiet", "-m", "Begin a blog"],
        [*git, "clone", "--quiet", str(kept), str(here)],
    ):
        subprocess.run(words, check=True)
    return here


def stopped(report: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return the findings that stop each draft that is stopped."""
    assert report["errors"] == []
    return {
        draft["path"]: [one for one in draft["findings"] if one["effect"] != "permit" and one["draft"]]
        for draft in report["drafts"]
        if draft["effect"] != "permit"
    }


def mended(text: str, findings: list[dict[str, Any]]) -> str:
    """Return a post as the report says: quotations credited, whatever else it takes taken out."""
    places = {(one["draft"]["start"], one["draft"]["end"], one["manner"] == "quote") for one in findings}
    for start, end, quoted in sorted(places, reverse=True):
        after = text.index("”", end) + 1 if quoted else end
        text = text[:after] + CREDIT + text[after:] if quoted else text[:start] + text[end:]
    return text


def declared(stories: set[str]) -> Iterator[str]:
    """Yield the README's declaration for other stories than the README's."""
    *lines, last = block("newcomer: declared").splitlines()
    yield from lines
    (name,) = re.findall(r"story: ([\w-]+)", last)
    yield from (last.replace(name, story) for story in sorted(stories))


def test_a_blog_goes_from_a_clone_to_red_to_green(environment: dict[str, str], tmp_path: Path) -> None:
    takings = blog().write(tmp_path / "kept")
    assert {one.how for one in takings} == {"whole", "paragraph", "quotation"}
    started, here = time.monotonic(), clone(tmp_path)

    ran = [shell(line, environment, here) for line in block("newcomer").splitlines()]
    assert [one.returncode for one in ran] == [0, 0, 1], ran[-1].stderr
    found = stopped(json.loads((here / "licensing.json").read_text(encoding="utf-8")))
    assert sorted(found) == [one.post for one in takings]
    page, said = (here / "licensing.html").read_text(encoding="utf-8"), ran[-1].stdout.split("\n\n")
    for one in takings:
        assert {finding["story"]["id"] for finding in found[one.post]} == {one.story}
        assert one.post in page
        told = [part for part in said if re.search(rf"^  {one.post}:\d+:\d+  ", part, re.MULTILINE)]
        assert told
        assert all("-> " in part for part in told)

    for path, findings in found.items():
        post = here / path
        post.write_text(mended(post.read_text(encoding="utf-8"), findings), encoding="utf-8")
    settings = here / ".licensing.yaml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("  publisher:")) + 1
    lines[at:at] = declared({one.story for one in takings if one.how == "quotation"})
    settings.write_text("\n".join(lines) + "\n", encoding="utf-8")

    (ran_again,) = [shell(line, environment, here) for line in block("newcomer: mended").splitlines()]
    assert ran_again.returncode == 0, [part for part in ran_again.stdout.split("\n\n") if "PERMIT" not in part]
    assert all(
        (here / one.post).read_text(encoding="utf-8").count(CREDIT) == (one.how == "quotation") for one in takings
    )
    assert time.monotonic() - started < MINUTES * 60
