"""`licensing odrl`: rights in the W3C's rights language."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from licensing.cli.output import A_PERSON_MUST_LOOK, complain, emit, write
from licensing.errors import ConfigError

__all__ = ["odrl"]

odrl = typer.Typer(
    rich_markup_mode=None, pretty_exceptions_enable=False, help="Read and write rights in ODRL 2.2, the W3C's language."
)

File = Annotated[Path, typer.Argument(metavar="FILE", hidden=True)]
Output = Annotated[
    Path | None, typer.Option(metavar="PATH", show_default=False, help="Write there instead of printing.")
]


@odrl.command("import")
def import_(
    file: File,
    to: Annotated[str, typer.Option(metavar="FORMAT", show_default=False, help="yaml (default), turtle, json-ld.")] = (
        "yaml"
    ),
    output: Output = None,
) -> int:
    """Read the policies in FILE and write them as YAML.

    Example: licensing odrl import licence.jsonld --output licence.yaml
    """
    from licensing.api.rights import convert

    return _write(convert(file, to), file, output)


@odrl.command()
def export(
    file: File,
    to: Annotated[str, typer.Option(metavar="FORMAT", show_default=False, help="turtle (default), json-ld, yaml.")] = (
        "turtle"
    ),
    output: Output = None,
) -> int:
    """Write the rights in FILE as Turtle or JSON-LD: policies, an agreement, or the notice of a story.

    Example: licensing odrl export wire/ferry.txt --to json-ld
    """
    from licensing.api.export import export as exported

    return _write(exported(file, to), file, output)


@odrl.command()
def report(
    policy: Annotated[list[Path], typer.Option(metavar="FILE", help="A rights document; may be given several times.")],
    request: Annotated[Path, typer.Option(metavar="FILE", help="A document with an ODRL Request.")],
    world: Annotated[
        Path | None, typer.Option(metavar="FILE", show_default=False, help="What is the case: time, facts, duties.")
    ] = None,
    parent: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", show_default=False, help="Policies the others inherit from; not reported on."),
    ] = None,
    format: Annotated[  # noqa: A002 - the flag's name
        str, typer.Option("--format", metavar="FORMAT", show_default=False, help="turtle (default) or text.")
    ] = "turtle",
) -> int:
    """Say of every rule of a policy whether it is active for a request: the W3C community's compliance report.

    The exit code is 0 when every rule could be decided, and 3 when a fact is missing; the reasons are printed then.

    Example: licensing odrl report --policy agreement.ttl --request request.yaml --format text
    """
    from licensing.api.compliance import SHAPES, comply

    if format not in SHAPES:
        raise ConfigError(f"There is no form '{format}' of a compliance report. Choose one of: {', '.join(SHAPES)}.")
    found = comply(policy, request, world, parents=parent or ())
    emit(SHAPES[format](found))
    undecided = [one for one in found if any(rule.active is None for rule in one.rules)]
    if undecided and format == "turtle":
        complain("\n".join(reason for one in undecided for reason in one.reasons))
    return A_PERSON_MUST_LOOK if undecided else 0


def _write(text: str, file: Path, output: Path | None) -> int:
    if output is None:
        emit(text)
    else:
        write(text.encode(), output, like=output if output.exists() else file)
    return 0
