"""Rows of the table on the rewriting score: recall with its false alarms, cross-fitted, and what each measure adds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from licensing.matching.measures import MEASURES
from tests.benchmarks.figures import Figure, missing, module, precision
from tests.benchmarks.rewriting import LINE, LONG, REVIEW, Scored, rate, scored

__all__ = ["ablation", "figures", "pairs"]

WIRE = "5669"
"""A group of leads that print one agency's copy: reuse, and so no independent reports."""
AIMS = {
    (f"close rewrites, {LONG} words and more", LINE): 0.99,
    ("all rewrites, all lengths", LINE): 0.80,
    (f"free retellings, {LONG} words and more", LINE): 0.85,
    ("all rewrites, all lengths", REVIEW): 0.95,
}


def close(one: Scored) -> bool:
    """Tell whether a long pair is by one of the rewriters that stay close to their source."""
    return one.words >= LONG and not one.model.startswith("Gemini")


def free(one: Scored) -> bool:
    """Tell whether a long pair is by the rewriter that retells freely."""
    return one.words >= LONG and one.model.startswith("Gemini")


GROUPS: dict[str, Callable[[Scored], bool]] = {
    f"close rewrites, {LONG} words and more": close,
    "all rewrites, all lengths": lambda one: True,
    f"free retellings, {LONG} words and more": free,
}


def pairs(folder: Path, every: int) -> dict[str, list[Scored]]:
    """Compare the pairs of a folder: `articles`, `leads` and `rewrites`."""
    leads = scored(folder / "same-event-leads.jsonl", every)
    return {
        "articles": scored(folder / "same-event-articles.jsonl", every),
        "leads": [one for one in leads if one.row["group"] != WIRE],
        "rewrites": [one for path in sorted(folder.glob("llm-rewrites/*.jsonl")) for one in scored(path, every)],
    }


def figures(measured: dict[str, list[Scored]], folder: Path, *, cross: bool) -> Iterator[Figure]:
    """Yield recall at both lines, with the false alarms they cost."""
    crossed = fitted(folder) if cross else None
    own = {name: rate(measured[name], LINE) for name in ("articles", "leads")}
    why = "" if crossed else "fitted on these data; not cross-fitted here"
    for line, most in ((LINE, 0.01), (REVIEW, 0.05)):
        for name in ("articles", "leads"):
            value = crossed["rates"][name, line] if crossed else None
            measure = f"same-event {name} at {line:g} or above"
            own[name] = rate(measured[name], line)
            yield Figure(measure, own[name], most, len(measured[name]), most=True, crossed=value, note=why)
        for name, test in GROUPS.items():
            chosen = [one for one in measured["rewrites"] if test(one)]
            if not chosen:
                yield missing(f"{name}, at {line:g}", "no such pairs")
                continue
            value = rate(chosen, line)
            told = crossed["rates"][name, line] if crossed else None
            alarms = max(crossed["rates"][which, line] if crossed else own[which] for which in own)
            aim = AIMS.get((name, line))
            exact = precision(value if told is None else told, alarms)
            yield Figure(f"{name}, at {line:g}", value, aim, len(chosen), precision=exact, crossed=told, note=why)
    yield from lengths(measured["rewrites"])
    yield from held_out(crossed)


def lengths(rewrites: Sequence[Scored]) -> Iterator[Figure]:
    """Yield recall at the line by the words of the shorter text."""
    for low, high in ((0, 30), (30, 50), (50, 80), (80, 125), (125, 250), (250, 10**6)):
        chosen = [one for one in rewrites if low <= one.words < high]
        if chosen:
            name = f"{low} to {high} words" if high < 10**6 else f"{low} words and more"
            yield Figure(f"  rewrites of {name}, at {LINE:g}", rate(chosen, LINE), None, len(chosen))


def held_out(crossed: dict[str, Any] | None) -> Iterator[Figure]:
    """Yield recall of each rewriter with all its pairs held out of the fit: the transfer to one not seen."""
    for name, value in (crossed or {"out": {}})["out"].items():
        yield Figure(f"  {name}, not seen in the fit, at {LINE:g}", value)


@cache
def data(folder: Path) -> Any:
    """Return the pairs of a folder measured for fitting, or None without numpy and scipy."""
    if not (module("numpy") and module("scipy")):
        return None
    fit = module("tests.benchmarks.fit_rewriting")
    return fit.Data(list(fit.pairs(folder)))


def fitted(folder: Path) -> dict[str, Any] | None:
    """Return rates with constants fitted without the pairs measured, and of each rewriter held out."""
    if (pool := data(folder)) is None:
        return None
    numpy, fit = module("numpy"), module("tests.benchmarks.fit_rewriting")
    use = numpy.ones(len(MEASURES))
    _, one, five = fit.crossed(pool, use)
    rates = {
        (name, line): share for line, margin in ((LINE, one), (REVIEW, five)) for name, share in _rates(pool, margin)
    }
    out = {}
    for model in sorted(set(pool.model[pool.positive].tolist())):
        held = pool.positive & (pool.model == model)
        s, _, _ = fit.fitted(pool, ~held, use)
        short, long = fit.lines(pool, s, pool.negative, fit.LINE)
        out[model] = float(numpy.mean((s - short - pool.lined * (long - short))[held] >= 0))
    return {"rates": rates, "out": out}


def _rates(pool: Any, margin: Any) -> Iterator[tuple[str, float]]:
    numpy = module("numpy")
    whole, gemini = pool.kind == "whole", numpy.char.startswith(pool.model.astype(str), "Gemini")
    chosen = {
        **dict(zip(GROUPS, (pool.positive & (pool.words >= LONG) & ~gemini, pool.positive,
                            pool.positive & (pool.words >= LONG) & gemini), strict=True)),
        "articles": pool.articles, "leads": pool.leads & pool.negative,
    }  # fmt: skip
    for name, rows in chosen.items():
        yield name, float(numpy.mean(margin[rows & whole] >= 0))


def ablation(folder: Path) -> Iterator[str]:
    """Yield the table of what each measure adds: all weights and lines fitted anew without it, cross-fitted."""
    if (pool := data(folder)) is None:
        yield "not measured: numpy and scipy are not installed"
        return
    numpy, fit = module("numpy"), module("tests.benchmarks.fit_rewriting")
    names = [*GROUPS, "articles", "leads"]
    heads = ("close", "all", "free", "articles", "leads")
    yield f"{'rewriting score, cross-fitted':36}" + "".join(
        f"{f'{name} {line:g}':>13}" for line in (LINE, REVIEW) for name in heads
    )
    for place in range(-1, len(MEASURES)):
        use = numpy.ones(len(MEASURES))
        use[place] = 1.0 if place < 0 else 0.0
        _, *margins = fit.crossed(pool, use)
        found = [dict(_rates(pool, margin)) for margin in margins]
        name = "nothing left out" if place < 0 else f"without `{MEASURES[place]}`"
        yield f"{name:36}" + "".join(f"{rates[which]:13.3f}" for rates in found for which in names)
