"""What a mood and its qualifiers come to: the stance, what is asked for, and whether that took an inference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from licensing.model.terms import Stance
from licensing.notices.scan import Scanner, Token
from licensing.text.dates import dates

__all__ = ["WAYS_OUT", "Condition", "Verdict", "condition", "verdict"]

WAYS_OUT = {"consent", "contract"}
"""What a reader gets from the holder, as against what a reader does."""

_UNLESS_REACH = 60
_BEHIND_REACH = 3
_NAMING = {"attribution", "link"}


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition and its parameters."""

    name: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of the verbs of one clause.

    Attributes:
        stance: The stance.
        asked: What a permission asks for.
        implied: Whether the reading needs an inference.
        scoped: Whether a prohibition reaches no further than a limit it names.
    """

    stance: Stance
    asked: tuple[Condition, ...] = ()
    implied: bool = False
    scoped: bool = False


def condition(token: Token, scan: Scanner) -> Condition:
    """Return the condition a cue names.

    A parameter `{name}` takes what the pattern captured; one that captured nothing is left out.
    """
    captured = {
        name: scan.places.get(text) or scan.numbers.get(text) or text for name, text in token.groups.items() if text
    }
    if "date" in captured:
        captured["date"] = next((day.isoformat() for _, day in dates(captured["date"])), captured["date"])
    values: list[str] = []
    for value in token.cue.values:
        try:
            values.append(value.format_map(captured))
        except KeyError:
            continue
    return Condition(token.cue.condition, tuple(values))


def verdict(mood: str, qualifiers: Sequence[Token], scan: Scanner) -> Verdict | None:
    """Return what a mood says once its qualifiers are known; None when it asks for something nobody could name."""
    if mood == "forbid":
        return _forbidden(qualifiers, scan)
    asked = _conditions((token for token in qualifiers if token.cue.when in ("met", "only")), scan)
    asked += tuple(_outside(one) for one in _scopes(qualifiers, scan) if one.name == "territory")
    if any(one.name in WAYS_OUT for one in asked):
        limits = tuple(one for one in _scopes(qualifiers, scan) if one.name == "commercial-scope")
        return Verdict(Stance.WITH_CONSENT, _without_consent(asked) + limits)
    if asked:
        return Verdict(Stance.WITH_CONDITIONS, asked)
    return None if mood == "need" else Verdict(Stance.PERMITTED)


def _forbidden(qualifiers: Sequence[Token], scan: Scanner) -> Verdict:
    """Return what a prohibition comes to: consent is a way out, so is doing what is missing, unless "even" shuts it."""
    lacking = [token for index, token in enumerate(qualifiers) if _is_way_out(qualifiers, index)]
    asked = _without_consent(_conditions(lacking, scan))
    scopes = _scopes(qualifiers, scan)
    if any(token.cue.condition in WAYS_OUT for token in lacking):
        return Verdict(Stance.WITH_CONSENT, asked + scopes)
    even = any(token.cue.when == "even" for token in qualifiers)
    if even:
        asked = tuple(one for one in asked if one.name not in _NAMING)
    if asked:
        return Verdict(Stance.WITH_CONDITIONS, asked + scopes)
    if scopes and not even:
        return Verdict(Stance.WITH_CONDITIONS, tuple(_limit(scope) for scope in scopes), implied=True, scoped=True)
    # "May not be republished with permission" is a slip of the pen; which way it slipped is a guess.
    garbled = any(token.cue.when == "met" and token.cue.condition == "consent" for token in qualifiers)
    return Verdict(Stance.PROHIBITED, implied=garbled)


def _is_way_out(qualifiers: Sequence[Token], index: int) -> bool:
    """Return whether a qualifier lifts a prohibition: "without X" does, and "X" behind "unless" or "except"."""
    token = qualifiers[index]
    if token.cue.when == "missing":
        return True
    before = qualifiers[index - 1] if index else None
    excepted = before is not None and before.cue.family == "exceptions" and token.start - before.end <= _UNLESS_REACH
    after = qualifiers[index + 1] if index + 1 < len(qualifiers) else None
    closed = after is not None and after.cue.family == "exceptions" and after.start - token.end <= _BEHIND_REACH
    return (excepted or closed) and token.cue.when in ("met", "only")


def _conditions(tokens: Iterable[Token], scan: Scanner) -> tuple[Condition, ...]:
    return tuple(condition(token, scan) for token in tokens if token.cue.condition)


def _scopes(qualifiers: Sequence[Token], scan: Scanner) -> tuple[Condition, ...]:
    return _conditions((token for token in qualifiers if token.cue.when == "scope"), scan)


def _outside(scope: Condition) -> Condition:
    """Return the territory of a permission: what a prohibition "outside X" leaves, a permission in its words shuts."""
    return Condition(scope.name, tuple(map(_other_side, scope.values)))


def _other_side(value: str) -> str:
    return f"{value.removeprefix('not-')}-only" if value.startswith("not-") else f"not-{value.removesuffix('-only')}"


def _without_consent(asked: tuple[Condition, ...]) -> tuple[Condition, ...]:
    return tuple(one for one in asked if one.name != "consent")


def _limit(scope: Condition) -> Condition:
    """Return what keeping out of a prohibition's scope asks for."""
    return Condition("noncommercial", scope.values) if scope.name == "commercial-scope" else scope
