"""Read a party's name off the text beside a cue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from licensing.model.document import Span
from licensing.notices.joined import first_is_unspaced, joined_after, joined_before, last_is_unspaced
from licensing.notices.scan import Scanner
from licensing.notices.view import View
from licensing.text.folding import fold

__all__ = ["name_after", "name_before", "written"]

_WORD = re.compile(r"[^\s|•·]+")
_CUT = re.compile(
    r"[()\[\]|•·;:،؛（）【】「」『』《》〈〉，、。：；]|\s[-–—]\s|\n\s*\n|\n\s*\w+:|https?://|,\s*(?:a|an|the)\s"
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d(?:\s*[-–—/]\s*(?:\d{2,4})?)?[.,]?[^\W\d_]?$")
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,7}(?!\w|\.\w)", re.IGNORECASE)
_ROW = "|•·"
_OPENING = "\"'“”„«‘(‹"
_CLOSING = "\"'“”»’,.;:!®™)›/"
_PARENTHESES = "([“„"
_MOST_WORDS = 14
_QUOTED = re.compile(r"«[^«»]{1,80}»|“[^“”]{1,80}”|„[^„“”\"]{1,80}[“”\"]|\"[^\"]{1,80}\"")
_LOWER = re.compile(
    r"(?:\s+[^\W\d_][\w'’-]*+(?!\.\w)){1,3}(?=\s*(?:$|(?:[^\W\d_]{1,3}\.){2}|[,.;:|()\[\]<©«“„\"]|[-–—]|\d))"
)
_FORM_AHEAD = re.compile(r",\s*([^\W\d_]+)\s+(?=[«“„\"])")
_FORM_IN_BRACKETS = re.compile(r"\([^\W\d_]{1,12}\)\s+([^\W\d_]+)")
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
    if scan.joined and first_is_unspaced(view, start, end):
        return joined_after(view, start, end, scan.legal_forms)
    article = scan.article.match(view.text, start, end)
    start = article.end() if article else start
    stop = _cut(view, start, end, scan)
    words = list(_run(view, start, stop, scan))
    if not words and loose:
        word = _WORD.match(view.text, start, end)
        words = [Span(*word.span())] if word else []
    while words and _is_particle(view, words[-1], scan):
        words.pop()
    if not words:
        return None
    words = words[: _comma(view, words, scan)]
    return _tidy(view, words[0].start, _further(view, words[-1].end, stop, scan), scan)


def _cut(view: View, start: int, end: int, scan: Scanner) -> int:
    """Return where a mark ends a name; the brackets of "(Pty) Ltd" do not."""
    place = start
    while cut := _CUT.search(view.text, place, end):
        form = _FORM_IN_BRACKETS.match(view.text, cut.start(), end)
        if not form or fold(form[1]) not in scan.legal_forms:
            return cut.start()
        place = form.end()
    return end


def name_before(view: View, start: int, end: int, scan: Scanner) -> Span | None:
    """Return the name that ends at `end`, its case ending cut off."""
    if scan.joined and last_is_unspaced(view, start, end):
        return joined_before(view, start, end, scan.legal_forms)
    words: list[Span] = []
    quoted = _quoted(view, start, end)
    start = max(start, *(view.text.rfind(mark, start, end) + 1 for mark in _ROW))
    for found in reversed(list(_WORD.finditer(view.text, start, end))):
        text = found[0]
        if any(span.start < found.start() < span.end for span in quoted):
            words.insert(0, Span(*found.span()))
            continue
        if (
            words
            and text.rstrip("\"'”’»").endswith((".", ";", ":", "!", "?", ",", "،", "؛"))
            and not _is_abbreviation(text, scan)
        ):
            break
        if (
            text in ("-", "–", "—", "/", "|")
            or _YEAR.fullmatch(fold(text))
            or not (_is_name(text) or (words and _joins(text, scan)))
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
    quoted = _quoted(view, max(0, start - 1), end)
    for count, found in enumerate(_WORD.finditer(view.text, start, end)):
        text = found[0]
        if _YEAR.fullmatch(fold(text)) or count >= _MOST_WORDS:
            return
        here = Span(*found.span())
        inner = any(span.start < here.start < span.end for span in quoted)
        inner = inner or bool(count and (_joins(text, scan) or _is_written_form(view, here, scan)))
        if not (_is_name(text) or inner):
            return
        ended = last and count > 1 and view.text[last.end - 1] == "." and _is_form(view, last, scan)
        if ended and not _goes_on(view, here, end, scan):
            return
        yield here
        last = here
        if text.endswith((".", "!", "?")) and not _is_abbreviation(text, scan):
            return


def _quoted(view: View, start: int, end: int) -> list[Span]:
    """Return the stretches in quotation marks that begin like a name: what stands in them is of one piece."""
    found = (Span(*mark.span()) for mark in _QUOTED.finditer(view.text, start, end))
    return [span for span in found if view.text[span.start + 1].isupper()]


def _further(view: View, place: int, end: int, scan: Scanner) -> int:
    """Return where a name ends that goes on in small letters, or with a company's form and its quoted name."""
    last = view.text[place - 1]
    small = scan.lower_names or "\u0400" <= last <= "\u04ff"  # no language in Cyrillic script capitalises every word
    if small and last.isalnum() and (lower := _LOWER.match(view.text, place, end)):
        place = lower.end()
        form = _WORD.search(view.text, place, end)
        if form and _is_written_form(view, Span(*form.span()), scan):
            return form.end()
        if name := _QUOTED.match(view.text, place + 1, end):
            return name.end()
    comma = place - 1 if view.text[place - 1] == "," else place
    form = _FORM_AHEAD.match(view.text, comma, end)
    if form and fold(form[1]) in scan.legal_forms and (name := _QUOTED.match(view.text, form.end(), end)):
        return name.end()
    return place


