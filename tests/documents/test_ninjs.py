"""News in JSON: every spelling of every version, rights before prose, and the way back through the escapes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from licensing.documents.formats import formats
from licensing.documents.read import from_text, items, read
from licensing.errors import InputError
from licensing.model.document import Document, Span

BODY = "<p>The harbour of Quay Town closed on Monday.</p><blockquote>We had no choice.</blockquote>"
V1 = {
    "uri": "urn:harbourwire:1",
    "type": "text",
    "pubstatus": "usable",
    "version": "2",
    "versioncreated": "2026-11-02T08:00:00Z",
    "embargoed": "2026-12-01T06:00:00+01:00",
    "expires": "2027-01-01T00:00:00Z",
    "language": "en",
    "copyrightholder": "Harbour Wire",
    "copyrightnotice": "Copyright 2026 Harbour Wire",
    "usageterms": "No republication without consent.",
    "ednote": "JAPAN OUT",
    "byline": "A. Writer",
    "located": "Quay Town",
    "headline": "Harbour closed",
    "body_xhtml": BODY,
    "genre": [{"name": "Opinion", "code": "Opinion"}],
    "infosource": [{"name": "Sea Press"}],
    "altids": {"itemnumber": "4711"},
    "rightsinfo": {"langid": "http://www.w3.org/ns/odrl/2/", "encodedrights": '{"uid": "x"}'},
}
V2 = {
    **{
        key: value
        for key, value in V1.items()
        if key not in {"byline", "headline", "body_xhtml", "genre", "infosource"}
    },
    "by": "A. Writer",
    "headlines": [{"role": "main", "value": "Harbour closed"}],
    "bodies": [{"contenttype": "text/html", "value": BODY}],
    "genres": [{"name": "Opinion", "uri": "http://cv.iptc.org/newscodes/genre/Opinion"}],
    "infosources": [{"name": "Sea Press"}],
    "altids": [{"role": "itemnumber", "value": "4711"}],
}
V3_NAMES = {
    "pubstatus": "pubStatus",
    "versioncreated": "versionCreated",
    "embargoed": "embargoedUntil",
    "copyrightholder": "copyrightHolder",
    "copyrightnotice": "copyrightNotice",
    "usageterms": "usageTerms",
    "ednote": "edNote",
    "infosources": "infoSources",
    "altids": "altIds",
}
V3: dict[str, Any] = {
    **{V3_NAMES.get(key, key): value for key, value in V2.items() if key != "rightsinfo"},
    "bodies": [{"contentType": "text/html", "value": BODY}],
    "rightsInfo": {"langId": "http://www.w3.org/ns/odrl/2/", "encodedRights": '{"uid": "x"}'},
}


def item(data: object, **how: Any) -> Document:
    return read(json.dumps(data, **how).encode("utf-8", "surrogatepass"), name="story.json")


@pytest.mark.parametrize("data", [pytest.param(V1, id="1.x"), pytest.param(V2, id="2.x"), pytest.param(V3, id="3.x")])
def test_every_version_says_the_same(data: dict[str, Any]) -> None:
    found = item(data)
    assert found.format == "ninjs"
    assert found.prose == "Harbour closed\n\nThe harbour of Quay Town closed on Monday.\n\nWe had no choice."
    assert dict(found.metadata) == {
        "id": "urn:harbourwire:1",
        "holder": "Harbour Wire",
        "notice": "Copyright 2026 Harbour Wire",
        "usage-terms": "No republication without consent.",
        "creator": "A. Writer",
        "dateline": "Quay Town",
        "language": "en",
        "version": "2",
        "title": "Harbour closed",
        "date": "2026-11-02T08:00:00Z",
        "status": "usable",
        "embargo": "2026-12-01T06:00:00+01:00",
        "expires": "2027-01-01T00:00:00+00:00",
        "limits": "JAPAN OUT",
        "item-type": "article",
        "source": "Sea Press",
        "number": "4711",
    }
    assert [(one.kind, one.text) for one in found.expressions] == [("odrl+json", '{"uid": "x"}')]
    assert [found.prose[slice(*quote)] for quote in found.blockquotes] == ["We had no choice."]


@pytest.mark.parametrize(
    ("change", "key", "value"),
    [
        pytest.param({"pubstatus": "canceled"}, "status", "killed", id="canceled"),
        pytest.param({"pubStatus": "withheld"}, "status", "withheld", id="withheld"),
        pytest.param({"pubstatus": "stet"}, "status", "withheld", id="a status nobody knows"),
        pytest.param({"embargoedUntil": "after the speech"}, "status", "withheld", id="an embargo nobody can read"),
        pytest.param({"USAGETERMS": "No use."}, "usage-terms", "No use.", id="any case"),
        pytest.param({"ednote": "ADDS quotes"}, "note", "ADDS quotes", id="a note that is no limit"),
        pytest.param({"genres": [{"literal": "Press Release"}]}, "origin", "release", id="a release"),
        pytest.param(
            {"associations": {"old": {"uri": "urn:a:0", "rel": "replaces"}}}, "replaces", "urn:a:0", id="replaces"
        ),
    ],
)
def test_rights_and_facts(change: dict[str, Any], key: str, value: str) -> None:
    assert item({"uri": "urn:a:1", "body_text": "The harbour closed.", **change}).metadata[key] == value


def test_linked_rights_are_kept_and_not_fetched() -> None:
    found = item({"uri": "u", "body_text": "Text.", "rightsInfo": {"linkedRights": "https://r.example/p"}})
    assert [(one.kind, one.text) for one in found.expressions] == [("link", "https://r.example/p")]


def test_one_text_in_two_types_is_read_once() -> None:
    found = item({"uri": "u", "body_text": "One two.\n\nThree.", "body_html": "<p>One two.</p><p>Three.</p>"})
    assert found.prose == "One two.\n\nThree."
    assert item({"uri": "u", "body_text": "Other words.", "body_html": "<p>One two.</p>"}).prose.endswith(
        "Other words."
    )


def test_a_picture_has_rights_of_its_own() -> None:
    picture = {"type": "picture", "description_text": "A boat at dawn.", "copyrightholder": "Gull Photos"}
    found = item({"uri": "u", "headline": "Storm", "body_text": "One.\n\nTwo.", "associations": {"p": picture}})
    assert found.prose == "Storm\n\nOne.\n\nTwo.\n\nA boat at dawn."
    assert found.declared == {"segments": [{"origin": "photo", "paragraphs": "4-4", "owner": "Gull Photos"}]}
    assert "holder" not in found.metadata


def test_associated_texts_and_lists_are_stories_of_their_own() -> None:
    side = {"uri": "urn:b", "type": "text", "body_text": "The side story.", "usageterms": "No use."}
    data = json.dumps(
        [{"uri": "urn:a", "body_text": "The main story.", "associations": [side]}, {**side, "uri": "urn:c"}], indent=1
    )
    found = items(data.encode(), name="wire.json")
    assert [(one.name, one.metadata["id"]) for one in found] == [
        ("wire.json#1", "urn:a"),
        ("wire.json#2", "urn:b"),
        ("wire.json#3", "urn:c"),
    ]
    assert "usage-terms" not in found[0].metadata
    last = found[2]
    place = last.raw_span(Span(last.prose.index("side"), last.prose.index("side") + 4))
    line, column = last.position(place.start)
    assert data.splitlines()[line - 1][column - 1 :].startswith("side story")
    with pytest.raises(InputError, match="holds 3 stories"):
        read(data.encode(), name="wire.json")


@pytest.mark.parametrize("ascii_only", [True, False])
def test_escapes_lead_back(ascii_only: bool) -> None:
    found = item({"uri": "u", "body_text": 'Kıyı "said" 😀 it\n\n\tend'}, ensure_ascii=ascii_only)
    for word in ("Kıyı", "said", "😀", "end"):
        start = found.prose.index(word)
        written = found.raw[slice(*found.raw_span(Span(start, start + len(word))))]
        assert json.loads(f'"{written}"') == word


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            '{\n "uri": "u",\n "body_text": }', "story.json:3:15: The JSON cannot be read: a value", id="no value"
        ),
        pytest.param('{"uri": "u", "uri": "v"}', "story.json:1:14: .*stands twice", id="a key twice"),
        pytest.param('{"uri": "u"} x', "story.json:1:14: .*follows its end", id="something behind"),
        pytest.param('{"uri": "u\\q"}', "story.json:1:9: .*escape", id="escape"),
        pytest.param('{"uri": [' + "[" * 10_000, "nested deeper", id="deep"),
        pytest.param('{"uri": "u"}', "no text", id="no text"),
        pytest.param('{"name": "package", "version": "1"}', "none that is read", id="another json"),
    ],
)
def test_what_is_wrong_is_said_where(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(text.encode(), name="story.json")


def test_text_by_the_name_of_the_format() -> None:
    assert from_text('{"uri": "u", "body_text": "Text."}', format="ninjs").prose == "Text."
    assert "ninjs" in formats()
