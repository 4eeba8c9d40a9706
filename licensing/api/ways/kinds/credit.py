"""Name the source: beside a quotation, or below the draft where a right to the text asks for a credit.

Text taken without a right is not mended by a credit: for anything but a quotation a permission must be there that asks
for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from licensing.api.attribution import credit_line, names_of
from licensing.api.stories import Held
from licensing.api.ways.kinds import register
from licensing.api.ways.scene import Change, Scene
from licensing.decision.combine import Verdict
from licensing.decision.states import State
from licensing.matching import credit as matching
from licensing.model.document import Document, Span
from licensing.model.effect import Effect
from licensing.model.explanation import Edit
from licensing.model.passage import Passage
from licensing.packs.messages import say

__all__ = ["propose"]

NAMED = ("credit", "credit-date", "credit-author", "credit-number", "credit-upstream", "linked", "licence-named")
CLOSING = "”“\"'’»«›‹‟„「」』"
DATE = "[date of the story]"
"""What stands where nobody knows the story's date."""
DAY = "5 January 2026".ljust(len(DATE))
"""A day to try it with, for any date counts then; as long as the blank, so that a next step finds its places."""


@register("credit", effort=2, textual=True)
def propose(scene: Scene) -> Iterator[Change]:
    """Propose to add what the source line lacks."""
    seen = set()
    for verdict in scene.stopped():
        taking, held = verdict.use.taking, scene.held(verdict)
        facts = verdict.use.facts
        lacking = tuple(name for name in NAMED if facts.get(name) is False and _can_lack(name, held))
        if not lacking or not _asked(verdict) or not held.holders or (taking.segment and taking.segment.foreign):
            continue
        key = (taking.story.id, taking.manner == "quote", lacking)
        if key not in seen:
            seen.add(key)
            yield from _credits(scene, verdict, held, lacking)


def _can_lack(name: str, held: Held) -> bool:
    return name != "licence-named" or held.terms.licence is not None


def _asked(verdict: Verdict) -> bool:
    """Return whether a right to the text may be there and a credit is what it asks for."""
    live = any(route.best is not None and route.best.state is not State.INACTIVE for route in verdict.routes)
    return verdict.use.manner == "quote" or live


def _credits(scene: Scene, verdict: Verdict, held: Held, lacking: Sequence[str]) -> Iterator[Change]:
    """Yield the addition, and with the story's address only where that helps more."""
    plain = _added(scene, verdict, held, lacking, _line(held))
    yield plain
    after, url = scene.after(plain), _address(held, scene)
    if "linked" in lacking and url and after and after.effect is not Effect.PERMIT:
        yield _added(scene, verdict, held, lacking, f"{_line(held)}, {url}")


def _added(scene: Scene, verdict: Verdict, held: Held, lacking: Sequence[str], line: str) -> Change:
    document = scene.document
    if verdict.use.manner != "quote":
        what = say("Add the credit line below the draft: {line}", line=line)
        return scene.rewrite("credit", what, [_below(document, line)], _blanks(line))
    quotations = [one for one in verdict.use.taking.passages if one.quotation]
    if set(lacking) <= {"credit-date", "linked"} and "credit-date" in lacking and line == _line(held):
        date = held.told.date or DATE
        what = say("Add the date of the story beside the quotation: {date}", date=date)
        return scene.rewrite("credit", what, [_beside(document, one, date) for one in quotations], _blanks(date))
    bare = [one for one in quotations if "credit" not in lacking or not _names(document, one, held)]
    what = say("Add the credit line next to the quotation: {line}", line=line)
    return scene.rewrite("credit", what, [_beside(document, one, line) for one in bare], _blanks(line))


def _blanks(text: str) -> dict[str, str]:
    return {DATE: DAY} if DATE in text else {}


def _names(document: Document, passage: Passage, held: Held) -> bool:
    names = [name for holder in held.holders for name in names_of(holder)]
    place = passage.quotation.span if passage.quotation else passage.draft
    return matching.attribution(document.prose, place, names) is not None


def _line(held: Held) -> str:
    """Return the credit line with what the story gives, and a blank for a date nobody knows."""
    told = held.told
    known = told._replace(
        date=told.date or DATE, number=told.number or "", authors=told.authors or (), upstream=told.upstream or ()
    )
    return credit_line(held.holders, known, held.terms.licence)


def _address(held: Held, scene: Scene) -> str | None:
    declared = scene.plan.sources.get(held.story.id)
    return (declared.url if declared else None) or held.story.document.metadata.get("url")


def _beside(document: Document, passage: Passage, text: str) -> Edit:
    """Return the addition of words in brackets behind a quotation."""
    prose, place = document.prose, passage.quotation.span.end if passage.quotation else passage.draft.end
    while place < len(prose) and prose[place] in CLOSING:
        place += 1
    at = document.raw_span(Span(place - 1, place)).end
    shown = escape(text, quote=False) if document.format == "html" else text
    return Edit(Span(at, at), f" ({shown})")


def _below(document: Document, line: str) -> Edit:
    raw, text = document.raw, say("Source: {line}", line=line)
    if document.format == "html":
        at = raw.lower().rfind("</body")
        at = len(raw) if at < 0 else at
        return Edit(Span(at, at), f"<p>{escape(text, quote=False)}</p>\n")
    at = len(raw.rstrip())
    return Edit(Span(at, at), f"\n\n{text}")
