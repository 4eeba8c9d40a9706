"""The shipped lexicons and agencies, built once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from licensing.model.agency import Agency
from licensing.model.terms import Terms
from licensing.notices.read import read
from licensing.packs import agencies, lexicons
from licensing.packs.lexicons import Lexicon
from licensing.packs.store import rulebook


@pytest.fixture(scope="session")
def shipped() -> tuple[Lexicon, ...]:
    return tuple(lexicons.build(name, data) for name, data in rulebook().data["notices"].items())


@pytest.fixture(scope="session")
def known() -> tuple[Agency, ...]:
    return tuple(agencies.build(name, data) for name, data in rulebook().data["agencies"].items())


@pytest.fixture(scope="session")
def reading(shipped: tuple[Lexicon, ...], known: tuple[Agency, ...]) -> Callable[[str], Terms]:
    return lambda text: read(text, shipped, known)
