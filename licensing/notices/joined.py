"""Names in scripts that set no space between words: a name ends at a mark, a space or a cue, not with a word."""

from __future__ import annotations

import re

from licensing.model.document import Span
from licensing.notices.view import View
from licensing.text.folding import fold

__all__ = ["JOINED", "first_is_unspaced", "is_unspaced", "joined_after", "joined_before", "last_is_unspaced", "words"]

JOINED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
"""Letters of Thai, kana, Han and Hangul, for a set in a regular expression."""

_LETTER = re.compile(f"[{JOINED}]")
# Korean sets spaces, and its names are read word by word.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff]")
_MARKS = frozenset("©ⓒ℗@,;:!?|•<>[]{}…=*、。！？；：，「」『』《》〈〉【】〔〕“”\"'‘’・")
_SPACES = frozenset(" \t\r\n\u3000\u00a0")
_LEAD = _SPACES | frozenset(":：,，、「『《〈【“\"'‘")
_TRAIL = _SPACES | frozenset("、，,:：」』》〉】”\"'’・")
_PAIRS = {"）": "（", ")": "("}
_OPENING = {"（": "）", "(": ")"}
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_YEARS_FIRST = re.compile(r"(?:(?:19|20)\d\d[\s年./~–—-]*)+")
_WORD = re.compile(r"[^\s,，、。:：;；()（）「」『』《》【】“”\"]+")
_LONGEST = 40
_BEHIND = 16


def words(text: str) -> int:
    """Return how many words a text has; two letters count as one where no spaces part the words."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2


def joined_after(view: View, start: int, end: int, forms: frozenset[str]) -> Span | None:
    """Return the name that begins at `start` when it is written without spaces; `forms` end a company's name."""
    text = view.text
    while start < end and text[start] in _LEAD:
        start += 1
    place = start
    while place < end and place - start < _LONGEST:
        char = text[place]
        if char in _OPENING:
            close = _closing(text, place, end)
            if close is None or not _is_part(text, place, close + 1, end, forms):
                break
            place = close + 1
            continue
        if char in _SPACES:
            word = _next_word(text, place, end)
            if not _goes_on(text[start:place], word, forms):
                break
            place += 1
            continue
        if char in _MARKS or char in _PAIRS or _ends(text, place, end) or (place > start and _YEAR.match(text, place)):
            break
        place += 1
    return _name(text, start, place)


def joined_before(view: View, start: int, end: int, forms: frozenset[str]) -> Span | None:
    """Return the name that ends at `end` when it is written without spaces."""
    text = view.text
    while start < end and text[end - 1] in _TRAIL:
        end -= 1
    place = end
    while place > start and end - place < _LONGEST:
        char = text[place - 1]
        if char in _PAIRS:
            opened = _opening(text, place - 1, start)
            if opened is None or not (place == end or _is_part(text, opened, place, end, forms)):
                break
            end = opened if not _is_part(text, opened, place, end, forms) else end
            place = opened
            continue
        if char in _SPACES:
            if not _goes_on(text[start : place - 1], text[place:end], forms):
                break
            place -= 1
            continue
        if char in _MARKS or char in _OPENING or (char == "." and _LETTER.match(text[place : place + 1] or " ")):
            break
        place -= 1
    return _name(text, place, end)


def is_unspaced(text: str) -> bool:
    """Return whether a word is written in a script that sets no spaces."""
    return _UNSPACED.search(text) is not None


def first_is_unspaced(view: View, start: int, end: int) -> bool:
    """Return whether the first word of a stretch is written in a script that sets no spaces."""
    word = _WORD.search(view.text, start, end)
    return word is not None and is_unspaced(word[0])


def last_is_unspaced(view: View, start: int, end: int) -> bool:
    """Return whether the last word of a stretch is written in a script that sets no spaces."""
    words = _WORD.findall(view.text, max(start, end - _LONGEST), end)
    return bool(words) and is_unspaced(words[-1])


def _goes_on(word: str, following: str, forms: frozenset[str]) -> bool:
    """Return whether a space stands within a name: beside a company's form, or between two scripts."""
    if not word.strip() or not following.strip() or _YEAR.match(following):
        return False
    last, first = word.rsplit(maxsplit=1)[-1], following.split(maxsplit=1)[0]
    if fold(last) in forms or fold(first).rstrip(".,") in forms:
        return True
    return not is_unspaced(last) and last[-1:].isalnum() and first[:1].isalnum() and not first[:1].islower()


def _next_word(text: str, place: int, end: int) -> str:
    words = text[place:end].split(None, 1)
    return re.split(r"[,，、。(（]", words[0])[0] if words else ""


def _ends(text: str, place: int, end: int) -> bool:
    """Return whether a dot or a dash parts a name from what follows it."""
    char = text[place]
    if char in ".·":
        return place + 1 >= end or not text[place + 1].isalnum() or text[place - 1 : place].isspace()
    return char in "-–—/~" and not (text[place - 1 : place].isalnum() and text[place + 1 : place + 2].isalnum())


def _closing(text: str, place: int, end: int) -> int | None:
    depth = 0
    for at in range(place, end):
        depth += (text[at] in _OPENING) - (text[at] in _PAIRS)
        if not depth:
            return at
    return None


def _opening(text: str, place: int, start: int) -> int | None:
    depth = 0
    for at in range(place, start - 1, -1):
        depth += (text[at] in _PAIRS) - (text[at] in _OPENING)
        if not depth:
            return at
    return None


def _is_part(text: str, opened: int, closed: int, end: int, forms: frozenset[str]) -> bool:
    """Return whether brackets belong to a name: they hold a company, or stand before the form of one."""
    inside, behind = fold(text[opened + 1 : closed - 1]), fold(text[closed : min(end, closed + _BEHIND)])
    own = [form for form in forms if _LETTER.match(form)]
    return any(inside.endswith(form) or inside.startswith(form) or (behind and form in behind) for form in own)


def _name(text: str, start: int, end: int) -> Span | None:
    years = _YEARS_FIRST.match(text, start, end)
    start = years.end() if years else start
    while start < end and text[start] in _LEAD:
        start += 1
    while start < end and (text[end - 1] in _TRAIL or text[end - 1] in ".·-–—/~"):
        end -= 1
    return Span(start, end) if end - start > 1 and any(map(str.isalpha, text[start:end])) else None
