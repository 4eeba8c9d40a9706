"""How long the main job takes: a command that prints a table.

    python tests/benchmarks/speed.py [--stories news.jsonl ...] [--runs 15]

Stories are generated unless files are given (JSON lines with a key `text`, `source` or `body`). The command line is
measured in CPU time as a whole process, beside a typer app that does nothing; everything else in this process.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import licensing
from licensing.api.rules import desk
from licensing.packs.folder import rules_folder
from licensing.packs.store import compile_folder, rulebook

NOTICE = (
    "Copyright 2022 Anadolu Agency. All rights reserved. "
    "This material may not be published, broadcast, rewritten, or redistributed."
)
PLAN = {
    "action": "publish",
    "medium": ["web"],
    "territory": ["TR"],
    "date": "2026-11-22",
    "purpose": "news-reporting",
    "publisher": "Example Daily",
}
EMPTY_APP = "import typer\napp = typer.Typer(add_completion=False)\n@app.command()\ndef nothing() -> None: ...\napp()\n"

BARE_APP = """\
import typer
app = typer.Typer(add_completion=False)
def told(asked: bool) -> None:
    if asked:
        typer.echo("bare 0.1.0")
        raise typer.Exit
@app.command()
def nothing() -> None: ...
@app.callback()
def main(version: bool = typer.Option(False, "--version", callback=told, is_eager=True)) -> None: ...
app()
"""


def generated(count: int, length: int = 600) -> Iterator[str]:
    """Yield stories of words drawn as news draws them: few often, most rarely."""
    rng = random.Random(7)  # noqa: S311 - the same stories every time
    vocabulary = ["".join(rng.choices("aeioubdfgklmnprst", k=rng.randint(2, 9))) for _ in range(40_000)]
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    for _ in range(count):
        drawn = rng.choices(vocabulary, weights, k=length)
        sentences = [" ".join(drawn[at : at + 18]).capitalize() + "." for at in range(0, length, 18)]
        yield "\n\n".join(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)) + f"\n\n{NOTICE}"


def given(paths: Sequence[Path], count: int) -> Iterator[str]:
    """Yield the stories of JSON lines files, each under the notice."""
    left = count
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                text = next((row[key] for key in ("text", "source", "body", "suspicious") if row.get(key)), "")
                if left and len(text.split()) >= 100:
                    left -= 1
                    yield f"{text}\n\n{NOTICE}"


def draft_of(stories: Sequence[str], own: str, rng: random.Random, planted: int) -> str:
    """Return a draft of about 600 words with runs of 8 to 40 words out of some stories."""
    parts = own.split()[: 600 - planted * 20]
    for story in rng.sample(list(stories), planted):
        words = story.split()
        size = rng.choice([8, 12, 20, 40])
        start = rng.randrange(max(1, len(words) - size - 25))
        at = rng.randrange(len(parts))
        parts[at:at] = words[start : start + size]
    return " ".join(parts)


def cpu(command: Sequence[str], runs: int) -> float:
    """Return the median CPU milliseconds of a command as a whole process."""
    times = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)
    return statistics.median(times)


def timed(job: Callable[[], object], runs: int) -> list[float]:
    """Return the seconds of each run of a job, sorted."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return sorted(times)


def row(name: str, value: str, aim: str) -> None:
    """Print one line of the table."""
    print(f"{name:<66}{value:>16}{aim:>16}", flush=True)


def command_line(folder: Path, stories: Sequence[str], runs: int) -> None:
    """Measure `licensing check` with a plan against 1,000 stories."""
    with licensing.Archive.open(folder / "thousand.db") as archive, archive.batch():
        for number, story in enumerate(stories[:1000]):
            archive.add(story, id=f"s{number}")
    draft = folder / "draft.md"
    draft.write_text(draft_of(stories[:1000], stories[1001], random.Random(1), 3), encoding="utf-8")  # noqa: S311
    (folder / "plan.yaml").write_text(json.dumps(PLAN), encoding="utf-8")
    (folder / "empty.py").write_text(EMPTY_APP, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "licensing",
        "check",
        str(draft),
        "--plan",
        str(folder / "plan.yaml"),
        "--archive",
        str(folder / "thousand.db"),
    ]
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    # An installed package is compiled to byte code; a clone may not be.
    compileall.compile_dir(Path(licensing.__file__).parent, quiet=1)
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False)
    cold = time.perf_counter() - start
    pairs = [(cpu([sys.executable, str(folder / "empty.py")], 1), cpu(command, 1)) for _ in range(runs)]
    row("typer app that does nothing, CPU", f"{statistics.median(a for a, _ in pairs):.1f} ms", "")
    row("licensing check, 1,000 stories, CPU", f"{statistics.median(b for _, b in pairs):.1f} ms", "")
    row("  above the empty app", f"{statistics.median(b - a for a, b in pairs):.1f} ms", "<= 60 ms")
    row("  first run ever, packs not compiled, wall", f"{cold * 1000:.0f} ms", "<= 1000 ms")


