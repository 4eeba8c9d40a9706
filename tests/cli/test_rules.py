"""`licensing rules test`, `table` and `diff`: what packs do, before anybody relies on them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from licensing.api.examples import never, trials
from licensing.cli.main import main
from licensing.model.constraint import Constraint, LogicalConstraint, LogicalOperator, Operator
from licensing.packs.folder import rules_folder


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    return Path(shutil.copytree(rules_folder(), tmp_path / "rules"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["rules", *arguments])
    printed = capsys.readouterr()
    return code, printed.out + printed.err


def test_the_shipped_rules_do_what_their_examples_say(capsys: pytest.CaptureFixture[str]) -> None:
    code, text = run(capsys, "test")
    assert code == 0
    assert text.endswith(" 0 failed, 0 doubts.\n")


def test_an_example_that_comes_out_otherwise(packs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(
        packs / "guards" / "item-status.yaml",
        "{act: publish, manner: quote, status: usable}",
        "{act: publish, manner: quote, status: withheld}",
    )
    code, text = run(capsys, "test", str(packs))
    assert code == 2
    assert "guards/item-status.yaml:" in text
    assert "It should not fire for {act: publish, manner: quote, status: withheld}; it is active." in text


RULE = """title: X
jurisdiction: XX
territory: [AQ]
permission:
  - id: one
    action: [publish]
    constraint:
      - {leftOperand: purpose, operator: eq, rightOperand: review}
%s
    message: m
    authority: [{cite: c, kind: statute, verified: primary, source: s}]
    examples:
      match: [{act: publish, manner: quote, purpose: review}]
      no-match: [{act: publish, manner: quote, purpose: education}]
%s"""
OVERRIDES = """prohibition:
  - id: always
    action: [publish]
    message: m
    authority: [{cite: c, kind: statute, verified: primary, source: s}]
    examples: {match: [{act: publish, manner: quote}], no-match: [{act: archive, manner: quote}]}
"""


@pytest.mark.parametrize(
    ("more", "after", "said"),
    [
        pytest.param(
            "      - {leftOperand: purpose, operator: eq, rightOperand: education}",
            "",
            "can never fire",
            id="never fires",
        ),
        pytest.param(
            "      - {leftOperand: commercial, operator: eq, rightOperand: 'true'}",
            "",
            "No example reaches it",
            id="unreached",
        ),
        pytest.param("", OVERRIDES, "a prohibition of the same pack overrides it", id="always overridden"),
    ],
)
def test_a_rule_that_cannot_do_anything(
    more: str, after: str, said: str, packs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (packs / "law" / "xx.yaml").write_text(RULE % (more, after), encoding="utf-8")
    code, text = run(capsys, "test", str(packs), "--format", "json")
    assert code == 2
    doubts = json.loads(text)["doubts"]
    assert [doubt["rule"] for doubt in doubts] == ["law/xx/one"]
    assert said in doubts[0]["message"]
    assert doubts[0]["place"] == "law/xx.yaml:5"


def between(low: float, high: float) -> tuple[Constraint, Constraint]:
    return Constraint("n", Operator.GT, low), Constraint("n", Operator.LT, high)


@pytest.mark.parametrize(
    ("conditions", "impossible"),
    [
        pytest.param(between(3, 5), False, id="a number between"),
        pytest.param(between(5, 3), True, id="no number between"),
        pytest.param((Constraint("a", Operator.EQ, True), Constraint("a", Operator.NEQ, True)), True, id="yes and no"),
        pytest.param((Constraint("a", Operator.IS_ANY_OF, ("x",)), Constraint("b", Operator.EQ, "y")), False, id="two"),
        pytest.param((Constraint("a", Operator.IS_NONE_OF, ("x",)),), False, id="anything else"),
        pytest.param((LogicalConstraint(LogicalOperator.AND, between(5, 3)),), True, id="inside an and"),
        pytest.param((LogicalConstraint(LogicalOperator.OR, between(5, 3)),), False, id="inside an or"),
    ],
)
def test_constraints_that_cannot_all_hold(conditions: tuple[Constraint, ...], impossible: bool) -> None:
    assert never(conditions) is impossible


def test_every_rule_is_tried_once() -> None:
    found = trials()
    assert found.rules > 100
    assert found.examples >= 2 * found.rules


def test_the_table_is_what_people_expect(capsys: pytest.CaptureFixture[str]) -> None:
    code, text = run(capsys, "table")
    assert code == 0
    lines = text.splitlines()
    assert lines[0].split() == ["TR", "EU", "GB", "US", "unknown"]
    effects = {line[:68].strip(): line[68:].split() for line in lines[1:]}
    assert effects["1    the whole story"] == ["deny"] * 5
    assert effects["3    a short quotation for news"] == ["permit"] * 4 + ["review"]
    assert effects["8b   a press summary of an article"] == ["permit"] + ["review"] * 4
    _, told = run(capsys, "table", "--format", "json")
    assert len(json.loads(told)["uses"]) == len(lines) - 1


def test_another_house_makes_another_table(capsys: pytest.CaptureFixture[str]) -> None:
    _, text = run(capsys, "table", "--house", "strict")
    quotation = next(line for line in text.splitlines() if "a short quotation for news" in line)
    assert quotation.split()[-5:] == ["deny"] * 5


def test_what_comes_out_otherwise_is_said_in_words(packs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shipped = str(rules_folder())
    assert run(capsys, "diff", shipped, str(packs)) == (0, "No use of the table comes out otherwise.\n")
    packs = Path(shutil.copytree(packs, packs.parent / "edited"))  # packs are read once in a process
    edit(packs / "house" / "default.yaml", 'quotation-review-over: {value: "25"', 'quotation-review-over: {value: "15"')
    code, text = run(capsys, "diff", shipped, str(packs))
    assert code == 0
    assert "3 a short quotation for news, TR: permit before, review now (house/default/quotation-length).\n" in text
    _, told = run(capsys, "diff", shipped, str(packs), "--format", "json")
    assert {change["after"] for change in json.loads(told)["changes"]} == {"review"}


OWN = """title: Ours
notice: "Copyright 2026 Harbour Wire. All rights reserved."
jurisdictions: {Turkey: TR}
facts: {taking: "true", status: usable, embargoed: "false"}
uses: [{id: "1", title: killed, act: publish, manner: quote, facts: {status: killed}}]
"""


def test_a_table_of_uses_of_your_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    uses = tmp_path / "uses.yaml"
    uses.write_text(OWN, encoding="utf-8")
    assert run(capsys, "table", "--uses", str(uses)) == (0, "             Turkey\n1    killed  deny\n")
    uses.write_text(OWN.replace("publish", "pubish"), encoding="utf-8")
    code, text = run(capsys, "table", "--uses", str(uses))
    assert code == 2
    assert text.startswith(f"{uses}:5:")


@pytest.mark.parametrize("command", ["test", "table"])
def test_a_folder_that_holds_no_packs(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, text = run(capsys, command, str(tmp_path / "nowhere"))
    assert code == 2
    assert "nowhere" in text
