"""What an agency's pack says, as the noun the rooms share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from licensing.model.agency import Agency

__all__ = ["build"]

_RESERVES = {"true": True, "false": False}


def build(id: str, data: Mapping[str, Any]) -> Agency:  # noqa: A002 - the word every pack builder uses
    """Return the agency of a checked pack.

    Args:
        id: The pack's id, as `agencies/anadolu-agency`.
        data: The pack's data; every scalar is a string.
    """
    contact = data.get("contact") or {}
    return Agency(
        id=id,
        name=data["name"],
        aliases=tuple(data.get("aliases") or ()),
        credit=(data.get("credit") or {}).get("line") or "{name}, {date}",
        contact=contact.get("email") or contact.get("page"),
        reserves=_RESERVES.get((data.get("reserves") or {}).get("value") or ""),
    )
