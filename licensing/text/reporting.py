"""Who a text says words come from: the agency that reported them, the person who spoke them.

Both are read in the words around a quotation, never between its marks, and only where a verb, a preposition or the
place right beside the marks ties the name to the words: "the ministry denied an Example Agency report" credits nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

__all__ = ["attributes", "gives", "mentions", "own", "speakers"]

_INITIALS = 5
_FEW = r"(?:[^\W_][\w’'-]*\s+){0,2}?"
_THE = (
    r"(?:(?i:the|state|state-run|official|private|news|wire|agency|der|die|das|dem|des|von|nachrichtenagentur|la|le|el|agence|agencia)"
    r"\s+){0,4}"
)
_ENDING = r"(?:['’]?\w{0,6})"
_GIVEN = (
    # English
    (
        r"\b(?i:told|tells|telling|spoke\s+(?:exclusively\s+)?(?:to|with)|speaking\s+(?:exclusively\s+)?(?:to|with)|speaks\s+to"
        rf"|(?:interview|conversation|chat|call)\s+(?:with|by)|(?:remarks|comments?|e-?mail|message|answers?)\s+to)\s+{_THE}%(name)s"
    ),
    # Turkish
    (
        rf"\b%(name)s{_ENDING}\s+(?:[^\s\0]+\s+){{0,6}}?(?i:muhabir\w*|mikrofon\w*|konuş\w*|açıkla\w*|söyle\w*|demeç\w*|röportaj\w*"
        r"|anlat\w*|değerlendir\w*)"
    ),
    # German
    rf"\b(?i:gegenüber|sagte|im\s+Gespräch\s+mit|im\s+Interview\s+mit)\s+{_THE}%(name)s",
    # French
    rf"\b(?i:(?:déclaré|confié|dit|indiqué|expliqué)\s+à|interrogée?s?\s+par|entretien\s+(?:à|avec))\s+(?:l['’])?{_THE}%(name)s",
    # Spanish
    rf"\b(?i:(?:dijo|declaró|explicó|contó|afirmó)\s+a|entrevista\s+(?:con|a))\s+{_THE}%(name)s",
)
"""Words that were spoken to an agency."""
_REPORTED = (
    # English
    (
        rf"\b%(name)s(?:['’]s?)?,?\s+(?:{_FEW}(?i:report(?:ed|s)|sa(?:id|ys)|wr(?:ote|ites)|quot(?:ed|es|ing)|cit(?:ed|es|ing)|carried)\b"
        r"|(?:report|story|article|interview|dispatch)\s+(?:quot\w+|cit\w+|said|says))"
    ),
    (
        r"\b(?i:according\s+to|(?:as\s+)?(?:reported|quoted|cited|carried|published|written)\s+by|report(?:ed|s)|said|says|wrote|writes"
        rf"|in\s+an?\s+(?:\w+\s+)?(?:report|story|article|dispatch)\s+(?:by|from|in))\s+{_THE}%(name)s"
    ),
    # Turkish
    rf"\b%(name)s{_ENDING}\s+(?:[^\s\0]+\s+){{0,6}}?(?i:(?:haber|aktar|bildir|yaz|duyur|geç)\w*|göre)",
    # German
    rf"\b%(name)s\s+(?i:{_FEW}(?:berichtet\w*|meldet\w*|schr(?:eibt|ieb)|zitiert\w*)|zufolge)",
    rf"\b(?i:berichtet\w*|meldet\w*|schr(?:eibt|ieb)|zitiert\w*|laut|nach\s+Angaben)\s+{_THE}%(name)s",
    # French
    r"\b%(name)s\s+(?i:(?:a\s+)?(?:rapport\w*|cit\w*|écri\w*|annonc\w*))",
    rf"\b(?i:selon|d['’]après|(?:rapport\w*|cit\w*|écri\w*)(?:\s+par)?)\s+(?:l['’])?{_THE}%(name)s",
    # Spanish
    r"\b%(name)s\s+(?i:(?:ha\s+)?(?:inform\w*|cit\w*|escrib\w*|public\w*))",
    rf"\b(?i:según|inform\w*|citad[oa]\s+por|escrib\w*)\s+{_THE}%(name)s",
    # Right beside the marks: "..." (Example Agency); "..." - Example Agency; Example Agency: "..."
    r"\0\W{0,3}\s*[(\[—–-]\s*%(name)s",
    rf"(?m:^|[.!?]\s)\s*%(name)s{_ENDING}\s*:\s*\W?\0",
)
"""Words that an agency reported."""
_OWN = re.compile(
    r"\b(?:told|tells|spoke\s+(?:to|with)|speaking\s+(?:to|with)|interview\s+with|answers?\s+to)\s+(?:us|me|this\s+\w+|our\s+\w+)\b"
    r"|\b(?:gazetemize|bize|sitemize|muhabirimize)\b|\bsagte\s+(?:uns|dieser\s+\w+|unserer\s+\w+)\b"
    r"|\b(?:nous\s+a|à\s+notre\s+\w+)\b|\b(?:nos\s+dijo|a\s+este\s+(?:diario|periódico|medio))\b",
    re.IGNORECASE,
)
_DISPUTED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject\w*|dismiss\w*|disput\w*|refut\w*|contradict\w*|yalanla\w*|dementier\w*|bestr[ei]+t\w*"
    r"|démen\w*|desm[ei]nt\w*)\b",
    re.IGNORECASE,
)
"""Words of those who answer a report: what they say is not from it."""
_VERB = (
    r"(?:said|says|told|tells|added|continued|declared|stated|reiterated|claimed|warned|explained|insisted|noted|recalled|argued"
    r"|denied|replied|wrote|tweeted|posted|dedi|söyledi|belirtti|kaydetti|ekledi|sürdürdü|anlattı|sagte|erklärte|betonte|ergänzte"
    r"|dijo|declaró|afirmó|añadió)"
)
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĞİŞА-ЯЁ]"
_NAME = rf"{_CAPITAL}[\w’'-]*(?:\s+{_CAPITAL}[\w’'-]*){{0,4}}"
_BEFORE = re.compile(
    rf"({_NAME})(?:,[^\0.;:,]{{1,80}},)?[,:]?(?:\s*\W?\0+\W{{0,3}})?\s*(?:(?:has|have|had|also|then|later)\s+)?{_VERB}\b"
)
_AFTER = re.compile(rf"\b{_VERB}\s+(?:[a-zà-öø-ÿğış][\w’'-]*,?\s+){{0,5}}?({_NAME})")
_HEARER = re.compile(rf"\b(told|tells|tweeted|wrote|posted)\s+(?:[a-z]+\s+){{0,3}}{_NAME}")
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "o", "onlar", "er", "sie", "él", "ella"})


@lru_cache(maxsize=64)
def _pattern(cues: tuple[str, ...], names: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(_spelt(name) for name in sorted(names, key=len, reverse=True))
    return re.compile("|".join(cue % {"name": f"(?:{listed})"} for cue in cues))


def _spelt(name: str) -> str:
    """Return a pattern for a name: capitals stay capitals in initials such as AA, and nowhere else."""
    pattern = r"\s+".join(map(re.escape, name.split()))
    return rf"\b{pattern}\b" if len(name) <= _INITIALS and name.isupper() else rf"\b(?i:{pattern})"


def mentions(around: str, names: Sequence[str]) -> bool:
    """Return whether any of an agency's names may stand in a text at all: a quick look before a careful one."""
    lowered = around.lower()
    return any(
        name in around if len(name) <= _INITIALS and name.isupper() else max(name.split(), key=len).lower() in lowered
        for name in names
        if name.strip()
    )


