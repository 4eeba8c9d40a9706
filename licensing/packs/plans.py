"""Plans: what the desk hands over in a file, in flags, and what a draft's front matter adds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from licensing.errors import ConfigError
from licensing.model.config import Trust
from licensing.model.odrl import Value
from licensing.model.plan import Plan, SourceFacts
from licensing.packs import agreements, schema, segments, yamlfile
from licensing.packs.store import Rulebook
from licensing.packs.vocabulary import vocabulary
from licensing.packs.yamlfile import Sheet

__all__ = ["DESK_ONLY", "from_mapping", "from_sheet", "read", "tighten", "trusted"]

DESK_ONLY = ("agreements", "own-content", "sources")
"""What only the desk may declare: named in a draft's front matter it is a question."""
_PUBLIC = ("made-public", "url")
"""What says of a source that it was put before the public, and where."""


def read(path: Path, book: Rulebook, base: Plan | None = None) -> Plan:
    """Read a plan, on top of another plan.

    Raises:
        ConfigError: with file, line and column, when it is not what the schema says or contradicts itself.
    """
    return from_sheet(yamlfile.read(path, ConfigError), book, path.parent, path.name, base)


def from_mapping(values: Mapping[str, object], book: Rulebook, name: str, base: Plan | None = None) -> Plan:
    """Return a plan from values by their names in a plan file, on top of another plan.

    Args:
        values: As from flags or a CMS: strings, booleans, numbers, dates, lists of these; None is left out.
        book: The packs in force.
        name: Who declares it, as `flags`.
        base: The plan these values overrule.

    Raises:
        ConfigError: when a value is not what the schema says.
    """
    data = {key: _written(value) for key, value in values.items() if value is not None}
    return from_sheet(Sheet(name, data, {}, ConfigError), book, Path(), name, base)


def trusted(
    plan: Plan, declared: Mapping[str, object], trust: Trust, book: Rulebook, path: Path
) -> tuple[Plan, Mapping[str, object]]:
    """Return the plan with what front matter may declare, and what the front matter says beside.

    What the desk itself declared for this run stands: front matter that says otherwise becomes a question.

    Args:
        plan: The plan.
        declared: The front matter's key `licensing`.
        trust: What of it counts.
        book: The packs in force.
        path: The draft's file; agreements are named relative to its folder.

    Raises:
        ConfigError: when a value that counts is not what the schema says.
    """
    counted, beside = _trusted(plan, declared, trust)
    if not counted:
        return plan, declared
    data = {key: _written(value) for key, value in counted.items()}
    return from_sheet(Sheet(str(path), data, {}, ConfigError), book, path.parent, str(path), plan), beside


def _trusted(plan: Plan, declared: Mapping[str, object], trust: Trust) -> tuple[dict[str, object], dict[str, object]]:
    counted: dict[str, object] = {}
    beside: dict[str, object] = {}
    for key, value in declared.items():
        if key == "sources" and isinstance(value, list):
            named = plan.sources if key in trust.fixed else ()
            parts = [_shared_out(one, trust.facts, named) for one in value]
            counted |= {key: [yes for yes, _ in parts if yes]} if any(yes for yes, _ in parts) else {}
            beside |= {key: [no for _, no in parts if no]} if any(no for _, no in parts) else {}
        elif key in DESK_ONLY and key in trust.facts and key not in trust.fixed:
            counted[key] = value
        else:
            beside[key] = value
    return counted, beside


def _shared_out(told: object, facts: Collection[str], named: Collection[str]) -> tuple[object, object]:
    """Return of the facts about one source those that count, and the others; None for none."""
    if not isinstance(told, Mapping) or str(told.get("story")) in named:
        return None, told
    if "sources" in facts:
        return told, None
    story = {"story": told.get("story")}
    counts = {key: told[key] for key in _PUBLIC if key in told} if "made-public" in facts else {}
    others = {key: value for key, value in told.items() if key not in {*counts, "story"}}
    return {**story, **counts} if counts else None, {**story, **others} if others else None


def tighten(plan: Plan, declared: Mapping[str, object], book: Rulebook, name: str) -> Plan | None:
    """Return the plan as the draft's own front matter sees it; None when the front matter says nothing.

    The caller decides under both plans and takes the stricter effect, so that front matter can only tighten. Facts only
    the desk may declare stand in `untrusted`.

    Raises:
        ConfigError: when a value is not what the schema says.
    """
    # Parts it marks as others' concern drafts that take from it, not what is planned for it.
    declared = {key: value for key, value in declared.items() if key != segments.KEY}
    if not declared:
        return None
    untrusted = {key: str(declared[key]) for key in DESK_ONLY if declared.get(key) is not None}
    told = from_mapping({key: value for key, value in declared.items() if key not in DESK_ONLY}, book, name, plan)
    own = {"true": True, "false": False}.get(str(declared.get("own-content")).lower(), plan.own_content)
    return replace(
        told,
        action=_union(plan.action, told.action),
        medium=_union(plan.medium, told.medium),
        territory=_union(plan.territory, told.territory),
        own_content=own,
        untrusted=untrusted,
    )


