from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from licensing.odrl.read import Rights, parse
from licensing.packs.store import Rulebook, rulebook

PREFIXES = """\
@prefix odrl: <http://www.w3.org/ns/odrl/2/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <http://harbour-agency.example/> .
"""


@pytest.fixture(scope="session")
def book() -> Rulebook:
    return rulebook()


@pytest.fixture(scope="session")
def suite() -> Path:
    """The public test suite's folder."""
    folder = Path(__file__).parents[2].parent / "shared/data/odrl-test-suite"
    if not folder.is_dir():
        pytest.skip("the public ODRL test suite is not here")
    return folder


@pytest.fixture(scope="session")
def turtle(book: Rulebook) -> Callable[[str], Rights]:
    """Read Turtle without the prefixes written out."""
    pytest.importorskip("rdflib", reason="Turtle is read with rdflib")
    return lambda text: parse(PREFIXES + dedent(text), "harbour.ttl", "turtle", book)


@pytest.fixture(scope="session")
def yaml(book: Rulebook) -> Callable[[str], Rights]:
    return lambda text: parse(
        "prefixes: {ex: 'http://harbour-agency.example/'}\n" + dedent(text), "p.yaml", "yaml", book
    )
