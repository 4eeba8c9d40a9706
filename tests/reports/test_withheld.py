"""Reports without texts: places stay, words go, whatever the format."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import licensing
from licensing.model.decision import Decision, NoticeWords, PairedSentences, Retelling, StoryRef
from licensing.model.document import Document, Link, Span, Story
from licensing.model.effect import Effect
from licensing.reports import Style, render
from licensing.reports.formats import formats
from licensing.reports.withheld import withheld
from tests.reports.hostile import RAW, draft, finding

ROOT = Path(__file__).parents[2]
GATE = ROOT / "tests" / "corpus" / "gate"
SCHEMA = json.loads((ROOT / "rules/schema/decision.schema.json").read_text(encoding="utf-8"))
PLAN = {"medium": ["web"], "territory": ["TR"], "date": "2026-11-22", "purpose": "news-reporting"}
RUN = 5
"""Words in a row that nothing but a text has."""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def shared(report: str, text: str) -> list[str]:
    told = " ".join(words(report))
    own = words(text)
    runs = (" ".join(own[at : at + RUN]) for at in range(len(own) - RUN + 1))
    return [run for run in runs if f" {run} " in f" {told} "]


@pytest.fixture(scope="module", params=["quotation-uncredited.md", "paraphrase.md", "quotation.md"])
def decision(request: pytest.FixtureRequest) -> Decision:
    story = (GATE / "ferry.txt").read_text(encoding="utf-8")
    document = Document(
        raw=story,
        prose=story,
        name="wire/ferry.txt",
        metadata={
            "title": "Ferry torn loose in the autumn storm",
            "limits": "NO INTERNET\nask the night desk before any other use of it",
        },
    )
    return licensing.check(GATE / request.param, plan=PLAN, sources=[Story("ferry", document)])


@pytest.mark.parametrize("name", sorted(formats()))
@pytest.mark.parametrize("verbose", [False, True])
def test_no_words_of_draft_story_notice_or_headline(decision: Decision, name: str, verbose: bool) -> None:
    texts = [draft.document.raw.partition("\n---\n")[2] for draft in decision.drafts if draft.document]
    texts += [story.document.raw for draft in decision.drafts for story in draft.stories]
    texts += [title for draft in decision.drafts for story in draft.stories if (title := story.title)]
    texts.append("ask the night desk before any other use of it")
    assert len(texts) >= 4
    report = render(decision, name, Style(texts=False, verbose=verbose))
    assert not [run for text in texts for run in shared(report, text)]
    with_texts = render(decision, name, Style(verbose=verbose))
    assert [run for text in texts for run in shared(with_texts, text)]


@pytest.mark.parametrize("name", sorted(formats()))
def test_the_effect_the_rules_and_the_places_stay(decision: Decision, name: str) -> None:
    with_texts, without = (render(decision, name, Style(texts=texts)) for texts in (True, False))
    for told in (r"law/tr/[a-z0-9-]+", r"\.md:\d+:\d+", r'"(?:start|end|line|column|endLine|startColumn)": ?\d+'):
        assert sorted(re.findall(told, with_texts)) == sorted(re.findall(told, without))


def test_json_without_texts_keeps_its_contract(decision: Decision) -> None:
    data = json.loads(render(decision, "json", Style(texts=False)))
    Draft202012Validator(SCHEMA).validate(data)


def test_texts_keep_their_shape_line_by_line_and_byte_by_byte() -> None:
    text = Document(raw=RAW, prose=RAW, metadata={"title": "Storm", "id": "7"}, links=(Link(Span(0, 1), "u"),))
    (bare,) = withheld(Decision((draft(finding(), document=text),))).drafts
    assert bare.document is not None
    assert len(bare.document.raw.encode()) == len(RAW.encode())
    assert [len(line) for line in bare.document.raw.split("\n")] == [len(line) for line in RAW.split("\n")]
    assert not set(words(bare.document.raw)) & set(words(RAW))
    assert (bare.document.metadata, bare.document.links) == ({"id": "7"}, ())


def test_what_a_message_quotes_goes_and_what_it_says_stays() -> None:
    said = finding(
        message="'Storm hits' is taken. Its notice says no. The words: “Not for use.” The limit 'NO WEB' holds.",
        quoted=("“Not for use.”", "'NO WEB'"),
        story=StoryRef("s", "Storm hits"),
        notice=NoticeWords(Span(0, 3), "Not for use."),
    )
    (bare,) = withheld(Decision((draft(said),))).drafts
    assert bare.findings[0].message == "'s' is taken. Its notice says no. The words: “…” The limit '…' holds."
    assert bare.findings[0].story.title is None
    assert bare.findings[0].notice == NoticeWords(Span(0, 3), "")


def test_sentences_side_by_side_lose_their_words() -> None:
    pair = PairedSentences(Span(0, 4), Span(5, 9), "The ferry sank.", 0.9, ("ferry", "sank"))
    one = Retelling(StoryRef("s", "Storm"), 0.6, (), (pair,), ())
    told = draft(finding(Effect.REVIEW, manner="rewrite"), effect=Effect.REVIEW, retellings=(one,))
    (bare,) = withheld(Decision((told,))).drafts
    assert bare.retellings[0].sentences == (pair._replace(text="", words=()),)
    shown = render(Decision((told,)), "text", Style(texts=False))
    assert "Rewriting score 0.60" in shown
    assert "ferry" not in shown


def test_nothing_else_changes() -> None:
    told = draft(finding())
    bare = withheld(Decision((told,)))
    assert replace(bare.drafts[0], document=told.document) == told
