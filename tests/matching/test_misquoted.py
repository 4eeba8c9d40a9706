"""Quotations credited to a story that does not have them, or has them from another speaker."""

from __future__ import annotations

import pytest

from licensing.matching.compare import compare, prepare
from licensing.matching.misquoted import carries, credited, misattributed, unfounded
from licensing.model.passage import Misquotation
from tests.matching.stories import AGENCY, SOURCE

NAMES = (AGENCY,)
STORY = prepare(SOURCE, names=NAMES)
FILLER = "The waterworks of the eastern villages do not expect to lay a hose across the river before the weekend."


def asked(text: str) -> list[str]:
    draft = prepare(f"{FILLER}\n\n{text}\n\n{FILLER}")
    return [draft.prose[slice(*region.quoted.inner)] for region in credited(draft, NAMES)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“We sold the boats for scrap last year,” Ostmark Agency reported.", id="its own sentence"),
        pytest.param("“We sold the boats for scrap last year.” Ostmark Agency reported this.", id="the sentence after"),
        pytest.param(
            "Havlik told Ostmark Agency of a sale. “We sold the boats for scrap last year.”", id="told before"
        ),
        pytest.param("Ostmark Agency reported of a sale: “We sold the boats for scrap last year.”", id="a colon"),
        pytest.param(
            "Havlik told Ostmark Agency of it. “We sold the boats for scrap last year,” she said.", id="pronoun"
        ),
        pytest.param(
            "Havlik told Ostmark Agency of it. “We sold the boats for scrap last year,” Havlik added.", id="name"
        ),
        pytest.param("“No,” Havlik told Ostmark Agency. “We sold the boats for scrap last year.”", id="goes on"),
    ],
)
def test_a_quotation_credited_to_the_agency(text: str) -> None:
    assert any(one.startswith("We sold the boats for scrap last year") for one in asked(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“We sold the boats for scrap last year,” Havlik said.", id="nobody is credited"),
        pytest.param(
            "“We sold the boats for scrap last year,” Havlik told us, not Ostmark Agency.", id="own interview"
        ),
        pytest.param(
            "Ostmark Agency reported a fall. “We sold the boats for scrap last year,” Lund said.", id="another speaker"
        ),
        pytest.param(
            "“We sold the boats,” Lund said. “Ours went for scrap last year.” Ostmark Agency reported a fall.",
            id="goes on",
        ),
        pytest.param(
            "Rask denied what Ostmark Agency reported: “We sold the boats for scrap last year.”", id="an answer"
        ),
        pytest.param("Ostmark Agency reported on the film “The Long Night Before Dawn Again”.", id="a title"),
        pytest.param("Ostmark Agency reported a “very odd sale”.", id="a few words"),
    ],
)
def test_a_quotation_not_credited_to_it(text: str) -> None:
    assert asked(text) == []


def judged(said: str) -> Misquotation | None:
    draft = prepare(f"{FILLER}\n\nOstmark Agency reported: “{said}”")
    (region,) = credited(draft, NAMES)
    found = None if carries(STORY, region, draft) else unfounded(region, draft, STORY)
    assert found is None or (found.source is None) == (found.kind is Misquotation.FABRICATED)
    return found.kind if found else None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param("We heard the stones grinding all night", None, id="the story's words"),
        pytest.param("We heard the stones … and nobody would pick up the telephone", None, id="cut, and said so"),
        pytest.param(
            "We heard the stones grinding all night and nobody picked up a phone", None, id="mostly its words"
        ),
        pytest.param(
            "We heard the stones grinding while the council was asleep in the new stand",
            Misquotation.ALTERED,
            id="part",
        ),
        pytest.param("The governor has sold this river to his cousin", Misquotation.FABRICATED, id="nowhere"),
        pytest.param(
            "Wir haben die Steine die ganze Nacht gehört und niemand ist an das Telefon gegangen",
            None,
            id="a translation",
        ),
    ],
)
def test_a_quotation_beside_the_story(said: str, expected: Misquotation | None) -> None:
    assert judged(said) is expected


def test_a_draft_in_another_language_translates() -> None:
    draft = prepare(
        "Die Brücke über die Marn ist in der Nacht eingestürzt, und die Feuerwehr hat zwei Fahrer gerettet.\n\n"
        "„Der Gouverneur hat den Fluss an seinen Vetter verkauft“, berichtet Ostmark Agency."
    )
    (region,) = credited(draft, NAMES)
    assert unfounded(region, draft, STORY) is None


GRINDING = "We heard the stones grinding all night and nobody would pick up the telephone"
REGATTA = "The council has nothing to hide from anybody in this province"
WITH_TWO = SOURCE.replace(
    "Governor Anton Rask declared", f"“{REGATTA},” Anton Rask said.\n\nGovernor Anton Rask declared"
)


def test_words_given_to_another_speaker() -> None:
    draft = prepare(f"{FILLER}\n\n{FILLER}\n\n“{GRINDING},” Anton Rask said.\n\n{FILLER}")
    story = prepare(WITH_TWO, names=NAMES)
    (found,) = misattributed(compare(draft, story).passages, draft, story)
    assert found.kind is Misquotation.MISATTRIBUTED
    assert found.speakers == ("Anton Rask", "Jonna Havlik")
    assert draft.prose[slice(*found.draft)] == f"{GRINDING},"
    assert found.source is not None
    assert story.prose[slice(*found.source)].startswith("We heard the stones")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"“{GRINDING},” Jonna Havlik said.", id="the speaker"),
        pytest.param(f"“{GRINDING},” Havlik said.", id="by one name"),
        pytest.param(f"“{GRINDING},” she said.", id="a pronoun"),
        pytest.param(f"“{GRINDING},” the toll keeper said.", id="an office"),
        pytest.param(f"“{GRINDING},” Petra Lund said.", id="somebody the story does not quote"),
        pytest.param(f"Havlik keeps the toll house.\n\n“{GRINDING},” Anton Rask said.", id="the speaker stands near"),
        pytest.param(GRINDING, id="no marks"),
    ],
)
def test_words_left_to_their_speaker(text: str) -> None:
    draft = prepare(f"{FILLER}\n\n{FILLER}\n\n{text}\n\n{FILLER}\n\n{FILLER}")
    story = prepare(WITH_TWO, names=NAMES)
    assert list(misattributed(compare(draft, story).passages, draft, story)) == []


def test_a_story_that_quotes_nobody_gives_no_speaker() -> None:
    plain = prepare(SOURCE.replace("“", "").replace("”", ""))
    draft = prepare(f"“{GRINDING},” Anton Rask said.")
    assert list(misattributed(compare(draft, plain).passages, draft, plain)) == []
