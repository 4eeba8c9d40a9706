"""Fits `licensing.matching.paraphrase` and writes `licensing/matching/paraphrase.json`.

    python tests/benchmarks/fit_paraphrase.py DATA_FOLDER [--write]

Needs scikit-learn, which the product does not. The folder holds `sentence-paraphrase-news.jsonl` and `-books.jsonl`:
JSON lines with `source`, `suspicious` and `label` (1 or 0). The accuracy printed is that of ten folds.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np  # type: ignore[import-not-found, import-untyped, unused-ignore]
from sklearn.ensemble import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    HistGradientBoostingClassifier,
)
from sklearn.model_selection import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    StratifiedKFold,
)

from licensing.matching.paraphrase import SORTS, counts

TARGET = Path(__file__).parents[2] / "licensing" / "matching" / "paraphrase.json"


MORE, LESS = (0, 2, 4), (20,)
"""Counts of which more never makes a paraphrase less likely, and never more likely."""


def nested(nodes: Any, node: int = 0) -> Any:
    """Return a fitted tree as lists of [count, bound, tree up to the bound, tree above it]."""
    one = nodes[node]
    if one["is_leaf"]:
        return round(float(one["value"]), 4)
    bound = round(float(one["num_threshold"]), 4)
    return [int(one["feature_idx"]), bound, nested(nodes, one["left"]), nested(nodes, one["right"])]


def fitted(x: Any, y: Any, unrelated: Any) -> Any:
    """Fit on pairs and on sentences that have nothing to do with each other, which the sets do not hold."""
    direction = [int(place in MORE) - int(place in LESS) for place in range(x.shape[1])]
    model = HistGradientBoostingClassifier(
        max_iter=120, learning_rate=0.06, max_leaf_nodes=7, min_samples_leaf=20, monotonic_cst=direction
    )
    return model.fit(np.vstack([x, unrelated]), np.append(y, np.zeros(len(unrelated), int)))


def main() -> None:
    """Print accuracies and write the trees."""
    folder, written = Path(sys.argv[1]), {}
    for sort in SORTS:
        lines = (folder / f"sentence-paraphrase-{sort}.jsonl").read_text(encoding="utf-8").split("\n")
        listed = [json.loads(line) for line in lines if line]
        x = np.array([counts(row["suspicious"], row["source"]) for row in listed], float)
        y = np.array([int(row["label"]) for row in listed])
        turned = zip(listed[::5], listed[101::5], strict=False)
        unrelated = np.array([counts(one["suspicious"], other["source"]) for one, other in turned], float)
        right = [
            fitted(x[train], y[train], unrelated).predict(x[test]) == y[test]
            for train, test in StratifiedKFold(10, shuffle=True, random_state=0).split(x, y)
        ]
        print(sort, f"{np.concatenate(right).mean():.4f}", flush=True)
        model = fitted(x, y, unrelated)
        trees = [nested(one[0].nodes) for one in model._predictors]
        written[sort] = {"start": round(float(model._baseline_prediction.ravel()[0]), 4), "trees": trees}
    if "--write" in sys.argv:
        TARGET.write_text(json.dumps(written, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
