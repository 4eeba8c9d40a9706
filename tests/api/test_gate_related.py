"""An archive finds the source of a rewriting by rare words, and the gate judges it as one at hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import licensing
from licensing.model.decision import DraftDecision

GATE = Path(__file__).parent.parent / "corpus" / "gate"
PLAN = {"medium": ["web"], "territory": ["TR"], "date": "2026-11-22", "purpose": "news-reporting"}
OTHERS = (
    "Bakers in the valley raise the price of bread because rye has become dear, their guild announced on Friday.",
    "Saint Orlow pays 320,000 for a second ferry, built by the Kestrel yard, which carries forty lorries.",
)
RETOLD = (
    "No ferry captain had risked leaving Port Varga in a winter gale until last Saturday night. The reason is the "
    "slim channel twisting from the grey cliffs of Odrin to the sandbanks off Little Kesh.\n\n"
    "How hard the sea hit the Maren Dahl can be told from the quay, where splintered lifeboats lie in rows, and from "
    "the wheelhouse upturned in the mud. For thirty years the ferry had brought islanders, sheep and letters from the "
    "capital to the outer isles and back.\n\n"
    "Her captain went anyway. At dusk the harbour office had opened the boom, which had stayed shut since storm "
    "flags were raised; aboard were two hundred and eleven people, while cement for a new school on Tessel filled "
    "the hold.\n\n"
    "Torn cables and one broken mast show the spot on the Hound's Teeth where she struck. Old charts draw that reef in "
    "red ink, newer ones omit it, and the lighthouse under a mile off had had no lamp lit since Thursday.\n\n"
    "By the time rescue boats came to the wreck, Sorrow Bay's men had rowed out by storm lantern; they had sixty "
    "people out of the water by then, among them children in mail sacks.\n"
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[licensing.Archive]:
    with licensing.Archive.open(tmp_path / "stories.db") as kept:
        kept.add(GATE / "ferry.txt")
        for number, text in enumerate(OTHERS):
            kept.add(text, id=f"other-{number}")
        yield kept


def decided(archive: licensing.Archive, text: str, **plan: object) -> DraftDecision:
    return licensing.check(text, plan={**PLAN, **plan}, archive=archive).drafts[0]


def test_a_rewriting_without_a_shared_run_is_found_and_stopped(archive: licensing.Archive) -> None:
    assert not list(archive.hits(RETOLD))
    (match,) = archive.find(RETOLD)
    assert (match.story.id, match.comparison.rewrite >= 0.5) == ("ferry", True)
    draft = decided(archive, RETOLD)
    assert draft.effect == "deny"
    assert {(one.story.id, one.manner) for one in draft.findings} == {("ferry", "rewrite")}


def test_an_own_report_is_held_against_none_of_the_likeliest(archive: licensing.Archive) -> None:
    draft = decided(archive, (GATE / "own-report.md").read_text(encoding="utf-8"))
    assert draft.effect == "permit"
    assert any("not among the 5 likeliest" in one for one in draft.checked.unseen)


def test_an_archive_of_an_earlier_version_says_what_it_cannot_find(archive: licensing.Archive) -> None:
    archive.close()
    with sqlite3.connect(archive.name) as connection:
        connection.execute("DROP TABLE terms")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    old = decided(archive := licensing.Archive.open(archive.name, read_only=True), RETOLD)
    assert (old.effect, archive.ranks) == ("permit", False)
    assert any("until a story is added to this archive" in one for one in old.checked.unseen)
    archive.close()
    with licensing.Archive.open(archive.name) as kept:
        kept.add(GATE / "own-report.md")
        assert decided(kept, RETOLD).effect == "deny"
