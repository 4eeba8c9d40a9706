"""Every way of hiding copied words, made from invented texts: found in place, and nothing new told of honest ones."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable

import pytest

from licensing.matching.compare import compare, prepare
from licensing.matching.ledger import together
from licensing.matching.mended import mended
from licensing.model.passage import Comparison, PassageKind
from licensing.text.disguise import revealed
from tests.matching.stories import OWN_REPORT, OWN_WORDS, RETOLD, SOURCE, paragraph
from tests.matching.test_retold import OTHER, spliced

TAKEN = {PassageKind.VERBATIM, PassageKind.QUOTATION, PassageKind.REWRITE}
PIECE = "\n\n".join(paragraph(number) for number in (1, 2, 3))
Disguise = Callable[[str], str]


def each(text: str, change: Callable[[str, int], str]) -> str:
    return "".join(change(char, place) for place, char in enumerate(text))


def swapped(here: str, there: str) -> Disguise:
    return lambda text: text.translate(str.maketrans(here, there))


def some_words(change: Disguise, every: int) -> Disguise:
    return lambda text: " ".join(change(word) if at % every == 0 else word for at, word in enumerate(text.split(" ")))


def broken_lines(text: str) -> str:
    rng = random.Random(1)  # noqa: S311
    return re.sub(r"\b(\w{3})(\w{4,})", lambda m: f"{m[1]}-\n{m[2]}" if rng.random() < 0.3 else m[0], text)


def numbered(text: str) -> str:
    for word, digit in (("two", "2"), ("four thousand", "4 000"), ("forty", "40")):
        text = text.replace(word, digit)
    return text


def scanned(text: str) -> str:
    return text.replace("m", "rn").replace("l", "1").replace("o", "0")


def reworded(text: str) -> str:
    for word, other in (
        ("old", "ancient"),
        ("collapsed", "caved in"),
        ("shortly", "just"),
        ("cutting", "severing"),
        ("pulled", "dragged"),
        ("lorry", "truck"),
        ("missing", "lost"),
        ("warned", "cautioned"),
        ("postponed", "delayed"),
        ("repair", "mending"),
        ("leaning", "tilting"),
    ):
        text = text.replace(word, other)
    return text


DISGUISES: dict[str, Disguise] = {
    "look-alike letters": swapped("aeopcxyAEOPCTKMHB", "аеорсхуАЕОРСТКМНВ"),
    "look-alike letters here and there": lambda text: each(
        text, lambda char, at: {"a": "а", "e": "е", "o": "о"}.get(char, char) if at % 3 == 0 else char
    ),
    "full-width letters": lambda text: each(
        text, lambda char, _: chr(ord(char) + 0xFEE0) if char.isascii() and char.isalpha() else char
    ),
    "zero-width spaces": lambda text: each(text, lambda char, at: f"{char}\u200b" if at % 2 else char),
    "bidirectional marks": lambda text: re.sub(r"\w+", "\u202a\\g<0>\u202c", text),
    "soft hyphens": lambda text: re.sub(r"(\w{3})(?=\w)", "\\1\u00ad", text),
    "letters spaced": lambda text: re.sub(r"\w+", lambda match: " ".join(match[0]), text),
    "letters spaced, words wider": lambda text: "   ".join(" ".join(word) for word in text.split()),
    "some words spaced": some_words(" ".join, 4),
    "spaces left out": lambda text: text.replace(" ", ""),
    "underscores": lambda text: text.replace(" ", "_"),
    "accents added": lambda text: each(text, lambda char, _: f"{char}\u0301" if char in "aeiou" else char),
    "capitals": str.upper,
    "digits for number words": numbered,
    "lines broken with hyphens": broken_lines,
    "scanned badly": scanned,
    "scanned badly here and there": some_words(scanned, 3),
    "character references": lambda text: each(
        text, lambda char, at: f"&#{ord(char)};" if char.isalpha() and at % 4 == 0 else char
    ),
    "named character references": lambda text: text.replace(" ", "&nbsp;"),
    "sentences shuffled": lambda text: " ".join(reversed(re.split(r"(?<=\.)\s+", text))),
    "synonyms": reworded,
    "voice changed and retold": lambda _: "\n\n".join(RETOLD.split("\n\n")[:3]),
    "everything quoted": lambda text: "“" + text.replace("\n\n", "”\n\n“") + "”",
    "quoted without marks": lambda text: text.replace("“", "").replace("”", ""),
}


def found(draft: str, source: str = SOURCE) -> Comparison:
    return compare(prepare(draft), prepare(source))


def share_of(found: Comparison, start: int, end: int) -> float:
    told = [one.draft for one in found.passages if one.kind in TAKEN]
    return sum(max(0, min(end, one.end) - max(start, one.start)) for one in told) / (end - start)


@pytest.mark.parametrize("name", DISGUISES)
def test_a_disguised_piece_in_a_story_of_ones_own_is_found_where_it_stands(name: str) -> None:
    piece = DISGUISES[name](PIECE)
    draft = spliced(piece)
    start = draft.index(piece.strip())
    seen = found(draft)
    assert share_of(seen, start, start + len(piece.strip())) > 0.85
    assert share_of(seen, 0, start) == 0
    assert seen.share_of_source > 0.25


@pytest.mark.parametrize("name", DISGUISES)
def test_padding_with_own_text_hides_nothing(name: str) -> None:
    piece = DISGUISES[name](PIECE)
    draft = f"{OTHER}\n\n{OWN_WORDS}\n\n{piece}\n\n" + "\n\n".join([OWN_WORDS, OTHER] * 3)
    start = draft.index(piece.strip())
    assert share_of(found(draft), start, start + len(piece.strip())) > 0.85


@pytest.mark.parametrize("name", DISGUISES)
def test_a_disguise_shows_nothing_that_is_not_there(name: str) -> None:
    if name != "voice changed and retold":
        for honest in (OTHER, OWN_WORDS):
            assert not any(one.kind in TAKEN for one in found(DISGUISES[name](honest)).passages)


@pytest.mark.parametrize("name", DISGUISES)
def test_an_own_report_in_disguise_is_no_rewrite(name: str) -> None:
    if name not in {"voice changed and retold", "everything quoted", "quoted without marks"}:
        seen = found(DISGUISES[name](OWN_REPORT))
        assert seen.rewrite < 0.5
        assert not any(one.kind is PassageKind.REWRITE for one in seen.passages)


def test_one_source_split_over_three_drafts_is_one_taking() -> None:
    parts = [paragraph(number) for number in (1, 2, 3)]
    drafts = [prepare(spliced(part)) for part in parts]
    source = prepare(SOURCE)
    taken = together(drafts[2], source, drafts[:2])
    assert taken.texts == 3
    assert taken.alone < 0.15
    assert taken.share == pytest.approx(taken.alone + taken.before)
    assert taken.share > 0.25
    again = together(drafts[2], source, [drafts[2], prepare(OTHER)])
    assert (again.share, again.texts) == (again.alone, 2)


def test_honest_words_are_read_as_they_stand() -> None:
    for honest in (OWN_REPORT, OWN_WORDS, OTHER, RETOLD, SOURCE):
        draft = prepare(honest)
        assert mended(draft, prepare(SOURCE)) is draft


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("A &amp; B", [("a", "A"), ("b", "B")], id="ampersand"),
        pytest.param("c&#111;me &lt;b&gt;", [("come", "c&#111;me"), ("b", "b")], id="letters and marks"),
        pytest.param("&#x63;ome", [("come", "&#x63;ome")], id="at the beginning"),
        pytest.param("com&#101;", [("come", "com&#101;")], id="at the end"),
        pytest.param("AT&T; &nosuch; x", [("at", "AT"), ("t", "T"), ("nosuch", "nosuch"), ("x", "x")], id="none"),
        pytest.param("b r i d g e   f e l l", [("bridge", "b r i d g e"), ("fell", "f e l l")], id="spaced"),
        pytest.param("a b c", [("a", "a"), ("b", "b"), ("c", "c")], id="three letters are a list"),
        pytest.param("桥 梁 昨 天", [(one, one) for one in "桥梁昨天"], id="no alphabet"),
    ],
)
def test_words_are_read_as_they_are_seen(text: str, words: list[tuple[str, str]]) -> None:
    cut = revealed(text)
    assert [(norm, text[a:b]) for norm, a, b in zip(cut.norm, cut.starts, cut.ends, strict=True)] == words


HOSTILE = {
    "one word": "bridge",
    "only quotation marks": "“”\"'«»" * 30_000,
    "one endless word": "bridge" * 170_000,
    "letters alone": "b r i d g e " * 80_000,
    "letters among words": "a b c d bridge " * 66_000,
    "references": "&#98;" * 200_000,
    "one phrase again and again": "the divers had to leave the river and the tide turned at noon " * 16_000,
    "lines cut": "brid-\nge " * 110_000,
    "three languages": "The bridge fell. Köprü çöktü, dalgıçlar çıktı. Мост рухнул на рассвете. " * 14_000,
    "every line twice": "\n".join(line for line in SOURCE.splitlines() for _ in range(400)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte_of_anything_takes_seconds(name: str) -> None:
    began = time.process_time()
    seen = found(HOSTILE[name])
    assert time.process_time() - began < 15
    assert 0 <= seen.share_of_draft <= 1
