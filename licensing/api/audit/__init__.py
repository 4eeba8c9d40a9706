"""Audit what was published: every output, in as many processes as there are, and what adds up over all of them."""

from licensing.api.audit.run import audit

__all__ = ["audit"]
