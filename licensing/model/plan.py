"""What a newsroom means to do with a draft, in the field's words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from licensing.model.odrl import Policy, Value
from licensing.model.segment import Mark

__all__ = ["ACTS", "MANNERS", "Agreement", "Plan", "SourceFacts"]

ACTS = ("publish", "broadcast", "redistribute", "archive", "tdm", "ai-training")
MANNERS = ("quote", "rewrite", "translate", "summarise", "headline-link", "facts")


class SourceFacts(NamedTuple):
    """What the desk says of one story.

    Attributes:
        story: The story's id.
        made_public: Whether it was put before the public with the holder's consent.
        url: Where the public can read it.
        status: usable, killed, embargoed or withheld.
        embargoed_until: The first day it may go out.
        origin: staff, interview, release, public-speech or third-party.
        item_type: report or article (of opinion).
        language: As `en`.
        taken_from: The primary source the text was taken from instead, if so.
        reserved: False when the holder declared that no rights are reserved.
        facts: Further left operands -> what the desk says of them.
        segments: Parts of it that are not the agency's own text.
    """

    story: str
    made_public: bool | None = None
    url: str | None = None
    status: str | None = None
    embargoed_until: dt.date | None = None
    origin: str | None = None
    item_type: str | None = None
    language: str | None = None
    taken_from: str | None = None
    reserved: bool | None = None
    facts: Mapping[str, Value] = MappingProxyType({})
    segments: tuple[Mark, ...] = ()


class Agreement(NamedTuple):
    """A contract the desk declared.

    Attributes:
        policy: Its grants and prohibitions as ODRL.
        assigner: The holder, as the contract names it.
        assignee: The publisher, as the contract names it.
        written: Whether it is in writing; None unknown.
    """

    policy: Policy
    assigner: str
    assignee: str
    written: bool | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A planned use. None means nobody declared it: the fact is unknown, never assumed.

    Attributes:
        action: Acts (`ACTS`) and claimed manners (`MANNERS`).
        medium: web, print, radio, television, newsletter, social, feed, app.
        territory: Where it goes, ISO 3166-1 alpha-2.
        date: The day it goes out.
        purpose: news-reporting, criticism, review, education, research or advertising.
        commercial: Whether it earns money.
        publisher: The legal entity that publishes.
        own_reporting: Whether the draft rests on the newsroom's own reporting.
        independent_sources: How many, the agencies matched not counted.
        own_content: Whether the newsroom holds the rights in the text.
        sources_used: None undeclared, () none used, else the stories, agencies and languages used.
        agreements: Contracts with holders.
        sources: Facts about stories, by id.
        facts: Further left operands -> what the desk says of them.
        declared_by: Who declared each fact, as `{"purpose": "plan.yaml"}`.
        untrusted: What the draft's front matter claimed and only the desk may declare, as fact -> value.
    """

    action: tuple[str, ...] = ("publish",)
    medium: tuple[str, ...] = ()
    territory: tuple[str, ...] = ()
    date: dt.date | None = None
    purpose: str | None = None
    commercial: bool | None = None
    publisher: str | None = None
    own_reporting: bool | None = None
    independent_sources: int | None = None
    own_content: bool | None = None
    sources_used: tuple[str, ...] | None = None
    agreements: tuple[Agreement, ...] = ()
    sources: Mapping[str, SourceFacts] = field(default_factory=lambda: MappingProxyType({}))
    facts: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    declared_by: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    untrusted: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
