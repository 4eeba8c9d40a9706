"""Files become documents, or an error that says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from licensing.documents.formats import formats
from licensing.documents.read import LIMIT, expand, from_text, read
from licensing.errors import InputError
from licensing.model.document import Document, Place, Position


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.txt", "text"),
        ("a.md", "markdown"),
        ("A.MARKDOWN", "markdown"),
        ("a.htm", "html"),
        ("a.wire", "text"),
        ("a", "text"),
    ],
)
def test_the_suffix_decides_the_format(tmp_path: Path, name: str, format: str) -> None:  # noqa: A002 - the field's name
    path = tmp_path / name
    path.write_bytes(b"Text.")
    assert read(path).format == format
    assert read(path).name == str(path)
    assert read(b"Text.", name=name).format == format


@pytest.mark.parametrize(
    ("data", "raw"),
    [
        pytest.param("Kıyı\r\nx\n".encode(), "Kıyı\r\nx\n", id="utf-8, newlines untouched"),
        pytest.param("Kıyı".encode("utf-8-sig"), "Kıyı", id="byte order mark"),
        pytest.param("Kıyı".encode("utf-16"), "Kıyı", id="utf-16"),
        pytest.param(b"\xfe\xff" + "Kıyı".encode("utf-16-be"), "Kıyı", id="utf-16, other order"),
        pytest.param(b"a\tb\x0cc", "a\tb\x0cc", id="tab and form feed"),
    ],
)
def test_encodings(data: bytes, raw: str) -> None:
    assert read(data).raw == raw


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", "x.txt: The file is empty.", id="empty"),
        pytest.param(b" \r\n\t", "x.txt: The file holds only white space.", id="white space"),
        pytest.param(b"\xef\xbb\xbf", "x.txt: The file is empty.", id="only a byte order mark"),
        pytest.param(b"abc\0d", "x.txt: This is not a text file: a NUL byte at offset 3.", id="nul"),
        pytest.param(b"PK\x03\x04", "x.txt: This is not a text file: the control byte 0x03 at offset 2.", id="zip"),
        pytest.param(
            "a\0b".encode("utf-16"), "x.txt: This is not a text file: a NUL byte at offset 1.", id="utf-16 nul"
        ),
        pytest.param(b"one\ntwo \xe9t\xe9", "x.txt:2: Byte 8 (0xe9) is not UTF-8.", id="latin-1"),
        pytest.param(b"\xff\xfea", "x.txt:1: Byte 2 (0x61) is not UTF-16.", id="half a character"),
        pytest.param(
            b"---\ntitle: Storm\n---\n\n", "x.txt: The file holds markup and no text.", id="front matter alone"
        ),
        pytest.param(b"a" * (LIMIT + 1), "x.txt: The file has 20 MB; at most 20 MB are read.", id="too long"),
    ],
)
def test_bytes_that_are_no_story(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as error:
        read(data, name="x.txt")
    assert str(error.value).startswith(message)


def test_a_page_without_text_is_an_error() -> None:
    with pytest.raises(InputError, match="markup and no text"):
        from_text("<script>render()</script>", format="html")


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "missing.md")
    with pytest.raises(InputError, match="folder"):
        read(tmp_path)
    with pytest.raises(InputError, match="cannot be read: File name too long"):
        read(tmp_path / ("a" * 300))


def test_addresses_in_plain_text_are_links() -> None:
    found = from_text("See https://a.example/b, and (https://c.example).")
    assert [link.url for link in found.links] == ["https://a.example/b", "https://c.example"]
    assert [found.prose[slice(*link.span)] for link in found.links] == [link.url for link in found.links]


def test_a_long_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(InputError, match="50 MB"):
        read(path)


def test_folders_give_their_texts_in_order(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "sub/c.html", "photo.jpg", ".hidden.txt", ".git/d.txt", "sub/.d.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    given = [tmp_path / "photo.jpg", tmp_path, tmp_path / "a.txt", tmp_path / "missing", tmp_path / "empty"]
    names = ["photo.jpg", "a.txt", "b.md", "sub/c.html", "missing", "empty"]
    assert expand(given) == [tmp_path / name for name in names]


def test_every_format_has_a_name_and_suffixes_of_its_own() -> None:
    suffixes = [suffix for entry in formats().values() for suffix in entry.suffixes]
    assert {"text", "markdown", "html"} <= set(formats())
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes)


def test_a_place_is_a_page_where_lines_mean_nothing() -> None:
    pages = Document("one\n\ntwo", "one\n\ntwo", places=(Place(0, "page 1"), Place(5, "page 2")))
    assert [pages.place(offset) for offset in (0, 4, 5, 7)] == ["page 1", "page 1", "page 2", "page 2"]
    assert Document("one\n\ntwo", "").place(5) == "line 3, column 1"
    slice_of_a_file = Document("two\nthree", "", first=Position(7, 5))
    assert slice_of_a_file.position(0) == (7, 5)
    assert slice_of_a_file.position(4) == (8, 1)


def test_a_format_is_recognised_where_a_suffix_is_shared(tmp_path: Path) -> None:
    story, other = tmp_path / "story.json", tmp_path / "package.json"
    story.write_text('{"uri": "urn:a", "body_text": "Text."}', encoding="utf-8")
    other.write_text('{"name": "x"}', encoding="utf-8")
    assert expand([tmp_path]) == [story]
    assert read(story).format == "ninjs"
    assert read(story.read_bytes()).format == "ninjs"
    with pytest.raises(InputError, match="none that is read"):
        read(other)
