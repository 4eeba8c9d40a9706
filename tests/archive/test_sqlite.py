from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

import pytest

from licensing.archive.interface import Added, Archive, Entry, Outcome
from licensing.archive.sqlite import SqliteArchive
from licensing.errors import ArchiveError, InputError
from licensing.model.document import Document, Link, Span, Stretch

QUAY = "The old quay at Lower Marsh was closed on Monday after two of its pillars gave way in the storm."
FERRY = "Ferries to Saint Orlow will leave from the coal pier until the council of Lower Marsh has found a builder."
CORRECTED = "The old quay at Lower Marsh was closed on Tuesday after two of its pillars gave way in the storm."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[SqliteArchive]:
    with SqliteArchive(str(tmp_path / "stories.db")) as opened:
        yield opened


def story(text: str, **metadata: str) -> Document:
    return Document(raw=text, prose=text, name="wire.txt", metadata=MappingProxyType(metadata))


def ids(archive: Archive, text: str) -> list[str]:
    return [hit.story.id for hit in archive.find(text)]


def test_a_story_is_found_with_its_runs_in_offsets_of_both_texts(archive: SqliteArchive) -> None:
    archive.add(story(QUAY), "quay")
    draft = "Residents said — the old “quay” at Lower Marsh was closed on MONDAY, and nobody told them."
    (hit,) = archive.find(draft)
    (run,) = hit.runs
    assert draft[slice(*run.draft)] == "the old “quay” at Lower Marsh was closed on MONDAY"
    assert QUAY[slice(*run.source)] == "The old quay at Lower Marsh was closed on Monday"
    assert run.words == 10
    assert hit.story == archive.get("quay")
    assert len(hit.words) == 20


def test_what_shares_the_most_comes_first(archive: SqliteArchive) -> None:
    archive.add(story(QUAY[:60]), "part")
    archive.add(story(QUAY), "whole")
    assert ids(archive, QUAY) == ["whole", "part"]


@pytest.mark.parametrize(
    ("text", "draft", "hit"),
    [
        pytest.param("Quay closed", "Now the quay closed again", True, id="two words stand in the draft"),
        pytest.param("Quay closed", "The quay was closed", False, id="two words apart"),
        pytest.param("Storm", "after the storm", True, id="one word"),
        pytest.param("one two three four five six", "x one two three four five six y", True, id="six words"),
        pytest.param("one two three four five six", "x one two three four five y", False, id="five of six words"),
        pytest.param("one two three four five six seven", "one two three four five six seven", True, id="seven"),
        pytest.param("a b c d e f g h", "a b c d e f g h", True, id="eight words"),
        pytest.param("a b c d e f g h i", "a b c d e f g x", False, id="seven of nine"),
        pytest.param(
            "一二三四五六七八", "零一二三四五六七八九", True, id="eight characters of a script without spaces"
        ),
    ],
)
def test_a_short_story_is_found_when_the_draft_holds_it_whole(
    archive: SqliteArchive, text: str, draft: str, hit: bool
) -> None:
    archive.add(story(text), "short")
    assert ids(archive, draft) == (["short"] if hit else [])


def test_a_draft_without_words_shares_nothing(archive: SqliteArchive) -> None:
    archive.add(story(QUAY), "quay")
    assert ids(archive, " — …") == []


def test_a_document_comes_back_as_it_went_in(archive: SqliteArchive) -> None:
    document = Document(
        raw="<p>Quay &amp; pier \ud800 closed</p>",
        prose="Quay & pier \ud800 closed",
        stretches=(Stretch(0, 3, 5, 5), Stretch(5, 8, 1, 5), Stretch(6, 13, 14, 14)),
        name="wire/quay.html",
        format="html",
        metadata=MappingProxyType({"title": "İskele kapandı", "notice": "All rights reserved."}),
        declared=MappingProxyType({"action": ["publish"]}),
        blockquotes=(Span(0, 4),),
        links=(Link(Span(7, 11), "https://example.org/pier"),),
    )
    archive.add(document, "quay", status="embargoed")
    assert archive.get("quay").document == document
    assert archive.get("quay").status == "embargoed"
    assert next(archive.find(document.prose)).story.document == document


def test_adding_the_same_again_changes_nothing(archive: SqliteArchive) -> None:
    assert archive.add(story(QUAY), "quay") == Added("quay", Outcome.ADDED)
    elsewhere = Document(raw=QUAY, prose=QUAY, name="another/folder.txt")
    assert archive.add(elsewhere, "quay") == Added("quay", Outcome.UNCHANGED)
    assert archive.info().stories == 1