def _union(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _written(value: object) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _written(part) for key, part in value.items() if part is not None}
    if isinstance(value, list | tuple | set | frozenset):
        return [_written(part) for part in value]
    return None if value is None else str(value)


def from_sheet(sheet: Sheet, book: Rulebook, folder: Path, name: str, base: Plan | None = None) -> Plan:
    """Return the plan on a sheet, on top of another plan.

    Args:
        sheet: Its values.
        book: The packs in force.
        folder: What paths in it are relative to.
        name: Who declares it, as `plan.yaml`.
        base: The plan these values overrule.

    Raises:
        ConfigError: with file, line and column, when it is not what the schema says or contradicts itself.
    """
    schema.require(sheet, book.schemas["plan"])
    data = {key: value for key, value in (sheet.data or {}).items() if value is not None}
    base = base or Plan()
    contracts = tuple(agreements.read(folder / path, book) for path in data.get("agreements", ()))
    plan = replace(
        base,
        action=tuple(_list(data["action"])) if data.get("action") else base.action,
        medium=tuple(_list(data["medium"])) if "medium" in data else base.medium,
        territory=tuple(_list(data["territory"])) if "territory" in data else base.territory,
        date=_date(sheet, ("date",), data["date"]) if "date" in data else base.date,
        purpose=data.get("purpose", base.purpose),
        commercial=_truth(data.get("commercial"), base.commercial),
        publisher=data.get("publisher", base.publisher),
        own_reporting=_truth(data.get("own-reporting"), base.own_reporting),
        independent_sources=int(data["independent-sources"])
        if "independent-sources" in data
        else base.independent_sources,
        own_content=_truth(data.get("own-content"), base.own_content),
        sources_used=_used(data["sources-used"]) if "sources-used" in data else base.sources_used,
        agreements=contracts or base.agreements,
        sources={**base.sources, **_sources(sheet, data.get("sources", []), book)},
        facts={**base.facts, **_facts(data, "plan", book)},
        declared_by={**base.declared_by, **dict.fromkeys(data, name)},
    )
    _consistent(plan, sheet)
    return plan


def _facts(data: Mapping[str, Any], where: str, book: Rulebook) -> dict[str, Value]:
    """Return the left operands a plan declares by their names."""
    words = vocabulary(book)
    declared = (name for name, operand in words.operands.items() if operand.declare == where and data.get(name))
    return {name: words.value(name, data[name]) for name in declared}


def _sources(sheet: Sheet, parts: list[dict[str, Any]], book: Rulebook) -> dict[str, SourceFacts]:
    found: dict[str, SourceFacts] = {}
    for index, part in enumerate(parts):
        if part["story"] in found:
            raise sheet.fault(f"The story '{part['story']}' stands here twice.", ("sources", index, "story"))
        until = part.get("embargoed-until")
        found[part["story"]] = SourceFacts(
            story=part["story"],
            made_public=_truth(part.get("made-public"), None),
            url=part.get("url"),
            status=part.get("status"),
            embargoed_until=_date(sheet, ("sources", index, "embargoed-until"), until) if until else None,
            origin=part.get("origin"),
            item_type=part.get("item-type"),
            language=part.get("language"),
            taken_from=part.get("taken-from"),
            reserved=_truth(part.get("reserved"), None),
            facts=_facts(part, "source", book),
            segments=segments.marks(sheet, part.get(segments.KEY) or (), ("sources", index)),
        )
    return found


def _consistent(plan: Plan, sheet: Sheet) -> None:
    """Raise for a plan that says two things that cannot both be.

    Raises:
        ConfigError: at the later of the two statements.
    """
    derived = [name for name in ("rewrite", "translate", "summarise") if name in plan.action]
    if derived and plan.sources_used == ():
        raise sheet.fault(f"The plan claims to {derived[0]} and says that no sources were used.", ("sources-used",))
    if plan.own_reporting is False and plan.independent_sources:
        raise sheet.fault(
            "The plan says there is no own reporting and counts independent sources.", ("independent-sources",)
        )
    if plan.own_content and plan.agreements:
        raise sheet.fault("The plan calls the text own content and names an agreement for it.", ("agreements",))


def _used(value: str | list[str]) -> tuple[str, ...]:
    items = _list(value)
    if "none" in items:
        return ()
    return tuple(items)


def _list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _truth(text: str | None, default: bool | None) -> bool | None:
    return default if text is None else text == "true"


def _date(sheet: Sheet, where: tuple[str | int, ...], text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as cause:
        raise sheet.fault(f"'{text}' is not a day of the calendar.", where) from cause
