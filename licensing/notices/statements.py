"""From cues to statements: which verbs a sentence forbids or allows, and what lets a reader out.

This is the grammar all languages share. A mood governs the verbs nearest to it on its side; qualifiers belong to the
moods of one polarity next to them; "unless" turns what is asked for into a way out; "even" takes a way out back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from licensing.model.document import Span
from licensing.model.terms import Stance
from licensing.notices.scan import Scanner, Token
from licensing.notices.stances import WAYS_OUT, Condition, Verdict, condition, verdict

__all__ = ["GENERIC", "Sentence", "Statement", "conditions", "statements"]

GENERIC = ("publish", "broadcast", "rewrite", "redistribute")
"""The actions the generic "use" stands for, each unless stated otherwise."""

_LIMITS = {"personal-use-only", "noncommercial"}
_ASKED = {"attribution", "link"}
_EXCEPT_REACH = 30
_NOTED = {"contact", "see-url", "third-party-material", "ads", "no-resale", "no-link"}


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
    clauses = _clauses(sentence, scan)
    for number, clause in enumerate(clauses):
        found += _read(clause, _qualifiers(sentence, clauses, number, scan), sentence, scan)
    if not found:
        found = _alone(sentence, scan)
    elif not any(clause.mood == "allow" for clause in clauses):
        found += _shut_out(sentence)
    return [*found, *_named(sentence)]


def conditions(sentence: Sentence, scan: Scanner) -> list[Condition]:
    """Return the conditions a sentence names, whether or not a statement hangs on them."""
    named: list[Condition] = []
    for token in sentence.of("conditions"):
        if token.cue.condition == "consent" or (
            token.cue.when == "scope" and token.cue.condition in ("commercial-scope", "territory")
        ):
            continue
        found = condition(token, scan)
        named.append(Condition("even-with-attribution", found.values) if token.cue.when == "even" else found)
    return named


def _clauses(sentence: Sentence, scan: Scanner) -> list[_Clause]:
    """Return the moods of a sentence with their verbs, neighbours of one polarity joined."""
    moods = [token for token in sentence.tokens if token.cue.mood]
    side = _common_side(moods, sentence.of("verbs"))
    governed: dict[int, list[Token]] = {index: [] for index in range(len(moods))}
    for verb in sentence.of("verbs"):
        if verb.cue.mood:
            governed[moods.index(verb)].append(verb)
            continue
        reach = {
            index: far
            for index, mood in enumerate(moods)
            if (far := _distance(verb, mood, moods, sentence)) is not None
            and not (side and not mood.cue.side and (verb.start >= mood.end) != (side == "after"))
        }
        if reach:
            governed[min(reach, key=reach.__getitem__)].append(verb)
    clauses: list[_Clause] = []
    for index, mood in enumerate(moods):
        verbs = tuple(governed[index])
        places = [mood, *verbs]
        clause = _Clause(mood.cue.mood, min(t.start for t in places), max(t.end for t in places), verbs)
        last = clauses[-1] if clauses else None
        if last and last.mood == clause.mood and not _parted(last, mood, sentence, scan):
            clauses[-1] = _Clause(last.mood, last.start, max(last.end, clause.end), last.verbs + verbs)
        else:
            clauses.append(clause)
    return clauses


def _parted(last: _Clause, mood: Token, sentence: Sentence, scan: Scanner) -> bool:
    """Return whether an "even" parts two prohibitions where it stands before its verb: "X no leave, even Y, not"."""
    between = (token for token in sentence.tokens if last.end <= token.start < mood.start and token.cue.when == "even")
    return any(token.language in scan.head_final for token in between)


def _common_side(moods: Sequence[Token], verbs: Sequence[Token]) -> str:
    """Return where verbs stand by moods that may have them on either side, when the sentence's two ends tell."""
    places = [verb.start for verb in verbs if verb.cue.form != "verb" and not verb.cue.mood]
    free = [mood for mood in moods if not mood.cue.side]
    if len(free) < 2 or not places:  # noqa: PLR2004 - one mood has every verb
        return ""
    before, after = min(places) < free[0].start, max(places) > free[-1].start
    return {(True, False): "before", (False, True): "after"}.get((before, after), "")


def _distance(verb: Token, mood: Token, moods: Sequence[Token], sentence: Sentence) -> int | None:
    """Return how far a verb is from a mood that can govern it, other moods between weighing most; None if it cannot."""
    takes, form = mood.cue.takes, verb.cue.form
    if takes != "any" and form not in ("any", takes):
        return None
    after = verb.start >= mood.end
    if (mood.cue.side == "after" and not after) or (mood.cue.side == "before" and after):
        return None
    low, high = (mood.end, verb.start) if after else (verb.end, mood.start)
    others = sum(low <= other.start < high for other in moods if other.cue.family != "verbs")
    breaks = sum(low <= token.start < high for token in sentence.of("breaks"))
    return (high - low) + 500 * others + 1000 * breaks


def _qualifiers(sentence: Sentence, clauses: Sequence[_Clause], number: int, scan: Scanner) -> list[Token]:
    """Return the conditions that belong to one clause."""
    tokens = [
        token
        for token in sentence.tokens
        if token.cue.family in ("conditions", "exceptions") or (token.cue.mood and token.cue.condition)
    ]
    if len(clauses) == 1:
        return tokens
    final = any(token.language in scan.head_final for token in sentence.tokens)
    return [token for token in tokens if _owner(token, clauses, final=final) == number]


def _owner(token: Token, clauses: Sequence[_Clause], *, final: bool) -> int:
    for index, clause in enumerate(clauses):
        if clause.start <= token.start < clause.end:
            return index
    fit = [index for index, clause in enumerate(clauses) if _fits(token, clause)] or list(range(len(clauses)))
    before = [index for index in fit if clauses[index].end <= token.start]
    after = [index for index in fit if clauses[index].start >= token.end]
    if final:
        return after[0] if after else before[-1]
    return before[-1] if before else after[0]


