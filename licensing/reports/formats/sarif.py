"""SARIF 2.1.0, as code scanning services read it: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.

A denial is an error and a review a warning, both of kind `fail`: the standard demands level `none` of every other kind,
and readers show the level alone, so that a review would not be seen. What permits is no result. The passage of the
story is a related location and never quoted; who approved a waiver is a person and is not named.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from licensing.model.decision import Decision, DraftDecision, Finding, StoryRef, Trouble
from licensing.model.document import Story
from licensing.model.effect import Effect
from licensing.packs.messages import say
from licensing.reports.formats import Style, register
from licensing.reports.lines import one_line
from licensing.reports.markup import markdown
from licensing.reports.places import Places, address
from licensing.reports.sarif_rules import LEVELS, described, message_text
from licensing.reports.standing import let_pass, troubled

__all__ = ["render"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_RESULTS, _SHOWN, _BYTES = 25_000, 5_000, 10_000_000
"""What GitHub takes of one run, shows of it, and takes as one file, packed."""


class _Told(NamedTuple):
    draft: DraftDecision
    places: Places
    stories: dict[str, Story]
    finding: Finding


@register("sarif")
def render(decision: Decision, style: Style) -> str:
    """Return the decision as SARIF in ASCII, cut to what GitHub takes; a cut is said in a notification."""
    told = sorted(_told(decision), key=_turn)
    room = _RESULTS
    while True:
        text = json.dumps(_log(decision, told, room, style), indent=1) + "\n"
        if len(text) <= _BYTES or room <= 1 or len(zlib.compress(text.encode(), 6)) <= _BYTES:
            return text
        room = min(room, len(told)) // 2


def _told(decision: Decision) -> Iterator[_Told]:
    for draft in decision.drafts:
        places, stories = Places(draft.document), {story.id: story for story in draft.stories}
        for finding in draft.findings:
            if finding.effect is not Effect.PERMIT:
                yield _Told(draft, places, stories, finding)


def _turn(one: _Told) -> tuple[bool, int]:
    return let_pass(one.finding, one.draft), -one.finding.effect.rank


def _log(decision: Decision, told: Sequence[_Told], room: int, style: Style) -> dict[str, object]:
    kept = told[:room]
    rules: dict[str, Finding] = {}
    for one in sorted(kept, key=lambda one: -one.finding.effect.rank):
        rules.setdefault(one.finding.rule, one.finding)
    index = {rule: number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": _driver(rules)},
        "automationDetails": {"id": "licensing/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": say("The folder the check was run in.")}}},
        "invocations": [_invocation(decision, len(told), len(kept), style)],
        "artifacts": _artifacts(decision, style),
        "results": [_result(one, index, style) for one in kept],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _driver(rules: dict[str, Finding]) -> dict[str, object]:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow, and only needed here

    driver: dict[str, object] = {"name": "licensing", "rules": described(rules)}
    try:
        number = version("newsroom-licensing")
    except PackageNotFoundError:
        return driver
    return driver | {"version": number, "semanticVersion": number}


def _artifacts(decision: Decision, style: Style) -> list[dict[str, object]]:
    """Return every file that was checked, each once: a feed holds several drafts."""
    found: dict[str, dict[str, object]] = {}
    for draft in decision.drafts:
        artifact: dict[str, object] = {"location": _artifact(draft.path, style), "roles": ["analysisTarget"]}
        if draft.digest:
            artifact["hashes"] = {"sha-256": draft.digest}
        found.setdefault(address(draft.path, style.root), artifact)
    return list(found.values())


def _invocation(decision: Decision, told: int, kept: int, style: Style) -> dict[str, object]:
    notes = [_trouble(error, style) for error in decision.errors]
    if kept < told:
        said = say("{count} results are left out: this is what a service takes.", count=told - kept)
        notes.append({"level": "warning", "message": {"text": said}})
    elif told > _SHOWN:
        said = say("There are {count} results; GitHub shows the first {shown}.", count=told, shown=_SHOWN)
        notes.append({"level": "note", "message": {"text": said}})
    return {
        "executionSuccessful": not decision.errors,
        "exitCode": decision.exit_code,
        "toolExecutionNotifications": notes,
    }


def _trouble(error: Trouble, style: Style) -> dict[str, object]:
    note: dict[str, object] = {"level": "error", "message": {"text": message_text(troubled(error))}}
    if error.path:
        note["locations"] = [{"physicalLocation": {"artifactLocation": _artifact(error.path, style)}}]
    return note


def _result(one: _Told, index: dict[str, int], style: Style) -> dict[str, object]:
    finding = one.finding
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "kind": "fail",
        "level": LEVELS[finding.effect],
        "message": {
            "text": message_text(one_line(f"{finding.message} {finding.fix}")),
            "markdown": _markdown(finding),
        },
        "locations": [_location(one, style)],
        "properties": {"story": finding.story.id, "action": finding.action, "manner": finding.manner},
    }
    if related := _related(one, style):
        result["relatedLocations"] = [related]
    if finding.fingerprint:
        result["partialFingerprints"] = {"licensing/v1": finding.fingerprint}
    if let_pass(finding, one.draft):
        result["suppressions"] = [_suppression(one)]
    return result


def _markdown(finding: Finding) -> str:
    fix = f"\n\n**{markdown(say('Way out:'))}** {markdown(finding.fix)}" if finding.fix else ""
    return f"{markdown(finding.message)}{fix}"


def _suppression(one: _Told) -> dict[str, object]:
    """Return that somebody answers for a result, why and until when; who it is stays unsaid."""
    waiver, release = one.finding.waiver, one.draft.release
    if waiver is not None:
        kind = "waiver" if waiver.until else "baseline"
        reason, until, where = waiver.reason, waiver.until, waiver.where
    else:
        kind = "release"
        reason, until, where = (release.reason, release.until, release.where) if release else ("", None, "")
    properties = {"by": kind, "where": where} | ({"until": until.isoformat()} if until else {})
    return {"kind": "external", "status": "accepted", "justification": one_line(reason), "properties": properties}


def _location(one: _Told, style: Style) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": _artifact(one.draft.path, style)}
    region, name = one.places.region(one.finding), one.places.name(one.finding)
    if region is not None:
        shown = {"startLine": region.start.line, "startColumn": region.start.column}
        if region.end is not None:
            shown |= {"endLine": region.end.line, "endColumn": region.end.column}
        if region.span is not None:
            shown |= {"charOffset": region.span.start, "charLength": region.span.end - region.span.start}
        physical["region"] = shown
    location: dict[str, object] = {"physicalLocation": physical}
    return location | ({"logicalLocations": [{"name": name}]} if name else {})


def _related(one: _Told, style: Style) -> dict[str, object]:
    """Return the passage in the story: in its file where it has one, else in the story by its id."""
    finding = one.finding
    if finding.source is None:
        return {}
    start, end = finding.source
    said = say("{story}, characters {start}-{end}", story=_named(finding.story), start=start, end=end)
    location: dict[str, object] = {
        "id": 1,
        "message": {"text": message_text(one_line(said))},
        "logicalLocations": [{"name": finding.story.id}],
    }
    story = one.stories.get(finding.story.id)
    if story is not None and not story.document.name.startswith("<"):
        region = {"charOffset": start, "charLength": end - start}
        place = {"artifactLocation": _artifact(story.document.name, style)}
        location["physicalLocation"] = place if story.document.places else {**place, "region": region}
    return location


def _named(story: StoryRef) -> str:
    return f"'{story.title or story.id}' ({story.holder or say('holder unknown')})"


def _artifact(path: str, style: Style) -> dict[str, str]:
    uri = address(path, style.root)
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": _ROOT}
