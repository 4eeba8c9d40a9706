"""Runs a folder laid out like the public ODRL test suite through `licensing.comply` and prints a table.

    python -m tests.benchmarks.odrl_suite FOLDER [--runs 20]

Activation: kind, rule, requested rule, attempt state and activation state of every rule report are those expected.
Premises: so are number, kind and satisfaction state of the premise reports, nested ones included; cases whose
expectation names premise reports it does not describe cannot be held to that and are named. Times are medians over the
cases, and of the policy with most constraints by itself; where a policy is compiled, each call asks about another day.
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from licensing.api.compliance import SHAPES, comply, known_ontology
from licensing.decision.atomic import atomic
from licensing.decision.comply import comply as evaluate
from licensing.decision.evaluate import answer, compile_policies
from licensing.decision.request import queries
from licensing.model.odrl import PolicyType
from licensing.odrl.read import read
from licensing.odrl.world import read_world
from licensing.packs.store import rulebook
from tests.odrl.suite import Case, cases, found

START = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)


def median(job: Callable[[int], object], runs: int) -> float:
    """Return the median milliseconds of a call; the job gets the number of the call."""
    times = []
    for number in range(runs):
        start = time.perf_counter_ns()
        job(number)
        times.append(time.perf_counter_ns() - start)
    return statistics.median(times) / 1e6


def from_files(case: Case) -> Callable[[int], object]:
    """Read, decide, and write the report."""
    return lambda _: SHAPES["turtle"](comply([case.policy], case.request, case.world))


def in_memory(case: Case) -> Callable[[int], object]:
    """Decide and report every premise, with everything read."""
    book = rulebook()
    policies = atomic([one for one in read(case.policy, book).policies if one.type is not PolicyType.REQUEST])
    (request,) = atomic(read(case.request, book).policies)
    world, ontology = read_world(case.world, book), known_ontology(book)
    return lambda _: [evaluate(policy, request, world, ontology) for policy in policies]


def compiled(case: Case) -> Callable[[int], object]:
    """Decide alone: the policy is compiled, the request is a question with its facts."""
    book = rulebook()
    ontology = known_ontology(book)
    program = compile_policies(atomic(read(case.policy, book).policies), ontology)
    (request,) = atomic(read(case.request, book).policies)
    world = read_world(case.world, book)
    days = [replace(world, time=START + dt.timedelta(days=number, hours=number % 24)) for number in range(366)]
    asked = [next(iter(queries(request, day, ontology, {}))) for day in days]

    def job(number: int) -> object:
        query = asked[number % len(asked)]
        return answer(program, query.action, "", query.facts, query.asked)

    return job


STEPS = (
    ("reading, deciding, writing the report", from_files),
    ("deciding with every premise", in_memory),
    ("deciding alone, policy compiled", compiled),
)


def agreement(suite: Sequence[Case]) -> None:
    """Print how many cases come out as expected, and which do not."""
    whole = [case for case in suite if not case.expected.dangling]
    outcomes = {case.name: found(case) for case in suite}
    wrong = [case for case in suite if outcomes[case.name].activation != case.expected.activation]
    other = [case for case in whole if outcomes[case.name].premises != case.expected.premises]
    print(f"activation  {len(suite) - len(wrong)} of {len(suite)}")
    print(f"premises    {len(whole) - len(other)} of {len(whole)}")
    for word, several in (("other activation", wrong), ("other premises", other)):
        print("".join(f"  {word}: {case.name}\n" for case in several), end="")
    for case in suite:
        if case.expected.dangling:
            print(
                f"  left out: {case.name}, whose expectation leaves {len(case.expected.dangling)} premises undescribed"
            )


def times(suite: Sequence[Case], runs: int) -> None:
    """Print how long each step takes."""
    sizes = {case: case.policy.read_text(encoding="utf-8").count("leftOperand") for case in suite}
    largest = max(suite, key=sizes.__getitem__)
    small = [case for case in suite if case.policy != largest.policy]
    print(f"\n{'ms, median':<40}{f'{len(small)} cases':>12}{f'{sizes[largest]} constraints':>18}")
    for name, step in STEPS:
        each = statistics.median(median(step(case), runs) for case in small)
        print(f"{name:<40}{each:>12.4f}{median(step(largest), runs):>18.4f}")


def main() -> None:
    """Run the suite in a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=20, help="calls a case is timed for")
    chosen = parser.parse_args()
    suite = tuple(cases(chosen.folder))
    if not suite:
        parser.error(f"There are no cases in {chosen.folder / 'test_cases'}.")
    agreement(suite)
    times(suite, chosen.runs)


if __name__ == "__main__":
    main()
