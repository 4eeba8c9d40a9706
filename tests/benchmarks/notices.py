"""Measure the reading of notices: `python tests/benchmarks/notices.py LABELLED.jsonl ... [--wrong LANGUAGE]`.

Each line of a file is one labelled notice, as `tests/notices/labelled/*.jsonl` has them. Cells that neither the label
nor the reading states are not counted: answering "unstated" everywhere scores nothing. Errors are listed by kind, the
dangerous kinds first.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from licensing.model.terms import NOTICE_ACTIONS, Terms
from licensing.notices.read import read
from licensing.packs import agencies, lexicons
from licensing.packs.lexicons import Lexicon
from licensing.packs.store import rulebook

STRICTNESS = ("permitted", "permitted-with-conditions", "permitted-with-consent", "prohibited")
DANGEROUS = ("permission invented", "read more permissively", "no-derivatives lost", "holder invented", "year invented")
KINDS = (
    *DANGEROUS,
    "distractor read as notice",
    "kind wrong",
    "term missed",
    "condition missed",
    "licence wrong",
    "reservation missed",
    "prohibition invented",
    "read more strictly",
    "reservation invented",
    "condition invented",
    "holder wrong",
    "year wrong",
    "parameter wrong",
    "contact wrong",
    "jurisdiction wrong",
)
LOADING = """
import time
begin = time.perf_counter()
from licensing.notices.scan import scanner
from licensing.packs import lexicons
from licensing.packs.store import rulebook
import licensing.notices.read
book = rulebook()
imported = time.perf_counter()
scanner(tuple(lexicons.build(name, data) for name, data in sorted(book.data["notices"].items()))).triggers
print((time.perf_counter() - imported) * 1000, (time.perf_counter() - begin) * 1000)
"""


@dataclass(frozen=True)
class Row:
    """One labelled notice and what was read."""

    id: str
    language: str
    text: str
    want: Mapping[str, Any]
    got: Mapping[str, Any]
    unread: Sequence[str]

    def errors(self) -> Iterator[tuple[str, str]]:
        """Yield the kind of every error and what it was."""
        yield from self._of_actions()
        yield from self._of_names()
        yield from self._of_conditions()
        for name in ("contact", "jurisdiction"):
            if self.want[name] != self.got[name]:
                yield f"{name} wrong", f"want {self.want[name]}, got {self.got[name]}"

    def _of_actions(self) -> Iterator[tuple[str, str]]:
        for action in NOTICE_ACTIONS:
            want, got = self.want["actions"].get(action), self.got["actions"].get(action)
            if want == got:
                continue
            said = f"{action}: want {want or 'unstated'}, got {got or 'unstated'}"
            if want is None:
                yield ("prohibition invented" if got in STRICTNESS[2:] else "permission invented"), said
            elif got is None:
                yield "term missed", said
            else:
                looser = STRICTNESS.index(got) < STRICTNESS.index(want)
                yield ("read more permissively" if looser else "read more strictly"), said

    def _of_names(self) -> Iterator[tuple[str, str]]:
        want, got = self.want, self.got
        if want["kind"] != got["kind"]:
            mistaken = want["kind"] == "distractor" and got["kind"] == "notice"
            yield ("distractor read as notice" if mistaken else "kind wrong"), f"want {want['kind']}, got {got['kind']}"
        for name, plural in (("holder", "holder"), ("year", "years")):
            if want[plural] != got[plural]:
                fault = "wrong" if want[plural] else "invented"
                yield f"{name} {fault}", f"want {want[plural]}, got {got[plural]}"
        if want["licence"] != got["licence"]:
            lost = "-ND" in (want["licence"] or "") and got["licence"] and "-ND" not in got["licence"]
            fault = "no-derivatives lost" if lost else "licence wrong"
            yield fault, f"want {want['licence']}, got {got['licence']}"
        if want["reserved"] != got["reserved"]:
            yield f"reservation {'missed' if want['reserved'] else 'invented'}", ""

    def _of_conditions(self) -> Iterator[tuple[str, str]]:
        want, got = set(self.want["conditions"]), set(self.got["conditions"])
        yield from (("condition missed", name) for name in sorted(want - got))
        yield from (("condition invented", name) for name in sorted(got - want))
        for name in sorted(want & got):
            values = [side["values"].get(name, []) for side in (self.want, self.got)]
            if values[0] != values[1]:
                yield "parameter wrong", f"{name}: want {values[0]}, got {values[1]}"


def main() -> None:
    """Print the figures, and on demand every notice that was read otherwise than labelled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labelled", type=Path, nargs="+")
    parser.add_argument("--wrong", metavar="LANGUAGE", help="print what is read otherwise in one language, or in all")
    chosen = parser.parse_args()
    labelled = [json.loads(line) for path in chosen.labelled for line in path.read_text("utf-8").splitlines() if line]
    book = rulebook()
    words = tuple(lexicons.build(name, data) for name, data in sorted(book.data["notices"].items()))
    known = tuple(agencies.build(name, data) for name, data in book.data["agencies"].items())
    rows = [_row(one, read(one["text"], words, known)) for one in labelled]
    table(rows)
    by_language(rows)
    by_kind(rows)
    speed([one["text"] for one in labelled], words)
    if chosen.wrong:
        show(chosen.wrong, rows)


