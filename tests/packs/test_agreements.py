"""Agreements: every term decides, every clause and answer is named, every contradiction has a place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

import licensing
from licensing.api.rules import desk
from licensing.decision.evaluate import answer, compile_policies
from licensing.decision.states import RuleState, State
from licensing.errors import ConfigError
from licensing.model.odrl import Duty, Rule, RuleKind
from licensing.odrl.read import parse
from licensing.odrl.spell import spell
from licensing.odrl.validity import validate
from licensing.odrl.write import write
from licensing.packs import agreements
from licensing.packs.agreements import QUESTIONS
from licensing.packs.parties import party_key
from licensing.packs.store import rulebook
from licensing.packs.vocabulary import vocabulary

BOOK = rulebook()
CORPUS = Path(__file__).parent.parent / "corpus"
FULL, SILENT, ANSWERED = (CORPUS / "agreements" / f"harbour-{name}.yaml" for name in ("full", "silent", "answered"))
GATE = CORPUS / "gate"


def key(name: str) -> str:
    return party_key(name, BOOK)


FACTS: dict[str, Any] = {
    "holder": key("Harbour Wire Agency"),
    "publisher": key("Example Daily"),
    "medium": "web",
    "territory": "FR",
    "date": dt.date(2026, 11, 22),
    "edit": "none",
    "story-share": 0.2,
    "hours-since-publication": 30,
    "words-in-all": 200,
    "stories-this-month": 5,
    "credit": True,
    "credit-as-agreed": True,
    "sublicence": False,
}
UNKNOWN = "unknown"


def states(path: Path, act: str, manner: str, **changed: Any) -> list[RuleState]:
    facts = {**FACTS, **{name.replace("_", "-"): value for name, value in changed.items()}}
    known = {name: value for name, value in facts.items() if value != UNKNOWN}
    program = compile_policies([agreements.read(path, BOOK).policy], desk().rules.ontology)
    return list(answer(program, act, manner, known).states)


def first(path: Path, act: str, manner: str = "verbatim", clause: str = "grant-1", **changed: Any) -> RuleState:
    """The state of the first rule of a clause that speaks of an act."""
    found = [one for one in states(path, act, manner, **changed) if one.rule.id.endswith(f"/{clause}")]
    return next(one for one in found if act in one.rule.names)


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    return path


YES, NO, ASK = State.ACTIVE, State.INACTIVE, State.UNKNOWN


@pytest.mark.parametrize(
    ("act", "changed", "state"),
    [
        pytest.param("publish", {}, YES, id="as granted"),
        pytest.param("publish", {"territory": "NO"}, YES, id="a country of the region"),
        pytest.param("publish", {"territory": "CH"}, NO, id="a country outside it"),
        pytest.param("publish", {"territory": "TR-34"}, YES, id="a part of a country granted"),
        pytest.param("publish", {"territory": "DE-BY"}, NO, id="a part of a country excepted"),
        pytest.param("publish", {"territory": "DE"}, ASK, id="a country a part of which is excepted"),
        pytest.param("publish", {"territory": UNKNOWN}, ASK, id="nobody says where"),
        pytest.param("publish", {"date": dt.date(2026, 12, 31)}, YES, id="the contract's last day"),
        pytest.param("publish", {"date": dt.date(2027, 1, 1)}, NO, id="the day after"),
        pytest.param("publish", {"date": dt.date(2025, 12, 31)}, NO, id="the day before its first"),
        pytest.param("publish", {"publisher": key("Example Radio")}, YES, id="a co-publisher"),
        pytest.param("publish", {"publisher": key("Other Daily")}, NO, id="another publisher"),
        pytest.param("publish", {"holder": key("Reef Post")}, NO, id="another holder"),
        pytest.param("publish", {"medium": "print"}, NO, id="a medium not granted"),
        pytest.param("publish", {"medium": "social", "social-platform": "x"}, YES, id="a platform granted"),
        pytest.param("publish", {"medium": "social", "social-platform": "reddit"}, NO, id="a platform not granted"),
        pytest.param("publish", {"medium": "social"}, ASK, id="nobody says which platform"),
        pytest.param("publish", {"edit": "shorten"}, YES, id="shortened"),
        pytest.param("publish", {"edit": "adapt"}, NO, id="adapted"),
        pytest.param("publish", {"hours-since-publication": 23}, NO, id="inside the embargo"),
        pytest.param("publish", {"hours-since-publication": 24}, YES, id="when the embargo ends"),
        pytest.param("publish", {"hours-since-publication": UNKNOWN}, ASK, id="nobody says how old the story is"),
        pytest.param("publish", {"words-in-all": 300}, YES, id="the last word"),
        pytest.param("publish", {"words-in-all": 301}, NO, id="a word too many in all"),
        pytest.param("publish", {"words-in-all": UNKNOWN}, ASK, id="nobody counted the words"),
        pytest.param("publish", {"stories-this-month": 20}, YES, id="the last story of the month"),
        pytest.param("publish", {"stories-this-month": 21}, NO, id="a story too many"),
        pytest.param("publish", {"stories-this-month": UNKNOWN}, ASK, id="nobody counted the stories"),
        pytest.param("publish", {"story-share": 0.6}, NO, id="too much of one story"),
        pytest.param("archive", {"medium": UNKNOWN, "words-in-all": UNKNOWN}, YES, id="archived"),
        pytest.param("archive", {"territory": "US"}, NO, id="archived elsewhere"),
    ],
)
def test_every_term_decides(act: str, changed: dict[str, Any], state: State) -> None:
    assert first(FULL, act, **changed).state is state


def test_a_translation_is_granted_where_the_edits_name_it() -> None:
    assert first(FULL, "publish", "translate", edit="translate").state is YES
    assert first(FULL, "publish", "rewrite", edit="adapt").manner_fits is False


def test_feeds_carry_what_is_published_and_need_no_sublicence() -> None:
    assert first(FULL, "redistribute", medium="feed").state is YES
    assert first(FULL, "redistribute", medium="feed", territory="US").state is NO
    assert first(FULL, "redistribute", medium="web").state is NO


def test_who_passes_on_to_others_needs_the_sublicence() -> None:
    assert first(FULL, "redistribute", clause="grant-2", territory="TR-34").state is YES
    assert first(FULL, "redistribute", clause="grant-2", territory="TR-06").state is NO
    assert first(SILENT, "redistribute").state is NO


@pytest.mark.parametrize(
    ("clause", "changed", "state"),
    [
        pytest.param("prohibition-1", {"date": dt.date(2026, 6, 7)}, YES, id="another paper's week"),
        pytest.param("prohibition-1", {"date": dt.date(2026, 6, 8)}, NO, id="the week is over"),
        pytest.param("prohibition-1", {"date": dt.date(2026, 6, 7), "medium": "print"}, NO, id="another medium"),
        pytest.param("prohibition-2", {"medium": "social", "social-platform": "tiktok"}, YES, id="a platform barred"),
        pytest.param("prohibition-2", {"medium": "social", "social-platform": "x"}, NO, id="another platform"),
        pytest.param("prohibition-2", {"medium": "social"}, ASK, id="nobody says which platform"),
    ],
)
def test_prohibitions(clause: str, changed: dict[str, Any], state: State) -> None:
    assert first(FULL, "publish", clause=clause, **changed).state is state


def test_the_source_of_facts_is_named_where_the_contract_wants_it() -> None:
    assert first(FULL, "publish", "facts", "credit-on-facts", credit=False).state is YES
    assert first(FULL, "publish", "facts", "credit-on-facts", credit=True).state is NO
    assert first(FULL, "publish", "facts", "credit-on-facts", credit=UNKNOWN).state is ASK


def clauses(path: Path) -> list[Rule]:
    return list(agreements.read(path, BOOK).policy.rules)


def owed(path: Path, act: str) -> dict[str, Duty]:
    rule = next(rule for rule in clauses(path) if rule.names == (act,))
    return {duty.action: duty for duty in rule.duties}


def test_duties_say_what_is_owed_and_when() -> None:
    found = owed(FULL, "publish")
    assert {name: duty.before for name, duty in found.items()} == {
        "attribute": True,
        "delete": False,
        "process-kill": False,
        "process-correction": False,
        "report": False,
    }
    assert "“Harbour Wire / Example Daily” (under the headline)" in found["attribute"].message
    assert "Harbour Wire / Example Daily" in found["attribute"].fix
    assert "within 30 days" in found["delete"].message
    assert "within 1 hour of a kill notice" in found["process-kill"].message
    assert "promptly" in found["process-correction"].message
    assert set(owed(FULL, "archive")) == set(found) - {"attribute"}


@pytest.mark.parametrize(
    ("changed", "fulfilled"),
    [
        pytest.param({}, True, id="as agreed"),
        pytest.param({"credit": False}, False, id="nobody is named"),
        pytest.param({"credit-as-agreed": False}, False, id="in other words"),
        pytest.param({"credit-as-agreed": UNKNOWN}, None, id="nobody looked at the wording"),
    ],
)
def test_the_wording_of_a_credit_is_asked_for(changed: dict[str, Any], fulfilled: bool | None) -> None:
    duties = {one.duty.action: one.fulfilled for one in first(FULL, "publish", **changed).duties}
    assert duties["attribute"] is fulfilled


@pytest.mark.parametrize("credit", ["Harbour Wire Agency", "{line: HARBOUR WIRE AGENCY}"])
def test_a_credit_that_is_the_holder_s_name_is_measured(tmp_path: Path, credit: str) -> None:
    path = written(tmp_path, ANSWERED.read_text(encoding="utf-8").replace("duties: [attribute]", f"credit: {credit}"))
    assert [one.left for one in owed(path, "publish")["attribute"].constraints if hasattr(one, "left")] == ["credit"]


def test_the_day_to_delete_is_counted_from_publication() -> None:
    duties = owed(FULL, "publish")
    assert agreements.due(duties["delete"], dt.date(2026, 11, 24)) == dt.date(2026, 12, 24)
    assert agreements.due(duties["delete"], dt.date.max) is None
    assert agreements.due(duties["process-kill"], dt.date(2026, 11, 24)) is None


def test_a_clause_is_named_by_file_and_line() -> None:
    publish = clauses(FULL)[0]
    assert f"grant-1, {FULL}:16" in publish.message
    assert publish.authority[0].source == f"{FULL}:16"
    assert "under the law of TR" in publish.note
    barred = next(rule for rule in clauses(FULL) if rule.kind is RuleKind.PROHIBITION)
    assert f"prohibition-1, {FULL}:30" in barred.message


def test_an_answer_counts_and_is_named_with_who_gave_it_and_when() -> None:
    agreement = agreements.read(ANSWERED, BOOK)
    publish, feed, archive = agreement.policy.rules
    assert "edits shorten (answered by A. Counsel, 2026-11-20)" in publish.message
    cited = [one.cite for one in publish.authority]
    assert "Agreement harbour-answered, edits: answered by A. Counsel, 2026-11-20" in cited
    assert "Agreement harbour-answered, retention: answered by B. Counsel, 2026-11-21" in cited
    assert {one.checked for one in publish.authority} == {None, "2026-11-20", "2026-11-21"}
    assert all(one.source.startswith(str(ANSWERED)) for one in publish.authority)
    assert not any("feeds" in one.cite for one in publish.authority)
    assert any("feeds" in one.cite for one in feed.authority)
    assert any("archive" in one.cite for one in archive.authority)
    assert first(ANSWERED, "publish", territory="TR", edit="shorten").state is YES
    assert first(ANSWERED, "publish", territory="TR", medium="social", social_platform="reddit").state is NO
    assert first(ANSWERED, "publish", "translate", territory="TR", edit="translate").manner_fits is False


def test_what_the_contract_says_of_its_form_can_be_answered(tmp_path: Path) -> None:
    assert agreements.read(SILENT, BOOK).written is None
    said = "answers: [{question: written, answer: 'false', by: A. Counsel, on: 2026-11-24}]\n"
    path = written(tmp_path, SILENT.read_text(encoding="utf-8") + said)
    assert agreements.read(path, BOOK).written is False
    assert "written: answered by A. Counsel, 2026-11-24" in clauses(path)[0].authority[-1].cite


@pytest.mark.parametrize("path", [FULL, SILENT, ANSWERED], ids=lambda path: path.stem)
def test_every_agreement_is_valid_odrl_and_names_no_file(path: Path) -> None:
    spelled = spell(agreements.read(path, BOOK).policy, vocabulary(BOOK), target=None, key=key)
    assert validate(spelled) == []
    (again,) = parse(write([spelled], "yaml"), path.name, "yaml", BOOK).policies
    assert validate(again) == []
    assert [rule.uid for rule in again.rules] == [rule.uid for rule in spelled.rules]
    notes = [*(note for rule in spelled.rules for note in rule.notes)]
    notes += [note for rule in spelled.rules for duty in rule.duties for note in duty.notes]
    said = [str(note.value) for note in notes]
    assert said
    assert not any("corpus" in text for text in said)


def test_words_of_a_contract_are_never_taken_for_places_to_fill(tmp_path: Path) -> None:
    text = FULL.read_text(encoding="utf-8").replace("report the stories", "report {the} stories")
    duty = owed(written(tmp_path, text.replace("Harbour Wire / Example Daily", "Harbour {x}")), "publish")
    assert "report {the} stories" in duty["report"].message.format_map({})
    assert "Harbour {x}" in duty["attribute"].fix.format_map({})


HEAD = "id: a\nassigner: A\nassignee: B\n"
GRANT = f"{HEAD}grants:\n  - "
PLAIN = "{action: publish, medium: web, territory: TR, to: 2026-12-31}\n"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        pytest.param(
            GRANT + "{action: publish, to: 2026-01-01}\nfrom: 2026-02-01\n",
            "5:27", "before it starts on 2026-02-01", id="the clause ends before the contract starts",
        ),
        pytest.param(GRANT + "{action: publish}\nto: 2026-02-30\n", "6:5", "calendar", id="no such day"),
        pytest.param(GRANT + "{action: publish}\nretention:\n", "6:1", "number of days", id="retention of nothing"),
        pytest.param(GRANT + "{action: publish, retention: soon}", "5:34", "number of days", id="retention in words"),
        pytest.param(
            GRANT + "{action: publish}\nretention: unlimited\nduties: [delete]",
            "6:12", "without limit", id="kept for ever and deleted",
        ),
        pytest.param(
            GRANT + "{action: publish, sublicence: true}", "5:35", "Add redistribute", id="sublicence of nothing"
        ),
        pytest.param(
            GRANT + "{action: publish}\nsublicence: true\n", "6:13", "redistribute", id="sublicences of nothing"
        ),
        pytest.param(GRANT + "{action: publish, teritory: TR}", "5:33", "'teritory' is not known", id="unknown key"),
        pytest.param(f"{HEAD}grants: []\ncredits: AA", "5:10", "'credits' is not known", id="unknown key above"),
        pytest.param(
            GRANT + "{action: publish, credit: {text: AA}}", "5:38", "'text' is not known", id="unknown key of a credit"
        ),
        pytest.param(GRANT + "{action: publish, territory: [TR, UK]}", "5:39", "write GB", id="no such country"),
        pytest.param(GRANT + "{action: publish, territory: XX-BY}", "5:34", "write GB", id="a part of no country"),
        pytest.param(
            GRANT + "{action: publish, territory: [EU, DE], except-territory: [DE]}",
            "5:63", "DE is both named and excepted", id="granted and excepted",
        ),
        pytest.param(
            GRANT + "{action: publish, territory: DE-BY, except-territory: [FR, EU]}",
            "5:64", "DE-BY is both", id="granted inside what is excepted",
        ),
        pytest.param(
            GRANT + "{action: publish, except-territory: world}", "5:41", "The world is both", id="nothing is left"
        ),
        pytest.param(
            GRANT + "{action: publish, medium: [social, web], social: none}",
            "5:54", "both granted and ruled out", id="social and not social",
        ),
        pytest.param(GRANT + "{action: publish, social: myspace}", "5:31", "not a social platform", id="no platform"),
        pytest.param(GRANT + "{action: publish, social: [x, any]}", "5:35", "'any' says all", id="one and all"),
        pytest.param(GRANT + "{action: broadcast, feeds: true}", "5:32", "publishes nothing", id="feeds of nothing"),
        pytest.param(
            GRANT + "{action: publish, medium: print}\nfeeds: true", "6:8", "No grant publishes", id="a fed paper"
        ),
        pytest.param(
            GRANT + "{action: [publish, redistribute], medium: [web, feed], feeds: false}",
            "5:67", "both granted and ruled out", id="feed and no feed",
        ),
        pytest.param(GRANT + "{action: publish, edits: [none, adapt]}", "5:31", "'none' says all", id="none and some"),
        pytest.param(
            GRANT + "{action: publish, edits: translate, translation: false}",
            "5:54", "Translation is both", id="translated and not",
        ),
        pytest.param(
            GRANT + "{action: [publish, archive]}\narchive: false", "6:10", "archive is both", id="archived and not"
        ),
        pytest.param(
            GRANT + "{action: publish}\ncredit: none\nduties: [credit]", "6:9", "No credit", id="credit and none"
        ),
        pytest.param(GRANT + "{action: publish, words-of-a-story: few}", "5:41", "whole number", id="words in words"),
        pytest.param(GRANT + "{action: publish, embargo: 24}", "5:32", "24 hours", id="an embargo without a unit"),
        pytest.param(GRANT + "{action: publish}\nkill: fast", "6:7", "promptly", id="a kill in other words"),
        pytest.param(GRANT + "{action: publish}\ngoverning-law: UK", "6:16", "write GB", id="law of no country"),
        pytest.param(
            f"{HEAD}grants: []\nprohibitions:\n  - {{action: publish, social: none}}",
            "6:31", "say social: none there", id="a prohibition of nothing",
        ),
        pytest.param(
            GRANT + PLAIN + "answers:\n  - {question: edits, answer: shorten, on: 2026-11-24}",
            "7:5", "Nobody signed", id="an answer without a name",
        ),
        pytest.param(
            GRANT + PLAIN + "answers:\n  - {question: edits, answer: shorten, by: ' ', on: 2026-11-24}",
            "7:5", "Nobody signed", id="an answer with an empty name",
        ),
        pytest.param(
            GRANT + PLAIN + "answers:\n  - {question: edits, answer: shorten, by: A}",
            "7:5", "has no date", id="an answer without a date",
        ),
        pytest.param(
            GRANT + PLAIN + "answers:\n  - {question: edits, answer: shorten, by: A, on: 2026-02-30}",
            "7:51", "calendar", id="an answer of no day",
        ),
        pytest.param(
            GRANT + PLAIN + "answers:\n  - {question: edit, answer: shorten, by: A, on: 2026-11-24}",
            "7:16", "'edit' is not one of", id="an answer to no question",
        ),
        pytest.param(
            GRANT + PLAIN + "answers:\n  - {question: edits, answer: [shorten, some], by: A, on: 2026-11-24}",
            "7:41", "'some' is not one of", id="an answer that is none",
        ),
        pytest.param(
            GRANT + PLAIN + "answers:\n  - {question: territory, answer: US, by: A, on: 2026-11-24}",
            "7:35", "itself settles 'territory'", id="an answer to what the contract says",
        ),
        pytest.param(
            GRANT + PLAIN + "answers:\n  - {question: edits, answer: none, by: A, on: 2026-11-24}\n"
            "  - {question: edits, answer: adapt, by: B, on: 2026-11-25}",
            "8:16", "here and in line 7", id="two answers",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_has_a_place(tmp_path: Path, text: str, place: str, words: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        agreements.read(path, BOOK)
    assert f"a.yaml:{place}" in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        pytest.param(SILENT.read_text(encoding="utf-8"), set(QUESTIONS) - {"feeds"}, id="silent"),
        pytest.param(FULL.read_text(encoding="utf-8"), set(), id="full"),
        pytest.param(ANSWERED.read_text(encoding="utf-8"), set(), id="answered"),
        pytest.param(
            (GATE / "harbour-2026.yaml").read_text(encoding="utf-8"),
            {"social", "feeds", "edits", "translation", "archive", "retention"},
            id="a contract as the manual shows it",
        ),
        pytest.param(
            f"written: true\ngoverning-law: TR\nto: open\nretention: unlimited\ncredit: none\n{GRANT}"
            "{action: publish, territory: world, medium: any, edits: translate, archive: true}",
            {"feeds"},
            id="what any medium holds is not asked",
        ),
        pytest.param(
            f"written: true\ngoverning-law: TR\nto: open\n{GRANT}"
            "{action: publish, territory: TR, medium: print, duties: [credit, delete], manner: quote}\n"
            "prohibitions:\n  - {action: archive}\n  - {action: publish, manner: translate}",
            set(),
            id="duties and prohibitions answer too",
        ),
        pytest.param(
            f"written: true\ngoverning-law: TR\nto: open\nretention: 3\ncredit: none\nterritory: TR\n{GRANT}"
            "{action: publish, medium: web, social: none, feeds: false, edits: none, archive: false, "
            "translation: false}\n  - {action: broadcast, medium: radio}",
            {"edits", "translation", "archive"},
            id="a second grant leaves open what the first settles",
        ),
    ],
)
def test_only_what_is_open_is_asked(tmp_path: Path, text: str, asked: set[str]) -> None:
    contract = agreements.load(written(tmp_path, text), BOOK)
    assert {one.key for one in agreements.open_questions(contract)} == asked


def test_the_schema_and_the_questions_name_the_same_keys() -> None:
    answers = BOOK.schemas["agreement"]["$defs"]["answer"]["properties"]["question"]["enum"]
    assert set(answers) == set(QUESTIONS)
    assert set(answers) <= set(BOOK.schemas["agreement"]["properties"])


def test_words_for_platforms_and_feeds_reach_only_grants_that_publish_online(tmp_path: Path) -> None:
    text = (
        f"{GRANT}{{action: publish, medium: web, territory: TR}}\n"
        "  - {action: publish, medium: print, territory: world}\nsocial: any\nfeeds: true\n"
    )
    path = written(tmp_path, text)
    facts: dict[str, Any] = {"holder": key("A"), "publisher": key("B"), "medium": "social", "territory": "US"}
    assert all(one.state is NO for one in states(path, "publish", "verbatim", **facts))
    assert first(path, "publish", **{**facts, "territory": "TR"}).state is YES
    assert [rule.names for rule in clauses(path)] == [("publish",), ("redistribute",), ("publish",)]


def test_feeds_that_are_ruled_out_are_ruled_out_of_what_is_passed_on(tmp_path: Path) -> None:
    path = written(tmp_path, f"{GRANT}{{action: [publish, redistribute], feeds: false, sublicence: true}}\n")
    facts: dict[str, Any] = {"holder": key("A"), "publisher": key("B")}
    assert first(path, "redistribute", **facts, medium="feed").state is NO
    assert first(path, "redistribute", **facts, medium="web").state is YES


def test_a_manner_brings_the_edit_it_needs(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        f"{GRANT}{{action: publish, manner: verbatim, translation: true}}\n  - {{action: publish, manner: rewrite}}\n",
    )
    facts: dict[str, Any] = {"holder": key("A"), "publisher": key("B")}
    assert first(path, "publish", "translate", **facts, edit="translate").state is YES
    assert first(path, "publish", "rewrite", "grant-2", **facts, edit="adapt").state is YES
    assert first(path, "publish", "rewrite", **facts, edit="adapt").manner_fits is False


def test_a_word_on_translation_for_all_leaves_a_grant_with_manners_alone(tmp_path: Path) -> None:
    path = written(tmp_path, f"{GRANT}{{action: publish, manner: [verbatim]}}\ntranslation: true\n")
    (rule,) = clauses(path)
    assert rule.manners == ("verbatim",)
    assert first(path, "publish", holder=key("A"), publisher=key("B"), edit="translate").state is NO


def test_a_listed_duty_stands_beside_a_term_where_it_says_more(tmp_path: Path) -> None:
    text = (
        f"{GRANT}{{action: publish, duties: [process-kill, delete]}}\nkill: 1 hour\nretention: 30\n"
        "duties: [{action: process-kill, text: keep a list of killed stories}]\n"
    )
    said = [duty.message for duty in clauses(written(tmp_path, text))[0].duties]
    assert said == [
        "Agreement a: delete the text within 30 days of its publication.",
        "Agreement a: take the story down within 1 hour of a kill notice.",
        "Agreement a: keep a list of killed stories.",
    ]


def test_a_grant_of_quotation_does_not_ask_for_the_whole_story(tmp_path: Path) -> None:
    path = written(tmp_path, f"{GRANT}{{action: publish, manner: quote}}\n")
    facts: dict[str, Any] = {"holder": key("A"), "publisher": key("B"), "edit": "shorten"}
    assert first(path, "publish", "quote", **facts).state is YES


def test_a_prohibition_of_changes_speaks_of_changed_texts_only(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        f"{GRANT}{{action: publish}}\nprohibitions:\n  - {{action: publish, edits: [shorten, adapt], social: any}}\n",
    )
    facts: dict[str, Any] = {"holder": key("A"), "medium": "social"}
    assert first(path, "publish", clause="prohibition-1", **facts, edit="shorten").state is YES
    assert first(path, "publish", clause="prohibition-1", **facts, edit="none").state is NO
    assert first(path, "publish", clause="prohibition-1", holder=key("A"), edit="shorten").state is NO


def test_a_prohibition_may_name_media_and_platforms(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        f"{GRANT}{{action: publish}}\nprohibitions:\n  - {{action: publish, medium: print, social: [x]}}\n",
    )
    facts: dict[str, Any] = {"holder": key("A")}
    for changed, state in (
        ({"medium": "print"}, YES),
        ({"medium": "social", "social-platform": "x"}, YES),
        ({"medium": "social", "social-platform": "reddit"}, NO),
        ({"medium": "web"}, NO),
    ):
        assert first(path, "publish", clause="prohibition-1", **{**facts, **changed}).state is state


@pytest.mark.parametrize(
    ("text", "medium", "state"),
    [
        pytest.param("social: [x]", "print", YES, id="one platform and any other medium"),
        pytest.param("social: none", "social", NO, id="any medium but platforms"),
        pytest.param("social: none", "print", YES, id="any other medium"),
        pytest.param("social: any", "social", YES, id="any medium"),
        pytest.param("medium: any", "print", YES, id="any medium by that word"),
        pytest.param("medium: [web], social: any", "social", YES, id="the web and every platform"),
        pytest.param("medium: [web], social: none", "social", NO, id="the web alone"),
    ],
)
def test_media_and_platforms(tmp_path: Path, text: str, medium: str, state: State) -> None:
    path = written(tmp_path, f"{GRANT}{{action: publish, {text}}}\n")
    assert first(path, "publish", holder=key("A"), publisher=key("B"), medium=medium).state is state


PLAN = {"territory": ["TR"], "date": "2026-11-22", "publisher": "Example Daily", "purpose": "news-reporting"}


def decided(draft: str, contract: Path, **changed: object) -> licensing.Decision:
    plan = {"action": "publish", "medium": ["web"], **PLAN, "agreements": [str(contract)], **changed}
    return licensing.check(GATE / draft, plan=plan, sources=[GATE / "ferry.txt"])


def test_at_the_gate_an_answer_permits_and_is_named() -> None:
    decision = decided("shortened.md", ANSWERED)
    assert decision.effect == "permit"
    cited = [one.cite for finding in decision.drafts[0].findings for one in finding.authority]
    assert "Agreement harbour-answered, edits: answered by A. Counsel, 2026-11-20" in cited
    assert any("within 14 days" in one.message for one in decision.drafts[0].obligations)


def test_at_the_gate_a_platform_nobody_named_is_a_question() -> None:
    decision = decided("whole.md", ANSWERED, medium=["social"])
    assert decision.effect == "review"
    assert "social-platform" in {question.fact for question in decision.drafts[0].questions}


COUNTED = {"story": "ferry", "words-in-all": "290", "stories-this-month": "20", "hours-since-publication": "30"}


@pytest.mark.parametrize(
    ("told", "effect", "asked"),
    [
        pytest.param(
            {"story": "ferry"},
            "review",
            {"words-in-all", "stories-this-month", "hours-since-publication", "credit-as-agreed"},
            id="nobody counted",
        ),
        pytest.param({**COUNTED, "credit-as-agreed": "true"}, "permit", set(), id="the desk counted"),
        pytest.param({**COUNTED, "credit-as-agreed": "false"}, "deny", set(), id="another credit"),
        pytest.param({**COUNTED, "credit-as-agreed": "true", "words-in-all": "301"}, "deny", set(), id="over"),
    ],
)
def test_at_the_gate_a_limit_nobody_counted_is_a_question(told: dict[str, str], effect: str, asked: set[str]) -> None:
    decision = decided("quotation.md", FULL, purpose="advertising", sources=[told])
    assert decision.effect == effect
    assert {question.fact for question in decision.drafts[0].questions} == asked
