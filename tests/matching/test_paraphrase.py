from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.matching.paraphrase import counts, paraphrase

SAID = "Ferries from the island of Sorn will take over the crossing on Thursday, but only at high water."
RESAID = "On Thursday ferries from the island of Sorn will take over the crossing, though only at high water."
EXCHANGED = "Boats from the island of Sorn will take over the passage on Thursday, but only at high tide."
OTHER = "Farmers in the salt villages asked the council for 40 carts before the autumn fair."


@pytest.mark.parametrize(("sort", "again"), [("news", RESAID), ("books", EXCHANGED)])
def test_the_same_said_again_is_likelier_than_another_sentence(sort: str, again: str) -> None:
    assert paraphrase(SAID, again, sort) > 0.5 > paraphrase(SAID, OTHER, sort)


@given(st.text(max_size=60), st.text(max_size=60))
def test_which_comes_first_does_not_matter(one: str, other: str) -> None:
    assert counts(one, other) == pytest.approx(counts(other, one))
    assert 0 <= paraphrase(one, other) <= 1


def test_an_unknown_sort_is_an_error() -> None:
    with pytest.raises(KeyError):
        paraphrase(SAID, RESAID, "verse")
