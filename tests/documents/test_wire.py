"""Wire messages with and without their control characters."""

from __future__ import annotations

import pytest

from licensing.documents.read import items, read
from licensing.errors import InputError
from licensing.model.document import Document, Span

HEADER = b"\x16\x16\x01hwa0123 4 pol 25 harbour-storm\r\n\x02"
BODY = b"Storm hits the coast\r\n\r\n\tBy Ada Quill\r\n\tPORT ELBA (HWA) - The harbour closed\r\non Monday.\r\n"
END = b"\x03171234 NOV 31\r\n\x04"
ANPA = (
    b"\x16\x16\x01a0123\x1fbc-\r\nu a\x13\x11bc-storm 11-17 0345\r\n\x02^Storm hits<\r\n^By ADA QUILL=\r\n"
    b"^Harbour Wire Writer=\r\n\tPORT ELBA (HW) _ The harbour closed.\r\n\x03\r\nHW-NY-11-17-31 1234GMT\r\n\x04"
)


def message(body: bytes = BODY, header: bytes = HEADER, end: bytes = END) -> Document:
    return read(header + body + end, name="a.txt")


def test_iptc_7901() -> None:
    found = message()
    assert found.format == "wire"
    assert found.prose == ("Storm hits the coast\n\nBy Ada Quill\n\nPORT ELBA (HWA) - The harbour closed\non Monday.")
    assert dict(found.metadata) == {
        "source": "hwa",
        "number": "0123",
        "date": "2031-11-17",
        "id": "hwa-0123-2031-11-17",
        "creator": "Ada Quill",
        "title": "Storm hits the coast",
        "dateline": "PORT ELBA",
    }
    span = found.raw_span(Span(start := found.prose.index("Monday"), start + 6))
    assert found.raw[slice(*span)] == "Monday"
    assert found.place(span.start) == "line 6, column 4"


def test_anpa_1312() -> None:
    found = read(ANPA)
    assert found.prose == "Storm hits\nBy ADA QUILL\nHarbour Wire Writer\n\nPORT ELBA (HW) _ The harbour closed."
    assert dict(found.metadata) == {
        "number": "a0123",
        "source": "HW",
        "date": "2031-11-17",
        "id": "HW-a0123-2031-11-17",
        "creator": "ADA QUILL",
        "title": "Storm hits",
    }


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(b"HWA0123 4 pol 345 Harbour-storm\n", id="7901 without control characters"),
        pytest.param(b"BC-EU--Ruritania-Storm, 2nd Ld-Writethru,345\n", id="a keyword line"),
    ],
)
def test_an_export(header: bytes) -> None:
    found = read(header + b"Storm hits\n\nThe harbour closed.\n", name="a.txt")
    assert (found.format, found.prose) == ("wire", "Storm hits\n\nThe harbour closed.")
    assert found.metadata["title"] == "Storm hits"


def test_plain_text_is_no_wire() -> None:
    assert read(b"BC-area residents, 345\nwords\n", name="a.txt").format == "text"
    assert read(b"Storm hits\n\nThe harbour closed.\n", name="a.txt").format == "text"
    assert read(b"Room 0123 4 pol 345\n", name="a.txt").format == "text"


def test_several_messages() -> None:
    first, second = items(HEADER + BODY + END + ANPA, name="day.iptc")
    assert (first.name, second.name) == ("day.iptc#1", "day.iptc#2")
    assert second.prose.startswith("Storm hits\nBy ADA")
    assert (first.first.line, second.first.line) == (1, 8)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(b"JAPAN OUT\r\n", {"limits": "JAPAN OUT"}, id="a territory out"),
        pytest.param(b"EDITORIAL USE ONLY.\r\n", {"limits": "EDITORIAL USE ONLY."}, id="editorial use"),
        pytest.param(b"EDS: updates with quotes\r\n", {"note": "EDS: updates with quotes"}, id="a note"),
        pytest.param(
            b"(EDS: not for use in Elba)\r\n", {"limits": "(EDS: not for use in Elba)"}, id="a note that limits"
        ),
        pytest.param(b"The wind tore JAPAN OUT of the map.\r\n", {}, id="words of the story"),
        pytest.param(b"MANDATORY KILL\r\n", {"status": "killed"}, id="kill"),
        pytest.param(b"The frost may kill the crop.\r\n", {}, id="a story that has the word"),
        pytest.param(
            b"EMBARGOED UNTIL 2031-12-01T06:00:00Z\r\n",
            {"embargo": "2031-12-01T06:00:00+00:00", "limits": "EMBARGOED UNTIL 2031-12-01T06:00:00Z"},
            id="embargo",
        ),
        pytest.param(
            b"EMBARGO until the speech is over\r\n",
            {
                "status": "withheld",
                "limits": "EMBARGO until the speech is over\nembargo: the speech is over",
            },
            id="an embargo without a time",
        ),
    ],
)
def test_limits_notes_kills(body: bytes, expected: dict[str, str]) -> None:
    known = {"source", "number", "date", "id", "title"}
    found = message(b"Storm hits\r\n\r\n" + body + b"\tThe harbour closed.\r\n").metadata
    assert {key: value for key, value in found.items() if key not in known} == expected


def test_a_slug_that_kills() -> None:
    assert message(header=HEADER.replace(b"harbour-storm", b"BC-STORM,KILL")).metadata["status"] == "killed"
    assert message(header=HEADER.replace(b"harbour-storm", b"storm-kill")).metadata["limits"] == "slug: storm-kill"
    assert "status" not in message(header=HEADER.replace(b"harbour-storm", b"killing-frost")).metadata


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Kıyı çağrısı"),
        ("cp1254", "Kıyı çağrısı şöyle"),
        ("cp1252", "Près du café"),
        ("cp1252", "Hér þýðir á óvart"),
    ],
)
def test_the_code_page_of_the_wire(encoding: str, text: str) -> None:
    assert message(text.encode(encoding) + b"\r\n").prose == text


def test_control_characters_are_no_part_of_the_document() -> None:
    found = message(b"Storm \x1b[31mhits\x07\r\n")
    assert found.prose == "Storm [31mhits"
    assert found.raw.isprintable() or not set(found.raw) & set(map(chr, [*range(9), *range(14, 32)]))


def test_a_message_that_breaks_off_is_read_to_its_end() -> None:
    assert message(end=b"").prose.endswith("on Monday.")
    assert "date" not in message(end=b"").metadata


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"words of a story\n" + HEADER + BODY + END, "before the first message", id="before"),
        pytest.param(HEADER + BODY + END + b"word " * 100, "behind the end", id="behind"),
        pytest.param(b"only words\n", "no message", id="no header"),
    ],
)
def test_words_outside_messages_are_not_dropped_unseen(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        items(data, name="a.iptc")
