"""Words that unrelated stories of several holders have are stock wording; one text in many papers is not."""

from __future__ import annotations

from pathlib import Path

import pytest

import licensing
from licensing.model.decision import DraftDecision
from licensing.model.effect import Effect

PHRASE = "filed a prospectus for new shares with the Commission on Trade and Harbours"
LONG = f"{PHRASE}, which has thirty days to object before any of those shares may be offered to buyers abroad"
STORIES = """
The brewer of Odrin {} on Friday. Its chairman wants money for a second copper kettle and a hillside cellar.
Beer from the island won a silver spoon at the spring fair, where judges praised its bitter finish and cloudy
colour.

A maker of fishing nets in Tessel {}. Orders doubled after herring came early to the northern banks. Skippers
who used to mend their twine at home now send it to the workshop, a foreman explained, and pay when the catch
is sold.

Murrow's only railway {}; it must replace forty sleepers and a bridge that floods carried away two winters
ago. Passengers walk the last mile through a beet field, carrying suitcases, prams and once a grandfather
clock.

Lamps burned late at the glassworks of Great Kesh, which {}. Three furnaces are cold while a sand barge is
stuck. Apprentices sweep floors, play cards or learn to etch swans; their master expects to blow bottles again
by Easter.

The opera house {} to pay for its roof. Pigeons have nested above the royal box since a tenor left in June.
Wagner will be sung under umbrellas, says the manager, who already sold two chandeliers and the conductor's
velvet chair.
"""
MATTERS = tuple(" ".join(text.split()) for text in STORIES.split("\n\n"))
HOLDERS = (
    "Harbour Wire Agency",
    "Lowland Press Agency",
    "Ostmark Agency",
    "Harbour Wire Agency",
    "Kestrel News Agency",
)
OWN = (Path(__file__).parent.parent / "corpus" / "gate" / "own-report.md").read_text(encoding="utf-8")
DRAFT = OWN + "\n\nThe salt company of Sorn {} this week, its clerk confirmed to us by telephone.\n"
PLAN = {"medium": ["web"], "territory": ["TR"], "date": "2026-11-22", "purpose": "news-reporting", "publisher": "Daily"}


def story(text: str, holder: str | None, number: int) -> str:
    head = f"---\nid: story-{number}\n" + (f"holder: {holder}\n" if holder else "")
    return f"{head}---\n\n{text}"


def decided(said: str, holders: tuple[str | None, ...], matters: tuple[str, ...] = MATTERS) -> DraftDecision:
    sources = [
        story(matter.format(said), holder, n) for n, (matter, holder) in enumerate(zip(matters, holders, strict=False))
    ]
    return licensing.check(DRAFT.format(said), plan=PLAN, sources=sources).drafts[0]


def test_words_of_several_holders_are_nobodys_and_are_told() -> None:
    draft = decided(PHRASE, HOLDERS)
    assert draft.effect is Effect.PERMIT
    assert "Shares 13 words with 'story-0' that 3 stories of other holders have as well." in draft.checked.not_held


@pytest.mark.parametrize(
    ("said", "holders"),
    [
        pytest.param(PHRASE, HOLDERS[:1], id="one story"),
        pytest.param(PHRASE, HOLDERS[:3], id="three stories"),
        pytest.param(PHRASE, ("Harbour Wire Agency", "Ostmark Agency") * 2, id="two holders"),
        pytest.param(PHRASE, ("Harbour Wire Agency",) * 5, id="one holder"),
        pytest.param(PHRASE, ("Harbour Wire Agency", None, None, None, None), id="holders not known"),
        pytest.param(LONG, HOLDERS, id="25 words and more"),
    ],
)
def test_words_that_stay_what_they_are(said: str, holders: tuple[str | None, ...]) -> None:
    draft = decided(said, holders)
    assert draft.effect is not Effect.PERMIT
    assert not any("other holders" in one for one in draft.checked.not_held)


def test_one_text_carried_by_many_papers_is_one_text() -> None:
    same = tuple(
        f"{MATTERS[0]} {end}" for end in ("It rained.", "Snow fell.", "Nobody came.", "All went home.", "So be it.")
    )
    draft = decided(PHRASE, HOLDERS, same)
    assert draft.effect is not Effect.PERMIT
    assert not any("other holders" in one for one in draft.checked.not_held)


def test_a_story_whose_holder_is_not_known_counts_for_no_holder() -> None:
    known = decided(PHRASE, (None, *HOLDERS[1:]))
    assert known.effect is Effect.PERMIT
    assert "Shares 13 words with 'story-0' that 4 stories of other holders have as well." in known.checked.not_held
    assert decided(PHRASE, (None, None, *HOLDERS[2:4], None)).effect is not Effect.PERMIT


def test_an_archive_tells_who_else_has_the_words(tmp_path: Path) -> None:
    with licensing.Archive.open(tmp_path / "stories.db") as archive:
        for number, (matter, holder) in enumerate(zip(MATTERS, HOLDERS, strict=True)):
            path = tmp_path / f"{number}.md"
            path.write_text(story(matter.format(PHRASE), holder, number), encoding="utf-8")
            archive.add(path)
        draft = licensing.check(DRAFT.format(PHRASE), plan=PLAN, archive=archive).drafts[0]
    assert draft.effect is Effect.PERMIT
    assert any("other holders have as well" in one for one in draft.checked.not_held)
