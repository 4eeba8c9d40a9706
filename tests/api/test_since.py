"""What git says changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from licensing.api.since import changed
from licensing.errors import ConfigError


def git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)  # noqa: S607 - the git of the machine


def write(path: Path, text: str = "A text of some length, so that a rename can be told from a new file.\n") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    for name in ("kept.md", "edited.md", "staged.md", "gone.md", "old.md", "posts/ä ö.md", "dropped.md"):
        write(folder / name, f"{name}: a text of some length, so that a rename can be told from a new file.\n")
    write(folder / ".gitignore", "*.tmp\n")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "first")
    return folder


def names(repository: Path, ref: str = "main", folder: Path | None = None) -> set[str]:
    found = changed(ref, folder or repository)
    return {path.relative_to(found.root).as_posix() for path in found.files}


def test_what_changed_and_what_nobody_committed(repository: Path) -> None:
    git(repository, "checkout", "--quiet", "-b", "story")
    write(repository / "edited.md", "Another text.\n")
    git(repository, "mv", "old.md", "posts/new.md")
    git(repository, "rm", "--quiet", "gone.md")
    git(repository, "commit", "--quiet", "-a", "-m", "second")
    write(repository / "staged.md", "Staged.\n")
    git(repository, "add", "staged.md")
    write(repository / "posts/ä ö.md", "Not staged.\n")
    write(repository / "posts/line\nbreak.md", "Not added.\n")
    write(repository / "draft.tmp", "Ignored.\n")
    (repository / "dropped.md").unlink()
    expected = {"edited.md", "posts/new.md", "staged.md", "posts/ä ö.md", "posts/line\nbreak.md"}
    assert names(repository) == expected
    assert names(repository, folder=repository / "posts") == expected
    assert names(repository, "HEAD") == {"staged.md", "posts/ä ö.md", "posts/line\nbreak.md"}


def test_what_others_did_since_is_no_change_of_ours(repository: Path) -> None:
    git(repository, "checkout", "--quiet", "-b", "story")
    write(repository / "mine.md")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "-m", "mine")
    git(repository, "checkout", "--quiet", "main")
    write(repository / "kept.md", "Changed by others.\n")
    git(repository, "commit", "--quiet", "-a", "-m", "theirs")
    git(repository, "checkout", "--quiet", "story")
    assert names(repository) == {"mine.md"}


def test_histories_that_never_met_are_compared_as_they_are(repository: Path) -> None:
    git(repository, "checkout", "--quiet", "--orphan", "other")
    write(repository / "kept.md", "Another.\n")
    git(repository, "commit", "--quiet", "-a", "-m", "other")
    assert names(repository) == {"kept.md"}


def test_a_file_elsewhere_counts_as_changed(repository: Path, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere.md")
    found = changed("main", repository)
    assert found.has(tmp_path / "elsewhere.md")
    assert not found.has(repository / "kept.md")
    (tmp_path / "link").symlink_to(repository, target_is_directory=True)
    write(repository / "edited.md", "Another.\n")
    assert changed("main", tmp_path / "link").has(tmp_path / "link" / "edited.md")


@pytest.mark.parametrize("ref", ["nothing", "--output=x", "-", "main^{tree}"])
def test_no_such_commit(repository: Path, ref: str) -> None:
    with pytest.raises(ConfigError, match="git knows no commit"):
        changed(ref, repository)


def test_a_shallow_clone_says_what_to_do(repository: Path, tmp_path: Path) -> None:
    write(repository / "kept.md", "Changed.\n")
    git(repository, "commit", "--quiet", "-a", "-m", "second")
    git(tmp_path, "clone", "--quiet", "--depth=1", repository.as_uri(), "clone")
    with pytest.raises(ConfigError, match="fetch-depth: 0"):
        changed("HEAD~1", tmp_path / "clone")
    git(repository, "checkout", "--quiet", "-b", "story", "HEAD~1")
    write(repository / "mine.md")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "-m", "mine")
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", repository.as_uri(), "second")
    with pytest.raises(ConfigError, match="fetch-depth: 0"):
        changed("origin/main", tmp_path / "second")


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="not a git repository"):
        changed("main", tmp_path)


def test_no_git(repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConfigError, match="there is no git here"):
        changed("main", repository)
