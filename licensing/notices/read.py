"""Read the notices of a text.

A text is looked through for fixed strings first; only the sentences around them are read, cue by cue. What no lexicon
explains is returned as unread, never guessed at: a notice may say more than anybody here understood.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from licensing.model.agency import Agency
from licensing.model.document import Span
from licensing.model.odrl import Evidence
from licensing.model.terms import NoticeKind, Stance, Terms
from licensing.notices.combine import Reading, combine, reserved_statements
from licensing.notices.find import Found, Stated, find
from licensing.notices.licences import Licence, name_licence
from licensing.notices.parties import holders, years
from licensing.notices.policy import policy
from licensing.notices.scan import Scanner, scanner
from licensing.notices.stances import Condition
from licensing.notices.statements import conditions
from licensing.notices.unread import unread
from licensing.notices.view import View, look
from licensing.packs.lexicons import Lexicon, fold

__all__ = ["read"]

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"\+?\d[\d() -]{6,}\d")
_URL = re.compile(r"https?://[^\s<>\"'”]+[^\s<>\"'”.,;)]")
_INITIALS_LENGTH = 3


def read(text: str, lexicons: Sequence[Lexicon], agencies: Sequence[Agency] = ()) -> Terms:
    """Return the terms a text states about itself.

    Args:
        text: A bare notice, or a whole story with notices in it; spans of the result point into it.
        lexicons: The wording known, one a language; keep the same objects between calls, they are compiled once.
        agencies: The agencies known, for the address of the policy.

    Returns:
        The terms; `kind` is None when the text carries no notice.

    Raises:
        PackError: when a lexicon holds a pattern that is no regular expression.
    """
    scan = scanner(tuple(lexicons))
    view = look(text)
    found = find(view, scan)
    notice = [one for sentences in found.notices for one in sentences]
    if not notice:
        return _nothing(found, view)
    return _terms(found, notice, view, scan, agencies)


def _terms(found: Found, notice: Sequence[Stated], view: View, scan: Scanner, agencies: Sequence[Agency]) -> Terms:
    kind = _kind(notice)
    names, name_spans = holders(notice, view, scan)
    licences = [licence for one in notice if (licence := name_licence(one.sentence, view, scan))]
    named = licences[0].name if licences else None
    readings = _readings(kind, notice, licences)
    stances = {action: reading.stance for action, reading in readings.items()}
    asked = _asked(notice, licences, readings, scan)
    holder = None if kind is NoticeKind.DISCLAIMER else "; ".join(names) or None
    contact, address = _contact(notice, view)
    return Terms(
        kind=kind,
        holder=holder,
        years=years(notice),
        reserved=True if any(one.has("reserved") for one in notice) else None,
        licence=named,
        actions=MappingProxyType(stances),
        conditions=tuple(asked),
        condition_values=_addressed(asked, contact, address),
        contact=contact,
        jurisdiction=_jurisdiction(notice),
        policy=policy(
            _uid(holder, notice, agencies),
            stances,
            {action: reading.conditions for action, reading in readings.items()},
            {action: _evidence(reading, view) for action, reading in readings.items()},
            holder=holder,
            licence=named,
        ),
        unread=(*(view.raw_span(*span) for span in unread(notice, name_spans, view)), *_raw(found.unread, view)),
        spans=tuple(view.raw_span(one[0].sentence.span.start, one[-1].sentence.span.end) for one in found.notices),
        implied=any(reading.implied for reading in readings.values()),
    )


def _nothing(found: Found, view: View) -> Terms:
    if found.quoted:
        return Terms(kind=NoticeKind.DISTRACTOR, unread=_raw(found.unread, view))
    return Terms(unread=_raw(found.unread, view))


def _raw(spans: Sequence[Span], view: View) -> tuple[Span, ...]:
    return tuple(view.raw_span(*span) for span in spans)


def _kind(notice: Sequence[Stated]) -> NoticeKind:
    """Return the kind of a notice: a permission received and a disclaimer give way to terms of the story's own."""
    kinds = {kind for one in notice for kind in one.kinds()}
    own = any(one.statements or one.has("reserved") or one.claims for one in notice)
    if "received" in kinds and not own:
        return NoticeKind.RECEIVED_LICENCE
    if "disclaimer" in kinds and not own and not any(one.has("licences") for one in notice):
        return NoticeKind.DISCLAIMER
    return NoticeKind.NOTICE


