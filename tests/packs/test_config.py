"""Configurations: the nearest holds, every mistake has a place, and paths are those of the file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from licensing.errors import ConfigError
from licensing.model.config import Configuration, Patterns, Trust
from licensing.model.plan import Plan
from licensing.packs import config, plans
from licensing.packs.store import rulebook

BOOK = rulebook()
DAY = dt.date(2026, 11, 24)
CORPUS = Path(__file__).parent.parent / "corpus" / "gate"


def written(folder: Path, text: str, name: str = config.NAME) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path) -> Configuration:
    return config.read(path, BOOK, DAY)


WHOLE = """\
plan: {territory: [TR], purpose: news-reporting, date: today, commercial: true, independent-sources: 2}
house: strict
archive: newsroom.db
sources: [wire, "more/*.txt"]
earlier: out
include: ["posts/**/*.md"]
exclude: [drafts/]
waivers: waivers.yaml
releases: releases.yaml
baseline: baseline.json
trust-front-matter: own-content
language: tr
format: json
"""
IN_TOML = """\
[tool.licensing]
house = "strict"
archive = "newsroom.db"
sources = ["wire", "more/*.txt"]
earlier = "out"
include = ["posts/**/*.md"]
exclude = ["drafts/"]
waivers = "waivers.yaml"
releases = "releases.yaml"
baseline = "baseline.json"
trust-front-matter = "own-content"
language = "tr"
format = "json"

