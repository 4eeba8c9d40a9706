# ruff: noqa: E501 - what is mangled is written as it is
"""Whatever the bytes: a document or an error that says what to do, in bounded time."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensing.documents.formats import formats
from licensing.documents.read import items
from licensing.errors import InputError
from licensing.model.document import Document, Span

SEEDS = {
    "a.html": b"<html lang=en><head><title>T</title></head><p hidden>a</p><p style='color:#fff'>b<p>z<img alt='c &amp; d e f'>&eacute;</p>",
    "a.json": json.dumps(
        {
            "uri": "u",
            "body_xhtml": "<p>a \u0131 \\ b</p>",
            "rightsinfo": {"encodedrights": "<o/>"},
            "associations": {"a": {"uri": "v"}},
        }
    ).encode(),
    "a.rss": b"<rss><channel><item><title>a &amp;amp; b</title><description><![CDATA[<p>c]]></description></item></channel></rss>",
    "a.atom": b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml"><p>a</p></content></entry></feed>',
    "a.md": b'{"title": "x", "embargo": "2026"}\n\n# A\n\n*b*',
    "a.txt": b"---\ntitle: x\nstatus: y\n---\ntext",
}


def read(data: bytes, name: str) -> tuple[Document, ...]:
    try:
        return items(data, name=name)
    except InputError as error:
        if error.path:
            return ()
        raise


def holds(found: tuple[Document, ...]) -> None:
    for document in found:
        assert document.prose.strip()
        for offset in range(0, len(document.prose), max(1, len(document.prose) // 20)):
            start, end = document.raw_span(Span(offset, offset + 1))
            assert 0 <= start <= end <= len(document.raw)
            assert document.place(start)
        assert all(0 <= span.start <= span.end <= len(document.raw) for span in document.hidden)


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_mangled_files(name: str) -> None:
    seed = SEEDS[name]

    @settings(max_examples=150, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.integers(0, len(seed)),
                st.integers(0, 6),
                st.binary(max_size=4) | st.sampled_from([b"<", b">", b"&", b'"', b"{", b"]]>", b"\\u"]),
            ),
            max_size=5,
        ),
        st.integers(0, len(seed)),
    )
    def mangled(changes: list[tuple[int, int, bytes]], length: int) -> None:
        data = seed
        for at, cut, put in changes:
            data = data[:at] + put + data[at + cut :]
        holds(read(data, name))
        holds(read(data[:length], name))

    mangled()
    holds(read(seed, name))
    assert read(seed, name)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_by_any_name(data: bytes) -> None:
    for entry in formats().values():
        for suffix in (*entry.suffixes, *entry.shared):
            read(data, f"x{suffix}")
    read(data, "x")


DEEP = 10_000
BOMBS = {
    "nested elements": ("a.rss", b"<rss>" + b"<a>" * DEEP),
    "nested lists": ("a.json", b'{"uri": ' + b"[" * DEEP),
    "nested objects": ("a.json", b'{"uri": ' + b'{"a":' * DEEP),
    "nested tags": ("a.html", b"<p>a</p>" + b"<div hidden>" * DEEP),
    "nested quotes": ("a.html", b"<blockquote>a" * DEEP),
    "nested tags in a feed": (
        "a.rss",
        b"<rss><item><description>" + b"&lt;div&gt;a" * DEEP + b"</description></item></rss>",
    ),
    "entities that multiply": (
        "a.rss",
        b"<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]><rss><item><title>&b;</title></item></rss>",
    ),
    "a file of this machine": (
        "a.rss",
        b"<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><rss><item><title>&a;</title></item></rss>",
    ),
    "entities without end": ("a.html", b"<p>" + b"&amp;" * 200_000),
    "entities of XML": ("a.rss", b"<rss><item><title>" + b"&amp;" * 50_000 + b"</title></item></rss>"),
    "many items": ("a.json", b"[" + b",".join([b'{"uri": "u", "body_text": "a"}'] * 10_001) + b"]"),
    "escapes": ("a.json", b'{"uri": "u", "body_text": "' + b"\\u0131" * 200_000 + b'"}'),
    "associations within": ("a.json", b'{"uri": "u", "body_text": "a", "associations": [' * 150 + b"{}" + b"]}" * 150),
    "attributes": ("a.html", b"<p " + b"style='color:#fff' " * 50_000 + b">a"),
    "one style": ("a.html", b"<p style='" + b"height:0;" * 50_000 + b"'>a"),
    "front matter": ("a.md", b'{"a": ' + b"[" * DEEP),
}


@pytest.mark.parametrize("bomb", sorted(BOMBS))
def test_what_is_built_to_do_harm_ends_in_time(bomb: str) -> None:
    name, data = BOMBS[bomb]
    began = time.monotonic()
    holds(read(data, name))
    assert time.monotonic() - began < 10


def test_no_entity_of_a_file_reaches_the_prose() -> None:
    assert not read(*reversed(BOMBS["a file of this machine"]))  # type: ignore[arg-type]
    assert not read(*reversed(BOMBS["entities that multiply"]))  # type: ignore[arg-type]
