from __future__ import annotations

import re
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from licensing.matching.compare import compare, prepare
from licensing.matching.runs import Run
from licensing.model.document import Span
from licensing.model.passage import Comparison, Passage, PassageKind, Speech
from tests.matching.stories import OWN_REPORT, OWN_WORDS, RETOLD, SOURCE, paragraph

VERBATIM, QUOTATION, REWRITE = PassageKind.VERBATIM, PassageKind.QUOTATION, PassageKind.REWRITE
COMMON, SHARED_SPEECH = PassageKind.COMMON_PHRASE, PassageKind.SHARED_SPEECH
SENTENCE = "Engineers had warned the provincial council twice since the spring floods that the middle pier was leaning."


def compared(draft: str, source: str = SOURCE) -> Comparison:
    return compare(prepare(draft), prepare(source))


def around(text: str) -> str:
    return f"{OWN_WORDS}\n{text}\n\n{OWN_WORDS}"


def only(found: Comparison) -> Passage:
    (passage,) = found.passages
    return passage


def words_of(found: Comparison, kind: PassageKind) -> int:
    return sum(passage.words for passage in found.passages if passage.kind is kind)


def test_a_text_against_itself_is_covered_whole() -> None:
    found = compared(SOURCE)
    covered = sum(passage.words for passage in found.passages)
    assert covered == found.draft_words == found.source_words
    assert {passage.kind for passage in found.passages} == {VERBATIM, SHARED_SPEECH}
    assert found.share_of_source > 0.7
    assert found.passages[0].lead


def test_paragraphs_taken_into_an_own_story_are_one_passage_with_exact_ends() -> None:
    taken = f"{paragraph(1)}\n\n{paragraph(2)}"
    draft = around(taken)
    passage = only(compared(draft))
    assert passage.kind is VERBATIM
    assert draft[passage.draft.start : passage.draft.end] + "." == taken
    assert SOURCE[passage.source.start : passage.source.end] + "." == taken
    assert passage.lead


def test_a_later_paragraph_does_not_touch_the_lead() -> None:
    assert not only(compared(around(paragraph(9)))).lead


def test_small_edits_do_not_break_a_passage_and_do_not_count() -> None:
    edited = paragraph(1).replace("collapsed shortly", "fell in")
    passage = only(compared(around(edited)))
    assert passage.kind is VERBATIM
    assert passage.words == len(prepare(edited).norm) - 2


@pytest.mark.parametrize(
    "mark", ["“{}”", '"{}"', "„{}“", "«{}»", "»{}«", "‹{}›", "‘{}’", "'{}'"], ids=lambda mark: mark.format("x")
)
def test_a_marked_sentence_is_a_quotation(mark: str) -> None:
    draft = around(f"The agency wrote: {mark.format(SENTENCE)} That was in spring.")
    passage = only(compared(draft))
    assert passage.kind is QUOTATION
    assert passage.speech is Speech.OWN
    assert passage.quotation is not None
    span = passage.quotation.span
    assert draft[span.start : span.end] == SENTENCE
    assert (passage.quotation.words, passage.quotation.altered) == (17, False)
    assert passage.quotation.mark == mark.replace("{}", "")


def test_a_block_quote_is_a_quotation() -> None:
    draft = around(SENTENCE)
    start = draft.index(SENTENCE)
    block = Span(start, start + len(SENTENCE))
    found = compare(prepare(draft, blockquotes=[block]), prepare(SOURCE))
    passage = only(found)
    assert passage.quotation is not None
    assert (passage.kind, passage.quotation.mark, passage.quotation.span) == (QUOTATION, "block", block)


def test_words_taken_beyond_the_marks_are_seen_as_such() -> None:
    first, second = paragraph(3).split(". ")
    found = compared(around(f"“{first}.” {second}"))
    assert [(passage.kind, passage.words) for passage in found.passages] == [(QUOTATION, 17), (VERBATIM, 16)]


def test_an_unterminated_mark_hides_nothing() -> None:
    found = compared(around(f"“{paragraph(2)}\n\n{paragraph(3)}"))
    assert {passage.kind for passage in found.passages} == {VERBATIM}


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        pytest.param(SENTENCE, False, id="as it stands"),
        pytest.param(SENTENCE.replace("twice since", "twice ... since"), False, id="dots left nothing out"),
        pytest.param(SENTENCE.replace("since the spring floods ", "[...] "), False, id="left out and marked"),
        pytest.param(SENTENCE.replace("since the spring floods ", ""), True, id="left out in silence"),
        pytest.param(SENTENCE.replace("middle", "eastern"), True, id="one word changed"),
        pytest.param(SENTENCE.replace("Engineers", "[They]"), False, id="put in brackets"),
    ],
)
def test_altered_quotations(text: str, altered: bool) -> None:
    passage = only(compared(around(f"It was reported: “{text}”")))
    assert passage.quotation is not None
    assert (passage.kind, passage.quotation.altered) == (QUOTATION, altered)


