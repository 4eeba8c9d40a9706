"""IPTC ninjs, News in JSON, versions 1 to 3.

Version 3 renamed most properties (`usageterms` became `usageTerms`, `embargoed` became `embargoedUntil`), and senders
mix the spellings, so keys are read without regard to case and every name a version gave a property is known. A wire
that sends several items sends a list, or an object with a list of `items`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from licensing.documents import jsontext, rights
from licensing.documents.ednote import add_note
from licensing.documents.formats import Parsed, register
from licensing.documents.formats.html import parse as parse_page
from licensing.documents.jsontext import Node
from licensing.documents.limits import DEPTH, ITEMS
from licensing.documents.nested import embed
from licensing.documents.pieces import joined, unsaid
from licensing.errors import InputError
from licensing.model.document import Expression, Position, Span
from licensing.text.sentences import paragraphs

__all__ = ["parse"]

_SNIFF = re.compile(
    rb"""^(?:\xef\xbb\xbf)?\s*[\[{].*?"(?:uri|pubstatus|versioncreated|body_\w+|bodies|headlines?|usageterms|\$?standard|"""
    rb"""representationtype)"\s*:""",
    re.DOTALL | re.IGNORECASE,
)
_OURS = frozenset({"uri", "headline", "headlines", "bodies", "pubstatus", "versioncreated", "usageterms"})
_STATED = {
    "uri": "id",
    "copyrightholder": "holder",
    "copyrightnotice": "notice",
    "usageterms": "usage-terms",
    "byline": "creator",
    "by": "creator",
    "located": "dateline",
    "language": "language",
    "version": "version",
    "creditline": "credit",
    "source": "source",
    "evolvedfrom": "replaces",
    "replaces": "replaces",
}
_EMBARGO = ("embargoed", "embargoeduntil")
_DATES = ("firstcreated", "contentcreated", "versioncreated")
_NUMBER = re.compile(r"number|transmission|sequence|slno", re.IGNORECASE)
_MARKUP = re.compile(r"html|xml|nitf", re.IGNORECASE)
_TAG = re.compile(r"<(?:p|br|h\d|div|span|a|em|strong|blockquote)\b[^<>]*>", re.IGNORECASE)


def _is_ninjs(head: bytes) -> bool:
    return bool(_SNIFF.match(head))


@register("ninjs", ".ninjs", shared=(".json",), sniff=_is_ninjs)
def parse(raw: str, start: int) -> Parsed | Sequence[Parsed]:
    """Return the items of a ninjs file; an item among several keeps its own part of the text.

    Raises:
        InputError: with line and column, when it is no JSON or no ninjs.
    """
    top = jsontext.read(raw, start)
    found = [_folded(node) for node in _items(top)]
    if not any(_OURS & set(node.value) or _bodies(node) for node in found if isinstance(node.value, dict)):
        raise InputError("This JSON is no ninjs: it has neither uri nor headline nor body.", line=1, column=1)
    stories = [story for node in found for story in _stories(node)]
    if len(stories) > ITEMS:
        raise InputError(f"The file holds more than {ITEMS} items. Split it.", line=1, column=1)
    if len(stories) == 1:
        return _story(raw, stories[0])
    return [_sliced(raw, node) for node in stories]


def _items(top: Node) -> list[Node]:
    if isinstance(top.value, dict) and not _OURS & {key.lower() for key in top.value}:
        listed = next((node for key, node in top.value.items() if key.lower() in {"items", "_items"}), None)
        return listed.value if listed is not None and isinstance(listed.value, list) else [top]
    return top.value if isinstance(top.value, list) else [top]


def _folded(node: Node) -> Node:
    """Return a node with the keys of every object in lower case.

    Raises:
        InputError: when one object spells a property twice.
    """
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here.value, dict):
            here.value = {key.lower(): value for key, value in here.value.items()}
        waiting.extend(one for one in here.items() if one is not here)
    return node


def _stories(node: Node, depth: int = 0) -> Iterator[Node]:
    """Yield an item and the items of text associated with it, which are stories with rights of their own."""
    yield node
    for one in _associations(node):
        if depth < DEPTH and one.text("type") in {"text", "composite"} and _bodies(one):
            yield from _stories(one, depth + 1)


def _associations(node: Node) -> list[Node]:
    held = node.get("associations")
    return [one for one in held.items() if isinstance(one.value, dict)] if held is not None else []


def _sliced(raw: str, node: Node) -> Parsed:
    """Return an item with its own part of the text as its raw text."""
    before = raw[: node.start]
    first = Position(before.count("\n") + 1, node.start - before.rfind("\n"))
    part = jsontext.read(raw[node.start : node.end])
    return replace(_story(raw[node.start : node.end], _folded(part)), raw=raw[node.start : node.end], first=first)


def _story(raw: str, node: Node) -> Parsed:
    pieces = list(unsaid(_pieces(raw, node)))
    captions = list(_captions(raw, node))
    whole = joined([*pieces, *(piece for piece, _ in captions)])
    facts = _facts(node)
    for piece in pieces:
        for key, value in piece.metadata.items():
            if key not in {"title", "language", "url"}:
                facts.add(key, value)
    segments = []
    ahead = sum(len(piece.prose) + 2 for piece in pieces)
    for piece, owner in captions:
        segments.append(_segment(whole.prose, Span(ahead, ahead + len(piece.prose)), owner))
        ahead += len(piece.prose) + 2
    return replace(
        whole,
        metadata=facts.metadata(),
        expressions=(*_expressions(node), *(one for piece in pieces for one in piece.expressions)),
        declared={"segments": segments} if segments else {},
    )


