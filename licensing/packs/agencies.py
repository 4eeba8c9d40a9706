"""What an agency's pack says, as the noun the rooms share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from licensing.model.agency import Agency

__all__ = ["build"]

_UNVERIFIED = "unverified"


def build(id: str, data: Mapping[str, Any]) -> Agency:  # noqa: A002 - the word every pack builder uses
    """Return the agency of a checked pack; what nobody verified is left out.

    Args:
        id: The pack's id, as `agencies/anadolu-agency`.
        data: The pack's data; every scalar is a string.
    """
    contact = data.get("contact") or {}
    names = [name for group in data["aliases"] if group["mark"] != _UNVERIFIED for name in group["names"]]
    country = data.get("country") or {}
    return Agency(
        id=id,
        name=data["name"],
        aliases=tuple(name for name in names if name != data["name"]),
        credit=(data.get("credit") or {}).get("line") or "{name}, {date}",
        contact=contact.get("email") or contact.get("page"),
        reserves=_reserves(data.get("reserves") or {}),
        country=None if country.get("mark") == _UNVERIFIED else country.get("code"),
    )


def _reserves(data: Mapping[str, Any]) -> bool | None:
    """Return whether rights are reserved: hearsay may close a road, never open one."""
    if data.get("value") == "true":
        return True
    shown = any(authority["verified"] != _UNVERIFIED for authority in data.get("authority") or ())
    return False if data.get("value") == "false" and shown else None
