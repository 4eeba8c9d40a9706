"""Fits the score of `licensing.matching.rewriting` and writes `licensing/matching/fitted.py`.

    python tests/benchmarks/fit_rewriting.py DATA_FOLDER [--cache FILE] [--ablation] [--write]

Needs numpy and scipy, which the product does not. The folder is that of `tests/benchmarks/reuse.py`. Independent
reports are same-event articles and leads, each way round and cut short at random; retellings are the rewrites by
language models. Without `--write` only the tables are printed: everything in them is cross-fitted by group (null,
weights and line fitted on four fifths, measured on the fifth), then with whole rewriters and whole subjects held out;
other languages and the short answers are never fitted on.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import zlib
from collections.abc import Iterator
from math import exp, log
from pathlib import Path
from typing import Any

import numpy as np  # type: ignore[import-not-found, import-untyped, unused-ignore]
from scipy.optimize import minimize  # type: ignore[import-not-found, import-untyped, unused-ignore]

from licensing.matching.measures import MEASURES, measures
from licensing.matching.phrases import names
from licensing.matching.prepared import prepare
from licensing.matching.tokens import streams

Row = dict[str, Any]
Array = Any
RAMP, LINED = (20.0, 120.0), (45.0, 90.0)
CLIP = (-2.0, 4.0)
FOLDS = 5
WIRE = "5669"
"""A group of leads that print one agency's copy: reuse, and so no independent reports."""
BANDS = (10, 14, 18, 24, 32, 42, 60, 90, 130, 200)
RIDGE, STRICT, LINE, REVIEW = 0.0002, 6.0, 0.991, 0.953
TARGET = Path(__file__).parents[2] / "licensing" / "matching" / "fitted.py"


def measured(draft: str, source: str, **about: object) -> Row:
    """Measure a pair as the product does."""
    here, there = prepare(draft), prepare(source)
    named = names(here, there)
    one, other = streams(here.shown, named), streams(there.shown, named)
    sizes = [len(one.content), len(other.content)]
    words = min(len(here.norm), len(there.norm))
    return {**about, "sizes": sizes, "words": words, "values": measures(one, other)}


def prefix(text: str, words: int) -> str:
    """Return the first words of a text as they stand."""
    found = re.match(rf"(?:\s*\S+){{1,{words}}}", text)
    return found[0] if found else text


def pairs(folder: Path) -> Iterator[Row]:
    """Yield every pair with its measures."""
    dice = random.Random(1)  # noqa: S311 - where to cut, not a secret
    for path in [*sorted(folder.glob("*.jsonl")), *sorted(folder.glob("llm-rewrites/*.jsonl"))]:
        if not path.stem.startswith(("same-event", "llm-wiki", "short-answers")) and path.parent == folder:
            continue
        for row in (json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line):
            meta = row.get("meta") or {}
            label = row["label"] in {"llm-rewrite", "rewrite", "heavy", "light", "cut"}
            about = {
                "set": path.stem if path.parent == folder else "rewrites", "group": row["group"], "label": label,
                "model": meta.get("model", ""), "subject": path.stem, "lang": meta.get("lang", ""), "kind": "whole",
            }  # fmt: skip
            draft, source = row["suspicious"], row["source"]
            yield measured(draft, source, **about)
            if path.stem.startswith("same-event"):
                yield measured(source, draft, **{**about, "kind": "turned"})
                articles = path.stem == "same-event-articles"
                for _ in range(10 if articles else 3):
                    sizes = [int(exp(dice.uniform(log(15), log(700 if articles else 90)))) for _ in range(2)]
                    cut = [prefix(text, size) for text, size in zip((draft, source), sizes, strict=True)]
                    dice.shuffle(cut)
                    yield measured(*cut, **{**about, "kind": "cut"})


class Data:
    """All pairs as arrays."""

    def __init__(self, listed: list[Row]) -> None:
        def column(name: str) -> Array:
            return np.array([row[name] for row in listed])

        raw = np.array([[np.nan if v is None else v for v in row["values"]] for row in listed], float)
        self.x = np.arcsin(np.sqrt(np.clip(raw, 0, 1)))
        self.set, self.group, self.model, self.subject = map(column, ("set", "group", "model", "subject"))
        self.y, self.lang, self.kind, self.words = map(column, ("label", "lang", "kind", "words"))
        sizes = column("sizes")
        a, b = np.log(sizes[:, 0] + 5), np.log(sizes[:, 1] + 5)
        self.terms = np.stack([np.ones(len(a)), a, b, a * a, b * b, a * b], 1)
        self.short = sizes.min(1)
        self.long, self.lined = (
            np.clip((np.log(self.short + 1) - log(low)) / (log(high) - log(low)), 0, 1) for low, high in (RAMP, LINED)
        )
        self.band = np.digitize(self.short, BANDS)
        event = np.char.startswith(self.set.astype(str), "same-event")
        self.articles, self.leads = self.set == "same-event-articles", self.set == "same-event-leads"
        self.negative = event & (self.group != WIRE)
        self.positive = self.set == "rewrites"
        self.fold = np.array([zlib.crc32(str(group).encode()) % FOLDS for group in self.group])
        self.weight = np.where(self.kind == "cut", 0.5, 1.0) * np.where(self.articles & (self.kind != "cut"), 3.0, 1.0)


