"""Text for an editor in a hurry: the effect, what it rests on, the way out; what was checked comes last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from licensing.model.decision import Checked, Decision, DraftDecision, Finding, StoryRef, Trouble
from licensing.model.document import Document, Span
from licensing.model.effect import Effect
from licensing.model.odrl import Authority
from licensing.reports import measures, retelling
from licensing.reports.formats import register
from licensing.reports.lines import excerpt, one_line, wrap

__all__ = ["render"]

_PLACES = 3
_LABEL = 8
_CLOSING = "This is a rule lookup, not legal advice; thresholds are house policy."


@register("text")
def render(decision: Decision, verbose: bool) -> str:
    """Return the decision as text of at most 100 columns; verbose names every place and where authority was read."""
    blocks = ["\n".join(_draft(draft, verbose=verbose)) for draft in decision.drafts]
    if decision.errors:
        lines = (wrap(_trouble(error), first="  ", rest="    ") for error in decision.errors)
        blocks.append("\n".join(["Could not be checked, and may not go out:", *lines]))
    if len(decision.drafts) + len(decision.errors) > 1:
        blocks.append(wrap(_total(decision)))
    return "\n\n".join([*blocks, _CLOSING]) + "\n"


def _trouble(error: Trouble) -> str:
    """Return the message with its file in front; errors that know line and column carry both already."""
    return error.message if error.message.startswith(error.path) else f"{error.path}: {error.message}"


def _total(decision: Decision) -> str:
    counts = [
        f"{count} {effect.value}"
        for effect in (Effect.DENY, Effect.REVIEW, Effect.PERMIT)
        if (count := sum(draft.effect is effect for draft in decision.drafts))
    ]
    if decision.errors:
        counts.append(f"{len(decision.errors)} not checked")
    return f"{len(decision.drafts) + len(decision.errors)} drafts: {', '.join(counts)}."


def _draft(draft: DraftDecision, *, verbose: bool) -> Iterator[str]:
    yield f"{draft.effect.value.upper()}  {one_line(draft.path)}"
    yield wrap(_headline(draft))
    questions = [wrap(f"{one.message} ({one.fact})", first=f"  {one.who}: ", rest="    ") for one in draft.questions]
    if draft.effect is Effect.REVIEW:
        yield from _section("Questions that would settle it:", questions)
    for (story, action, manner), findings in _grouped(draft.findings):
        yield ""
        yield wrap(f"{_story(story)}: {action}, {manner}")
        yield from _places(draft, findings, verbose=verbose)
        yield from _reasons(findings, verbose=verbose)
        for one in draft.retellings if manner == "rewrite" else ():
            if one.story.id == story.id:
                yield from retelling.lines(one, draft.document, verbose=verbose)
        for each in draft.shared if verbose else ():
            if each.story.id == story.id:
                yield from measures.lines(each)
    if draft.effect is not Effect.REVIEW:
        yield from _section("Open questions:", questions)
    yield from _section(
        "Obligations:", (wrap(f"{one.message} [{one.rule}]", first="  ", rest="    ") for one in draft.obligations)
    )
    checked = draft.checked
    yield from _section("Shared, and not held against the draft:", _bullets(checked.not_held))
    yield from _section(
        "Taken on somebody's word:", [wrap("; ".join(checked.declared), first="  ")] if checked.declared else []
    )
    if draft.effect is not Effect.PERMIT:
        yield ""
        yield wrap(f"Checked: {_seen(checked)}. Not checked: {_unseen(checked)}.")


def _headline(draft: DraftDecision) -> str:
    match draft.effect:
        case Effect.DENY:
            return "Stopped: no right on file covers this."
        case Effect.REVIEW:
            return "Held: a person must look before this goes out."
        case Effect.PERMIT:
            checked = draft.checked
            return f"No known obstacle in what was checked: {_seen(checked)}. Not checked: {_unseen(checked)}."


def _seen(checked: Checked) -> str:
    stories = f"{checked.stories} {'story' if checked.stories == 1 else 'stories'}"
    against = f" ({', '.join(checked.against)})" if checked.against else ""
    law = f", the law of {', '.join(checked.jurisdictions)}" if checked.jurisdictions else ""
    return f"{stories}{against}{law}"


def _unseen(checked: Checked) -> str:
    return "; ".join(checked.unseen) or "anything else"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    filled = list(lines)
    if filled:
        yield from ("", title, *filled)


def _bullets(texts: Sequence[str]) -> Iterator[str]:
    return (wrap(text, first="  - ") for text in texts)


def _story(story: StoryRef) -> str:
    title = f"'{story.title}' [{story.id}]" if story.title else f"[{story.id}]"
    return f"{title} ({story.holder or 'holder unknown'})"


def _grouped(findings: Sequence[Finding]) -> Iterator[tuple[tuple[StoryRef, str, str], list[Finding]]]:
    """Yield the findings of one use together, in the order of the first of each."""
    uses: dict[tuple[StoryRef, str, str], list[Finding]] = {}
    for finding in findings:
        uses.setdefault((finding.story, finding.action, finding.manner), []).append(finding)
    yield from uses.items()


def _places(draft: DraftDecision, findings: Sequence[Finding], *, verbose: bool) -> Iterator[str]:
    places: dict[Span, Finding] = {}
    for finding in findings:
        if finding.draft:
            places.setdefault(finding.draft, finding)
    shown = list(places.values())
    for finding in shown if verbose else shown[:_PLACES]:
        yield from _place(draft, finding)
        for one in draft.shared if verbose and finding.draft else ():
            if one.story.id == finding.story.id and finding.draft:
                yield from measures.passage_line(one, finding.draft)
    if len(shown) > _PLACES and not verbose:
        yield f"  and {len(shown) - _PLACES} more; --verbose shows every place"


def _place(draft: DraftDecision, finding: Finding) -> Iterator[str]:
    document = draft.document
    where = _where(finding, document)
    source = f"  characters {finding.source.start}-{finding.source.end} of the story" if finding.source else ""
    yield f"  {one_line(draft.path)}{where}{source}"
    if text := _text(document, finding.draft):
        yield f"    {excerpt(text)}"


def _where(finding: Finding, document: Document | None) -> str:
    """Return the place in the draft: line and column, or the page or paragraph of a file that has no lines."""
    if document and document.places and finding.draft:
        return f", {document.place(finding.draft.start)}"
    where = finding.position or (document.position(finding.draft.start) if document and finding.draft else None)
    return f":{where.line}:{where.column}" if where else ""


def _text(document: Document | None, span: Span | None) -> str:
    return document.raw[slice(*span)] if document and span else ""


def _reasons(findings: Sequence[Finding], *, verbose: bool) -> Iterator[str]:
    """Say each reason once, however many passages it speaks of, and each way out at the last reason it follows from."""
    told: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        told.setdefault((finding.rule, finding.message), finding)
    for fix, reasons in groupby(told.values(), key=lambda finding: finding.fix):
        for finding in reasons:
            yield from _reason(finding, verbose=verbose)
        if fix:
            yield wrap(fix, first=" " * _LABEL + "-> ")


def _reason(finding: Finding, *, verbose: bool) -> Iterator[str]:
    indent = " " * _LABEL
    yield wrap(finding.message, first=f"{finding.effect.value:>6}  ", rest=indent)
    words = one_line(finding.notice.text) if finding.notice else ""
    if words and words not in one_line(finding.message):
        yield wrap(f"The words: “{words}”", first=indent)
    yield wrap(f"[{finding.rule}]{_authorities(finding.authority, verbose=verbose)}", first=indent)


def _authorities(authorities: Sequence[Authority], *, verbose: bool) -> str:
    if verbose:
        return "".join(f" {one.cite} ({one.kind}, {one.verified}: {one.source});" for one in authorities).rstrip(";")
    return f" {'; '.join(one.cite for one in authorities)}" if authorities else ""
