"""Find the sentences of a text that state rights, and tell them from prose that merely speaks of rights."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from licensing.model.document import Span
from licensing.notices.claims import Claim, claims
from licensing.notices.joined import words
from licensing.notices.scan import Scanner
from licensing.notices.sentences import around, split
from licensing.notices.silent import SILENT
from licensing.notices.statements import Sentence, Statement, statements
from licensing.notices.view import View

__all__ = ["Found", "Stated", "find"]

_OWNED = 2
_LONG_TEXT = 1500
_SHORT_TEXT = 600
_HEAD = 600
_TAIL = 1500
_TRAIL = 300
_DOMINATED = 0.5
_MOSTLY = 0.75
_LARGELY = 0.6
_NEARLY = 0.9
_MOST_SENTENCES = 4
_WHOLLY = 0.95
_PROSE_WORDS = 4
_ATTRIBUTE = re.compile(r"(?:\"\s*:|=)\s*$")
_OPENING, _CLOSING = "“„«‟「『", "”»」』"


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
        scan: The cues it was found by: those of the languages the text speaks.
    """

    notices: tuple[tuple[Stated, ...], ...]
    quoted: bool
    unread: tuple[Span, ...]
    scan: Scanner


def find(view: View, scan: Scanner) -> Found:
    """Return the notices of a text. A text that names no right costs a search for fixed strings and no more."""
    places = scan.triggers.find(view)
    scan = scan.within(places.languages)
    notices: list[tuple[Stated, ...]] = []
    quoted = False
    for paragraph in _paragraphs(view, places.places):
        sentences = split(view.text, paragraph.start, paragraph.end, scan.abbreviations)
        given, told = _notice(view, scan, paragraph, sentences, places.places)
        quoted = quoted or told
        if given:
            notices.append(given)
    rest = (Span(places.left, len(view.text)),) if places.left < len(view.text) else ()
    return Found(tuple(notices), quoted, rest, scan)


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
            told = told or _tells(one)
        elif told or _quoted(view, paragraph, one):
            told = told or weight > 1
        else:
            stated[index] = one
    if not stated or told:
        return (), told
    first, last = min(stated), max(stated)
    short = len(view.text) <= _SHORT_TEXT
    while first and _leads(lead := state(view, scan, spans[first - 1]), short=short):
        first -= 1
        stated[first] = lead
    tail = last
    while tail + 1 < len(spans) and spans[tail + 1].end - spans[last].end <= _TRAIL:
        tail += 1
    return tuple(stated.get(index) or state(view, scan, spans[index]) for index in range(first, tail + 1)), False


def _tells(one: Stated) -> bool:
    """Return whether a sentence speaks of somebody's notice: one that states rights, told in a report."""
    return "distractor" in one.kinds() or ("report" in one.kinds() and one.has("reserved"))


def _leads(one: Stated, *, short: bool) -> bool:
    """Return whether a sentence before a notice belongs to it: it speaks of the text at hand and qualifies."""
    if one.kinds() & {"report", "distractor"}:
        return False
    if short and (one.statements or one.has("conditions")):
        return True
    if one.has("jurisdictions") or any(token.cue.rank == _OWNED for token in one.sentence.of("holders")):
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
    elif _states_terms(one) or (len(view.text) <= _SHORT_TEXT and _stands_alone(one, len(view.text))):
        weight = 1
    if not weight or ("report" in kinds and not one.claims):
        return 0
    covered = _covered(one)
    if weight == 1 and covered < _NEARLY and _vague(one):
        return 0
    if weight == 1:
        return int(covered >= _MOSTLY or len(view.text) <= _SHORT_TEXT)
    if len(view.text) <= _LONG_TEXT or covered >= _DOMINATED:
        return weight
    edge = sentence.span.start < _HEAD or sentence.span.end > len(view.text) - _TAIL
    return weight if edge else 0


def _vague(one: Stated) -> bool:
    """Return whether a sentence speaks of the use of something, and of nothing a notice speaks of: "free parking"."""
    if one.claims or one.has("subjects", "signs", "reserved", "licences", "jurisdictions", "definitions"):
        return False
    if any(token.cue.signal or token.cue.rank or token.party for token in one.sentence.tokens):
        return False
    return all(statement.generic for statement in one.statements)


def _states_terms(one: Stated) -> bool:
    return bool(one.has("licences") and one.has("subjects", "moods")) or bool(one.statements and _addressed(one))


def _states_rights(one: Stated) -> bool:
    telling = (token for token in one.sentence.tokens if token.cue.family not in ("signs", "moods"))
    return bool(one.claims) or one.has("reserved") or any(token.cue.signal for token in telling)


def _stands_alone(one: Stated, length: int) -> bool:
    """Return whether a sentence of a short text is most likely a notice: it speaks of terms and of little else."""
    if any(token.cue.rank == _OWNED for token in one.sentence.of("holders")):
        return one.has("subjects", "signs", "reserved", "verbs")
    if not (one.statements or one.has("conditions", "holders")):
        return False
    if len(one.sentence.text) * _MOST_SENTENCES < length:
        return False
    covered = _covered(one)
    return covered >= (_LARGELY if one.statements else _MOSTLY)


def _addressed(one: Stated) -> bool:
    """Return whether a statement is about the text at hand or says what would be asked of its readers."""
    if one.has("subjects") or any(token.cue.signal for token in one.sentence.of("moods")):
        return True
    if _covered(one) >= _WHOLLY:
        return True
    asked = {token.cue.condition for token in one.sentence.of("conditions", "moods")}
    return bool(asked & {"consent", "contract", "attribution", "link", "noncommercial", "commercial-scope"})


def _covered(one: Stated) -> float:
    """Return the share of a sentence's letters that cues and copyright lines explain."""
    offset = one.sentence.span.start
    explained = bytearray(len(one.sentence.text))
    parts = [Span(token.start, token.end) for token in one.sentence.tokens] + [claim.span for claim in one.claims]
    for part in parts:
        for place in range(max(0, part.start - offset), min(len(explained), part.end - offset)):
            explained[place] = 1
    for found in SILENT.finditer(one.sentence.text):
        explained[found.start() : found.end()] = b"\x01" * len(found[0])
    letters = [place for place, char in enumerate(one.sentence.text) if char.isalnum()]
    return sum(explained[place] for place in letters) / max(1, len(letters))


def _quoted(view: View, paragraph: Span, one: Stated) -> bool:
    """Return whether a sentence stands inside quotation marks with prose around them."""
    text = view.text
    speaking = one.sentence.of("signs", "reserved", "moods", "licences") or one.sentence.of("verbs")
    place = speaking[0].start if speaking else one.sentence.span.start
    before = text[paragraph.start : place]
    curly = sum(before.count(mark) for mark in _OPENING) > sum(before.count(mark) for mark in _CLOSING)
    if not (curly or before.count('"') % 2):
        return False
    opened = max(before.rfind(mark) for mark in (*_OPENING, '"'))
    if _ATTRIBUTE.search(before, 0, opened):
        return False
    closed = min(
        (at for mark in (*_CLOSING, '"') if (at := text.find(mark, place, paragraph.end)) >= 0), default=paragraph.end
    )
    if words(text[place:closed]) < _PROSE_WORDS:
        return False
    outside = f"{text[paragraph.start : paragraph.start + opened]} {text[closed : paragraph.end]}"
    return words(outside) >= _PROSE_WORDS or text[max(0, paragraph.start - 40) : paragraph.start].rstrip().endswith(":")
