"""Baselines: one mark a line, sorted, and what is none hides nothing."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.errors import ConfigError
from licensing.packs.baselines import HEAD, baseline_text, read_baseline

MARKS = st.sets(st.text("0123456789abcdef", min_size=32, max_size=32))


@given(MARKS)
def test_the_same_marks_are_the_same_text_in_any_order(marks: set[str]) -> None:
    text = baseline_text(sorted(marks, reverse=True))
    assert text == baseline_text([*marks, *marks])
    assert text.splitlines()[1:] == sorted(marks)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    marks = [sha256(bytes([number])).hexdigest()[:32] for number in range(5)]
    (tmp_path / "b.txt").write_text(baseline_text(marks), encoding="utf-8")
    found = read_baseline(tmp_path / "b.txt")
    assert set(found.marks) == set(marks)
    assert found.marks[min(marks)] == f"{tmp_path / 'b.txt'}:2"
    assert found.fault is None


def test_lines_that_are_no_marks_are_told_at_the_first_and_the_others_count(tmp_path: Path) -> None:
    mark = "ab" * 16
    (tmp_path / "b.txt").write_text(f"{HEAD}\n{mark}x\n{mark}\n<<<<<<< ours\n", encoding="utf-8")
    found = read_baseline(tmp_path / "b.txt")
    assert list(found.marks) == [mark]
    assert str(found.fault) == (f"{tmp_path / 'b.txt'}:3:1: No marks of findings: 2 lines, of which this is the first.")


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "no baseline of version 1"), (b"# notes\n", "no baseline of version 1"), (b"\xff", "not UTF-8")],
    ids=["empty", "another file", "no text"],
)
def test_what_is_no_baseline_is_an_error(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "b.txt").write_bytes(data)
    with pytest.raises(ConfigError, match=said):
        read_baseline(tmp_path / "b.txt")


def test_a_baseline_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        read_baseline(tmp_path / "none.txt")


def test_a_hundred_thousand_marks_are_read_in_a_moment(tmp_path: Path) -> None:
    marks = [sha256(str(number).encode()).hexdigest()[:32] for number in range(100_000)]
    (tmp_path / "b.txt").write_text(baseline_text(marks), encoding="utf-8")
    start = process_time()
    assert len(read_baseline(tmp_path / "b.txt").marks) == 100_000
    assert process_time() - start < 5
