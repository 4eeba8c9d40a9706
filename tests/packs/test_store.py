"""Packs are checked once, kept compiled, and checked again when a byte changes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from licensing.errors import PackError
from licensing.packs import folder, policies, store
from licensing.packs.vocabulary import vocabulary


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    store.rulebook.cache_clear()
    copy = tmp_path / "rules"
    shutil.copytree(folder.rules_folder(), copy)
    return copy


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def kept(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "cache" / "newsroom-licensing").glob("*.json"))


def test_the_compiled_form_is_kept_and_read_back(packs: Path, tmp_path: Path) -> None:
    first = store.rulebook(packs)
    (file,) = kept(tmp_path)
    assert json.loads(file.read_text(encoding="utf-8"))["places"] == first.places
    store.rulebook.cache_clear()
    assert store.rulebook(packs).data == first.data


def test_an_edited_pack_is_checked_again(packs: Path, tmp_path: Path) -> None:
    store.rulebook(packs)
    edit(packs / "house" / "default.yaml", 'quotation-review-over: {value: "25"', 'quotation-review-over: {value: "20"')
    store.rulebook.cache_clear()
    assert policies.house(store.rulebook(packs)).parameters["quotation-review-over"] == 20
    assert len(kept(tmp_path)) == 2


def test_a_damaged_compiled_form_is_made_anew(packs: Path, tmp_path: Path) -> None:
    whole = store.rulebook(packs).data
    kept(tmp_path)[0].write_text("{", encoding="utf-8")
    store.rulebook.cache_clear()
    assert store.rulebook(packs).data == whole


def test_a_cache_that_cannot_be_written_costs_no_answer(packs: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be", encoding="utf-8")
    assert store.rulebook(packs).data["law"]


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        pytest.param(
            "law/tr.yaml",
            "action: [publish, broadcast]",
            "action: [publish, distribut]",
            "'distribut' is not one of",
            id="a typo in an action",
        ),
        pytest.param(
            "law/tr.yaml",
            "leftOperand: speech",
            "leftOperand: speach",
            "'speach' is not one of",
            id="an unknown operand",
        ),
        pytest.param(
            "law/tr.yaml", "operator: eq", "operator: equals", "'equals' is not one of", id="an unknown operator"
        ),
        pytest.param("law/tr.yaml", "survives:", "survive:", "'survive' is not known", id="a typo in a key"),
        pytest.param(
            "guards/item-status.yaml",
            "verified: primary",
            "verified: surely",
            "'surely'",
            id="an unknown mark of evidence",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(packs: Path, file: str, old: str, new: str, words: str) -> None:
    edit(packs / file, old, new)
    with pytest.raises(PackError) as caught:
        store.rulebook(packs)
    text = (packs / file).read_text(encoding="utf-8")
    line = text[: text.index(new)].count("\n") + 1
    assert f"{Path(file).name}:{line}:" in str(caught.value)
    assert words in str(caught.value)
    assert [str(fault) for fault in store.faults_in(packs)] == [str(caught.value)]


def test_a_value_of_another_type_is_named(packs: Path) -> None:
    edit(
        packs / "law" / "tr.yaml",
        'leftOperand: source-made-public, operator: eq, rightOperand: "true"',
        "leftOperand: source-made-public, operator: eq, rightOperand: maybe",
    )
    book = store.rulebook(packs)
    with pytest.raises(PackError, match="fsek-34-1: 'maybe' is not a value of source-made-public"):
        policies.policy(book, "law/tr")


def test_a_missing_parameter_is_named(packs: Path) -> None:
    edit(packs / "house" / "default.yaml", "{parameter: quotation-review-over}", "{parameter: quotation-over}")
    with pytest.raises(PackError, match="no parameter 'quotation-over'"):
        policies.house(store.rulebook(packs))


def test_every_fault_is_listed(packs: Path) -> None:
    edit(packs / "law" / "tr.yaml", "operator: eq", "operator: equals")
    edit(packs / "law" / "berne.yaml", "treaty", "handshake")
    (packs / "weather").mkdir()
    (packs / "weather" / "rain.yaml").write_text("title: Rain\n", encoding="utf-8")
    (packs / "house" / "broken.yaml").write_text("a: [", encoding="utf-8")
    messages = [str(fault) for fault in store.faults_in(packs)]
    assert len(messages) == 4
    assert any("'weather' is not a kind of pack" in message for message in messages)


def test_unknown_packs_and_territories(packs: Path) -> None:
    book = store.rulebook(packs)
    with pytest.raises(PackError, match="no pack 'house/strictest'"):
        policies.house(book, "strictest")
    assert policies.law_for(book, "TR").jurisdiction == "TR"
    assert policies.law_for(book, "BR").fallback
    assert policies.law_for(book, None).fallback
    assert set(policies.laws(book)) == set(book.data["law"])
    with pytest.raises(PackError, match="not a left operand"):
        vocabulary(book).value("colour", "red")


def test_no_fallback_is_an_error(packs: Path) -> None:
    edit(packs / "law" / "berne.yaml", 'fallback: "true"', 'fallback: "false"')
    with pytest.raises(PackError, match="fallback"):
        policies.law_for(store.rulebook(packs), "BR")


def test_an_installation_without_packs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(folder, "__file__", str(tmp_path / "licensing" / "packs" / "folder.py"))
    with pytest.raises(PackError, match="missing from this installation"):
        folder.rules_folder()
