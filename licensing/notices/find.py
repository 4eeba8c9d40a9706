"""Find the sentences of a text that state rights, and tell them from prose that merely speaks of rights."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from licensing.model.document import Span
from licensing.notices.claims import Claim, claims
from licensing.notices.scan import Scanner, lower
from licensing.notices.sentences import around, split
from licensing.notices.statements import Sentence, Statement, statements
from licensing.notices.view import View

__all__ = ["Found", "Stated", "find"]

_LONG_TEXT = 1500
_SHORT_TEXT = 600
_HEAD = 600
_TAIL = 1500
_TRAIL = 300
_MOST_PLACES = 400
_DOMINATED = 0.5
_MOSTLY = 0.75
_WHOLLY = 0.95
_PROSE_WORDS = 4
_RUN = re.compile(r"\s{2,}")
_OPENING, _CLOSING = "“„«‟", "”»"


@dataclass(frozen=True, slots=True)
class Stated:
    """A sentence of a notice.

    Attributes:
        sentence: Its words and cues.
        claims: Its copyright lines.
        statements: What it says of actions.
    """

    sentence: Sentence
    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()

    def has(self, *families: str) -> bool:
        """Return whether it has a cue of one of these families."""
        return bool(self.sentence.of(*families))

    def kinds(self) -> set[str]:
        """Return the kinds its cues speak for."""
        return {token.cue.kind for token in self.sentence.tokens} - {""}


@dataclass(frozen=True, slots=True)
class Found:
    """What of a text is a notice.

    Attributes:
        notices: One sequence of sentences a notice, in text order.
        quoted: Whether a notice is quoted or told of, rather than given.
        unread: Stretches nobody looked at because there were too many places to look.
    """

    notices: tuple[tuple[Stated, ...], ...]
    quoted: bool = False
    unread: tuple[Span, ...] = ()


def find(view: View, scan: Scanner) -> Found:
    """Return the notices of a text. A text that names no right costs a search for fixed strings and no more."""
    places, rest = _places(view, scan)
    notices: list[tuple[Stated, ...]] = []
    quoted = False
    for paragraph in _paragraphs(view, places):
        sentences = split(view.text, paragraph.start, paragraph.end, scan.abbreviations)
        given, told = _notice(view, scan, paragraph, sentences, places)
        quoted = quoted or told
        if given:
            notices.append(given)
    return Found(tuple(notices), quoted, rest)


def _places(view: View, scan: Scanner) -> tuple[list[int], tuple[Span, ...]]:
    text, gaps, cuts = _flat(lower(view.text))
    places: list[int] = []
    plain = text.isascii()
    for trigger in scan.triggers:
        if plain and not trigger.isascii():
            continue
        place = text.find(trigger)
        while place >= 0:
            places.append(place + cuts[bisect_right(gaps, place)])
            place = text.find(trigger, place + len(trigger))
            if len(places) > 4 * _MOST_PLACES:
                break
    places.sort()
    if len(places) > _MOST_PLACES:
        first_left = places[_MOST_PLACES]
        return places[:_MOST_PLACES], (Span(first_left, len(text)),)
    return places, ()


def _flat(text: str) -> tuple[str, list[int], list[int]]:
    """Return a text with every run of white space one space, where the runs stood, and what was cut up to each."""
    pieces: list[str] = []
    gaps: list[int] = []
    cuts = [0]
    position = length = 0
    for run in _RUN.finditer(text):
        pieces += (text[position : run.start()], " ")
        length += run.start() - position + 1
        gaps.append(length)
        cuts.append(run.end() - length)
        position = run.end()
    pieces.append(text[position:])
    return "".join(pieces).replace("\n", " ").replace("\t", " "), gaps, cuts


def _paragraphs(view: View, places: Sequence[int]) -> Iterator[Span]:
    end = -1
    pending: Span | None = None
    for place in places:
        if place < end:
            continue
        part = around(view.text, place)
        if pending and part.start < pending.end:
            pending = Span(pending.start, max(pending.end, part.end))
        else:
            if pending:
                yield pending
            pending = part
        end = pending.end
    if pending:
        yield pending


def _notice(
    view: View, scan: Scanner, paragraph: Span, spans: Sequence[Span], places: Sequence[int]
) -> tuple[tuple[Stated, ...], bool]:
    """Return the sentences of a paragraph that make a notice, and whether it speaks of somebody's notice instead."""
    stated: dict[int, Stated] = {}
    told = False
    for index, span in enumerate(spans):
        if not any(span.start <= place < span.end for place in places):
            continue
        one = state(view, scan, span)
        weight = _weight(one, view)
        if not weight:
            told = told or "distractor" in one.kinds()
        elif told or _quoted(view, paragraph, one):
            told = told or weight > 1
        else:
            stated[index] = one
    if not stated or told:
        return (), told
    first, last = min(stated), max(stated)
    while first and _leads(lead := state(view, scan, spans[first - 1])):
        first -= 1
        stated[first] = lead
    tail = last
    while tail + 1 < len(spans) and spans[tail + 1].end - spans[last].end <= _TRAIL:
        tail += 1
    return tuple(stated.get(index) or state(view, scan, spans[index]) for index in range(first, tail + 1)), False


