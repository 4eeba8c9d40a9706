"""Markdown for the summary of a CI job or a comment: a table of what does not simply pass, then the details."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from licensing.model.decision import Decision, DraftDecision, Finding, Trouble
from licensing.model.effect import Effect
from licensing.packs.messages import say
from licensing.reports.formats import Style, register
from licensing.reports.grouped import Group, groups
from licensing.reports.lines import excerpt
from licensing.reports.markup import markdown
from licensing.reports.places import Places, link, relative
from licensing.reports.standing import answered, closing, headline, total, troubled
from licensing.reports.words import effect_title, effect_word, use

__all__ = ["render"]

_LIMIT = 900_000
"""Bytes; a job's summary takes 1 MiB, and a longer one is not shown at all."""


@register("markdown")
def render(decision: Decision, style: Style) -> str:
    """Return the decision as Markdown; what a summary has no room for is counted."""
    drafts = sorted(decision.drafts, key=lambda draft: -draft.effect.rank)
    told = [draft for draft in drafts if draft.effect is not Effect.PERMIT]
    head = [f"## licensing: {markdown(total(decision))}", ""]
    if told or decision.errors:
        head += [f"| {say('effect')} | {say('draft')} | {say('why')} |", "|---|---|---|"]
    rows = [*(_row(draft, style) for draft in told), *(_trouble(error, style) for error in decision.errors)]
    body = [*(_details(draft, style) for draft in told), *(_permitted(draft, style) for draft in drafts)]
    last = ["", markdown(closing())]
    lines = [
        *_fitting([*rows, "", *filter(None, body)], _LIMIT - sum(len(line.encode("utf-8", "replace")) for line in head))
    ]
    return "\n".join([*head, *lines, *last]) + "\n"


def _fitting(blocks: Iterable[str], room: int) -> Iterator[str]:
    left_out = 0
    for block in blocks:
        room -= len(block.encode("utf-8", "replace")) + 1
        if room >= 0:
            yield block
        else:
            left_out += bool(block)
    if left_out:
        yield ""
        yield markdown(say("Left out for want of room: {count} entries. Another format has them all.", count=left_out))


def _row(draft: DraftDecision, style: Style) -> str:
    first = next(iter(groups(draft)), None)
    why = [headline(draft), *([first.findings[0].message] if first else [])]
    word = effect_title(draft.effect)
    passed = f" ({say('let pass')})" if draft.outcome is Effect.PERMIT else ""
    return f"| **{word}**{passed} | {_path(draft.path, style)} | {markdown(' '.join(why))} |"


def _trouble(error: Trouble, style: Style) -> str:
    path = _path(error.path, style) if error.path else ""
    return f"| **{markdown(say('not checked'))}** | {path} | {markdown(troubled(error))} |"


def _path(path: str, style: Style) -> str:
    return markdown(relative(path, style.root))


def _permitted(draft: DraftDecision, style: Style) -> str:
    if draft.effect is not Effect.PERMIT or not draft.obligations:
        return ""
    owed = "; ".join(f"{one.message} [{one.rule}]" for one in draft.obligations)
    return f"- {_path(draft.path, style)}: {markdown(say('Obligations:'))} {markdown(owed)}"


def _details(draft: DraftDecision, style: Style) -> str:
    summary = f"<summary>{effect_title(draft.effect)} {_path(draft.path, style)}</summary>"
    return "\n".join(["<details>", summary, "", *_body(draft, style), "", "</details>", ""])


def _body(draft: DraftDecision, style: Style) -> Iterator[str]:
    yield markdown(headline(draft))
    places = Places(draft.document)
    yield from _list(answered(draft))
    yield from _list(f"{one.who}: {one.message} ({one.fact})" for one in draft.questions)
    for group in groups(draft):
        yield from _group(draft, group, places, style)
    yield from _list(f"{one.message} [{one.rule}]" for one in draft.obligations)


def _list(texts: Iterable[str]) -> Iterator[str]:
    lines = [f"- {markdown(text)}" for text in texts]
    if lines:
        yield from ("", *lines)


def _group(draft: DraftDecision, group: Group, places: Places, style: Style) -> Iterator[str]:
    first = group.findings[0]
    story = f"'{first.story.title}' [{first.story.id}]" if first.story.title else f"[{first.story.id}]"
    where = f"{relative(draft.path, style.root)}{places.shown(first)}" if first.draft else draft.path
    yield ""
    yield f"**{markdown(where)}** {markdown(f'{story}: {use(first.action, first.manner)}')}"
    if style.texts and draft.document and first.draft:
        yield from ("", f"> {markdown(excerpt(draft.document.raw[slice(*first.draft)]))}")
    yield ""
    for finding in group.findings:
        yield f"- **{effect_word(finding.effect)}** {markdown(finding.message)} {_rule(finding)}"
        if finding.fix:
            yield f"  - {markdown(say('Way out: {fix}', fix=finding.fix))}"


def _rule(finding: Finding) -> str:
    cited = "; ".join(
        f"[{markdown(one.cite)}](<{one.source}>)" if link(one.source) else markdown(one.cite)
        for one in finding.authority
    )
    return f"{markdown(f'[{finding.rule}]')} {cited}".rstrip()
