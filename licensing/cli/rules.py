"""`licensing rules`: the packs in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from licensing.cli.output import A_PERSON_MUST_LOOK, NOT_CHECKED, complain, emit, emit_json, trouble, troubles, write
from licensing.errors import ConfigError

if TYPE_CHECKING:
    from licensing.model.odrl import Constraint, LogicalConstraint, Rule

__all__ = ["rules"]

rules = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, help="Look at the rule packs in force.")

Shape = Annotated[str, typer.Option("--format", metavar="FORMAT", show_default=False, help="text (default) or json.")]

House = Annotated[str, typer.Option("--house", metavar="NAME", show_default=False, help="The house policy.")]

Uses = Annotated[
    Path | None, typer.Option("--uses", metavar="FILE", show_default=False, help="A table of uses of your own.")
]


@rules.command("list")
def list_(format: Shape = "text") -> int:  # noqa: A002 - the flag's name
    """List every rule.

    Example: licensing rules list --format json
    """
    _require_format(format)
    from licensing import api

    found = api.rules()
    if format == "json":
        emit_json({"rules": [asdict(rule) for rule in found], "errors": []})
    else:
        width = max((len(rule.id) for rule in found), default=0)
        emit("".join(f"{rule.id:<{width}}  {rule.tier:<9}  {rule.kind}\n" for rule in found))
    return 0


@rules.command()
def show(
    id: Annotated[str, typer.Argument(metavar="ID", hidden=True)],  # noqa: A002 - the argument's name
    format: Shape = "text",  # noqa: A002 - the flag's name
) -> int:
    """Show one rule, as law/tr/fsek-35-1, and what stands behind it.

    Example: licensing rules show law/tr/fsek-35-1
    """
    _require_format(format)
    from licensing import api

    rule, place = api.rule(id)
    if format == "json":
        emit_json({"rule": _plain(asdict(rule)), "place": place, "errors": []})
    else:
        emit("\n".join(_lines(rule, place)) + "\n")
    return 0


@rules.command()
def check(
    folder: Annotated[Path | None, typer.Argument(metavar="DIR|CONTRACT", hidden=True)] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY=ANSWER", show_default=False, help="Counsel's answer to a question of CONTRACT."),
    ] = None,
    by: Annotated[str, typer.Option(metavar="NAME", show_default=False, help="Who answered.")] = "",
    on: Annotated[str, typer.Option(metavar="DATE", show_default=False, help="When, as 2026-11-24.")] = "",
    format: Shape = "text",  # noqa: A002 - the flag's name
) -> int:
    """Check the packs in DIR, by default those in force; or a CONTRACT with a holder, and ask what it leaves open.

    Example: licensing rules check our-rules/
    """
    _require_format(format)
    from licensing import api

    if folder is not None and folder.is_file():
        return _contract(folder, answer or [], by, on, format)
    if answer or by or on:
        raise ConfigError("An answer needs the contract it is for: licensing rules check CONTRACT.yaml --answer ...")
    if folder is not None and not folder.is_dir():
        raise ConfigError("There is no such folder.", path=str(folder))
    faults = [trouble(error) for error in api.check_rules(folder)]
    if format == "json":
        emit_json({"errors": troubles(faults)})
    elif faults:
        complain("\n".join(fault.message for fault in faults))
    else:
        emit("Every pack is sound.\n")
    return NOT_CHECKED if faults else 0


@rules.command("test")
def try_(
    folder: Annotated[Path | None, typer.Argument(metavar="DIR", hidden=True)] = None,
    format: Shape = "text",  # noqa: A002 - the flag's name
) -> int:
    """Try the examples inside the rules in DIR, and name rules that cannot do anything.

    Example: licensing rules test our-rules/
    """
    _require_format(format)
    _require_packs(folder)
    from licensing.api.examples import trials

    found = trials(folder)
    if format == "json":
        lists = {"failed": found.failed, "doubts": found.doubts}
        told = {name: [one._asdict() for one in several] for name, several in lists.items()}
        emit_json({"rules": found.rules, "examples": found.examples, **told, "errors": []})
    else:
        emit("".join(f"{one.place}: {one.rule}: {one.message}\n" for one in (*found.failed, *found.doubts)))
        emit(
            f"{found.rules} rules, {found.examples} examples, {len(found.failed)} failed, {len(found.doubts)} doubts.\n"
        )
    return NOT_CHECKED if found.failed or found.doubts else 0


@rules.command()
def table(
    folder: Annotated[Path | None, typer.Argument(metavar="DIR", hidden=True)] = None,
    house: House = "default",
    uses: Uses = None,
    format: Shape = "text",  # noqa: A002 - the flag's name
) -> int:
    """Show what the rules in DIR make of common uses of a story that reserves all rights, in each jurisdiction.

    Example: licensing rules table --house strict
    """
    _require_format(format)
    _require_packs(folder)
    from licensing.api.outcomes import outcomes

    found = outcomes(folder, house=house, uses=uses)
    if format == "json":
        emit_json({"uses": [_plain(one._asdict()) for one in found], "errors": []})
    else:
        from licensing.reports.outcomes import text

        emit(text([(one.id, one.title, one.effects) for one in found]))
    return 0


@rules.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", hidden=True)],
    new: Annotated[Path, typer.Argument(metavar="NEW", hidden=True)],
    house: House = "default",
    uses: Uses = None,
    format: Shape = "text",  # noqa: A002 - the flag's name
) -> int:
    """Say which uses come out otherwise under the rules in NEW than under those in OLD.

    Example: licensing rules diff rules/ our-rules/
    """
    _require_format(format)
    _require_packs(old, new)
    from licensing.api.outcomes import shifts

    found = list(shifts(old, new, house=house, uses=uses))
    if format == "json":
        emit_json({"changes": [one._asdict() for one in found], "errors": []})
    else:
        lines = (
            f"{one.use} {one.title}, {one.jurisdiction}: {one.before} before, {one.after} now"
            + (f" ({one.rule})" if one.rule else "")
            for one in found
        )
        emit("".join(f"{line}.\n" for line in lines) or "No use of the table comes out otherwise.\n")
    return 0


def _contract(path: Path, answers: list[str], by: str, on: str, format: str) -> int:  # noqa: A002 - the flag's name
    from licensing.api import contracts

    if answers or by or on:
        write(contracts.answer_contract(path, contracts.read_answers(answers), by=by, on=on), path.resolve(), like=path)
    found = contracts.check_contract(path)
    if format == "json":
        emit_json({**contracts.data(found), "errors": []})
    else:
        emit(contracts.text(found))
    return A_PERSON_MUST_LOOK if found.open else 0


def _require_packs(*folders: Path | None) -> None:
    for folder in folders:
        if folder is not None and not (folder / "vocabulary.yaml").is_file():
            raise ConfigError("There are no rule packs here: no vocabulary.yaml.", path=str(folder))


def _require_format(format: str) -> None:  # noqa: A002 - the flag's name
    if format not in {"text", "json"}:
        raise ConfigError(f"There is no output format '{format}' for rules. Choose one of: json, text.")


def _lines(rule: Rule, place: str) -> Iterator[str]:
    from licensing.reports.lines import wrap

    law = f" in {rule.jurisdiction}" if rule.jurisdiction else ""
    yield f"{rule.id}: {rule.kind.value} ({rule.tier.value}{law})"
    yield wrap(rule.message, first="  ")
    yield wrap(", ".join((*rule.names, *rule.manners)), first="  for     ")
    yield from (wrap(_constraint(one), first="  if      ") for one in rule.constraints)
    for duty in rule.duties:
        when = "before" if duty.before else "after"
        yield wrap(f"{when} publication: {duty.action}. {duty.message}".strip(), first="  duty    ")
    yield from (
        wrap(text, first=f"  {label:<8}") for label, text in (("way out", rule.fix), ("note", rule.note)) if text
    )
    if not rule.relied_on:
        yield "  No permit rests on this rule."
    for one in rule.authority:
        yield wrap(f"{one.cite} ({one.kind}, {one.verified}): {one.source}", first="  by      ")
    yield f"  in      {place}"


def _constraint(constraint: Constraint | LogicalConstraint) -> str:
    if hasattr(constraint, "operands"):
        return f"({f' {constraint.operator.value} '.join(map(_constraint, constraint.operands))})"
    right = constraint.right
    several = ", ".join(map(str, right)) if isinstance(right, tuple) else None
    shown = several or (str(right).lower() if isinstance(right, bool) else right)
    return f"{constraint.left} {constraint.operator.value} {shown}"


def _plain(value: object) -> object:
    """Return values JSON knows: dates become strings, tuples lists."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float | None) else str(value)
