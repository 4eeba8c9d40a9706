"""The commands that waive, release and remember, from the words typed to the exit code, over real files."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from licensing.cli.main import main

GATE = Path(__file__).parents[1] / "corpus" / "gate"
AGAINST = ["--source", "ferry.txt", "--plan", "plan.yaml"]
WHO = ["--reason", "the agency agreed", "--approver", "Deniz Aksoy", "--until"]


def day(ahead: int = 0) -> str:
    return (dt.datetime.now().astimezone().date() + dt.timedelta(days=ahead)).isoformat()


def kill(plan: Path) -> None:
    text = plan.read_text(encoding="utf-8")
    assert "status: usable" in text
    plan.write_text(text.replace("status: usable", "status: killed"), encoding="utf-8")


@pytest.fixture(autouse=True)
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "drafts").mkdir()
    for name in ("ferry.txt", "plan.yaml"):
        shutil.copy(GATE / name, tmp_path)
    for name in ("quotation-uncredited.md", "quotation-undated.md", "whole.md"):
        shutil.copy(GATE / name, tmp_path / "drafts")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_waived_findings_let_the_draft_out_and_stay_told(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    denied = "drafts/quotation-uncredited.md"
    assert main(["waive", denied, *AGAINST, *WHO, day(7), "--rule", "law/*"]) == 1
    assert f"{denied}:7: deny notices/en/publish (ferry)" in capsys.readouterr().out
    assert main(["waive", denied, *AGAINST, *WHO, day(7)]) == 0
    assert "Waivers written to licensing-waivers.yaml: 1." in capsys.readouterr().out
    assert main(["waive", denied, *AGAINST, *WHO, day(7)]) == 0
    assert "There is nothing to waive." in capsys.readouterr().out
    checked = ["check", denied, *AGAINST, "--waivers", "licensing-waivers.yaml"]
    assert main([*checked, "--output", "out.md"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("DENY")
    assert "Written: out.md" in err
    assert (newsroom / "out.md").read_bytes() == (newsroom / denied).read_bytes()


def test_an_expired_waiver_is_told_and_the_finding_returns(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    denied = "drafts/quotation-uncredited.md"
    assert main(["waive", denied, *AGAINST, *WHO, day()]) == 0
    file = newsroom / "licensing-waivers.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(day(), day(-1)), encoding="utf-8")
    assert main(["check", denied, *AGAINST, "--waivers", "licensing-waivers.yaml", "--output", "out.md"]) == 1
    assert f"licensing-waivers.yaml:2:3: This entry expired on {day(-1)}" in " ".join(capsys.readouterr().out.split())
    assert not (newsroom / "out.md").exists()


def test_guards_are_refused(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kill(newsroom / "plan.yaml")
    asked = ["waive", "drafts/whole.md", *AGAINST, *WHO, day(7), "--rule", "guards/*"]
    assert main(asked) == 2
    err = capsys.readouterr().err
    assert "Never waived: guards/item-status/killed." in err
    assert "Nothing was waived" in err
    assert not (newsroom / "licensing-waivers.yaml").exists()
    assert main([*asked[:-2]]) == 1
    out, err = capsys.readouterr()
    assert "Never waived: guards/item-status/killed." in err
    assert "drafts/whole.md: deny; passes as deny" in out


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (["--reason", " ", "--approver", "Deniz", "--until", "2026-12-31"], "--reason says nothing"),
        (["--reason", "agreed", "--approver", "", "--until", "2026-12-31"], "--approver says nothing"),
        (["--reason", "agreed", "--approver", "Deniz", "--until", "2020-01-01"], "must be a day from"),
        (["--reason", "agreed", "--until", "2026-12-31"], "--approver"),
    ],
    ids=["no reason", "nobody", "over", "no approver"],
)
def test_a_waiver_needs_a_reason_a_name_and_a_day(
    who: list[str], said: str, newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["waive", "drafts/whole.md", *AGAINST, *who]) == 2
    assert said in capsys.readouterr().err
    assert not (newsroom / "licensing-waivers.yaml").exists()


def test_a_duty_editor_releases_a_review_and_these_bytes_alone(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = "drafts/quotation-undated.md"
    said = ["--by", "Deniz Aksoy", "--reason", "date looked up", "--until", day(1)]
    assert main(["release", held, *AGAINST, *said]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("REVIEW")
    assert "by Deniz Aksoy: licensing-releases.yaml" in err
    checked = ["check", held, *AGAINST, "--releases", "licensing-releases.yaml"]
    assert main([*checked, "--output", "out.md"]) == 0
    assert capsys.readouterr().out.startswith("REVIEW")
    assert (newsroom / "out.md").is_file()
    assert main(["release", held, *AGAINST, *said]) == 0
    assert "Nothing is held." in capsys.readouterr().err
    with (newsroom / held).open("a", encoding="utf-8") as file:
        file.write("\nOne more line.\n")
    assert main(checked) == 3


@pytest.mark.parametrize(
    ("drafts", "code", "said"),
    [
        (["drafts/whole.md"], 2, "only a review can be released"),
        (["drafts/none.md"], 2, "something could not be checked"),
        (["drafts"], 2, "for one draft"),
        (["drafts/whole.md", "drafts/quotation-undated.md"], 2, "for one draft"),
    ],
    ids=["a denial", "no file", "a folder", "two"],
)
def test_nothing_else_is_released(
    drafts: list[str], code: int, said: str, newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--by", "Deniz Aksoy", "--reason", "it is late", "--until", day(1)]
    assert main(["release", *drafts, *AGAINST, *asked]) == code
    assert said in capsys.readouterr().err
    assert not (newsroom / "licensing-releases.yaml").exists()


def test_a_baseline_lets_old_drafts_be_and_counts_what_is_new(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = ["drafts/whole.md", "drafts/quotation-undated.md"]
    assert main(["baseline", *old, *AGAINST, "--output", "baseline.txt"]) == 0
    assert "Written: baseline.txt. Drafts: 2" in capsys.readouterr().out
    text = (newsroom / "baseline.txt").read_text(encoding="utf-8")
    assert main(["baseline", *reversed(old), *AGAINST, "--output", "baseline.txt"]) == 0
    assert (newsroom / "baseline.txt").read_text(encoding="utf-8") == text
    assert not [word for word in ("ferry", "Harbour", "drafts", "law/") if word in text]
    assert main(["check", *old, *AGAINST, "--baseline", "baseline.txt"]) == 0
    assert main(["check", "drafts", *AGAINST, "--baseline", "baseline.txt"]) == 1


def test_a_baseline_says_what_it_could_not_take(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kill(newsroom / "plan.yaml")
    asked = ["baseline", "drafts/whole.md", "drafts/none.md", *AGAINST]
    assert main([*asked, "--output", "baseline.txt"]) == 2
    out, err = capsys.readouterr()
    assert "which still count: 1." in out
    assert "drafts/none.md" in err
    assert main(["check", "drafts/whole.md", *AGAINST, "--baseline", "baseline.txt"]) == 1
    assert main([*asked, "--output", "no/folder.txt"]) == 2
    assert "a folder that exists" in capsys.readouterr().err


def test_a_broken_file_hides_nothing_and_stops_nothing(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (newsroom / "w.yaml").write_text("- rule: law/tr/fsek-35-1\n", encoding="utf-8")
    clean = ["check", str(GATE / "quotation.md"), *AGAINST, "--waivers", "w.yaml"]
    assert main(clean) == 2
    out = capsys.readouterr().out
    assert out.startswith("PERMIT")
    assert "w.yaml:1:3: The key 'story' is missing." in " ".join(out.split())
    assert main(["check", "drafts/whole.md", *AGAINST, "--waivers", "w.yaml"]) == 1


@pytest.mark.parametrize("flag", ["--waivers", "--releases", "--baseline"])
def test_a_file_that_is_named_must_be_there(flag: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(GATE / "quotation.md"), *AGAINST, flag, "none.yaml"]) == 2
    out, err = capsys.readouterr()
    assert "none.yaml" in out + err


CONFIGURATION = """\
plan: {action: [publish], medium: [web], territory: [TR], date: today, purpose: news-reporting, own-reporting: true}
sources: [ferry.txt]
include: ["drafts/**"]
waivers: desk/waivers.yaml
releases: desk/releases.yaml
baseline: desk/baseline.txt
"""


@pytest.fixture
def configured(newsroom: Path) -> Path:
    (newsroom / ".licensing.yaml").write_text(CONFIGURATION, encoding="utf-8")
    (newsroom / "desk").mkdir()
    return newsroom


def test_the_configuration_names_the_files(configured: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["baseline", "drafts/whole.md", "--output", "desk/baseline.txt"]) == 0
    assert main(["check", "drafts/whole.md"]) == 0
    assert main(["waive", "drafts/quotation-uncredited.md", *WHO, day(7)]) == 0
    assert "Waivers written to desk/waivers.yaml" in capsys.readouterr().out
    said = ["--by", "Deniz Aksoy", "--reason", "date looked up", "--until", day(1)]
    assert main(["release", "drafts/quotation-undated.md", *said]) == 0
    assert main(["check"]) == 0
    assert "3 drafts:" in capsys.readouterr().out
    assert sorted(path.name for path in (configured / "desk").iterdir()) == [
        "baseline.txt",
        "releases.yaml",
        "waivers.yaml",
    ]
    assert main(["check", "drafts/whole.md", "--no-config", *AGAINST]) == 1


def test_a_baseline_made_anew_keeps_what_is_still_there(configured: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["baseline", "drafts/whole.md", "--output", "desk/baseline.txt"]
    assert main(asked) == 0
    assert "No such file" not in capsys.readouterr().err
    first = (configured / "desk" / "baseline.txt").read_text(encoding="utf-8")
    assert len(first.splitlines()) > 1
    assert main(asked) == 0
    assert (configured / "desk" / "baseline.txt").read_text(encoding="utf-8") == first


def test_a_configuration_that_cannot_be_used_stops_the_commands(
    configured: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (configured / ".licensing.yaml").write_text("waiver: x\n", encoding="utf-8")
    assert main(["waive", "drafts/whole.md", *WHO, day(7)]) == 2
    assert "'waiver' is not known here" in capsys.readouterr().err
    assert main(["baseline", "drafts", "--output", "desk/baseline.txt"]) == 2
    assert "'waiver' is not known here" in capsys.readouterr().err
