"""An audit: every output as `check` judges it with all before it, whatever interrupts it."""

from __future__ import annotations

import datetime as dt
import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from licensing.api import Archive, check_files
from licensing.api.audit import audit
from licensing.api.audit.job import Setup, unforeseen
from licensing.api.audit.kept import Kept
from licensing.api.audit.lines import crossed, lines
from licensing.api.audit.section import Step
from licensing.api.audit.together import in_order
from licensing.api.rules import desk
from licensing.api.standing import Standing
from licensing.api.waiving import baseline_marks
from licensing.errors import ArchiveError, ConfigError
from licensing.model.audit import Audit, Item
from licensing.model.effect import Effect
from licensing.model.plan import Plan
from licensing.packs.baselines import baseline_text
from licensing.packs.plans import from_mapping
from licensing.packs.store import rulebook

CORPUS = Path(__file__).parent.parent / "corpus" / "audit"
POSTS, PLAN = CORPUS / "posts", CORPUS / "plan.yaml"
SETUP = Setup(sources=(CORPUS / "stories",), plan=PLAN)
KELP = "“What the rain spoils goes back into the sea.”"
ROAD = "“Forty centimetres too narrow for the lorries that carry”"
CREDIT = "[Skerry Press Agency reported on 28 September 2026](https://skerrypress.example/kelp)."
OWN = "\n\n".join(
    (POSTS / f"{name}.md").read_text(encoding="utf-8").split("---\n")[2].strip()
    for name in ("01-slipway", "04-co-operative")
)


def audited(tmp_path: Path, *paths: Path, setup: Setup = SETUP, **options: object) -> Audit:
    return audit(paths or [POSTS], setup, state=tmp_path / "state.jsonl", **options)  # type: ignore[arg-type]


def named(found: Audit) -> dict[str, Item]:
    return {Path(item.path).stem: item for item in found.items}


def facts(found: Audit) -> tuple[object, ...]:
    """Return everything an audit says."""
    return (list(found.items), found.ledger, found.groups, found.totals, found.troubles, found.exit_code)


def judged(steps: list[Step]) -> int:
    """Return how many files a run judged itself."""
    last = {step.stage: step for step in steps}
    return sum(step.done - step.kept for step in last.values())


