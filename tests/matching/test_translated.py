"""Possible translations: the names and numbers of a story in another language, in its order.

`translations/` holds twenty invented stories, each with a translation and an independent report of the same event in
the translation's language. The lines were fixed on the first ten.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from licensing.matching.compare import prepare
from licensing.matching.translated import translated
from licensing.model.passage import Translation

FOLDER = Path(__file__).parent / "translations"
FILES = sorted(FOLDER.glob("*.txt"))
PART = re.compile(r"^== (\w+) (\w\w)\n", re.MULTILINE)


def texts(path: Path) -> dict[str, tuple[str, str]]:
    """Return language and text of the story, its translation and the report of its event."""
    _, *parts = PART.split(path.read_text(encoding="utf-8"))
    return {name: (language, text.strip()) for name, language, text in zip(*[iter(parts)] * 3, strict=True)}


def beside(draft: str, source: str) -> Translation | None:
    return translated(prepare(draft), prepare(source))


def test_there_are_twenty_stories() -> None:
    assert len(FILES) == 20


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_translation_is_possible_either_way(path: Path) -> None:
    found = texts(path)
    language, story = found["story"]
    other, translation = found["translation"]
    told = beside(translation, story)
    assert told is not None
    assert (told.draft_language, told.source_language) == (other, language)
    assert told.names >= 10
    assert beside(story, translation) is not None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_independent_report_in_another_language_is_none(path: Path) -> None:
    found = texts(path)
    assert beside(found["report"][1], found["story"][1]) is None
    assert beside(found["story"][1], found["report"][1]) is None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_one_language_is_never_a_translation(path: Path) -> None:
    found = texts(path)
    assert beside(found["story"][1], found["story"][1]) is None
    assert beside(found["translation"][1], found["report"][1]) is None


def test_a_story_of_another_event_is_none() -> None:
    stories = [texts(path) for path in FILES]
    assert not any(
        beside(one["translation"][1], other["story"][1]) for one in stories for other in stories if other is not one
    )


STORY, DRAFT = texts(FILES[0])["story"][1], texts(FILES[0])["translation"][1]


def test_paragraphs_in_another_order_are_no_translation() -> None:
    turned = "\n\n".join(reversed(DRAFT.split("\n\n")))
    assert beside(turned, STORY) is None


@pytest.mark.parametrize(
    "draft",
    [
        pytest.param("", id="nothing"),
        pytest.param("Kelmar 14 3.200 8,5 2019 2023 46 30", id="no language"),
        pytest.param(re.sub(r"\d", "", DRAFT), id="without numbers"),
        pytest.param(DRAFT.split("\n\n")[0], id="one paragraph"),
    ],
)
def test_too_little_to_tell(draft: str) -> None:
    assert beside(draft, STORY) is None


def test_a_text_that_repeats_itself_is_no_translation() -> None:
    assert beside(f"{DRAFT}\n\n" * 200, f"{STORY}\n\n" * 200) is None
