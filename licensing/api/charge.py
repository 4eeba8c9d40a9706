"""Charge every passage of a draft once: to the story it was taken from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from licensing.api.archive import RETELLS
from licensing.api.stories import Held
from licensing.matching.prepared import N
from licensing.model.document import Span
from licensing.model.passage import Passage, PassageKind
from licensing.model.plan import Plan
from licensing.model.segment import Origin
from licensing.packs.messages import say
from licensing.packs.parties import Holder, holders
from licensing.packs.store import Rulebook
from licensing.text.words import Words

__all__ = ["charged"]

_MOSTLY = 0.8
_EVEN = 0.01
_WORDS = frozenset({PassageKind.VERBATIM, PassageKind.QUOTATION, PassageKind.SHARED_SPEECH})
"""Kinds of passages that show that a story holds the very words."""


def charged(held: Sequence[Held], draft: Words, plan: Plan, book: Rulebook) -> list[Held]:
    """Charge every passage of the draft once: to its primary source, else the longest match, else the earliest story.

    What a story holds in the very words comes before what another tells in other words.

    A story that the plan or its own metadata call a release, or from which the plan says another was taken, is the
    primary source of the words it holds.

    A story the draft follows no closer than its primary source is not rewritten: both tell what that says, and the
    primary source is named.

    A passage that another holder's story shares in the same length is charged to the earliest, and that story is
    marked: nothing tells the holders apart. Where one of the holders is the same, all of them count.

    Args:
        held: The stories.
        draft: The words of the draft.
        plan: What the desk declared of the stories.
        book: The packs in force.
    """
    order = sorted(
        ((one, passage) for one in held for passage in one.match.passages),
        key=lambda pair: (pair[1].kind not in _WORDS, -pair[1].words, pair[0].story.added, pair[0].story.id),
    )
    kept: dict[int, list[Passage]] = {id(one): [] for one in held}
    notes: dict[int, list[str]] = {id(one): [] for one in held}
    unclear: set[int] = set()
    owners = {id(one): one.holders for one in held}
    primaries = {id(one): [other for other in held if _is_primary(other, one, plan, book)] for one in held}
    taken: list[tuple[Span, Held, int]] = []
    for one, passage in order:
        if primary := next((other for other in primaries[id(one)] if _holds(other, passage, draft)), None):
            notes[id(one)].append(_note(passage, one, primary))
            continue
        other = next((two for two in taken if two[1] is not one and _mostly(passage.draft, two[0])), None)
        if other is None:
            kept[id(one)].append(passage)
            taken.append((passage.draft, one, passage.words))
        elif passage.words == other[2] and one.keys and other[1].keys:
            if one.keys & other[1].keys:
                more = (holder for holder in one.holders if holder.key not in other[1].keys)
                owners[id(other[1])] = tuple(dict.fromkeys((*owners[id(other[1])], *more)))
            else:
                unclear.add(id(other[1]))
    explained = {id(one): _explained(one, primaries[id(one)]) for one in held}
    for one in held:
        if common := explained[id(one)]:
            notes[id(one)].append(_common(one, common))
    return [
        _with(
            one if explained[id(one)] is None else _unfollowed(one),
            kept[id(one)],
            owners[id(one)],
            ambiguous=id(one) in unclear,
            notes=tuple(notes[id(one)]),
        )
        for one in held
    ]


def _with(
    one: Held, passages: Sequence[Passage], owners: tuple[Holder, ...], *, ambiguous: bool, notes: tuple[str, ...]
) -> Held:
    ordered = tuple(sorted(passages, key=lambda passage: passage.draft))
    match = replace(one.match, comparison=replace(one.match.comparison, passages=ordered))
    return replace(one, match=match, holders=owners, ambiguous=ambiguous, elsewhere=notes)


def _explained(one: Held, primaries: Sequence[Held]) -> Held | None:
    """Return the primary source that explains why a draft follows a story: it follows that at least as closely."""
    score = one.match.comparison.rewrite
    if score < RETELLS:
        return None
    return next((other for other in primaries if other.match.comparison.rewrite >= score - _EVEN), None)


def _unfollowed(one: Held) -> Held:
    return replace(one, match=replace(one.match, comparison=replace(one.match.comparison, rewrite=0.0)))


def _mostly(span: Span, other: Span) -> bool:
    shared = min(span.end, other.end) - max(span.start, other.start)
    return shared >= _MOSTLY * (span.end - span.start)


def _is_primary(other: Held, one: Held, plan: Plan, book: Rulebook) -> bool:
    """Return whether words both stories hold were `other`'s first."""
    if other is one or _is_release(one, plan):
        return False
    told = plan.sources.get(one.story.id)
    if _is_release(other, plan) or (told and told.taken_from == other.story.id):
        return True
    marked = [mark.owner for mark in (told.segments if told else ()) if mark.origin is Origin.RELEASE and mark.owner]
    return any(holder.key in other.keys for owner in marked for holder in holders(owner, book))


def _is_release(one: Held, plan: Plan) -> bool:
    told = plan.sources.get(one.story.id)
    return ((told and told.origin) or one.story.document.metadata.get("origin")) == Origin.RELEASE


def _holds(primary: Held, passage: Passage, draft: Words) -> bool:
    """Return whether a primary source holds the words of a passage, but for a few that are no taking by themselves."""
    first, last = _places(passage.draft, draft)
    left = set(range(first, last))
    for theirs in primary.match.passages:
        if theirs.kind in _WORDS or theirs.kind is passage.kind:
            left -= set(range(*_places(theirs.draft, draft)))
    return len(left) < N and len(left) <= (1 - _MOSTLY) * (last - first)


def _places(span: Span, words: Words) -> tuple[int, int]:
    return bisect_left(words.starts, span.start), bisect_right(words.ends, span.end)


def _note(passage: Passage, one: Held, primary: Held) -> str:
    return say(
        "Shares {words} words with {story} that {primary} holds as the primary source: charged to that.",
        words=passage.words,
        story=_named(one),
        primary=_named(primary),
    )


def _common(one: Held, primary: Held) -> str:
    return say(
        "Follows {story} no closer than {primary}, the primary source of both: what the draft and that story have in "
        "common comes from there.",
        story=_named(one),
        primary=_named(primary),
    )


def _named(one: Held) -> str:
    return f"'{one.story.title or one.story.id}' ({one.holder or say('holder unknown')})"
