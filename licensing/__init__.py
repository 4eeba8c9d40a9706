"""Decide whether a draft may be published, by the notices, contracts and laws of the stories it takes from.

    import licensing
    terms = licensing.read_notice("Copyright 2026 Harbour Wire Agency. All rights reserved.")
    decision = licensing.check(Path("draft.md"), plan=Path("plan.yaml"), sources=[Path("wire-story.txt")])

Names are loaded when they are first used: `licensing --help` needs none of them.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from licensing.api import Archive, check, compare, read_notice
    from licensing.api.compliance import comply
    from licensing.errors import ArchiveError, ConfigError, InputError, LicensingError, PackError
    from licensing.model.decision import Decision
    from licensing.model.document import Document, Story
    from licensing.model.effect import Effect
    from licensing.model.passage import Comparison
    from licensing.model.plan import Plan
    from licensing.model.terms import Terms

__all__ = [
    "Archive",
    "ArchiveError",
    "Comparison",
    "ConfigError",
    "Decision",
    "Document",
    "Effect",
    "InputError",
    "LicensingError",
    "PackError",
    "Plan",
    "Story",
    "Terms",
    "check",
    "compare",
    "comply",
    "read_notice",
]

_HOMES = {
    "licensing.api": ("Archive", "check", "compare", "read_notice"),
    "licensing.api.compliance": ("comply",),
    "licensing.errors": ("ArchiveError", "ConfigError", "InputError", "LicensingError", "PackError"),
    "licensing.model.decision": ("Decision",),
    "licensing.model.document": ("Document", "Story"),
    "licensing.model.effect": ("Effect",),
    "licensing.model.passage": ("Comparison",),
    "licensing.model.plan": ("Plan",),
    "licensing.model.terms": ("Terms",),
}


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            value: object = getattr(importlib.import_module(home), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'licensing' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
