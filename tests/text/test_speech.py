from __future__ import annotations

import pytest

from licensing.model.passage import Speech
from licensing.text.quotes import quoted
from licensing.text.speech import speeches


def spoken(text: str, *names: str) -> list[Speech]:
    return [one.speech for one in speeches(text, quoted(text), names)]


FILLER = "The river rose all night and the lower streets of the town were closed to carts. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“We fled,” Orla Venn told Ostmark Agency.", Speech.EXCLUSIVE, id="told the agency"),
        pytest.param("In an interview with Ostmark News, Venn said “we fled”.", Speech.EXCLUSIVE, id="interview"),
        pytest.param("Speaking to the Ostmark Agency, she said “we fled”.", Speech.EXCLUSIVE, id="speaking to"),
        pytest.param("“We fled,” she told our correspondent.", Speech.EXCLUSIVE, id="our correspondent"),
        pytest.param("“We fled,” she said in a statement.", Speech.PUBLIC, id="statement"),
        pytest.param("Venn told reporters “we fled”.", Speech.PUBLIC, id="reporters"),
        pytest.param("“We fled,” she told parliament.", Speech.PUBLIC, id="parliament"),
        pytest.param("“We fled,” she wrote on social media.", Speech.PUBLIC, id="social media"),
        pytest.param("“We fled,” she said at a news conference.", Speech.PUBLIC, id="news conference"),
        pytest.param("“We fled,” she says in an audio message.", Speech.PUBLIC, id="audio message"),
        pytest.param("“We fled,” she said.", Speech.UNKNOWN, id="nothing tells"),
        pytest.param("Vali, Ostmark Ajansı muhabirine, “Kaçtık” dedi.", Speech.EXCLUSIVE, id="Turkish, to the agency"),
        pytest.param("Vali, yazılı açıklamasında “Kaçtık” dedi.", Speech.PUBLIC, id="Turkish, statement"),
    ],
)
def test_cue_in_the_sentence(text: str, expected: Speech) -> None:
    text = f"{FILLER}\n\n{text}\n\n{FILLER * 2}"
    assert spoken(text) == [expected]


def test_only_the_names_given_count_when_some_are() -> None:
    text = f"{FILLER}“We fled,” Venn told Ostmark Agency.{FILLER}"
    assert spoken(text, "Ostmark Agency") == [Speech.EXCLUSIVE]
    assert spoken(text, "Westmark Press") == [Speech.UNKNOWN]


def test_a_cue_between_the_marks_is_the_speakers_word() -> None:
    assert spoken(f"{FILLER}“I told Ostmark Agency nothing,” she said. {FILLER}") == [Speech.UNKNOWN]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The pilot told Ostmark Agency that the engine failed.\n\n“It just stopped,” he continued.",
            [Speech.EXCLUSIVE],
            id="the same speaker goes on",
        ),
        pytest.param(
            "A pilot said, “It just stopped.”\n\nThe pilot, who gave no name, told Ostmark Agency that he jumped.",
            [Speech.EXCLUSIVE],
            id="introduced after the quotation",
        ),
        pytest.param(
            "Venn has called for a “quiet harvest” this year.\n\nShe declared in an audio message that it was near.",
            [Speech.PUBLIC],
            id="carried on by a pronoun",
        ),
        pytest.param(
            "The pilot told Ostmark Agency that the engine failed.\n\n“It was loud,” said Marga Troll.",
            [Speech.UNKNOWN],
            id="another speaker",
        ),
        pytest.param(
            "The pilot told Ostmark Agency that the engine failed.\n\nQuiet harvest\n\n“It was loud,” he said.",
            [Speech.UNKNOWN],
            id="a heading between",
        ),
    ],
)
def test_speaker_of_a_neighbouring_paragraph(text: str, expected: list[Speech]) -> None:
    assert spoken(f"{text}\n\n{FILLER * 3}") == expected


def test_a_text_wholly_in_marks_quotes_nobody() -> None:
    assert spoken(f"“{FILLER * 3}” he said.") == []
