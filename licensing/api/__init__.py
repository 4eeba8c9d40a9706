"""Follow one draft through the house: read, find, measure, decide, explain.

Everything outside calls what is named here: the command line, CI checks, services and CMS plugins.
"""

from licensing.api.archive import Archive
from licensing.api.gate import check, check_files
from licensing.api.rules import check_rules, rule, rules
from licensing.api.texts import compare, read_notice, read_story_notice

__all__ = [
    "Archive",
    "check",
    "check_files",
    "check_rules",
    "compare",
    "read_notice",
    "read_story_notice",
    "rule",
    "rules",
]
