"""The generated check and `jsonschema` give the same answer."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.packs import schema, validator
from licensing.packs.folder import rules_folder
from licensing.packs.store import rulebook

PLAN = rulebook().schemas["plan"]
words = st.sampled_from(["publish", "web", "TR", "XX", "true", "none", "2026-11-22", "soon", "3", "", "news-reporting"])
leaves = st.one_of(words, st.none())
values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=2), max_leaves=5
)
sources = st.dictionaries(st.sampled_from([*PLAN["$defs"]["source"]["properties"], "colour"]), leaves, max_size=4)
plans = st.dictionaries(
    st.sampled_from([*PLAN["properties"], "teritory"]), values | st.lists(sources, max_size=2), max_size=4
)


@given(plans)
def test_the_generated_check_agrees_with_jsonschema(plan: dict[str, Any]) -> None:
    assert validator.generate(PLAN)(plan) == jsonschema.Draft202012Validator(PLAN).is_valid(plan)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ({"const": "a"}, "a"), ({"const": "a"}, "b"), ({"minLength": 2}, "a"), ({"minItems": 1}, []),
        ({"minProperties": 1}, {}), ({"maxProperties": 1}, {"x": "a", "y": "b"}),
        ({"uniqueItems": True}, ["a", "a"]), ({"required": ["a"]}, {}),
        ({"patternProperties": {"^x": {"type": "string"}}, "additionalProperties": False}, {"x1": "a"}),
        ({"patternProperties": {"^x": {"type": "string"}}, "additionalProperties": False}, {"y": "a"}),
        ({"patternProperties": {"^x": {"type": "string"}}}, {"x": None}),
        ({"type": ["string", "null"]}, None), ({"items": False}, ["a"]), (True, "a"),
    ],
)  # fmt: skip
def test_each_keyword(part: Any, value: Any) -> None:
    whole = {"properties": {"a": part}}
    assert validator.generate(whole)({"a": value}) == jsonschema.Draft202012Validator(whole).is_valid({"a": value})


def test_an_unknown_keyword_is_an_error_never_skipped() -> None:
    with pytest.raises(ValueError, match="maxLength"):
        validator.generate({"maxLength": 3})


@pytest.mark.parametrize("path", sorted((rules_folder() / "schema").glob("*.json")), ids=lambda path: path.stem)
def test_every_schema_is_a_schema(path: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(schema.load_schema(path.name.removesuffix(".schema.json")))