def start_up(folder: Path, runs: int) -> None:
    """Measure `licensing --version` beside a typer app that says its version and no more."""
    (folder / "bare.py").write_text(BARE_APP, encoding="utf-8")
    bare, ours = [sys.executable, str(folder / "bare.py")], [sys.executable, "-m", "licensing"]
    runs_of = [(cpu([*bare, "--version"], 1), cpu([*ours, "--version"], 1)) for _ in range(runs)]
    row("bare typer app, --version, CPU", f"{statistics.median(a for a, _ in runs_of):.1f} ms", "")
    row("licensing --version, CPU", f"{statistics.median(b for _, b in runs_of):.1f} ms", "")
    row("  as a share of the bare app", f"{statistics.median(b / a for a, b in runs_of):.2f}", "<= 1.2")
    helped = [(cpu([*bare, "--help"], 1), cpu([*ours, "init", "--help"], 1)) for _ in range(runs)]
    row("licensing init --help, as a share of the bare app", f"{statistics.median(b / a for a, b in helped):.2f}", "")


def running_process(folder: Path, stories: Sequence[str], runs: int) -> None:
    """Measure checks in a running process against 20,000 stories."""
    with licensing.Archive.open(folder / "many.db") as archive:
        with archive.batch():
            for number, story in enumerate(stories):
                archive.add(story, id=f"s{number}")
        rng = random.Random(2)  # noqa: S311
        drafts = [draft_of(stories, stories[rng.randrange(len(stories))][::-1], rng, 20) for _ in range(runs * 10)]
        licensing.check(drafts[0], plan=PLAN, archive=archive)
        times = [timed(lambda one=draft: licensing.check(one, plan=PLAN, archive=archive), 1)[0] for draft in drafts]  # type: ignore[misc]
        times.sort()
        name = f"check, 600 words, 20 planted sources, {len(stories):,} stories"
        row(f"{name}, median", f"{statistics.median(times) * 1000:.1f} ms", "")
        row(f"{name}, p95", f"{times[int(len(times) * 0.95)] * 1000:.1f} ms", "<= 40 ms")


def parts(runs: int) -> None:
    """Measure making the rule packs ready and reading one notice; `decide.py` measures deciding."""
    ready = desk()
    folder = rules_folder()
    compiling = timed(lambda: compile_folder(folder), 5)
    row("check and compile every rule pack", f"{statistics.median(compiling):.2f} s", "<= 2 s")

    def load() -> None:
        rulebook.cache_clear()
        rulebook()

    row("load the rule packs, compiled", f"{statistics.median(timed(load, runs)) * 1e3:.1f} ms", "<= 20 ms")
    story = next(generated(1))
    from licensing.api.reading import terms_of  # noqa: PLC0415 - the same reading without the cache around it

    reading = timed(lambda: terms_of.__wrapped__(NOTICE, ready.book), runs * 20)
    row("read a notice", f"{statistics.median(reading) * 1e3:.2f} ms", "<= 1 ms")
    reading = timed(lambda: terms_of.__wrapped__(story, ready.book), runs * 20)
    row("read the notice under a story of 600 words", f"{statistics.median(reading) * 1e3:.2f} ms", "<= 1 ms")


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--stories", nargs="*", type=Path, default=[])
    options.add_argument("--count", type=int, default=20_000)
    options.add_argument("--runs", type=int, default=15)
    chosen = options.parse_args()
    stories = list(given(chosen.stories, chosen.count) if chosen.stories else generated(chosen.count))
    row("measure", "here", "to reach")
    parts(chosen.runs)
    with tempfile.TemporaryDirectory() as name:
        start_up(Path(name), chosen.runs)
        command_line(Path(name), stories, chosen.runs)
        running_process(Path(name), stories, chosen.runs)


if __name__ == "__main__":
    main()
