"""Many statements, one stance for each action."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from licensing.model.document import Span
from licensing.model.terms import NOTICE_ACTIONS, Stance
from licensing.notices.licences import Licence
from licensing.notices.scan import Token
from licensing.notices.stances import Condition
from licensing.notices.statements import GENERIC, Statement

__all__ = ["Reading", "combine", "reserved_statements"]

_STRICTNESS = (Stance.UNSTATED, Stance.PERMITTED, Stance.WITH_CONDITIONS, Stance.WITH_CONSENT, Stance.PROHIBITED)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a notice says of one action.

    Attributes:
        stance: The strictest of what counts.
        conditions: What all that counts asks for.
        words: Where it was read: pairs of the verb and its sentence.
        implied: Whether it needed an inference.
    """

    stance: Stance = Stance.UNSTATED
    conditions: tuple[Condition, ...] = ()
    words: tuple[tuple[Span, Span], ...] = ()
    implied: bool = False


def reserved_statements(tokens: Iterable[Token], sentence: Span) -> list[Statement]:
    """Return what a reservation that names an act forbids ("publication rights reserved")."""
    return [
        Statement(
            token.cue.actions, Stance.PROHIBITED, False, (), token.cue.implied, Span(token.start, token.end), sentence
        )
        for token in tokens
        if token.cue.family == "reserved" and token.cue.actions
    ]


def combine(statements: Sequence[Statement], licences: Sequence[Licence]) -> Mapping[str, Reading]:
    """Return one reading for each action.

    What is said exactly comes before the generic "use", the strictest of equals wins, and a licence is the floor: no
    sentence makes it more lenient, and an "only" that shuts out publishing yields to a clause that names a way out.
    """
    consented = any(one.stance is Stance.WITH_CONSENT for one in statements)
    kept = [
        one for one in statements if not (consented and one.generic and one.implied and one.stance is Stance.PROHIBITED)
    ]
    return {action: _one(action, kept, licences) for action in NOTICE_ACTIONS}


def _one(action: str, statements: Sequence[Statement], licences: Sequence[Licence]) -> Reading:
    exact = [one for one in statements if action in one.actions and not one.generic]
    general = [one for one in statements if one.generic and action in GENERIC]
    said = exact or general
    granted = [licence for licence in licences if action in licence.stances]
    stances = [one.stance for one in said] + [licence.stances[action] for licence in granted]
    if not stances:
        return Reading()
    stance = max(stances, key=_STRICTNESS.index)
    asked = [condition for one in said for condition in one.conditions]
    if stance is not Stance.PROHIBITED:
        asked += [condition for licence in granted for condition in licence.conditions]
    words = [(one.verb, one.sentence) for one in said if one.stance is stance]
    words += [(licence.span, licence.sentence) for licence in granted if licence.stances[action] is stance]
    implied = any(one.implied for one in said if one.stance is stance)
    return Reading(stance, tuple(dict.fromkeys(asked)), tuple(dict.fromkeys(words)), implied)
