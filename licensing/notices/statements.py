"""From cues to statements: which verbs a sentence forbids or allows, and what lets a reader out.

This is the grammar all languages share. A mood governs the verbs nearest to it on its side; qualifiers belong to the
moods of one polarity next to them; "unless" turns what is asked for into a way out; "even" takes a way out back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from licensing.model.document import Span
from licensing.model.terms import Stance
from licensing.notices.scan import Scanner, Token

__all__ = ["GENERIC", "Condition", "Sentence", "Statement", "conditions", "statements"]

GENERIC = ("publish", "broadcast", "rewrite", "redistribute")
"""The actions the generic "use" stands for, each unless stated otherwise."""

_WAYS_OUT = {"consent", "contract"}
_LIMITS = {"personal-use-only", "noncommercial"}
_UNLESS_REACH = 30


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its cues.

    Attributes:
        span: Where it stands in the readable text.
        text: Its words, folded.
        tokens: Its cues, in order.
        stopped: Where in the readable text reading stopped; the sentence's end when it was read whole.
    """

    span: Span
    text: str
    tokens: tuple[Token, ...]
    stopped: int

    def of(self, *families: str) -> list[Token]:
        """Return the cues of these families."""
        return [token for token in self.tokens if token.cue.family in families]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition and its parameters."""

    name: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence says of some actions.

    Attributes:
        actions: The actions.
        stance: What it says of them.
        generic: Whether it was said of "use", and yields to what is said more exactly.
        conditions: What a permission asks for.
        implied: Whether the reading needs an inference.
        verb: Where the verb stands.
        sentence: Where the sentence stands.
    """

    actions: tuple[str, ...]
    stance: Stance
    generic: bool
    conditions: tuple[Condition, ...]
    implied: bool
    verb: Span
    sentence: Span


@dataclass(frozen=True, slots=True)
class _Clause:
    mood: str
    start: int
    end: int
    verbs: tuple[Token, ...]


def statements(sentence: Sentence, scan: Scanner) -> list[Statement]:
    """Return what a sentence says, verb by verb."""
    found: list[Statement] = []
    clauses = _clauses(sentence)
    for number, clause in enumerate(clauses):
        found += _read(clause, _qualifiers(sentence, clauses, number, scan), sentence, scan)
    if not found:
        found = _alone(sentence, scan)
    return [*found, *_named(sentence)]


def conditions(sentence: Sentence, scan: Scanner) -> list[Condition]:
    """Return the conditions a sentence names, whether or not a statement hangs on them."""
    named: list[Condition] = []
    for token in sentence.of("conditions"):
        name = token.cue.condition
        if name == "consent" or (token.cue.when == "scope" and name == "commercial-scope"):
            continue
        if token.cue.when == "even":
            name = "even-with-attribution"
        named.append(Condition(name, _values(token, scan)))
    return named


def _clauses(sentence: Sentence) -> list[_Clause]:
    """Return the moods of a sentence with their verbs, neighbours of one polarity joined."""
    moods = [token for token in sentence.tokens if token.cue.mood]
    governed: dict[int, list[Token]] = {index: [] for index in range(len(moods))}
    for verb in sentence.of("verbs"):
        if verb.cue.mood:
            governed[moods.index(verb)].append(verb)
            continue
        reach = {index: far for index, mood in enumerate(moods) if (far := _distance(verb, mood, moods, sentence)) is not None}
        if reach:
            governed[min(reach, key=reach.__getitem__)].append(verb)
    clauses: list[_Clause] = []
    for index, mood in enumerate(moods):
        verbs = tuple(governed[index])
        places = [mood, *verbs]
        clause = _Clause(mood.cue.mood, min(t.start for t in places), max(t.end for t in places), verbs)
        last = clauses[-1] if clauses else None
        if last and last.mood == clause.mood:
            clauses[-1] = _Clause(last.mood, last.start, max(last.end, clause.end), last.verbs + verbs)
        else:
            clauses.append(clause)
    return clauses


