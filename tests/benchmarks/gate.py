"""What the whole gate says of honest reports and of rewrites: a command that prints a table.

    python tests/benchmarks/gate.py same-event-articles.jsonl llm-rewrites/Finance.jsonl ... [--most 400]

Each file holds JSON lines with `source` and `suspicious`. The source is put under the notice, the draft is planned for
the web in Turkey as news reporting, once with own reporting declared and once without.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from itertools import islice
from pathlib import Path

import licensing

NOTICE = (
    "Copyright 2022 Anadolu Agency. All rights reserved. "
    "This material may not be published, broadcast, rewritten, or redistributed."
)
PLAN = {"medium": ["web"], "territory": ["TR"], "date": "2026-11-22", "purpose": "news-reporting", "publisher": "Daily"}
OWN = {**PLAN, "own-reporting": True, "independent-sources": 2}


def effects(path: Path, plan: dict[str, object], most: int) -> Counter[str]:
    """Return how often each effect is the answer for the pairs of a file."""
    counts: Counter[str] = Counter()
    with path.open(encoding="utf-8") as lines:
        for line in islice(lines, most):
            row = json.loads(line)
            decision = licensing.check(row["suspicious"], plan=plan, sources=[f"{row['source']}\n\n{NOTICE}"])
            counts[decision.drafts[0].effect.value if decision.drafts else "not checked"] += 1
    return counts


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description="What the gate says of pairs of texts.")
    options.add_argument("files", nargs="+", type=Path)
    options.add_argument("--most", type=int, default=400)
    chosen = options.parse_args()
    print(f"{'pairs':<34}{'own reporting':<16}{'permit':>8}{'review':>8}{'deny':>8}{'not checked':>13}")
    for path in chosen.files:
        for name, plan in (("declared", OWN), ("not declared", PLAN)):
            counts = effects(path, dict(plan), chosen.most)
            shown = "".join(
                f"{counts[effect]:>{width}}"
                for effect, width in (("permit", 8), ("review", 8), ("deny", 8), ("not checked", 13))
            )
            print(f"{path.stem:<34}{name:<16}{shown}", flush=True)


if __name__ == "__main__":
    main()
