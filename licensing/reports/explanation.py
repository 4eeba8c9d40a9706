"""An answer told rule by rule, and the ways out, as a person reads them."""

from __future__ import annotations

from collections.abc import Iterator

from licensing.model.document import Document
from licensing.model.effect import Effect
from licensing.model.explanation import AskedRule, Explained, Explanation, Ground, RouteTrace, Step, UseTrace, Way
from licensing.packs.messages import say, sentence, worded
from licensing.reports.lines import excerpt, one_line, wrap
from licensing.reports.standing import closing
from licensing.reports.words import effect_title, effect_word

__all__ = ["text", "ways"]

TITLES = {
    "guard": sentence("Guards: no right gets past one that is active"),
    "own": sentence("Own content"),
    "agreement": sentence("Agreements"),
    "law": sentence("The law of {jurisdiction}"),
    "notice": sentence("The notice of the story"),
    "house": sentence("The house: it can only make a route stricter"),
}
STATES = {"active": sentence("active"), "inactive": sentence("not active"), "unknown": sentence("not known")}
KINDS = {"permission": sentence("permission"), "prohibition": sentence("prohibition")}
ROUTES = {
    "own": sentence("own content"),
    "agreement": sentence("agreement"),
    "law": sentence("law"),
    "notice": sentence("notice"),
}
HOLDS = {True: sentence("yes"), False: sentence("no"), None: sentence("not known")}
PASSAGES = {
    "verbatim": sentence("verbatim"),
    "quotation": sentence("quotation"),
    "shared-speech": sentence("shared-speech"),
    "common-phrase": sentence("common-phrase"),
    "rewrite": sentence("rewrite"),
}
PLACES = 20


def text(explanation: Explanation, *, texts: bool = True) -> str:
    """Return the explanation as text of at most 100 columns; without `texts`, no words of drafts are shown."""
    blocks = ["\n".join(_draft(one, texts=texts)) for one in explanation.drafts]
    if explanation.errors:
        lines = (wrap(error.message, first="  ", rest="    ") for error in explanation.errors)
        blocks.append("\n".join([say("Could not be checked, and may not go out:"), *lines]))
    return "\n\n".join([*blocks, wrap(closing())]) + "\n"


def ways(explanation: Explanation) -> str:
    """Return only what would make the drafts publishable."""
    bare = [one._replace(uses=()) for one in explanation.drafts]
    return text(explanation._replace(drafts=tuple(bare)))


def _draft(one: Explained, *, texts: bool) -> Iterator[str]:
    decision = one.decision
    yield f"{effect_title(decision.effect)}  {one_line(decision.path)}"
    if not one.uses and decision.effect is Effect.PERMIT:
        yield wrap(say("Nothing stands against it in what was checked."))
    for number, use in enumerate(one.uses, 1):
        yield ""
        yield from _use(number, use, decision.document if texts else None)
    if decision.effect is not Effect.PERMIT:
        yield ""
        yield from _ways(one, decision.document if texts else None)


def _use(number: int, use: UseTrace, document: Document | None) -> Iterator[str]:
    name = f"'{use.story.title}' [{use.story.id}]" if use.story.title else f"[{use.story.id}]"
    medium = f", {use.medium}" if use.medium else ""
    told = f"{worded(use.action)}{medium}, {worded(use.manner)}"
    head = f"{number}. {name}: {told}, {use.jurisdiction}: {effect_title(use.effect)}"
    yield wrap(head, rest="   ")
    if use.plan:
        yield wrap(say("As the front matter of {draft} adds to the plan.", draft=use.plan), first="   ")
    yield wrap(use.taken, first="   ")
    for shared in use.passages[:PLACES]:
        place = say(
            "line {line}, column {column}: {kind}, {words} words, characters {start}-{end} of the story",
            line=shared.position.line,
            column=shared.position.column,
            kind=say(PASSAGES[shared.kind]),
            words=shared.words,
            start=shared.source.start,
            end=shared.source.end,
        )
        yield wrap(place, first="   ")
        if document:
            yield f"     {excerpt(document.raw[slice(*shared.draft)])}"
    if any(fact.name == "taking" and fact.value == say("no") for fact in use.facts):
        yield wrap(say("So little is shared that nothing counts as taken; no rule is asked."), first="   ")
        return
    yield from _facts(use)
    yield from _rules(use)
    yield ""
    yield "   " + say("Together")
    yield from (wrap(_route(one), first="     ", rest="       ") for one in use.routes)
    yield from (wrap(one, first="     ", rest="       ") for one in use.result)
    yield wrap(say("Result: {effect}.", effect=effect_word(use.effect)), first="     ")