def _is_name(text: str) -> bool:
    bare = text.lstrip(_OPENING)
    if not bare:
        return False
    first = bare[0]
    return first.isupper() or first.isdigit() or (first.isalpha() and not first.islower()) or bool(_DOMAIN.match(bare))


def _joins(text: str, scan: Scanner) -> bool:
    """Return whether a word in lower case may stand within a name: "of", "&", the "d'" of "d'Azur"."""
    if text in scan.particles or text in ("&", "/"):
        return True
    tied, mark, rest = text.replace("’", "'").partition("'")
    return bool(mark) and f"{tied}'" in scan.particles and _is_name(rest)


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


def _goes_on(view: View, word: Span, end: int, scan: Scanner) -> bool:
    """Return whether a company's form goes on with a word: "S.A." with "de" when "C.V." follows."""
    if view.text[word.start : word.end] in scan.particles:
        after = _WORD.search(view.text, word.end, end)
        return after is not None and _is_form(view, Span(*after.span()), scan)
    return _is_form(view, word, scan)


def _is_written_form(view: View, word: Span, scan: Scanner) -> bool:
    """Return whether a word in lower case is a company's form: "mbH", "e.V.", "s.r.o." but not the word "as"."""
    text = view.text[word.start : word.end].rstrip(",;")
    return (any(map(str.isupper, text)) or "." in text[:-1]) and _is_form(view, word, scan)


def _tidy(view: View, start: int, end: int, scan: Scanner) -> Span | None:
    text = view.text
    while start < end and text[start] in "'‘(,.;:-":
        start += 1
    while start < end and (text[end - 1] in _CLOSING or text[end - 1].isspace()):
        dotted = text[end - 1] == "." and text[end - 2 : end - 1] != "."
        if dotted and _is_abbreviation(text[start:end].split()[-1], scan):
            break
        if text[end - 1] in '"”»' and any(mark in text[start : end - 1] for mark in '"“„«'):
            break
        if text[end - 1] == ")" and fold(text[text.rfind("(", start, end) + 1 : end - 1]) in scan.legal_forms:
            break
        end -= 1
    if (whole := _QUOTED.match(text, start, end)) and whole.end() == end:
        return Span(start + 1, end - 1)
    if start < end and text[start] in '"“„«' and not any(mark in text[start + 1 : end] for mark in '"”»'):
        start += 1
    return Span(start, end) if any(char.isalnum() for char in text[start:end]) else None
