"""Notes to editors: whether one limits the use of a story, or only says what changed in it."""

from __future__ import annotations

import re

from licensing.documents.rights import Facts

__all__ = ["add_note"]

_CHANGES = re.compile(
    r"(?:(?:eds?|editors?)[.:]?\s*)?(?:note:?\s*)?(?:this (?:story|item|version) )?"
    r"(?:with |will be |has been |is |was )?"
    r"(?:adds?|adding|updates?|updated|updating|corrects?|corrected|correction|recasts?|refiles?|repeats?|re-?sends?|"
    r"rewrites?|trims?|fixes|fixed|clarif\w+|changes?|minor edits?|writethru|links?|photos?|pictures?|video|graphics?|"
    r"incorporates?|restores?|deletes?|inserts?|subs?|tops?|leads?|new throughout)\b",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"\bout\b|\bonly\b|\bembargo|\bnot\b|\bno\b|\bhold\b|\buntil\b|\brestrict|\bmandatory\b|\bmust\b|\bmay\b|\bcredit|"
    r"\blicen[cs]|\bpermi|\bkill|\bwithdr|\bwithout\b|\bexcept|\bunless\b|\bprohibit|\bforbid|\bexclu|\barchiv|\bsales?\b|"
    r"\bright|©|\bcopyright|\bsubscri|\buse\b|\busage\b|\bn[uü]r\b|\bkein|\bsperrfrist|\byasak|\binterdit|\bvietat|\bprohib",
    re.IGNORECASE,
)


def add_note(facts: Facts, text: str) -> None:
    """Take in a note: as a limit, unless it plainly says what changed in the story and nothing else."""
    words = " ".join(text.split())
    harmless = _CHANGES.match(words) and not _LIMITS.search(words)
    facts.add("note" if harmless else "limits", words)
