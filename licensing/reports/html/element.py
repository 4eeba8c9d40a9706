"""Elements of HTML, in which every text is escaped unless it is an element itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

__all__ = ["EMPTY", "Html", "el", "join", "shown"]

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_VOID = frozenset({"br", "meta", "link", "rect", "line", "path"})


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


EMPTY = Html("")


def shown(text: str) -> Html:
    """Return a text as a reader sees it; what would steer the browser instead is shown by its number."""
    return Html(escape(_UNSEEN.sub(lambda hit: f"⟨U+{ord(hit[0]):04X}⟩", text.replace("\r\n", "\n")), quote=True))


def el(name: str, /, *content: str, **attributes: str | None) -> Html:
    """Return an element.

    Args:
        name: Its name.
        content: What it holds: elements as they are, any other text escaped.
        attributes: `cls` is `class`, an underscore stands for a hyphen; None leaves one out, "" gives its name alone.
    """
    told = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None)
    if name in _VOID:
        return Html(f"<{name}{told}>" if name in {"br", "meta", "link"} else f"<{name}{told}/>")
    return Html(f"<{name}{told}>{join(content)}</{name}>")


def join(parts: Iterable[str]) -> Html:
    """Return elements and texts one after another."""
    return Html("".join(part if isinstance(part, Html) else shown(part) for part in parts))


def _attribute(key: str, value: str) -> str:
    name = "class" if key == "cls" else key.rstrip("_").replace("_", "-")
    return f' {name}="{shown(value)}"' if value else f" {name}"
