"""The state of the world in YAML.

The keys are `time`, `facts` (left operand: value), `facts-of` (asset or party: facts), `part-of` (asset or party:
collections), `duties` (duty: performed, unperformed, fulfilled or violated) and `references` (IRI: value). A value is
a text, `{value: ..., type: ..., unit: ...}`, `{iri: ...}` or a list of these.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from licensing.errors import InputError, LicensingError
from licensing.model.profile import OperandTerm
from licensing.model.values import Iri, Literal, Quantity, Value
from licensing.model.world import DutyFact, World
from licensing.odrl.formats.yaml import Names
from licensing.odrl.terms import near, short
from licensing.odrl.typed import fit, own_value
from licensing.packs import profiles, yamlfile
from licensing.packs.store import Rulebook
from licensing.packs.values import read_value
from licensing.packs.yamlfile import Sheet, Where

__all__ = ["world_of"]

_T = TypeVar("_T")
_KEYS = ("prefixes", "uid", "time", "facts", "facts-of", "part-of", "duties", "references")
_DUTIES = {
    "performed": DutyFact(performed=True),
    "unperformed": DutyFact(performed=False),
    "fulfilled": DutyFact(performed=True, violated=False),
    "violated": DutyFact(performed=False, violated=True),
    "unknown": DutyFact(),
}


def world_of(text: str, name: str, book: Rulebook) -> World:
    """Return the state of the world a YAML text describes.

    Raises:
        InputError: with line and column, when it is not YAML or a fact is not of its type.
    """
    return _World(yamlfile.parse(text, name, InputError), profiles.operands(book)).world()


class _World:
    def __init__(self, sheet: Sheet, operands: Mapping[str, OperandTerm]) -> None:
        self._sheet = sheet
        self._operands = operands
        self._data = self._mapping(sheet.data, ())
        for key in self._data:
            if key not in _KEYS:
                raise sheet.fault(
                    f"'{key}' says nothing about the state of the world. Known: {', '.join(_KEYS)}.", (key,)
                )
        self._names = Names(sheet, self._data.get("prefixes"))

    def world(self) -> World:
        data = self._data
        return World(
            uid=None if "uid" not in data else str(self._names.named(data["uid"], ("uid",))),
            time=None if "time" not in data else self._time(data["time"]),
            facts=self._facts(data.get("facts"), ("facts",)),
            facts_of=self._each("facts-of", self._facts),
            part_of=self._each("part-of", self._wholes),
            duties=self._each("duties", self._duty),
            references=self._each("references", self._reference),
        )

    def _fault(self, message: str, where: Where) -> LicensingError:
        return self._sheet.fault(message, where)

    def _mapping(self, data: Any, where: Where) -> dict[str, Any]:
        if not isinstance(data, dict):
            raise self._fault("Here must stand keys and values.", where)
        return data

    def _each(self, key: str, read: Callable[[Any, Where], _T]) -> Mapping[str, _T]:
        part = self._mapping(self._data.get(key, {}), (key,))
        return MappingProxyType(
            {str(self._names.named(name, (key, name))): read(value, (key, name)) for name, value in part.items()}
        )

    def _time(self, data: Any) -> dt.datetime:
        where: Where = ("time",)
        try:
            moment = read_value(data if isinstance(data, str) else "", "datetime")
        except ValueError as cause:
            raise self._fault(f"The time of the world: {cause}", where) from cause
        if not isinstance(moment, dt.datetime):
            raise self._fault("The time of the world is a moment: write date, time and zone.", where)
        return moment

    def _facts(self, data: Any, where: Where) -> Mapping[str, Value]:
        found: dict[str, Value] = {}
        for name, value in self._mapping(data if data is not None else {}, where).items():
            place = (*where, name)
            left = self._names.named(name, place, term=True)
            if left not in self._operands:
                raise self._fault(f"{short(left)} is not a left operand.{near(left, self._operands)}", place)
            found[str(left)] = self._values(value, place, self._operands[left].datatype)
        return MappingProxyType(found)

    def _values(self, data: Any, where: Where, wanted: str | None) -> Value:
        if isinstance(data, list):
            values = [self._value(item, (*where, index), wanted) for index, item in enumerate(data)]
            return values[0] if len(values) == 1 else tuple(values)  # type: ignore[arg-type]  # values of one operand
        return self._value(data, where, wanted)

    def _value(self, data: Any, where: Where, wanted: str | None) -> Value:
        unit = data.get("unit") if isinstance(data, dict) else None
        term = self._term({key: data[key] for key in data if key != "unit"} if isinstance(data, dict) else data, where)
        try:
            value = own_value(term) if wanted is None else fit(term, wanted)
        except ValueError as cause:
            raise self._fault(str(cause), where) from cause
        if unit is None:
            return value
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._fault("Only a number has a unit.", where)
        return Quantity(float(value), self._names.named(unit, (*where, "unit")))

    def _term(self, data: Any, where: Where) -> Iri | Literal:
        if isinstance(data, dict) and set(data) == {"iri"}:
            return self._names.named(data["iri"], (*where, "iri"))
        if isinstance(data, str) or (isinstance(data, dict) and "value" in data):
            return self._names.literal(data, where)
        raise self._fault("A value is a text, or a mapping with `value` or `iri`.", where)

    def _reference(self, data: Any, where: Where) -> Value:
        return self._values(data, where, None)

    def _wholes(self, data: Any, where: Where) -> frozenset[str]:
        if not isinstance(data, list):
            return frozenset({str(self._names.named(data, where))})
        return frozenset(str(self._names.named(item, (*where, index))) for index, item in enumerate(data))

    def _duty(self, data: Any, where: Where) -> DutyFact:
        if isinstance(data, str):
            if data not in _DUTIES:
                raise self._fault(f"'{data}' is no state of a duty. States: {', '.join(_DUTIES)}.", where)
            return _DUTIES[data]
        data = self._mapping(data, where)
        for key in data:
            if key not in {"performed", "violated", "report"}:
                raise self._fault(f"'{key}' is not known of a duty. Known: performed, violated, report.", (*where, key))
        report = None if "report" not in data else str(self._names.named(data["report"], (*where, "report")))
        return DutyFact(self._yes(data, "performed", where), self._yes(data, "violated", where), report)

    def _yes(self, data: Mapping[str, Any], key: str, where: Where) -> bool | None:
        if data.get(key) not in {None, "true", "false"}:
            raise self._fault(f"'{data[key]}' is neither true nor false.", (*where, key))
        return None if data.get(key) is None else data[key] == "true"
