"""A house says which rules nobody may waive; a house over another only adds to them."""

from __future__ import annotations

import datetime as dt

import pytest

from licensing.api.standing import house_terms
from licensing.errors import PackError
from licensing.packs import policies, schema, yamlfile
from licensing.packs.store import rulebook


@pytest.mark.parametrize("name", ["default", "strict", "broadcaster"])
def test_no_shipped_house_lets_anybody_waive_an_item_limit(name: str) -> None:
    assert {"guards/*", "limits/*"} <= set(policies.house(rulebook(), name).never_waive)


def test_a_strict_house_lets_less_be_waived() -> None:
    default, strict = (set(policies.house(rulebook(), name).never_waive) for name in ("default", "strict"))
    assert default < strict


def test_a_house_over_another_counts_days_as_that_one_does() -> None:
    day = dt.date(2026, 11, 24)
    assert house_terms("strict", day)[1:] == house_terms("default", day)[1:]
    assert house_terms("default", day)[1].most == 365


@pytest.mark.parametrize(
    ("pattern", "sound"),
    [("guards/*", True), ("law/tr/fsek-71-*", True), ("*", True), ("guard/*", False), ("kill", False), ("law/", False)],
)
def test_a_pattern_that_can_mean_no_rule_is_a_fault(pattern: str, sound: bool) -> None:
    sheet = yamlfile.parse(f"title: A house\nnever-waive: ['{pattern}']\n", "house.yaml", PackError)
    assert (not schema.faults(sheet, schema.load_schema("policy"))) is sound
