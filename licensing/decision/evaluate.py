"""Say of every rule whether it is active for a use, and which facts made it so.

Facts are three-valued (Kleene): a fact nobody measured or declared is unknown, and so is a comparison of values that
cannot be compared. An evaluation error is never "inactive": a broken prohibition must not stop prohibiting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from licensing.decision.compile import Atom, Compiled, Formula, Obliged, chosen, compile_rules, truth
from licensing.decision.ontology import Ontology
from licensing.decision.states import Answer, DutyState, RuleState, State, answered
from licensing.model.constraint import Condition
from licensing.model.odrl import Policy, RuleKind
from licensing.model.use import Facts, Use

__all__ = ["NOTHING", "Addressed", "Program", "answer", "compile_policies", "evaluate"]


class Addressed(NamedTuple):
    """Whom and what a request names; None where it names nobody, so that any could be meant.

    Attributes:
        targets: The asset, and every collection it is in.
        assignees: The party, and every collection it is in.
    """

    targets: frozenset[str] | None = None
    assignees: frozenset[str] | None = None


_Asked = Compiled | RuleState
"""A rule to be asked, or the state of one that does not speak of the use whatever the facts."""
KEPT = 4096
"""Answers kept for one act and manner, before they are forgotten."""


class _Sheet:
    """The rules that speak of one act, manner, asset and party: their comparisons, numbered, and answers so far."""

    __slots__ = ("_atoms", "_kept", "_numbers", "_rules", "tests")

    def __init__(self, rules: tuple[_Asked, ...]) -> None:
        self._rules = rules
        atoms = dict.fromkeys(atom for one in rules if isinstance(one, Compiled) for atom in _atoms(one))
        self._numbers = {id(atom): 1 << place for place, atom in enumerate(atoms)}
        self._atoms = tuple(atoms)
        self.tests = tuple((1 << place, atom.test) for place, atom in enumerate(atoms))
        self._kept: dict[tuple[int, int], Answer] = {}

    def answer(self, facts: Facts) -> Answer:
        failed = unknown = 0
        for number, test in self.tests:
            held = test(facts)
            if held is None:
                unknown |= number
            elif not held:
                failed |= number
        found = self._kept.get((failed, unknown))
        if found is None:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            found = self._kept[failed, unknown] = self._work_out(failed, unknown)
        return found

    def _work_out(self, failed: int, unknown: int) -> Answer:
        numbers = self._numbers

        def held(atom: Atom) -> bool | None:
            number = numbers[id(atom)]
            return False if failed & number else None if unknown & number else True

        states = tuple(one if isinstance(one, RuleState) else _state(one, held) for one in self._rules)
        return answered(states)


class Program:
    """Policies made ready: compiled once, used for every draft.

    Which rules speak of an act, a manner, an asset and a party at all is worked out when they are first met; rules
    are found by asset and party, so that a thousand policies about other stories cost nothing.
    """

    __slots__ = ("_index", "_named", "_rules", "_sheets")

    def __init__(self, rules: Iterable[Compiled] = ()) -> None:
        self._rules = tuple(rules)
        self._sheets: dict[tuple[object, ...], _Sheet] = {}
        self._index: dict[tuple[str | None, str | None], list[int]] = {}
        for place, one in enumerate(self._rules):
            for target in one.targets or (None,):
                for assignee in one.assignees or (None,):
                    self._index.setdefault((target, assignee), []).append(place)
        self._named = (
            frozenset().union(*(one.targets or () for one in self._rules)),
            frozenset().union(*(one.assignees or () for one in self._rules)),
        )

    def __bool__(self) -> bool:
        return bool(self._rules)

    @property
    def rules(self) -> tuple[Compiled, ...]:
        """Every rule, made ready."""
        return self._rules

    def sheet(self, act: str, manner: str, asked: Addressed) -> _Sheet:
        """Return the rules that speak of an act and a manner, and the state of those that do not."""
        targets, assignees = asked
        named = self._named
        # A program that names nobody is asked the same whoever is meant.
        targets = None if targets is None else targets & named[0] if named[0] else _NOBODY
        assignees = None if assignees is None else assignees & named[1] if named[1] else _NOBODY
        key = (act, manner, targets, assignees)
        found = self._sheets.get(key)
        if found is None:
            if len(self._sheets) >= KEPT:
                self._sheets.clear()
            rules = (_choose(one, act, manner, targets, assignees) for one in self._candidates(targets, assignees))
            found = self._sheets[key] = _Sheet(tuple(rules))
        return found

    def _candidates(self, targets: frozenset[str] | None, assignees: frozenset[str] | None) -> Iterator[Compiled]:
        if targets is None or assignees is None:
            keys: Iterable[tuple[str | None, str | None]] = [
                key
                for key in self._index
                if (targets is None or key[0] is None or key[0] in targets)
                and (assignees is None or key[1] is None or key[1] in assignees)
            ]
        else:
            keys = [(target, assignee) for target in (None, *targets) for assignee in (None, *assignees)]
        places = {place for key in keys for place in self._index.get(key, ())}
        return (self._rules[place] for place in sorted(places))


NOTHING = Program()
"""A program without rules."""
_NOBODY: frozenset[str] = frozenset()
ANYBODY = Addressed()
"""A request that names no asset and no party."""
_SILENT = answered(())


def compile_policies(policies: Iterable[Policy], ontology: Ontology) -> Program:
    """Return the rules of some policies, with what each of them covers worked out."""
    return Program(compile_rules(policies, ontology))


def _choose(
    one: Compiled, act: str, manner: str, targets: frozenset[str] | None, assignees: frozenset[str] | None
) -> _Asked:
    permission = one.rule.kind is RuleKind.PERMISSION
    act_fits = one.reach is None or act in one.reach or (not permission and manner in one.reach)
    manner_fits = not one.manners or manner in one.manners
    if not (act_fits and manner_fits):
        return RuleState(one.rule, State.INACTIVE, act_fits, manner_fits)
    pairs = (("target", one.targets, targets), ("assignee", one.assignees, assignees))
    missing = tuple(name for name, wanted, named in pairs if wanted is not None and named is None)
    actions = (act,) if permission else (act, manner)
    asked = {"action": frozenset(actions), "target": targets, "assignee": assignees}
    refined = [
        condition for kind, ways in one.ways if (named := asked[kind]) is not None for condition in chosen(ways, named)
    ]
    return one._replace(conditions=(*one.conditions, *refined), missing=missing) if missing or refined else one


def answer(program: Program, act: str, manner: str, facts: Facts, asked: Addressed = ANYBODY) -> Answer:
    """Return what a program says of an act, a manner and some facts."""
    return program.sheet(act, manner, asked).answer(facts) if program else _SILENT


def evaluate(program: Program, use: Use) -> tuple[RuleState, ...]:
    """Return the state of every rule of a program for one use, in the order of the rules."""
    return answer(program, use.act, use.taking.manner, use.facts).states


def _atoms(one: Compiled) -> Iterator[Atom]:
    for _, formula in one.conditions:
        yield from _parts(formula)
    for obliged in one.duties:
        for formula in obliged.conditions:
            yield from _parts(formula)
    if one.narrows:
        yield one.narrows


def _parts(formula: Any) -> Iterator[Atom]:
    if isinstance(formula, Atom):
        yield formula
    else:
        for part in formula[1]:
            yield from _parts(part)


def _state(one: Compiled, held: Any) -> RuleState:
    failed: list[Condition] = []
    unknown: list[str] = []
    for condition, formula in one.conditions:
        result = truth(formula, held)
        if result is None:
            unknown += _unknown(formula, held)
        elif not result:
            failed.append(condition)
    if one.narrows and held(one.narrows) is not True:
        unknown.append("reserved")
    unknown += one.missing
    state = State.INACTIVE if failed else State.UNKNOWN if unknown else State.ACTIVE
    duties = tuple(_duty(obliged, held) for obliged in one.duties)
    return RuleState(one.rule, state, failed=tuple(failed), unknown=tuple(unknown), duties=duties)


def _unknown(formula: Formula, held: Any) -> list[str]:
    return [atom.operand for atom in _parts(formula) if held(atom) is None]


def _duty(obliged: Obliged, held: Any) -> DutyState:
    if not obliged.conditions:
        return DutyState(obliged.duty, None)
    results = [truth(formula, held) for formula in obliged.conditions]
    if False in results:
        return DutyState(obliged.duty, fulfilled=False)
    unknown = [name for formula in obliged.conditions for name in _unknown(formula, held)]
    return DutyState(obliged.duty, None if None in results else True, tuple(unknown))
