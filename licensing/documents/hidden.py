"""Words that a page holds and its own markup hides: `hidden`, display:none, white on white, nothing wide.

`aria-hidden` hides from screen readers alone; whoever looks at the page reads it, so its words are prose. What a style
sheet hides by class is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from licensing.model.document import Span

__all__ = ["Hidden", "is_hidden"]

_HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0*(?:\.0+)?(?:;|$|!)|font-size:0*(?:\.0+)?(?:px|pt|em|rem|%)?(?:;|$|!)|"
    r"(?:text-indent|left|top|right|margin-left):-\d{3,}|(?<![\w-])color:transparent|clip:rect\(0"
)
_NO_ROOM = re.compile(r"(?<![\w-])(?:max-)?(?:height|width):0(?:px)?(?:;|$|!)")
_COLOUR = re.compile(r"(?<![\w-])color:([^;!]+)")
_GROUND = re.compile(r"background(?:-color)?:([^;!]+)")
_WHITE = re.compile(r"white|#fff(?:fff)?|rgba?\(255,255,255(?:,1)?\)")
_OPTIONAL_END = frozenset({"p", "li", "dd", "dt", "td", "th", "tr", "option"})
"""Elements that need no end tag: another block ends them."""


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element with these attributes is shown to nobody."""
    if "hidden" in attributes and (attributes["hidden"] or "").strip().lower() != "until-found":
        return True
    style = re.sub(r"\s+", "", (attributes.get("style") or "").lower())
    if not style:
        return False
    colour, ground = _COLOUR.search(style), _GROUND.search(style)
    if colour and (_WHITE.fullmatch(colour[1]) if ground is None else _same(colour[1], ground[1])):
        return True
    return bool(_HIDING.search(style) or ("overflow:hidden" in style and _NO_ROOM.search(style)))


def _same(colour: str, ground: str) -> bool:
    return colour == ground or bool(_WHITE.fullmatch(colour) and _WHITE.fullmatch(ground))


class _Open(NamedTuple):
    tag: str
    start: int
    length: int


class Hidden:
    """The outermost hidden element that is open, and where hidden words stood."""

    def __init__(self) -> None:
        self._open: _Open | None = None
        self._depth = 0
        self._start = 0
        self._spans: list[Span] = []

    def opened(self, tag: str, at: int, length: int, *, hides: bool) -> None:
        """Take in a start tag at an offset; `length` is that of the prose before it."""
        if self._open is None:
            if hides:
                self._open, self._depth = _Open(tag, at, length), 1
        elif tag == self._open.tag:
            self._depth += 1

    def block(self, tag: str) -> int | None:
        """Return the prose's length before the hidden element that a new block ends, if it ends one."""
        if self._open is not None and self._open.tag in _OPTIONAL_END and tag != "br":
            return self._end()
        return None

    def closed(self, tag: str, *, block: bool) -> int | None:
        """Return the prose's length before the hidden element that an end tag ends, if it ends one."""
        if self._open is None:
            return None
        if tag == self._open.tag:
            self._depth -= 1
            return self._end() if self._depth == 0 else None
        return self._end() if block and self._open.tag in _OPTIONAL_END else None

    def keep(self, at: int) -> None:
        """Note that the element that ended last held words up to an offset."""
        self._spans.append(Span(self._start, at))

    def spans(self, end: int) -> tuple[Span, ...]:
        """Return where hidden words stand; an element never closed hides up to the end, and its words stay prose."""
        last = [Span(self._open.start, end)] if self._open is not None else []
        return (*self._spans, *last)

    def _end(self) -> int | None:
        ended, self._open = self._open, None
        if ended is None:
            return None
        self._start = ended.start
        return ended.length
