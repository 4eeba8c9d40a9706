"""Read the notices of a text.

A text is looked through for fixed strings first; only the sentences around them are read, cue by cue. What no lexicon
explains is returned as unread, never guessed at: a notice may say more than anybody here understood.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from licensing.model.agency import Agency
from licensing.model.document import Span
from licensing.model.odrl import Evidence
from licensing.model.terms import NOTICE_ACTIONS, NoticeKind, Stance, Terms
from licensing.notices.addresses import Addresses, addresses
from licensing.notices.combine import Reading, combine, reserved_statements
from licensing.notices.find import Found, Stated, find
from licensing.notices.licences import Licence, name_licence
from licensing.notices.names import written
from licensing.notices.parties import holders, stray, years
from licensing.notices.policy import policy
from licensing.notices.scan import Scanner, Token, scanner
from licensing.notices.stances import Condition
from licensing.notices.statements import Statement, conditions
from licensing.notices.unread import unread
from licensing.notices.view import View, look
from licensing.packs.lexicons import Lexicon
from licensing.text.folding import fold

__all__ = ["read"]

_NOTED = {"contact", "see-url", "third-party-material", "tracking-pixel", "even-with-attribution"}

_INITIALS_LENGTH = 3
_BINDING = frozenset(
    {"attribution", "link", "noncommercial", "full-text", "integrity", "share-alike", "tracking-pixel", "payment"}
)


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
    view = look(text)
    found = find(view, scanner(tuple(lexicons)))
    notice = [one for sentences in found.notices for one in sentences]
    if not notice:
        return _nothing(found, view)
    return _terms(found, notice, view, found.scan, agencies)


def _terms(found: Found, notice: Sequence[Stated], view: View, scan: Scanner, agencies: Sequence[Agency]) -> Terms:
    kind = _kind(notice)
    names, name_spans = holders(notice, view, scan)
    licences = [licence for one in notice if (licence := name_licence(one.sentence, view, scan))]
    named = licences[0].name if licences else None
    left = list(unread(notice, name_spans, view))
    if not names and kind is not NoticeKind.DISCLAIMER and (alone := stray(left, view, scan)):
        names = {written(view, alone): alone}
        left = list(unread(notice, [*name_spans, alone], view))
    readings = _readings(kind, notice, licences, left, scan)
    given = addresses(notice, view, scan)
    asked = _addressed(_asked(notice, licences, readings, scan), given, notice)
    readings = _bound(readings, asked)
    stances = {action: reading.stance for action, reading in readings.items()}
    names = {} if kind is NoticeKind.DISCLAIMER else names
    holder = "; ".join(names) or None
    return Terms(
        kind=kind,
        holder=holder,
        years=years(notice),
        reserved=True if any(one.has("reserved") for one in notice) else None,
        licence=named,
        actions=MappingProxyType(stances),
        conditions=tuple(asked),
        condition_values=MappingProxyType({name: values for name, values in asked.items() if values}),
        contact=given.contact,
        jurisdiction=_jurisdiction(notice, scan),
        policy=policy(
            _uid(holder, notice, agencies),
            stances,
            {action: reading.conditions for action, reading in readings.items()},
            {action: _evidence(reading, view) for action, reading in readings.items()},
            holder=holder,
            licence=named,
        ),
        unread=_raw([*left, *found.unread], view),
        spans=tuple(view.raw_span(one[0].sentence.span.start, one[-1].sentence.span.end) for one in found.notices),
        implied=any(reading.implied for reading in readings.values()),
        holders=_raw(list(names.values()), view),
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
    own = any(one.statements or one.has("reserved") for one in notice)
    if "received" in kinds and not own:
        return NoticeKind.RECEIVED_LICENCE
    if "disclaimer" in kinds and not own and not any(one.has("licences") for one in notice):
        return NoticeKind.DISCLAIMER
    return NoticeKind.NOTICE


def _readings(
    kind: NoticeKind, notice: Sequence[Stated], licences: Sequence[Licence], left: Sequence[Span], scan: Scanner
) -> Mapping[str, Reading]:
    if kind is NoticeKind.NOTICE:
        said = [_whole(statement, left) for one in notice for statement in one.statements]
        said = _conditional(_defined(said, notice), notice, scan)
        said += [named for one in notice for named in reserved_statements(one.sentence.tokens, one.sentence.span)]
        return combine(said, licences)
    return combine([], licences)


def _defined(said: Sequence[Statement], notice: Sequence[Stated]) -> list[Statement]:
    """Return the statements; where the text itself says what it means by "use", the word means that and no more."""
    meant = {
        action
        for one in notice
        if one.has("definitions")
        for verb in one.sentence.of("verbs")
        if not verb.cue.generic
        for action in verb.cue.actions
    }
    if not meant:
        return list(said)
    actions = tuple(action for action in NOTICE_ACTIONS if action in meant)
    return [replace(one, actions=actions, generic=False) if one.generic else one for one in said]


def _bound(readings: Mapping[str, Reading], asked: Iterable[str]) -> Mapping[str, Reading]:
    """Return the readings; what a notice asks for anywhere binds what it permits without more words."""
    if not set(asked) - _NOTED:
        return readings
    return {
        action: replace(reading, stance=Stance.WITH_CONDITIONS) if reading.stance is Stance.PERMITTED else reading
        for action, reading in readings.items()
    }


def _conditional(said: Sequence[Statement], notice: Sequence[Stated], scan: Scanner) -> list[Statement]:
    """Return statements; what other sentences of the notice ask for binds a permission ("Free to use. Name us.")."""
    named = (condition for one in notice if not one.statements for condition in conditions(one.sentence, scan))
    asked = tuple(condition for condition in named if condition.name in _BINDING)
    if not asked:
        return list(said)
    return [
        replace(one, stance=Stance.WITH_CONDITIONS, conditions=asked) if one.stance is Stance.PERMITTED else one
        for one in said
    ]


def _whole(statement: Statement, left: Sequence[Span]) -> Statement:
    """Return a statement; a permission beside words nobody understood may have a condition in them."""
    start, end = statement.sentence
    if statement.stance is Stance.PERMITTED and any(span.start < end and span.end > start for span in left):
        return replace(statement, stance=Stance.WITH_CONDITIONS)
    return statement


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
        # What "even if the source is named" takes back is no way out, unless another sentence asks for it again.
        still = {condition.name for reading in readings.values() for condition in reading.conditions}
        asked = {name: values for name, values in asked.items() if name not in ("attribution", "link") or name in still}
    return asked


def _addressed(
    asked: Mapping[str, tuple[str, ...]], given: Addresses, notice: Sequence[Stated]
) -> Mapping[str, tuple[str, ...]]:
    """Return the conditions and their parameters, with whom to ask and the page to see filled in."""
    filled = dict(asked)
    if given.contact or ("contact" in filled and given.party):
        filled["contact"] = (given.contact or given.party or "",)
    elif "contact" in filled and not _asks(notice):
        del filled["contact"]
    filled.pop("see-url", None)
    if given.page:
        filled["see-url"] = (given.page,)
    return filled


def _asks(notice: Sequence[Stated]) -> bool:
    """Return whether somebody is to be asked about the rights: "Contact us" in a row of links asks nobody anything."""
    for one in notice:
        named = {token.cue.condition for token in one.sentence.of("conditions")}
        if "contact" in named and (one.statements or len(named) > 1 or any(t.cue.actions for t in one.sentence.tokens)):
            return True
    return False


def _jurisdiction(notice: Sequence[Stated], scan: Scanner) -> str | None:
    codes = [_code(token, scan) for one in notice for token in one.sentence.of("jurisdictions")]
    return ",".join(dict.fromkeys(filter(None, codes))) or None


def _code(token: Token, scan: Scanner) -> str:
    """Return the country a cue stands for; `{place}` is the one its pattern captured."""
    return scan.places.get(token.groups.get("place", ""), "") if token.cue.code.startswith("{") else token.cue.code


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
