"""Words of others put into Markdown and XML so that they are read and not obeyed."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from licensing.reports.lines import one_line

__all__ = ["attribute", "markdown", "xml"]

_SPECIAL = re.compile(r"([\\`*_\[\]|~$])")
_LEADING = re.compile(r"\A(?:\d+[.)]|[-+#=])")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"}


def markdown(text: str) -> str:
    """Return a text on one line as Markdown shows it: no markup, no HTML, nobody mentioned."""
    plain = re.sub("[&<>@]", lambda hit: _ENTITIES[hit[0]], _SPECIAL.sub(r"\\\1", one_line(text)))
    return _LEADING.sub(lambda hit: f"{hit[0][:-1]}\\{hit[0][-1]}", plain)


def xml(text: str) -> str:
    """Return a text as content of an XML element, in ASCII; what XML cannot hold becomes a question mark."""
    return _ascii(escape(_NOT_XML.sub("?", text)))


def attribute(text: str) -> str:
    """Return a text on one line as the value of an XML attribute, its quotation marks included."""
    return _ascii(quoteattr(_NOT_XML.sub("?", one_line(text))))


def _ascii(text: str) -> str:
    return text.encode("ascii", "xmlcharrefreplace").decode()
