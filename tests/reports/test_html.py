"""The page people read: valid, alone, escaped, and no more protected text than it needs."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensing.api.gate import check_files
from licensing.model.audit import Audit, Group, Item, LedgerEntry, Limits, Reason, Taken, Totals
from licensing.model.decision import Decision, DraftDecision, Finding, Question, StoryRef, Trouble
from licensing.model.document import Document, Span, Story
from licensing.model.effect import Effect
from licensing.reports import Style, render
from licensing.reports.audit import View
from licensing.reports.audit import render as render_audit
from licensing.reports.html.beside import MOST
from licensing.reports.html.element import shown
from licensing.reports.html.marked import Cut, Mark, marked
from tests.reports.validity import Page

GATE = Path(__file__).parent.parent / "corpus" / "gate"
FERRY = (GATE / "ferry.txt").read_text(encoding="utf-8")


def decided(*drafts: str) -> Decision:
    return check_files([GATE / one for one in drafts], sources=[GATE / "ferry.txt"], plan=GATE / "plan.yaml")


@pytest.mark.parametrize("draft", sorted(path.name for path in GATE.glob("*.md")))
@pytest.mark.parametrize("texts", [True, False])
def test_every_case_is_a_valid_page(draft: str, texts: bool) -> None:
    page = Page(render(decided(draft), "html", Style(texts=texts)))
    assert page.faults == []
    assert page.headings[0] == 1
    assert {"main", "header", "footer", "title"} <= set(page.tags)
    assert "script" not in page.tags


def test_many_drafts_and_what_could_not_be_checked() -> None:
    text = render(decided("quotation.md", "whole.md", "gone.md"), "html")
    page = Page(text)
    assert page.faults == []
    assert page.anchors.count("draft-1") == page.anchors.count("draft-2") == 1
    assert text.index('id="draft-2"') < text.index('id="draft-1"'), "the strictest comes first"
    assert "gone.md: There is no such file." in page.text


def test_passages_lead_to_each_other_both_ways() -> None:
    page = Page(render(decided("quotation-uncredited.md"), "html"))
    there = {one for one in page.anchors if one.startswith("draft-1-")}
    assert {"draft-1-d1", "draft-1-s1"} <= there
    assert {one.replace("-d", "-s") for one in there if "-d" in one} == {one for one in there if "-s" in one}


def test_a_story_is_not_shown_whole() -> None:
    page = Page(render(decided("quotation-uncredited.md"), "html"))
    assert "The channel has taken ships before" in page.text
    shown_whole = [one for one in FERRY.strip().split("\n\n") if len(one) > 80 and one in page.text]
    assert len(shown_whole) == 2, "the sentence quoted is a paragraph, and so is the notice"
    assert "characters are not shown" in page.text


def test_without_texts_no_words_of_draft_story_or_notice() -> None:
    page = Page(render(decided("quotation-uncredited.md", "paraphrase.md", "whole.md"), "html", Style(texts=False)))
    for words in ("channel has taken", "Eleven names", "may not be published, broadcast", "net mender"):
        assert words not in page.text
    assert "line 7, column 2" in page.text


def test_no_credit_is_told_first_for_what_is_taken_word_for_word() -> None:
    page = Page(render(decided("three-paragraphs.md"), "html"))
    first = page.text.partition("What to do first")[2].partition("Draft and story")[0]
    assert "Ask Harbour Wire Agency for a licence" in first
    assert "credit" not in first


HOSTILE = "<script>alert(1)</script>\"'&<img src=x onerror=y>\u202etxt\u2066\x00\x1b[31m\ud800 --><style>*{}</style>"


def hostile() -> Decision:
    text = f"{HOSTILE} " * 4 + "the shared words of the story stand here " + HOSTILE
    span, place = Span(text.index("the shared"), text.index("stand here")), StoryRef(HOSTILE, HOSTILE, HOSTILE)
    finding = Finding(
        HOSTILE, "law", HOSTILE, HOSTILE, HOSTILE, Effect.DENY, HOSTILE, HOSTILE, place, draft=span, source=span
    )
    draft = DraftDecision(
        HOSTILE,
        Effect.DENY,
        (finding, replace(finding, draft=Span(0, len(text) + 99))),
        questions=(Question(HOSTILE, HOSTILE, HOSTILE),),
        document=Document(text, text),
        stories=(Story(HOSTILE, Document(text, text)),),
    )
    return Decision((draft,), (Trouble(HOSTILE, HOSTILE),))


def test_hostile_texts_are_shown_and_not_obeyed() -> None:
    text = render(hostile(), "html")
    page = Page(text)
    assert page.faults == []
    assert {"script", "img"} & set(page.tags) == set()
    assert page.tags.count("style") == 1
    assert "<script>alert(1)</script>" in page.text
    assert "⟨U+202E⟩" in page.text
    assert not set("\x00\x1b\u202e\u2066") & set(text)
    text.encode("utf-8")


@given(st.text())
def test_any_text_is_one_text(text: str) -> None:
    page = Page(f"<p>{shown(text)}</p>")
    assert page.tags == ["p"]
    assert page.faults == []
    assert not page.outside


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=300), st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=12))
def test_marks_may_overlap_as_they_like(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [
        Mark(Span(min(one), max(one)), kind, f"{number}", f"d{number}", f"d{number}")
        for number, one in enumerate(spans)
        for kind in [("verbatim", "quote", "rewrite")[number % 3]]
        if min(one) < len(text)
    ]
    for cut in (Cut(5, 10_000, 10_000), Cut(5, 0, 40)):
        page = Page(str(marked(text, marks, cut)))
        assert page.faults == []
        assert set(page.ids) == {one.id for one in marks}
    whole = Page(str(marked(text, [one._replace(label="") for one in marks], Cut(5, 10_000, 10_000)))).text
    assert whole == Page(str(shown(text))).text


def test_a_long_draft_takes_linear_time_and_little_room() -> None:
    def timed(words: int) -> tuple[float, int]:
        text = "word " * words
        spans = [Span(place, place + 400) for place in range(0, len(text) - 400, 100)]
        found = tuple(
            Finding("a/b", "law", None, "publish", "verbatim", Effect.DENY, "m", "f", StoryRef("s"), one, None, one)
            for one in spans
        )
        draft = DraftDecision(
            "a.md", Effect.DENY, found, document=Document(text, text), stories=(Story("s", Document(text, text)),)
        )
        started = time.process_time()
        page = render(Decision((draft,)), "html")
        return time.process_time() - started, len(page)

    small, large = timed(25_000), timed(200_000)
    assert large[0] < 24 * max(small[0], 0.02)
    assert large[1] < 400_000
    assert MOST == 200


def an_audit(count: int = 12) -> Audit:
    story = StoryRef("ferry", "Ferry <lost>", "Harbour Wire")
    reason = Reason("law/tr/x", Effect.DENY, story, "verbatim", "Shares 30 words.", "Take it out.", 3)
    items = [
        Item(f"out/{number}.md", "2026-11-02", f"Title {number}", Effect.DENY, Effect.DENY, reasons=(reason,))
        for number in range(count)
    ]
    items.append(Item("out/held.md", "", None, Effect.REVIEW, Effect.PERMIT, questions=(Question("x", "writer", "?"),)))
    taken = Taken("out/1.md", "2026-11-02", Effect.DENY, 30, 0.1, 30, 0, 0)
    group = Group("Harbour Wire", None, count, count, 0, 1, 30)
    month = group._replace(name="2026-11")
    return Audit(
        items,
        (LedgerEntry(story, 300, 60, 50, 10, 0, (taken,), Effect.DENY),),
        {
            "holder": (group, group._replace(name="", words=0)),
            "rule": (group._replace(name="law/tr/x"),),
            "story": (group._replace(name="ferry", title="Ferry <lost>"),),
            "month": (month, month._replace(name="2026-12", deny=1, review=2, outputs=5)),
        },
        Totals(outputs=count + 1, deny=count, review=1, taking=count, stopped=count),
        (Trouble("gone.md", "gone.md: no such file"),),
        Limits(0.05, 0.1),
        1,
        ("ferry",),
        ("territory: TR (declared by flags)",),
        ("pictures",),
    )


@pytest.mark.parametrize("view", [View(), View(verbose=True), View(by="holder"), View(texts=False), View(by="month")])
def test_an_audit_is_a_valid_page(view: View) -> None:
    text = "".join(render_audit(an_audit(), "html", view))
    page = Page(text)
    assert page.faults == []
    assert ("Ferry <lost>" in page.text) is (view.texts and view.by is None)


def test_an_audit_over_time_has_its_numbers() -> None:
    text = "".join(render_audit(an_audit(), "html"))
    assert "<desc>2026-11: 12 deny, 0 review, 0 permit; 2026-12: 1 deny, 2 review, 2 permit</desc>" in text
    assert "20%" in text
    assert "and 2 more; --verbose shows all" in text
    assert text.count("<h3>") < "".join(render_audit(an_audit(), "html", View(verbose=True))).count("<h3>")


def test_an_empty_audit() -> None:
    assert Page("".join(render_audit(Audit((), (), {}, Totals()), "html"))).faults == []
