"""`licensing odrl`: reports, and every mistake named at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from licensing.cli.main import main

pytest.importorskip("rdflib", reason="Turtle is read with rdflib: the extra [odrl]")

CASE = Path(__file__).parent.parent / "corpus" / "odrl"
AGREEMENT, REQUEST, WORLD = (str(CASE / name) for name in ("agreement.ttl", "request.yaml", "world.yaml"))
PREFIXES = """@prefix odrl: <http://www.w3.org/ns/odrl/2/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <https://harbourwire.example/> .
"""
SET = "ex:p a odrl:Set ; odrl:target ex:ferry ; "


def report(*arguments: str) -> int:
    return main(["odrl", "report", *arguments])


def test_the_report_is_turtle(capsys: pytest.CaptureFixture[str]) -> None:
    assert report("--policy", AGREEMENT, "--request", REQUEST, "--world", WORLD) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("@prefix")
    assert printed.out.count("activationState") == 2
    assert printed.err == ""


def test_the_same_policies_always_give_the_same_report(capsys: pytest.CaptureFixture[str]) -> None:
    texts = []
    for _ in range(2):
        report("--policy", AGREEMENT, "--request", REQUEST, "--world", WORLD)
        texts.append(capsys.readouterr().out)
    assert texts[0] == texts[1]


def test_a_fact_nobody_knows_is_a_review_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert report("--policy", AGREEMENT, "--request", REQUEST) == 3
    printed = capsys.readouterr()
    assert "report:Unknown" in printed.out
    assert "dateTime is not known" in printed.err


def test_a_fact_of_another_type_is_a_review_with_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    policy, request = tmp_path / "policy.ttl", tmp_path / "request.yaml"
    policy.write_text(
        f"{PREFIXES}{SET}odrl:prohibition ex:r . ex:r odrl:action odrl:use ; odrl:constraint "
        '[ odrl:leftOperand odrl:industry ; odrl:operator odrl:gt ; odrl:rightOperand "5"^^xsd:integer ] .',
        encoding="utf-8",
    )
    request.write_text(
        "uid: https://a.example/r\ntype: Request\npermission:\n"
        "  - {action: use, target: 'https://harbourwire.example/ferry',\n"
        "     constraint: [{leftOperand: industry, operator: eq, rightOperand: news}]}\n",
        encoding="utf-8",
    )
    assert report("--policy", str(policy), "--request", str(request), "--format", "text") == 3
    assert "industry is news, and whether that is 'gt 5' cannot be told" in " ".join(capsys.readouterr().out.split())


def test_a_form_nobody_knows(capsys: pytest.CaptureFixture[str]) -> None:
    assert report("--policy", AGREEMENT, "--request", REQUEST, "--format", "pdf") == 2
    assert "Choose one of: turtle, text" in capsys.readouterr().err


def test_parents_are_not_reported_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    child = tmp_path / "child.ttl"
    child.write_text(
        f"{PREFIXES}ex:child a odrl:Set ; odrl:inheritFrom ex:agreement ; odrl:conflict odrl:prohibit .",
        encoding="utf-8",
    )
    arguments = ("--request", REQUEST, "--world", WORLD, "--format", "text")
    assert report("--policy", str(child), "--parent", AGREEMENT, *arguments) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("PERMIT  <https://harbourwire.example/child>")
    assert shown.count("PERMIT") == 1


def test_a_file_without_a_request_and_one_without_a_policy(capsys: pytest.CaptureFixture[str]) -> None:
    assert report("--policy", AGREEMENT, "--request", AGREEMENT) == 2
    assert "no ODRL Request in this file" in capsys.readouterr().err
    assert report("--policy", REQUEST, "--request", REQUEST) == 2
    assert "no policy in" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param(f"{SET}odrl:inheritFrom ex:p .", "4:1: Inheritance runs in a circle", id="inherits from itself"),
        pytest.param(
            f"{SET}odrl:inheritFrom ex:q . ex:q a odrl:Set ; odrl:inheritFrom ex:p .",
            "circle: <https://harbourwire.example/p> -> <https://harbourwire.example/q>",
            id="inherits in a circle",
        ),
        pytest.param(f"{SET}odrl:inheritFrom ex:nowhere .", "no policy of that name was given", id="parent nowhere"),
        pytest.param(
            f"{SET}odrl:conflict odrl:perm ; odrl:inheritFrom ex:q . ex:q a odrl:Set ; odrl:conflict odrl:prohibit .",
            "two conflict strategies, perm and prohibit",
            id="two strategies by inheritance",
        ),
        pytest.param(
            f"{SET}odrl:permission [ odrl:action ex:print ] . ex:print a odrl:Action ; odrl:includedIn ex:copy . "
            "ex:copy a odrl:Action ; odrl:includedIn ex:print .",
            "ex",
            id="actions included in one another",
        ),
        pytest.param("ex:p a odrl:Set ; odrl:permission [ .", "This is not Turtle", id="no Turtle"),
    ],
)
def test_a_mistake_is_named_at_its_place(
    body: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = tmp_path / "policy.ttl"
    policy.write_text(PREFIXES + body, encoding="utf-8")
    assert report("--policy", str(policy), "--request", REQUEST) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"{policy}:4:")
    assert said in printed.err


def test_without_a_world_anybody_may_be_in_a_collection(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    policy, world = tmp_path / "policy.ttl", tmp_path / "world.yaml"
    policy.write_text(
        f"{PREFIXES}{SET}odrl:conflict odrl:prohibit ; odrl:permission [ odrl:action odrl:use ] ; "
        "odrl:prohibition [ odrl:action odrl:use ; odrl:assignee ex:rivals ] . ex:rivals a odrl:PartyCollection .",
        encoding="utf-8",
    )
    arguments = ("--policy", str(policy), "--request", REQUEST, "--format", "text")
    assert report(*arguments) == 3
    said = " ".join(capsys.readouterr().out.split())
    assert "nobody says whether the assignee is in <https://harbourwire.example/rivals>" in said
    world.write_text("time: 2026-11-22T12:00:00Z\n", encoding="utf-8")
    assert report(*arguments, "--world", str(world)) == 0
    assert capsys.readouterr().out.startswith("PERMIT")
