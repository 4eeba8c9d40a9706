"""The flow around the table of cases: archives, plans of every form, claims, sources nobody compared, whole runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import licensing
from licensing import api
from licensing.api.archive import as_document
from licensing.api.reading import story_terms
from licensing.archive.interface import Outcome
from licensing.errors import ArchiveError, ConfigError, InputError
from licensing.model.decision import Decision
from licensing.model.passage import PassageKind
from licensing.packs.store import rulebook

GATE = Path(__file__).parent.parent / "corpus" / "gate"
FERRY = (GATE / "ferry.txt").read_text(encoding="utf-8")
OWN = (GATE / "own-report.md").read_text(encoding="utf-8")
SENTENCE = (
    "The channel has taken ships before, but never a ferry, and never with the harbour office's own pilot "
    "standing on the bridge."
)
PLAN: dict[str, object] = {
    "medium": ["web"],
    "territory": ["TR"],
    "date": "2026-11-22",
    "purpose": "news-reporting",
    "publisher": "Example Daily",
    "sources": [{"story": "ferry", "made-public": True}],
}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[licensing.Archive]:
    with licensing.Archive.open(tmp_path / "newsroom.db") as kept:
        kept.add(GATE / "ferry.txt")
        yield kept


def effect(decision: Decision) -> str:
    return decision.drafts[0].effect.value


def told(decision: Decision) -> str:
    draft = decision.drafts[0]
    return "\n".join(
        [f"{one.rule} {one.message} {one.fix}" for one in draft.findings] + [one.message for one in draft.questions]
    )


# archives ---------------------------------------------------------------------------------------------------------


def test_a_stored_story_is_found_by_its_text(archive: licensing.Archive) -> None:
    draft = f"Before this, nothing of it. {SENTENCE} After it, nothing either."
    (match,) = archive.find(draft)
    assert match.story.id == "ferry"
    (passage,) = match.passages
    assert draft[passage.draft.start : passage.draft.end].rstrip(".") == SENTENCE.rstrip(".")
    assert FERRY[passage.source.start : passage.source.end].rstrip(".") == SENTENCE.rstrip(".")


def test_spans_in_a_story_with_markup_are_those_of_the_text_as_given(
    archive: licensing.Archive, tmp_path: Path
) -> None:
    front = "---\ntitle: Lamps\nid: lamps\n---\n\n"
    text = front + "The [new lamp](https://lamp.example) of the **northern pier** was lit at dusk by two keepers.\n"
    (tmp_path / "lamps.md").write_text(text, encoding="utf-8")
    archive.add(tmp_path / "lamps.md")
    (match,) = archive.find("The new lamp of the northern pier was lit at dusk by two keepers.")
    (passage,) = match.passages
    assert text[passage.source.start : passage.source.end].startswith("The [new lamp]")
    assert text[passage.source.start : passage.source.end].rstrip(".").endswith("keepers")


def test_the_archive_says_what_it_knows_of_a_story(archive: licensing.Archive) -> None:
    assert effect(licensing.check(GATE / "quotation.md", plan=PLAN, archive=archive)) == "permit"
    archive.kill("ferry")
    killed = licensing.check(GATE / "quotation.md", plan=PLAN, archive=archive)
    assert effect(killed) == "deny"
    assert "guards/item-status/killed" in told(killed)


def test_what_only_the_old_version_says_is_still_found(archive: licensing.Archive) -> None:
    archive.correct("ferry", FERRY.replace(SENTENCE, "The channel has never before taken a ferry."))
    (match,) = archive.find(SENTENCE)
    assert match.story.id == "ferry"
    assert effect(licensing.check(SENTENCE, plan=PLAN, archive=archive)) == "deny"


def test_a_story_is_added_once(archive: licensing.Archive, tmp_path: Path) -> None:
    assert archive.add(GATE / "ferry.txt").outcome is Outcome.UNCHANGED
    assert archive.add(FERRY, id="again").outcome is Outcome.DUPLICATE_TEXT
    with pytest.raises(ArchiveError, match="already the id of another text"):
        archive.add("Quite another text about a lamp.", id="ferry")
    with pytest.raises(InputError, match="needs an id"):
        archive.add("A text without a name.")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    results = dict(archive.add_all([tmp_path / "empty.txt", GATE / "own-report.md"]))
    assert isinstance(results[tmp_path / "empty.txt"], InputError)
    assert archive.get("own-report").title == "Three questions the Maren Dahl inquiry must answer"
    archive.remove("again")
    assert [entry.id for entry in archive.list()] == ["ferry", "own-report"]
    assert archive.info().stories == 2


def test_a_path_to_an_archive_is_enough(archive: licensing.Archive) -> None:
    decision = licensing.check(GATE / "whole.md", plan=PLAN, archive=Path(archive.name))
    assert effect(decision) == "deny"
    assert decision.drafts[0].checked.stories == 1
    assert archive.name in decision.drafts[0].checked.against


def test_an_empty_archive_is_nothing_to_compare_with(tmp_path: Path) -> None:
    with licensing.Archive.open(tmp_path / "empty.db") as empty, pytest.raises(ArchiveError):
        licensing.check(GATE / "whole.md", plan=PLAN, archive=empty)


def test_a_reading_is_kept_and_made_anew_when_the_packs_change(archive: licensing.Archive) -> None:
    document = archive.get("ferry").document
    reading = json.loads(document.reading)
    assert reading["terms"]["holder"] == "Harbour Wire Agency"
    stale = replace(document, reading=document.reading.replace(reading["digest"], "of other packs"))
    for kept in (document, stale, replace(document, reading="{")):
        assert story_terms(kept, rulebook()).holder == "Harbour Wire Agency"


# sources and metadata ---------------------------------------------------------------------------------------------


def test_stories_come_in_every_form() -> None:
    document = licensing.Document(FERRY, FERRY, name="ferry.txt")
    for source in (FERRY, GATE / "ferry.txt", document, licensing.Story("ferry", document)):
        assert effect(licensing.check(GATE / "whole.md", plan=PLAN, sources=[source])) == "deny"


def test_a_notice_in_the_metadata_counts(tmp_path: Path) -> None:
    body = FERRY.rpartition("Copyright")[0]
    story = tmp_path / "ferry.md"
    notice = "Copyright 2026 Harbour Wire Agency. This material may not be published without permission."
    story.write_text(f'---\nnotice: "{notice}"\n---\n\n{body}', encoding="utf-8")
    decision = licensing.check(GATE / "whole.md", plan=PLAN, sources=[story])
    assert effect(decision) == "deny"
    assert "may only with consent be published" in told(decision)


def test_reading_a_story_in_a_file_gives_spans_of_the_file(tmp_path: Path) -> None:
    story = tmp_path / "ferry.html"
    notice = "Copyright 2026 Harbour Wire Agency. All rights reserved."
    story.write_text(f"<html><body><p>A boat was lost.</p><p><b>{notice}</b></p></body></html>", encoding="utf-8")
    terms = api.read_story_notice(story)
    raw = story.read_text(encoding="utf-8")
    assert [raw[span.start : span.end] for span in terms.spans] == [notice]


def test_two_holders_of_the_same_words_are_for_a_person(tmp_path: Path) -> None:
    other = tmp_path / "copy.txt"
    other.write_text(FERRY.replace("Harbour Wire Agency", "Northern Post Agency"), encoding="utf-8")
    plan = {**PLAN, "sources": [{"story": "ferry", "made-public": True}, {"story": "copy", "made-public": True}]}
    decision = licensing.check(GATE / "quotation.md", plan=plan, sources=[GATE / "ferry.txt", other])
    assert effect(decision) == "review"


def test_own_content_helps_only_where_nobody_else_holds_the_rights() -> None:
    ours = FERRY.replace("Harbour Wire Agency", "Example Daily")
    assert effect(licensing.check(GATE / "whole.md", plan=PLAN, sources=[ours])) == "permit"
    claimed = {**PLAN, "own-content": True}
    assert effect(licensing.check(GATE / "whole.md", plan=claimed, sources=[GATE / "ferry.txt"])) == "deny"
    nobody = licensing.check(GATE / "whole.md", plan=claimed, sources=[GATE / "ferry-without-notice.txt"])
    assert effect(nobody) == "review"
    assert "Does the publisher hold the rights" in told(nobody)


def test_a_licence_beside_a_reservation_is_for_counsel() -> None:
    both = (GATE / "ferry-cc-by.txt").read_text(encoding="utf-8") + " All rights reserved."
    decision = licensing.check(GATE / "cc-by-credited.md", plan=PLAN, sources=[both])
    assert effect(decision) == "review"
    assert "both cannot be" in told(decision)


# plans ------------------------------------------------------------------------------------------------------------


def test_front_matter_that_adds_a_territory_makes_it_stricter() -> None:
    text = f"---\nlicensing:\n  territory: [BR]\n---\n\n{(GATE / 'quotation.md').read_text(encoding='utf-8')}"
    draft = as_document(text)
    assert draft.declared
    assert effect(licensing.check(draft, plan=PLAN, sources=[GATE / "ferry.txt"])) == "review"


def test_front_matter_cannot_supply_what_the_desk_left_open() -> None:
    text = f"---\nlicensing:\n  purpose: news-reporting\n---\n\n{(GATE / 'quotation.md').read_text(encoding='utf-8')}"
    open_plan = {key: value for key, value in PLAN.items() if key != "purpose"}
    assert effect(licensing.check(text, plan=open_plan, sources=[GATE / "ferry.txt"])) == "review"


def test_broken_front_matter_is_an_error_of_that_draft_alone(tmp_path: Path) -> None:
    (tmp_path / "broken.md").write_text("---\nlicensing:\n  teritory: [US]\n---\n\nA text.\n", encoding="utf-8")
    (tmp_path / "fine.md").write_text(OWN, encoding="utf-8")
    decision = api.check_files([tmp_path], sources=[GATE / "ferry.txt"], plan=GATE / "plan.yaml")
    assert [draft.effect.value for draft in decision.drafts] == ["permit"]
    assert "'teritory' is not known" in decision.errors[0].message
    assert decision.exit_code == 2


@pytest.mark.parametrize("used", ["another-story", "de", "Northern Post"])
def test_a_source_nobody_compared_is_a_question(used: str) -> None:
    decision = licensing.check(OWN, plan={**PLAN, "sources-used": [used]}, sources=[GATE / "ferry.txt"])
    assert effect(decision) == "review"
    assert f"'{used}' was used, and it was not compared" in told(decision)


@pytest.mark.parametrize("used", ["ferry", "Harbour Wire Agency"])
def test_a_source_that_was_compared_is_none(used: str) -> None:
    assert effect(licensing.check(OWN, plan={**PLAN, "sources-used": [used]}, sources=[GATE / "ferry.txt"])) == "permit"


@pytest.mark.parametrize(
    ("action", "wanted"),
    [("archive", "review"), ("tdm", "deny"), ("ai-training", "deny"), ("summarise", "review"), ("rewrite", "deny")],
)
def test_uses_that_need_not_show_in_the_words(action: str, wanted: str) -> None:
    plan = {**PLAN, "action": action, "sources": [{"story": "ferry", "item-type": "report"}]}
    decision = licensing.check(OWN, plan=plan, sources=[GATE / "ferry.txt"])
    assert effect(decision) == wanted
    assert all(one.draft is None for one in decision.drafts[0].findings)


def test_a_translation_is_held_against_the_archived_story_it_names(archive: licensing.Archive) -> None:
    plan = {**PLAN, "action": ["publish", "translate"], "sources": []}
    turkish = "Vapur dün gece kayalıklara oturdu ve iki yüz on bir yolcudan on biri hâlâ aranıyor."
    named = licensing.check(turkish, plan={**plan, "sources-used": ["ferry"]}, archive=archive)
    assert effect(named) == "deny"
    assert "declares a translation of 'ferry'" in told(named)
    nameless = licensing.check(turkish, plan=plan, archive=archive)
    assert effect(nameless) == "review"
    assert "names none that is known" in told(nameless)


def test_a_claim_the_text_contradicts_is_a_finding() -> None:
    decision = licensing.check(
        GATE / "three-paragraphs.md", plan={**PLAN, "action": "quote"}, sources=[GATE / "ferry.txt"]
    )
    assert effect(decision) == "deny"
    assert "plan/mismatch The plan says quote; the text shows verbatim" in told(decision)
    right = licensing.check(GATE / "quotation.md", plan={**PLAN, "action": "quote"}, sources=[GATE / "ferry.txt"])
    assert effect(right) == "permit"
    assert "mismatch" not in told(right)


def test_an_embargo_without_a_day_of_publication_is_a_question() -> None:
    plan = {key: value for key, value in PLAN.items() if key != "date"}
    plan["sources"] = [{"story": "ferry", "made-public": True, "embargoed-until": "2026-12-01"}]
    decision = licensing.check(GATE / "quotation.md", plan=plan, sources=[GATE / "ferry.txt"])
    assert effect(decision) == "review"
    assert "when does the embargo end" in told(decision)


def test_nothing_to_compare_with_is_an_error() -> None:
    with pytest.raises(ConfigError, match="nothing to compare with"):
        licensing.check(OWN, plan=PLAN)


def test_a_draft_that_is_its_own_source_is_an_error() -> None:
    decision = licensing.check(GATE / "ferry.txt", plan=PLAN, sources=[GATE / "ferry.txt"])
    assert "one of its own sources" in decision.errors[0].message
    assert decision.exit_code == 2


def test_short_runs_are_told_and_not_held_against_anybody() -> None:
    nine = "Before dusk a wheelhouse lying upside down in the mud was all anybody saw."
    decision = licensing.check(nine, plan=PLAN, sources=[GATE / "ferry.txt"])
    assert effect(decision) == "review"
    assert "asks a person whether anything is taken" in told(decision)


def test_the_notice_itself_is_no_taking() -> None:
    notice = FERRY[FERRY.index("All rights reserved") :]
    draft = f"{OWN}\n\nCopyright 2026 Example Daily. {notice}"
    assert effect(licensing.check(draft, plan=PLAN, sources=[GATE / "ferry.txt"])) == "permit"


def test_compare_speaks_of_texts_as_given() -> None:
    comparison = licensing.compare(f"“{SENTENCE}”", FERRY)
    assert [passage.kind for passage in comparison.passages] == [PassageKind.QUOTATION]
    assert comparison.share_of_draft == 1.0


# rules ------------------------------------------------------------------------------------------------------------


def test_rules_are_listed_and_shown(tmp_path: Path) -> None:
    ids = [summary.id for summary in api.rules()]
    assert ids == sorted(ids)
    assert "law/tr/fsek-35-1" in ids
    rule, place = api.rule("law/tr/fsek-35-1")
    assert rule.authority[0].verified == "primary"
    assert place.startswith("law/tr.yaml:")
    with pytest.raises(licensing.PackError, match="no rule"):
        api.rule("law/tr/none")
    assert api.check_rules() == []
    assert "no rule packs" in str(api.check_rules(tmp_path)[0])


# agencies -----------------------------------------------------------------------------------------------------------


def test_an_agency_known_to_reserve_is_taken_at_its_word_without_a_notice() -> None:
    body = (
        (GATE / "ferry-without-notice.txt").read_text(encoding="utf-8").replace("Harbour Wire Agency", "Anadolu Agency")
    )
    story = f'---\nid: ferry\nholder: "Anadolu Ajansı"\ndate: "21 November 2026"\n---\n\n{body}'
    draft = (GATE / "quotation.md").read_text(encoding="utf-8").replace("Harbour Wire Agency", "AA")
    decision = licensing.check(draft, plan=PLAN, sources=[story])
    assert effect(decision) == "permit"
    assert "law/tr/press-law-24-2 Stays open" in told(decision)
    uncredited = licensing.check(draft.replace("AA", "Somebody"), plan=PLAN, sources=[story])
    assert effect(uncredited) == "deny"
    assert "21 November 2026" in told(uncredited)


def test_every_name_of_an_agency_is_the_agency_in_a_contract(tmp_path: Path) -> None:
    agreement = (
        (GATE / "harbour-2026.yaml").read_text(encoding="utf-8").replace("Harbour Wire Agency", "Anadolu Ajansı")
    )
    (tmp_path / "aa.yaml").write_text(agreement, encoding="utf-8")
    story = FERRY.replace("Harbour Wire Agency", "Anadolu Agency")
    draft = f"{story.rpartition('Copyright')[0]}\n\nSource: AA"
    plan = {**PLAN, "agreements": [str(tmp_path / "aa.yaml")]}
    assert effect(licensing.check(draft, plan=plan, sources=[story])) == "permit"


@pytest.mark.parametrize(
    ("day", "effect"), [("2028-11-22", "permit"), ("2028-11-23", "review")], ids=["the last day", "a day too late"]
)
def test_past_the_day_a_law_must_be_checked_again_a_permit_is_a_review(day: str, effect: str) -> None:
    plan = {**PLAN, "date": day}
    decision = licensing.check(GATE / "quotation.md", plan=plan, sources=[GATE / "ferry.txt"])
    assert decision.effect == effect
    found = {finding.rule: finding for finding in decision.drafts[0].findings}
    assert ("law/review-due" in found) is (effect == "review")
    if effect == "review":
        assert found["law/review-due"].fix == "Install newer rule packs."


def test_the_web_reaches_further_than_was_judged() -> None:
    on_the_web, on_paper = (
        licensing.check(GATE / "quotation.md", plan={**PLAN, "medium": medium}, sources=[GATE / "ferry.txt"])
        for medium in ("web", "print")
    )
    reach = "the law of other territories than TR, where the web reaches"
    assert reach in on_the_web.drafts[0].checked.unseen
    assert reach not in on_paper.drafts[0].checked.unseen


def test_a_house_s_change_is_said_in_the_verdict_it_touches() -> None:
    plan = {**PLAN, "action": "broadcast", "medium": ["radio"]}
    decision = licensing.check(GATE / "quotation.md", plan=plan, sources=[GATE / "ferry.txt"], house="broadcaster")
    assert decision.effect == "review"
    assert any("Changed by the house policy 'broadcaster'" in one.message for one in decision.drafts[0].findings)


@pytest.mark.parametrize(
    ("credit", "territory", "expected"),
    [
        pytest.param("That is from Harbour Wire Agency, 21 November 2026.", "TR", "permit", id="named, Turkey"),
        pytest.param("", "TR", "review", id="not named, Turkey"),
        pytest.param("", "AT", "permit", id="not named, the Union"),
        pytest.param("", "BR", "review", id="no law known"),
    ],
)
def test_a_story_used_for_its_facts_alone(credit: str, territory: str, expected: str) -> None:
    plan = {
        **PLAN,
        "action": ["publish", "facts"],
        "territory": territory,
        "own-reporting": True,
        "independent-sources": 1,
        "sources-used": ["ferry"],
    }
    decision = licensing.check(f"{OWN}\n\n{credit}\n", plan=plan, sources=[GATE / "ferry.txt"])
    assert effect(decision) == expected
    assert "for its facts" in told(decision)


def test_a_further_fact_of_the_plan_is_taken_on_somebody_s_word() -> None:
    plan = {**PLAN, "signpost": True, "analysis-output": "counts"}
    decision = licensing.check(GATE / "quotation.md", plan=plan, sources=[GATE / "ferry.txt"])
    declared = decision.drafts[0].checked.declared
    assert "signpost: yes (declared by the caller)" in declared
    assert "analysis-output: counts (declared by the caller)" in declared


def test_an_obligation_to_delete_names_the_day(tmp_path: Path) -> None:
    contract = (GATE / "harbour-2026.yaml").read_text(encoding="utf-8")
    (tmp_path / "contract.yaml").write_text(f"{contract}retention: 30\n", encoding="utf-8")
    plan = {**PLAN, "agreements": [str(tmp_path / "contract.yaml")]}
    decision = licensing.check(GATE / "whole.md", plan=plan, sources=[GATE / "ferry.txt"])
    assert effect(decision) == "permit"
    assert any(one.message.endswith("The last day is 2026-12-22.") for one in decision.drafts[0].obligations)
