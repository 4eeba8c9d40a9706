"""A news agency as the newsroom's files name it."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Agency"]


class Agency(NamedTuple):
    """One agency.

    Attributes:
        id: Its pack, as `agencies/anadolu-agency`.
        name: The name reports use.
        aliases: Every other way its name is written.
        credit: The credit line to print, with `{date}`.
        contact: Whom to ask for a licence.
        reserves: True when it is known to reserve its rights whatever a single story says; None unknown.
        country: Where it is established, as an ISO 3166 code; None unknown.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    credit: str = "{name}, {date}"
    contact: str | None = None
    reserves: bool | None = None
    country: str | None = None