@pytest.mark.parametrize(
    ("quote", "kinds"),
    [
        pytest.param("a bakery van on its morning round", [QUOTATION], id="seven words of the agency"),
        pytest.param("a lantern and a whistle", [SHARED_SPEECH], id="five words of a speaker"),
        pytest.param("and he stood in the", [], id="one word that says something"),
        pytest.param("the new regatta stand", [QUOTATION], id="four words"),
        pytest.param("regatta stand", [], id="two words"),
        pytest.param("on the Tuesday of the", [], id="not in the source"),
        pytest.param("on Tuesday evening. “No", [], id="nothing said"),
    ],
)
def test_short_quotations(quote: str, kinds: list[PassageKind]) -> None:
    found = compared(around(f"There was talk of “{quote}” in town."))
    assert [passage.kind for passage in found.passages] == kinds


def test_a_quotation_changed_all_over_is_still_found() -> None:
    changed = "Engineers had warned the provincial board twice since the spring rains that the middle pier was leaning"
    passage = only(compared(around(f"It said “{changed}” then.")))
    assert passage.quotation is not None
    assert (passage.kind, passage.quotation.altered, passage.words) == (QUOTATION, True, 15)


def test_public_speech_both_quote_is_shared_speech() -> None:
    passage = next(one for one in compared(OWN_REPORT).passages if one.words > 8)
    assert (passage.kind, passage.speech) == (SHARED_SPEECH, Speech.PUBLIC)
    assert compared(OWN_REPORT).share_of_draft == 0


def test_speech_given_to_the_agency_alone_is_told() -> None:
    found = compared(
        around("She said: “We heard the stones grinding all night and nobody would pick up the telephone.”")
    )
    assert (only(found).kind, only(found).speech) == (SHARED_SPEECH, Speech.EXCLUSIVE)


def test_speech_taken_without_marks_is_verbatim() -> None:
    found = compared(around("We heard the stones grinding all night and nobody would pick up the telephone, she said."))
    assert only(found).kind is VERBATIM
    assert only(found).speech is Speech.EXCLUSIVE


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        pytest.param("Governor Anton Rask said in a statement on Tuesday, 3 May 2026,", COMMON, id="titles and dates"),
        pytest.param("could not immediately be reached for comment on Tuesday", COMMON, id="stock wording"),
        pytest.param("the tide turned at noon and the divers had to leave", VERBATIM, id="own words"),
    ],
)
def test_common_phrases_are_classed_not_dropped(phrase: str, kind: PassageKind) -> None:
    source = f"The bridge fell. Later {phrase} as the papers wrote. Rask and Anton are names; a governor is none."
    assert only(compared(around(f"Here {phrase} they wrote."), source)).kind is kind


def test_stock_wording_of_25_words_is_not_common() -> None:
    long = "Governor Anton Rask said in a statement on Tuesday " * 3
    assert words_of(compared(long, f"Before. {long}"), VERBATIM) == 27


@pytest.mark.parametrize(
    ("draft", "source", "words"),
    [
        pytest.param("Bridge falls.", "The old bridge falls today, they say, in the north.", 2, id="short draft"),
        pytest.param("The old bridge falls today, they say, in the north.", "BRIDGE FALLS", 2, id="short source"),
        pytest.param("Bridge falls.", "The bridge fell.", 0, id="not the whole of it"),
        pytest.param("", "Words", 0, id="empty draft"),
        pytest.param("Words", "", 0, id="empty source"),
        pytest.param("", "", 0, id="nothing at all"),
    ],
)
def test_short_texts(draft: str, source: str, words: int) -> None:
    found = compared(draft, source)
    assert sum(passage.words for passage in found.passages) == words
    assert 0 <= found.rewrite <= 1


def test_runs_already_known_are_taken() -> None:
    draft, source = prepare(around(paragraph(2))), prepare(SOURCE)
    fresh = compare(draft, source)
    first, last = draft.places(fresh.passages[0].draft)
    start, _ = source.places(fresh.passages[0].source)
    assert compare(draft, source, runs=[Run(first, start, last - first)]) == fresh
    assert VERBATIM not in {passage.kind for passage in compare(draft, source, runs=[]).passages}


def test_a_retelling_is_a_rewrite_with_its_sentences_side_by_side() -> None:
    found = compared(RETOLD)
    assert found.rewrite >= 0.5
    told = only(found)
    assert told.kind is REWRITE
    assert found.share_of_draft > 0.8
    assert len(told.parts) >= 9
    missing = next(one for one in told.parts if "bakery" in RETOLD[one.draft.start : one.draft.end])
    assert "a bakery van on its morning round" in SOURCE[missing.source.start : missing.source.end]


