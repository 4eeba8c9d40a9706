"""A folder laid out like the public ODRL test suite: its cases, joined by the IRIs they name, and what they expect.

`test_cases/*.ttl` hold a case each (policy, request and state of the world, by IRI) and the report expected of it; the
three stand in the folders `policies`, `requests` and `sotw`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from licensing.api.compliance import SHAPES, comply

if TYPE_CHECKING:
    import rdflib

CASE = "http://example.org/"
REPORT = "https://w3id.org/force/compliance-report#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

Premise = tuple[str, str, tuple[Any, ...]]
"""Kind, satisfaction state, and the premises inside it."""


class Case(NamedTuple):
    """One case of the suite.

    Attributes:
        name: The name of its file.
        policy: The file its policy stands in; likewise `request` and `world`.
        expected: What the report must say.
    """

    name: str
    policy: Path
    request: Path
    world: Path
    expected: Outcome


class Outcome(NamedTuple):
    """What a compliance report says.

    Attributes:
        activation: Kind, rule, requested rule, attempt state and activation state of each rule report.
        premises: The premises of each rule report, sorted.
        dangling: Premise reports that are named and nowhere described.
    """

    activation: frozenset[tuple[str, ...]]
    premises: tuple[tuple[Premise, ...], ...]
    dangling: frozenset[str]


def cases(folder: Path) -> Iterator[Case]:
    """Yield the cases of a folder.

    Raises:
        KeyError: when a case names a policy, request or world that stands in no file.
    """
    homes = [_homes(folder / name) for name in ("policies", "requests", "sotw")]
    for path in sorted((folder / "test_cases").glob("*.ttl")):
        graph = graph_of(path.read_text(encoding="utf-8"))
        for case in graph.subjects(_iri(TYPE), _iri(f"{CASE}TestCase")):
            named = [graph.value(case, _iri(f"{CASE}{name}")) for name in ("policy", "request", "sotw")]
            policy, request, world = (home[str(one)] for home, one in zip(homes, named, strict=True))
            reports = graph.objects(case, _iri(f"{CASE}expectedReport"))
            yield Case(path.stem, policy, request, world, outcome(graph, reports))


def found(case: Case) -> Outcome:
    """Return what we say of a case, read back from the Turtle we print."""
    graph = graph_of(SHAPES["turtle"](comply([case.policy], case.request, case.world)))
    return outcome(graph, graph.subjects(_iri(TYPE), _iri(f"{REPORT}PolicyReport")))


def outcome(graph: rdflib.Graph, reports: Iterable[Any]) -> Outcome:
    """Return what the policy reports of a graph say."""
    rules = [rule for report in reports for rule in graph.objects(report, _iri(f"{REPORT}ruleReport"))]
    return Outcome(
        frozenset(_activation(graph, rule) for rule in rules),
        tuple(sorted(_premises(graph, rule) for rule in rules)),
        frozenset(str(one) for rule in rules for one in _named(graph, rule) if not _kind(graph, one)),
    )


def graph_of(text: str) -> rdflib.Graph:
    """Return the graph of a Turtle text."""
    import rdflib  # noqa: PLC0415 - an extra

    return rdflib.Graph().parse(data=text, format="turtle")


def _homes(folder: Path) -> dict[str, Path]:
    return {
        str(subject): path
        for path in sorted(folder.glob("*.ttl"))
        for subject in graph_of(path.read_text(encoding="utf-8")).subjects(_iri(TYPE))
    }


def _activation(graph: rdflib.Graph, report: Any) -> tuple[str, ...]:
    said = ("rule", "ruleRequest", "attemptState", "activationState")
    return (_kind(graph, report), *(str(graph.value(report, _iri(f"{REPORT}{name}"))) for name in said))


def _premises(graph: rdflib.Graph, report: Any) -> tuple[Premise, ...]:
    return tuple(
        sorted(
            (_kind(graph, one), str(graph.value(one, _iri(f"{REPORT}satisfactionState"))), _premises(graph, one))
            for one in graph.objects(report, _iri(f"{REPORT}premiseReport"))
        )
    )


def _named(graph: rdflib.Graph, report: Any) -> Iterator[Any]:
    for one in graph.objects(report, _iri(f"{REPORT}premiseReport")):
        yield one
        yield from _named(graph, one)


def _kind(graph: rdflib.Graph, node: Any) -> str:
    return " ".join(sorted(str(kind).removeprefix(REPORT) for kind in graph.objects(node, _iri(TYPE))))


def _iri(text: str) -> Any:
    import rdflib  # noqa: PLC0415 - an extra

    return rdflib.URIRef(text)
