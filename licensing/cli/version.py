"""What `licensing --version` says, without what only a command needs."""

from __future__ import annotations

from licensing.packs.digest import checked, contents_of, digest_of
from licensing.packs.folder import rules_folder
from licensing.version import VERSION

__all__ = ["version_text"]


def version_text() -> str:
    """Return the version, the digest of the packs in force, and the day each law was last held against its sources.

    Raises:
        PackError: when the installation carries no packs.
    """
    contents = contents_of(rules_folder())
    days = [f"  {pack}, checked {day}" for pack, day in checked(contents)]
    return "\n".join([f"licensing {VERSION}", f"packs {digest_of(contents)}", *days, ""])
