"""What a house changes in other packs, what it cannot change, and how packs stand over packs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import licensing
from licensing.api.texts import read_notice
from licensing.decision.notice import notice_policy
from licensing.errors import LicensingError, PackError
from licensing.model.effect import Effect
from licensing.model.odrl import Policy, PolicyType, Rule, RuleKind
from licensing.packs import policies
from licensing.packs.changes import amend, changes
from licensing.packs.folder import rules_folder
from licensing.packs.store import Rulebook, faults_in, rulebook

GATE = Path(__file__).parent.parent / "corpus" / "gate"
NOTICE = (
    "Copyright 2022 Anadolu Agency. All rights reserved. "
    "This material may not be published, broadcast, rewritten, or redistributed."
)
BY = "by: {name: A. Counsel, date: 2026-11-01}"
RULE = """with:
      id: fsek-38
      action: [archive]
      message: "Keeping a text for the record is allowed."
      authority: [{cite: "FSEK 38, counsel's reading", kind: statute, verified: primary, source: "opinion, 1 Nov."}]
      examples: {match: [{act: archive, manner: verbatim}], no-match: [{act: publish, manner: verbatim}]}"""


def book_with(folder: Path, name: str, text: str) -> Rulebook:
    shutil.copytree(rules_folder(), folder / "rules")
    path = folder / "rules" / name
    path.write_text(text, encoding="utf-8")
    return rulebook(folder / "rules")


def changed(folder: Path, change: str) -> tuple[Rulebook, Policy]:
    book = book_with(folder, "house/mine.yaml", f"title: Mine\nover: default\nchanges:\n  - {change}\n")
    return book, amend(policies.policy(book, "law/tr"), changes(book, "mine"))


def rule_of(policy: Policy, name: str) -> Rule:
    return next(rule for rule in policy.rules if rule.id.endswith(f"/{name}"))


def test_a_permission_is_switched_off(tmp_path: Path) -> None:
    _, policy = changed(tmp_path, "{rule: law/tr/fsek-38, do: switch-off, reason: we keep nothing}")
    rule = rule_of(policy, "fsek-38")
    assert not rule.relied_on
    assert "Changed by the house policy 'mine': we keep nothing" in rule.message


def test_a_permission_is_tightened(tmp_path: Path) -> None:
    _, policy = changed(
        tmp_path,
        "{rule: law/tr/fsek-35-1, do: tighten, effect: review, reason: a person looks, "
        "constraint: [{leftOperand: commercial, operator: eq, rightOperand: 'false'}]}",
    )
    rule = rule_of(policy, "fsek-35-1")
    assert rule.effect is Effect.REVIEW
    assert "commercial" in {constraint.left for constraint in rule.constraints if hasattr(constraint, "left")}


def test_tightening_never_loosens(tmp_path: Path) -> None:
    _, policy = changed(tmp_path, "{rule: law/tr/fsek-71-1-3, do: tighten, effect: review, reason: softer please}")
    assert rule_of(policy, "fsek-71-1-3").effect is Effect.DENY


def test_counsel_s_version_stands_in_the_place_of_a_law_s(tmp_path: Path) -> None:
    _, policy = changed(
        tmp_path, f"rule: law/tr/fsek-38\n    do: replace\n    reason: our archive\n    {BY}\n    {RULE}"
    )
    rule = rule_of(policy, "fsek-38")
    assert rule.effect is Effect.PERMIT
    assert "A. Counsel, 2026-11-01: our archive" in rule.message
    assert rule.note.startswith("Before: ")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param("{rule: law/tr/nowhere, do: switch-off, reason: r}", "names no rule", id="no such rule"),
        pytest.param(
            "{rule: guards/item-status/killed, do: tighten, effect: review, reason: r}", "guard", id="a guard"
        ),
        pytest.param("{rule: law/tr/press-law-24-1, do: switch-off, reason: r}", "a prohibition", id="a prohibition"),
        pytest.param("{rule: law/tr/fsek-38, do: tighten, reason: r}", "tightens nothing", id="nothing"),
        pytest.param(
            "{rule: law/tr/press-law-24-1, do: tighten, reason: r, "
            "constraint: [{leftOperand: commercial, operator: eq, rightOperand: 'true'}]}",
            "narrower",
            id="a narrower prohibition",
        ),
        pytest.param("{rule: law/tr/fsek-38, do: replace, reason: r}", "counsel's name", id="nobody's version"),
        pytest.param(
            "{rule: agencies/anadolu-agency/notice/quote, do: read-as, stance: permitted, reason: r}",
            "more leniently",
            id="a lenient reading without counsel",
        ),
        pytest.param("{rule: law/tr/fsek-38, do: read-as, stance: prohibited, reason: r}", "reading", id="no notice"),
    ],
)
def test_what_a_house_cannot_change(change: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(PackError, match=said):
        changed(tmp_path, change)


def test_a_change_without_a_reason_is_refused_at_its_place(tmp_path: Path) -> None:
    with pytest.raises(LicensingError, match=r"mine.yaml:4:5: The key 'reason' is missing"):
        book_with(
            tmp_path, "house/mine.yaml", "title: M\nover: default\nchanges:\n  - {rule: law/tr/fsek-38, do: tighten}\n"
        )


@pytest.mark.parametrize(
    ("stance", "kind"), [("prohibited", RuleKind.PROHIBITION), ("permitted-with-consent", RuleKind.PERMISSION)]
)
def test_the_reading_of_a_notice_is_corrected(stance: str, kind: RuleKind, tmp_path: Path) -> None:
    terms = read_notice(NOTICE)
    uid = terms.policy.uid
    change = f"{{rule: {uid}/translate, do: read-as, stance: {stance}, reason: as they told us, {BY}}}"
    if not uid.endswith("/notice"):
        uid = "agencies/anadolu-agency/notice"
        change = change.replace(terms.policy.uid, uid)
    book, _ = changed(tmp_path, change)
    found = changes(book, "mine")
    read = Policy(uid, PolicyType.SET, tuple(rule for rule in terms.policy.rules))
    assert rule_of(amend(read, found), "translate").kind is kind
    assert notice_policy(terms, lambda policy: policy).rules


def test_a_law_stands_over_another(tmp_path: Path) -> None:
    book = book_with(
        tmp_path,
        "law/xx.yaml",
        "title: X\njurisdiction: XX\nterritory: [AQ]\nover: tr\nwithout: [fsek-38]\npermission:\n"
        "  - id: fsek-37\n    action: [publish]\n    in-force: {from: 2026-01-01, to: 2026-12-31}\n    message: m\n"
        "    survives: [tr/press-law-24-2]\n"
        "    authority: [{cite: c, kind: statute, verified: primary, source: s}]\n"
        "    examples: {match: [{act: publish, manner: quote, date: 2026-05-01}],"
        " no-match: [{act: publish, manner: quote, date: 2025-05-01}]}\n",
    )
    law = policies.law_for(book, "AQ").policy
    ids = [rule.id for rule in law.rules]
    assert ids[0] == "law/xx/fsek-37"
    assert "law/tr/fsek-35-1" in ids
    assert not {"law/tr/fsek-37", "law/tr/fsek-38"} & set(ids)
    assert law.rules[0].survives == ("law/tr/press-law-24-2",)
    assert [constraint.operator.value for constraint in law.rules[0].constraints if hasattr(constraint, "left")] == [
        "gteq",
        "lteq",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("over: tr\nwithout: [nothing]", "is no rule of law/tr", id="leaves out what is not there"),
        pytest.param("over: nowhere", "There is no pack 'law/nowhere'", id="stands over nothing"),
    ],
)
def test_a_law_that_stands_badly(text: str, said: str, tmp_path: Path) -> None:
    book = book_with(tmp_path, "law/xx.yaml", f"title: X\njurisdiction: XX\nterritory: [AQ]\n{text}\n")
    with pytest.raises(PackError, match=said):
        policies.law_for(book, "AQ")


def test_a_period_that_ends_before_it_starts(tmp_path: Path) -> None:
    text = (rules_folder() / "law" / "tr.yaml").read_text(encoding="utf-8")
    book = book_with(
        tmp_path,
        "law/tr.yaml",
        text.replace("- id: fsek-32\n", "- id: fsek-32\n    in-force: {from: 2026-02-01, to: 2026-01-01}\n", 1),
    )
    with pytest.raises(PackError, match="fsek-32: This period ends on 2026-01-01, before it starts on 2026-02-01"):
        policies.law_for(book, "TR")


@pytest.mark.parametrize(("house", "effect"), [("default", "permit"), ("strict", "deny"), ("broadcaster", "review")])
def test_the_houses_shipped(house: str, effect: str) -> None:
    """The same attributed quotation of 22 words."""
    decision = licensing.check(
        GATE / "quotation.md", plan=GATE / "plan.yaml", sources=[GATE / "ferry.txt"], house=house
    )
    assert decision.effect == effect


def test_every_shipped_pack_is_sound() -> None:
    assert faults_in(rules_folder()) == []
