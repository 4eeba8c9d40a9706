"""Outputs added up: by holder, rule, story and month, in figures, and story by story in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from licensing.model.audit import GROUPS, Group, Item, LedgerEntry, Limits, Taken, Totals
from licensing.model.decision import StoryRef
from licensing.model.effect import Effect, strictest
from licensing.model.excerpt import Excerpt, counted, joined

__all__ = ["Sums"]


class _Sum:
    """One group while it is added up."""

    def __init__(self, title: str | None) -> None:
        self.title = title
        self.outputs = self.words = 0
        self.effects = dict.fromkeys(Effect, 0)
        self.stories: set[str] = set()

    def add(self, effect: Effect, excerpts: Iterable[Excerpt], stories: Iterable[str]) -> None:
        self.outputs += 1
        self.effects[effect] += 1
        self.stories.update(stories)
        self.words += sum(counted(one.taken) for one in excerpts)

    def group(self, name: str) -> Group:
        deny, review = self.effects[Effect.DENY], self.effects[Effect.REVIEW]
        return Group(name, self.title, self.outputs, deny, review, len(self.stories), self.words)


class Sums:
    """What outputs add up to; they are taken in one after another, in order of publication, and none is kept."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._groups: dict[str, dict[str, _Sum]] = {name: {} for name in GROUPS}
        self._totals = Totals()
        self._stories: dict[str, StoryRef] = {}
        self._takers: dict[str, list[tuple[Excerpt, Taken]]] = {}

    def add(self, item: Item) -> None:
        """Take in an output."""
        taking = [one for one in item.excerpts if one.taken]
        self._count(item, taking)
        for one in taking:
            self._stories.setdefault(one.story, StoryRef(one.story, one.title, one.holder))
            self._takers.setdefault(one.story, []).append((one, _taken(item, one)))
        concerned = {reason.story.id: reason.story for reason in item.reasons}
        known = {one.story: StoryRef(one.story, one.title, one.holder) for one in taking}
        refs = {**concerned, **known}
        for story, ref in refs.items():
            self._add("story", story, ref.title, item, {story}, taking)
        for holder in {ref.holder or "" for ref in refs.values()}:
            own = {story for story, ref in refs.items() if (ref.holder or "") == holder}
            self._add("holder", holder, None, item, own, taking)
        for rule in {reason.rule for reason in item.reasons}:
            reasons = [reason for reason in item.reasons if reason.rule == rule]
            self._sum("rule", rule, None).add(
                strictest(reason.effect for reason in reasons),
                [one for one in taking if one.story in {reason.story.id for reason in reasons}],
                {reason.story.id for reason in reasons},
            )
        self._sum("month", item.month, None).add(item.effect, taking, known)

    def groups(self) -> dict[str, tuple[Group, ...]]:
        """Return the groups: months in order, the others by denials, reviews, outputs, words and name."""
        found = {name: [one.group(key) for key, one in sums.items()] for name, sums in self._groups.items()}
        for name, groups in found.items():
            groups.sort(key=_month if name == "month" else _weight)
        return {name: tuple(groups) for name, groups in found.items()}

    def totals(self) -> Totals:
        """Return all outputs in figures."""
        return self._totals

    def ledger(self) -> tuple[LedgerEntry, ...]:
        """Return what was taken of each story, the greatest share first."""
        entries = [self._entry(story, takers) for story, takers in self._takers.items()]
        return tuple(sorted(entries, key=lambda one: (-one.share, -one.words, one.story.id)))

    def _count(self, item: Item, taking: Sequence[Excerpt]) -> None:
        before = self._totals
        self._totals = Totals(
            before.outputs + 1,
            before.deny + (item.effect is Effect.DENY),
            before.review + (item.effect is Effect.REVIEW),
            before.taking + bool(taking),
            before.waived + (item.outcome is not item.effect),
            before.stopped + (item.outcome is Effect.DENY),
            before.held + (item.outcome is Effect.REVIEW),
        )

    def _add(  # noqa: PLR0917 - a group, and what concerns it
        self, kind: str, name: str, title: str | None, item: Item, stories: set[str], taking: Sequence[Excerpt]
    ) -> None:
        effect = strictest(reason.effect for reason in item.reasons if reason.story.id in stories)
        self._sum(kind, name, title).add(effect, [one for one in taking if one.story in stories], stories)

    def _sum(self, kind: str, name: str, title: str | None) -> _Sum:
        return self._groups[kind].setdefault(name, _Sum(title))

    def _entry(self, story: str, takers: Sequence[tuple[Excerpt, Taken]]) -> LedgerEntry:
        excerpts = [excerpt for excerpt, _ in takers]
        entry = LedgerEntry(
            story=self._stories[story],
            total=max(one.words for one in excerpts),
            words=counted(joined(*(one.taken for one in excerpts))),
            verbatim=counted(joined(*(one.verbatim for one in excerpts))),
            quoted=counted(joined(*(one.quoted for one in excerpts))),
            rewritten=counted(joined(*(one.rewritten for one in excerpts))),
            outputs=tuple(taken for _, taken in takers),
        )
        return entry._replace(over=self._over(entry.share))

    def _over(self, share: float) -> Effect:
        if share > self._limits.deny:
            return Effect.DENY
        return Effect.REVIEW if share > self._limits.review else Effect.PERMIT


def _taken(item: Item, one: Excerpt) -> Taken:
    return Taken(
        item.path,
        item.date,
        item.effect,
        counted(one.taken),
        one.share,
        counted(one.verbatim),
        counted(one.quoted),
        counted(one.rewritten),
    )


def _month(group: Group) -> tuple[bool, str]:
    return not group.name, group.name


def _weight(group: Group) -> tuple[int, int, int, int, str]:
    return -group.deny, -group.review, -group.outputs, -group.words, group.name