def published(folder: Path, name: str, date: str | None, *paragraphs: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.md"
    head = f"date: {date}\n" if date else ""
    path.write_text(f"---\ntitle: {name}\n{head}---\n" + "\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return path


def test_every_output_is_what_check_says_of_it_with_all_before_it(tmp_path: Path) -> None:
    items = list(audited(tmp_path).items)
    assert len(items) == 12
    for number, item in enumerate(items):
        before = [Path(other.path) for other in items[:number]]
        alone = check_files([Path(item.path)], sources=[CORPUS / "stories"], plan=PLAN, earlier=before)
        assert item.effect is alone.effect, item.path


@pytest.mark.parametrize("seed", range(4))
def test_so_is_every_output_of_any_mixture(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a mixture of texts
    stories = [path.read_text(encoding="utf-8").split("---\n")[2] for path in sorted((CORPUS / "stories").iterdir())]
    folder = tmp_path / "posts"
    for number in range(8):
        words = chance.choice(stories[:2]).split()
        taken = []
        for _ in range(chance.randint(0, 2)):
            first = chance.randrange(len(words) - 60)
            taken.append(" ".join(words[first : first + chance.choice([6, 9, 12, 25])]))
        marks = chance.choice([("“", f"” {CREDIT}"), ("“", "”"), ("", ".")])
        date = chance.choice([None, f"2026-10-{chance.randint(1, 28):02}"])
        published(folder, f"{number}", date, OWN, *(f"{marks[0]}{one}{marks[1]}" for one in taken))
    items = list(audited(tmp_path, folder).items)
    for number, item in enumerate(items):
        before = [Path(other.path) for other in items[:number]]
        alone = check_files([Path(item.path)], sources=[CORPUS / "stories"], plan=PLAN, earlier=before)
        assert item.effect is alone.effect, item.path


def test_excerpts_add_up(tmp_path: Path) -> None:
    alone = check_files([POSTS / "03-kelp-road.md"], sources=[CORPUS / "stories"], plan=PLAN)
    assert alone.effect is Effect.PERMIT
    found = audited(tmp_path)
    road = named(found)["03-kelp-road"]
    assert road.effect is Effect.REVIEW
    assert road.together == {"kelp": 1}
    assert "house/default/story-share" in {reason.rule for reason in road.reasons}
    assert "Counted together with 1 earlier output" in road.reasons[0].message


def test_the_ledger_counts_words_taken_twice_once(tmp_path: Path) -> None:
    ledger = {entry.story.id: entry for entry in audited(tmp_path).ledger}
    assert list(ledger) == ["lighthouse", "buses", "library", "kelp"]
    lamp = ledger["lighthouse"]
    assert (lamp.total, lamp.words, lamp.quoted) == (183, 181, 9)
    assert sum(one.words for one in lamp.outputs) == 190
    assert lamp.over is Effect.DENY
    kelp = ledger["kelp"]
    assert (kelp.words, kelp.over, [one.date for one in kelp.outputs]) == (
        18, Effect.REVIEW, ["2026-09-29", "2026-10-02"],
    )  # fmt: skip
    assert kelp.story.holder == "Skerry Press Agency"


def test_groups_add_up_to_the_totals(tmp_path: Path) -> None:
    found = audited(tmp_path)
    assert (found.totals.outputs, found.totals.deny, found.totals.review, found.totals.permit) == (12, 3, 2, 7)
    assert (found.totals.taking, found.totals.stopped, found.totals.held, found.exit_code) == (8, 3, 2, 1)
    months = {group.name: group for group in found.groups["month"]}
    assert list(months) == ["2026-09", "2026-10", "2026-11", ""]
    assert sum(group.outputs for group in months.values()) == 12
    (holder,) = found.groups["holder"]
    assert (holder.name, holder.outputs, holder.deny, holder.review, holder.permit, holder.stories) == (
        "Skerry Press Agency", 8, 3, 2, 3, 4,
    )  # fmt: skip
    assert sum(group.words for group in found.groups["story"]) == holder.words
    assert {group.name for group in found.groups["rule"]} >= {"notices/en/publish", "house/default/story-share"}


def test_publication_counts_not_the_order_of_files(tmp_path: Path) -> None:
    folder = tmp_path / "posts"
    published(folder, "a", "2026-10-05", OWN, f"{ROAD} {CREDIT}")
    published(folder, "b", "2026-10-01", OWN, f"{KELP} {CREDIT}")
    found = audited(tmp_path, folder)
    assert [Path(item.path).stem for item in found.items] == ["b", "a"]
    assert {name: dict(item.together) for name, item in named(found).items()} == {"a": {"kelp": 1}, "b": {}}


def test_undated_outputs_come_last() -> None:
    dates = ["", "2026-10-02", "2026-10-01T23:00:00+02:00", "2026-10-01"]
    assert sorted(dates, key=in_order) == ["2026-10-01", "2026-10-01T23:00:00+02:00", "2026-10-02", ""]


def test_a_text_published_twice_is_not_counted_with_itself(tmp_path: Path) -> None:
    folder = tmp_path / "posts"
    for name, date in (("a", "2026-10-01"), ("b", "2026-10-02")):
        published(folder, name, date, OWN, f"{KELP} {CREDIT}")
    published(folder, "c", "2026-10-03", OWN, f"{ROAD} {CREDIT}")
    found = named(audited(tmp_path, folder))
    assert (found["a"].effect, found["b"].effect) == (Effect.PERMIT, Effect.PERMIT)
    assert not found["b"].together
    assert found["c"].together == {"kelp": 2}


def test_several_processes_say_what_one_says(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    assert facts(audited(tmp_path / "one")) == facts(audited(tmp_path / "two", jobs=2))


def test_stories_of_an_archive_are_found_as_those_beside_the_outputs(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "wire.db") as kept:
        assert len(list(kept.add_all(sorted((CORPUS / "stories").iterdir())))) == 4
    found = audited(tmp_path, setup=Setup(archive=str(tmp_path / "wire.db"), plan=PLAN), jobs=2)
    assert named(found)["06-lamp-whole"].effect is Effect.DENY
    assert found.stories == 4
    assert found.against == (str(tmp_path / "wire.db"),)
    steps: list[Step] = []
    with Archive.open(tmp_path / "wire.db") as kept:
        kept.kill("kelp")
    again = audited(tmp_path, setup=Setup(archive=str(tmp_path / "wire.db"), plan=PLAN), progress=steps.append)
    assert judged(steps) >= 12
    assert named(found)["02-kelp-drying"].effect is Effect.PERMIT
    assert named(again)["02-kelp-drying"].effect is not Effect.PERMIT


def test_what_cannot_be_checked_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "posts"
    published(folder, "fine", "2026-10-01", OWN)
    (folder / "broken.md").write_text("---\ntitle: never closed\n\nText.", encoding="utf-8")
    (folder / "claims.md").write_text("---\nlicensing:\n  purpose: gossip\n---\nText.", encoding="utf-8")
    found = audited(tmp_path, folder, tmp_path / "nowhere.md")
    assert [Path(item.path).name for item in found.items] == ["fine.md"]
    assert [Path(trouble.path.partition(":")[0]).name for trouble in found.troubles] == [
        "broken.md", "claims.md", "nowhere.md",
    ]  # fmt: skip
    assert found.exit_code == 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_that_takes_too_long_costs_itself(tmp_path: Path, jobs: int) -> None:
    # Nobody ever writes into this pipe: whoever reads it waits.
    os.mkfifo(tmp_path / "endless.md")
    short = published(tmp_path / "posts", "short", "2026-10-02", "A spanner.")
    found = audited(tmp_path, tmp_path / "endless.md", short, jobs=jobs, time_limit=8)
    assert list(named(found)) == ["short"]
    (late,) = found.troubles
    assert late.path == str(tmp_path / "endless.md")
    assert "in 8 seconds" in late.message
    assert found.exit_code == 2


def test_a_process_that_dies_costs_its_file(tmp_path: Path) -> None:
    steps: list[Step] = []

    def murder(step: Step) -> None:
        if not steps:
            for child in multiprocessing.active_children():
                child.kill()
        steps.append(step)

    found = audited(tmp_path, jobs=2, progress=murder)
    assert 1 <= len(found.troubles) <= 2
    assert all("Check this file on its own" in trouble.message for trouble in found.troubles)
    assert found.totals.outputs + len(found.troubles) == 12
    assert not multiprocessing.active_children()
    again = audited(tmp_path)
    assert (again.totals.outputs, again.troubles) == (12, ())


def test_processes_that_never_start_end_the_audit(tmp_path: Path) -> None:
    over = threading.Event()

    def murder() -> None:
        while not over.wait(0.01):
            for child in multiprocessing.active_children():
                child.kill()

    murderer = threading.Thread(target=murder)
    murderer.start()
    try:
        with pytest.raises(ConfigError, match="Try --jobs 1"):
            audited(tmp_path, jobs=2)
    finally:
        over.set()
        murderer.join()


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_archive_that_cannot_be_searched_ends_the_audit(tmp_path: Path, jobs: int) -> None:
    Archive.open(tmp_path / "empty.db").close()
    with pytest.raises(ArchiveError):
        audited(tmp_path, setup=Setup(archive=str(tmp_path / "empty.db"), plan=PLAN), jobs=jobs)


def test_a_bug_is_told_with_its_file() -> None:
    (trouble,) = unforeseen(Path("post.md"), ValueError("no such word")).troubles
    assert trouble.path == "post.md"
    assert "bug in licensing (ValueError: no such word)" in trouble.message


def test_a_second_run_judges_only_what_changed(tmp_path: Path) -> None:
    folder = tmp_path / "posts"
    for path in POSTS.iterdir():
        published(folder, path.stem, None, path.read_text(encoding="utf-8").partition("---\n")[2].partition("---\n")[2])
    first: list[Step] = []
    second: list[Step] = []
    third: list[Step] = []
    before = audited(tmp_path, folder, progress=first.append)
    assert facts(audited(tmp_path, folder, progress=second.append)) == facts(before)
    (folder / "01-slipway.md").write_text(f"{OWN}\n\n{ROAD} {CREDIT}\n", encoding="utf-8")
    changed = audited(tmp_path, folder, progress=third.append)
    assert judged(first) >= 12
    assert judged(second) == 0
    assert 1 <= judged(third) < judged(first)
    assert facts(changed) != facts(before)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(SETUP._replace(overrides={"territory": ["DE"]}), id="another plan"),
        pytest.param(SETUP._replace(house="strict"), id="another house"),
        pytest.param(SETUP._replace(sources=(CORPUS / "stories" / "kelp.txt",)), id="other stories"),
    ],
)
def test_what_was_judged_otherwise_does_not_count(tmp_path: Path, other: Setup) -> None:
    audited(tmp_path)
    steps: list[Step] = []
    audited(tmp_path, setup=other, progress=steps.append)
    assert judged(steps) >= 12


def test_a_torn_last_line_is_dropped(tmp_path: Path) -> None:
    before = facts(audited(tmp_path))
    state = tmp_path / "state.jsonl"
    lines_kept = state.read_bytes().splitlines(keepends=True)
    state.write_bytes(b"".join(lines_kept[:-1]) + lines_kept[-1][:40])
    steps: list[Step] = []
    assert facts(audited(tmp_path, progress=steps.append)) == before
    assert judged(steps) == 1
    assert state.read_bytes() == b"".join(lines_kept)


def test_lines_that_say_nothing_are_passed_over(tmp_path: Path) -> None:
    state = tmp_path / "state.jsonl"
    before = facts(audited(tmp_path))
    state.write_bytes(b'{"key": 7}\nnot JSON\n[]\n' + state.read_bytes())
    assert facts(audited(tmp_path)) == before


def test_a_file_with_mostly_stale_lines_is_written_anew(tmp_path: Path) -> None:
    state = tmp_path / "state.jsonl"
    before = facts(audited(tmp_path))
    kept = state.read_bytes()
    state.write_bytes(b'{"key": "old"}\n' * 1100 + kept)
    steps: list[Step] = []
    assert facts(audited(tmp_path, progress=steps.append)) == before
    assert judged(steps) == 0
    assert sorted(state.read_bytes().splitlines()) == sorted(kept.splitlines())


def test_nothing_of_an_earlier_run_counts_when_it_is_not_to(tmp_path: Path) -> None:
    audited(tmp_path)
    steps: list[Step] = []
    audited(tmp_path, resume=False, progress=steps.append)
    assert judged(steps) >= 12


def test_two_audits_do_not_write_one_file(tmp_path: Path) -> None:
    with Kept(tmp_path / "state.jsonl", ["key"]), pytest.raises(ConfigError, match="Another audit"):
        audited(tmp_path)


def test_a_state_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(ConfigError, match="--state"):
        audit([POSTS], SETUP, state=tmp_path / "file" / "state.jsonl")


def test_no_text_of_drafts_or_stories_is_kept(tmp_path: Path) -> None:
    audited(tmp_path)
    kept = (tmp_path / "state.jsonl").read_text(encoding="ascii")
    assert "tennis courts" not in kept
    assert "An apprentice read the label" not in kept
    assert all(json.loads(line)["digest"] for line in kept.splitlines())


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT], ids=["killed", "interrupted"])
def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path, number: signal.Signals) -> None:
    folder = tmp_path / "posts"
    bodies = [path.read_text(encoding="utf-8").split("---\n")[2] for path in sorted(POSTS.iterdir())]
    for count in range(60):
        published(folder, f"{count:02}", f"2026-10-{1 + count % 28:02}", bodies[count % 12], f"Number {count}.")
    state = tmp_path / "state.jsonl"
    words = ["audit", str(folder), "--source", str(CORPUS / "stories"), "--plan", str(PLAN), "--state", str(state)]
    command = [sys.executable, "-m", "licensing", *words, "--jobs", "2", "--quiet", "--format", "json"]
    # What was started in the background ignores Ctrl-C, and so do its children: this one is to listen.
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=listening)  # noqa: PLW1509 - no threads here
    until = time.monotonic() + 120
    while not (state.exists() and state.read_bytes().count(b"\n") >= 8) and time.monotonic() < until:
        time.sleep(0.02)
    os.kill(process.pid, number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == (130 if number is signal.SIGINT else -signal.SIGKILL), said
    done = state.read_bytes().count(b"\n")
    assert 8 <= done < 60
    steps: list[Step] = []
    setup = SETUP._replace(day=dt.datetime.now().astimezone().date())
    resumed = audit([folder], setup, state=state, progress=steps.append)
    assert steps[-1].total <= 60
    assert max(step.kept for step in steps if step.total == 60) >= 8
    assert judged(steps) < judged_afresh(tmp_path, folder, setup, resumed)


def listening() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def judged_afresh(tmp_path: Path, folder: Path, setup: Setup, resumed: Audit) -> int:
    """Return how many files a run from the beginning judges, and hold its answer against a resumed one's."""
    steps: list[Step] = []
    whole = audit([folder], setup, state=tmp_path / "afresh.jsonl", progress=steps.append)
    assert facts(whole) == facts(resumed)
    return judged(steps)


def test_a_baseline_counts_as_in_a_check(tmp_path: Path) -> None:
    path = POSTS / "11-book-boat-uncredited.md"
    decision = check_files([path], sources=[CORPUS / "stories"], plan=PLAN)
    baseline = tmp_path / "baseline"
    baseline.write_text(baseline_text(baseline_marks(decision.drafts, Standing())[0]), encoding="utf-8")
    before, found = audited(tmp_path), audited(tmp_path, setup=SETUP._replace(baseline=baseline))
    assert named(before)[path.stem].outcome is Effect.DENY
    item = named(found)[path.stem]
    assert (item.effect, item.outcome) == (Effect.DENY, Effect.PERMIT)
    assert all(reason.waived for reason in item.reasons)
    assert (found.totals.deny, found.totals.stopped, found.totals.waived) == (3, 2, 1)


def test_waivers_that_cannot_be_read_hide_nothing(tmp_path: Path) -> None:
    waivers = tmp_path / "waivers.yaml"
    waivers.write_text("- {rule: [", encoding="utf-8")
    found = audited(tmp_path, setup=SETUP._replace(waivers=waivers, day=dt.date(2026, 11, 22)))
    assert [trouble.path for trouble in found.troubles] == [str(waivers)]
    assert (found.totals.waived, found.totals.stopped) == (0, 3)


def test_nothing_to_compare_with_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="nothing to compare with"):
        audited(tmp_path, setup=Setup())
    with pytest.raises(ArchiveError):
        audited(tmp_path, setup=Setup(archive=str(tmp_path / "none.db")))


