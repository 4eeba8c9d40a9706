"""Whatever the texts are, there is an answer or a clear error, and a copy of protected text is never permitted."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import licensing
from licensing.errors import LicensingError

STORY = (Path(__file__).parent.parent / "corpus" / "gate" / "ferry.txt").read_text(encoding="utf-8")
PLAN = {"territory": ["TR"], "medium": ["web"], "purpose": "news-reporting", "date": "2026-11-22"}
MARKS = st.sampled_from(
    ["“", "”", '"', "'", "«", "»", "„", "\n\n", "> ", "\u200b", "---\n", "<p>", "&copy;", "©", "(c)", " "]
)
PIECES = st.lists(
    st.one_of(
        st.text(max_size=40),
        MARKS,
        st.builds(lambda at, size: STORY[at : at + size], st.integers(0, 4000), st.integers(0, 400)),
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(PIECES, PIECES)
def test_any_texts_give_an_answer_or_a_clear_error(draft: list[str], source: list[str]) -> None:
    try:
        decision = licensing.check("".join(draft), plan=PLAN, sources=["".join(source)])
    except LicensingError:
        return
    assert len(decision.drafts) + len(decision.errors) == 1


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 3000), st.integers(200, 900), st.lists(MARKS, max_size=3), st.text(max_size=60))
def test_a_long_unlicensed_part_is_never_permitted(at: int, size: int, marks: list[str], before: str) -> None:
    """At least 200 characters of the story are more than 25 words, marked or not, and nobody is credited."""
    draft = f"{before}\n\n{''.join(marks)}{STORY[at : at + size]}{''.join(marks)}"
    decision = licensing.check(draft, plan=PLAN, sources=[STORY])
    assert not decision.drafts or decision.drafts[0].effect is not licensing.Effect.PERMIT
