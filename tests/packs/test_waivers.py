"""Files of waivers and releases: every entry counts, or says with its place why it does not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from licensing.errors import ConfigError
from licensing.model.waiver import Lapsed, Release, Waiver
from licensing.packs.waivers import Term, read_releases, read_waivers

DAY = dt.date(2026, 11, 24)
TERM = Term(DAY, 365)
WAIVER = {
    "rule": "law/tr/fsek-35-1",
    "story": "ferry",
    "passage": "0123456789abcdef0123456789abcdef",
    "reason": "the agency agreed by telephone",
    "approver": "Deniz Aksoy",
    "expires": "2026-12-31",
}
RELEASE = {
    "draft": "ab" * 32,
    "seen": "[law/tr/fsek-35-1 of ferry]",
    "reason": "the speaker confirmed it",
    "by": "Deniz Aksoy",
    "when": "2026-11-24T23:40:00+03:00",
    "expires": "2026-11-25",
}


def entry(fields: dict[str, str]) -> str:
    return "- " + "\n  ".join(f"{key}: {value}" for key, value in fields.items()) + "\n"


def without(fields: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in fields.items() if key != name}


def waivers(folder: Path, text: str) -> list[Waiver | Lapsed]:
    (folder / "w.yaml").write_text(text, encoding="utf-8")
    return read_waivers(folder / "w.yaml", TERM)


def test_an_entry_says_who_answers_for_what_until_when(tmp_path: Path) -> None:
    (found,) = waivers(tmp_path, "# who may\n" + entry({**WAIVER, "draft": "drafts/*.md"}))
    assert found == Waiver(
        rule="law/tr/fsek-35-1",
        story="ferry",
        passage=WAIVER["passage"],
        reason="the agency agreed by telephone",
        approver="Deniz Aksoy",
        until=dt.date(2026, 12, 31),
        where=f"{tmp_path / 'w.yaml'}:2:3",
        draft="drafts/*.md",
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param(without(WAIVER, "reason"), "w.yaml:1:3: The key 'reason' is missing.", id="no reason"),
        pytest.param({**WAIVER, "reason": "'  '"}, "w.yaml:4:11: '  ' says nothing.", id="an empty reason"),
        pytest.param({**WAIVER, "reason": ""}, "w.yaml:4:10: None must be string.", id="reason null"),
        pytest.param(without(WAIVER, "approver"), "The key 'approver' is missing.", id="nobody answers"),
        pytest.param(without(WAIVER, "expires"), "The key 'expires' is missing.", id="no end"),
        pytest.param({**WAIVER, "expires": "never"}, "w.yaml:6:12: 'never' must be a date", id="never ends"),
        pytest.param({**WAIVER, "expires": "2026-02-30"}, "'2026-02-30' is not a day of the calendar.", id="no day"),
        pytest.param(
            {**WAIVER, "expires": "2027-11-25"}, "the house allows no day after 2027-11-24.", id="too far off"
        ),
        pytest.param({**WAIVER, "passage": "ferry"}, "is not the fingerprint of a finding", id="no fingerprint"),
        pytest.param({**WAIVER, "aprover": "x"}, "The key 'aprover' is not known here.", id="an unknown key"),
    ],
)
def test_a_broken_entry_does_not_count_and_the_others_do(tmp_path: Path, changed: dict[str, str], said: str) -> None:
    broken, sound = waivers(tmp_path, entry(changed) + entry(WAIVER))
    assert isinstance(broken, Lapsed)
    assert broken.broken
    assert said in broken.why
    assert broken.why.endswith("This entry does not count.")
    assert isinstance(sound, Waiver)


def test_a_broken_entry_still_says_what_it_was_meant_for(tmp_path: Path) -> None:
    (found,) = waivers(tmp_path, entry({**without(WAIVER, "reason"), "draft": "a.md"}))
    assert isinstance(found, Lapsed)
    assert (found.key, found.draft) == (("law/tr/fsek-35-1", "ferry", WAIVER["passage"]), "a.md")


@pytest.mark.parametrize("text", ["- just words\n", "- [a]\n", "-\n"], ids=["words", "a list", "nothing"])
def test_an_entry_that_is_none_is_told_at_its_place(tmp_path: Path, text: str) -> None:
    found, _ = waivers(tmp_path, text + entry(WAIVER))
    assert isinstance(found, Lapsed)
    assert f"{tmp_path / 'w.yaml'}:1:" in found.why
    assert found.key == ("", "", "")


@pytest.mark.parametrize(
    ("expires", "counts"),
    [("2026-11-24", True), ("2026-11-23", False), ("2027-11-24", True)],
    ids=["its last day is today", "it ended yesterday", "the furthest day allowed"],
)
def test_the_last_day_counts(tmp_path: Path, expires: str, counts: bool) -> None:
    (found,) = waivers(tmp_path, entry({**WAIVER, "expires": expires}))
    assert isinstance(found, Waiver) is counts
    if isinstance(found, Lapsed):
        assert not found.broken
        assert found.why == f"{tmp_path / 'w.yaml'}:1:3: This entry expired on {expires} and does not count."


def test_no_entries_are_no_fault(tmp_path: Path) -> None:
    assert waivers(tmp_path, "# nothing waived yet\n") == []
    assert waivers(tmp_path, "[]\n") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rule: law\n", "must be a list of entries"),
        ("- rule: [\n", "This is not YAML"),
        ("- {rule: a, rule: b}\n", "stands here twice"),
    ],
    ids=["no list", "no YAML", "a key twice"],
)
def test_a_file_that_is_none_is_an_error_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said) as caught:
        waivers(tmp_path, text)
    assert caught.value.line


def test_a_release_is_tied_to_bytes_and_to_what_was_seen(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(entry(RELEASE) + entry(without(RELEASE, "seen")), encoding="utf-8")
    sound, broken = read_releases(tmp_path / "r.yaml", Term(DAY, 30))
    assert isinstance(sound, Release)
    assert sound.seen == ("law/tr/fsek-35-1 of ferry",)
    assert sound.until == dt.date(2026, 11, 25)
    assert isinstance(broken, Lapsed)
    assert (broken.key, broken.draft) == ((RELEASE["draft"],), None)
    assert "'seen' is missing" in broken.why


@pytest.mark.parametrize("when", ["yesterday", "2026-11-24", "2026-11-24T23:40:00"])
def test_the_moment_of_a_release_has_a_zone(tmp_path: Path, when: str) -> None:
    (tmp_path / "r.yaml").write_text(entry({**RELEASE, "when": when}), encoding="utf-8")
    (found,) = read_releases(tmp_path / "r.yaml", Term(DAY, 30))
    assert isinstance(found, Lapsed)
    assert "must be a moment" in found.why
