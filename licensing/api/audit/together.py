"""What outputs published before take of the same stories, and for which outputs that may change the answer."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from licensing.api.archive import RETELLS
from licensing.api.audit.job import Output, Told
from licensing.api.audit.kept import Place
from licensing.api.audit.lines import crossed
from licensing.model.excerpt import Excerpt, Places, counted, joined

__all__ = ["Published", "by_file", "due", "in_order"]


class Published(NamedTuple):
    """An output, with what counts together with others.

    Attributes:
        when: Its place in the order of publication: dated ones by their dates, the others after them.
        output: Its file and name.
        text: Names its prose.
        place: Where it is kept.
        excerpts: What it takes, all manners together (`reach`).
    """

    when: tuple[bool, float]
    output: Output
    text: str
    place: Place
    excerpts: tuple[Excerpt, ...]


def in_order(date: str) -> tuple[bool, float]:
    """Return the place of a date in the order of publication; outputs without one come last.

    Args:
        date: A day or a moment in ISO 8601, or nothing. A day begins at midnight, and a time without a zone is UTC.
    """
    if not date:
        return True, 0.0
    when = dt.datetime.fromisoformat(date)
    return False, (when if when.tzinfo else when.replace(tzinfo=dt.UTC)).timestamp()


def due(published: Sequence[Published], known: tuple[float, ...] | None) -> Iterator[tuple[Output, dict[str, Told]]]:
    """Yield the outputs that must be judged together with earlier ones, and what those took, by story.

    Those are the outputs that pass a line together with what was taken before, and those that may tell a story in other
    words which others took from too: the score of such texts read as one may be higher than that of each.

    Args:
        published: All outputs, in order of publication.
        known: The shares at which a rule may change its mind; None: any.
    """
    stories: dict[str, list[tuple[int, Excerpt]]] = {}
    for number, one in enumerate(published):
        for excerpt in one.excerpts:
            if excerpt.reach or excerpt.rewrite >= RETELLS:
                stories.setdefault(excerpt.story, []).append((number, excerpt))
    told: dict[int, dict[str, Told]] = {}
    passing: set[int] = set()
    for story, takers in stories.items():
        if len(takers) > 1:
            for number, before, passes in _of_story(takers, published, known):
                told.setdefault(number, {})[story] = before
                if passes:
                    passing.add(number)
    for number in sorted(passing):
        yield published[number].output, told[number]


def _of_story(
    takers: Sequence[tuple[int, Excerpt]], published: Sequence[Published], known: tuple[float, ...] | None
) -> Iterator[tuple[int, Told, bool]]:
    texts: Counter[str] = Counter()
    seen: Places = ()
    for count, (number, excerpt) in enumerate(takers):
        text = published[number].text
        earlier, taken = count - texts[text], seen
        if texts[text]:
            # The same text published before is this output, not another one.
            taken = joined(*(other.reach for place, other in takers[:count] if published[place].text != text))
        if earlier:
            added = counted(joined(excerpt.reach, taken)) - counted(excerpt.reach)
            together = min(1.0, excerpt.measured + added / max(1, excerpt.words))
            outputs = _outputs(takers[:count], published, text) if excerpt.follows else ()
            passes = excerpt.follows or crossed(known, excerpt.measured, together)
            yield number, Told(earlier, taken, outputs), passes
        texts[text] += 1
        seen = joined(seen, excerpt.reach)


def _outputs(takers: Sequence[tuple[int, Excerpt]], published: Sequence[Published], text: str) -> tuple[Output, ...]:
    return tuple(published[number].output for number, _ in takers if published[number].text != text)


def by_file(found: Iterator[tuple[Output, dict[str, Told]]]) -> Mapping[str, dict[str, dict[str, Told]]]:
    """Return what is due by the file it is in."""
    files: dict[str, dict[str, dict[str, Told]]] = {}
    for output, told in found:
        files.setdefault(str(output.path), {})[output.name] = told
    return files