def _facts(use: UseTrace) -> Iterator[str]:
    yield ""
    yield "   " + say("Known")
    by_who: dict[str, list[str]] = {}
    for fact in use.facts:
        by_who.setdefault(fact.who, []).append(f"{fact.label}: {fact.value}")
    for who, facts in by_who.items():
        yield wrap(f"{who}: {'; '.join(facts)}", first="     ", rest="       ")


def _rules(use: UseTrace) -> Iterator[str]:
    for tier, title in TITLES.items():
        rules = [one for one in use.rules if one.tier == tier]
        if not rules:
            continue
        yield ""
        yield "   " + say(title, jurisdiction=use.jurisdiction)
        for one in (one for one in rules if one.speaks):
            yield from _rule(one)
        silent = [one.rule for one in rules if not one.speaks]
        if silent:
            yield wrap(", ".join(silent), first="     " + say("not about this use:") + " ", rest="       ")


def _rule(one: AskedRule) -> Iterator[str]:
    yield wrap(f"{say(STATES[one.state])}: {say(KINDS[one.kind])} [{one.rule}]", first="     ", rest="       ")
    cites = f" ({'; '.join(one.cites)})" if one.cites else ""
    idle = one.kind == "prohibition" and one.state == "inactive"
    says = say("It would say: {says}", says=one.says) if idle else one.says
    yield wrap(f"{says}{cites}", first="       ")
    yield from (wrap(_ground(ground), first="         - ") for ground in one.grounds)
    yield from (wrap(_ground(duty, say("duty") + ": "), first="         - ") for duty in one.duties)


def _ground(ground: Ground, prefix: str = "") -> str:
    return f"{prefix}{ground.text}: {say(HOLDS[ground.holds])}"


def _route(one: RouteTrace) -> str:
    name = f"{say(ROUTES[one.tier])} {one.agreement}".strip()
    parts = [say("route {name}: {effect}", name=name, effect=effect_word(one.effect))]
    if one.rule:
        known = one.effect is not Effect.DENY
        parts.append(say("by [{rule}]", rule=one.rule) if known else say("nearest was [{rule}]", rule=one.rule))
    if one.closed:
        parts.append(say("against it stand {rules}", rules=", ".join(f"[{rule}]" for rule in one.closed)))
    if one.survived:
        parts.append(say("it holds against {rules}", rules=", ".join(f"[{rule}]" for rule in one.survived)))
    return ", ".join(parts)


def _ways(one: Explained, document: Document | None) -> Iterator[str]:
    yield wrap(say("What would make this publishable (each was tried; {runs} drafts decided)", runs=one.ways.runs))
    if not one.ways.found:
        yield wrap(say("No change was found after which it fares better."), first="  ")
    for number, way in enumerate(one.ways.found, 1):
        yield from _way(number, way, document)
    yield from (wrap(note, first="  ") for note in one.ways.notes)


def _way(number: int, way: Way, document: Document | None) -> Iterator[str]:
    for place, step in enumerate(way.steps):
        first = f"{number:>3}. " if not place else "     "
        then = say("then {effect}", effect=effect_word(way.effect)) if step is way.steps[-1] else say("and")
        yield wrap(f"{step.what} -> {then}", first=first, rest="     ")
        yield from _edits(step, document if not place else None)
        for line in step.agreement.splitlines():
            yield f"       | {line}"


def _edits(step: Step, document: Document | None) -> Iterator[str]:
    for edit, at in zip(step.edits, step.places, strict=True):
        where = say("line {line}, column {column}", line=at.line, column=at.column)
        out = document.raw[slice(*edit.span)] if document else ""
        done = [say("take out {text}", text=excerpt(out.strip("“” ")))] if out.strip() else []
        if edit.span.end > edit.span.start and not out.strip():
            done = [say("take out {count} characters", count=edit.span.end - edit.span.start)]
        if edit.text:
            done.append(say("add {text}", text=f"“{' '.join(edit.text.split())}”"))
        yield wrap(f"{where}: {', '.join(done)}", first="       ", rest="         ")
