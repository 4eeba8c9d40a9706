"""What is written on file is what is read again, and says nothing of the texts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.api import check_files, waiving
from licensing.api.settle import settle, stopping
from licensing.api.standing import Standing, house_terms, standing
from licensing.api.waiving import Written
from licensing.errors import ConfigError
from licensing.model.decision import Decision, DraftDecision, Finding, StoryRef
from licensing.model.document import Position, Span
from licensing.model.effect import Effect
from licensing.packs import yamlfile
from licensing.packs.waivers import Term, parse_waivers

GATE = Path(__file__).parents[1] / "corpus" / "gate"
DAY = dt.date(2026, 11, 24)
SAID = {"reason": "the agency agreed", "approver": "Deniz Aksoy", "expires": "2026-12-31"}
TERM = Term(DAY, 365)


def decision(name: str) -> Decision:
    return check_files([GATE / name], sources=[GATE / "ferry.txt"], plan=GATE / "plan.yaml")


# waivers ----------------------------------------------------------------------------------------------------------


def test_the_entries_written_let_the_draft_pass(tmp_path: Path) -> None:
    found = decision("quotation-uncredited.md")
    written = waiving.waivers(found, Standing(), SAID, folder=tmp_path)
    assert written.entries == len(stopping(found.drafts[0]))
    waiving.append(tmp_path / "w.yaml", written)
    after = settle(found, standing(tmp_path / "w.yaml", day=DAY))
    assert (after.effect, after.outcome, after.errors) == (Effect.DENY, Effect.PERMIT, ())
    again = waiving.waivers(after, standing(tmp_path / "w.yaml", day=DAY), SAID, folder=tmp_path)
    assert (again.entries, again.text) == (0, "")


def test_what_is_written_holds_no_words_of_the_story_or_its_notice(tmp_path: Path) -> None:
    text = waiving.waivers(decision("whole.md"), Standing(), SAID, folder=tmp_path).text
    assert "may not be published, broadcast, rewritten" not in text
    story = (GATE / "ferry.txt").read_text(encoding="utf-8").split()
    runs = {" ".join(story[at : at + 6]) for at in range(len(story) - 5)}
    assert not [run for run in runs if run in text]
    assert "# " in text
    assert f"{GATE / 'whole.md'}:" in text


def test_a_pattern_and_a_story_choose(tmp_path: Path) -> None:
    found = decision("quotation-uncredited.md")
    law = waiving.waivers(found, Standing(), SAID, rule="law/tr/press-law-*", folder=tmp_path)
    assert law.entries == 2
    assert waiving.waivers(found, Standing(), SAID, story="lamps", folder=tmp_path) == Written("", 0)


def test_what_can_never_be_waived_is_refused_by_name(tmp_path: Path) -> None:
    found = decision("quotation-uncredited.md")
    written = waiving.waivers(found, Standing(never=("law/tr/press-law-*",)), SAID, folder=tmp_path)
    assert set(written.refused) == {"law/tr/press-law-24-1", "law/tr/press-law-24-2"}
    assert "press-law" not in written.text
    assert written.entries == len(stopping(found.drafts[0])) - 2


def test_a_draft_is_named_from_the_folder_of_the_file(tmp_path: Path) -> None:
    found = decision("quotation-uncredited.md")
    assert "draft: gate/quotation-uncredited.md\n" in waiving.waivers(found, Standing(), SAID, folder=GATE.parent).text
    elsewhere = waiving.waivers(found, Standing(), SAID, folder=tmp_path).text
    assert f"draft: {(GATE / 'quotation-uncredited.md').as_posix()}\n" in elsewhere


def made(message: str, path: str, story: str) -> Decision:
    one = Finding(
        rule="law/tr/fsek-35-1",
        tier="law",
        jurisdiction="TR",
        action="publish",
        manner="quote",
        effect=Effect.DENY,
        message=message,
        fix="",
        story=StoryRef(story),
        draft=Span(0, 1),
        position=Position(7, 2),
        fingerprint="ab" * 16,
    )
    return Decision((DraftDecision(path, Effect.DENY, (one,), digest="cd" * 32),))


WRITABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@given(st.text(), WRITABLE, WRITABLE, WRITABLE)
def test_whatever_stands_in_a_message_or_a_name_the_entry_is_read_again(
    message: str, path: str, story: str, reason: str
) -> None:
    written = waiving.waivers(made(message, path, story), Standing(), {**SAID, "reason": reason}, folder=Path("/x"))
    (entry,) = parse_waivers(yamlfile.parse(written.text, "w.yaml", ConfigError), TERM)
    assert (entry.story, entry.reason, entry.until) == (story, reason, dt.date(2026, 12, 31))  # type: ignore[union-attr]


# days -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stated", ["2026-11-24", "2027-11-24"])
def test_days_within_the_house_s_term(stated: str) -> None:
    assert waiving.last_day(stated, TERM) == stated


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("2026-11-23", "must be a day from 2026-11-24 to 2027-11-24"),
        ("2027-11-25", "must be a day from"),
        ("tomorrow", "is no day. Write it as 2027-11-24"),
    ],
)
def test_days_outside_of_it(stated: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        waiving.last_day(stated, TERM)


# files only grow --------------------------------------------------------------------------------------------------

ENTRY = Written("# a.md\n- rule: x\n", 1)


@pytest.mark.parametrize("before", ["", "# ours\n", "- rule: y\n", "- rule: y # no newline", "---\n- rule: y\n"])
def test_what_stood_there_stays_byte_for_byte(tmp_path: Path, before: str) -> None:
    file = tmp_path / "w.yaml"
    file.write_text(before, encoding="utf-8")
    waiving.append(file, ENTRY)
    text = file.read_text(encoding="utf-8")
    assert text.startswith(before)
    assert text.endswith(ENTRY.text)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("  - rule: y\n", "no list of entries"),
        ("[{rule: y}]\n", "no list of entries"),
        ("rule: y\n", "no list of entries"),
        ("- rule: y\n...\n", "no list of entries"),
        ("- rule: [\n", "not YAML"),
    ],
    ids=["indented", "in brackets", "no list", "ended", "broken"],
)
def test_a_file_entries_cannot_be_put_into_stays_as_it_is(tmp_path: Path, before: str, said: str) -> None:
    file = tmp_path / "w.yaml"
    file.write_text(before, encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        waiving.append(file, ENTRY)
    assert file.read_text(encoding="utf-8") == before


def test_a_file_that_is_no_text_or_no_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_bytes(b"\xff")
    with pytest.raises(ConfigError, match="not UTF-8"):
        waiving.append(tmp_path / "w.yaml", ENTRY)
    with pytest.raises(ConfigError, match="cannot be written"):
        waiving.append(tmp_path, ENTRY)
    with pytest.raises(ConfigError, match="cannot be written"):
        waiving.append(tmp_path / "none" / "w.yaml", ENTRY)


# releases and baselines -------------------------------------------------------------------------------------------


def test_the_entry_written_releases_these_bytes(tmp_path: Path) -> None:
    found = decision("quotation-undated.md")
    assert found.effect is Effect.REVIEW
    said = {"reason": "looked up", "by": "Deniz Aksoy", "when": "2026-11-24T23:40:00+03:00", "expires": "2026-11-25"}
    waiving.require_releasable(found.drafts[0], standing(day=DAY))
    waiving.append(tmp_path / "r.yaml", waiving.release(found.drafts[0], said))
    filed = standing(releases=tmp_path / "r.yaml", day=DAY)
    after = settle(found, filed)
    assert (after.effect, after.exit_code) == (Effect.REVIEW, 0)
    changed = replace(found, drafts=(replace(found.drafts[0], digest="ab" * 32),))
    assert settle(changed, filed).exit_code == 3
    late = standing(releases=tmp_path / "r.yaml", day=dt.date(2026, 11, 26))
    assert settle(found, late).exit_code == 3


def test_a_denial_and_what_can_never_be_released_are_refused() -> None:
    with pytest.raises(ConfigError, match="this is a denial"):
        waiving.require_releasable(decision("whole.md").drafts[0], Standing())
    with pytest.raises(ConfigError, match=r"law/tr/fsek-.* can never be released"):
        waiving.require_releasable(decision("quotation-undated.md").drafts[0], Standing(never=("law/*",)))


def test_a_baseline_takes_what_may_be_waived_and_counts_the_rest() -> None:
    found = decision("quotation-uncredited.md")
    marks, never = waiving.baseline_marks(found.drafts, Standing(never=("law/tr/press-law-*",)))
    assert never == 2
    assert len(marks) == len(stopping(found.drafts[0])) - 2
    after = settle(found, Standing(never=("law/tr/press-law-*",), baseline=dict.fromkeys(marks, "b.txt:2")))
    assert {one.rule for one in stopping(after.drafts[0])} == {"law/tr/press-law-24-1", "law/tr/press-law-24-2"}


# what is on file --------------------------------------------------------------------------------------------------


def test_files_that_cannot_be_read_are_told_and_the_others_count(tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text("- [\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"# licensing baseline 1\n{'ab' * 16}\nwords\n", encoding="utf-8")
    filed = standing(tmp_path / "w.yaml", tmp_path, tmp_path / "b.txt", day=DAY)
    assert [Path(one.path).name for one in filed.troubles] == ["w.yaml", tmp_path.name, "b.txt"]
    assert list(filed.baseline) == ["ab" * 16]
    other = standing(baseline=tmp_path / "w.yaml", day=DAY)
    assert "no baseline of version 1" in other.troubles[0].message


def test_what_is_not_there_yet_holds_nothing_and_a_baseline_must_be_there(tmp_path: Path) -> None:
    nowhere = tmp_path / "none"
    assert standing(nowhere, nowhere, day=DAY).troubles == ()
    assert "No such file" in standing(baseline=nowhere, day=DAY).troubles[0].message


def test_the_house_says_how_long_anything_counts() -> None:
    never, waivers, releases = house_terms("default", DAY)
    assert "guards/*" in never
    assert (waivers, releases) == (Term(DAY, 365), Term(DAY, 30))
