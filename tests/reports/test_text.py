"""What an editor reads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from licensing.model.decision import Decision, DraftDecision, Trouble
from licensing.model.document import Document, Span
from licensing.model.effect import Effect
from licensing.reports import render
from licensing.reports.lines import WIDTH, excerpt, one_line

CLOSING = "\n\nThis is a rule lookup, not legal advice; thresholds are house policy.\n"

DENIED = """\
DENY  drafts/floods.md
Stopped: no right on file covers this.

'Storm hits coast' [storm-hits-coast] (Harbour Wire): publish, verbatim
  drafts/floods.md:3:1  characters 120-270 of the story
    “The ferry to Port Lorn was torn from its moorings shortly after ... the lighthouse.”
  deny  Shares 26 words without quotation marks with 'Storm hits coast' (Harbour Wire): 18 % of the
        story. Its notice says it may not be published.
        The words: “This material may not be published, broadcast, rewritten.”
        [agencies/harbour-wire/notice]
        -> Ask Harbour Wire for a licence (rights@harbour.example), or take the passage out.
  deny  Came nearest: Some sentences of a work already made public may stand as a quotation. It
        covers quote; this is verbatim.
        [law/tr/fsek-35-1] Copyright Act of Lorn, art. 35

Shared, and not held against the draft:
  - “Port Lorn Harbour Authority” is a name.

Taken on somebody's word:
  purpose: news-reporting (declared by plan.yaml)

Checked: 1 story (storm-hits-coast), the law of TR. Not checked: translations; images."""

HELD = """\
REVIEW  drafts/claim.md
Held: a person must look before this goes out.

Questions that would settle it:
  duty editor: Where does the draft go? Name the countries. (territory)

'Storm hits coast' [storm-hits-coast] (Harbour Wire): publish, verbatim
review  The plan names no territory, so the fallback was asked.
        [agencies/harbour-wire/notice]

Checked: 1 story (storm-hits-coast). Not checked: anything else."""

PERMITTED = """\
PERMIT  drafts/quote.md
No known obstacle in what was checked: 1 story (storm-hits-coast), the law of TR. Not checked:
translations; images.

Obligations:
  Delete the story after 30 days. [agreements/hw-2026/1]

Shared, and not held against the draft:
  - “Port Lorn Harbour Authority” is a name.

Taken on somebody's word:
  purpose: news-reporting (declared by plan.yaml)"""

ERRORS = """\
Could not be checked, and may not go out:
  drafts/empty.md: The file is empty."""


@pytest.mark.parametrize(
    ("name", "text"), [("denied", DENIED), ("held", HELD), ("permitted", PERMITTED)], ids=["deny", "review", "permit"]
)
def test_one_draft(name: str, text: str, request: pytest.FixtureRequest) -> None:
    assert render(Decision((request.getfixturevalue(name),)), "text") == text + CLOSING


def test_a_run_ends_with_what_could_not_be_checked_and_the_count(run: Decision) -> None:
    total = "4 drafts: 1 deny, 1 review, 1 permit, 1 not checked."
    assert render(run, "text") == "\n\n".join([DENIED, HELD, PERMITTED, ERRORS, total]) + CLOSING


def test_nothing_but_an_error() -> None:
    decision = Decision(errors=(Trouble("", "There is nothing to compare with."),))
    expected = "Could not be checked, and may not go out:\n  There is nothing to compare with."
    assert render(decision, "text") == expected + CLOSING


def test_verbose_says_where_authority_was_read(denied: DraftDecision) -> None:
    lines = render(Decision((denied,)), "text", verbose=True)
    assert "Copyright Act of Lorn, art. 35 (statute, primary: https://law.example/35)" in one_line(lines)


def test_places_past_the_third_are_counted_and_shown_when_asked(denied: DraftDecision) -> None:
    first = denied.findings[0]
    many = replace(denied, findings=tuple(replace(first, draft=Span(at, at + 9)) for at in range(0, 50, 10)))
    short, long = (render(Decision((many,)), "text", verbose=verbose) for verbose in (False, True))
    assert short.count("drafts/floods.md:") == 3
    assert "  and 2 more; --verbose shows every place\n" in short
    assert long.count("drafts/floods.md:") == 5
    assert short.count("Its notice says") == 1


def test_words_are_neutral(run: Decision) -> None:
    said = render(run, "text", verbose=True).replace("not legal advice", "").lower()
    assert not [word for word in ("copied", "plagiar", "infring", "legal", "safe") if word in said]


def test_lines_fit_the_terminal(run: Decision) -> None:
    assert all(len(line) <= WIDTH for line in render(run, "text").splitlines())


def test_nothing_steers_the_terminal(denied: DraftDecision) -> None:
    raw = "Hello \x9b31m\u202ered\u202c \x1b[2J there."
    hostile = replace(
        denied,
        path="a\x1b[2Jb.md",
        document=Document(raw=raw, prose=raw),
        findings=(replace(denied.findings[0], draft=Span(0, len(raw)), message=raw),),
    )
    said = render(Decision((hostile,)), "text")
    assert all(character.isprintable() or character == "\n" for character in said)


@pytest.mark.parametrize("effect", Effect)
def test_every_effect_has_a_headline(effect: Effect) -> None:
    assert render(Decision((DraftDecision("a.md", effect),)), "text").startswith(f"{effect.value.upper()}  a.md\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("The ferry\r\n  sank.", "“The ferry sank.”", id="one line"),
        pytest.param("x" * 500, "“" + "x" * 66 + " ... " + "x" * 16 + "”", id="without a space"),
    ],
)
def test_excerpt(text: str, shown: str) -> None:
    assert excerpt(text) == shown
    assert len(shown) <= 90
