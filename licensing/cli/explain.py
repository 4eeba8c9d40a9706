"""`licensing explain`: why, rule by rule, and what would make it publishable."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any, get_type_hints

import typer

from licensing.cli.check import check
from licensing.cli.language import prefer_here
from licensing.cli.output import emit
from licensing.cli.terminal import fitted
from licensing.errors import ConfigError

__all__ = ["PLANNED", "explain", "overrides", "with_flags_of"]

PLANNED = (
    "action", "medium", "territory", "date", "purpose", "commercial", "publisher", "own_reporting",
    "independent_sources", "own_content", "sources_used", "agreement",
)  # fmt: skip
SHARED = (
    "drafts", "source", "plan", "archive", "format", *PLANNED, "earlier", "house", "waivers", "releases", "baseline",
    "config", "no_config",
)  # fmt: skip


def with_flags_of(command: Callable[..., int], names: tuple[str, ...]) -> Callable[[Callable[..., int]], Any]:
    """Give a command flags of another one: a flag is written once, and means the same in both."""

    def decorate(wrapped: Callable[..., int]) -> Any:
        hints, given = get_type_hints(command, include_extras=True), inspect.signature(command).parameters
        shared = [given[name].replace(annotation=hints[name]) for name in names]
        # Only `check` may ask the configuration what the drafts are.
        shared = [one.replace(default=one.empty) if one.name == "drafts" else one for one in shared]
        told: Any = wrapped
        own = [
            one.replace(annotation=annotation, kind=inspect.Parameter.KEYWORD_ONLY)
            for one in inspect.signature(wrapped).parameters.values()
            if (annotation := get_type_hints(wrapped, include_extras=True).get(one.name)) and one.name != "given"
        ]
        told.__signature__ = inspect.Signature([*shared, *own], return_annotation=int)
        told.__annotations__ = {one.name: one.annotation for one in (*shared, *own)}
        return told

    return decorate


@with_flags_of(check, SHARED)
def explain(
    *,
    ways: Annotated[bool, typer.Option("--ways", help="Tell only what would make it publishable.")] = False,
    **given: Any,
) -> int:
    """Tell rule by rule why drafts are decided as they are, and which changes would make them publishable.

    Every change was tried on a copy before it is told; nothing is written.

    Example: licensing explain draft.md --archive newsroom.db --ways
    """
    from licensing.api.configured import Asked
    from licensing.api.explain import decided, explain_paths
    from licensing.api.finding import Wanted
    from licensing.cli.onfile import now
    from licensing.reports import explanation, explanation_json

    shown = {"text": explanation.ways if ways else explanation.text, "json": explanation_json.render}.get(
        given["format"] or "text"
    )
    if shown is None:
        raise ConfigError(f"There is no output format '{given['format']}' for this. Choose one of: json, text.")
    asked = Asked(
        Wanted(paths=given["drafts"], config=given["config"], discover=not given["no_config"]),
        sources=given["source"] or (),
        archive=given["archive"],
        plan=given["plan"],
        overrides=overrides(given),
        house=given["house"],
        earlier=given["earlier"] or (),
        waivers=given["waivers"],
        releases=given["releases"],
        baseline=given["baseline"],
    )
    day = now().date()
    prefer_here(given, day)
    told = explain_paths(asked, day)
    with fitted():
        emit(shown(told))
    return decided(told).exit_code


def overrides(given: dict[str, Any]) -> dict[str, object]:
    """Return what flags say that overrules a plan, by the names in a plan file."""
    from licensing.cli.check import _day

    found = {name.replace("_", "-"): given[name] for name in PLANNED if given[name] not in (None, [])}
    if "agreement" in found:
        found["agreements"] = found.pop("agreement")
    if found.get("sources-used") == ["none"]:
        found["sources-used"] = "none"
    if "date" in found:
        found["date"] = _day(given["date"])
    return found
