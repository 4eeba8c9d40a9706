"""What names a finding from one run to the next, and gives nothing of the texts away."""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256

from licensing.model.decision import Finding
from licensing.text.words import words

__all__ = ["baseline_mark", "digest", "fingerprint"]

_DIGITS = 32
"""Hexadecimal digits kept: 128 bits, so that no two findings of any archive meet by chance."""


def digest(data: bytes | str) -> str:
    """Return the SHA-256 of a draft's bytes, or of a text in UTF-8, in hexadecimal."""
    return sha256(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data).hexdigest()


def fingerprint(finding: Finding, prose: str) -> str:
    """Return what names a finding: its rule, its story, how the story is used, and the draft's words.

    The words are normalised: case, white space, markup and the place in the draft make no difference. A finding
    without a passage is named by the holder in place of the words, for a story may have parts of several holders.

    Args:
        finding: A finding whose spans are those of the prose.
        prose: The draft's prose.
    """
    passage = _words(prose[slice(*finding.draft)]) if finding.draft else f"holder {finding.story.holder or ''}"
    named = [finding.rule, finding.story.id, finding.action, finding.manner, passage]
    return digest(json.dumps(named))[:_DIGITS]


def baseline_mark(finding: Finding, draft: str) -> str:
    """Return what names a finding in a baseline: one without a passage counts for this draft's bytes alone.

    Args:
        finding: A finding with its fingerprint.
        draft: The draft's digest.
    """
    return finding.fingerprint if finding.draft else digest(f"{finding.fingerprint} {draft}")[:_DIGITS]


@lru_cache(maxsize=256)
def _words(passage: str) -> str:
    """Return the normalised words; most findings of a draft speak of the same few passages."""
    return " ".join(words(passage).norm)
