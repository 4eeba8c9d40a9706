"""Prints what finding reuse reaches, beside what it should: one row a measure, then what each part adds, then others.

    python tests/benchmarks/reuse_table.py DATA_FOLDER [--blind FILE ...] [--sample N] [--without PART ...]

The folder is laid out as that of `tests/benchmarks/reuse.py`; a row whose file is not there says so. With `--sample N`
every N-th pair is taken and nothing is cross-fitted: a quick look. `--blind` measures further files of the same
formats, on which nothing was fitted; what they hold is told by their rows.

`here` is the figure with the constants as they ship; `crossed` is that with constants fitted without the pairs they
are measured on, and is what counts where it is there. `prec` is the share of those told that are what they are told to
be; for rewrites it supposes that one draft in ten is one. Cross-fitting needs numpy, scipy and scikit-learn; the peers
are rapidfuzz, datasketch and scikit-learn: what is not installed is named.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.benchmarks import blind_files, table_archive, table_others, table_passages, table_peers, table_rewriting
from tests.benchmarks.figures import HEAD, Figure, shown
from tests.benchmarks.rewriting import Scored

PARTS = ("rewriting", "passages", "others", "archive", "speed", "ablation", "peers")


def table(folder: Path, every: int, parts: Iterable[str], store: Path) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield each part of the table that is wanted: its name and its lines."""
    wanted, cross = set(parts), every == 1
    measured = table_rewriting.pairs(folder, every) if wanted & {"rewriting", "peers"} else {}
    lines: dict[str, Callable[[], Iterator[str]]] = {
        "rewriting": lambda: map(shown, table_rewriting.figures(measured, folder, cross=cross)),
        "passages": lambda: map(shown, table_passages.figures(folder, every)),
        "others": lambda: map(shown, others(folder, every, cross=cross)),
        "archive": lambda: map(shown, table_archive.figures(folder, every, store)),
        "speed": lambda: map(shown, table_others.speed(every)),
        "ablation": lambda: ablation(folder, every, cross=cross),
        "peers": lambda: peers(measured, folder, every),
    }
    yield from ((name, lines[name]()) for name in PARTS if name in wanted)


def others(folder: Path, every: int, *, cross: bool) -> Iterator[Figure]:
    """Yield the rows on short answers, sentences and disguises."""
    yield from table_others.answers(folder / "short-answers.jsonl")
    yield from table_others.sentences(folder, every, cross=cross)
    yield from table_others.disguises()


def ablation(folder: Path, every: int, *, cross: bool) -> Iterator[str]:
    """Yield both tables of what each part adds."""
    yield from table_rewriting.ablation(folder) if cross else ["rewriting score: not measured with --sample"]
    yield ""
    yield from table_passages.ablation(folder, every)


def peers(measured: dict[str, list[Scored]], folder: Path, every: int) -> Iterator[str]:
    """Yield the tables of the others."""
    yield from table_peers.peers(measured, folder, every)
    yield from table_peers.retrieval(folder, every)


def main(words: list[str] | None = None) -> int:
    """Print the table."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--blind", nargs="*", type=Path, default=[])
    options.add_argument("--sample", type=int, default=1, metavar="N")
    options.add_argument("--without", nargs="*", choices=PARTS, default=[])
    chosen = options.parse_args(words)
    began = time.perf_counter()
    print(HEAD)
    with tempfile.TemporaryDirectory() as store:
        wanted = [part for part in PARTS if part not in chosen.without]
        for name, lines in table(chosen.folder, max(1, chosen.sample), wanted, Path(store)):
            since = time.perf_counter()
            print(f"\n{name}", flush=True)
            for line in lines:
                print(line, flush=True)
            print(f"({time.perf_counter() - since:.0f} s)", flush=True)
    for path in chosen.blind:
        print(f"\n{path.name}")
        for figure in blind_files.figures(path, max(1, chosen.sample)):
            print(shown(figure), flush=True)
    print(f"\n{time.perf_counter() - began:.0f} s in all")
    return 0


if __name__ == "__main__":
    sys.exit(main())