def _fits(token: Token, clause: _Clause) -> bool:
    """Return whether a qualifier can mean a clause: a prohibition lacks something, a permission asks for it."""
    if token.cue.condition not in _ASKED:
        return True
    return (clause.mood == "forbid") == (token.cue.when != "met")


def _read(clause: _Clause, qualifiers: list[Token], sentence: Sentence, scan: Scanner) -> list[Statement]:
    found = verdict(clause.mood, qualifiers, scan)
    if found is None:
        return []
    if {action for verb in clause.verbs for action in verb.cue.actions} == {"archive"}:
        asked = (Condition(one.name, one.values or ("archive",)) if one.name in _LIMITS else one for one in found.asked)
        found = Verdict(found.stance, tuple(asked), found.implied)
    shut, flat = Verdict(Stance.PROHIBITED, implied=True), Verdict(Stance.PROHIBITED)
    # "May be used for personal use only" shuts publishing out; "may be stored for personal use only" does not.
    private = found.stance is Stance.WITH_CONDITIONS and any(token.cue.use == "forbid" for token in qualifiers)
    return [
        _statement(
            verb,
            shut
            if clause.mood != "forbid" and (_excepted(verb, sentence) or (private and verb.cue.generic))
            else (flat if found.scoped and _unlimited(verb, qualifiers, sentence) else found),
            sentence,
        )
        for verb in clause.verbs
        if verb.cue.actions
    ]


def _unlimited(verb: Token, qualifiers: Sequence[Token], sentence: Sentence) -> bool:
    """Return whether a new mood parts a verb from every limit: "must not be copied, must not be used for profit"."""
    limits = [token for token in qualifiers if token.cue.when == "scope"]
    moods = [token for token in sentence.of("moods") if not token.cue.condition]
    if moods and moods[0].start >= verb.end:  # "copying is prohibited for profit": the mood behind a verb is its own
        moods = moods[1:]
    if limits and all(limit.cue.condition == "extent" for limit in limits):  # "systematic copying, and selling, ..."
        verbs = sentence.of("verbs")
        return all(next((one for one in verbs if one.start >= limit.end), None) is not verb for limit in limits)
    return bool(limits) and all(
        any(min(verb.end, limit.end) <= mood.start < max(verb.start, limit.start) for mood in moods) for limit in limits
    )


def _excepted(verb: Token, sentence: Sentence) -> bool:
    """Return whether a verb is what a permission leaves out: "any use other than republication is permitted"."""
    between = (token for token in sentence.of("exceptions") if token.end <= verb.start <= token.end + _EXCEPT_REACH)
    return any(True for _ in between)


def _statement(token: Token, found: Verdict, sentence: Sentence) -> Statement:
    generic = token.cue.generic or bool(token.cue.use and not token.cue.actions)
    medium = _medium(token, sentence) if generic else ()
    generic = generic and not medium
    return Statement(
        actions=medium or (GENERIC if generic else token.cue.actions),
        stance=found.stance,
        generic=generic,
        conditions=found.asked,
        implied=found.implied or token.cue.implied,
        verb=Span(token.start, token.end),
        sentence=sentence.span,
    )


def _medium(token: Token, sentence: Sentence) -> tuple[str, ...]:
    """Return what "use" means where a medium is named before it: "Broadcasters: no use after seven days"."""
    named = [medium for medium in sentence.of("media") if medium.end <= token.start]
    return named[-1].cue.actions if named else ()


def _alone(sentence: Sentence, scan: Scanner) -> list[Statement]:
    """Read a sentence without a mood: "reproduction with permission only", "credit the author when quoting"."""
    tokens = sentence.of("conditions")
    verbs = [verb for verb in sentence.of("verbs") if verb.cue.actions]
    asked = tuple(
        condition(token, scan)
        for token in tokens
        if (token.cue.when in ("met", "only") and token.cue.condition not in _NOTED)
        or (token.cue.when == "scope" and token.cue.condition == "commercial-scope")
    )
    if any(token.cue.condition in WAYS_OUT and token.cue.when in ("met", "missing", "only") for token in tokens):
        consent = Verdict(Stance.WITH_CONSENT, tuple(one for one in asked if one.name != "consent"))
        return [_statement(verb, consent, sentence) for verb in verbs if verb.cue.form != "verb"]
    if asked and any(token.cue.condition in ("attribution", "link") for token in tokens):
        return [_statement(verb, Verdict(Stance.WITH_CONDITIONS, asked), sentence) for verb in verbs]
    allowed, shut = Verdict(Stance.WITH_CONDITIONS, asked), Verdict(Stance.PROHIBITED)
    # "For editorial use only" speaks of use at large; so does "for personal use only", which shuts publishing out.
    return [
        _statement(token, allowed if token.cue.use == "allow" else shut, sentence) for token in tokens if token.cue.use
    ]


def _shut_out(sentence: Sentence) -> list[Statement]:
    """Read "for personal reading only" beside a prohibition: what is for somebody's own use is not for publishing."""
    shut = Verdict(Stance.PROHIBITED)
    return [_statement(token, shut, sentence) for token in sentence.of("conditions") if token.cue.use == "forbid"]


def _named(sentence: Sentence) -> list[Statement]:
    """Read "for reprint rights: ...": who has to be asked for an act has to be asked."""
    consent = Verdict(Stance.WITH_CONSENT)
    asked = (token for token in sentence.of("conditions") if token.cue.actions and not token.cue.use)
    return [_statement(token, consent, sentence) for token in asked]
