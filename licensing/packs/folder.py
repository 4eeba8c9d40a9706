"""Where the rule packs stand: inside the wheel, or beside the package in a clone."""

from __future__ import annotations

from pathlib import Path

from licensing.errors import PackError

__all__ = ["rules_folder"]


def rules_folder() -> Path:
    """Return the folder of the shipped packs.

    Raises:
        PackError: when the installation carries none.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_rules", package.parent / "rules"):
        if (folder / "vocabulary.yaml").is_file():
            return folder
    raise PackError("The rule packs are missing from this installation. Install newsroom-licensing again.")
