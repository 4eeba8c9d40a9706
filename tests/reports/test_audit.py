"""Audits as people and programs read them."""

from __future__ import annotations

import csv
import io
import json

import jsonschema
import pytest

from licensing.model.audit import Audit, Group, Item, LedgerEntry, Limits, Reason, Taken, Totals
from licensing.model.decision import Question, StoryRef, Trouble
from licensing.model.document import Span
from licensing.model.effect import Effect
from licensing.model.excerpt import Excerpt, counted, joined
from licensing.packs.folder import rules_folder
from licensing.reports import ledger
from licensing.reports.audit import View, formats, render

STORY = StoryRef("ferry", "=Ferry\x1b[31m adrift", "Example Wire")
REASON = Reason(
    "notices/en/publish", Effect.DENY, STORY, "verbatim", "Its notice says “All rights reserved”.", "Ask.", 4
)
ITEM = Item(
    path="=posts/a.md",
    date="2026-11-02",
    title="A",
    effect=Effect.DENY,
    outcome=Effect.DENY,
    digest="0" * 64,
    reasons=(REASON, REASON._replace(rule="house/default/lead", effect=Effect.REVIEW)),
    excerpts=(Excerpt("ferry", STORY.title, STORY.holder, 100, verbatim=(Span(0, 12),), quoted=(Span(10, 20),)),),
    together={"ferry": 1},
)
HELD = ITEM._replace(
    path="posts/b.md", date="", effect=Effect.REVIEW, outcome=Effect.PERMIT, reasons=(), together={},
    questions=(Question("territory", "writer", "Where does it go?"),), excerpts=(),
)  # fmt: skip
TAKEN = Taken("=posts/a.md", "2026-11-02", Effect.DENY, 20, 0.2, 12, 10, 0)
AUDIT = Audit(
    items=(ITEM, HELD),
    ledger=(LedgerEntry(STORY, 100, 20, 12, 10, 0, (TAKEN,) * 5, Effect.DENY),),
    groups={
        "holder": (Group("Example Wire", None, 1, 1, 0, 1, 20),),
        "rule": tuple(Group(f"law/tr/{number}", None, 1, 1, 0, 1, 20) for number in range(14)),
        "story": (Group("ferry", STORY.title, 1, 1, 0, 1, 20),),
        "month": (Group("2026-11", None, 1, 1, 0, 1, 20), Group("", None, 1, 0, 1, 0, 0)),
    },
    totals=Totals(2, 1, 1, 1, 1, 1, 0),
    troubles=(Trouble("posts/c.md", "posts/c.md: There is no such file."),),
    limits=Limits(0.05, 0.1),
    stories=3,
    against=("wire.db",),
    unseen=("pictures",),
)


def told(format_: str, view: View | None = None, audit: Audit = AUDIT) -> str:
    return "".join(render(audit, format_, view))


@pytest.mark.parametrize("view", [View(), View(by="month"), View(texts=False), View(verbose=True)])
def test_json_keeps_its_contract(view: View) -> None:
    schema = json.loads((rules_folder() / "schema" / "audit.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(told("json", view))
    jsonschema.Draft202012Validator(schema).validate(data)
    assert (data["exit_code"], data["effect"], len(data["outputs"])) == (1, "deny", 2)
    assert set(data["groups"]) == ({"month"} if view.by else {"holder", "rule", "story", "month"})


def test_json_of_nothing_is_json_too() -> None:
    data = json.loads(told("json", audit=Audit((), (), {}, Totals())))
    assert (data["effect"], data["exit_code"], data["outputs"]) == ("review", 2, [])


def test_lines_end_with_the_total() -> None:
    lines = [json.loads(line) for line in told("jsonl").splitlines()]
    kinds = [line["kind"] for line in lines]
    assert (kinds[:2], kinds[-1]) == (["output", "output"], "total")
    assert [kinds.count(kind) for kind in ("ledger", "group", "error")] == [1, 18, 1]
    assert lines[-1]["stopped"] == 1


@pytest.mark.parametrize("format_", sorted(formats()))
def test_no_words_of_a_notice_where_none_are_wanted(format_: str) -> None:
    shown = told(format_, View(texts=False, verbose=True))
    assert "All rights reserved" not in shown
    assert "notices/en/publish" in shown


def test_a_spreadsheet_works_nothing_out() -> None:
    rows = list(csv.reader(io.StringIO(told("csv"))))
    assert rows[1][0] == "'=posts/a.md"
    assert [len(row) for row in rows] == [10] * 4
    assert rows[3][0] == "posts/c.md"
    stories = list(csv.DictReader(io.StringIO("".join(ledger.csv(AUDIT)))))
    assert [row["output"] for row in stories] == ["'=posts/a.md"] * 5
    assert stories[0]["title"].startswith("'=")


def test_text_shows_what_comes_first_and_says_what_it_leaves_out() -> None:
    shown = told("text")
    assert "\x1b" not in shown
    assert "and 4 more; --verbose shows all" in shown
    assert "  20%  '=Ferry [31m adrift' [ferry] (Example Wire): 20 of 100 words in 5 outputs" in shown
    assert "Over the limit." in shown
    assert "and 2 more" in shown
    assert "=posts/a.md:4  2026-11-02" in shown
    assert "posts/b.md  (passes: somebody answers for it)" in shown
    assert "Where does it go?" in shown
    assert "posts/c.md: There is no such file." in shown
    assert "somebody answers for what was found: 1." in " ".join(shown.split())
    assert max(map(len, shown.splitlines())) <= 106


def test_verbose_text_leaves_nothing_out() -> None:
    shown = told("text", View(verbose=True))
    assert "--verbose" not in shown
    assert "law/tr/13" in shown
    assert "-> Ask." in shown
    assert "law/tr/13" in told("text", View(by="rule"))


@pytest.mark.parametrize(
    ("every", "places"),
    [
        pytest.param([()], (), id="nothing"),
        pytest.param([((0, 3),), ((3, 5),)], ((0, 5),), id="touching"),
        pytest.param([((4, 9), (0, 2)), ((1, 3), (8, 12))], ((0, 3), (4, 12)), id="overlapping"),
        pytest.param([((2, 2),)], (), id="empty"),
    ],
)
def test_places_add_up(every: list[tuple[tuple[int, int], ...]], places: tuple[tuple[int, int], ...]) -> None:
    found = joined(*(tuple(Span(*span) for span in one) for one in every))
    assert found == places
    assert counted(found) == sum(end - start for start, end in places)


def test_every_format_is_found_in_its_folder() -> None:
    assert set(formats()) >= {"text", "json", "jsonl", "csv"}