def table(rows: Sequence[Row]) -> None:
    """Print the measures over all rows."""
    stated, labelled, right = _cells(rows)
    asked = Counter[str]()
    for row in rows:
        want, got = set(row.want["conditions"]), set(row.got["conditions"])
        asked.update(right=len(want & got), want=len(want), got=len(got))
    faults = Counter(kind for row in rows for kind, _ in row.errors())
    invented = faults["holder invented"] + faults["year invented"]
    licences = [row for row in rows if row.want["licence"]]
    named = sum(row.want["licence"] == row.got["licence"] for row in licences)
    turkish = [row for row in rows if row.language == "tr"]
    print(f"{len(rows)} notices in {len({row.language for row in rows})} languages")
    print(f"actions stated: precision / recall     {_ratio(right, stated)} / {_ratio(right, labelled)}")
    looser = faults["read more permissively"] + faults["permission invented"]
    print(f"read more permissively than written    {looser}  (permissions invented: {faults['permission invented']})")
    print(f"conditions: F1                         {_ratio(2 * asked['right'], asked['want'] + asked['got'])}")
    print(f"holder exact, of those in the text     {_exact(rows, 'holder')}  (Turkish {_exact(turkish, 'holder')})")
    print(f"years exact, of those that have some   {_exact(rows, 'years')}")
    print(f"holder or year invented                {invented}")
    print(f"named licence right                    {named} of {len(licences)}")
    print(f"kind right                             {_share(row.want['kind'] == row.got['kind'] for row in rows)}")
    print(f"distractors read as notices            {faults['distractor read as notice']}")
    print(f"all eight actions right                {_share(row.want['actions'] == row.got['actions'] for row in rows)}")
    print(f"whole record right                     {_share(row.want == row.got for row in rows)}")


def by_language(rows: Sequence[Row]) -> None:
    """Print precision, recall, holders and whole records of each language."""
    print(f"\n{'':8}{'n':>5}{'precision':>11}{'recall':>8}{'holder':>8}{'kind':>7}{'record':>8}")
    for language, count in Counter(row.language for row in rows).most_common():
        some = [row for row in rows if row.language == language]
        stated, labelled, right = _cells(some)
        kinds = _share(row.want["kind"] == row.got["kind"] for row in some)
        whole = _share(row.want == row.got for row in some)
        print(
            f"{language:8}{count:5}{_ratio(right, stated):>11}{_ratio(right, labelled):>8}"
            f"{_exact(some, 'holder'):>8}{kinds:>7}{whole:>8}"
        )