def null(data: Data, chosen: Array) -> list[tuple[Array, Array, float]]:
    """Fit what independent reports reach by length: mean, logarithm of the variance, scale."""
    weight = data.weight * chosen
    for band in range(len(BANDS) + 1):
        inside = chosen & (data.band == band)
        weight[inside] *= min(1.0, inside.sum() / 30) / max(1e-9, weight[inside].sum())
    found = []
    for x in data.x.T:
        known = chosen & ~np.isnan(x)
        w, terms, value = np.sqrt(weight[known]), data.terms[known], x[known]
        stacked = np.vstack([terms * w[:, None], 1e-3 * np.eye(6)])
        mean = np.linalg.lstsq(stacked, np.append(value * w, np.zeros(6)), rcond=None)[0]
        rest = value - terms @ mean
        spread = np.linalg.lstsq(terms[:, :3] * w[:, None], np.log(rest**2 + 1e-4) * w, rcond=None)[0]
        scale = np.sqrt(np.average((rest / np.exp(terms[:, :3] @ spread / 2)) ** 2, weights=weight[known]))
        found.append((mean, spread, float(scale)))
    return found


def above(data: Data, nulls: list[tuple[Array, Array, float]]) -> Array:
    """Return all measures in standard deviations above independent reports."""
    z = [
        (x - data.terms @ mean) / (scale * np.exp(data.terms[:, :3] @ spread / 2))
        for x, (mean, spread, scale) in zip(data.x.T, nulls, strict=True)
    ]
    return np.clip(np.nan_to_num(np.array(z).T), *CLIP)


def weights(data: Data, z: Array, chosen: Array) -> Array:
    """Fit both sums by logistic regression without negative weights, independent reports counted at each length."""
    rows = np.where(chosen)[0]
    long = data.long[rows][:, None]
    basis = np.hstack([1 - long, long, z[rows] * (1 - long), z[rows] * long])
    sign, weight = np.where(data.y[rows], 1.0, -1.0), np.ones(len(rows))
    for band in range(len(BANDS) + 1):
        inside = data.band[rows] == band
        independent, own = inside & ~data.y[rows], data.weight[rows]
        share = own[independent] / max(1e-9, own[independent].sum())
        weight[independent] = share * max((inside & data.y[rows]).sum(), 150) * STRICT
    weight /= weight.sum()

    def loss(c: Array) -> tuple[float, Array]:
        margin = sign * (basis @ c)
        pull = -weight * sign / (1 + np.exp(margin))
        ridge = RIDGE * np.append(np.zeros(2), c[2:])
        return float((weight * np.logaddexp(0, -margin)).sum() + (ridge @ c)), basis.T @ pull + 2 * ridge

    free = [(None, None)] * 2 + [(0, None)] * (basis.shape[1] - 2)
    start = np.zeros(basis.shape[1])
    return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=free, options={"maxiter": 800}).x


def summed(data: Data, z: Array, c: Array) -> Array:
    """Return the blended sums of all pairs."""
    n, long = z.shape[1], data.long
    return (1 - long) * (c[0] + z @ c[2 : 2 + n]) + long * (c[1] + z @ c[2 + n :])


def lines(data: Data, s: Array, chosen: Array, share: float) -> tuple[float, float]:
    """Return the line of short and of long texts that this share of independent reports lies below."""
    found = []
    counted = data.weight * np.where(data.kind == "cut", 0.5, 1)
    for part in (data.leads & (data.lined < 0.5) & (data.short >= 20), data.articles & (data.lined > 0.5)):
        rows = np.where(chosen & part)[0]
        rows = rows[np.argsort(s[rows])]
        total = np.cumsum(counted[rows])
        found.append(float(s[rows][np.searchsorted(total, share * total[-1])]))
    return found[0], found[1]


def fitted(data: Data, train: Array, use: Array) -> tuple[Array, Any, Array]:
    """Fit on some pairs and return the sums of all, the nulls and the coefficients."""
    nulls = null(data, train & data.negative)
    z = above(data, nulls) * use
    c = weights(data, z, train & (data.negative | data.positive))
    return summed(data, z, c), nulls, c


def crossed(data: Data, use: Array) -> tuple[Array, Array, Array]:
    """Return out-of-fold sums, and margins over out-of-fold lines at 1 % and at 5 %."""
    s = np.full(len(data.y), np.nan)
    for fold in range(FOLDS):
        s[data.fold == fold] = fitted(data, data.fold != fold, use)[0][data.fold == fold]
    margins = []
    for share in (LINE, REVIEW):
        margin = np.full(len(s), np.nan)
        for fold in range(FOLDS):
            out = data.fold == fold
            short, long = lines(data, s, data.negative & ~out, share)
            margin[out] = (s - short - data.lined * (long - short))[out]
        margins.append(margin)
    return s, margins[0], margins[1]