[tool.licensing.plan]
territory = ["TR"]
purpose = "news-reporting"
date = 2026-11-24
commercial = true
independent-sources = 2
"""


@pytest.mark.parametrize(
    ("text", "name"),
    [pytest.param(WHOLE, config.NAME, id="yaml"), pytest.param(IN_TOML, "pyproject.toml", id="toml")],
)
def test_a_whole_configuration(tmp_path: Path, text: str, name: str) -> None:
    path = written(tmp_path, text, name)
    found = read(path)
    assert found.plan.territory == ("TR",)
    assert found.plan.date == DAY
    assert found.plan.commercial is True
    assert found.plan.independent_sources == 2
    assert found.plan.declared_by["purpose"] == path.as_posix()
    assert found == Configuration(
        path=path,
        plan=found.plan,
        house="strict",
        archive=str(tmp_path / "newsroom.db"),
        sources=(tmp_path / "wire", tmp_path / "more/*.txt"),
        earlier=(tmp_path / "out",),
        include=Patterns(tmp_path, ("posts/**/*.md",)),
        exclude=Patterns(tmp_path, ("drafts/",)),
        waivers=tmp_path / "waivers.yaml",
        releases=tmp_path / "releases.yaml",
        baseline=tmp_path / "baseline.json",
        trusted=("own-content",),
        language="tr",
        format="json",
    )


def test_an_empty_configuration_settles_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, "")
    assert read(path) == Configuration(path)
    assert read(path).plan == Plan()


def test_an_address_of_an_archive_is_no_path(tmp_path: Path) -> None:
    assert read(written(tmp_path, "archive: sqlite:///srv/wire.db")).archive == "sqlite:///srv/wire.db"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        pytest.param("plan: {teritory: TR}", "1:18", "Did you mean 'territory'?", id="a typo in the plan"),
        pytest.param("house: strict\nexlude: [a]", "2:9", "Did you mean 'exclude'?", id="a typo in a key"),
        pytest.param("plan:\n  territory: [UK]", "2:15", "'UK' is not a country code", id="a value of the plan"),
        pytest.param("plan:\n  date: tomorrow", "2:9", "must be a date", id="a day"),
        pytest.param("plan: publish", "1:7", "must be object", id="a plan that is a word"),
        pytest.param("trust-front-matter: [everything]", "1:22", "'everything' is not one of", id="trust"),
        pytest.param("include: {a: b}", "1:10", "must be", id="include"),
        pytest.param("house: [", "2:1", "not YAML", id="no yaml"),
        pytest.param("extends: nowhere.yaml", "nowhere.yaml", "cannot be read", id="extends nothing"),
        pytest.param("extends: .licensing.yaml", "1:10", "extends itself", id="extends itself"),
        pytest.param(
            "plan: {own-reporting: false, independent-sources: 2}", "1:51", "no own reporting", id="two things"
        ),
    ],
)
def test_mistakes_have_a_place(tmp_path: Path, text: str, place: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(written(tmp_path, text))
    assert place in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        pytest.param('[tool.licensing]\nexlude = ["a"]', ":2:10", "Did you mean 'exclude'?", id="a typo in a key"),
        pytest.param('[tool.licensing.plan]\nteritory = "TR"', ":2:12", "'territory'", id="a typo in the plan"),
        pytest.param('[tool]\nlicensing.plan.purpose = "fun"', ":2:26", "'fun' is not one of", id="dotted keys"),
        pytest.param('[tool.licensing]\nplan = {purpose = "fun"}', ":2:8", "'fun' is not one of", id="within a line"),
        pytest.param(
            '[tool.licensing]\n[[tool.licensing.plan.sources]]\nstory = "a"\n[[tool.licensing.plan.sources]]\n'
            'story = "b"\nstatus = "dead"',
            ":6:10",
            "'dead' is not one of",
            id="the second of a list",
        ),
        pytest.param('[tool.licensing]\nhouse = "', ":2:", "This is not TOML", id="no toml"),
        pytest.param("licensing = 1", "", "no table [tool.licensing]", id="no such table"),
        pytest.param("tool = 1\nlicensing = 1", "", "no table [tool.licensing]", id="a table that is none"),
    ],
)
def test_mistakes_in_toml_have_a_place(tmp_path: Path, text: str, place: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(written(tmp_path, text, "pyproject.toml"))
    assert f"pyproject.toml{place}" in str(caught.value)
    assert words in str(caught.value)


def test_toml_that_is_no_text_or_not_there(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(b"# licensing\n\xff")
    with pytest.raises(ConfigError, match="not UTF-8 at byte 12"):
        read(tmp_path / "pyproject.toml")
    with pytest.raises(ConfigError, match="cannot be read"):
        read(tmp_path / "other.toml")
    (tmp_path / "pyproject.toml").write_text("licensing = " + "[" * 5000, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"nests too deep|not TOML"):
        read(tmp_path / "pyproject.toml")


def test_what_stands_here_goes_before_what_is_extended(tmp_path: Path) -> None:
    written(
        tmp_path,
        "plan: {territory: [TR], purpose: criticism}\nsources: wire\nhouse: strict\ninclude: [posts/]\n",
        "base.yaml",
    )
    path = written(tmp_path / "site", "extends: ../base.yaml\nplan: {purpose: review}\narchive: a.db\n")
    found = read(path)
    assert (found.plan.territory, found.plan.purpose, found.house) == (("TR",), "review", "strict")
    assert found.plan.declared_by["territory"] == (tmp_path / "site/../base.yaml").as_posix()
    assert found.plan.declared_by["purpose"] == path.as_posix()
    assert found.sources == (tmp_path / "site/../wire",)
    assert found.archive == str(tmp_path / "site/a.db")
    assert found.include == Patterns(tmp_path / "site", ("posts/",))
    assert found.exclude is None


def test_a_circle_of_configurations(tmp_path: Path) -> None:
    written(tmp_path, "extends: b.yaml", "a.yaml")
    written(tmp_path, "extends: a.yaml", "b.yaml")
    with pytest.raises(ConfigError, match=r"b.yaml:1:10: This configuration extends itself"):
        read(tmp_path / "a.yaml")


def test_an_agreement_is_named_beside_the_configuration(tmp_path: Path) -> None:
    text = (CORPUS / "harbour-2026.yaml").read_text(encoding="utf-8")
    written(tmp_path, text, "harbour.yaml")
    assert len(read(written(tmp_path, "plan: {agreements: [harbour.yaml]}")).plan.agreements) == 1


def test_the_nearest_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    outer = written(tmp_path, "")
    known: dict[Path, Path | None] = {}
    deep = tmp_path / "site" / "posts" / "2026"
    deep.mkdir(parents=True)
    assert config.nearest(deep, known) == outer
    assert known[deep.parent] == outer
    inner = written(tmp_path / "site", "[tool.licensing]", "pyproject.toml")
    assert config.nearest(deep, {}) == inner
    written(tmp_path / "site" / "posts", "[tool.other]\nlicensing = 1", "pyproject.toml")
    assert config.nearest(deep, {}) == inner
    nearer = written(tmp_path / "site", "")
    assert config.nearest(deep, {}) == nearer
    assert config.nearest(deep, known) == outer


def test_the_search_ends_at_a_repository_and_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "")
    repository, home = tmp_path / "repository", tmp_path / "home"
    (repository / ".git").mkdir(parents=True)
    (repository / "posts").mkdir()
    (home / "posts").mkdir(parents=True)
    monkeypatch.setattr(Path, "home", lambda: home)
    assert config.nearest(repository / "posts", {}) is None
    assert config.nearest(home / "posts", {}) is None
    assert config.nearest(home, {}) is None
    assert config.nearest(home, {}) != config.nearest(tmp_path, {})
    assert config.nearest(repository, {}) != written(home, "") == config.nearest(home / "posts", {})


@pytest.mark.parametrize("name", [".licensing.yml", "licensing.yaml"])
def test_another_name_is_no_configuration_and_says_so(tmp_path: Path, name: str) -> None:
    written(tmp_path, "", name)
    with pytest.raises(ConfigError, match=r"A configuration is named \.licensing\.yaml"):
        config.nearest(tmp_path, {})


def test_a_path_as_somebody_here_would_write_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site" / "posts").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "site")
    assert config.near(tmp_path / "site" / "posts" / "a.md") == Path("posts/a.md")
    assert config.near(tmp_path / config.NAME) == Path("..") / config.NAME
    assert config.near(tmp_path / "other" / "a.md") == tmp_path / "other" / "a.md"


DECLARED = {
    "own-content": "true",
    "purpose": "criticism",
    "sources": [{"story": "ferry", "made-public": "true", "status": "usable"}, {"story": "quay", "origin": "staff"}],
}


@pytest.mark.parametrize(
    ("trust", "own", "public", "left"),
    [
        pytest.param(Trust(), None, None, {"own-content", "purpose", "sources"}, id="nothing"),
        pytest.param(Trust(("own-content",)), True, None, {"purpose", "sources"}, id="own content"),
        pytest.param(Trust(("sources",)), None, True, {"own-content", "purpose"}, id="sources"),
        pytest.param(Trust(("made-public",)), None, True, {"own-content", "purpose", "sources"}, id="made public"),
        pytest.param(
            Trust(("own-content", "sources"), ("own-content",)),
            None,
            True,
            {"own-content", "purpose"},
            id="what the desk declared stands",
        ),
    ],
)
def test_front_matter_counts_where_it_is_trusted(
    trust: Trust, own: bool | None, public: bool | None, left: set[str]
) -> None:
    plan, beside = plans.trusted(Plan(), DECLARED, trust, BOOK, Path("posts/a.md"))
    assert plan.own_content is own
    assert plan.purpose is None
    ferry = plan.sources.get("ferry")
    assert (ferry.made_public if ferry else None) is public
    assert set(beside) == left
    if own:
        assert plan.declared_by["own-content"] == "posts/a.md"


def test_only_what_is_public_counts_of_a_source() -> None:
    plan, beside = plans.trusted(Plan(), DECLARED, Trust(("made-public",)), BOOK, Path("a.md"))
    assert plan.sources["ferry"].status is None
    assert set(plan.sources) == {"ferry"}
    assert beside["sources"] == [{"story": "ferry", "status": "usable"}, {"story": "quay", "origin": "staff"}]


def test_what_the_desk_says_of_a_story_stands() -> None:
    base = plans.from_mapping({"sources": [{"story": "ferry", "made-public": False}]}, BOOK, "flags")
    plan, beside = plans.trusted(base, DECLARED, Trust(("sources",), ("sources",)), BOOK, Path("a.md"))
    assert plan.sources["ferry"].made_public is False
    assert plan.sources["quay"].origin == "staff"
    assert beside["sources"] == [DECLARED["sources"][0]]
    _, beside = plans.trusted(base, {"sources": ["ferry"]}, Trust(("made-public",)), BOOK, Path("a.md"))
    assert beside == {"sources": ["ferry"]}


def test_a_trusted_agreement_is_named_beside_the_draft(tmp_path: Path) -> None:
    written(tmp_path, (CORPUS / "harbour-2026.yaml").read_text(encoding="utf-8"), "harbour.yaml")
    declared = {"agreements": ["harbour.yaml"]}
    plan, beside = plans.trusted(Plan(), declared, Trust(("agreements",)), BOOK, tmp_path / "a.md")
    assert (len(plan.agreements), beside) == (1, {})
    with pytest.raises(ConfigError, match=r"harbour.yaml"):
        plans.trusted(Plan(), declared, Trust(("agreements",)), BOOK, tmp_path / "other" / "a.md")