def by_kind(rows: Sequence[Row]) -> None:
    """Print how many errors there are of each kind, the dangerous first, with the first few notices."""
    print("\nerrors by kind")
    for kind in KINDS:
        ids = [row.id for row in rows for fault, _ in row.errors() if fault == kind]
        if ids or kind in DANGEROUS:
            print(f"  {kind:28}{len(ids):4}  {' '.join(dict.fromkeys(ids[:12]))}")


def speed(texts: Sequence[str], words: tuple[Lexicon, ...]) -> None:
    """Print the time a notice takes in a running process, and what a new process takes to load the packs."""
    times = sorted(_time(text, words) for text in texts)
    print(f"\nmilliseconds a notice: median {statistics.median(times):.2f}, p95 {times[int(len(times) * 0.95)]:.2f}")
    runs = [_loading() for _ in range(5)]
    packs, whole = (statistics.median(column) for column in zip(*runs, strict=True))
    print(f"milliseconds to load the packs: median {packs:.0f}, with all imports {whole:.0f}")


def show(language: str, rows: Sequence[Row]) -> None:
    """Print every notice of a language that is read otherwise than labelled."""
    for row in rows:
        errors = list(row.errors())
        if language not in ("all", row.language) or not errors:
            continue
        print(f"\n{row.id} {row.text!r}")
        for kind, what in errors:
            print(f"   {kind}: {what}")
        print(f"   unread: {row.unread}")


def _row(one: Mapping[str, Any], terms: Terms) -> Row:
    text = one["text"]
    expected = one["expected"]
    want = {
        "kind": one["kind"],
        "holder": one["holder"],
        "years": [(year["from"], year["to"]) for year in one["years"]],
        "reserved": expected["reserved"],
        "licence": expected["licence"],
        "actions": {name: stance for name, stance in expected["actions"].items() if stance != "unstated"},
        "conditions": sorted(expected["conditions"]),
        "values": {name: sorted(values) for name, values in expected["condition_values"].items() if values},
        "contact": expected["contact"],
        "jurisdiction": expected["jurisdiction"],
    }
    got = {
        "kind": terms.kind.value if terms.kind else None,
        "holder": terms.holder,
        "years": [(year.start, year.end) for year in terms.years],
        "reserved": terms.reserved,
        "licence": terms.licence,
        "actions": {name: stance.value for name, stance in terms.actions.items() if stance.value != "unstated"},
        "conditions": sorted(terms.conditions),
        "values": {name: sorted(values) for name, values in terms.condition_values.items()},
        "contact": terms.contact,
        "jurisdiction": terms.jurisdiction,
    }
    unread = [text[span.start : span.end] for span in terms.unread]
    return Row(one["id"], one["language"], text, want, got, unread)


def _cells(rows: Sequence[Row]) -> tuple[int, int, int]:
    stated = sum(len(row.got["actions"]) for row in rows)
    labelled = sum(len(row.want["actions"]) for row in rows)
    right = sum(row.got["actions"].get(name) == stance for row in rows for name, stance in row.want["actions"].items())
    return stated, labelled, right


def _exact(rows: Sequence[Row], name: str) -> str:
    named = [row for row in rows if row.want[name]]
    return _ratio(sum(row.want[name] == row.got[name] for row in named), len(named))


def _share(right: Iterator[bool]) -> str:
    found = list(right)
    return _ratio(sum(found), len(found))


def _ratio(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def _time(text: str, words: tuple[Lexicon, ...]) -> float:
    read(text, words)
    begin = time.perf_counter()
    for _ in range(3):
        read(text, words)
    return (time.perf_counter() - begin) / 3 * 1000


def _loading() -> tuple[float, float]:
    done = subprocess.run([sys.executable, "-c", LOADING], check=True, capture_output=True, text=True)
    packs, whole = map(float, done.stdout.split())
    return packs, whole


if __name__ == "__main__":
    main()
