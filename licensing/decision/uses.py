"""A plan and what was measured -> uses: one story, one act, one manner, one medium, and every fact about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from licensing.model.document import Story
from licensing.model.odrl import Value
from licensing.model.passage import Speech
from licensing.model.plan import ACTS, Plan, SourceFacts
from licensing.model.segment import Origin
from licensing.model.terms import Terms
from licensing.model.use import Facts, Taking, Use

__all__ = ["acts", "story_facts", "uses"]

MEDIUM_ACTS = {"radio": "broadcast", "television": "broadcast", "feed": "redistribute"}
"""Media that make an act of their own out of publishing."""

ITEM_TYPES = ("report", "article")
STATUSES = ("killed", "withheld", "embargoed", "usable")
"""The strictest first: the archive and the desk may know different things."""


def acts(plan: Plan) -> list[tuple[str, str | None]]:
    """Return the acts of a plan, each with its medium; a plan that names none means to publish."""
    named = [action for action in plan.action if action in ACTS] or ["publish"]
    pairs = [
        (MEDIUM_ACTS.get(medium or "", act) if act == "publish" else act, medium)
        for act in named
        for medium in plan.medium or (None,)
    ]
    return list(dict.fromkeys(pairs))


def uses(
    plan: Plan, taking: Taking, known: Facts, numbers: Mapping[str, float], publisher: str | None
) -> Iterator[Use]:
    """Yield the uses a taking is planned for.

    Args:
        plan: What the desk declared.
        taking: What the draft takes from one story in one manner.
        known: What is known of the story (`story_facts`).
        numbers: The parameters of the house policy.
        publisher: The publisher's party key; None when nobody declared one.
    """
    declared: dict[str, Value | None] = {
        "purpose": plan.purpose,
        "date": plan.date,
        "commercial": plan.commercial,
        "publisher": publisher,
        "own-reporting": plan.own_reporting,
        "independent-sources": plan.independent_sources,
        # Consent and the right to pass on are contracts: without an agreement there are none.
        "consent": False,
        "sublicence": False,
        "taking": _is_taking(plan, taking, numbers),
        "own-work": _own_work(taking, numbers),
    }
    common = {name: value for name, value in declared.items() if value is not None}
    for act, medium in acts(plan):
        if taking.acts and act not in taking.acts:
            continue
        facts = {**plan.facts, **known, **taking.facts, **common}
        if medium is not None:
            facts["medium"] = medium
        yield Use(taking, act, facts)


def story_facts(plan: Plan, story: Story, terms: Terms, *, holder: str | None, publisher: str | None) -> Facts:
    """Return what is known of a story.

    Args:
        plan: What the desk declared, of the story and of the use.
        story: The story, with its status in the archive.
        terms: Its notice.
        holder: The party key of its holder; None unknown.
        publisher: The party key of the publisher; None undeclared.
    """
    told = plan.sources.get(story.id) or SourceFacts(story.id)
    unreserved = told.reserved is False or (terms.licence is not None and terms.reserved is not True)
    facts: dict[str, Value | None] = {
        "status": _status(told.status, story.status, story.document.metadata.get("status")),
        "embargoed": _embargoed(told, plan, story),
        "origin": told.origin or _origin(story),
        "item-type": told.item_type or _item_type(story),
        "source-made-public": told.made_public,
        "holder": holder,
        "holder-is-publisher": _is_own(plan, holder, publisher),
        "reserved": False if unreserved else terms.reserved,
        "expressly-unreserved": unreserved,
        "statements-conflict": terms.reserved is True and (terms.licence is not None or told.reserved is False),
    }
    return {**told.facts, **{name: value for name, value in facts.items() if value is not None}}


def _origin(story: Story) -> str | None:
    """Return what a story's own metadata call it; a word that is none of ours says nothing."""
    stated = story.document.metadata.get("origin")
    return stated if stated in set(Origin) else None


def _item_type(story: Story) -> str | None:
    stated = story.document.metadata.get("item-type")
    return stated if stated in ITEM_TYPES else None


def _status(told: str | None, archived: str, sent: str | None) -> str:
    """Return the strictest status; what its sender calls an item in no known word is withheld."""
    sent = sent if sent is None or sent in STATUSES else "withheld"
    return min((told or "usable", archived, sent or "usable"), key=STATUSES.index)


def _embargoed(told: SourceFacts, plan: Plan, story: Story) -> bool | None:
    """Return whether the day of publication lies before the end of the embargo; on the very day, only a clock knows."""
    if told.embargoed_until is not None:
        return None if plan.date is None else plan.date < told.embargoed_until
    ends = story.document.metadata.get("embargo", "").splitlines()
    if not ends:
        return "embargoed" in {told.status, story.status, story.document.metadata.get("status")}
    states = [_lies_before(plan.date, end) for end in ends]
    return True if True in states else None if None in states else False


def _lies_before(day: dt.date | None, end: str) -> bool | None:
    """Return whether a day, wherever on earth it is lived, ends before a day or a moment in ISO 8601 has come."""
    if day is None:
        return None
    try:
        if len(end) <= len("2026-12-01"):
            return day < dt.date.fromisoformat(end)
        moment = dt.datetime.fromisoformat(end)
    except ValueError:
        return None
    first = last = moment
    if moment.tzinfo is None:
        first, last = (moment.replace(tzinfo=dt.timezone(dt.timedelta(hours=hours))) for hours in (14, -12))
    begins = dt.datetime.combine(day, dt.time(), dt.timezone(dt.timedelta(hours=14)))
    over = dt.datetime.combine(day, dt.time.max, dt.timezone(dt.timedelta(hours=-12)))
    return True if over < first else False if begins >= last else None


def _is_own(plan: Plan, holder: str | None, publisher: str | None) -> bool | None:
    """A claim of own content never helps against another holder, and alone it settles nothing."""
    if holder is None:
        return None if plan.own_content else False
    if publisher is None:
        return None if plan.own_content else False
    return holder == publisher


def _is_taking(plan: Plan, taking: Taking, numbers: Mapping[str, float]) -> bool | None:
    """Return whether something is taken: no under the house's first number, yes from the second, between unknown."""
    if not taking.passages and "rewrite-score" not in taking.facts:
        return True
    if taking.manner in {"rewrite", "translate", "summarise"}:
        return _between(
            taking.facts.get("rewrite-score"), numbers["rewrite-review-from"], numbers["rewrite-from"], plan
        )
    speech = taking.facts.get("speech")
    if speech == Speech.PUBLIC and taking.manner == "quote":
        return False
    if speech == Speech.UNKNOWN:
        return False if _independent(plan) else None
    longest = max((passage.words for passage in taking.passages), default=0)
    if longest < numbers["taking-review-from"]:
        return False
    return True if longest >= numbers["taking-from"] else None


def _between(score: Value | None, low: float, high: float, plan: Plan) -> bool | None:
    if not isinstance(score, float) or score >= high:
        return True
    return False if score < low or _independent(plan) else None


def _independent(plan: Plan) -> bool:
    return plan.own_reporting is True and bool(plan.independent_sources)


def _own_work(taking: Taking, numbers: Mapping[str, float]) -> bool | None:
    share = taking.facts.get("draft-share")
    if not isinstance(share, float) or share > numbers["own-work-never-over"]:
        return False if isinstance(share, float) else None
    return True if share <= numbers["own-work-up-to"] else None