def test_the_same_text_under_another_id_is_told_and_both_are_found(archive: SqliteArchive) -> None:
    archive.add(story(QUAY), "quay")
    assert archive.add(story(QUAY, title="Quay"), "copy") == Added("copy", Outcome.DUPLICATE_TEXT, 1, ("quay",))
    assert ids(archive, QUAY) == ["quay", "copy"]
    assert archive.info().texts == 1


@pytest.mark.parametrize(
    "other",
    [pytest.param(story(FERRY), id="other words"), pytest.param(story(QUAY, notice="NO CANADA"), id="other notice")],
)
def test_another_text_under_a_known_id_is_refused(archive: SqliteArchive, other: Document) -> None:
    archive.add(story(QUAY), "quay")
    with pytest.raises(ArchiveError, match=r"'quay' is already the id of another text\. Use correct") as caught:
        archive.add(other, "quay")
    assert caught.value.path == archive.path
    assert archive.get("quay").document.prose == QUAY


def test_a_correction_is_found_and_so_is_what_only_the_old_version_said(archive: SqliteArchive) -> None:
    archive.add(story(QUAY), "quay", status="embargoed")
    assert archive.correct("quay", story(CORRECTED)) == Added("quay", Outcome.CORRECTED, 2)
    assert archive.get("quay").document.prose == CORRECTED
    assert archive.get("quay").status == "embargoed"
    (hit,) = archive.find(CORRECTED)
    assert (hit.version, hit.current) == (2, True)
    current, old = sorted(archive.find(QUAY), key=lambda hit: not hit.current)
    assert [run.words for run in current.runs] == [9, 10]
    assert (old.version, old.current, old.story.document.prose) == (1, False, QUAY)


def test_a_correction_that_changes_nothing_is_none(archive: SqliteArchive) -> None:
    archive.add(story(QUAY), "quay")
    assert archive.correct("quay", story(QUAY)) == Added("quay", Outcome.UNCHANGED)


def test_a_correction_may_go_back_to_an_earlier_text(archive: SqliteArchive) -> None:
    archive.add(story(QUAY), "quay")
    archive.correct("quay", story(FERRY))
    assert archive.correct("quay", story(QUAY)) == Added("quay", Outcome.CORRECTED, 3)
    (hit,) = archive.find(QUAY)
    assert hit.version == 3


def test_a_killed_story_stays_and_is_found(archive: SqliteArchive) -> None:
    archive.add(story(QUAY), "quay")
    archive.kill("quay")
    (hit,) = archive.find(QUAY)
    assert hit.story.status == "killed"
    archive.correct("quay", story(CORRECTED))
    assert archive.get("quay").status == "killed"


def test_a_removed_story_is_gone_with_its_versions(archive: SqliteArchive) -> None:
    archive.add(story(QUAY), "quay")
    archive.correct("quay", story(CORRECTED))
    archive.add(story(FERRY), "ferry")
    kept = archive.info().postings
    archive.remove("quay")
    assert ids(archive, f"{QUAY} {CORRECTED} {FERRY}") == ["ferry"]
    info = archive.info()
    assert (info.stories, info.texts, info.words) == (1, 1, 20)
    assert 0 < info.postings < kept


def test_removing_one_of_two_equal_stories_leaves_the_other(archive: SqliteArchive) -> None:
    archive.add(story(QUAY), "quay")
    archive.add(story(QUAY), "copy")
    archive.remove("quay")
    assert ids(archive, QUAY) == ["copy"]


def test_an_id_is_free_again_after_removal_and_arrival_goes_on(archive: SqliteArchive) -> None:
    archive.add(story(QUAY), "quay")
    archive.remove("quay")
    archive.add(story(FERRY), "quay")
    assert archive.get("quay").added == 2


@pytest.mark.parametrize("verb", ["get", "kill", "remove", "correct"])
def test_an_unknown_id_is_told(archive: SqliteArchive, verb: str) -> None:
    arguments = [story(QUAY)] if verb == "correct" else []
    with pytest.raises(ArchiveError, match="no story 'pier'"):
        getattr(archive, verb)("pier", *arguments)


