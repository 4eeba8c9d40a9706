"""How long one decision takes, with the state of every rule recorded, beside two policy engines in the same run.

    python tests/benchmarks/decide.py [--calls 3000]

Ours weighs the Anadolu notice, the Turkish law pack and the house pack, and keeps the state of every rule asked. The
peers (extra `[bench]`) hold the notice alone, with parsed policies and without explanation. Then the same with a notice
for each of n stories in one set of policies; each call asks about another story. Rendering is left out everywhere.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import licensing
from licensing.api.rules import desk
from licensing.decision.combine import Case, decide_use
from licensing.decision.evaluate import compile_policies
from licensing.decision.notice import notice_policy
from licensing.model.constraint import Constraint, LogicalConstraint, LogicalOperator, Operator
from licensing.model.decision import StoryRef
from licensing.model.odrl import Action, Asset, Policy, PolicyType, Rule, RuleKind, Tier, Value
from licensing.model.use import Taking, Use

NOTICE = (
    "Copyright 2022 Anadolu Agency. All rights reserved. "
    "This material may not be published, broadcast, rewritten, or redistributed."
)
VERBS = ("publish", "broadcast", "rewrite", "redistribute")
FACTS: dict[str, Value] = {
    "status": "usable",
    "embargoed": False,
    "words-quoted": 20,
    "story-share": 0.03,
    "draft-share": 0.05,
    "lead-touched": False,
    "quotation-altered": False,
    "speech": "own",
    "credit": True,
    "credit-date": True,
    "quotation-marked": True,
    "own-work": True,
    "purpose": "news-reporting",
    "source-made-public": True,
    "reserved": True,
    "expressly-unreserved": False,
    "taking": True,
    "holder-is-publisher": False,
}
SIZES = (5, 50, 200, 1000)
CASBIN = """[request_definition]
r = sub, obj, act
[policy_definition]
p = sub, obj, act, eft
[policy_effect]
e = !some(where (p.eft == deny))
[matchers]
m = r.sub == p.sub && r.obj == p.obj && r.act == p.act
"""


def each(job: Callable[[int], object], calls: int) -> float:
    """Return the median microseconds of a call; the job gets the number of the call."""
    times = []
    for number in range(calls):
        start = time.perf_counter_ns()
        job(number)
        times.append(time.perf_counter_ns() - start)
    return statistics.median(times) / 1000


def case_of(notices: Sequence[Policy]) -> Case:
    """Return a case of the packs in force and some notices."""
    ready = desk()
    return Case(
        "TR",
        guards=ready.rules.guards,
        own=ready.rules.own,
        law=ready.rules.law("TR").program,
        house=ready.rules.house,
        notice=compile_policies(notices, ready.rules.ontology),
    )


def varied(count: int) -> Iterator[Use]:
    """Yield uses with other facts each: some missing, some the other way round."""
    rng = random.Random(3)  # noqa: S311 - the same uses every time
    for _ in range(count):
        facts = {name: value for name, value in FACTS.items() if rng.random() < 0.9}
        facts |= {name: not value for name, value in facts.items() if isinstance(value, bool) and rng.random() < 0.2}
        facts["words-quoted"] = rng.randint(1, 60)
        facts["purpose"] = rng.choice(["news-reporting", "education", "review", "advertising"])
        yield Use(Taking(StoryRef("s"), rng.choice(["quote", "verbatim", "rewrite"])), "publish", facts)


def ours(calls: int) -> Iterator[tuple[str, float]]:
    """Measure one use again and again, and uses that are each asked once."""
    case = case_of([notice_policy(licensing.read_notice(NOTICE))])
    use = Use(Taking(StoryRef("s"), "quote"), "publish", FACTS)
    yield "licensing: notice, Turkish law, house; states recorded", each(lambda _: decide_use(use, case), calls)
    uses = list(varied(calls))
    case = case_of([notice_policy(licensing.read_notice(NOTICE))])
    yield "  the same, other facts in every call", each(lambda number: decide_use(uses[number], case), calls)


def ours_of(count: int, calls: int) -> float:
    """Measure with a notice for each of `count` stories."""
    notice = notice_policy(licensing.read_notice(NOTICE))
    notices = [
        replace(
            notice,
            uid=f"notice-{number}",
            rules=tuple(replace(rule, targets=(Asset(f"story-{number}"),)) for rule in notice.rules),
        )
        for number in range(count)
    ]
    case = case_of(notices)
    uses = [Use(Taking(StoryRef(f"story-{number % count}"), "quote"), "publish", FACTS) for number in range(calls)]
    for use in uses[:count]:
        assert any(state.rule.id.endswith("publish") for state in decide_use(use, case).states)
    return each(lambda number: decide_use(uses[number], case), calls)


def cedar_of(count: int, calls: int) -> float:
    """Measure Cedar with parsed policies and entities; no explanation is asked for."""
    cedarpy: Any = importlib.import_module("cedarpy")
    verbs = ", ".join(f'Action::"{verb}"' for verb in VERBS)
    policies = "permit(principal, action, resource) when { context.licensed };\n" + "\n".join(
        f'forbid(principal, action in [{verbs}], resource == Story::"{number}") unless {{ context.consent }};'
        for number in range(count)
    )
    parsed, entities = cedarpy.PolicySet.from_str(policies), cedarpy.Entities.from_json_str("[]")
    requests = [
        {
            "principal": 'Desk::"d"',
            "action": 'Action::"publish"',
            "resource": f'Story::"{number % count}"',
            "context": {"licensed": True, "consent": False},
        }
        for number in range(calls)
    ]
    assert not cedarpy.is_authorized(requests[0], parsed, entities).allowed
    return each(lambda number: cedarpy.is_authorized(requests[number], parsed, entities), calls)


def casbin_of(count: int, calls: int) -> float:
    """Measure Casbin with its policies loaded."""
    casbin: Any = importlib.import_module("casbin")
    with tempfile.TemporaryDirectory() as name:
        model, lines = Path(name, "model.conf"), Path(name, "policy.csv")
        model.write_text(CASBIN, encoding="utf-8")
        lines.write_text(
            "\n".join(f"p, desk, story-{number}, {verb}, deny" for number in range(count) for verb in VERBS),
            encoding="utf-8",
        )
        enforcer = casbin.Enforcer(str(model), str(lines))
    assert not enforcer.enforce("desk", "story-0", "publish")
    return each(lambda number: enforcer.enforce("desk", f"story-{number % count}", "publish"), calls)


def big(constraints: int, calls: int) -> tuple[float, float]:
    """Measure a policy of many intervals: milliseconds to compile it, and to decide with it."""
    ways = tuple(
        LogicalConstraint(
            LogicalOperator.AND,
            (Constraint("count", Operator.GT, 10 * number), Constraint("count", Operator.LT, 10 * number + 5)),
        )
        for number in range(constraints // 2)
    )
    whole = LogicalConstraint(LogicalOperator.OR, ways)
    rule = Rule("big/rule", RuleKind.PERMISSION, Tier.NOTICE, (Action("publish"),), constraints=(whole,))
    start = time.perf_counter()
    case = Case("here", notice=compile_policies([Policy("big", PolicyType.SET, (rule,))], desk().rules.ontology))
    compiled = (time.perf_counter() - start) * 1000
    uses = [Use(Taking(StoryRef("s"), "quote"), "publish", {"count": number * 7}) for number in range(calls)]
    return compiled, each(lambda number: decide_use(uses[number], case), calls) / 1000


PEERS: dict[str, tuple[str, Callable[[int, int], float]]] = {
    "cedarpy, parsed policies, no explanation": ("cedarpy", cedar_of),
    "pycasbin": ("casbin", casbin_of),
}


def row(name: str, *values: str) -> None:
    """Print one line of a table."""
    print(f"{name:<58}" + "".join(f"{value:>14}" for value in values), flush=True)


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--calls", type=int, default=3000)
    calls = options.parse_args().calls
    row("median of one decision, microseconds", "here", "to reach")
    for name, value in ours(calls):
        row(name, f"{value:.1f}", "<= 25")
    engines: list[tuple[str, Callable[[int, int], float]]] = [("licensing, states recorded", ours_of)]
    for name, (module, measure) in PEERS.items():
        if importlib.util.find_spec(module) is None:
            row(name, "not installed: the extra [bench] brings it")
        else:
            engines.append((name, measure))
            row(f"{name}, the notice alone", f"{measure(1, calls):.1f}", "")
    row("\nby number of policies, microseconds", *(str(size) for size in SIZES), "last / first")
    for name, measure in engines:
        found = [measure(size, calls) for size in SIZES]
        row(name, *(f"{value:.1f}" for value in found), f"{found[-1] / found[0]:.1f}")
    compiled, decided = big(524, 300)
    row("\na policy of 524 constraints, milliseconds", "compile", "decide", "to reach")
    row("licensing, states recorded", f"{compiled:.2f}", f"{decided:.2f}", "<= 20")


if __name__ == "__main__":
    main()
