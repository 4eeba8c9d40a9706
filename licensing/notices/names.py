"""Read a party's name off the text beside a cue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from licensing.model.document import Span
from licensing.notices.scan import Scanner
from licensing.notices.view import View
from licensing.packs.lexicons import fold

__all__ = ["name_after", "name_before", "written"]

_WORD = re.compile(r"[^\s|•·]+")
_CUT = re.compile(r"[()\[\]|•·;:]|\s[-–—/]\s|\n\s*\n|\n\s*\w+:|https?://|,\s*(?:a|an|the)\s")
_YEAR = re.compile(r"(?:1[89]|20)\d\d(?:\s*[-–—]\s*(?:\d{2,4})?)?[.,]?$")
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}(?!\w|\.\w)", re.IGNORECASE)
_OPENING = "\"'“”„«‘(‹"
_CLOSING = "\"'“”»’,.;:!®™)›/"
_PARENTHESES = "([“„"
_MOST_WORDS = 14
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}$")


def written(view: View, span: Span) -> str:
    """Return a name as written, white space collapsed and trade-mark signs left out."""
    return " ".join(view.text[span.start : span.end].replace("®", "").replace("™", "").split())


def name_after(view: View, start: int, end: int, scan: Scanner, *, loose: bool = False) -> Span | None:
    """Return the name that begins at `start`.

    Args:
        view: The text.
        start: Where the name may begin.
        end: Where it must end.
        scan: Knows particles, company forms and abbreviations.
        loose: Whether one word in lower case is taken for a name, as after "copyright by".
    """
    if view.text.startswith("the ", start):
        start += len("the ")
    cut = _CUT.search(view.text, start, end)
    words = list(_run(view, start, cut.start() if cut else end, scan))
    if not words and loose:
        word = _WORD.match(view.text, start, end)
        words = [Span(*word.span())] if word else []
    while words and _is_particle(view, words[-1], scan):
        words.pop()
    if not words:
        return None
    words = words[: _comma(view, words, scan)]
    return _tidy(view, words[0].start, words[-1].end, scan)


def name_before(view: View, start: int, end: int, scan: Scanner) -> Span | None:
    """Return the name that ends at `end`, its case ending cut off."""
    words: list[Span] = []
    for found in reversed(list(_WORD.finditer(view.text, start, end))):
        text = found[0]
        if (
            words
            and text.rstrip("\"'”’»").endswith((".", ";", ":", "!", "?", ","))
            and not _is_abbreviation(text, scan)
        ):
            break
        if (
            text in ("-", "–", "—", "/", "|")
            or _YEAR.fullmatch(text)
            or not (_is_name(text) or (words and text in scan.particles))
        ):
            break
        words.insert(0, Span(*found.span()))
        if text[0] in _PARENTHESES:
            break
    if words and words[0].start == start and view.text[words[0].start : words[0].end] == "The":
        words.pop(0)
    while words and _is_particle(view, words[0], scan):
        words.pop(0)
    if not words or len(words) > _MOST_WORDS:
        return None
    suffix = scan.suffix.search(view.folded(words[0].start, words[-1].end))
    stop = words[0].start + suffix.start() if suffix else words[-1].end
    return _tidy(view, words[0].start, stop, scan)


def _run(view: View, start: int, end: int, scan: Scanner) -> Iterator[Span]:
    """Return the words from `start` on that can belong to one name."""
    last: Span | None = None
    for count, found in enumerate(_WORD.finditer(view.text, start, end)):
        text = found[0]
        if _YEAR.fullmatch(text) or count >= _MOST_WORDS:
            return
        if not (_is_name(text) or (count and (text in scan.particles or text == "&"))):
            return
        here = Span(*found.span())
        if last and view.text[last.end - 1] == "." and _is_form(view, last, scan) and not _is_form(view, here, scan):
            return
        yield here
        last = here
        if text.endswith((".", "!", "?")) and not _is_abbreviation(text, scan):
            return


def _is_name(text: str) -> bool:
    bare = text.lstrip(_OPENING)
    if not bare:
        return False
    first = bare[0]
    return first.isupper() or first.isdigit() or (first.isalpha() and not first.islower()) or bool(_DOMAIN.match(bare))


def _is_particle(view: View, word: Span, scan: Scanner) -> bool:
    text = view.text[word.start : word.end]
    return text in scan.particles or text in ("&", "-", "/", "the")


def _is_abbreviation(text: str, scan: Scanner) -> bool:
    bare = text.rstrip("\"'”’)»,")
    last = fold(bare).rstrip(".").rpartition(".")[2]
    return bool(_INITIALS.search(bare)) or last in scan.abbreviations or (len(last) == 1 and last.isalpha())


def _comma(view: View, words: list[Span], scan: Scanner) -> int:
    """Return how many words belong to the name when commas stand in it: a company's form may follow one."""
    commas = [index + 1 for index, word in enumerate(words) if view.text[word.end - 1] == ","]
    if not commas:
        return len(words)
    forms = [index + 1 for index, word in enumerate(words) if _is_form(view, word, scan)]
    return max([form for form in forms if form > commas[0]], default=commas[0])


def _is_form(view: View, word: Span, scan: Scanner) -> bool:
    return fold(view.text[word.start : word.end]).strip(".,;\"'") in scan.legal_forms


def _tidy(view: View, start: int, end: int, scan: Scanner) -> Span | None:
    text = view.text
    while start < end and text[start] in "'‘(,.;:-":
        start += 1
    while start < end and (text[end - 1] in _CLOSING or text[end - 1].isspace()):
        if text[end - 1] == "." and _is_abbreviation(text[start:end].split()[-1], scan):
            break
        if text[end - 1] in '"”»' and any(mark in text[start : end - 1] for mark in '"“„«'):
            break
        end -= 1
    if start < end and text[start] in '"“„«' and not any(mark in text[start + 1 : end] for mark in '"”»'):
        start += 1
    return Span(start, end) if any(char.isalnum() for char in text[start:end]) else None