def gives(around: str, names: Sequence[str]) -> bool:
    """Return whether words were spoken to an agency, as the words around a quotation say.

    Args:
        around: One or more sentences, what stands between marks blotted out (`licensing.text.quotes.outside`).
        names: The agency's names.
    """
    return bool(names) and bool(_pattern(_GIVEN, tuple(names)).search(around))


def attributes(around: str, names: Sequence[str]) -> bool:
    """Return whether the words around a quotation say that an agency reported its words or was told them.

    Args:
        around: One or more sentences, what stands between marks blotted out.
        names: The agency's names; without any, nothing is credited to it.
    """
    if not names or _DISPUTED.search(around):
        return False
    return gives(around, names) or bool(_pattern(_REPORTED, tuple(names)).search(around))


def own(around: str) -> bool:
    """Return whether the words around a quotation say that it was spoken to the newsroom that writes."""
    return bool(_OWN.search(around))


def speakers(around: str) -> tuple[str, ...]:
    """Return the names, as written, that a verb of speech makes the speakers; empty where none is named.

    Args:
        around: One or more sentences, what stands between marks blotted out.
    """
    told = _HEARER.sub(r"\1", around)
    found = [*_BEFORE.findall(told), *_AFTER.findall(told)]
    return tuple(name for name in dict.fromkeys(found) if name.lower() not in _PRONOUNS)
