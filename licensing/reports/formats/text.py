"""Text for an editor in a hurry: the effect, what it rests on, the way out; what was checked comes last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from licensing.model.decision import Decision, DraftDecision, Finding, StoryRef
from licensing.model.document import Span
from licensing.model.effect import Effect
from licensing.model.odrl import Authority
from licensing.packs.messages import say
from licensing.reports import measures, retelling
from licensing.reports.formats import Style, register
from licensing.reports.lines import excerpt, one_line, wrap
from licensing.reports.places import Places
from licensing.reports.standing import closing, headline, let_through, released, seen, total, troubled, unseen, waived
from licensing.reports.words import effect_title, effect_word, painted, use

__all__ = ["render"]

_PLACES = 3


@register("text")
def render(decision: Decision, style: Style) -> str:
    """Return the decision as text; verbose names every place and where authority was read."""
    blocks = ["\n".join(_draft(draft, style)) for draft in decision.drafts]
    if decision.errors:
        lines = (wrap(troubled(error), first="  ", rest="    ") for error in decision.errors)
        blocks.append("\n".join([say("Could not be checked, and may not go out:"), *lines]))
    if decision.idle or len(decision.drafts) + len(decision.errors) > 1:
        blocks.append(wrap(total(decision)))
    elif passed := list(let_through(decision)):
        blocks.append(wrap(" ".join(passed)))
    if decision.notes and style.verbose:
        blocks.append("\n".join([say("Waivers and releases nothing needed:"), *_bullets(decision.notes)]))
    return "\n\n".join([*blocks, wrap(closing())]) + "\n"


def _draft(draft: DraftDecision, style: Style) -> Iterator[str]:
    title = effect_title(draft.effect)
    yield f"{painted(title, title, draft.effect) if style.colour else title}  {one_line(draft.path)}"
    yield wrap(headline(draft))
    if draft.release is not None and released(draft) != headline(draft):
        yield wrap(released(draft))
    questions = [wrap(f"{one.message} ({one.fact})", first=f"  {one.who}: ", rest="    ") for one in draft.questions]
    if draft.effect is Effect.REVIEW:
        yield from _section(say("Questions that would settle it:"), questions)
    yield from _uses(draft, style)
    if draft.effect is not Effect.REVIEW:
        yield from _section(say("Open questions:"), questions)
    yield from _section(
        say("Obligations:"), (wrap(f"{one.message} [{one.rule}]", first="  ", rest="    ") for one in draft.obligations)
    )
    checked = draft.checked
    yield from _section(say("Waivers and releases that do not count:"), _bullets(draft.notes))
    yield from _section(say("Shared, and not held against the draft:"), _bullets(checked.not_held))
    yield from _section(
        say("Taken on somebody's word:"), [wrap("; ".join(checked.declared), first="  ")] if checked.declared else []
    )
    if draft.effect is not Effect.PERMIT:
        yield ""
        yield wrap(say("Checked: {seen}. Not checked: {unseen}.", seen=seen(checked), unseen=unseen(checked)))


def _uses(draft: DraftDecision, style: Style) -> Iterator[str]:
    places = Places(draft.document)
    for (story, action, manner), findings in _grouped(draft.findings):
        yield ""
        yield wrap(f"{_story(story)}: {use(action, manner)}")
        yield from _places(draft, findings, places, style)
        yield from _reasons(findings, style)
        for one in draft.retellings if manner == "rewrite" else ():
            if one.story.id == story.id:
                shown = draft.document if style.texts else None
                yield from retelling.lines(one, shown, verbose=style.verbose)
        for each in draft.shared if style.verbose else ():
            if each.story.id == story.id:
                yield from measures.lines(each)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    filled = list(lines)
    if filled:
        yield from ("", title, *filled)


def _bullets(texts: Sequence[str]) -> Iterator[str]:
    return (wrap(text, first="  - ") for text in texts)


def _story(story: StoryRef) -> str:
    title = f"'{story.title}' [{story.id}]" if story.title else f"[{story.id}]"
    return f"{title} ({story.holder or say('holder unknown')})"


def _grouped(findings: Sequence[Finding]) -> Iterator[tuple[tuple[StoryRef, str, str], list[Finding]]]:
    """Yield the findings of one use together, in the order of the first of each."""
    uses: dict[tuple[StoryRef, str, str], list[Finding]] = {}
    for finding in findings:
        uses.setdefault((finding.story, finding.action, finding.manner), []).append(finding)
    yield from uses.items()


def _places(draft: DraftDecision, findings: Sequence[Finding], places: Places, style: Style) -> Iterator[str]:
    spans: dict[Span, Finding] = {}
    for finding in findings:
        if finding.draft:
            spans.setdefault(finding.draft, finding)
    several = list(spans.values())
    for finding in several if style.verbose else several[:_PLACES]:
        yield from _place(draft, finding, places, style)
        for one in draft.shared if style.verbose and finding.draft else ():
            if one.story.id == finding.story.id and finding.draft:
                yield from measures.passage_line(one, finding.draft)
    if len(several) > _PLACES and not style.verbose:
        yield say("  and {count} more; --verbose shows every place", count=len(several) - _PLACES)


def _place(draft: DraftDecision, finding: Finding, places: Places, style: Style) -> Iterator[str]:
    source = ""
    if finding.source:
        start, end = finding.source
        source = "  " + say("characters {start}-{end} of the story", start=start, end=end)
    yield f"  {one_line(draft.path)}{places.shown(finding)}{source}"
    if style.texts and draft.document and finding.draft and (text := draft.document.raw[slice(*finding.draft)]):
        yield f"    {excerpt(text)}"


def _reasons(findings: Sequence[Finding], style: Style) -> Iterator[str]:
    """Say each reason once, however many passages it speaks of, and each way out at the last reason it follows from."""
    told: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        told.setdefault((finding.rule, finding.message, finding.waiver), finding)
    for fix, reasons in groupby(told.values(), key=lambda finding: finding.fix):
        for finding in reasons:
            yield from _reason(finding, style)
        if fix:
            yield wrap(fix, first=" " * _label() + "-> ")


def _reason(finding: Finding, style: Style) -> Iterator[str]:
    indent, word = " " * _label(), effect_word(finding.effect)
    told = wrap(finding.message, first=f"{word:>{_label() - 2}}  ", rest=indent)
    yield painted(told, word, finding.effect) if style.colour else told
    words = one_line(finding.notice.text) if finding.notice else ""
    if words and words not in one_line(finding.message):
        yield wrap(say("The words: “{words}”", words=words), first=indent)
    yield wrap(f"[{finding.rule}]{_authorities(finding.authority, verbose=style.verbose)}", first=indent)
    if finding.waiver is not None:
        yield wrap(waived(finding.waiver), first=indent)


def _label() -> int:
    """Return how far what is said of a finding is set in: behind the longest word for an effect."""
    return max(map(len, map(effect_word, Effect))) + 2


def _authorities(authorities: Sequence[Authority], *, verbose: bool) -> str:
    if verbose:
        return "".join(f" {one.cite} ({one.kind}, {one.verified}: {one.source});" for one in authorities).rstrip(";")
    return f" {'; '.join(one.cite for one in authorities)}" if authorities else ""
