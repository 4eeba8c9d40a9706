"""A finding keeps its name when the draft around it changes, and gets another when what it says does."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import licensing
from licensing import api
from licensing.api.fingerprints import digest, fingerprint
from licensing.model.decision import DraftDecision, Finding, StoryRef
from licensing.model.document import Span
from licensing.model.effect import Effect

GATE = Path(__file__).parents[1] / "corpus" / "gate"
DRAFT = (GATE / "quotation-uncredited.md").read_text(encoding="utf-8")


def decided(text: str, folder: Path, name: str = "draft.md") -> DraftDecision:
    (folder / name).write_text(text, encoding="utf-8")
    decision = api.check_files([folder / name], sources=[GATE / "ferry.txt"], plan=GATE / "plan.yaml")
    assert not decision.errors
    return decision.drafts[0]


def marks(draft: DraftDecision) -> set[str]:
    return {finding.fingerprint for finding in draft.findings}


def rewrapped(text: str) -> str:
    return "\n\n".join("\n".join(paragraph.split(" ")) for paragraph in text.split("\n\n"))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: f"A line that was not there before.\n\n{text}", id="lines moved"),
        pytest.param(rewrapped, id="wrapped anew"),
        pytest.param(lambda text: text.replace("never a ferry", "never a **ferry**"), id="marked up"),
        pytest.param(lambda text: text.replace("The channel has", "THE CHANNEL HAS"), id="in capitals"),
    ],
)
def test_what_leaves_the_words_alone_leaves_the_fingerprints_alone(change: object, tmp_path: Path) -> None:
    assert callable(change)
    changed = change(DRAFT)
    assert changed != DRAFT
    first, second = decided(DRAFT, tmp_path), decided(changed, tmp_path, "other.md")
    assert marks(first) == marks(second)
    assert first.digest != second.digest


def test_other_words_are_another_finding(tmp_path: Path) -> None:
    shorter = DRAFT.replace(", but never a ferry", "")
    assert shorter != DRAFT
    assert not marks(decided(DRAFT, tmp_path)) & marks(decided(shorter, tmp_path))


def test_a_draft_is_known_by_its_bytes(tmp_path: Path) -> None:
    assert decided(DRAFT, tmp_path).digest == sha256(DRAFT.encode()).hexdigest()
    (tmp_path / "crlf.md").write_bytes(DRAFT.replace("\n", "\r\n").encode())
    crlf = licensing.check(tmp_path / "crlf.md", sources=[GATE / "ferry.txt"]).drafts[0]
    assert crlf.digest == sha256((tmp_path / "crlf.md").read_bytes()).hexdigest()
    assert licensing.check(DRAFT, sources=[GATE / "ferry.txt"]).drafts[0].digest == digest(DRAFT)
    document = licensing.Document(DRAFT, DRAFT)
    assert licensing.check(document, sources=[GATE / "ferry.txt"]).drafts[0].digest == digest(DRAFT)


def test_every_finding_of_a_draft_has_a_fingerprint_of_its_own(tmp_path: Path) -> None:
    draft = decided(DRAFT, tmp_path)
    assert len(marks(draft)) == len(draft.findings) > 5
    assert all(len(mark) == 32 and int(mark, 16) >= 0 for mark in marks(draft))


def finding(
    passage: Span | None, *, rule: str = "r", story: str = "s", manner: str = "quote", holder: str = "h"
) -> str:
    ref = StoryRef(story, None, holder)
    one = Finding(rule, "law", None, "publish", manner, Effect.DENY, "message", "", ref, draft=passage)
    return fingerprint(one, "Two tugs caught it. Two buoys did not.")


def test_each_part_of_a_name_counts() -> None:
    place = Span(0, 18)
    names = [
        finding(place),
        finding(Span(20, 37)),
        finding(place, rule="q"),
        finding(place, story="t"),
        finding(place, manner="verbatim"),
        finding(None),
        finding(None, manner="translate"),
        finding(None, holder="another"),
    ]
    assert len(set(names)) == len(names)
    assert finding(place, holder="another") == finding(place)


@given(st.text(), st.text())
def test_parts_of_a_name_do_not_run_into_each_other(rule: str, story: str) -> None:
    assert finding(None, rule=f"{rule}/", story=story) != finding(None, rule=rule, story=f"/{story}")


@given(st.text(max_size=60))
def test_any_text_has_a_digest(text: str) -> None:
    assert len(digest(text)) == 64
