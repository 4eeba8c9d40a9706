"""What comes back equals what went in, of every decision there can be."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensing.api.codec import decode, encode
from licensing.model.decision import Checked, Finding, Retelling
from licensing.model.effect import Effect
from licensing.model.values import Iri
from licensing.model.waiver import Release

FLOATS = st.floats(allow_nan=False)
st.register_type_strategy(float, FLOATS)


@settings(max_examples=40, deadline=None)
@given(finding=st.from_type(Finding))
def test_a_finding_comes_back(finding: Finding) -> None:
    assert decode(Finding, json.loads(json.dumps(encode(finding)))) == finding


@settings(max_examples=20, deadline=None)
@given(checked=st.from_type(Checked), retelling=st.from_type(Retelling))
def test_what_was_checked_and_a_retelling_come_back(checked: Checked, retelling: Retelling) -> None:
    assert decode(Checked, json.loads(json.dumps(encode(checked)))) == checked
    assert decode(Retelling, json.loads(json.dumps(encode(retelling)))) == retelling


@settings(max_examples=40, deadline=None)
@given(release=st.from_type(Release))
def test_a_release_comes_back(release: Release) -> None:
    back = decode(Release, json.loads(json.dumps(encode(release))))
    assert back == release
    assert [type(part) for part in back] == [type(part) for part in release]


class Pair(NamedTuple):
    first: int
    second: str | None


@dataclass(frozen=True)
class Whole:
    pairs: tuple[Pair, ...]
    named: Mapping[str, Pair]
    effect: Effect
    day: dt.date
    share: float


WHOLE = Whole(
    (Pair(1, None), Pair(2, "b")), MappingProxyType({"x": Pair(3, "")}), Effect.DENY, dt.date(2026, 11, 24), 0.1
)


def test_records_within_records() -> None:
    back = decode(Whole, json.loads(json.dumps(encode(WHOLE))))
    assert back == WHOLE
    assert isinstance(back.pairs[0], Pair)
    assert back.effect is Effect.DENY


@pytest.mark.parametrize(
    "data",
    [
        pytest.param([], id="too short"),
        pytest.param([[], {}, "deny", "2026-11-24", 0.1, 1], id="too long"),
        pytest.param([[], {}, "maybe", "2026-11-24", 0.1], id="no such effect"),
        pytest.param([[], {}, "deny", "2026-13-24", 0.1], id="no such day"),
        pytest.param([[], {}, "deny", "2026-11-24", "0.1"], id="a number that is a string"),
        pytest.param([[], [], "deny", "2026-11-24", 0.1], id="a mapping that is a list"),
        pytest.param([[["1", None]], {}, "deny", "2026-11-24", 0.1], id="deep down"),
        pytest.param([[[True, None]], {}, "deny", "2026-11-24", 0.1], id="a truth is no number"),
    ],
)
def test_what_is_no_such_value_is_refused(data: list[Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        decode(Whole, data)


def test_a_name_that_is_more_than_a_string_comes_back_as_one() -> None:
    assert decode(Pair, encode(Pair(1, Iri("urn:a")))) == Pair(1, "urn:a")
    assert decode(Whole, encode(replace(WHOLE, share=1))) == replace(WHOLE, share=1)


@dataclass(frozen=True)
class Either:
    one: int | str


@dataclass(frozen=True)
class Fixed:
    both: tuple[int, str]


@dataclass(frozen=True)
class Anything:
    one: object


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        pytest.param(Either, [1], id="nothing tells the types apart"),
        pytest.param(Fixed, [[1, "a"]], id="a tuple of two types"),
        pytest.param(Anything, [1], id="anything"),
    ],
)
def test_a_type_that_cannot_be_read_back_is_refused(kind: type, data: list[Any]) -> None:
    with pytest.raises(TypeError):
        decode(kind, data)


@pytest.mark.parametrize("value", [Path("a"), {1, 2}, dt.datetime(2026, 11, 24, tzinfo=dt.UTC)])
def test_a_value_that_cannot_be_read_back_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        encode(value)
