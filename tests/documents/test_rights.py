"""One vocabulary for what carriers say in many."""

from __future__ import annotations

import pytest

from licensing.documents import rights
from licensing.documents.ednote import add_note
from licensing.documents.read import from_text
from licensing.documents.rights import NAMES, SINGLE, Facts


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("usable", "usable"),
        ("stat:canceled", "killed"),
        ("Cancelled", "killed"),
        ("http://cv.iptc.org/newscodes/pubstatusg2/withheld", "withheld"),
        ("published", "usable"),
        ("who knows", "withheld"),
    ],
)
def test_status(word: str, status: str) -> None:
    assert rights.status(word) == status


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-12-01", "2026-12-01"),
        ("2026-12-01T06:00:00Z", "2026-12-01T06:00:00+00:00"),
        ("20261201T060000+0100", "2026-12-01T06:00:00+01:00"),
        ("20261201", "2026-12-01"),
        ("2026-12-01T06:00:00.1234567Z", "2026-12-01T06:00:00.123456+00:00"),
        ("Tue, 01 Dec 2026 06:00:00 GMT", "2026-12-01T06:00:00+00:00"),
        ("tomorrow", ""),
        ("2026-13-01", ""),
        ("", ""),
    ],
)
def test_moments(text: str, moment: str) -> None:
    assert rights.moment(text) == moment


@pytest.mark.parametrize(
    ("genres", "item_type"),
    [
        (["genre:Opinion"], "article"),
        (["Current"], "report"),
        (["Current", "Commentary"], "article"),
        (["köşe yazısı"], "article"),
        (["Feature"], ""),
        ([], ""),
    ],
)
def test_item_types(genres: list[str], item_type: str) -> None:
    assert rights.item_type(genres) == item_type


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("JAPAN OUT", "limits"),
        ("Editorial use only", "limits"),
        ("Nur zur redaktionellen Verwendung", "limits"),
        ("Yalnızca haber amaçlı", "limits"),
        ("ADDS quotes, background", "note"),
    ],
)
def test_a_note_that_could_limit_a_use_is_a_limit(text: str, key: str) -> None:
    facts = Facts()
    add_note(facts, text)
    assert dict(facts.metadata()) == {key: text}


def test_of_two_statuses_the_strictest_counts_and_of_two_titles_the_first() -> None:
    facts = Facts()
    for key, value in (("status", "usable"), ("status", "killed"), ("title", "A"), ("title", "B"), ("notice", "a")):
        facts.add(key, value)
    facts.add("notice", "b")
    facts.add("notice", "a")
    facts.add("", "nothing")
    facts.add("credit", None)
    assert dict(facts.metadata()) == {"status": "killed", "title": "A", "notice": "a\nb"}


def test_the_table_of_names_is_whole() -> None:
    assert rights.__doc__ is not None
    told = {line.split()[0] for line in rights.__doc__.split("=\n")[1].splitlines() if line[:1].islower()}
    assert told == NAMES
    assert SINGLE < NAMES


@pytest.mark.parametrize(
    ("block", "metadata"),
    [
        pytest.param(
            '{"title": "Storm", "usageTerms": "No use."}\n', {"title": "Storm", "usage-terms": "No use."}, id="json"
        ),
        pytest.param('{\n "author": [{"name": "A."}, "B."]\n}\n\n', {"creator": "A.; B."}, id="json over lines"),
        pytest.param("---\nembargo: 2026-12-01\n---\n", {"embargo": "2026-12-01"}, id="embargo"),
        pytest.param(
            "---\nembargo: Tuesday\n---\n", {"status": "withheld", "limits": "embargo: Tuesday"}, id="embargo unread"
        ),
        pytest.param("---\nrestrictions: JAPAN OUT\n---\n", {"limits": "JAPAN OUT"}, id="restrictions"),
        pytest.param("---\nstatus: canceled\n---\n", {"status": "killed"}, id="canceled"),
        pytest.param("---\nitem-type: article\n---\n", {"item-type": "article"}, id="item type"),
        pytest.param("---\ntdm-reservation: 1\n---\n", {"tdm": "reserved tdm-reservation=1"}, id="tdm"),
        pytest.param(
            "---\nreplaces: [a1, a2]\nversion: 3\n---\n", {"replaces": "a1\na2", "version": "3"}, id="version"
        ),
    ],
)
@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_front_matter(block: str, metadata: dict[str, str], format: str) -> None:  # noqa: A002 - the field's name
    found = from_text(f"{block}Text.", format=format)
    assert dict(found.metadata) == metadata
    assert found.prose.strip() == "Text."


def test_json_front_matter_says_where_it_is_broken_and_where_the_text_is() -> None:
    with pytest.raises(Exception, match=r"x\.md:2:14: The front matter cannot be read"):
        from_text('{"title": "a",\n "licensing":}\nText.', name="x.md", format="markdown")
    with pytest.raises(Exception, match=r"x\.md:2:1: licensing: takes the keys"):
        from_text('{"title": "a",\n "licensing": "x"}\nText.', name="x.md", format="markdown")
    found = from_text('{"title": "a",\n "licensing": {"purpose": "criticism"}}\nThe *text*.', format="markdown")
    assert found.declared == {"purpose": "criticism"}
    assert found.position(found.raw.index("text*")) == (3, 6)
    assert from_text("{quote} he said").prose == "{quote} he said"
