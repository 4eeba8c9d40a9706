"""Every example in a pack is a test: what must be read, what must stay silent, and what re-wrapping may not change."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, cast

import pytest

from licensing.model.terms import NoticeKind, Stance, Terms
from licensing.packs import lexicons
from licensing.packs.store import rulebook

PACKS = {name: lexicons.build(name, data) for name, data in rulebook().data["notices"].items()}
HOUSE = [
    pytest.param(row["text"], row["read"], id=f"{name}: {row['text'][:50]}")
    for name, data in rulebook().data["agencies"].items()
    for row in data.get("notices") or ()
]
MATCH = HOUSE + [
    pytest.param(example.text, example.read, id=f"{name} {example.family}: {example.text[:50]}")
    for name, pack in PACKS.items()
    for example in pack.examples
    if example.read
]
NO_MATCH = [
    pytest.param(example.text, id=f"{name} {example.family}: {example.text[:50]}")
    for name, pack in PACKS.items()
    for example in pack.examples
    if not example.read
]


def summary(terms: Terms) -> dict[str, Any]:
    years = [f"{y.start}" if y.end == y.start else f"{y.start}-{y.end or ''}" for y in terms.years]
    said = {
        "kind": terms.kind.value if terms.kind else None,
        "holder": terms.holder,
        "years": years,
        "reserved": {True: "true", False: "false", None: None}[terms.reserved],
        "licence": terms.licence,
        "actions": {name: stance.value for name, stance in terms.actions.items() if stance is not Stance.UNSTATED},
        "conditions": {name: list(terms.condition_values.get(name, ())) for name in terms.conditions},
        "contact": terms.contact,
        "jurisdiction": terms.jurisdiction,
        "implied": "true" if terms.implied else None,
    }
    return {name: value for name, value in said.items() if value}


@pytest.mark.parametrize(("text", "want"), MATCH)
def test_an_example_is_read_as_its_pack_says(
    text: str, want: Mapping[str, Any], reading: Callable[[str], Terms]
) -> None:
    assert summary(reading(text)) == want


@pytest.mark.parametrize("text", NO_MATCH)
def test_a_near_miss_is_no_notice(text: str, reading: Callable[[str], Terms]) -> None:
    terms = reading(text)
    assert terms.kind in (None, NoticeKind.DISTRACTOR)
    assert summary(terms) in ({}, {"kind": "distractor"})


REWORKED = [
    pytest.param(lambda text: re.sub(r" (?=[a-z])", "\n", text), id="every word on its own line"),
    pytest.param(lambda text: text.replace(" ", "   "), id="wide spaces"),
    pytest.param(lambda text: text.replace("©", "&copy;").replace("&copy; ", "&#169; "), id="entities"),
    pytest.param(lambda text: f"<p><em>{text.replace('&', '&amp;')}</em></p>", id="markup"),
    pytest.param(lambda text: f"  {text}\n\n", id="white space around it"),
    pytest.param(lambda text: text.replace("'", "’"), id="typographic apostrophes"),
]


@pytest.mark.parametrize("rework", REWORKED)
@pytest.mark.parametrize(("text", "want"), MATCH)
def test_layout_changes_no_reading(
    text: str, want: Mapping[str, Any], rework: Callable[[str], str], reading: Callable[[str], Terms]
) -> None:
    assert summary(reading(rework(text))) == want


# Capitals hide where a name ends, and the other kinds are told by names.
@pytest.mark.parametrize(
    ("text", "want"), [param for param in MATCH if dict(cast("Any", param.values[1]))["kind"] == "notice"]
)
def test_capitals_change_no_action(text: str, want: Mapping[str, Any], reading: Callable[[str], Terms]) -> None:
    capitals = summary(reading(text.upper()))
    assert capitals.get("actions") == want.get("actions")
    assert capitals.get("reserved") == want.get("reserved")


@pytest.mark.parametrize(
    "family", ["signs", "reserved", "moods", "verbs", "conditions", "kinds", "holders", "jurisdictions"]
)
@pytest.mark.parametrize("name", ["notices/en", "notices/tr"])
def test_a_language_shows_every_family_by_example(name: str, family: str) -> None:
    assert any(example.family == family and example.read for example in PACKS[name].examples)
