"""Messages in other languages: each catalogue says all there is to say, and decides nothing."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import licensing
from licensing.cli.main import main
from licensing.matching.measures import MEASURES
from licensing.packs.messages import Catalogue, catalogue, languages, speak, speaking, spoken
from licensing.packs.store import rulebook
from licensing.packs.vocabulary import vocabulary

PACKAGE = Path(licensing.__file__).parent
GATE = Path(__file__).parent / "corpus" / "gate"
DRAFTS = sorted(GATE.glob("*.md"))
OTHERS = [language for language in languages(rulebook()) if language != "en"]
ACTIONS = ("translate", "facts", "archive", "tdm", "summarise", "headline-link", "broadcast", "ai-training")
SAID = frozenset({"message", "fix", "note", "label", "question", "who"})
"""What people read of a pack."""
SHOWN = frozenset({"message", "fix", "who", "declared", "not_held", "unseen", "meaning"})
"""What people read of a decision."""
UNFAIR = re.compile(r"çalın|intihal|aşır|hırsız|plagiar|stolen|copied from", re.IGNORECASE)


@pytest.fixture(autouse=True)
def _no_language_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LICENSING_LANGUAGE", raising=False)


def templates() -> Iterator[str]:
    """Yield every sentence the code says, as it stands in `say` and `sentence`."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"say", "sentence"}:
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant):
                    yield str(first.value)


