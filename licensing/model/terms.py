"""What a notice says, read into values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from licensing.model.document import Span
from licensing.model.odrl import Policy, PolicyType

__all__ = ["NOTICE_ACTIONS", "NoticeKind", "Stance", "Terms", "Years"]

NOTICE_ACTIONS = ("publish", "broadcast", "rewrite", "redistribute", "quote", "translate", "archive", "tdm")


class NoticeKind(StrEnum):
    """What sort of statement a text about rights is."""

    NOTICE = "notice"
    RECEIVED_LICENCE = "received-licence"
    DISCLAIMER = "disclaimer"
    DISTRACTOR = "distractor"


class Stance(StrEnum):
    """What a notice says about one action."""

    PROHIBITED = "prohibited"
    PERMITTED = "permitted"
    WITH_CONSENT = "permitted-with-consent"
    WITH_CONDITIONS = "permitted-with-conditions"
    UNSTATED = "unstated"


class Years(NamedTuple):
    """Years of a copyright claim; `end` is None for an open range ("1997-"), equal to `start` for one year."""

    start: int
    end: int | None


@dataclass(frozen=True, slots=True)
class Terms:
    """The reading of a notice, and the words behind it.

    Attributes:
        kind: What sort of statement it is; None when the text carries none.
        holder: The holder as written, several joined by "; "; None when the text names none.
        years: The years claimed.
        reserved: True when rights are reserved, False when the text expressly reserves none, None when it is silent.
        licence: A named public licence, as `CC-BY-4.0`.
        actions: A stance for each of `NOTICE_ACTIONS`.
        conditions: Names of the closed list of conditions.
        condition_values: Their parameters.
        contact: Whom to ask.
        jurisdiction: The law the notice names, as a country code.
        policy: The same as ODRL; every rule carries the words it was read from.
        unread: Spans of the notice nobody understood.
        spans: Where the notices stand in the text.
        implied: Whether the reading needed an inference.
        conflicts: What is said of the rights in two ways, one sentence each.
        holders: Where the holder is named, one span a name.
    """

    kind: NoticeKind | None = None
    holder: str | None = None
    years: tuple[Years, ...] = ()
    reserved: bool | None = None
    licence: str | None = None
    actions: Mapping[str, Stance] = field(
        default_factory=lambda: MappingProxyType(dict.fromkeys(NOTICE_ACTIONS, Stance.UNSTATED))
    )
    conditions: tuple[str, ...] = ()
    condition_values: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    contact: str | None = None
    jurisdiction: str | None = None
    policy: Policy = field(default_factory=lambda: Policy(uid="notice", type=PolicyType.SET))
    unread: tuple[Span, ...] = ()
    spans: tuple[Span, ...] = ()
    implied: bool = False
    conflicts: tuple[str, ...] = ()
    holders: tuple[Span, ...] = ()
