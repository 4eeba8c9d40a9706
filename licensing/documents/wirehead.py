"""What the lines around the text of a wire message say: header, date, slug, headline, byline, limits, kills."""

from __future__ import annotations

import re
from itertools import islice

from licensing.documents.ednote import add_note
from licensing.documents.nitf import unsigned
from licensing.documents.rights import Facts

__all__ = ["read_header", "read_lines", "read_trailer"]

_IPTC = re.compile(r"\s*([A-Za-z]{1,8}) ?(\d{3,6})\s+(\d)\s+([A-Za-z]{1,5})\s+(\d{1,5})(?: +(\S[^\r\n]*))?")
_ANPA = re.compile(r"\s*([A-Za-z]) ?(\d{4})\b")
_ANPA_SECOND = re.compile(r"\s*[A-Za-z]\s+[A-Za-z]\s+(\S[^\r\n]*?)\s+\d{1,2}-\d{1,2}\s+\d{3,5}\s*$", re.MULTILINE)
_EXPORT = re.compile(r"\s*((?:AM|PM|BC)-[^\r\n]*?),\s?\d{2,5}\s*$")
_DAY_TIME = re.compile(r"\b(\d\d)\d{4} ?(?:GMT|UTC|Z|[+-]\d{4})? +([A-Za-z]{3})[a-z]*\.? +(\d{4}|\d\d)\b")
_DATE_TIME = re.compile(r"\b([A-Z]{2,})-[A-Z]+-(\d\d)-(\d\d)-(\d{4}|\d\d)\s+\d{4}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OLD = 70
"""Two figures of a year from this one on are of the last century."""

_KILL = re.compile(
    r"\b(?:MANDATORY|BULLETIN|STORY|URGENT|NOTICE TO)\s+KILL\b|^\W*KILL\b|[-,/ ]KILL\W*$|\bKILL NOTICE\b"
)
_KILL_WORD = re.compile(r"(?:^|[-/, ])kill(?:$|[-/, ])", re.IGNORECASE)
_NOTE = re.compile(
    r"\W{0,2}(?:eds?|editors?|editor.s note|note to editors|advisory|attention editors)\s*[:.—-]", re.IGNORECASE
)
_EMBARGO = re.compile(r"\W{0,3}(?:EMBARGO(?:ED)?|HOLD FOR RELEASE|SPERRFRIST|AMBARGO(?:LU)?)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|bis|jusqu.(?:à|au))\b[:\s]*(.+?)[\W]*$", re.IGNORECASE)
_LIMIT = re.compile(
    r"\W{0,2}(?:[A-Z][A-Z .,/&-]{2,60}\bOUT|(?:FOR )?EDITORIAL USE ONLY|NO (?:ARCHIV|SALES|USE|INTERNET|WEB)[A-Z ,]*|"
    r"NOT FOR [A-Z ,]+)\W{0,3}"
)
_BYLINE = re.compile(r"By\s+[^\W\d_][^\n]{1,80}", re.IGNORECASE)
_DATELINE = re.compile(r"^[ \t]*([^\W\d_][\w .,'/-]{1,60}?)\s*\([^()\n]{1,40}\)\s*[-–—]{1,2}\s", re.MULTILINE)
_TITLE_LENGTH = 150
_LINE = 300
_TOP = 8
"""Lines above the text in which a kill or an embargo is announced."""


def read_header(header: str, facts: Facts) -> None:
    """Take in the header: source and number, slug."""
    slug = ""
    if found := _IPTC.match(header):
        facts.add("source", found[1])
        facts.add("number", found[2])
        slug = found[6] or ""
    elif found := _ANPA.match(header):
        facts.add("number", found[1] + found[2])
        second = _ANPA_SECOND.search(header, found.end())
        slug = second[1] if second else ""
    elif found := _EXPORT.match(header):
        slug = found[1]
    else:
        slug = header
    _slug(slug.strip(), facts)


def read_trailer(trailer: str, facts: Facts) -> None:
    """Take in the line behind the text: the date; with it the number, which is counted anew every day, is an id."""
    date = ""
    if found := _DAY_TIME.search(trailer):
        month = found[2].lower()
        number = _MONTHS.index(month) + 1 if month in _MONTHS else 0
        date = _date(found[3], number, int(found[1]))
    elif found := _DATE_TIME.search(trailer):
        date = _date(found[4], int(found[2]), int(found[3]))
        facts.add("source", found[1])
    facts.add("date", date)
    known = facts.metadata()
    if date and "number" in known:
        facts.add("id", f"{known.get('source', 'wire')}-{known['number']}-{date}")


def read_lines(prose: str, written: str, facts: Facts) -> None:
    """Take in the lines of the text: headline and byline, limits, kills and embargoes.

    Args:
        prose: The text.
        written: The same with the marks of ANPA.
        facts: What is known of the message.
    """
    lines = [line.strip() for line in prose.split("\n")]
    for line in lines:
        if _NOTE.match(line):
            add_note(facts, line)
        elif _LIMIT.fullmatch(line):
            facts.add("limits", line)
    for line in (line[:_LINE] for line in islice(filter(None, lines), _TOP)):
        if _KILL.search(line):
            facts.add("status", "killed")
        if _EMBARGO.match(line):
            until = _UNTIL.search(line)
            facts.add("limits", line)
            facts.until("embargo", until[1] if until else line)
        if _BYLINE.fullmatch(line):
            facts.add("creator", unsigned(line))
    facts.add("title", _title(written))
    if found := _DATELINE.search(prose):
        facts.add("dateline", found[1].strip(" ,"))


def _slug(slug: str, facts: Facts) -> None:
    if _KILL.search(slug):
        facts.add("status", "killed")
    elif _KILL_WORD.search(slug):
        facts.add("limits", f"slug: {slug}")


def _date(year: str, month: int, day: int) -> str:
    century = "" if len(year) > len("31") else "19" if int(year) >= _OLD else "20"
    known = 1 <= month <= len(_MONTHS) and 1 <= day <= 31  # noqa: PLR2004 - days of a month
    return f"{century}{year}-{month:02}-{day:02}" if known else ""


def _title(written: str) -> str:
    """Return the headline: the first line marked as one, else the first line if a blank or an indented one follows."""
    marked = [line.strip("^<= \t\r") for line in written.split("\n") if line.startswith("^")]
    for line in marked:
        if line and not _BYLINE.fullmatch(line):
            return line
    lines = written.lstrip("\r\n").split("\n")
    first = lines[0].strip("=<^ \t\r")
    after = lines[1].rstrip("\r") if len(lines) > 1 else "text"
    apart = not after.strip() or after.startswith(("\t", "  "))
    plain = not (_BYLINE.fullmatch(first) or _NOTE.match(first) or _EMBARGO.match(first) or _DATELINE.match(first))
    return first if apart and plain and len(first) <= _TITLE_LENGTH and not marked else ""
