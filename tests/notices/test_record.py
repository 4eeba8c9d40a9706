"""A reading that is kept is the reading that was made."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from licensing import read_notice
from licensing.model.odrl import Constraint, LogicalConstraint, LogicalOperator, Operator
from licensing.model.terms import Terms
from licensing.notices import record
from licensing.packs import lexicons
from licensing.packs.store import rulebook

PACKS = [lexicons.build(name, data) for name, data in rulebook().data["notices"].items()]
TEXTS = [example.text for pack in PACKS for example in pack.examples]


def kept(terms: Terms) -> Terms:
    return record.load(json.loads(json.dumps(record.dump(terms))))


@pytest.mark.parametrize("text", [*TEXTS, "A story without a notice."])
def test_what_is_kept_is_what_was_read(text: str) -> None:
    terms = read_notice(text)
    assert kept(terms) == terms


def test_every_sort_of_constraint_is_kept() -> None:
    terms = read_notice("Copyright 2026 Harbour Wire Agency. This story may not be published.")
    (rule,) = terms.policy.rules
    until = Constraint("date", Operator.LTEQ, dt.date(2026, 12, 31))
    where = Constraint("territory", Operator.IS_ANY_OF, ("TR", "DE"))
    both = LogicalConstraint(LogicalOperator.OR, (until, where))
    terms = replace(terms, policy=replace(terms.policy, rules=(replace(rule, constraints=(until, where, both)),)))
    assert kept(terms) == terms
