"""A blog of 200 posts beside 50 wire stories, all invented: some posts take from stories, and which ones is known.

python tests/newcomer/blog.py FOLDER
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

__all__ = ["STORIES", "Taking", "write"]

STORIES, POSTS = 50, 200
NOTICE = (
    "Copyright 2026 Harbour Wire Agency. All rights reserved. "
    "This material may not be published, broadcast, rewritten, or redistributed."
)
PLACES = [
    "Ostvik",
    "Larnmouth",
    "Quellin",
    "Brasko",
    "Tindale",
    "Vessport",
    "Murrow",
    "Aldhaven",
    "Pellworth",
    "Sundry",
    "Ketterby",
    "Norrin",
]
SMALL = ["the", "of", "and", "to", "in", "was", "for", "with", "that", "by", "on", "at", "from", "after", "which"]
SIGHTS = [
    "hedges",
    "bicycles",
    "chimneys",
    "market stalls",
    "rowing boats",
    "garden gates",
    "bakeries",
    "weathercocks",
    "allotments",
    "noticeboards",
    "stray cats",
    "benches",
    "kites",
    "pear trees",
    "letterboxes",
    "footbridges",
]
OWN = [
    "We walked there on a grey morning and counted",
    "Readers had asked us for weeks about",
    "Nobody at the counter could tell us of",
    "Our photographer waited three hours beside",
    "The minutes we asked for hardly mention",
    "A retired pilot showed us drawings of",
    "In the archive of this paper there is a picture of",
    "Children from the valley have their own name for",
]
ENDS = [
    "and left with more questions than we came with",
    "which is more than the plans admit",
    "while the wind took our notes",
    "and she would not say who paid for it",
    "though the numbers on the door say otherwise",
    "and that was before the rain",
    "as far as our own measurements go",
    "and the neighbours have stopped counting",
]


class Taking(NamedTuple):
    """A post that takes from a story, and how: whole, a paragraph, or words of it quoted without credit."""

    post: str
    story: str
    how: str


def write(folder: Path, seed: int = 7) -> list[Taking]:
    """Write `posts/` and `wire/`, and return what the posts take."""
    rng = random.Random(seed)  # noqa: S311 - the same blog every time
    (folder / "posts").mkdir(parents=True)
    (folder / "wire").mkdir()
    stories = {f"story-{number:02}": list(_story(rng)) for number in range(STORIES)}
    for name, paragraphs in stories.items():
        text = "\n\n".join([*paragraphs, NOTICE])
        (folder / "wire" / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    takings = []
    for number in range(POSTS):
        name, paragraphs = f"post-{number:03}", [_own(rng) for _ in range(5)]
        if number % 20 == 3:  # one post in twenty takes something
            story, how = rng.choice(list(stories)), rng.choice(["whole", "paragraph", "quotation"])
            paragraphs[2:2] = _taken(stories[story], how)
            takings.append(Taking(f"posts/{name}.md", story, how))
        head = f"---\ntitle: {rng.choice(PLACES)} notebook {number}\n---\n\n"
        (folder / "posts" / f"{name}.md").write_text(head + "\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return takings


def _taken(paragraphs: list[str], how: str) -> list[str]:
    if how == "whole":
        return paragraphs
    return [paragraphs[1]] if how == "paragraph" else [f"“{' '.join(paragraphs[1].split()[:14])}”"]


def _story(rng: random.Random) -> Iterator[str]:
    """Yield paragraphs in no language: small English words, and others nobody else's story has."""
    for _ in range(4):
        yield " ".join(" ".join(_word(rng) for _ in range(16)).capitalize() + "." for _ in range(6))


def _word(rng: random.Random) -> str:
    if rng.random() < 0.4:  # about as often as in English
        return rng.choice(SMALL)
    return "".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(rng.randint(2, 4)))


def _own(rng: random.Random) -> str:
    return " ".join(
        f"{rng.choice(OWN)} {rng.randint(13, 970)} {rng.choice(SIGHTS)} near {rng.choice(PLACES)}, {rng.choice(ENDS)}."
        for _ in range(4)
    )


if __name__ == "__main__":
    for taking in write(Path(sys.argv[1])):
        print(*taking)
