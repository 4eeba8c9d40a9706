"""Every stored story that shares a run of eight words is found, with exactly the runs it shares."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licensing.archive.sqlite import SqliteArchive
from licensing.model.document import Document

RUN = 8

# How a word may be written, and what all its spellings are to a reader.
SPELLINGS = {
    "izmir": ["İzmir", "izmir", "IZMIR", "ızmir", "Iz\u00admir", "i\u0307zmi\u0307r"],
    "dont": ["don't", "Don’t", "DON'T", "dont", "d\u200bon’t"],
    "harbour": ["harbour", "Harbour", "hаrbоur", "har\u200bbour", "ｈarbour"],
    "erdem": ["Erdem", "érdem", "e\u0301rdem"],
    "quay": ["quay", "QUAY", "𝐪uay"],
    "港": ["港"],
    "7": ["7", "٧"],
    "of": ["of"],
    "the": ["the", "The"],
}
GAPS = [" ", "  ", "\n", ", ", ". ", " — ", "-", "… “", "” ", " \u200b", " '"]


class Token(NamedTuple):
    norm: str
    surface: str
    gap: str


class Made(NamedTuple):
    """A text, and where its words stand by construction."""

    text: str
    norm: list[str]
    places: list[tuple[int, int]]


TOKEN = st.sampled_from(sorted(SPELLINGS)).flatmap(
    lambda norm: st.builds(Token, st.just(norm), st.sampled_from(SPELLINGS[norm]), st.sampled_from(GAPS))
)
PIECE = st.lists(TOKEN, min_size=1, max_size=14)


def put_together(tokens: list[Token]) -> Made:
    text, places = "", []
    for token in tokens:
        places.append((len(text), len(text) + len(token.surface)))
        text += token.surface + token.gap
    return Made(text, [token.norm for token in tokens], places)


@st.composite
def newsrooms(draw: st.DrawFn) -> tuple[list[Made], Made]:
    """Stories made of a few pieces that come back, and a draft that takes about eight words from some, respelled."""

    def respell(tokens: list[Token]) -> list[Token]:
        tokens = list(tokens)
        for at in draw(st.lists(st.integers(0, len(tokens) - 1), max_size=3)):
            norm = tokens[at].norm
            tokens[at] = Token(norm, draw(st.sampled_from(SPELLINGS[norm])), draw(st.sampled_from(GAPS)))
        return tokens

    pieces = draw(st.lists(PIECE, min_size=1, max_size=4))
    chosen = st.lists(st.sampled_from(pieces) | PIECE, min_size=1, max_size=4)
    stories = [respell([token for piece in draw(chosen) for token in piece]) for _ in range(draw(st.integers(1, 5)))]
    draft = draw(PIECE)
    for story in draw(st.lists(st.sampled_from(stories), max_size=4)):
        start = draw(st.integers(0, max(0, len(story) - RUN)))
        draft += respell(story[start : start + draw(st.sampled_from([RUN - 1, RUN, RUN, RUN + 1, 3 * RUN]))])
        draft += [Token("own", "own", " ")] * draw(st.integers(0, 1))
    return [put_together(story) for story in stories], put_together(draft)


def truth(draft: Made, story: Made) -> list[tuple[int, int, int, int, int]]:
    """Runs by comparing every word with every word: offsets in the draft, in the story, and the number of words."""
    shortest = min(RUN, len(story.norm))
    runs: dict[int, tuple[int, int]] = {}
    for at in range(len(draft.norm)):
        best = (0, 0)
        for place in range(len(story.norm)):
            length = 0
            while draft.norm[at : at + length + 1] == story.norm[place : place + length + 1] and (
                at + length < len(draft.norm) and place + length < len(story.norm)
            ):
                length += 1
            best = max(best, (length, -place))
        if best[0] >= shortest:
            runs[at] = (best[0], -best[1])
    return [
        (*bounds(draft, at, length), *bounds(story, place, length), length)
        for at, (length, place) in runs.items()
        if not any(other < at and other + longer[0] >= at + length for other, longer in runs.items())
    ]


def bounds(text: Made, first: int, length: int) -> tuple[int, int]:
    return text.places[first][0], text.places[first + length - 1][1]


def found(archive: SqliteArchive, draft: Made) -> dict[str, list[tuple[int, int, int, int, int]]]:
    return {
        hit.story.id: [(*run.draft, *run.source, run.words) for run in hit.runs] for hit in archive.find(draft.text)
    }


def expected(stories: dict[str, Made], draft: Made) -> dict[str, list[tuple[int, int, int, int, int]]]:
    return {name: runs for name, story in stories.items() if (runs := truth(draft, story))}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(newsrooms(), st.data())
def test_what_is_found_is_what_is_shared(newsroom: tuple[list[Made], Made], data: st.DataObject) -> None:
    texts, draft = newsroom
    stories = {f"story-{number}": text for number, text in enumerate(texts)}
    with tempfile.TemporaryDirectory() as folder, SqliteArchive(str(Path(folder, "stories.db"))) as archive:
        with archive.batch():
            for name, text in stories.items():
                archive.add(Document(raw=text.text, prose=text.text), name)
        assert found(archive, draft) == expected(stories, draft)

        gone = data.draw(st.sets(st.sampled_from(sorted(stories)), max_size=len(stories) - 1), label="removed")
        with archive.batch():
            for name in gone:
                archive.remove(name)
        assert found(archive, draft) == expected({n: t for n, t in stories.items() if n not in gone}, draft)


WORD = st.sampled_from("abc")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORD, min_size=1, max_size=30), min_size=1, max_size=8), st.lists(WORD, max_size=40))
def test_nothing_is_missed_where_every_gram_is_common(stories: list[list[str]], draft: list[str]) -> None:
    def plain(norm: list[str]) -> Made:
        return put_together([Token(word, word, " ") for word in norm])

    with tempfile.TemporaryDirectory() as folder, SqliteArchive(str(Path(folder, "stories.db"))) as archive:
        with archive.batch():
            for number, story in enumerate(stories):
                text = plain(story).text
                archive.add(Document(raw=text, prose=text), f"story-{number}")
        told = {f"story-{number}": plain(story) for number, story in enumerate(stories)}
        assert found(archive, plain(draft)) == expected(told, plain(draft))