def test_an_own_report_of_the_event_is_no_rewrite() -> None:
    found = compared(OWN_REPORT)
    assert found.rewrite < 0.5
    assert words_of(found, REWRITE) == words_of(found, VERBATIM) == 0


def test_copied_words_are_not_also_a_rewrite() -> None:
    half = RETOLD.split("\n\n")
    draft = "\n\n".join([paragraph(1), paragraph(2), *half[2:]])
    found = compared(draft)
    for one, other in pairwise(found.passages):
        assert one.draft.end <= other.draft.start
    assert words_of(found, VERBATIM) > 60
    assert words_of(found, REWRITE) > 60
    assert all(passage.kind is not REWRITE for passage in compared(SOURCE).passages)


DISGUISES: dict[str, Callable[[str], str]] = {
    "wrapped anew": lambda text: re.sub(r" (\w+ \w+ \w+) ", r"\n\1 ", text),
    "upper case": str.upper,
    "straight quotes": lambda text: text.translate({ord("“"): '"', ord("”"): '"', ord("’"): "'"}),
    "zero-width characters": "\u200b".join,
    "soft hyphens": lambda text: re.sub(r"(\w\w)(\w\w)", "\\1\u00ad\\2", text),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "Cyrillic look-alikes": lambda text: re.sub(r"(?<=\w)[ao]", lambda match: {"a": "а", "o": "о"}[match[0]], text),
}


@pytest.mark.parametrize("name", DISGUISES)
def test_disguises_lose_no_passage(name: str) -> None:
    plain, hidden = compared(SOURCE), compared(DISGUISES[name](SOURCE))
    assert [(one.kind, one.words) for one in hidden.passages] == [(one.kind, one.words) for one in plain.passages]
    assert hidden.share_of_source == plain.share_of_source


PIECES = st.sampled_from(
    [*SOURCE.split("\n\n"), *OWN_REPORT.split("\n\n"), OWN_WORDS, "“", "”", '"', "", "\u200b", "«»"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=6), st.lists(PIECES, max_size=6), st.sampled_from([" ", "\n", "\n\n"]))
def test_every_passage_lies_in_both_texts_and_agrees_with_its_words(
    here: list[str], there: list[str], glue: str
) -> None:
    draft, source = glue.join(here), glue.join(there)
    found = compared(draft, source)
    for passage in found.passages:
        assert 0 <= passage.draft.start < passage.draft.end <= len(draft)
        assert 0 <= passage.source.start < passage.source.end <= len(source)
        assert 0 <= passage.score <= 1
        assert 0 < passage.words <= len(prepare(draft[passage.draft.start : passage.draft.end]).norm)
        if passage.quotation:
            assert passage.quotation.span.start <= passage.draft.start
            assert passage.draft.end <= passage.quotation.span.end
    for one, other in pairwise(found.passages):
        assert one.draft.end <= other.draft.start
    assert 0 <= found.share_of_draft <= 1
    assert 0 <= found.share_of_source <= 1


@settings(max_examples=60, deadline=None)
@given(st.text("ab c“”\"'.\n", max_size=80))
@example("aa.a.a..a..a..a..a")
def test_any_text_against_itself_has_every_word_in_a_passage(text: str) -> None:
    found = compared(text, text)
    assert sum(passage.words for passage in found.passages) >= found.draft_words - 3


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_run_of_eight_words_lies_in_passages(data: st.DataObject) -> None:
    words = st.sampled_from(["the", "bridge", "river", "council", "pier", "money", "stones", "night", "divers", "fell"])
    draft = data.draw(st.lists(words, min_size=8, max_size=60))
    source = data.draw(st.lists(words, min_size=8, max_size=60))
    start = data.draw(st.integers(0, len(source) - 8))
    at = data.draw(st.integers(0, len(draft)))
    draft[at:at] = source[start : start + 8]
    text = " ".join(draft)
    low = len(" ".join(draft[:at])) + bool(at)
    high = len(" ".join(draft[: at + 8]))
    met = [one for one in compared(text, " ".join(source)).passages if one.draft.start < high and low < one.draft.end]
    covered = sum(min(high, one.draft.end) - max(low, one.draft.start) for one in met)
    assert covered >= 0.5 * (high - low)


LINE = "The minister said on Monday that the bridge over the river would be rebuilt before winter. "


@pytest.mark.parametrize(
    "unit",
    [LINE, LINE.replace(".", ""), f"“{LINE}” ", '"', "“", "'a ", "a", "A-", "ab cd ", "日本", "told ", "“a b.\n"],
)
def test_hostile_texts_take_seconds_at_most(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    began = time.process_time()
    compared(text, text)
    assert time.process_time() - began < 5
