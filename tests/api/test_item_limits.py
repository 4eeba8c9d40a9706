"""What a sender says of the whole item holds against every route; what nobody can read is for a person."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from licensing.api.archive import Archive, follows
from licensing.api.gate import check, check_files
from licensing.api.limits import limits
from licensing.api.reading import story_terms
from licensing.documents.read import read
from licensing.errors import InputError
from licensing.model.decision import Decision
from licensing.model.effect import Effect
from licensing.model.odrl import Operator
from licensing.packs.store import rulebook
from licensing.packs.vocabulary import vocabulary

BODY = (
    "The harbour of Quay Town closed on Monday after the storm tore loose two of the three cranes at the northern "
    "pier, and the town council expects the repairs to last well into the coming spring."
)
PLAN: dict[str, Any] = {
    "action": ["publish"],
    "medium": ["web"],
    "territory": ["JP"],
    "date": "2026-11-22",
    "purpose": "news-reporting",
    "publisher": "Evening Post",
    "commercial": True,
}


def ninjs(**said: object) -> bytes:
    item = {
        "uri": "urn:wire:1",
        "copyrightholder": "Quay Free Press",
        "usageterms": "This story is published under the licence CC0 1.0.",
        "headline": "Harbour closed",
        "body_text": BODY,
    }
    return json.dumps({**item, **said}).encode()


def decide(plan: dict[str, Any] = PLAN, **said: Any) -> Decision:
    return check(BODY, plan=plan, sources=[read(ninjs(**said), name="story.json")])


def rules(decision: Decision) -> set[str]:
    return {finding.rule for finding in decision.drafts[0].findings}


@pytest.mark.parametrize(
    ("said", "plan", "effect"),
    [
        pytest.param({"ednote": "JAPAN OUT"}, {}, Effect.DENY, id="in the country that is out"),
        pytest.param({"edNote": "NO USE IN AUSTRALIA AND JAPAN"}, {}, Effect.DENY, id="one of two"),
        pytest.param({"ednote": "Not for publication"}, {}, Effect.DENY, id="not for publication"),
        pytest.param({"ednote": "NO INTERNET"}, {}, Effect.DENY, id="a medium"),
        pytest.param({"ednote": "Editorial use only"}, {"purpose": "advertising"}, Effect.DENY, id="advertising"),
        pytest.param({"pubStatus": "canceled"}, {}, Effect.DENY, id="cancelled"),
        pytest.param({"pubstatus": "withheld"}, {}, Effect.DENY, id="withheld"),
        pytest.param({"embargoedUntil": "2026-12-01T06:00:00Z"}, {}, Effect.DENY, id="under embargo"),
    ],
)
def test_an_item_limit_denies(said: dict[str, Any], plan: dict[str, Any], effect: Effect) -> None:
    assert decide(plan={**PLAN, **plan}, **said).effect is effect


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"ednote": "Keep away from frost, no kidding"}, id="a limit nobody can read"),
        pytest.param({"embargoed": "2026-11-22T06:00:00Z"}, id="an embargo that ends on the day"),
        pytest.param({"rightsInfo": {"linkedRights": "https://r.example/p"}}, id="rights that are only linked"),
        pytest.param({"rightsinfo": {"encodedrights": "<o:Policy/>"}}, id="rights nobody read"),
    ],
)
def test_what_nobody_can_read_is_no_permit(said: dict[str, Any]) -> None:
    assert decide(**said).effect is not Effect.PERMIT


def test_a_limit_that_is_kept_adds_nothing() -> None:
    kept = decide(ednote="FRANCE OUT. Editorial use only.")
    assert not {rule for rule in rules(kept) if rule.startswith("limits/")}
    assert kept.effect is decide().effect


def test_the_finding_quotes_the_limit() -> None:
    found = [finding for finding in decide(ednote="JAPAN OUT").drafts[0].findings if finding.rule.startswith("limits/")]
    assert "'JAPAN OUT'" in found[0].message


@pytest.mark.parametrize(
    ("line", "operator", "codes"),
    [
        ("JAPAN OUT", Operator.IS_ANY_OF, ("JP",)),
        ("AUSTRIA, GERMANY and the UK OUT", Operator.IS_ANY_OF, ("AT", "DE", "GB")),
        ("NO SALES IN NEW ZEALAND", Operator.IS_ANY_OF, ("NZ",)),
        ("UK AND IRELAND ONLY", Operator.IS_NONE_OF, ("GB", "IE")),
        ("TÜRKİYE OUT", Operator.IS_ANY_OF, ("TR",)),
    ],
)
def test_countries(line: str, operator: Operator, codes: tuple[str, ...]) -> None:
    policy = limits(line, rulebook())
    assert policy is not None
    (rule,) = policy.rules
    (constraint,) = rule.constraints
    assert (constraint.left, constraint.operator, constraint.right) == ("territory", operator, codes)  # type: ignore[union-attr]


def test_every_name_of_a_country_is_read() -> None:
    words = vocabulary(rulebook())
    for name, code in words.places.items():
        assert code in words.inside["world"]
        policy = limits(f"{name.upper()} OUT", rulebook())
        assert policy is not None
        assert [part.right for rule in policy.rules for part in rule.constraints] == [(code,)]  # type: ignore[union-attr]


@pytest.mark.parametrize("line", ["CHECK IT OUT", "subscribers can only use it", "GUS OUT", "NOT FOR USE BEFORE 6 AM"])
def test_what_only_looks_like_a_limit_is_for_a_person(line: str) -> None:
    policy = limits(line, rulebook())
    assert policy is not None
    assert [(rule.effect, rule.constraints) for rule in policy.rules] == [(Effect.REVIEW, ())]


def test_no_limits_are_no_policy() -> None:
    assert limits("", rulebook()) is None
    assert limits("Restrictions: none\nMandatory credit: Harbour Wire", rulebook()) is None


def test_a_story_that_another_replaces() -> None:
    old = read(ninjs(), name="a.json")
    new = read(
        ninjs(uri="urn:wire:2", headline="Two", replaces="urn:wire:1", body_text="Other words here."), name="b.json"
    )
    decision = check(BODY, plan=PLAN, sources=[old, new])
    assert "limits/replaced" in rules(decision)
    assert decision.effect is not Effect.PERMIT


def test_tdm_signals_prohibit_mining_and_nothing_else() -> None:
    page = b"<meta name=tdm-reservation content=1><meta name=copyright content='CC0 1.0'><p>" + BODY.encode()
    terms = story_terms(read(page, name="a.html"), rulebook())
    assert terms.actions["tdm"] == "prohibited"
    assert any(rule.names == ("tdm",) and rule.kind.value == "prohibition" for rule in terms.policy.rules)


def test_a_new_version_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "stories.db") as archive:
        archive.add(read(ninjs(version="1"), name="a.json"))
        corrected = archive.add(read(ninjs(version="2", body_text=f"{BODY} Corrected."), name="a.json"))
        assert (corrected.outcome, corrected.version) == ("corrected", 2)
        archive.add(read(ninjs(version="3", pubstatus="canceled", body_text="Killed."), name="a.json"))
        assert archive.get("urn:wire:1").status == "killed"


@pytest.mark.parametrize(
    ("version", "kept", "after"),
    [("2", "1", True), ("10", "9", True), ("1", "2", False), ("1", "1", False), ("2.1", "2", True), ("b", "", True)],
)
def test_versions_follow_by_their_numbers(version: str, kept: str, after: bool) -> None:
    assert follows(version, kept) is after


def test_every_item_of_a_file_is_kept_and_checked(tmp_path: Path) -> None:
    path = tmp_path / "wire.json"
    path.write_bytes(b"[" + ninjs() + b",\n" + ninjs(uri="urn:wire:2", body_text="Another story altogether.") + b"]")
    with Archive.open(tmp_path / "stories.db") as archive:
        assert [getattr(added, "id", added) for _, added in archive.add_all([path])] == ["urn:wire:1", "urn:wire:2"]
    decision = check_files([path], archive=tmp_path / "stories.db")
    assert [draft.path.rpartition("#")[2] for draft in decision.drafts] == ["1", "2"]


def test_what_an_archive_keeps_of_a_document(tmp_path: Path) -> None:
    document = read(ninjs(rightsInfo={"linkedRights": "https://r.example"}), name="a.json")
    with Archive.open(tmp_path / "stories.db") as archive:
        archive.add(document)
        kept = archive.get("urn:wire:1").document
        assert (kept.expressions, kept.metadata, kept.first) == (
            document.expressions,
            document.metadata,
            document.first,
        )


def test_a_draft_that_hides_words_is_for_a_person(tmp_path: Path) -> None:
    source, draft = tmp_path / "story.txt", tmp_path / "draft.html"
    source.write_text(BODY, encoding="utf-8")
    draft.write_text(f"<p>All our own.</p><p hidden>{BODY}</p>", encoding="utf-8")
    decision = check_files([draft], sources=[source])
    assert decision.effect is Effect.REVIEW
    assert any(question.fact == "hidden-words" for question in decision.drafts[0].questions)


@pytest.mark.parametrize(
    ("day", "end", "before"),
    [
        ("2026-11-30", "2026-12-01", True),
        ("2026-12-01", "2026-12-01", False),
        ("2026-11-29", "2026-12-01T06:00:00+00:00", True),
        ("2026-12-01", "2026-12-01T06:00:00+00:00", None),
        ("2026-12-02", "2026-12-01T06:00:00+00:00", False),
        ("2026-12-01", "2026-12-01T06:00:00", None),
        ("2026-12-03", "2026-12-01T06:00:00", False),
        ("2026-12-01", "soon", None),
        (None, "2026-12-01", None),
    ],
)
def test_a_day_and_the_end_of_an_embargo(day: str | None, end: str, before: bool | None) -> None:
    from licensing.decision.uses import _lies_before  # noqa: PLC0415

    assert _lies_before(dt.date.fromisoformat(day) if day else None, end) is before


FREE = "This story is published under the licence CC0 1.0."


@pytest.mark.parametrize(
    ("usage", "effect"),
    [
        pytest.param(FREE, Effect.PERMIT, id="a licence"),
        pytest.param("https://creativecommons.org/publicdomain/zero/1.0/", Effect.PERMIT, id="its address"),
        pytest.param(f"{FREE}\nNONE", Effect.PERMIT, id="none says nothing"),
        pytest.param(f"{FREE}\nn/a", Effect.PERMIT, id="nor does n/a"),
        pytest.param(f"{FREE}\nsee URL", Effect.REVIEW, id="see url"),
        pytest.param(f"{FREE}\nhttps://wire.example/terms", Effect.REVIEW, id="an address"),
        pytest.param(f"{FREE}\nClick for restrictions", Effect.REVIEW, id="click"),
        pytest.param(f"{FREE}\nSubscriber content", Effect.REVIEW, id="words that are no notice"),
        pytest.param("NONE", Effect.DENY, id="none alone is no permission"),
    ],
)
def test_terms_in_metadata_that_nobody_can_read(usage: str, effect: Effect) -> None:
    assert decide(usageterms=usage).effect is effect


def test_holder_and_year_of_the_metadata_stand_in() -> None:
    page = f"<meta name=copyrightyear content=2024><meta name=copyrightholder content='Quay Free Press'><p>{BODY}</p>"
    terms = story_terms(read(page.encode(), name="a.html"), rulebook())
    assert (terms.holder, terms.years) == ("Quay Free Press", ((2024, 2024),))


def test_the_holder_and_year_of_the_words_come_first() -> None:
    page = f"<meta name=copyrightyear content=2024><p>{BODY}</p><p>© 2021-2022 Quay Free Press</p>"
    terms = story_terms(read(page.encode(), name="a.html"), rulebook())
    assert (terms.holder, terms.years) == ("Quay Free Press", ((2021, 2022),))


@pytest.mark.parametrize(
    ("metadata", "body", "said"),
    [
        pytest.param({}, "© 2026 Harbour Wire. Free to publish.", "name Quay Free Press as the holder", id="holder"),
        pytest.param({}, "© 2026 Quay Free Press. May not be published.", "permit what its text prohibits", id="terms"),
        pytest.param(
            {"usageterms": "May not be published."}, "© Quay Free Press. CC0 1.0.", "prohibit what", id="other"
        ),
    ],
)
def test_metadata_and_text_that_contradict_each_other_are_for_a_person(
    metadata: dict[str, Any], body: str, said: str
) -> None:
    decision = decide(**metadata, body_text=f"{BODY}\n\n{body}")
    assert decision.effect is not Effect.PERMIT
    asked = [question for question in decision.drafts[0].questions if question.fact == "statements-conflict"]
    assert any(said in question.message for question in asked)


def test_two_names_of_one_holder_are_no_contradiction() -> None:
    decision = decide(copyrightholder="AFP", body_text=f"{BODY}\n\n© Agence France-Presse. CC0 1.0.")
    assert not [question for question in decision.drafts[0].questions if question.fact == "statements-conflict"]


G2 = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:wire:1" version="2">{}</newsItem>'
KILL = "<itemMeta><pubStatus qcode='stat:canceled'/></itemMeta>"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("kill.json", b'{"uri": "urn:wire:1", "pubstatus": "canceled"}', id="ninjs"),
        pytest.param("kill.json", ninjs(pubstatus="canceled", body_text=""), id="ninjs with a headline"),
        pytest.param("kill.xml", G2.format(KILL).encode(), id="newsml"),
    ],
)
def test_a_kill_without_a_text_kills_the_story_kept(name: str, data: bytes, tmp_path: Path) -> None:
    story, kill = tmp_path / "story.json", tmp_path / name
    story.write_bytes(ninjs(version="1"))
    kill.write_bytes(data)
    with Archive.open(tmp_path / "stories.db") as archive:
        assert [getattr(added, "outcome", added) for _, added in archive.add_all([story, kill])] == [
            "added",
            "corrected",
        ]
        kept = archive.get("urn:wire:1")
        assert (kept.status, BODY in kept.document.prose) == ("killed", True)


def test_a_kill_of_a_story_that_is_not_kept(tmp_path: Path) -> None:
    kill = tmp_path / "kill.json"
    kill.write_bytes(b'{"uri": "urn:wire:1", "pubstatus": "canceled"}')
    with Archive.open(tmp_path / "stories.db") as archive:
        ((_, error),) = archive.add_all([kill])
        assert "which the archive does not keep" in str(error)
    with pytest.raises(InputError, match="no text"):
        read(kill)
