"""What a story says of itself outside its prose, in one vocabulary whatever the carrier calls it.

Names (several statements of a kind one a line):

=============  =========================================================================================
id             what its sender calls it
title          headline
holder         who holds the copyright
date           day of publication, as given
url            where the public reads it
language       as `en`
notice         copyright notice
year           year of copyright
usage-terms    terms of use, licence, or their address
creator        byline
credit         credit line, provider
source         where the sender has it from
number         number of the item or the issue
origin         staff, interview, release, public-speech or third-party
status         usable, withheld, embargoed or killed
item-type      report or article (of opinion)
embargo        when the embargo ends, ISO 8601
expires        from when its sender calls it outdated, ISO 8601; no right ends with it
version        version of the item
replaces       ids of the stories it stands for
dateline       place and day above the lead
limits         limits in words as given: JAPAN OUT, editorial use only
note           notes to editors that are no limit
tdm            signals on text and data mining: `reserved ...`, `open ...`, `policy <address>`
=============  =========================================================================================
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

__all__ = ["NAMES", "SINGLE", "Facts", "item_type", "kind", "moment", "origin", "status"]

SINGLE = frozenset(
    {"id", "title", "date", "url", "language", "number", "origin", "status", "item-type", "version", "dateline", "year"}
)
"""Of these a story has one; the first that is stated counts, and of a status the strictest."""

NAMES = SINGLE | {
    *("holder", "notice", "usage-terms", "creator", "credit", "source"),
    *("embargo", "expires", "replaces", "limits", "note", "tdm"),
}

_STATUS = {
    "usable": "usable",
    "embargoed": "embargoed",
    "embargo": "embargoed",
    "canceled": "killed",
    "cancelled": "killed",
    "cancel": "killed",
    "kill": "killed",
    "killed": "killed",
    "withdrawn": "killed",
    "withheld": "withheld",
    **dict.fromkeys(("published", "publish", "live", "public", "final", "corrected", "updated"), "usable"),
}
_STRICTEST = ("killed", "withheld", "embargoed", "usable")
_ARTICLE = re.compile(
    r"opinion|op-?ed|column|comment(?:ary)?|editorial|analysis|essay|review|leader|guest ?post|kommentar|glosse|"
    r"leitartikel|köşe ?yazısı|yorum|makale|tribune|éditorial|editoriale|opinión",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"current|breaking(?: ?news)?|news ?report|reportage(?:newsarticle)?|wrap(?:-?up)?|update|haber|nachricht|dépêche|"
    r"agenzia|news ?brief|summary",
    re.IGNORECASE,
)
_ORIGIN = (
    (
        "release",
        re.compile(r"(?:press|news|media)[ -]?release|press-?handout|pr|communiqu[ée]|pressemitteilung", re.IGNORECASE),
    ),
    ("interview", re.compile(r"interview|q ?(?:&|and) ?a|röportaj", re.IGNORECASE)),
    ("public-speech", re.compile(r"(?:public[ -])?speech|transcript[ -]?of[ -]?speech|address", re.IGNORECASE)),
    ("staff", re.compile(r"staff", re.IGNORECASE)),
    ("third-party", re.compile(r"third[ -]?party", re.IGNORECASE)),
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?\s*(Z|[+-]\d\d:?\d\d)?")
_FRACTION = re.compile(r"(\.\d{6})\d+")


class Facts:
    """Collects what a story says of itself while it is read."""

    def __init__(self, known: Mapping[str, str] | None = None) -> None:
        self._found: dict[str, list[str]] = {key: [value] for key, value in (known or {}).items()}

    def __contains__(self, key: str) -> bool:
        return key in self._found

    def add(self, key: str, value: object) -> None:
        """Take in a statement; an empty one, one that was made, and what is no string or number say nothing."""
        text = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
        if not key or not text:
            return
        values = self._found.setdefault(key, [])
        if key == "status" and values:
            values[0] = min(values[0], text, key=_STRICTEST.index)
        elif text not in values and not (values and key in SINGLE):
            values.append(text)

    def until(self, key: str, value: str) -> None:
        """Take in when an embargo ends or a story expires; an embargo whose end nobody can read withholds the story."""
        text = value.strip()
        when = moment(text)
        self.add(key, when)
        if text and not when:
            self.add("limits" if key == "embargo" else "note", f"{key}: {text}")
            if key == "embargo":
                self.add("status", "withheld")

    def metadata(self) -> Mapping[str, str]:
        """Return what was found, several statements of a kind one a line."""
        return MappingProxyType({key: "\n".join(values) for key, values in self._found.items()})


def status(word: str) -> str:
    """Return a publishing status in our words; one that is none of those known withholds the story."""
    return _STATUS.get(_code(word), "withheld")


def item_type(words: Iterable[str]) -> str:
    """Return `article` when one of a story's genres is one of opinion, `report` when one is of news, else nothing."""
    codes = [_code(word).replace("_", " ").replace("-", " ") for word in words]
    if any(_ARTICLE.search(code) for code in codes):
        return "article"
    return "report" if any(_REPORT.fullmatch(code) for code in codes) else ""


def origin(words: Iterable[str]) -> str:
    """Return where a story's genres say its words come from, if they do."""
    codes = [_code(word) for word in words]
    return next((name for name, pattern in _ORIGIN if any(map(pattern.fullmatch, codes))), "")


def moment(text: str) -> str:
    """Return a day or a moment in ISO 8601; nothing when it is none. Read: ISO 8601, its compact form, RFC 2822."""
    text = text.strip()
    if found := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, zone = found.groups()
        clock = f"T{hour}:{minute}:{second or '00'}" if hour else ""
        text = f"{year}-{month}-{day}{clock}{zone or ''}" if clock else f"{year}-{month}-{day}"
    try:
        if len(text) <= len("2026-12-01"):
            return dt.date.fromisoformat(text).isoformat()
        return dt.datetime.fromisoformat(_FRACTION.sub(r"\1", text)).isoformat()
    except ValueError:
        pass
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - few carriers write dates as mail does

    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def kind(language: str, text: str) -> str:
    """Return the kind of an expression of rights, by the address of its language and its first characters."""
    text = text.lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return "rightsml" if re.search("rightsml|odrl|iptc", language + text[:2000], re.IGNORECASE) else "other"
    if text.startswith(("{", "[")):
        return "odrl+json"
    return "turtle" if text.startswith(("@prefix", "PREFIX", "@base")) else "other"


def _code(word: str) -> str:
    """Return the last part of a code: `stat:usable`, `http://cv.iptc.org/newscodes/genre/Opinion`."""
    return re.split(r"[:/#]", word.strip().rstrip("/"))[-1].strip().lower()
