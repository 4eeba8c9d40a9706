from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.model.document import Span
from licensing.text.quotes import BLOCK, quoted


def marked(text: str) -> list[tuple[str, str]]:
    return [(text[one.inner.start : one.inner.end], one.mark) for one in quoted(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('He said "no way" and "go".', [("no way", '""'), ("go", '""')], id="straight"),
        pytest.param(
            "“one” „zwei“ „trzy” ”fyra”", [("one", "“”"), ("zwei", "„“"), ("trzy", "„”"), ("fyra", "””")], id="curly"
        ),
        pytest.param("«oui» »ja« « non »", [("oui", "«»"), ("ja", "»«"), (" non ", "«»")], id="angle"),
        pytest.param("‹oui› ‚ja‘ ‘yes’", [("oui", "‹›"), ("ja", "‚‘"), ("yes", "‘’")], id="single"),
        pytest.param("it's 'so it's said' here", [("so it's said", "''")], id="straight single and apostrophes"),
        pytest.param("‘The workers’ strike is long,’ she said", [("The workers’ strike is long,", "‘’")], id="plural"),
        pytest.param("Ankara’da ‘İzmir’in yolu’ dedi", [("İzmir’in yolu", "‘’")], id="Turkish suffixes"),
        pytest.param("“he said ‘no’ to me”", [("he said ‘no’ to me", "“”")], id="nested: the outer counts"),
        pytest.param("「外『内』」", [("外『内』", "「」")], id="corner brackets"),
        pytest.param("``teletype''", [("teletype", "``''")], id="typewriter"),
        pytest.param("“one\n\n“two\n\n“three” end", [("one", "“”"), ("two", "“”"), ("three", "“”")], id="paragraphs"),
        pytest.param('"one.\n\n"two." end', [("one.", '""'), ("two.", '""')], id="paragraphs, straight"),
        pytest.param("“wrapped\nline” end", [("wrapped\nline", "“”")], id="a wrapped line"),
        pytest.param("“never closed\n\ncopied text ” here", [], id="unterminated hides nothing"),
        pytest.param("“never closed and “closed” end", [("closed", "“”")], id="unterminated before another"),
        pytest.param('"stray and then "closed" end', [("closed", '""')], id="straight stray"),
        pytest.param('a 5" pipe and "this"', [("this", '""')], id="inches"),
        pytest.param("“one\n\n“two never closed\n\nthree", [], id="a run of paragraphs that never closes"),
        pytest.param("rock ’n’ roll don’t", [], id="apostrophes alone"),
        pytest.param("", [], id="empty"),
    ],
)
def test_marks(text: str, expected: list[tuple[str, str]]) -> None:
    assert marked(text) == expected


def test_a_block_quote_counts_whole_whatever_marks_stand_in_it() -> None:
    text = "Before “one”. He said “two” there. After “three”."
    block = Span(14, 36)
    found = quoted(text, [block])
    assert [one.mark for one in found] == ["“”", BLOCK, "“”"]
    assert found[1].inner == block


@given(st.text("a \n'\"“”‘’„«»‹›「」`", max_size=60))
def test_quotations_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for one in quoted(text):
        assert end <= one.outer.start <= one.inner.start <= one.inner.end <= one.outer.end <= len(text)
        end = one.outer.end


@pytest.mark.parametrize("unit", ["“", '"', "'a ", "“a” ", "“a.\n", "“a\n\n", "‘s’ s"])
def test_hostile_marks_take_linear_time(unit: str) -> None:
    began = time.process_time()
    quoted(unit * (100_000 // len(unit)))
    assert time.process_time() - began < 5
