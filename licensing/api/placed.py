"""Findings at their places in the texts as given."""

from __future__ import annotations

from dataclasses import replace

from licensing.api.fingerprints import fingerprint
from licensing.model.decision import Finding
from licensing.model.document import Document, Story

__all__ = ["placed"]


def placed(finding: Finding, document: Document, story: Story) -> Finding:
    """Return a finding with its fingerprint, and its spans in the texts as given."""
    mark = fingerprint(finding, document.prose)
    draft = document.raw_span(finding.draft) if finding.draft else None
    source = story.document.raw_span(finding.source) if finding.source else None
    notice = finding.notice
    if notice is not None:
        notice = notice._replace(span=story.document.raw_span(notice.span))
    position = document.position(draft.start) if draft else None
    return replace(finding, draft=draft, source=source, notice=notice, position=position, fingerprint=mark)