def _facts(node: Node) -> rights.Facts:
    facts = rights.Facts()
    for key, name in _STATED.items():
        facts.add(name, node.text(key))
    facts.add("title", _headline(node))
    facts.add("date", next(filter(None, map(node.text, _DATES)), ""))
    if stated := node.text("pubstatus"):
        facts.add("status", rights.status(stated))
    for key in _EMBARGO:
        facts.until("embargo", node.text(key))
    facts.until("expires", node.text("expires"))
    if note := node.text("ednote"):
        add_note(facts, note)
    genres = [one.text(key) for one in node.entries("genre", "genres") for key in ("name", "code", "uri", "literal")]
    facts.add("item-type", rights.item_type(filter(None, genres)))
    facts.add("origin", rights.origin(filter(None, genres)))
    for one in node.entries("infosource", "infosources"):
        facts.add("source", one.text("name"))
    for key, value in _ids(node):
        facts.add("number" if _NUMBER.search(key) else "", value)
    for one in _associations(node):
        if "replac" in one.text("rel").lower():
            facts.add("replaces", one.text("uri"))
    return facts


def _headline(node: Node) -> str:
    said = [one for one in node.entries("headlines") if isinstance(one.value, dict)]
    main = next((one for one in said if one.text("role") in {"", "main", "headline"}), said[0] if said else None)
    stated = node.text("headline") or (main.text("value") if main is not None else "") or node.text("title")
    return " ".join(re.sub(r"<[^<>]*>", "", stated).split())


def _ids(node: Node) -> Iterator[tuple[str, str]]:
    """Yield alternative ids: an object of them in version 1, a list of roles and values since."""
    held = node.get("altids")
    if held is None:
        return
    if isinstance(held.value, dict):
        yield from ((key, one.value) for key, one in held.value.items() if isinstance(one.value, str))
    else:
        yield from ((one.text("role"), one.text("value")) for one in held.items())


def _expressions(node: Node) -> Iterator[Expression]:
    for held in node.entries("rightsinfo"):
        for key in ("linkedrights", "encodedrights"):
            one = held.get(key)
            if one is not None and isinstance(one.value, str) and one.value.strip():
                kind = "link" if key == "linkedrights" else rights.kind(held.text("langid"), one.value)
                yield Expression(kind, one.value, Span(one.start, one.end))
            elif one is not None and not isinstance(one.value, str):
                yield Expression("other", str(sorted(map(str, one.value))), Span(one.start, one.end))


def _bodies(node: Node) -> list[tuple[str, Node]]:
    """Return the bodies of an item, each with what its type says of markup: markup first."""
    if not isinstance(node.value, dict):
        return []
    named = [(key, one) for key, one in node.value.items() if key.startswith("body_")]
    listed = [(one.text("contenttype", "mimetype"), one.get("value")) for one in node.entries("bodies")]
    found = [(kind, one) for kind, one in [*named, *listed] if one is not None and isinstance(one.value, str)]
    return sorted(found, key=lambda body: not _MARKUP.search(body[0]))


def _pieces(raw: str, node: Node) -> Iterator[Parsed]:
    """Yield headlines and bodies."""
    heads = [node.get("headline"), *(one.get("value") for one in node.entries("headlines")), *_named(node, "headline_")]
    for kind, one in [*(("", head) for head in heads), *_bodies(node)]:
        if one is not None and isinstance(one.value, str) and one.value.strip():
            yield _piece(raw, one, kind)


def _named(node: Node, prefix: str) -> list[Node]:
    if not isinstance(node.value, dict):
        return []
    return [one for key, one in node.value.items() if key.startswith(prefix)]


def _piece(raw: str, node: Node, kind: str = "") -> Parsed:
    text = node.value if isinstance(node.value, str) else ""
    marked = _MARKUP.search(kind) or (not kind.endswith(("text", "plain")) and _TAG.search(text))
    return embed(parse_page(text, 0) if marked else Parsed(text), node.stretches(raw))


def _captions(raw: str, node: Node) -> Iterator[tuple[Parsed, str]]:
    """Yield what stands under the pictures of an item, each with the name of who holds them."""
    for one in _associations(node):
        if one.text("type") in {"text", "composite"} and _bodies(one):
            continue
        described = [*_named(one, "description_"), *(each.get("value") for each in one.entries("descriptions"))]
        owner = one.text("copyrightholder") or one.text("creditline") or one.text("byline") or one.text("by")
        texts = [each for each in described if each is not None and isinstance(each.value, str) and each.value.strip()]
        for text in texts[:1]:
            piece = _piece(raw, text)
            if piece.prose.strip():
                yield piece, owner


def _segment(prose: str, span: Span, owner: str) -> dict[str, str]:
    """Return the mark of a part somebody else holds, by the paragraphs it takes up."""
    touched = [n for n, block in enumerate(paragraphs(prose), 1) if block.start < span.end and span.start < block.end]
    counted = f"{touched[0]}-{touched[-1]}" if touched else "1"
    return {"origin": "photo", "paragraphs": counted, **({"owner": owner} if owner else {})}