def _distance(verb: Token, mood: Token, moods: Sequence[Token], sentence: Sentence) -> int | None:
    """Return how far a verb is from a mood that can govern it, other moods between weighing most; None if it cannot."""
    takes, form = mood.cue.takes, verb.cue.form
    if takes != "any" and form not in ("any", takes):
        return None
    after = verb.start >= mood.end
    if (mood.cue.side == "after" and not after) or (mood.cue.side == "before" and after):
        return None
    low, high = (mood.end, verb.start) if after else (verb.end, mood.start)
    others = sum(low <= other.start < high for other in moods if not other.cue.family == "verbs")
    breaks = sum(low <= token.start < high for token in sentence.of("breaks"))
    return (high - low) + 500 * others + 1000 * breaks


def _qualifiers(sentence: Sentence, clauses: Sequence[_Clause], number: int, scan: Scanner) -> list[Token]:
    """Return the conditions that belong to one clause."""
    tokens = sentence.of("conditions", "exceptions")
    if len(clauses) == 1:
        return tokens
    final = any(token.language in scan.head_final for token in sentence.tokens)
    return [token for token in tokens if _owner(token, clauses, final=final) == number]


def _owner(token: Token, clauses: Sequence[_Clause], *, final: bool) -> int:
    for index, clause in enumerate(clauses):
        if clause.start <= token.start < clause.end:
            return index
    before = [index for index, clause in enumerate(clauses) if clause.end <= token.start]
    after = [index for index, clause in enumerate(clauses) if clause.start >= token.end]
    if final:
        return after[0] if after else before[-1]
    return before[-1] if before else after[0]


def _read(clause: _Clause, qualifiers: list[Token], sentence: Sentence, scan: Scanner) -> list[Statement]:
    verdict = _stance(clause.mood, qualifiers, scan)
    if verdict is None:
        return []
    stance, asked, implied = verdict
    if stance is Stance.WITH_CONDITIONS and {action for verb in clause.verbs for action in verb.cue.actions} == {"archive"}:
        asked = tuple(Condition(one.name, one.values or ("archive",)) if one.name in _LIMITS else one for one in asked)
    return [_statement(verb, stance, asked, implied, sentence) for verb in clause.verbs if verb.cue.actions]


def _statement(
    verb: Token, stance: Stance, asked: tuple[Condition, ...], implied: bool, sentence: Sentence  # noqa: FBT001
) -> Statement:
    actions = GENERIC if verb.cue.generic else verb.cue.actions
    return Statement(
        actions, stance, verb.cue.generic, asked, implied or verb.cue.implied, Span(verb.start, verb.end), sentence.span
    )


def _stance(mood: str, qualifiers: list[Token], scan: Scanner) -> tuple[Stance, tuple[Condition, ...], bool] | None:
    if mood == "forbid":
        return _forbidden(qualifiers, scan)
    asked = tuple(
        Condition(token.cue.condition, _values(token, scan))
        for token in qualifiers
        if token.cue.family == "conditions" and token.cue.when in ("met", "only")
    )
    ways = [one for one in asked if one.name in _WAYS_OUT]
    rest = tuple(one for one in asked if one.name != "consent")
    if ways:
        return Stance.WITH_CONSENT, rest, False
    if asked:
        return Stance.WITH_CONDITIONS, asked, False
    return None if mood == "need" else (Stance.PERMITTED, (), False)


