"""The source line: built from what a story says of itself, with what nobody knows in brackets, and never made up."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import licensing
from licensing.api.attribution import attribution, credit_line, signature
from licensing.api.credits import Party, credit_facts
from licensing.documents.read import from_text
from licensing.model.attribution import Attribution
from licensing.model.decision import DraftDecision
from licensing.model.document import Document
from licensing.packs.parties import holders
from licensing.packs.store import rulebook
from licensing.text.bylines import byline, cited, closing

GATE = Path(__file__).parent.parent / "corpus" / "gate"
PROSE = (GATE / "ferry-without-notice.txt").read_text(encoding="utf-8")
UNCREDITED = (GATE / "quotation-uncredited.md").read_text(encoding="utf-8")
SPOKEN = (
    "Pell Haske rowed out alone before dawn and found nobody on the reef, and the lamp was dark. The harbour slept "
    "until noon that day."
)
PLAN: dict[str, object] = {
    "medium": ["web"],
    "territory": ["TR"],
    "date": "2026-11-22",
    "purpose": "news-reporting",
    "publisher": "Example Daily",
}


def told(text: str, format: str = "text") -> tuple[str | None, Attribution]:  # noqa: A002 - the field's name
    book = rulebook()
    document = from_text(text, format=format)
    signed = signature(document, (), None, book)
    named = holders(signed.holder, book) if signed.holder else ()
    return signed.holder, attribution(document, signed, named, book)


def front(**values: str) -> str:
    return "\n".join(["---", *(f'{key}: "{value}"' for key, value in values.items()), "---", "", SPOKEN])


def line(text: str) -> str:
    holder, found = told(text)
    return credit_line(holders(holder, rulebook()) if holder else (), found)


def check(source: str, draft: str = UNCREDITED, **plan: object) -> DraftDecision:
    facts = {"story": "ferry", "made-public": True, **plan}
    return licensing.check(draft, plan={**PLAN, "sources": [facts]}, sources=[source]).drafts[0]


def fixes(draft: DraftDecision) -> list[str]:
    return [one.fix for one in draft.findings if "credit line" in one.fix]


# the line -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        pytest.param(
            {
                "holder": "Harbour Wire",
                "credit": "Harbour Wire, citing Port Radio",
                "byline": "By Jane Doe and Ali Vural",
                "number": "4711",
                "date": "21 November 2026",
            },
            "Harbour Wire, citing Port Radio, 21 November 2026, no. 4711, Jane Doe and Ali Vural",
            id="everything",
        ),
        pytest.param(
            {"holder": "AA", "source": "Port Radio", "author": "AA", "number": "none", "date": "21 November 2026"},
            "Anadolu Agency, citing Port Radio, 21 November 2026",
            id="the agency's own line, no number and no author",
        ),
        pytest.param(
            {"holder": "Harbour Wire"},
            "Harbour Wire, (date of the story), (number of the story), (author's name or mark), "
            "(source the story took it from). Not known: date, number, author, earlier source. "
            "Look it up, and leave out what there is none of.",
            id="nothing but the holder",
        ),
        pytest.param(
            {"credit": "AA/DHA", "author": "jd/mk", "number": "7", "date": "21 November 2026"},
            "Anadolu Agency, 21 November 2026; Demirören Haber Ajansı, 21 November 2026, no. 7, jd/mk",
            id="two agencies and a mark",
        ),
        pytest.param(
            {"author": "none", "number": "none", "source": "none"},
            "(holder of the story), (date of the story). Not known: holder, date. "
            "Look it up, and leave out what there is none of.",
            id="what there is none of is not printed",
        ),
    ],
)
def test_the_line_is_what_the_story_says(values: dict[str, str], wanted: str) -> None:
    assert line(front(**values)) == wanted


PARTS = st.dictionaries(
    st.sampled_from(["holder", "credit", "source", "byline", "number", "date"]),
    st.sampled_from(["Harbour Wire", "AA", "Port Radio", "Jane Doe", "4711", "21 November 2026", "none", "AA/DHA"]),
)


@given(PARTS)
def test_nothing_in_the_line_is_made_up(values: dict[str, str]) -> None:
    """Every word of the line stands in the story, is a name of an agency it names, or is a blank in brackets."""
    holder, found = told(front(**values))
    named = holders(holder, rulebook()) if holder else ()
    bare = credit_line(named, found).split(". Not known:")[0]
    for blank in ("holder of the story", "date of the story", "number of the story", "author's name or mark"):
        bare = bare.replace(f"({blank})", "")
    bare = bare.replace("(source the story took it from)", "")
    known = " ".join([*values.values(), "citing and no. Anadolu Agency Demirören Haber Ajansı", SPOKEN])
    assert not [word for word in bare.replace(",", " ").replace(";", " ").split() if word not in known]
    assert ("Not known" in credit_line(named, found)) == (not named or None in found[:4])


# what a story says --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "holder", "upstream"),
    [
        pytest.param(f"{SPOKEN}\n\n(AA)", "AA", (), id="a closing credit"),
        pytest.param(f"{SPOKEN} (AA, DHA)", "AA, DHA", (), id="two, on the last line"),
        pytest.param(f"{SPOKEN}\n\n(AA, citing Port Radio)", "AA", ("Port Radio",), id="citing"),
        pytest.param(
            f"---\nholder: Example Daily\n---\n{SPOKEN}\n\n(AA)", "Example Daily", ("AA",), id="taken from it"
        ),
        pytest.param(f"{SPOKEN}\n\n(see page 4)", None, None, id="brackets that name nobody"),
        pytest.param(f"{SPOKEN} He is of the motorists' club (AA)", None, None, id="inside a sentence"),
        pytest.param(f"{SPOKEN} He is of the motorists' club (AA).", None, None, id="a word and its initials"),
        pytest.param(f"---\nsource: https://a.example\n---\n{SPOKEN}", None, None, id="an address names nobody"),
    ],
)
def test_the_holder_and_the_earlier_source(text: str, holder: str | None, upstream: tuple[str, ...] | None) -> None:
    found_holder, found = told(text)
    assert found_holder == holder
    assert (None if found.upstream is None else tuple(names[0] for names in found.upstream)) == upstream


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        pytest.param(f"Storm\n\nBy Jane Doe\n\n{SPOKEN}", ("Jane Doe",), id="a byline"),
        pytest.param(f"By Jane Doe and Ali Vural, AA\n\n{SPOKEN}", ("Jane Doe", "Ali Vural"), id="two and the agency"),
        pytest.param(f"Haber: Ayşe Kaya\n\n{SPOKEN}", ("Ayşe Kaya",), id="Turkish"),
        pytest.param(f"By noon the sea was calm.\n\n{SPOKEN}", None, id="a sentence"),
        pytest.param(f"{SPOKEN}\n\n(AA) jd/mk", ("jd/mk",), id="a mark behind the credit"),
        pytest.param(SPOKEN, None, id="nobody"),
        pytest.param(f"---\nholder: AA\nauthor: AA\n---\n{SPOKEN}", (), id="signed by the agency"),
        pytest.param(f"---\nauthor: none\n---\n{SPOKEN}", (), id="said to be unsigned"),
    ],
)
def test_the_authors(text: str, authors: tuple[str, ...] | None) -> None:
    assert told(text)[1].authors == authors


def test_a_page_says_it_in_the_words_of_schema_org() -> None:
    holder, found = told(
        """<script type="application/ld+json">{"@type": "NewsArticle", "sourceOrganization": {"name": "Harbour Wire"},
        "isBasedOn": {"name": "Port Radio"}, "issueNumber": "12", "author": {"name": "Jane Doe"},
        "datePublished": "2026-11-21"}</script><p>text</p>""",
        format="html",
    )
    assert holder == "Harbour Wire"
    assert found == Attribution("2026-11-21", "12", ("Jane Doe",), (("Port Radio",),))


def test_edges_of_a_text() -> None:
    assert byline("") is None
    assert closing("") is None
    assert cited("A, citing B") == ("A", "B")
    assert cited("A") == ("A", "")


# the draft ----------------------------------------------------------------------------------------------------------


TOLD = Attribution("21 November 2026", "4711", ("Jane Doe", "mk"), (("Port Radio", "PR"),))


def named(text: str, found: Attribution = TOLD) -> dict[str, object]:
    draft = Document(text, text)
    return dict(credit_facts(draft, Party((("Harbour Wire",),), told=found), (), (), near=False))


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        pytest.param("Harbour Wire, citing PR, 21 November 2026, no. 4711, Jane Doe (mk)", "", id="everything"),
        pytest.param("Harbour Wire, citing PR, 20 November 2026, no. 4711, Jane Doe (mk)", "date", id="another day"),
        pytest.param(
            "Harbour Wire, citing PR, 21 November 2026, 4711 boats, Jane Doe/mk", "number", id="a number of boats"
        ),
        pytest.param("Harbour Wire, citing PR, 21 November 2026, no. 4711, Jane Doe", "author", id="one author of two"),
        pytest.param(
            "Harbour Wire, citing PR, 21 November 2026, no. 4711, Jane Doe rose mk", "author", id="mk is no mark"
        ),
        pytest.param(
            "Harbour Wire, 21 November 2026, no. 4711, Jane Doe (mk)", "upstream", id="not the earlier source"
        ),
    ],
)
def test_each_part_is_measured(text: str, missing: str) -> None:
    facts = named(text)
    parts = ("credit-date", "credit-number", "credit-author", "credit-upstream")
    assert facts["credit"] is True
    assert {part.removeprefix("credit-") for part in parts if facts[part] is False} == ({missing} if missing else set())


def test_what_nobody_knows_is_not_measured_and_what_there_is_none_of_is_fulfilled() -> None:
    assert "credit-author" not in named("Harbour Wire", Attribution())
    facts = named("Harbour Wire", Attribution(number="", authors=(), upstream=()))
    assert (facts["credit-author"], facts["credit-number"], facts["credit-upstream"]) == (True, True, True)


# the gate -----------------------------------------------------------------------------------------------------------


HEAD = 'id: ferry\nholder: "Harbour Wire"\ndate: "21 November 2026"\nnumber: "4711"\nauthor: "Jane Doe"\nsource: "{0}"'


def test_a_fix_gives_the_line_of_the_story() -> None:
    (first, *_) = fixes(check(f"---\n{HEAD.format('Port Radio')}\n---\n\n{PROSE}"))
    assert first.endswith("Harbour Wire, citing Port Radio, 21 November 2026, no. 4711, Jane Doe")


def test_text_taken_from_a_primary_source_is_credited_to_that() -> None:
    story = f"---\n{HEAD.format('none')}\n---\n\n{PROSE}"
    draft = check(story, **{"taken-from": "Harbour Ministry"})
    said = fixes(draft)
    assert said
    assert all("Harbour Ministry" in fix and "Harbour Wire" not in fix for fix in said)
    credited = UNCREDITED.replace("The log bears that out.", "So the Harbour Ministry of 21 November 2026.")
    assert "law/tr/fsek-71-1-3" not in {
        one.rule for one in check(story, credited, **{"taken-from": "Harbour Ministry"}).findings
    }


def test_byline_and_closing_credit_are_no_part_of_what_is_taken() -> None:
    story = f"---\nid: ferry\n---\n\nBy Jane Doe\n\n{PROSE}\n\n(AA) jd/mk"
    whole = check(story, f"By Jane Doe\n\n{PROSE}\n\n(AA) jd/mk")
    assert any("Shares 790 words" in one.message for one in whole.findings)
    assert "law/tr/press-law-24-1" not in {one.rule for one in whole.findings}


def test_an_agency_is_credited_for_a_story_that_only_ends_with_its_initials() -> None:
    story = f"---\nid: ferry\ndate: 21 November 2026\n---\n\n{PROSE}\n\n(AA)"
    credited = (GATE / "quotation.md").read_text(encoding="utf-8").replace("Harbour Wire Agency", "AA")
    assert check(story, credited).effect.value == "permit"
    assert check(story).effect.value == "deny"