def _readings(kind: NoticeKind, notice: Sequence[Stated], licences: Sequence[Licence]) -> Mapping[str, Reading]:
    if kind is NoticeKind.NOTICE:
        said = [statement for one in notice for statement in one.statements]
        said += [named for one in notice for named in reserved_statements(one.sentence.tokens, one.sentence.span)]
        return combine(said, licences)
    return combine([], licences)


def _asked(
    notice: Sequence[Stated], licences: Sequence[Licence], readings: Mapping[str, Reading], scan: Scanner
) -> dict[str, tuple[str, ...]]:
    """Return every condition of a notice with its parameters, in the order they are named."""
    named: list[Condition] = [condition for one in notice for condition in conditions(one.sentence, scan)]
    named += [condition for licence in licences for condition in licence.conditions]
    named += [
        condition for reading in readings.values() for condition in reading.conditions if condition.name != "consent"
    ]
    asked: dict[str, tuple[str, ...]] = {}
    for condition in named:
        asked[condition.name] = tuple(dict.fromkeys((*asked.get(condition.name, ()), *condition.values)))
    if "even-with-attribution" in asked and readings["publish"].stance is not Stance.WITH_CONDITIONS:
        asked = {name: values for name, values in asked.items() if name not in ("attribution", "link")}
    return asked


def _addressed(
    asked: Mapping[str, tuple[str, ...]], contact: str | None, address: str | None
) -> Mapping[str, tuple[str, ...]]:
    """Return the parameters of the conditions, with the address to ask at and the page to see filled in."""
    filled = dict(asked)
    if contact and "contact" in filled:
        filled["contact"] = (contact,)
    if address and "see-url" in filled:
        filled["see-url"] = (address,)
    return MappingProxyType({name: values for name, values in filled.items() if values})


def _contact(notice: Sequence[Stated], view: View) -> tuple[str | None, str | None]:
    """Return the address or number to ask at, and the page that has more."""
    contact = address = None
    for one in notice:
        text = view.text[one.sentence.span.start : one.sentence.span.end]
        asked = {token.cue.condition for token in one.sentence.of("conditions")}
        if "contact" in asked and not contact:
            place = _EMAIL.search(text) or _PHONE.search(text)
            contact = place[0] if place else None
        if "see-url" in asked and not address:
            page = _URL.search(text)
            address = page[0] if page else None
    return contact, address


def _jurisdiction(notice: Sequence[Stated]) -> str | None:
    codes = [token.cue.code for one in notice for token in one.sentence.of("jurisdictions")]
    return ",".join(dict.fromkeys(codes)) or None


def _uid(holder: str | None, notice: Sequence[Stated], agencies: Sequence[Agency]) -> str:
    agency = next((one for name in (holder or "").split("; ") for one in agencies if name and _is(name, one)), None)
    if agency:
        return f"{agency.id}/notice"
    languages = [token.language for one in notice for token in one.sentence.tokens if token.language]
    return f"notices/{max(languages, key=languages.count)}" if languages else "notices/unknown"


def _is(name: str, agency: Agency) -> bool:
    """Return whether a holder is an agency: initials only as written, other names in any case."""
    return any(
        name == alias if len(alias) <= _INITIALS_LENGTH else fold(name) == fold(alias)
        for alias in (agency.name, *agency.aliases)
    )


def _evidence(reading: Reading, view: View) -> tuple[Evidence, ...]:
    spans = [view.raw_span(*span) for pair in reading.words for span in pair]
    return tuple(Evidence(span, view.raw[span.start : span.end]) for span in dict.fromkeys(spans))
