"""Why a draft is decided as it is, rule by rule, and what would make it publishable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from licensing.api.configured import Asked, on_file, terms
from licensing.api.decided import Deciding
from licensing.api.finding import Configurations, find
from licensing.api.gate import Check, opened
from licensing.api.given import Given, require_other
from licensing.api.settle import settle
from licensing.api.standing import standing
from licensing.api.trace import traced
from licensing.api.ways import ways
from licensing.documents import read as documents
from licensing.errors import ConfigError, InputError, LicensingError
from licensing.model.config import Configuration
from licensing.model.decision import Decision, Trouble
from licensing.model.explanation import Explained, Explanation
from licensing.packs.store import rulebook

__all__ = ["decided", "explain_files", "explain_paths"]


def explain_files(
    drafts: Sequence[Path],
    *,
    sources: Sequence[Path] = (),
    archive: str | Path | None = None,
    plan: Path | None = None,
    overrides: Mapping[str, object] | None = None,
    house: str | None = None,
    earlier: Sequence[Path] = (),
) -> Explanation:
    """Explain the answers for drafts in files; arguments and errors as for `check_files`."""
    with opened(sources, archive, plan, overrides, house, earlier) as check:
        return _explained(check, documents.expand(drafts))


def explain_paths(asked: Asked, today: dt.date) -> Explanation:
    """Explain the answers `check_paths` gives, each under the configuration that holds for its draft.

    Args:
        asked: What the command asks for.
        today: The day of the run.

    Raises:
        LicensingError: when nothing at all can be checked.
    """
    found: list[Explained] = []
    drafts = find(asked.wanted, Configurations(asked.wanted, rulebook(), today))
    errors = [Trouble(error.path or "", str(error)) for error, _ in drafts.broken.values()]
    alone = len(drafts.groups) == 1 and not errors
    for held, group in drafts.groups.values():
        settled = held or Configuration(Path())
        try:
            with terms(asked, settled) as agreed:
                stories = {one.path.resolve() for one in agreed.sources if one.path}
                told = _explained(Deciding(agreed).check, group, stories)
                told = _settled(told, asked, settled, agreed.house, today)
        except LicensingError as error:
            if alone:
                raise
            errors.append(Trouble(error.path or "", str(error)))
            continue
        found += told.drafts
        errors += told.errors
    return Explanation(tuple(found), tuple(errors))


def decided(explanation: Explanation) -> Decision:
    """Return the answers alone, as `check_files` gives them."""
    return Decision(tuple(one.decision for one in explanation.drafts), explanation.errors)


def _explained(check: Check, drafts: Sequence[Path | Given], stories: set[Path] | None = None) -> Explanation:
    found: list[Explained] = []
    errors: list[Trouble] = []
    for draft in drafts:
        try:
            require_other(draft.path if isinstance(draft, Given) else draft, stories or set())
            read, digest = check.read(draft)
            for document in read:
                weighed = check.weigh(document)
                trace = traced(weighed, check.plan, check.desk)
                decision = replace(weighed.decision, digest=digest)
                found.append(Explained(decision, trace, ways(check, weighed, check.plan)))
        except (InputError, ConfigError) as error:
            name = draft.name if isinstance(draft, Given) else str(draft)
            errors.append(Trouble(error.path or name, str(error)))
    return Explanation(tuple(found), tuple(errors))


def _settled(told: Explanation, asked: Asked, settled: Configuration, house: str, today: dt.date) -> Explanation:
    """Return the answers as waivers, releases and a baseline leave them: the exit code is that of a check."""
    waivers, releases, baseline = on_file(asked, settled)
    if not (waivers or releases or baseline):
        return told
    decision = settle(decided(told), standing(waivers, releases, baseline, house=house, day=today))
    pairs = zip(told.drafts, decision.drafts, strict=True)
    return Explanation(tuple(one._replace(decision=answer) for one, answer in pairs), decision.errors)