def _forbidden(qualifiers: list[Token], scan: Scanner) -> tuple[Stance, tuple[Condition, ...], bool]:
    """Return what a prohibition comes to once its ways out are known."""
    lacking: list[Token] = []
    even = False
    garbled = False
    for index, token in enumerate(qualifiers):
        cue = token.cue
        before = qualifiers[index - 1] if index else None
        excepted = before is not None and before.cue.family == "exceptions" and token.start - before.end <= _UNLESS_REACH
        even = even or cue.when == "even"
        if cue.when == "missing" or (excepted and cue.when in ("met", "only")):
            lacking.append(token)
        elif cue.when == "met" and cue.condition == "consent":
            garbled = True
    scopes = [token for token in qualifiers if token.cue.when == "scope"]
    asked = tuple(Condition(token.cue.condition, _values(token, scan)) for token in lacking if token.cue.condition != "consent")
    if any(token.cue.condition in _WAYS_OUT for token in lacking):
        scope = tuple(Condition(token.cue.condition, _values(token, scan)) for token in scopes)
        return Stance.WITH_CONSENT, asked + scope, False
    if even:
        asked = tuple(one for one in asked if one.name not in ("attribution", "link"))
    if asked:
        return Stance.WITH_CONDITIONS, asked + tuple(Condition(t.cue.condition, _values(t, scan)) for t in scopes), False
    if scopes and not even:
        limits = tuple(Condition(_limit(token.cue.condition), _values(token, scan)) for token in scopes)
        return Stance.WITH_CONDITIONS, limits, True
    return Stance.PROHIBITED, (), garbled


def _limit(name: str) -> str:
    return "noncommercial" if name == "commercial-scope" else name


def _alone(sentence: Sentence, scan: Scanner) -> list[Statement]:
    """Read a sentence without a mood: "reproduction with permission only", "credit the author when quoting"."""
    tokens = sentence.of("conditions")
    verbs = [verb for verb in sentence.of("verbs") if verb.cue.actions]
    consent = any(token.cue.condition in _WAYS_OUT and token.cue.when in ("met", "missing", "only") for token in tokens)
    asked = tuple(
        Condition(token.cue.condition, _values(token, scan))
        for token in tokens
        if token.cue.when in ("met", "only") and token.cue.condition not in _NOTED
    )
    binding = any(token.cue.condition in ("attribution", "link") for token in tokens)
    if consent:
        usable = [verb for verb in verbs if verb.cue.form != "verb"]
        return [_statement(verb, Stance.WITH_CONSENT, tuple(c for c in asked if c.name != "consent"), False, sentence) for verb in usable]
    if verbs and binding and asked:
        return [_statement(verb, Stance.WITH_CONDITIONS, asked, False, sentence) for verb in verbs]
    return [one for token in tokens if (one := _only(token, asked, sentence))]


def _named(sentence: Sentence) -> list[Statement]:
    """Read "for reprint rights: ...": who has to be asked for an act has to be asked."""
    return [
        Statement(
            token.cue.actions, Stance.WITH_CONSENT, False, (), token.cue.implied, Span(token.start, token.end), sentence.span
        )
        for token in sentence.of("conditions")
        if token.cue.actions
    ]


_NOTED = {"contact", "see-url", "third-party-material", "ads", "no-resale", "no-link"}


def _only(token: Token, asked: tuple[Condition, ...], sentence: Sentence) -> Statement | None:
    """Read "for editorial use only", which speaks of use at large."""
    if not token.cue.use:
        return None
    stance = Stance.WITH_CONDITIONS if token.cue.use == "allow" else Stance.PROHIBITED
    kept = asked if token.cue.use == "allow" else ()
    return Statement(GENERIC, stance, True, kept, token.cue.implied, Span(token.start, token.end), sentence.span)


def _values(token: Token, scan: Scanner) -> tuple[str, ...]:
    """Return a condition's parameters, `{name}` filled with what the pattern captured; those that stay empty are left out."""
    captured: Mapping[str, str] = {
        name: scan.places.get(text) or scan.numbers.get(text) or text for name, text in token.groups.items() if text
    }
    values: list[str] = []
    for value in token.cue.values:
        try:
            values.append(value.format_map(captured))
        except KeyError:
            continue
    return tuple(values)
