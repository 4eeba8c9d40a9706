"""From places where a draft and a story may meet to the runs of words they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

__all__ = ["Meeting", "SharedRun", "shared_runs"]


class SharedRun(NamedTuple):
    """`length` words that stand from `draft` in the draft's words and from `source` in the story's."""

    draft: int
    source: int
    length: int


class Meeting(NamedTuple):
    """A stored gram of a story that the draft holds too: its places in the draft, and its place in the story."""

    spots: Sequence[int]
    place: int


def shared_runs(
    draft: Sequence[str], source: Sequence[str], meetings: Sequence[Meeting], shortest: int
) -> tuple[SharedRun, ...]:
    """Grow meetings into the longest runs both texts share.

    A run could not be longer on either side, and no other run of the same story covers its words of the draft and
    more. Where the story says the same words several times, the first place is given.

    Args:
        draft: Normalised words of the draft.
        source: Normalised words of the story.
        meetings: Grams of one hash; every run sought holds one of them.
        shortest: Words a run must have.

    Returns:
        The runs in draft order; none when no meeting was more than a collision or a short phrase.
    """
    if sum(len(meeting.spots) for meeting in meetings) > len(draft) + len(source):
        # Texts that repeat themselves meet everywhere: growing each meeting would take the square of their length.
        return tuple(_runs_by_automaton(draft, source, shortest))
    seeds = sorted((spot, place) for spots, place in meetings for spot in spots)
    runs = _outermost(_grown(draft, source, seeds, shortest))
    if not runs:
        return ()
    joined = f" {' '.join(source)} "
    return tuple(_first_place(draft, joined, run) for run in runs)


def _grown(
    draft: Sequence[str], source: Sequence[str], seeds: Iterable[tuple[int, int]], shortest: int
) -> list[SharedRun]:
    found: list[SharedRun] = []
    low = high = 0  # the run of the draft that reaches furthest so far
    for at, place in seeds:
        # Inside that run a seed leads on only if the words agree beyond one of its ends.
        if low <= at < high and not (
            _same(draft, source, high, place + high - at) or _same(draft, source, low - 1, place + low - 1 - at)
        ):
            continue
        run = _grow(draft, source, at, place)
        if run.length >= shortest:
            found.append(run)
            if run.draft + run.length > high:
                low, high = run.draft, run.draft + run.length
    return found


def _same(draft: Sequence[str], source: Sequence[str], at: int, place: int) -> bool:
    return 0 <= at < len(draft) and 0 <= place < len(source) and draft[at] == source[place]


def _grow(draft: Sequence[str], source: Sequence[str], at: int, place: int) -> SharedRun:
    """Return the run through a seed; its length is 0 when not even the seed's first word is the same."""
    start, end, shift = at, at, place - at
    while _same(draft, source, end, end + shift):
        end += 1
    while end > at and _same(draft, source, start - 1, start - 1 + shift):
        start -= 1
    return SharedRun(start, start + shift, end - start)


def _outermost(runs: Iterable[SharedRun]) -> list[SharedRun]:
    """Drop runs whose words of the draft another run covers."""
    kept: list[SharedRun] = []
    for run in sorted(runs, key=lambda run: (run.draft, -run.length)):
        if not kept or run.draft + run.length > kept[-1].draft + kept[-1].length:
            kept.append(run)
    return kept


def _first_place(draft: Sequence[str], joined: str, run: SharedRun) -> SharedRun:
    offset = joined.find(f" {' '.join(draft[run.draft : run.draft + run.length])} ")
    return run._replace(source=joined.count(" ", 0, offset))


class _State:
    """A state of the automaton: words that end in the same places of the story."""

    __slots__ = ("end", "length", "link", "steps")

    def __init__(self, length: int, end: int, link: _State | None, steps: dict[str, _State]) -> None:
        self.length = length
        self.end = end
        self.link = link
        self.steps = steps


def _runs_by_automaton(draft: Sequence[str], source: Sequence[str], shortest: int) -> Iterable[SharedRun]:
    """Yield the same runs in time linear in both texts: at every word of the draft the longest match that ends there.

    A match is a run when the next word does not lengthen it.
    """
    root = state = _automaton(source)
    length = 0
    for at, word in enumerate(draft):
        before, length_before = state, length
        while word not in state.steps and state.link is not None:
            state = state.link
            length = state.length
        if word in state.steps:
            state = state.steps[word]
            length += 1
        if length <= length_before and length_before >= shortest:
            yield SharedRun(at - length_before, before.end - length_before, length_before)
    if length >= shortest and state is not root:
        yield SharedRun(len(draft) - length, state.end - length, length)


def _automaton(source: Sequence[str]) -> _State:
    """Build the suffix automaton of a story's words (Blumer et al., 1985); `end` is after a state's first place."""
    root = last = _State(0, 0, None, {})
    for end, word in enumerate(source, start=1):
        new = _State(end, end, root, {})
        state: _State | None = last
        while state is not None and word not in state.steps:
            state.steps[word] = new
            state = state.link
        if state is not None:
            new.link = _split(state, word)
        last = new
    return root


def _split(state: _State, word: str) -> _State:
    """Return the state of exactly `state` and `word`, cut out of the one a step leads to when that is longer."""
    target = state.steps[word]
    if target.length == state.length + 1:
        return target
    clone = _State(state.length + 1, target.end, target.link, dict(target.steps))
    target.link = clone
    before: _State | None = state
    while before is not None and before.steps.get(word) is target:
        before.steps[word] = clone
        before = before.link
    return clone
