"""Answer a question: declare what nobody declared, if it is so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from licensing.api.ways.kinds import register
from licensing.api.ways.scene import Change, Scene
from licensing.errors import ConfigError
from licensing.model.plan import Plan, SourceFacts
from licensing.packs import plans
from licensing.packs.messages import say
from licensing.packs.vocabulary import Vocabulary, vocabulary

__all__ = ["propose"]

PLANNED = {
    "purpose": ("news-reporting", "criticism", "review", "education", "research"),
    "commercial": ("false", "true"),
    "own-reporting": ("true",),
    "own-content": ("true",),
    "medium": ("web", "print"),
    "sources-used": ("none",),
}
"""Facts of the plan, and the values tried for each."""
OF_SOURCE = {
    "source-made-public": ("made-public", ("true", "false")),
    "origin": ("origin", ("staff", "public-speech", "release", "interview")),
    "item-type": ("item-type", ("report", "article")),
}
"""Facts of a story, as a plan spells them, and the values tried."""
TRUTH = ("true", "false")


@register("answer", effort=1)
def propose(scene: Scene) -> Iterator[Change]:
    """Propose every value of every fact that is asked for."""
    words = vocabulary(scene.check.desk.book)
    for fact in dict.fromkeys(question.fact for question in scene.weighed.decision.questions):
        label = words.operands[fact].label if fact in words.operands else fact
        for said in _values(fact, scene, words):
            try:
                plan = _declared(scene, said)
            except ConfigError:
                continue
            name, value = _shown(said)
            what = say("If it is so, declare that {fact} is {value}: {name}.", fact=label, value=value, name=name)
            yield scene.replan("answer", what, plan, said)


def _values(fact: str, scene: Scene, words: Vocabulary) -> Iterator[Mapping[str, object]]:
    if fact == "publisher":
        for agreement in scene.plan.agreements:
            yield {"publisher": agreement.assignee}
    elif fact == "territory":
        yield from ({"territory": [code]} for code in _known(scene))
    elif fact in PLANNED:
        yield from ({fact: value} for value in PLANNED[fact])
    elif fact in OF_SOURCE:
        name, values = OF_SOURCE[fact]
        yield from _of_stories(scene, name, values)
    elif fact in words.operands and words.operands[fact].datatype == "boolean":
        declare = words.operands[fact].declare
        if declare == "plan":
            yield from ({fact: value} for value in TRUTH)
        elif declare == "source":
            yield from _of_stories(scene, fact, TRUTH)


def _known(scene: Scene) -> list[str]:
    """Return a territory of each law that was read."""
    laws = scene.check.desk.book.data.get("law", {})
    return [code for pack in sorted(laws) for code in (scene.check.desk.book.pack(pack).get("territory") or ())[:1]]


def _of_stories(scene: Scene, name: str, values: tuple[str, ...]) -> Iterator[Mapping[str, object]]:
    stories = list(dict.fromkeys(verdict.use.taking.story.id for verdict in scene.stopped()))
    for value in values:
        yield {"sources": [{"story": story, name: value} for story in stories]}


def _declared(scene: Scene, said: Mapping[str, object]) -> Plan:
    """Return the plan with a fact added; what it says of a story already stays."""
    plan = plans.from_mapping(said, scene.check.desk.book, "the change", scene.plan)
    sources = {story: _joined(scene.plan.sources.get(story), told) for story, told in plan.sources.items()}
    return replace(plan, sources=sources)


def _joined(before: SourceFacts | None, told: SourceFacts) -> SourceFacts:
    if before is None or told is before:
        return told
    given = {
        name: value
        for name, value in told._asdict().items()
        if value is not None and name not in {"story", "facts", "segments"}
    }
    return before._replace(**given, facts={**before.facts, **told.facts})


def _shown(said: Mapping[str, object]) -> tuple[str, str]:
    """Return a declaration as a plan writes it, and its value in words."""
    ((name, value),) = said.items()
    if isinstance(value, list) and value and isinstance(value[0], dict):
        pairs = ", ".join("{" + ", ".join(f"{key}: {one}" for key, one in part.items()) + "}" for part in value)
        last = list(value[0].values())[-1]
        return f"sources: [{pairs}]", {"true": "yes", "false": "no"}.get(last, last)
    shown = ", ".join(value) if isinstance(value, list) else str(value)
    return f"{name}: {shown}", {"true": "yes", "false": "no"}.get(shown, shown)
