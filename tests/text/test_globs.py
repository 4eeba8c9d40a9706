"""Patterns mean what git says they mean."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licensing.text.globs import Pattern, is_pattern, literal, matches, pattern


def patterns(*texts: str) -> list[Pattern]:
    return [one for text in texts if (one := pattern(text))]


@pytest.mark.parametrize(
    ("texts", "path", "meant"),
    [
        pytest.param(["*.md"], "a.md", True, id="a suffix"),
        pytest.param(["*.md"], "posts/2026/a.md", True, id="a suffix at any depth"),
        pytest.param(["posts/*.md"], "posts/2026/a.md", False, id="a star stays within a name"),
        pytest.param(["posts/**/*.md"], "posts/a.md", True, id="two stars may be no folder"),
        pytest.param(["posts/**/*.md"], "posts/2026/11/a.md", True, id="two stars may be two folders"),
        pytest.param(["/a.md"], "posts/a.md", False, id="a leading slash ties"),
        pytest.param(["posts"], "posts/a.md", True, id="what lies in a folder"),
        pytest.param(["posts/"], "posts", False, id="a closing slash means no file"),
        pytest.param(["posts/", "!posts/a.md"], "posts/a.md", True, id="nothing is taken back from inside a folder"),
        pytest.param(["*.md", "!a.md"], "a.md", False, id="the last pattern decides"),
        pytest.param(["posts/**"], "posts", False, id="all inside is not the folder itself"),
        pytest.param(["**/drafts"], "x/y/drafts/a.md", True, id="leading stars"),
        pytest.param(["?.md"], "ab.md", False, id="one sign"),
        pytest.param(["[a-c].md"], "b.md", True, id="a range"),
        pytest.param(["[!a-c].md"], "b.md", False, id="a range turned round"),
        pytest.param([r"\*.md"], "a.md", False, id="a star that is one"),
        pytest.param(["#a.md"], "#a.md", False, id="a comment"),
        pytest.param([r"\#a.md"], "#a.md", True, id="no comment"),
        pytest.param(["a.md   "], "a.md", True, id="spaces behind"),
        pytest.param(["[a.md"], "[a.md", False, id="a class never closed"),
        pytest.param(["a+b(c).md"], "a+b(c).md", True, id="signs of expressions"),
        pytest.param(["a[[].md"], "a[.md", True, id="a bracket in a class"),
        pytest.param(["", "/"], "a.md", False, id="nothing"),
    ],
)
def test_a_pattern_and_a_path(texts: list[str], path: str, meant: bool) -> None:
    assert matches(patterns(*texts), path) is meant


def test_a_folder_alone() -> None:
    assert matches(patterns("posts/"), "posts", folder=True)
    assert is_pattern("posts/*.md")
    assert not is_pattern("posts/a.md")


SIGNS = st.text(alphabet="ab*?[]!-/.\\^ ", min_size=1, max_size=9)
NAMES = st.lists(st.text(alphabet="ab.]-^", min_size=1, max_size=3), min_size=1, max_size=3).map("/".join)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)  # noqa: S607 - the git of the machine
    return folder


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(texts=st.lists(SIGNS, min_size=1, max_size=3), paths=st.lists(NAMES, min_size=1, max_size=20))
def test_git_says_the_same(repository: Path, texts: list[str], paths: list[str]) -> None:
    paths = [path for path in paths if not {".", "..", ".git", ".gitignore"} & set(path.split("/"))]
    (repository / ".gitignore").write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    done = subprocess.run(
        ["git", "check-ignore", "--no-index", "--stdin", "-z"],  # noqa: S607 - the git of the machine
        cwd=repository,
        input="\0".join(paths),
        capture_output=True,
        text=True,
        check=False,
    )
    ignored = set(done.stdout.split("\0")) - {""}
    assert {path for path in paths if matches(patterns(*texts), path)} == ignored


@pytest.mark.parametrize("path", ["a/b.md", "!x", "#a", "a[1]*?.md", "end ", "a\\b"])
def test_a_literal_means_its_path_and_no_other(path: str) -> None:
    one = pattern(literal(path))
    assert one is not None
    assert matches([one], path)
    assert not matches([one], path.replace("[1]", "1").replace("*", "star") + "x")
