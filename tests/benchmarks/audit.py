"""How fast an audit is, what memory it takes, and how it goes on after it was killed: a command that prints a table.

    python tests/benchmarks/audit.py [--outputs 2000] [--stories 5000] [--jobs 1 2] [--times 4]

Stories and outputs are made of invented words. A third of the outputs quotes a story, one in ten takes three paragraphs
of one, one in five takes from two stories; the others take nothing. Memory is the peak of the process that
leads the audit (VmHWM, Linux), at as many outputs as asked for and at `--times` as many.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from licensing.api import Archive

NOTICE = (
    "Copyright 2026 Skerry Press Agency. All rights reserved. This material may not be published, broadcast, "
    "rewritten, or redistributed."
)
PLAN = (
    "medium: [web]\nterritory: [TR]\ndate: 2026-11-30\npurpose: news-reporting\npublisher: Example Daily\n"
    "own-reporting: true\nindependent-sources: 2\n"
)


def vocabulary(chance: random.Random, words: int = 12_000) -> list[str]:
    """Return invented words."""
    parts = [first + second for first in "bdfgklmnprstv" for second in "aeiou"]
    return ["".join(chance.choices(parts, k=chance.randint(2, 4))) for _ in range(words)]


def paragraphs(chance: random.Random, words: Sequence[str], count: int) -> list[str]:
    """Return paragraphs of four sentences, with common words more often than rare ones."""
    weights = [1 / (place + 20) for place in range(len(words))]
    found = []
    for _ in range(count):
        sentences = (
            " ".join(chance.choices(words, weights, k=chance.randint(9, 24))).capitalize() + "." for _ in range(4)
        )
        found.append(" ".join(sentences))
    return found


def stories(chance: random.Random, words: Sequence[str], count: int, folder: Path) -> list[list[str]]:
    """Write stories and return their paragraphs."""
    folder.mkdir()
    made = []
    for number in range(count):
        body = paragraphs(chance, words, 5)
        (folder / f"story-{number}.txt").write_text("\n\n".join([*body, NOTICE]) + "\n", encoding="utf-8")
        made.append(body)
    return made


def outputs(chance: random.Random, words: Sequence[str], made: list[list[str]], count: int, folder: Path) -> None:
    """Write outputs."""
    folder.mkdir()
    for number in range(count):
        body = paragraphs(chance, words, 5)
        sort = chance.random()
        if sort < 0.1:
            body[1:1] = chance.choice(made)[:3]
        elif sort < 0.53:
            for _ in range(2 if sort < 0.3 else 1):
                quoted = " ".join(chance.choice(chance.choice(made)).split()[:14])
                body.insert(2, f"“{quoted}” Skerry Press Agency reported on 5 October 2026.")
        date = f"2026-{chance.randint(1, 11):02}-{chance.randint(1, 28):02}"
        text = f"---\ndate: {date}\n---\n" + "\n\n".join(body) + "\n"
        (folder / f"{number:06}.md").write_text(text, encoding="utf-8")


class Run:
    """One audit in a process of its own, watched from outside."""

    def __init__(self, folder: Path, place: Path, jobs: int, state: Path) -> None:
        words = ["audit", str(place), "--archive", str(folder / "wire.db"), "--plan", str(folder / "plan.yaml")]
        more = ["--no-config", "--jobs", str(jobs), "--state", str(state), "--quiet", "--format", "csv"]
        self.state = state
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "licensing", *words, *more], stdout=subprocess.DEVNULL, start_new_session=True
        )

    def peaks(self) -> Iterator[int]:
        """Yield the peak of memory so far, in MB, until the process ends."""
        status = Path(f"/proc/{self.process.pid}/status")
        while self.process.poll() is None:
            try:
                lines = status.read_text(encoding="ascii").splitlines()
            except OSError:
                return
            yield next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)
            time.sleep(0.05)

    def done(self) -> int:
        """Return how many files are kept."""
        return self.state.read_bytes().count(b"\n") if self.state.exists() else 0

    def finish(self) -> tuple[float, int]:
        """Wait for its end and return seconds and the peak of memory."""
        peak = max(self.peaks(), default=0)
        code = self.process.wait()
        if code not in {0, 1, 3}:
            raise SystemExit(f"The audit ended with {code}.")
        return time.perf_counter() - self.began, peak


def killed(folder: Path, place: Path, jobs: int, half: int) -> tuple[int, float]:
    """Kill an audit half-way, run it again, and return what was kept and how long the rest took."""
    state = folder / "killed.jsonl"
    run = Run(folder, place, jobs, state)
    while run.done() < half and run.process.poll() is None:
        time.sleep(0.02)
    os.kill(run.process.pid, signal.SIGKILL)
    run.process.wait()
    kept = run.done()
    seconds, _ = Run(folder, place, jobs, state).finish()
    return kept, seconds


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description="Speed, memory and resumption of audits.")
    options.add_argument("--outputs", type=int, default=2000)
    options.add_argument("--stories", type=int, default=5000)
    options.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    options.add_argument("--times", type=int, default=4, help="outputs of the second measure of memory; 0: none")
    chosen = options.parse_args()
    chance = random.Random(7)  # noqa: S311 - invented texts
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        words = vocabulary(chance)
        made = stories(chance, words, chosen.stories, folder / "wire")
        (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
        with Archive.open(folder / "wire.db") as kept:
            for _ in kept.add_all(sorted((folder / "wire").iterdir())):
                pass
        outputs(chance, words, made, chosen.outputs, folder / "few")
        print(f"{'':<34}{'outputs':>9}{'seconds':>9}{'a second':>10}{'peak MB':>9}", flush=True)
        for jobs in chosen.jobs:
            state = folder / f"few-{jobs}.jsonl"
            told(f"{jobs} jobs", chosen.outputs, *Run(folder, folder / "few", jobs, state).finish())
            told(f"{jobs} jobs, nothing changed", chosen.outputs, *Run(folder, folder / "few", jobs, state).finish())
        most = max(chosen.jobs)
        done, seconds = killed(folder, folder / "few", most, chosen.outputs // 2)
        told(f"{most} jobs, killed with {done} kept: the rest", chosen.outputs - done, seconds, 0)
        if chosen.times:
            outputs(chance, words, made, chosen.outputs * chosen.times, folder / "many")
            run = Run(folder, folder / "many", most, folder / "many.jsonl")
            told(f"{most} jobs", chosen.outputs * chosen.times, *run.finish())


def told(name: str, count: int, seconds: float, peak: int) -> None:
    """Print a row."""
    print(f"{name:<34}{count:>9}{seconds:>9.1f}{count / seconds:>10.1f}{peak or '':>9}", flush=True)


if __name__ == "__main__":
    main()
