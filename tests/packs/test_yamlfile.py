"""YAML is read as it was written, and mistakes have a place."""

from __future__ import annotations

from pathlib import Path

import pytest

from licensing.errors import ConfigError, LicensingError
from licensing.packs import yamlfile


@pytest.mark.parametrize(
    ("text", "data"),
    [
        pytest.param("territory: [NO, SE]", {"territory": ["NO", "SE"]}, id="norway is a country"),
        pytest.param("version: 4.0", {"version": "4.0"}, id="a version is no number"),
        pytest.param("date: 2026-11-22", {"date": "2026-11-22"}, id="a date stays a string"),
        pytest.param("a: null\nb: ~\nc:\nd: 'null'", {"a": None, "b": None, "c": None, "d": "null"}, id="nothing"),
        pytest.param("", None, id="empty"),
        pytest.param("- a: {b: [c]}", [{"a": {"b": ["c"]}}], id="nested"),
    ],
)
def test_values(text: str, data: object) -> None:
    assert yamlfile.parse(text, "plan.yaml", ConfigError).data == data


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("a: 1\nb: [1\n", "plan.yaml:3:1", id="not YAML"),
        pytest.param("a: 1\na: 2", "plan.yaml:2:1", id="a key twice"),
        pytest.param("a: &x [1]\nb: *x", "plan.yaml:1:4", id="an alias"),
        pytest.param("? [a]\n: 1", "plan.yaml:1:3", id="a key that is a list"),
        pytest.param("a: *nowhere", "plan.yaml:1:4", id="an alias of nothing"),
        pytest.param("a: \x01", "plan.yaml:1:1", id="a control character"),
    ],
)
def test_mistakes_have_a_place(text: str, place: str) -> None:
    with pytest.raises(LicensingError) as caught:
        yamlfile.parse(text, "plan.yaml", ConfigError)
    assert str(caught.value).startswith(place)


def test_deep_nesting_is_an_error_not_a_crash() -> None:
    with pytest.raises(ConfigError):
        yamlfile.parse("[" * 100_000, "plan.yaml", ConfigError)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        yamlfile.read(tmp_path / "nowhere.yaml", ConfigError)
    (tmp_path / "latin.yaml").write_bytes("publisher: Gazete Günü".encode("latin-1"))
    with pytest.raises(ConfigError, match="not UTF-8 at byte 19"):
        yamlfile.read(tmp_path / "latin.yaml", ConfigError)


def test_a_file_of_a_million_rules_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "huge.yaml").write_text("a: 1\n" * 4_000_000, encoding="utf-8")
    with pytest.raises(ConfigError, match="19 MiB; at most 16 are read"):
        yamlfile.read(tmp_path / "huge.yaml", ConfigError)


def test_a_fault_takes_the_nearest_place() -> None:
    sheet = yamlfile.parse("a:\n  b: 1", "plan.yaml", ConfigError)
    assert str(sheet.fault("No.", ("a", "b", "c"))) == "plan.yaml:2:6: No."