def test_no_output_is_no_permit(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="Name the drafts"):
        audit([], SETUP, state=tmp_path / "state.jsonl")
    (tmp_path / "empty").mkdir()
    found = audited(tmp_path, tmp_path / "empty")
    assert (found.effect, found.exit_code, len(found.troubles)) == (Effect.REVIEW, 2, 1)


@pytest.mark.parametrize(
    ("alone", "together", "passes"),
    [
        pytest.param(0.03, 0.04, False, id="below"),
        pytest.param(0.03, 0.06, True, id="over the first"),
        pytest.param(0.05, 0.06, True, id="from the line on"),
        pytest.param(0.06, 0.09, False, id="between"),
        pytest.param(0.06, 0.06, False, id="nothing added"),
        pytest.param(0.2, 0.9, False, id="above"),
    ],
)
def test_outputs_count_together_where_a_line_is_passed(alone: float, together: float, passes: bool) -> None:
    known = lines(desk(), "default", Plan())
    assert known == (0.05, 0.1)
    assert crossed(known, alone, together) is passes
    assert crossed(None, alone, together) is (together > alone)


def test_the_share_a_contract_names_is_a_line_too() -> None:
    contract = CORPUS.parent / "agreements" / "harbour-full.yaml"
    plan = from_mapping({"agreements": [str(contract)]}, rulebook(), "the desk")
    assert lines(desk(), "default", plan) == (0.05, 0.1, 0.5)
