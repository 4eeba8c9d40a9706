"""Whether a draft names the source of what it takes, how near, with a date and a link.

A name that stands only inside the words taken ("told Example Agency" in a copied sentence) is no credit for them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from licensing.model.document import Link, Span
from licensing.text.dates import dates as dates_in
from licensing.text.normalise import APOSTROPHES, fold
from licensing.text.sentences import paragraphs, sentences
from licensing.text.words import Words, words

__all__ = ["Credit", "Where", "anywhere", "attribution"]


class Where(StrEnum):
    """How near a name stands to the words it credits."""

    SENTENCE = "same-sentence"
    NEIGHBOUR = "neighbouring-sentence"
    PARAGRAPH = "same-paragraph"
    DRAFT = "elsewhere"


class Credit(NamedTuple):
    """A source named.

    Attributes:
        name: The name as it was looked for.
        span: Where it stands in the draft.
        where: How near it stands to the words it credits.
        words: Words between the two; 0 where the question does not arise.
        date: A date beside it.
        link: The address of a link beside it.
    """

    name: str
    span: Span
    where: Where
    words: int = 0
    date: Span | None = None
    link: str | None = None

    @property
    def linked(self) -> bool:
        """Whether a link stands beside it."""
        return self.link is not None


class _Near(NamedTuple):
    where: Where
    span: Span


_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"'“”‘’«»()\[\]]{3,500}")
_SUFFIX = re.compile(
    r"(?:s|n?[iu]n|y?[iu]|[sn]?[iu]n[iu]n|y?[ae]|n[ae]|(?:n|s[iu]n)?d[ae]n?|t[ae]n?|nd[ae]n?|y?l[ae]|c[ae]|nc[ae]|l[iu]|d[iu]r|k[iu])"
)
_INITIALS = 5
_STEM = 3


def attribution(
    prose: str,
    span: Span,
    names: Sequence[str],
    *,
    taken: Sequence[Span] = (),
    dates: Sequence[date] = (),
    links: Sequence[Link] = (),
) -> Credit | None:
    """Return the nearest naming of a source beside the words taken from it.

    Args:
        prose: The draft.
        span: The words taken, as the words between quotation marks.
        names: The source's name and every other way it is written.
        taken: Every stretch taken from the source: a name inside one of them is part of what was taken.
        dates: The dates that count; empty for any.
        links: Links of the draft; addresses written out count too.

    Returns:
        The credit in the same sentence, a neighbouring one or the same paragraph; None when the source is not named
        there.
    """
    block = _around(prose, span)
    found = [
        Credit(name, place, near.where, away)
        for near in _circles(prose, span, block)
        for name, place, away in _namings(prose, near.span, names, (span, *taken), span)
    ]
    if not found:
        return None
    best = min(found, key=lambda credit: (list(Where).index(credit.where), credit.words))
    return _dated(best, prose, block, taken=(span, *taken), wanted=dates, links=links)


def anywhere(
    prose: str,
    names: Sequence[str],
    *,
    taken: Sequence[Span] = (),
    dates: Sequence[date] = (),
    links: Sequence[Link] = (),
) -> Credit | None:
    """Return the first naming of a source anywhere in a draft, as a credit line below it.

    Args:
        prose: The draft.
        names: The source's name and every other way it is written.
        taken: Every stretch taken from the source; a name inside one of them does not count.
        dates: The dates that count; empty for any.
        links: Links of the draft; addresses written out count too.
    """
    for name, place, _ in _namings(prose, Span(0, len(prose)), names, taken, None):
        return _dated(
            Credit(name, place, Where.DRAFT), prose, _around(prose, place), taken=taken, wanted=dates, links=links
        )
    return None


def _around(prose: str, span: Span) -> Span:
    """Return the paragraph that holds a span, with the sentences just before and after it."""
    found = paragraphs(prose)
    first = bisect_left(found, span.start, key=lambda block: block.end - 1)
    last = bisect_left(found, span.end, key=lambda block: block.end)
    start = found[min(first, len(found) - 1)].start if found else 0
    end = found[min(last, len(found) - 1)].end if found else len(prose)
    if 0 < first < len(found):
        start = sentences(prose, found[first - 1])[-1].start
    if last + 1 < len(found):
        end = sentences(prose, found[last + 1])[0].end
    return Span(start, max(end, span.end))


def _circles(prose: str, span: Span, block: Span) -> Iterator[_Near]:
    """Yield the stretches in which a credit may stand, the nearest first."""
    around = sentences(prose, block)
    touched = [place for place, one in enumerate(around) if one.start < span.end and span.start < one.end]
    if touched:
        first, last = touched[0], touched[-1]
        yield _Near(Where.SENTENCE, Span(around[first].start, around[last].end))
        yield _Near(Where.NEIGHBOUR, Span(around[max(0, first - 1)].start, around[min(last + 1, len(around) - 1)].end))
    yield _Near(Where.PARAGRAPH, block)


_cut = lru_cache(maxsize=256)(words)
"""A draft is asked about every story it takes from, with the same names again and again."""


def _namings(
    prose: str, within: Span, names: Sequence[str], taken: Sequence[Span], span: Span | None
) -> Iterator[tuple[str, Span, int]]:
    """Yield the namings inside a stretch and outside the words taken, each with the words between it and `span`."""
    text = prose[within.start : within.end]
    cut = _cut(text)
    for name, first, last in _places(text, tuple(names)):
        found = Span(within.start + cut.starts[first], within.start + cut.ends[last])
        if not any(one.start < found.end and found.start < one.end for one in taken):
            yield name, found, _between(cut, first, last, span, within.start)


@lru_cache(maxsize=256)
def _places(text: str, names: tuple[str, ...]) -> tuple[tuple[str, int, int], ...]:
    """Return every naming in a text: the name, and the places of its first and last word."""
    cut = _cut(text)
    listed = [(name, wanted) for name in names if (wanted := _cut(name).norm)]
    firsts = tuple({wanted[0] for _, wanted in listed})
    return tuple(
        (name, place, place + len(wanted) - 1)
        for place, word in enumerate(cut.norm)
        if word.startswith(firsts)
        for name, wanted in listed
        if _named(text, cut, place, name, wanted)
    )


def _named(text: str, cut: Words, place: int, name: str, wanted: tuple[str, ...]) -> bool:
    last = place + len(wanted) - 1
    if last >= len(cut) or cut.norm[place:last] != wanted[:-1] or not _proper(text, cut, place, name, last):
        return False
    raw = text[cut.starts[last] : cut.ends[last]]
    stem = re.split(f"[{re.escape(APOSTROPHES)}]", raw, maxsplit=1)[0]
    if len(name) <= _INITIALS and name.isupper():
        return name in {raw, stem}
    final = wanted[-1]
    if final in {cut.norm[last], fold(stem)}:
        return True
    rest = cut.norm[last].removeprefix(final)
    return len(final) > _STEM and rest != cut.norm[last] and bool(_SUFFIX.fullmatch(rest))


def _proper(text: str, cut: Words, place: int, name: str, last: int) -> bool:
    """Return whether a name written with a capital has one in the text: "the conversation" names nobody."""
    if not any(letter.isupper() for letter in name):
        return True
    first = place + (last > place and cut.norm[place] == "the")
    return any(letter.isupper() for letter in text[cut.starts[first] : cut.ends[last]])


def _between(cut: Words, first: int, last: int, span: Span | None, offset: int) -> int:
    if span is None:
        return 0
    before = bisect_left(cut.starts, span.start - offset) - last - 1
    after = first - bisect_left(cut.starts, span.end - offset)
    return max(before, after, 0)


def _dated(
    credit: Credit, prose: str, block: Span, *, taken: Sequence[Span], wanted: Sequence[date], links: Sequence[Link]
) -> Credit:
    """Return the credit with the date and the link that stand in its paragraph."""
    text = prose[block.start : block.end]
    found = (
        Span(block.start + span.start, block.start + span.end)
        for span, day in dates_in(text)
        if not wanted or day in wanted
    )
    dated = next((span for span in found if not any(one.start <= span.start < one.end for one in taken)), None)
    beside = (link.url for link in links if link.span.start <= block.end and block.start <= link.span.end)
    written = _URL.search(text)
    link = next(beside, written[0].rstrip(".,;:!?") if written else None)
    return Credit(credit.name, credit.span, credit.where, credit.words, dated, link)
