"""The copyright line: its sign, its years and the holder written beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from licensing.model.document import Span
from licensing.model.terms import Years
from licensing.notices.names import name_after, name_before
from licensing.notices.scan import Scanner, Token
from licensing.notices.statements import Sentence
from licensing.notices.view import View

__all__ = ["Claim", "claims", "closes_lower", "closes_name", "name_floor", "unless_known", "years_in"]

_YEAR = r"(?:1[89]|20)\d\d"
# A year, a range or an open range; "633/1941" and "2019/790" are numbers of laws.
_YEARS = re.compile(
    r"(?<!\d)(?<!\D\d/)(?<!\D\d\d/)(?<!\D\d\d\d/)"
    rf"({_YEAR})"
    rf"(?:\s*(-)\s*(?:({_YEAR}|\d\d(?!\d))|(?=[,.;)]|$|\s*present)|(?<=\d-)(?=\s+[^\W\d_])))?"
    rf"(?!\d|/(?!{_YEAR})\d)"
)
_JOINED = re.compile(r"[\s,/&;.»”\"]*(?:[^\W\d_]{1,3}\s+(?=\d{4}))?")
# Years of the Persian and the Islamic calendar are no year of a claim, and no part of a name.
_BESIDE = 6
_BETWEEN = re.compile(r"[\s,.:;/|(،-]*(?:1[34]\d\d\b[\s,.:;/|(-]*)?(?:by\s+)?")
_BEFORE = re.compile(rf"((?:{_YEAR}\s*[-,/]?\s*)*{_YEAR})?[\s,|:(-]*$")
_SMALL = re.compile(r"[^\W\d_]{3,}")
_SYMBOL = re.compile(r"[©ⓒ℗@]|\(c\)")
_STOP = re.compile(r"\s*(?:$|[.,;|:()\[\]\n<•·*/\-]|\d{4})")


@dataclass(frozen=True, slots=True)
class Claim:
    """One copyright line.

    Attributes:
        span: From its sign to its holder.
        holder: Where the holder stands, if it is named.
        years: The years claimed.
    """

    span: Span
    holder: Span | None
    years: tuple[Years, ...]


def claims(sentence: Sentence, view: View, scan: Scanner) -> list[Claim]:
    """Return the copyright lines of a sentence; the bare word "copyright" in running prose is none."""
    found: list[Claim] = []
    for group in _groups(sentence):
        if _of_component(group[0], sentence):
            continue
        claim = _claim(group, sentence, view, scan)
        if claim is not None:
            found.append(claim)
    return found


def years_in(text: str) -> tuple[Years, ...]:
    """Return the years in a folded text: ranges for a dash, one entry each for a comma or a stroke."""
    return tuple(_year(found) for found in _YEARS.finditer(text))


def _year(found: re.Match[str]) -> Years:
    start = int(found[1])
    if not found[2]:
        return Years(start, start)
    if not found[3]:
        return Years(start, None)
    end = int(found[3]) if len(found[3]) == 4 else start // 100 * 100 + int(found[3])  # noqa: PLR2004 - digits of a year
    return Years(start, end) if end >= start else Years(start, start)


def _of_component(sign: Token, sentence: Sentence) -> bool:
    """Return whether a sign claims a typeface or a map in the page, not its text."""
    parts = (token for token in sentence.of("kinds") if token.cue.kind == "component" and token.end <= sign.start)
    return any(sign.start - part.end <= _BESIDE for part in parts)


def _groups(sentence: Sentence) -> Iterator[list[Token]]:
    """Return the signs of a sentence; signs with nothing but years and stops between them are one."""
    group: list[Token] = []
    for token in sentence.of("signs"):
        offset = sentence.span.start
        between = sentence.text[group[-1].end - offset : token.start - offset] if group else ""
        if group and re.fullmatch(r"[\s.:,]*", between):
            group.append(token)
            continue
        if group:
            yield group
        group = [token]
    if group:
        yield group


def _claim(group: list[Token], sentence: Sentence, view: View, scan: Scanner) -> Claim | None:
    offset = sentence.span.start
    text = sentence.text
    symbol = any(_SYMBOL.fullmatch(text[token.start - offset : token.end - offset]) for token in group)
    years, place = _years_at(text, group[-1].end - offset)
    between = _BETWEEN.match(text, place)
    named = re.search(r"\bby\s", between[0]) is not None if between else False
    start = between.end() if between else place
    limit = min(_limit(sentence, start + offset, view, scan), _next_sign(sentence, group))
    holder = name_after(view, offset + start, limit, scan, loose=named)
    if holder is None and years:
        holder = _small(sentence, start, limit)
    stop = (holder.end if holder else offset + place) - offset
    later, after = _years_at(text, stop) if holder else ((), stop)
    start_of_claim = group[0].start
    earlier = _BEFORE.search(text, 0, group[0].start - offset)
    if not (years or later) and earlier and earlier[1]:
        years = years_in(earlier[1])
    if holder is None and earlier:
        first = name_floor(sentence, group[0].start, view, scan)
        holder = unless_known(name_before(view, first, offset + earlier.start(), scan), sentence)
        start_of_claim = holder.start if holder else start_of_claim
    if not _credible(sentence, group, holder, symbol=symbol, sure=bool(years or later or named)):
        return None
    return Claim(Span(start_of_claim, max(offset + after, group[-1].end)), holder, years or later)


def _small(sentence: Sentence, start: int, limit: int) -> Span | None:
    """Return a name written small, such as "dpa": one unknown word behind the years, then a stop."""
    offset = sentence.span.start
    word = _SMALL.match(sentence.text, start, limit - offset)
    if word is None or not (_STOP.match(sentence.text, word.end()) or limit - offset - word.end() <= 1):
        return None
    name = Span(offset + word.start(), offset + word.end())
    return None if any(token.start < name.end and token.end > name.start for token in sentence.tokens) else name


def _credible(sentence: Sentence, group: list[Token], holder: Span | None, *, symbol: bool, sure: bool) -> bool:
    """Return whether a sign makes a claim: a symbol or a year does, the bare word needs a name behind it."""
    if symbol:
        return True
    if holder is None:
        return sure and not _leftover(sentence)
    if sure and not _reported(sentence, group):
        return True
    lead = [t for t in sentence.tokens if t.end <= group[0].start]
    offset = sentence.span.start
    covered = sum(token.end - token.start for token in lead)
    before = sentence.text[: group[0].start - offset]
    bare = sum(char.isalnum() for char in before)
    ends = _STOP.match(sentence.text, holder.end - offset) or any(
        0 <= t.start - holder.end <= 1 for t in sentence.tokens
    )
    return bool(ends) and bare <= covered


def unless_known(name: Span | None, sentence: Sentence) -> Span | None:
    """Return a name unless it is made of known words only, such as "This Story"."""
    if name is None:
        return None
    start, end = name.start - sentence.span.start, name.end - sentence.span.start
    known = sum(max(0, min(t.end, name.end) - max(t.start, name.start)) for t in sentence.tokens)
    return name if known < sum(not char.isspace() for char in sentence.text[start:end]) else None


def _leftover(sentence: Sentence) -> bool:
    """Return whether a sentence has letters that no cue covers."""
    covered = sum(
        char.isalpha()
        for t in sentence.tokens
        for char in sentence.text[t.start - sentence.span.start : t.end - sentence.span.start]
    )
    return covered < sum(char.isalpha() for char in sentence.text)


def _reported(sentence: Sentence, group: list[Token]) -> bool:
    return any(token.cue.kind in ("report", "distractor") for token in sentence.tokens if token.end <= group[0].start)


def _years_at(text: str, place: int) -> tuple[tuple[Years, ...], int]:
    """Return the years written at a place, and where they end."""
    found: list[Years] = []
    while True:
        gap = _JOINED.match(text, place)
        year = _YEARS.match(text, gap.end() if gap else place)
        if year is None:
            return tuple(found), place
        found.append(_year(year))
        place = year.end()


def _limit(sentence: Sentence, start: int, view: View, scan: Scanner) -> int:
    """Return where a holder that begins at `start` must end: at the next cue that cannot stand in a name."""
    for token in sentence.tokens:
        if token.start >= start and (closes_name(token, sentence) or closes_lower(token, view, scan)):
            return token.start
    return sentence.span.end


def name_floor(sentence: Sentence, place: int, view: View, scan: Scanner) -> int:
    """Return where a name that ends at `place` may begin: without spaces, behind the last cue of another phrase."""
    ends = (
        token.end
        for token in sentence.tokens
        if token.end <= place
        and (
            _ends_behind(token, scan)
            or (
                (scan.joined or scan.caseless)
                and (token.language in scan.joined or token.language in scan.caseless or token.cue.family == "signs")
                and (
                    (token.cue.family == "verbs" and scan.joined)
                    or closes_name(token, sentence)
                    or closes_lower(token, view, scan)
                )
            )
        )
    )
    return max(ends, default=sentence.span.start)


def _ends_behind(token: Token, scan: Scanner) -> bool:
    """Return whether a cue of a head-final language stands before a name and is none of it: "Çizimler X'e aittir"."""
    return token.cue.closes and token.cue.family == "subjects" and token.language in scan.head_final


def closes_lower(token: Token, view: View, scan: Scanner) -> bool:
    """Return whether a cue ends a name whose words may be in small letters: a verb or a word of no weight does."""
    if token.language in scan.joined:
        return token.cue.family in ("holders", "kinds")
    if not scan.lower_names or token.cue.family not in ("verbs", "filler") or not view.text[token.start].islower():
        return False
    return view.text[token.start : token.end] not in scan.particles


def closes_name(token: Token, sentence: Sentence) -> bool:
    """Return whether a cue opens a phrase of its own; a single noun or verb may be part of a name."""
    if token.cue.closes or token.cue.family in (
        "reserved",
        "moods",
        "kinds",
        "conditions",
        "licences",
        "exceptions",
        "signs",
    ):
        return True
    offset = sentence.span.start
    words = sentence.text[token.start - offset : token.end - offset].split()
    return token.cue.family == "subjects" and len(words) > 1 and words[0] != "the"


def _next_sign(sentence: Sentence, group: list[Token]) -> int:
    return next((token.start for token in sentence.of("signs") if token.start > group[-1].end), sentence.span.end)
