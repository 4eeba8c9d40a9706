"""The table is printed whole from invented files of the formats it reads."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.benchmarks.figures import Figure, precision, shown
from tests.benchmarks.reuse_table import PARTS, main
from tests.benchmarks.speed import generated
from tests.benchmarks.table_peers import accuracy
from tests.matching.stories import OWN_REPORT, OWN_WORDS, RETOLD, SOURCE, paragraph
from tests.matching.test_retold import OTHER


def write(path: Path, rows: Iterable[dict[str, object]]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def pair(draft: str, source: str, label: object, group: str = "1", **more: object) -> dict[str, object]:
    return {"suspicious": draft, "source": source, "label": label, "group": group, **more}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("reuse")
    for model in ("Near", "Gemini"):
        write(made / f"llm-rewrites/{model}.jsonl", [pair(RETOLD, SOURCE, "llm-rewrite", meta={"model": model})])
    write(made / "same-event-articles.jsonl", [pair(OWN_REPORT, SOURCE, "independent-same-event")])
    write(made / "same-event-leads.jsonl", [pair(OWN_REPORT.split("\n\n")[0], paragraph(1), "lead", "2")])
    draft = f"{OTHER}\n\n{paragraph(2)}\n\n{OWN_WORDS}"
    spans = [[draft.index(paragraph(2)), len(paragraph(2)), SOURCE.index(paragraph(2)), len(paragraph(2))]]
    write(made / "verbatim-spans.jsonl", [pair(draft, SOURCE, "copy", spans=spans, spans_corrected=spans)])
    classes = {"non": OTHER, "heavy": RETOLD, "light": RETOLD, "cut": SOURCE}
    write(made / "short-answers.jsonl", (pair(text, SOURCE, name, name) for name, text in classes.items()))
    for sort in ("news", "books"):
        sentences = [pair("The bridge fell.", "The bridge fell.", 1), pair("The bridge fell.", "Nobody came.", 0)]
        write(made / f"sentence-paraphrase-{sort}.jsonl", sentences)
    stories = generated(6, 300)
    write(made / "news-archive-2004.jsonl", ({"id": f"topic{at}/1", "text": text} for at, text in enumerate(stories)))
    return made


def table(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(list(words)) == 0
    return capsys.readouterr().out


def test_every_row_is_measured(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blind = sorted(map(str, folder.glob("*.jsonl")))
    told = table(capsys, str(folder), "--sample", "1000", "--without", "speed", "peers", "--blind", *blind)
    lines = told.splitlines()
    assert not [line for line in lines if "no such" in line or "needs" in line]
    row = {line[:66].strip(): line[66:].split() for line in lines if len(line) > 80}
    assert float(row["plagdet, verbatim-spans, copied, labels corrected"][1]) > 0.99
    assert row["clean drafts flagged"][1] == "0.000"
    assert row["source among the first five by rare words"][:2] == ["2", "1.000"]
    assert row["families of disguises found, on an invented story"][1] == "1.000"
    assert any(line.startswith("without retold stretches") for line in lines)
    assert any(line.startswith("sentence paraphrase, judged as books") for line in lines)
    assert [line for line in lines if "news-archive-2004" in line and "no pairs" in line]


def test_a_folder_without_files_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = table(capsys, str(tmp_path), "--sample", "9", "--without", "speed", "peers", "others")
    assert told.count("not measured") >= 5
    assert "needs llm-rewrites/ and news-archive" in told


def test_the_others_are_measured_or_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    left = [part for part in PARTS if part not in {"peers", "speed"}]
    told = table(capsys, str(folder), "--sample", "1000", "--without", *left)
    assert "plain path, Turkish, times the peer recipe" in told
    for name in ("licensing", "difflib", "rapidfuzz", "datasketch", "scikit-learn"):
        assert [line for line in told.splitlines() if line.startswith(name)]


@pytest.mark.parametrize(
    ("figure", "reached"),
    [
        pytest.param(Figure("a", 0.9, 0.8), "yes", id="more than the least"),
        pytest.param(Figure("a", 0.7, 0.8), "no", id="less than the least"),
        pytest.param(Figure("a", 0.02, 0.01, most=True), "no", id="more than the most"),
        pytest.param(Figure("a", 0.9, 0.8, crossed=0.7), "no", id="only on what it was fitted on"),
        pytest.param(Figure("a", 0.9), "", id="no aim"),
        pytest.param(Figure("a", None, 0.8), "", id="not measured"),
    ],
)
def test_an_aim_is_reached_by_the_figure_that_counts(figure: Figure, reached: str) -> None:
    assert figure.reached == reached
    assert reached in shown(figure)


def test_precision_is_that_of_one_rewrite_in_ten_drafts() -> None:
    assert precision(0.9, 0.1) == pytest.approx(0.5)
    assert precision(0.0, 0.0) is None


def test_the_best_line_is_between_two_scores() -> None:
    assert accuracy([(0.9, True), (0.6, True), (0.6, False), (0.1, False)]) == 0.75
    assert accuracy([(0.1, True), (0.1, False), (0.1, False)]) == pytest.approx(2 / 3)