@pytest.mark.parametrize(
    ("text", "name", "status", "message"),
    [
        pytest.param(" — ", "quay", "usable", "has no words", id="no words"),
        pytest.param(QUAY, "", "usable", "cannot be a story's id", id="empty id"),
        pytest.param(QUAY, "a\nb", "usable", "cannot be a story's id", id="line break in the id"),
        pytest.param(QUAY, "\udcff", "usable", "cannot be a story's id", id="bytes that are no text in the id"),
        pytest.param(QUAY, "quay", "spiked", "no status 'spiked'. Choose one of: usable", id="status"),
    ],
)
def test_what_cannot_be_stored_is_refused(
    archive: SqliteArchive, text: str, name: str, status: str, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        archive.add(story(text), name, status=status)
    assert archive.info().stories == 0


def test_the_list_is_in_order_of_arrival(archive: SqliteArchive) -> None:
    archive.add(story(QUAY, title="Quay closed"), "z-quay")
    archive.add(story(FERRY), "a-ferry", status="withheld")
    archive.correct("z-quay", story("Quay open", title="Quay open"))
    assert list(archive.list()) == [
        Entry("z-quay", "Quay open", "usable", 2, 2, 1),
        Entry("a-ferry", None, "withheld", 1, 20, 2),
    ]


def test_info_gives_the_archive_in_figures(archive: SqliteArchive) -> None:
    archive.add(story(QUAY), "quay")
    info = archive.info()
    assert (info.path, info.stories, info.words) == (archive.path, 1, 20)
    assert (info.run, info.gram, info.window, info.normaliser, info.schema) == (8, 5, 4, 1, 2)
    # 20 words have 16 grams; of every four neighbours one is stored.
    assert info.postings == 4
    assert info.size == Path(archive.path).stat().st_size


def test_an_archive_without_stories_is_no_answer(archive: SqliteArchive) -> None:
    with pytest.raises(ArchiveError, match="holds no stories"):
        archive.find(QUAY)


def test_a_batch_that_fails_leaves_nothing(archive: SqliteArchive) -> None:
    with pytest.raises(KeyError), archive.batch():  # noqa: PT012 - the add before the failure is the point
        archive.add(story(QUAY), "quay")
        raise KeyError
    assert archive.info().stories == 0
    assert archive.info().postings == 0


def test_one_story_refused_in_a_batch_does_not_take_the_others_along(archive: SqliteArchive) -> None:
    with archive.batch():
        archive.add(story(QUAY), "quay")
        with pytest.raises(ArchiveError):
            archive.add(story(FERRY), "quay")
        with pytest.raises(InputError):
            archive.add(story("…"), "empty")
        archive.add(story(FERRY), "ferry")
    assert [entry.id for entry in archive.list()] == ["quay", "ferry"]


def test_what_is_added_is_there_for_the_next_to_open(tmp_path: Path) -> None:
    path = str(tmp_path / "stories.db")
    with SqliteArchive(path) as archive:
        archive.add(story(QUAY), "quay")
        with SqliteArchive(path, read_only=True) as other:
            assert ids(other, QUAY) == ["quay"]
    assert [file.name for file in tmp_path.iterdir()] == ["stories.db"]


def test_another_process_removing_a_story_is_seen(tmp_path: Path) -> None:
    path = str(tmp_path / "stories.db")
    with SqliteArchive(path) as archive, SqliteArchive(path) as other:
        archive.add(story(QUAY), "quay")
        archive.add(story(FERRY), "ferry")
        other.remove("quay")
        assert ids(archive, f"{QUAY} {FERRY}") == ["ferry"]


def test_two_archives_of_the_same_stories_hash_differently(tmp_path: Path) -> None:
    grams = []
    for name in ("one.db", "other.db"):
        with SqliteArchive(str(tmp_path / name)) as archive:
            archive.add(story(QUAY), "quay")
            grams.append({row[0] for row in archive._connection.execute("SELECT gram FROM postings")})
    assert not grams[0] & grams[1]


def test_boilerplate_is_left_out_of_the_postings_where_rarer_words_do(archive: SqliteArchive) -> None:
    stock = "our correspondents in the harbour towns contributed to this report"
    with archive.batch():
        for number in range(60):
            archive.add(story(f"{stock} w{number} x{number} y{number} z{number} {stock}"), f"story-{number}")
    crowded = "SELECT max(n) FROM (SELECT count(*) AS n FROM postings GROUP BY gram)"
    # Two copies of the stock wording have 7 windows of their own; spread evenly each of the grams would be crowded.
    assert archive._connection.execute(crowded).fetchone()[0] < 120
    assert len(ids(archive, stock)) == 60
