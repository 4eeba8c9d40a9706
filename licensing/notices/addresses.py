"""Whom to ask, and which page says more: addresses and numbers written into a notice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from licensing.model.document import Span
from licensing.notices.find import Stated
from licensing.notices.joined import JOINED
from licensing.notices.names import name_after, written
from licensing.notices.scan import Scanner, Token
from licensing.notices.view import View

__all__ = ["Addresses", "addresses"]

_EMAIL = re.compile(rf"(?:(?![{JOINED}])[\w.+-])+@[\w-]+(?:\.[\w-]+)*\.[a-z]{{2,}}", re.IGNORECASE)
_PHONE = re.compile(
    rf"(?:(?<![\w.-])|(?<=[{JOINED}]))(?:\+|\(0?\d{{2,4}}\) ?)?\d[\d() -]{{6,}}\d(?:(?![\w-])|(?=[{JOINED}]))"
)
_DIGITS = 9
_APART = 3
_PERIOD = re.compile(r"(?:1[89]|20)\d\d\s*-\s*(?:1[89]|20)\d\d$|\d{4}-\d\d-\d\d$")
_PAGE = re.compile(r"https?://[^\s<>\"'”]+[^\s<>\"'”.,;)]")
_LICENCE = re.compile(r"creativecommons\.org|/licen[cs]es?/by|opengovernment|open-government-licen")
_LEAD_IN = " \t\n\r,:-–—"


class Addresses(NamedTuple):
    """What a notice gives to turn to.

    Attributes:
        contact: An e-mail address or a telephone number.
        party: Who is to be asked, where a name stands in place of an address.
        page: The address of a page with further terms.
    """

    contact: str | None = None
    party: str | None = None
    page: str | None = None


def addresses(notice: Sequence[Stated], view: View, scan: Scanner) -> Addresses:
    """Return whom a notice says to ask and where it says to look.

    An e-mail address in a notice is there to be written to. An address to be linked to is no page of terms, and neither
    is the text of a public licence.
    """
    found = Addresses()
    for one in notice:
        text = view.text[one.sentence.span.start : one.sentence.span.end]
        if not found.contact:
            found = found._replace(contact=_reached(text, _registered(one)))
        if not found.page and not any(token.cue.condition == "link" for token in one.sentence.tokens):
            found = found._replace(page=_page(text))
        if not found.party:
            found = found._replace(party=_party(one, view, scan))
    return found


def _registered(one: Stated) -> list[int]:
    """Return where the numbers of a company's registers may begin: behind their names, which belong to no language."""
    start = one.sentence.span.start
    return [token.end - start for token in one.sentence.of("filler") if not token.language]


def _reached(text: str, registered: Sequence[int]) -> str | None:
    if mail := _EMAIL.search(text):
        return mail[0]
    for number in _PHONE.finditer(text):
        if any(0 <= number.start() - end <= _APART for end in registered):
            continue
        if sum(map(str.isdigit, number[0])) >= _DIGITS and not _PERIOD.search(number[0]):
            return number[0]
    return None


def _page(text: str) -> str | None:
    return next((page[0] for page in _PAGE.finditer(text) if not _LICENCE.search(page[0].lower())), None)


def _party(one: Stated, view: View, scan: Scanner) -> str | None:
    """Return the name behind "for reprint rights:" or "contact"."""
    asked = [token for token in one.sentence.of("conditions") if token.cue.condition == "contact"]
    return _named(asked[-1], one, view, scan) if asked else None


def _named(token: Token, one: Stated, view: View, scan: Scanner) -> str | None:
    start, end = token.end, one.sentence.span.end
    while start < end and view.text[start] in _LEAD_IN:
        start += 1
    span: Span | None = name_after(view, start, end, scan)
    return written(view, span) if span and len(view.text[span.start : span.end].split()) > 1 else None