def row(data: Data, margin: Array, name: str) -> str:
    """Return a line of a table: recall and false alarms."""
    whole, gemini, full = data.kind == "whole", np.char.startswith(data.model.astype(str), "Gemini"), data.words >= 125

    def share(chosen: Array) -> str:
        return f"{np.mean(margin[chosen & whole] >= 0):6.3f}"

    p, cut = data.positive, np.mean(margin[data.negative & (data.kind == "cut")] >= 0)
    return (
        f"{name:32}{share(p)}{share(p & full & ~gemini)}{share(p & full & gemini)}{share(p & gemini)}"
        f"{share(data.articles)}{share(data.leads & data.negative)}{cut:6.3f}"
    )


HEAD = f"{'':32}{'all':>6}{'c125':>6}{'g125':>6}{'gem':>6}{'art':>6}{'lead':>6}{'cut':>6}"


def table(data: Data, *, ablation: bool) -> Iterator[str]:
    """Yield the tables."""
    use = np.ones(len(MEASURES))
    yield f"Cross-fitted by group. c125/g125: close rewrites / {'free retellings'} from 125 words\n{HEAD}"
    _, one, five = crossed(data, use)
    yield row(data, one, "at the line")
    yield row(data, five, "at the review line")
    yield from held_out(data, use, one)
    for place, name in enumerate(MEASURES if ablation else ()):
        left = use.copy()
        left[place] = 0
        _, one, _ = crossed(data, left)
        yield row(data, one, f"without {name}")
    for place, name in enumerate(MEASURES if ablation else ()):
        _, one, _ = crossed(data, 1 - (np.arange(len(use)) != place))
        yield row(data, one, f"{name} alone")


def held_out(data: Data, use: Array, crossed_margin: Array) -> Iterator[str]:
    """Yield recall where the rewriter or the subject was not seen, and both rates in other languages."""
    for names_, column in (("model", data.model), ("subject", data.subject)):
        for value in sorted(set(column[data.positive].tolist())):
            out = data.positive & (column == value)
            s, _, _ = fitted(data, ~out, use)
            short, long = lines(data, s, data.negative, LINE)
            told = np.mean((s - short - data.lined * (long - short))[out] >= 0)
            yield f"{names_} {value:24} held out {told:.3f}  seen {np.mean(crossed_margin[out] >= 0):.3f}"
    other = ~(data.positive | data.articles | data.leads)
    for name in sorted({f"{a} {b}" for a, b in zip(data.set[other], data.lang[other], strict=True)}):
        inside = other & (np.char.add(np.char.add(data.set, " "), data.lang) == name)
        rates = [np.mean(crossed_margin[inside & (data.y == label)] >= 0) for label in (True, False)]
        yield f"{name:32} told {rates[0]:.3f}  independent flagged {rates[1]:.3f}"


def write(data: Data) -> None:
    """Fit on everything, lines from out-of-fold sums, and rewrite the end of the module."""
    use = np.ones(len(MEASURES))
    out_of_fold, _, _ = crossed(data, use)
    _, nulls, c = fitted(data, np.ones(len(data.y), bool), use)
    one, five = (lines(data, out_of_fold, data.negative, share) for share in (LINE, REVIEW))
    n = len(MEASURES)
    text = TARGET.read_text(encoding="utf-8").split("\n\nRAMP = ")[0].rstrip() + "\n\n\n"
    text += f'RAMP = {RAMP}\n"""Content words in the shorter text from and up to which the sums are blended."""\n'
    text += f'LINED = {LINED}\n"""The same for the lines they are held against."""\n'
    for side, name in enumerate(("SHORT", "LONG")):
        listed = ", ".join(f"{w:.3f}" for w in c[2 + side * n : 2 + (side + 1) * n])
        text += f"{name} = Sum({c[side]:.3f}, {one[side]:.3f}, {five[side]:.3f}, ({listed}))\n"
    text += "NULLS = (\n"
    for name, (mean, spread, scale) in zip(MEASURES, nulls, strict=True):
        numbers = (", ".join(f"{v:.4f}" for v in listed) for listed in (mean, spread))
        text += "    # {}\n    Null(({}), ({}), {:.3f}),\n".format(name, *numbers, scale)
    TARGET.write_text(text + ")\n" + '"""One a measure, in the order of `MEASURES`."""\n', encoding="utf-8")


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description="Fits the rewriting score.")
    options.add_argument("folder", type=Path)
    options.add_argument("--cache", type=Path)
    options.add_argument("--ablation", action="store_true")
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    if chosen.cache and chosen.cache.exists():
        listed = json.loads(chosen.cache.read_text())
    else:
        listed = list(pairs(chosen.folder))
        if chosen.cache:
            chosen.cache.write_text(json.dumps(listed))
    data = Data(listed)
    for line in table(data, ablation=chosen.ablation):
        print(line, flush=True)
    if chosen.write:
        write(data)


if __name__ == "__main__":
    main()
