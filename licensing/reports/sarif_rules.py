"""Rules as SARIF describes them: what each says, the way out, and what stands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from licensing.model.decision import Finding
from licensing.model.effect import Effect
from licensing.packs.messages import say
from licensing.reports.lines import one_line
from licensing.reports.markup import markdown
from licensing.reports.places import link

__all__ = ["LEVELS", "described", "message_text"]

LEVELS = {Effect.DENY: "error", Effect.REVIEW: "warning", Effect.PERMIT: "note"}
_BLANK = re.compile(r"\{([a-z-]+)\}")
_SHORT = 200
_CITED = 20
"""Authorities of one rule that help names; no rule has more."""


def described(rules: Mapping[str, Finding]) -> list[dict[str, object]]:
    """Return the rules that some findings name, in their order.

    Args:
        rules: Rule id -> the strictest finding that names it.
    """
    return [_rule(finding) for finding in rules.values()]


def _rule(finding: Finding) -> dict[str, object]:
    said, fix, note = _said(finding)
    links = [url for one in finding.authority if (url := link(one.source))]
    descriptor: dict[str, object] = {
        "id": finding.rule,
        "name": "".join(part.capitalize() for part in re.split(r"\W+", finding.rule)),
        "shortDescription": {"text": message_text(_first_sentence(said))},
        "fullDescription": {"text": message_text(said)},
        "help": {
            "text": message_text("\n\n".join(_help(finding, said, fix, note))),
            "markdown": "\n\n".join(_help_markdown(finding, said, fix, note)),
        },
        "defaultConfiguration": {"level": LEVELS[finding.effect]},
        "properties": {"tags": list(_tags(finding))},
    }
    return descriptor | ({"helpUri": links[0]} if links else {})


def _said(finding: Finding) -> tuple[str, str, str]:
    """Return what the rule says, the way out and its note; of what each use fills in, the names stand there."""
    if finding.says is None:
        return _of_tier(finding), "", ""
    message, fix, note = (one_line(_BLANK.sub(r"‹\1›", part)) for part in finding.says)
    return message, fix, note


def _of_tier(finding: Finding) -> str:
    """Return what a rule of no pack is about: it stands in the notice of a story, or in the plan."""
    match finding.tier:
        case "notice":
            return say("What the notice of a story prohibits, or does not grant.")
        case "plan":
            return say("What the plan leaves open, or says otherwise than the draft.")
        case "house":
            return say("What house policy asks a person about.")
        case _:
            return say("What a rule of this house says.")


def _help(finding: Finding, said: str, fix: str, note: str) -> Iterator[str]:
    yield said
    if note:
        yield note
    if fix:
        yield say("Way out: {fix}", fix=fix)
    for one in finding.authority[:_CITED]:
        yield one_line(f"{one.cite} ({one.kind}, {one.verified}): {one.source}")


def _help_markdown(finding: Finding, said: str, fix: str, note: str) -> Iterator[str]:
    yield markdown(said)
    if note:
        yield markdown(note)
    if fix:
        yield f"**{markdown(say('Way out:'))}** {markdown(fix)}"
    cited = [
        f"- [{markdown(one.cite)}](<{one.source}>) ({markdown(f'{one.kind}, {one.verified}')})"
        if link(one.source)
        else f"- {markdown(f'{one.cite} ({one.kind}, {one.verified}): {one.source}')}"
        for one in finding.authority[:_CITED]
    ]
    if cited:
        yield "\n".join([f"**{markdown(say('Authority:'))}**", "", *cited])


def _tags(finding: Finding) -> Sequence[str]:
    return [f"tier/{finding.tier}", *([f"jurisdiction/{finding.jurisdiction}"] if finding.jurisdiction else [])]


def _first_sentence(text: str) -> str:
    first = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
    return first if len(first) <= _SHORT else f"{first[:_SHORT].rsplit(' ', 1)[0]} ..."


def message_text(text: str) -> str:
    """Return a text as a SARIF message: brackets open no link, braces no placeholder (SARIF 2.1.0, 3.11.5, 3.11.6)."""
    plain = re.sub(r"([\\\[\]])", r"\\\1", text)
    return plain.replace("{", "{{").replace("}", "}}")