def _leads(one: Stated) -> bool:
    """Return whether a sentence before a notice belongs to it: it speaks of the text at hand and qualifies."""
    if one.kinds() & {"report", "distractor"}:
        return False
    if one.has("jurisdictions"):
        return True
    return one.has("subjects", "signs") and one.has("holders", "conditions", "licences", "moods")


def state(view: View, scan: Scanner, span: Span) -> Stated:
    """Return a sentence with everything its cues say."""
    text = view.folded(span.start, span.end)
    tokens, stop = scan.tokens(text, span.start)
    sentence = Sentence(span, text, tuple(tokens), span.start + stop)
    return Stated(sentence, tuple(claims(sentence, view, scan)), tuple(statements(sentence, scan)))


def _weight(one: Stated, view: View) -> int:
    """Return 2 for a sentence that states rights, 1 for one that states terms of use, 0 for any other."""
    kinds = one.kinds()
    sentence = one.sentence
    if "distractor" in kinds:
        return 0
    weight = 0
    if _states_rights(one) or kinds & {"received", "disclaimer"}:
        weight = 2
    elif (one.has("licences") and one.has("subjects", "moods")) or (one.statements and _addressed(one)):
        weight = 1
    if not weight or ("report" in kinds and not one.claims):
        return 0
    covered = _covered(one)
    if weight == 1:
        return int(covered >= _MOSTLY or len(view.text) <= _SHORT_TEXT)
    if len(view.text) <= _LONG_TEXT or covered >= _DOMINATED:
        return weight
    edge = sentence.span.start < _HEAD or sentence.span.end > len(view.text) - _TAIL
    return weight if edge else 0


def _states_rights(one: Stated) -> bool:
    telling = (token for token in one.sentence.tokens if token.cue.family not in ("signs", "moods"))
    return bool(one.claims) or one.has("reserved") or any(token.cue.signal for token in telling)


def _addressed(one: Stated) -> bool:
    """Return whether a statement is about the text at hand or says what would be asked of its readers."""
    if one.has("subjects") or any(token.cue.signal for token in one.sentence.of("moods")):
        return True
    if _covered(one) >= _WHOLLY:
        return True
    asked = {token.cue.condition for token in one.sentence.of("conditions")}
    return bool(asked & {"consent", "contract", "attribution", "link", "noncommercial", "commercial-scope"})


def _covered(one: Stated) -> float:
    """Return the share of a sentence's letters that cues and copyright lines explain."""
    offset = one.sentence.span.start
    explained = bytearray(len(one.sentence.text))
    parts = [Span(token.start, token.end) for token in one.sentence.tokens] + [claim.span for claim in one.claims]
    for part in parts:
        for place in range(max(0, part.start - offset), min(len(explained), part.end - offset)):
            explained[place] = 1
    letters = [place for place, char in enumerate(one.sentence.text) if char.isalnum()]
    return sum(explained[place] for place in letters) / max(1, len(letters))


def _quoted(view: View, paragraph: Span, one: Stated) -> bool:
    """Return whether a sentence stands inside quotation marks with prose around them."""
    text = view.text
    speaking = [t for t in one.sentence.tokens if t.cue.family in ("signs", "reserved", "moods", "licences", "verbs")]
    place = speaking[0].start if speaking else one.sentence.span.start
    before = text[paragraph.start : place]
    curly = sum(before.count(mark) for mark in _OPENING) > sum(before.count(mark) for mark in _CLOSING)
    if not (curly or before.count('"') % 2):
        return False
    opened = max(before.rfind(mark) for mark in (*_OPENING, '"'))
    closed = min(
        (at for mark in (*_CLOSING, '"') if (at := text.find(mark, place, paragraph.end)) >= 0), default=paragraph.end
    )
    if len(text[place:closed].split()) < _PROSE_WORDS:
        return False
    outside = f"{text[paragraph.start : paragraph.start + opened]} {text[closed : paragraph.end]}"
    return len(outside.split()) >= _PROSE_WORDS or text[
        max(0, paragraph.start - 40) : paragraph.start
    ].rstrip().endswith(":")
