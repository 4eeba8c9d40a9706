"""The source of a rewriting comes among the likeliest stories, whatever was stored, removed or upgraded."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from licensing.archive import ranked
from licensing.archive.interface import open_archive
from licensing.archive.ranked import terms
from licensing.archive.sqlite import SqliteArchive
from licensing.errors import InputError
from licensing.model.document import Document

QUAY = (
    "The old quay at Lower Marsh was closed on Monday after two pillars gave way in the storm. Harbour master Ilse "
    "Vandermeer said divers would inspect the remaining 14 pillars before ferries return."
)
RETOLD = (
    "Ferries stay away from Lower Marsh: a storm broke a pair of pillars there, so the quay is shut since Monday, and "
    "Vandermeer, who runs the harbour, wants divers to look at all 14 that still stand."
)
FERRY = "Saint Orlow pays 320,000 for a second ferry, built by the Kestrel yard, which carries forty lorries."
BREAD = "Bakers in the valley raise the price of bread because rye has become dear, their guild announced."


def document(text: str) -> Document:
    return Document(raw=text, prose=text)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "stories.db"
    with open_archive(path) as archive:
        for name, text in (("quay", QUAY), ("ferry", FERRY), ("bread", BREAD)):
            archive.add(document(text), name)
    return path


def names(path: Path, text: str, most: int = 5) -> list[str]:
    with SqliteArchive(str(path), read_only=True) as archive:
        return [hit.story.id for hit in archive.related(text, most=most)]


def add_both(archive: SqliteArchive, *texts: str) -> None:
    with archive.batch():
        for number, text in enumerate(texts):
            archive.add(document(text), f"both-{number}")


def old(path: Path) -> Path:
    """Make the file what schema 1 wrote."""
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE terms")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    return path


def test_the_source_of_a_rewriting_that_shares_no_run_comes_first(path: Path) -> None:
    with SqliteArchive(str(path), read_only=True) as archive:
        assert not list(archive.find(RETOLD))
        hit = next(archive.related(RETOLD))
    assert (hit.story.id, hit.runs, hit.current) == ("quay", (), True)
    assert len(hit.words) == len(QUAY.split())


def test_a_text_that_shares_no_term_is_related_to_nothing(path: Path) -> None:
    assert names(path, "Nobody knows, and it is so.") == []


def test_no_more_texts_come_than_asked_for(path: Path) -> None:
    assert names(path, f"{QUAY} {FERRY} {BREAD}", most=2) != names(path, f"{QUAY} {FERRY} {BREAD}")


def test_what_was_removed_is_related_no_more(path: Path) -> None:
    with SqliteArchive(str(path)) as archive:
        archive.remove("quay")
        left = archive._connection.execute("SELECT count(*) FROM terms WHERE length(texts) = 0").fetchone()
    assert left == (0,)
    assert "quay" not in names(path, RETOLD)


def test_stories_of_one_text_all_come_and_a_corrected_one_once(path: Path) -> None:
    with SqliteArchive(str(path)) as archive:
        archive.add(document(QUAY), "again")
        archive.correct("quay", document(QUAY.replace("Monday", "Tuesday")))
    assert sorted(names(path, QUAY)[:2]) == ["again", "quay"]


def test_a_batch_that_fails_leaves_no_terms(path: Path) -> None:
    with SqliteArchive(str(path)) as archive:
        with pytest.raises(InputError):
            add_both(archive, "Vandermeer resigns over divers at Lower Marsh.", "")
        assert [hit.story.id for hit in archive.related("Vandermeer divers")] == ["quay"]


def test_an_old_file_ranks_nothing_until_something_is_written_to_it(path: Path) -> None:
    old(path)
    with SqliteArchive(str(path), read_only=True) as archive:
        assert not archive.ranks
        assert not list(archive.related(RETOLD))
        assert [hit.story.id for hit in archive.find(QUAY)] == ["quay"]
    with SqliteArchive(str(path)) as archive:
        archive.add(document("The lighthouse is painted white."), "light")
        assert archive.ranks
        assert archive.info().schema == 2
    assert names(path, RETOLD)[0] == "quay"


def test_an_upgraded_file_ranks_as_a_new_one(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        before = connection.execute("SELECT * FROM terms").fetchall()
    connection.close()
    old(path)
    with SqliteArchive(str(path)) as archive, archive.batch():
        pass
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT * FROM terms").fetchall() == before
    connection.close()


def test_terms_in_every_story_are_not_gone_on_with(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranked, "_FULL", 3)
    with SqliteArchive(str(path)) as archive:
        for number in range(5):
            archive.add(document(f"Lighthouse painted, keeper {number:03} waits."), f"light-{number}")
        assert archive._connection.execute("SELECT max(length(texts)) FROM terms").fetchone() == (12,)
        assert [hit.story.id for hit in archive.related("The lighthouse keeper 003")] == ["light-3"]


def test_texts_of_every_block_are_ranked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranked, "_BLOCK", 2)
    with SqliteArchive(str(path.with_name("blocks.db"))) as archive:
        for name, text in (("bread", BREAD), ("ferry", FERRY), ("quay", QUAY), ("more", QUAY.replace("14", "15"))):
            archive.add(document(text), name)
        assert [hit.story.id for hit in archive.related(RETOLD)][:2] == ["quay", "more"]
        archive.remove("quay")
        assert next(archive.related(RETOLD)).story.id == "more"


def test_a_long_text_leaves_its_rarest_terms(path: Path) -> None:
    common = " ".join(f"word{number:03}x" for number in range(400))
    with SqliteArchive(str(path)) as archive:
        for number in range(3):
            archive.add(document(f"{common} tail{number}"), f"common-{number}")
        archive.add(document(f"{common} zyzzyva quokka"), "rare")
        assert [hit.story.id for hit in archive.related("quokka zyzzyva")] == ["rare"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("the old harbours of it", {"old", "harbou"}, id="function words go, the rest is cut short"),
        pytest.param("台 風 の 夜", {"台風", "風の", "の夜"}, id="neighbours where characters are words"),
        pytest.param("in 1987 14", {"1987"}, id="numbers of three digits"),
    ],
)
def test_what_texts_are_ranked_by(text: str, expected: set[str]) -> None:
    assert terms(text.split()) == expected
