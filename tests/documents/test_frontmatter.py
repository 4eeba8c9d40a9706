"""Front matter: what it says, where the text begins, and what is wrong with it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from licensing.documents.read import from_text
from licensing.errors import InputError


@pytest.mark.parametrize(
    ("block", "metadata"),
    [
        pytest.param("---\ntitle: Storm\n---\n", {"title": "Storm"}, id="plain"),
        pytest.param("---\r\ntitle: Storm\r\n---\r\n", {"title": "Storm"}, id="windows newlines"),
        pytest.param("\ufeff---\ntitle: Storm\n---\n", {"title": "Storm"}, id="byte order mark"),
        pytest.param(
            "---\ntitle: 'Storm: a day'\nlang: \"tr\"\n---\n", {"title": "Storm: a day", "language": "tr"}, id="quotes"
        ),
        pytest.param("---\n# c\n\nLink: https://a.example/#x\n---\n", {"url": "https://a.example/#x"}, id="address"),
        pytest.param(
            "---\nlanguage: no\ndate: 2022-01-02\n---\n", {"language": "no", "date": "2022-01-02"}, id="norwegian"
        ),
        pytest.param("---\nauthor: [A. One, {name: B. Two}]\n---\n", {"creator": "A. One; B. Two"}, id="two authors"),
        pytest.param(
            "---\ncopyright: >\n  Copyright 2022\n  Wire\n---\n", {"notice": "Copyright 2022 Wire"}, id="folded"
        ),
        pytest.param("---\nusage_terms: CC-BY-4.0\n---\n", {"usage-terms": "CC-BY-4.0"}, id="underscore"),
        pytest.param(
            "---\nholder: W\nstatus: killed\nid: s1\n---\n", {"holder": "W", "status": "killed", "id": "s1"}, id="item"
        ),
        pytest.param("---\ntags: [a]\nweight: 3\n---\n", {}, id="what is not about the text"),
        pytest.param(
            '+++\ntitle = "Storm"\ndate = 2022-01-02\n+++\n', {"title": "Storm", "date": "2022-01-02"}, id="toml"
        ),
    ],
)
@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_metadata(block: str, metadata: dict[str, str], format: str) -> None:  # noqa: A002 - the field's name
    found = from_text(f"{block}Text.", format=format)
    assert found.metadata == metadata
    assert found.prose == "Text."
    assert not found.declared


@pytest.mark.parametrize(
    "block",
    [
        pytest.param("---\nlicensing:\n  territory: [NO, SE]\n  commercial: yes\n---\n", id="yaml"),
        pytest.param('+++\n[licensing]\nterritory = ["NO", "SE"]\ncommercial = "yes"\n+++\n', id="toml"),
    ],
)
def test_declared_values_stay_strings(block: str) -> None:
    assert from_text(f"{block}Text.").declared == {"territory": ["NO", "SE"], "commercial": "yes"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\nThe harbour closed.\n---\nMore.", id="a drawn line"),
        pytest.param("---", id="only a line"),
        pytest.param("----\ntitle: Storm\n---\n", id="four dashes"),
        pytest.param("Text\n---\ntitle: Storm\n---\n", id="not at the start"),
    ],
)
def test_a_drawn_line_is_no_front_matter(text: str) -> None:
    assert from_text(text).prose == text


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("---\ntitle: Storm\n\nText.", "draft.md:1:1", id="never closed"),
        pytest.param("---\ntitle: Storm\ndate: [2022\n---\nText.", "draft.md:4:1", id="open bracket"),
        pytest.param("---\ntitle: a: b\n---\nText.", "draft.md:2:9", id="colon in a value"),
        pytest.param("---\ntitle: a\n- b\n---\nText.", "draft.md:3:1", id="a list among keys"),
        pytest.param("---\na: 1\nlicensing: none\n---\nText.", "draft.md:3:1", id="licensing is no mapping"),
        pytest.param('+++\na = 1\nb = "\n+++\nText.', "draft.md:3:6", id="toml"),
        pytest.param("+++\nlicensing = 1\n+++\nText.", "draft.md:2:1", id="licensing in toml"),
        pytest.param("---\na: [\ufffe]\n---\nText.", "draft.md:2:1", id="a character YAML does not know"),
        pytest.param(f"+++\na = {'[' * 5000}\n+++\nText.", "draft.md:2", id="toml nested without end"),
        pytest.param(f"---\na: {'[' * 5000}\n---\nText.", "draft.md:", id="nested without end"),
    ],
)
def test_broken_front_matter_says_where(text: str, place: str) -> None:
    with pytest.raises(InputError) as error:
        from_text(text, name="draft.md", format="markdown")
    assert str(error.value).startswith(place)


def test_plain_front_matter_needs_no_yaml() -> None:
    program = (
        "import sys; from licensing.documents.read import from_text;"
        "from_text('---\\ntitle: Storm\\n---\\nText.'); sys.exit('yaml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
