"""The public ODRL test suite, when it lies beside the checkout: what every rule is said to be, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.odrl.suite import Case, cases, found, graph_of, outcome

pytest.importorskip("rdflib")

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "odrl-test-suite"
CASES = tuple(cases(FOLDER)) if FOLDER.is_dir() else ()
WHOLE = tuple(case for case in CASES if not case.expected.dangling)
here = pytest.mark.skipif(not CASES, reason="the ODRL test suite is not beside this checkout")


def named(several: tuple[Case, ...]) -> list[object]:
    return [pytest.param(case, id=case.name) for case in several]


@here
def test_the_suite_is_whole() -> None:
    assert len(CASES) == 48
    assert len(CASES) - len(WHOLE) <= 1, "cases whose expectation names premise reports it does not describe"


@here
@pytest.mark.parametrize("case", named(CASES))
def test_activation(case: Case) -> None:
    assert found(case).activation == case.expected.activation


@here
@pytest.mark.parametrize("case", named(WHOLE))
def test_premises(case: Case) -> None:
    assert found(case).premises == case.expected.premises


def test_a_premise_that_is_not_described_is_seen() -> None:
    graph = graph_of(
        """
        @prefix report: <https://w3id.org/force/compliance-report#> .
        @prefix ex: <http://example.org/> .
        ex:report report:ruleReport ex:rule .
        ex:rule report:premiseReport ex:whole .
        ex:whole a report:ConstraintReport ; report:premiseReport ex:described, ex:nowhere .
        ex:described a report:ConstraintReport .
        """
    )
    (report,) = {subject for subject in graph.subjects() if str(subject).endswith("/report")}
    assert outcome(graph, [report]).dangling == {"http://example.org/nowhere"}