def stated(data: Any, key: str = "") -> Iterator[str]:
    """Yield what people read of a pack."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from stated(value, name)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from stated(value, key)
    elif key in SAID and isinstance(data, str):
        yield data


def wanted() -> set[str]:
    book = rulebook()
    words = book.pack("vocabulary")
    packs = [book.data[kind][name] for kind in ("law", "house", "guards", "own") for name in book.data[kind]]
    named = {name for name in vocabulary(book).labels if words["actions"].get(name, {}).get("sort") != "duty"}
    duties = [one["label"] for one in words["actions"].values() if one["sort"] == "duty"]
    return {
        *templates(),
        *(f"{label[:1].upper()}{label[1:]}." for label in duties),
        *stated([words["actions"], words["leftOperand"], *packs]),
        *(named & set(words["actions"])),
        *MEASURES,
    }


def names(template: str) -> list[str]:
    return sorted(re.findall(r"\{([\w-]+)", template))


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_says_every_sentence_of_the_code_and_the_packs_and_no_other(language: str) -> None:
    there, needed = set(catalogue(language, rulebook()).sentences), wanted()
    assert sorted(needed - there) == []
    assert sorted(there - needed) == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_is_filled_with_the_same_names_in_every_language(language: str) -> None:
    said = catalogue(language, rulebook()).sentences
    assert [english for english, other in said.items() if names(english) != names(other)] == []


@pytest.mark.parametrize("language", ["en", *OTHERS])
def test_no_sentence_accuses_anybody(language: str) -> None:
    said = wanted() if language == "en" else catalogue(language, rulebook()).sentences.values()
    assert [one for one in said if UNFAIR.search(one)] == []


def decided(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    main(["check", *map(str, DRAFTS), *arguments, "--format", "json", "--no-cache"])
    return json.loads(capsys.readouterr().out)


def bare(data: Any) -> Any:
    """Return a decision without what people read of it."""
    if isinstance(data, dict):
        return {name: bare(value) for name, value in data.items() if name not in SHOWN}
    return [bare(value) for value in data] if isinstance(data, list) else data


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("more", [["--plan", str(GATE / "plan.yaml")], ["--territory", "DE"]])
def test_decisions_differ_in_their_words_alone(
    language: str, more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    base = ["--source", str(GATE / "ferry.txt"), *more]
    english, other = decided(capsys, *base), decided(capsys, *base, "--language", language)
    assert bare(english) == bare(other)
    assert english != other


class Listening(dict[str, str]):
    """A catalogue's sentences that remember which were asked for in vain."""

    def __init__(self, sentences: Any) -> None:
        super().__init__(sentences)
        self.missed: list[str] = []

    def get(self, key: str, default: Any = None) -> Any:
        if key and key not in self:
            self.missed.append(key)
        return super().get(key, default)


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("territory", ["TR", "DE", "GB", "US", "JP"])
def test_a_check_says_nothing_the_catalogue_has_not(
    language: str, territory: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    heard = Listening(catalogue(language, rulebook()).sentences)
    monkeypatch.setattr("licensing.packs.messages.catalogue", lambda *_: Catalogue(language, heard))
    told = ["--source", str(GATE / "ferry-cc-by.txt"), "--territory", territory, "--language", language, "--no-cache"]
    acts = [part for action in ACTIONS for part in ("--action", action)]
    main(["check", *map(str, DRAFTS), *told])
    main(["check", str(GATE / "paraphrase.md"), str(GATE / "headline.md"), *told, *acts, "--format", "html"])
    assert capsys.readouterr().out
    assert sorted(set(heard.missed)) == []


DENIAL = """\
RET  draft.md
Durduruldu: kayıtlı hiçbir hak bunu kapsamıyor.

'Crane falls at Sorrow Bay' [crane] (Harbour Wire Agency): yayımlama, çeviri
     ret  Plan şu haberin çevirisini beyan ediyor: 'Crane falls at Sorrow Bay' (Harbour Wire
          Agency). Hak bildirimi şunu yasaklıyor: yayımlama. Bildirimin sözleri: “Copyright 2026
          Harbour Wire Agency. All rights reserved. This material may not be published.”
          [notices/en/publish]
"""


def test_a_denial_in_turkish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("crane.md").write_text(
        "---\ntitle: Crane falls at Sorrow Bay\nid: crane\n---\n"
        "A crane fell into the basin at Sorrow Bay on Monday.\n\n"
        "Copyright 2026 Harbour Wire Agency. All rights reserved. This material may not be published.\n"
    )
    Path("draft.md").write_text("Pazartesi günü Sorrow Bay'de bir vinç havuza devrildi.\n")
    code = main(
        ["check", "draft.md", "--source", "crane.md", "--territory", "TR", "--action", "translate", "--language", "tr"]
    )
    told = capsys.readouterr().out
    assert code == 1
    assert told.startswith(DENIAL)
    assert "Haberi işleme ve çevirme hakkı münhasıran eser sahibine aittir." in told
    assert told.endswith("eşikler yayın kuruluşunun kendi politikasıdır.\n")


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text("A crane fell into the basin.\n\n© 2026 Harbour Wire Agency. All rights reserved.\n")
    Path("draft.md").write_text("Nothing of it stands here.\n")
    return ["check", "draft.md", "--source", "story.txt", "--no-cache"]


def test_the_command_rules_over_the_environment_and_the_environment_over_the_configuration(
    drafts: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(*more: str) -> str:
        assert main([*drafts, *more]) == 0
        return capsys.readouterr().out.partition("  ")[0]

    assert told() == "PERMIT"
    Path(".licensing.yaml").write_text("language: tr\n")
    assert told() == "İZİN"
    assert told("--no-config") == "PERMIT"
    monkeypatch.setenv("LICENSING_LANGUAGE", "en")
    assert told() == "PERMIT"
    assert told("--language", "tr") == "İZİN"
    assert main(["explain", *drafts[1:4], "--language", "tr"]) == 0
    assert capsys.readouterr().out.startswith("İZİN")


def test_a_language_there_is_not_stops_the_run_and_names_those_there_are(
    drafts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*drafts, "--language", "xx"]) == 2
    assert "There are no messages in 'xx'. Choose one of: en, tr" in capsys.readouterr().err


def test_python_is_answered_in_the_language_it_asks_for() -> None:
    said = {
        language: licensing.check("A crane fell.", sources=[GATE / "ferry.txt"], language=language).drafts[0].checked
        for language in (None, "tr")
    }
    assert "pictures, sound and video" in said[None].unseen
    assert "görüntü, ses ve video" in said["tr"].unseen


def test_what_could_not_be_checked_is_told_in_the_language_too(
    drafts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("draft.md").write_text("")
    assert main([*drafts, "--language", "tr"]) == 2
    told = capsys.readouterr().out
    assert told.startswith("Bakılamadı, yayımlanamaz:\n  draft.md: Dosya boş. Haberi taşıyan dosyayı verin.\n")


def test_a_run_leaves_the_language_as_it_was(drafts: list[str]) -> None:
    with speaking(Catalogue()):
        speak(Catalogue())
        main([*drafts, "--language", "tr"])
        assert spoken() == "en"
