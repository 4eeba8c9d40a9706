"""The file answers are kept in: it may be damaged, locked or nowhere, and costs no answer."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from licensing.api import cache
from licensing.api.cache import Cache


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return cache.place()


def keep(**answers: bytes) -> None:
    with cache.opened() as opened:
        assert opened is not None
        for key, answer in answers.items():
            opened.put(key.encode(), answer)


def kept(key: str) -> bytes | None:
    with cache.opened() as opened:
        return opened.get(key.encode()) if opened else None


def test_what_is_kept_is_found_and_forgotten(own_cache: Path) -> None:
    assert kept("a") is None
    keep(a=b"one", b=b"two")
    keep(a=b"three")
    assert (kept("a"), kept("b"), kept("c")) == (b"three", b"two", None)
    assert cache.figures()[:2] == (own_cache, 2)
    assert cache.figures().size > 0
    assert own_cache.parent.stat().st_mode & 0o077 == 0
    assert cache.clear() == own_cache
    assert cache.figures() == (own_cache, 0, 0)
    cache.clear()


def test_nothing_is_opened_where_none_is_wanted(own_cache: Path) -> None:
    with cache.opened(wanted=False) as opened:
        assert opened is None
    assert not own_cache.exists()


def test_many_answers_are_written_on_the_way() -> None:
    with cache.opened() as opened:
        assert opened is not None
        for number in range(cache._EVERY):
            opened.put(str(number).encode(), b"x")
        assert cache.figures().answers == cache._EVERY


def test_another_file_in_its_place_is_made_anew(own_cache: Path) -> None:
    own_cache.parent.mkdir(parents=True)
    own_cache.write_bytes(b"This is no database, and longer than a header of one." * 100)
    keep(a=b"one")
    assert kept("a") == b"one"
    with sqlite3.connect(own_cache) as connection:
        connection.executescript("DROP TABLE answers; CREATE TABLE answers (other TEXT)")
    assert cache.figures().answers == 0
    keep(a=b"one")


def test_no_cache_where_there_can_be_none(own_cache: Path) -> None:
    own_cache.parent.parent.write_text("a file where a folder should be", encoding="utf-8")
    assert kept("a") is None
    own_cache.parent.parent.unlink()
    own_cache.mkdir(parents=True)
    assert kept("a") is None
    assert cache.figures().answers == 0


def test_a_cache_somebody_else_writes_costs_no_answer(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_PATIENCE", 0.05)
    keep(a=b"one")
    other = sqlite3.connect(own_cache, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    keep_while_locked = kept("a")
    other.execute("ROLLBACK")
    other.close()
    assert keep_while_locked is None
    assert kept("a") == b"one"


def test_answers_nobody_asks_for_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(old=b"1", asked=b"2")
    day = Cache(sqlite3.connect(":memory:"))._today
    monkeypatch.setattr("time.time", lambda: (day + 50) * 86_400)
    assert kept("asked") == b"2"
    monkeypatch.setattr("time.time", lambda: (day + 70) * 86_400)
    keep(new=b"3")
    assert (kept("old"), kept("asked"), kept("new")) == (None, b"2", b"3")
