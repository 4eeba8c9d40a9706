"""What would make a draft publishable: what is promised is what happens, and nothing is covered up."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import licensing
from licensing.api.explain import explain_files
from licensing.api.gate import Check
from licensing.api.rules import desk
from licensing.api.ways import ways
from licensing.api.ways.kinds import kinds
from licensing.documents.read import from_text
from licensing.errors import ConfigError
from licensing.model.effect import Effect
from licensing.model.explanation import Step, Way, Ways
from licensing.packs import plans, yamlfile

GATE = Path(__file__).parent.parent / "corpus" / "gate"
FERRY = (GATE / "ferry.txt").read_text(encoding="utf-8")
BASE: dict[str, Any] = yamlfile.read(GATE / "plan.yaml", ConfigError).data
KNOWN = BASE["sources"][0]
ANOTHER_DAY = "3 March 2026"
"""A day for a blank: not the one the search tried."""


def searched(text: str, plan: Mapping[str, object], source: str = "ferry.txt", most: int = 120) -> Ways:
    ready = desk()
    check = Check(ready, plans.from_mapping(plan, ready.book, "the test"), [GATE / source], None)
    weighed = check.weigh(from_text(text, name="draft.md", format="markdown"))
    return ways(check, weighed, check.plan, most)


def follow(text: str, plan: Mapping[str, object], step: Step, folder: Path) -> tuple[str, dict[str, object]]:
    """Do what a step says, by what it shows alone."""
    for edit in reversed(step.edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    said = dict(step.plan)
    if step.agreement:
        (folder / "grant.yaml").write_text(step.agreement, encoding="utf-8")
        said["agreements"] = [str(folder / "grant.yaml")]
    if told := said.get("sources"):
        before: dict[str, Any] = {one["story"]: one for one in plan.get("sources") or ()}  # type: ignore[attr-defined]
        after = {one["story"]: {**before.get(one["story"], {}), **one} for one in told}  # type: ignore[attr-defined]
        said["sources"] = list({**before, **after}.values())
    return text, {**plan, **said}


def kept(way: Way, text: str, plan: Mapping[str, object], source: str, folder: Path) -> None:
    changed: Mapping[str, object] = plan
    for step in way.steps:
        text, changed = follow(text, changed, step, folder)
    for blank in {blank for step in way.steps for blank in step.blanks}:
        text = text.replace(blank, ANOTHER_DAY)
    (folder / "draft.md").write_text(text, encoding="utf-8")
    decision = licensing.check(folder / "draft.md", plan=changed, sources=[GATE / source])
    assert decision.effect is way.effect, [step.what for step in way.steps]


QUESTIONED = {**KNOWN, "made-public": None}
PLANS: dict[str, dict[str, object]] = {
    "as planned": {},
    "no purpose": {"purpose": None},
    "two territories": {"territory": ["TR", "BR"]},
    "no territory": {"territory": None},
    "web and radio": {"medium": ["web", "radio"]},
    "not known to be public": {"sources": [QUESTIONED]},
    "an embargo": {"sources": [{**KNOWN, "embargoed-until": "2026-12-01"}]},
    "killed": {"sources": [{**KNOWN, "status": "killed"}]},
    "an agreement and nobody says who publishes": {
        "agreements": [str(GATE / "harbour-2026.yaml")],
        "publisher": None,
    },
}
CASES = [
    *((path.name, "as planned") for path in sorted(GATE.glob("*.md"))),
    *(("quotation.md", name) for name in PLANS if name != "as planned"),
    *(("quotation-uncredited.md", name) for name in ("no purpose", "two territories", "web and radio")),
    ("whole.md", "an agreement and nobody says who publishes"),
]


def source_of(draft: str) -> str:
    return "ferry-cc-by.txt" if draft.startswith("cc-by") else "ferry.txt"


def planned(name: str, source: str) -> dict[str, object]:
    plan = {**BASE, **PLANS[name]}
    if source != "ferry.txt":
        plan["sources"] = [{**KNOWN, "story": Path(source).stem}]
    return {key: value for key, value in plan.items() if value is not None}


@pytest.mark.parametrize(("draft", "name"), CASES, ids=[f"{draft}, {name}" for draft, name in CASES])
def test_what_is_promised_happens(draft: str, name: str, tmp_path: Path) -> None:
    source, text = source_of(draft), (GATE / draft).read_text(encoding="utf-8")
    plan = planned(name, source)
    before = licensing.check(GATE / draft, plan=plan, sources=[GATE / source]).effect
    found = searched(text, plan, source).found
    assert bool(found) is (before is not Effect.PERMIT)
    for way in found:
        assert way.effect.rank < before.rank
        kept(way, text, plan, source, tmp_path)


OWN = re.split(r"\n\n", (GATE / "own-report.md").read_text(encoding="utf-8"))
STORY = [one for one in re.split(r"(?<=[.?!])\s+", FERRY) if 8 <= len(one.split()) <= 60 and "“" not in one]
TWICE = next(one for one in STORY if one.startswith("Rows of splintered"))
PIECES = st.one_of(
    st.sampled_from(OWN),
    st.sampled_from(STORY),
    st.sampled_from(STORY).map(lambda one: f"“{one}”"),
    st.sampled_from(STORY).map(lambda one: f"“{one}” Harbour Wire Agency reported."),
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@example(pieces=[f"“{TWICE}”", TWICE], purpose="news-reporting")
@given(
    pieces=st.lists(PIECES, min_size=2, max_size=5), purpose=st.sampled_from(["news-reporting", "advertising", None])
)
def test_what_is_promised_happens_to_any_draft(
    pieces: list[str], purpose: str | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    plan = {key: value for key, value in {**BASE, "purpose": purpose}.items() if value is not None}
    text = "\n\n".join([*OWN[:2], *pieces])
    for way in searched(text, plan).found:
        kept(way, text, plan, "ferry.txt", tmp_path_factory.mktemp("kept"))


def kinds_of(draft: str, plan: Mapping[str, object] | None = None) -> Iterator[str]:
    text = (GATE / draft).read_text(encoding="utf-8")
    source = source_of(draft)
    for way in searched(text, {**planned("as planned", source), **(plan or {})}, source).found:
        yield "+".join(step.kind for step in way.steps)


def test_the_least_effort_comes_first() -> None:
    assert list(kinds_of("quotation-uncredited.md")) == ["credit", "remove", "grant"]
    assert next(kinds_of("quotation.md", {"territory": ["TR", "BR"]})) == "territory"


@pytest.mark.parametrize("draft", ["whole.md", "shortened.md", "three-paragraphs.md", "paraphrase.md"])
def test_a_credit_never_covers_what_was_taken_without_a_right(draft: str) -> None:
    text = (GATE / draft).read_text(encoding="utf-8").replace("Source: Harbour Wire Agency, 21 November 2026", "")
    assert all("credit" not in [step.kind for step in way.steps] for way in searched(text, BASE).found)


def test_a_licence_that_asks_for_a_credit_gets_one() -> None:
    assert next(kinds_of("cc-by-uncredited.md")) == "credit"


def test_no_kind_rewords() -> None:
    names = {kind.name for kind in kinds()}
    assert names == {"answer", "credit", "grant", "mark", "medium", "remove", "shorten", "territory", "wait"}


def test_the_longest_quotation_that_may_stand() -> None:
    text = (GATE / "quotation-long.md").read_text(encoding="utf-8")
    (way,) = [way for way in searched(text, BASE).found if way.steps[0].kind == "shorten"]
    (edit,) = way.steps[0].edits
    assert "first 25 words" in way.steps[0].what
    rest = text[edit.span.start : edit.span.end]
    one_more = text[: edit.span.start] + " " + rest.split()[0] + " ..." + text[edit.span.end :]
    decided = licensing.check(one_more, plan=BASE, sources=[GATE / "ferry.txt"])
    assert decided.effect is Effect.REVIEW


def test_two_changes_when_no_single_one_helps(tmp_path: Path) -> None:
    sentence = next(one for one in STORY if one.startswith("The channel"))
    text = "\n\n".join([*OWN[:3], sentence, *OWN[3:]])
    found = searched(text, BASE).found
    (pair,) = [way for way in found if [step.kind for step in way.steps] == ["mark", "credit"]]
    assert pair.effect is Effect.PERMIT
    kept(pair, text, BASE, "ferry.txt", tmp_path)


def test_a_killed_story_has_one_way_out() -> None:
    found = searched((GATE / "quotation.md").read_text(encoding="utf-8"), planned("killed", "ferry.txt")).found
    assert {step.kind for way in found for step in way.steps} <= {"remove"}


def test_the_search_says_when_it_stopped() -> None:
    text = (GATE / "quotation-long.md").read_text(encoding="utf-8")
    found = searched(text, BASE, most=3)
    assert found.runs == 3
    assert any("stopped after 3" in note for note in found.notes)


def test_a_draft_that_is_no_text_is_not_edited(tmp_path: Path) -> None:
    body = (GATE / "quotation-uncredited.md").read_text(encoding="utf-8")
    draft = tmp_path / "draft.ninjs"
    draft.write_text(json.dumps({"uri": "urn:x", "type": "text", "version": "1", "body_text": body}), encoding="utf-8")
    (one,) = explain_files([draft], sources=[GATE / "ferry.txt"], plan=GATE / "plan.yaml").drafts
    assert {step.kind for way in one.ways.found for step in way.steps} == {"grant"}
    assert any("not edited where it stands" in note for note in one.ways.notes)


def test_a_quotation_is_not_shortened_below_what_counts_as_a_taking() -> None:
    text = (GATE / "quotation-uncredited.md").read_text(encoding="utf-8")
    assert all(step.kind != "shorten" for way in searched(text, BASE).found for step in way.steps)


def test_an_embargo_is_waited_for(tmp_path: Path) -> None:
    plan = planned("an embargo", "ferry.txt")
    text = (GATE / "quotation.md").read_text(encoding="utf-8")
    (way,) = [way for way in searched(text, plan).found if way.steps[0].kind == "wait"]
    assert dt.date.fromisoformat(str(way.steps[0].plan["date"])) == dt.date(2026, 12, 1)
    kept(way, text, plan, "ferry.txt", tmp_path)
