"""Measure the reading of notices against labelled ones: `python tests/benchmarks/notices.py labelled.jsonl [--wrong]`.

Each line of the file is one labelled notice. Only cells that are stated by the label or by the reading are counted:
answering "unstated" everywhere scores nothing.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from licensing.model.terms import NOTICE_ACTIONS, Terms
from licensing.notices.read import read
from licensing.packs import agencies, lexicons
from licensing.packs.store import rulebook

FIELDS = (
    "kind",
    "holder",
    "years",
    "reserved",
    "licence",
    "actions",
    "conditions",
    "values",
    "contact",
    "jurisdiction",
)


def main() -> None:
    """Print the figures for all languages and for each of the larger ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labelled", type=Path)
    parser.add_argument(
        "--wrong", metavar="LANGUAGE", help="print what is read otherwise than labelled in one language"
    )
    chosen = parser.parse_args()
    rows = [json.loads(line) for line in chosen.labelled.read_text(encoding="utf-8").splitlines() if line.strip()]
    book = rulebook()
    words = [lexicons.build(name, data) for name, data in book.data["notices"].items()]
    known = [agencies.build(name, data) for name, data in book.data["agencies"].items()]
    readings = [(row, read(row["text"], words, known)) for row in rows]
    counts = Counter(row["language"] for row in rows)
    print(f"{'':8}{'n':>5}{'prec':>7}{'recall':>8}{'record':>8}" + "".join(f"{name[:8]:>9}" for name in FIELDS))
    for language in ("", "en", "tr", *sorted(counts, key=lambda name: -counts[name])[2:6]):
        report(language, [(row, terms) for row, terms in readings if language in ("", row["language"])])
    times = [_time(row["text"], words, known) for row in rows]
    slow = sorted(times)[int(len(times) * 0.95)]
    print(f"microseconds a notice: median {statistics.median(times):.0f}, 95th percentile {slow:.0f}")
    if chosen.wrong:
        show(chosen.wrong, readings)


def report(language: str, readings: list[tuple[Mapping[str, Any], Terms]]) -> None:
    """Print one line: cells stated and right, whole records right, and each field."""
    if not readings:
        return
    right = stated = labelled = 0
    for row, terms in readings:
        for action in NOTICE_ACTIONS:
            said, want = terms.actions[action].value, row["expected"]["actions"][action]
            stated += said != "unstated"
            labelled += want != "unstated"
            right += said == want != "unstated"
    matches = [_compare(row, terms) for row, terms in readings]
    whole = statistics.mean(all(match.values()) for match in matches)
    fields = "".join(f"{statistics.mean(match[name] for match in matches):9.3f}" for name in FIELDS)
    precision, recall = right / max(1, stated), right / max(1, labelled)
    print(f"{language or 'all':8}{len(readings):5}{precision:7.3f}{recall:8.3f}{whole:8.3f}{fields}")


def show(language: str, readings: Iterable[tuple[Mapping[str, Any], Terms]]) -> None:
    """Print every notice of a language that is read otherwise than labelled."""
    for row, terms in readings:
        match = _compare(row, terms)
        if language not in ("all", row["language"]) or all(match.values()):
            continue
        want, got = _labelled(row), _read(terms)
        print(f"\n{row['id']} {row['text']!r}")
        for name in FIELDS:
            if not match[name]:
                print(f"   {name}: want {want[name]}, got {got[name]}")
        print(f"   unread: {[row['text'][span.start : span.end] for span in terms.unread]}")


def _compare(row: Mapping[str, Any], terms: Terms) -> dict[str, bool]:
    want, got = _labelled(row), _read(terms)
    return {name: want[name] == got[name] for name in FIELDS}


def _labelled(row: Mapping[str, Any]) -> dict[str, Any]:
    expected = row["expected"]
    return {
        "kind": row["kind"],
        "holder": row["holder"],
        "years": [(year["from"], year["to"]) for year in row["years"]],
        "reserved": expected["reserved"],
        "licence": expected["licence"],
        "actions": {name: stance for name, stance in expected["actions"].items() if stance != "unstated"},
        "conditions": sorted(expected["conditions"]),
        "values": {name: sorted(values) for name, values in expected["condition_values"].items()},
        "contact": expected["contact"],
        "jurisdiction": expected["jurisdiction"],
    }


def _read(terms: Terms) -> dict[str, Any]:
    return {
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


def _time(text: str, words: list[Any], known: list[Any]) -> float:
    read(text, words, known)
    begin = time.perf_counter()
    for _ in range(3):
        read(text, words, known)
    return (time.perf_counter() - begin) / 3 * 1e6


if __name__ == "__main__":
    main()
