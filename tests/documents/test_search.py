"""Files behind what a person names: files, folders, patterns."""

from __future__ import annotations

from pathlib import Path

import pytest

from licensing.documents.search import Found, expand, search


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    names = (
        "posts/a.md", "posts/2026/b.md", "posts/2026/c.txt", "posts/.hidden.md", "posts/d.png", "posts/.drafts/e.md",
        "posts/node_modules/f.md", "posts/env/pyvenv.cfg", "posts/env/g.md", "posts/__pycache__/h.md", "empty/x.png",
        "odd[1].md",
    )  # fmt: skip
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("A text.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("named", "files"),
    [
        pytest.param(["posts/a.md"], ["posts/a.md"], id="a file"),
        pytest.param(["posts"], ["posts/2026/b.md", "posts/2026/c.txt", "posts/a.md"], id="a folder"),
        pytest.param(["posts/**/*.md"], ["posts/2026/b.md", "posts/a.md"], id="a pattern across folders"),
        pytest.param(["posts/*.md"], ["posts/a.md"], id="a pattern in a folder"),
        pytest.param(["posts/*"], ["posts/2026/b.md", "posts/2026/c.txt", "posts/a.md"], id="a pattern with folders"),
        pytest.param(["posts/*.png"], ["posts/*.png"], id="a pattern of nothing that is read"),
        pytest.param(["posts/d.png"], ["posts/d.png"], id="a file that is named, whatever it is"),
        pytest.param(["posts/.drafts"], ["posts/.drafts/e.md"], id="a hidden folder that is named"),
        pytest.param(["posts/node_modules/*.md"], ["posts/node_modules/f.md"], id="a folder a pattern names"),
        pytest.param(["odd[1].md"], ["odd[1].md"], id="a file that looks like a pattern"),
        pytest.param(["empty", "gone.md"], ["empty", "gone.md"], id="what gives nothing stands for itself"),
        pytest.param(["posts/a.md", "posts", "./posts/../posts/a.md"], ["posts/a.md", "posts/2026/b.md",
                     "posts/2026/c.txt"], id="each once"),
    ],
)  # fmt: skip
def test_what_is_found(named: list[str], files: list[str]) -> None:
    assert [path.as_posix() for path in expand(map(Path, named))] == files


def test_absolute_patterns(site: Path) -> None:
    assert expand([site / "posts" / "**" / "*.md"]) == [site / "posts/2026/b.md", site / "posts/a.md"]


def test_who_named_what() -> None:
    found = list(search([Path("posts/a.md"), Path("posts/2026"), Path("posts/2*/*.txt"), Path("no/*.md")]))
    assert found[0] == Found(Path("posts/a.md"), Path("posts/a.md"), named=True)
    assert found[1] == Found(Path("posts/2026/b.md"), Path("posts/2026"), named=False)
    assert found[-1] == Found(Path("no/*.md"), Path("no/*.md"), named=False)
    assert len(found) == 4
