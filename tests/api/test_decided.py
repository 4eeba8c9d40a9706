"""Answers of an earlier run: the same as decided anew, never those of anything else, and without the texts."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from licensing.api import cache, decided
from licensing.api.archive import Archive
from licensing.api.cache import Cache
from licensing.api.decided import Deciding, Terms
from licensing.api.given import Given, given
from licensing.model.config import Trust
from licensing.model.decision import Decision
from licensing.packs import plans
from licensing.packs.messages import Catalogue, speaking
from licensing.packs.store import rulebook
from licensing.reports import Style, render
from licensing.reports.formats import formats

GATE = Path(__file__).parent.parent / "corpus" / "gate"
BOOK = rulebook()
PLAN = plans.read(GATE / "plan.yaml", BOOK)
TERMS = Terms(PLAN, sources=(given(GATE / "ferry.txt"),))
DRAFTS = [
    "quotation.md", "quotation-uncredited.md", "whole.md", "paraphrase.md", "own-report.md", "headline.md",
    "front-matter.md", "exclusive.md",
]  # fmt: skip


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def decide(terms: Terms, *drafts: Given) -> tuple[Decision, bool]:
    """Return the decision, and whether all of it was taken from an earlier run."""
    with cache.opened() as answers:
        assert answers is not None
        deciding = Deciding(terms, answers)
        return deciding.run(drafts), "check" not in vars(deciding)


def entries() -> list[bytes]:
    with sqlite3.connect(cache.place()) as connection:
        return [zlib.decompress(row[0][16:]) for row in connection.execute("SELECT answer FROM answers")]


@pytest.mark.parametrize("name", DRAFTS)
def test_an_answer_is_taken_and_is_the_same_in_every_format(name: str) -> None:
    draft = given(GATE / name)
    anew = Deciding(TERMS).run([draft])
    assert decide(TERMS, draft)[0] == anew
    again, taken = decide(TERMS, draft)
    assert taken
    for format_ in formats():
        for style in (Style(), Style(verbose=True), Style(texts=False)):
            assert render(again, format_, style) == render(anew, format_, style), format_
    shown = anew.drafts[0].findings or anew.drafts[0].questions
    assert again == anew if shown else again.drafts[0].document is None


def test_several_stories_in_one_file() -> None:
    items = "".join(f"<item><title>T{n}</title><description>Bread {n} in the hills.</description></item>" for n in "ab")
    feed = Given("feed.xml", f"<rss version='2.0'><channel><title>F</title>{items}</channel></rss>".encode())
    anew = Deciding(TERMS).run([feed])
    assert len(anew.drafts) == 2
    decide(TERMS, feed)
    assert decide(TERMS, feed) == (anew, True)


def test_no_text_of_draft_or_story_is_kept() -> None:
    for name in DRAFTS:
        decide(TERMS, given(GATE / name))
    kept = b"\n".join(entries()).decode("utf-8")
    assert len(entries()) == len(DRAFTS)
    prose = (GATE / "ferry.txt").read_text(encoding="utf-8").partition("Copyright")[0]
    texts = [prose, *((GATE / name).read_text(encoding="utf-8").rpartition("---\n")[2] for name in DRAFTS)]
    for text in texts:
        words = text.split()
        for start in range(len(words) - 6):
            assert " ".join(words[start : start + 6]) not in kept


def test_a_draft_that_cannot_be_checked_is_read_again_every_time() -> None:
    bad = Given("bad.md", b"\0")
    assert len(decide(TERMS, bad)[0].errors) == 1
    assert decide(TERMS, bad)[1] is False
    own, taken = decide(TERMS, TERMS.sources[0])
    assert (len(own.errors), taken) == (1, True)
    missing = Deciding(TERMS).run([Path("missing.md")])
    assert missing.errors[0].path == "missing.md"


FERRY = TERMS.sources[0]
DRAFT = given(GATE / "quotation.md")


@pytest.mark.parametrize(
    ("terms", "draft"),
    [
        pytest.param(TERMS, DRAFT._replace(data=DRAFT.data + b"\n"), id="the draft"),
        pytest.param(TERMS, DRAFT._replace(name="other.md"), id="its name"),
        pytest.param(TERMS._replace(sources=(FERRY._replace(data=FERRY.data + b"\n"),)), DRAFT, id="a source"),
        pytest.param(TERMS._replace(sources=(FERRY._replace(name="x/ferry.txt"),)), DRAFT, id="a source's name"),
        pytest.param(TERMS._replace(sources=(FERRY, Given("b.md", DRAFT.data))), DRAFT, id="one more source"),
        pytest.param(TERMS._replace(earlier=(given(GATE / "whole.md"),)), DRAFT, id="an earlier output"),
        pytest.param(TERMS._replace(house="strict"), DRAFT, id="the house"),
        pytest.param(TERMS._replace(trust=Trust(("own-content",))), DRAFT, id="trust"),
        pytest.param(TERMS._replace(trust=Trust((), ("own-content",))), DRAFT, id="what the desk fixed"),
        *(
            pytest.param(
                TERMS._replace(plan=plans.from_mapping({name: value}, BOOK, "plan.yaml", PLAN)), DRAFT, id=name
            )
            for name, value in {
                "territory": ["TR", "DE"],
                "purpose": "criticism",
                "date": "2026-11-23",
                "commercial": False,
                "sources": [{"story": "ferry", "status": "killed"}],
                "signpost": True,
                "agreements": [str(GATE / "harbour-2026.yaml")],
            }.items()
        ),
        pytest.param(
            TERMS._replace(plan=plans.from_mapping({"purpose": "news-reporting"}, BOOK, "flags", PLAN)),
            DRAFT,
            id="who declared a fact",
        ),
    ],
)
def test_nothing_else_is_taken_for_it(terms: Terms, draft: Given) -> None:
    decide(TERMS, DRAFT)
    assert decide(TERMS, DRAFT)[1]
    found, taken = decide(terms, draft)
    assert not taken
    assert found == Deciding(terms).run([draft])


def test_another_language_another_program_and_other_packs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    decide(TERMS, DRAFT)
    with speaking(Catalogue("xx")):
        assert not decide(TERMS, DRAFT)[1]
    with monkeypatch.context() as changed:
        changed.setattr(decided, "_program", lambda: "another")
        assert not decide(TERMS, DRAFT)[1]
    assert decide(TERMS, DRAFT)[1]


def test_what_stands_for_the_program_is_its_files_and_its_libraries(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "licensing" / "api").mkdir(parents=True)
    (tmp_path / "licensing" / "a.py").write_text("a = 1\n", encoding="utf-8")
    monkeypatch.setattr(decided, "__file__", str(tmp_path / "licensing" / "api" / "decided.py"))
    program = decided._program.__wrapped__
    first = program()
    assert program() == first
    (tmp_path / "licensing" / "a.py").write_text("a = 2\n", encoding="utf-8")
    second = program()
    monkeypatch.setattr(decided, "_libraries", lambda: [("pypdf", "0")])
    assert len({first, second, program()}) == 3


def remove(archive: Archive) -> None:
    archive.add("Another story about bread in the hill villages of Lorn.", id="bread")
    archive.remove("bread")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda archive: archive.kill("ferry"), id="kill"),
        pytest.param(lambda archive: archive.add(GATE / "whole.md"), id="add"),
        pytest.param(lambda archive: archive.correct("ferry", GATE / "whole.md"), id="correct"),
        pytest.param(remove, id="remove"),
    ],
)
def test_every_change_of_the_archive_counts(change: Callable[[Archive], object], tmp_path: Path) -> None:
    with Archive.open(tmp_path / "stories.db") as archive:
        archive.add(GATE / "ferry.txt")
        terms = Terms(PLAN, archive=archive)
        first, taken = decide(terms, DRAFT)
        assert (decide(terms, DRAFT), taken) == ((first, True), False)
        change(archive)
        found, taken = decide(terms, DRAFT)
        assert not taken
        assert found == Deciding(terms).run([DRAFT])


def test_an_archive_that_cannot_tell_is_always_searched(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "stories.db") as archive:
        archive.add(GATE / "ferry.txt")
    with sqlite3.connect(tmp_path / "stories.db") as connection:
        connection.execute("DELETE FROM settings WHERE key = 'state'")
    with Archive.open(tmp_path / "stories.db", read_only=True) as archive:
        terms = Terms(PLAN, archive=archive)
        decide(terms, DRAFT)
        assert not decide(terms, DRAFT)[1]
    assert entries() == []


def test_a_trusted_contract_is_read_every_time(tmp_path: Path) -> None:
    text = f"---\nlicensing:\n  agreements: [harbour.yaml]\n---\n{(GATE / 'whole.md').read_text(encoding='utf-8')}"
    draft = Given(str(tmp_path / "a.md"), text.encode(), None)
    contract = (GATE / "harbour-2026.yaml").read_text(encoding="utf-8")
    (tmp_path / "harbour.yaml").write_text(contract, encoding="utf-8")
    terms = TERMS._replace(trust=Trust(("agreements",)))
    assert decide(terms, draft)[0].effect == "permit"
    (tmp_path / "harbour.yaml").write_text(contract.replace("2026-12-31", "2026-10-31"), encoding="utf-8")
    assert decide(terms, draft)[0].effect == "deny"


def test_a_story_that_is_another_one_by_now_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = given(GATE / "whole.md")
    first, _ = decide(TERMS, draft)
    monkeypatch.setattr(Deciding, "_story", lambda self, id_: None)
    assert decide(TERMS, draft) == (first, False)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param("UPDATE answers SET answer = substr(answer, 1, length(answer) - 1)", id="cut off"),
        pytest.param("UPDATE answers SET answer = zeroblob(length(answer))", id="empty"),
        pytest.param("UPDATE answers SET answer = 'text'", id="text"),
        pytest.param("UPDATE answers SET key = zeroblob(32) WHERE 0; DROP TABLE answers", id="no table"),
    ],
)
def test_a_damaged_answer_is_none(damage: str) -> None:
    first, _ = decide(TERMS, DRAFT)
    with sqlite3.connect(cache.place()) as connection:
        connection.executescript(damage)
    assert decide(TERMS, DRAFT) == (first, False)
    assert decide(TERMS, DRAFT) == (first, True)


@pytest.mark.parametrize("answer", ["[", "1", "[1]", '[{"answer": [], "stories": [], "document": false}]'])
def test_an_answer_of_another_form_is_none(answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = decide(TERMS, DRAFT)
    monkeypatch.setattr(Cache, "get", lambda self, key: answer.encode())
    assert decide(TERMS, DRAFT) == (first, False)


def test_an_answer_of_somebody_elses_draft_is_none() -> None:
    decide(TERMS, DRAFT)
    decide(TERMS, given(GATE / "whole.md"))
    with sqlite3.connect(cache.place()) as connection:
        rows = connection.execute("SELECT key, answer FROM answers").fetchall()
        for (key, _), (_, other) in zip(rows, reversed(rows), strict=True):
            connection.execute("UPDATE answers SET answer = ? WHERE key = ?", (other, key))
    assert decide(TERMS, given(GATE / "whole.md"))[0].effect == "deny"
    assert decide(TERMS, DRAFT)[0].effect == "permit"


def test_json_is_what_is_kept() -> None:
    decide(TERMS, DRAFT)
    assert isinstance(json.loads(entries()[0]), list)
