"""Why a draft is decided as it is, rule by rule, and what would make it publishable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from licensing.api.archive import as_documents
from licensing.api.gate import opened
from licensing.api.trace import traced
from licensing.api.ways import ways
from licensing.documents import read as documents
from licensing.errors import ConfigError, InputError
from licensing.model.decision import Decision, Trouble
from licensing.model.explanation import Explained, Explanation

__all__ = ["decided", "explain_files"]


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
    found: list[Explained] = []
    errors: list[Trouble] = []
    with opened(sources, archive, plan, overrides, house, earlier) as check:
        for path in documents.expand(drafts):
            try:
                for document in as_documents(path):
                    weighed = check.weigh(document)
                    trace = traced(weighed, check.plan, check.desk)
                    found.append(Explained(weighed.decision, trace, ways(check, weighed, check.plan)))
            except (InputError, ConfigError) as error:
                errors.append(Trouble(error.path or str(path), str(error)))
    return Explanation(tuple(found), tuple(errors))


def decided(explanation: Explanation) -> Decision:
    """Return the answers alone, as `check_files` gives them."""
    return Decision(tuple(one.decision for one in explanation.drafts), explanation.errors)
