"""Quotations credited to a story that it does not hold, and words given to another speaker than the story names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from licensing.matching.prepared import SEED, SHORT, Prepared, Region
from licensing.matching.quotations import faithful
from licensing.matching.runs import grams, runs
from licensing.model.document import Span
from licensing.model.passage import Misquotation, Misquoted, Passage
from licensing.text.languages import recognised
from licensing.text.quotes import GAP, outside
from licensing.text.reporting import attributes, gives, mentions, own, speakers

__all__ = ["carries", "credited", "misattributed", "unfounded"]

_MOST = 0.6
_KNOWN = 0.6
_LONG = 4
_WORDS = 8
_MANY = 2_000
_BARE = 2
_SHORT_SENTENCE = 8


def credited(draft: Prepared, names: Sequence[str], least: int = SEED) -> tuple[Region, ...]:
    """Return the quotations a draft credits to an agency, in their own or a neighbouring sentence.

    A neighbouring sentence counts only where their own names no other source: nobody, or the speaker whom the sentence
    before says to have spoken to the agency. Titles of works, which are capitalised throughout, are no quotations.

    Args:
        draft: The draft.
        names: The agency's names.
        least: Words from which a quotation counts.
    """
    if not names or not draft.regions:
        return ()
    told = outside(draft.prose, draft.quoted)
    if not mentions(told, names):
        return ()
    return tuple(
        region
        for region in draft.regions[:_MANY]
        if region.last - region.first >= least
        and not _title(region, draft)
        and _credited(region.quoted.outer, draft.sentences, told, names)
    )


def _credited(span: Span, sentences: Sequence[Span], told: str, names: Sequence[str]) -> bool:
    first = max(0, bisect_right(sentences, span.start, key=lambda one: one.start) - 1)
    last = max(first, bisect_right(sentences, span.end - 1, key=lambda one: one.start) - 1)
    said = told[sentences[first].start : max(span.end, sentences[last].end)]
    if own(said):
        return False
    if attributes(said, names):
        return True
    before = told[slice(*sentences[first - 1])] if first else ""
    after = told[slice(*sentences[last + 1])] if last + 1 < len(sentences) else ""
    if _bare(said) and GAP in before and speakers(before):
        return attributes(before, names)
    if _bare(said):
        return (GAP not in after and attributes(after, names)) or _leads(before, names)
    who = _parts(speakers(said))
    return bool(who) and who <= _parts(speakers(before)) and gives(before, names)


def _bare(said: str) -> bool:
    """Return whether a sentence holds little beside its quotation: nothing, or "she said"."""
    return len(_plain(said)) <= _BARE


def _leads(before: str, names: Sequence[str]) -> bool:
    """Return whether a sentence leads up to the quotation in the next: its speaker spoke to the agency, or a colon."""
    return gives(before, names) or (before.rstrip().endswith(":") and attributes(before, names))


def _title(region: Region, draft: Prepared) -> bool:
    starts, ends = draft.words.starts, draft.words.ends
    long = [place for place in range(region.first, region.last) if ends[place] - starts[place] >= _LONG]
    capital = sum(draft.prose[starts[place]].isupper() for place in long)
    return capital > _MOST * len(long)


def carries(text: Prepared, region: Region, draft: Prepared) -> bool:
    """Return whether a text has the words of a quotation, or most of them: `compare` tells how far it was altered."""
    words = draft.norm[region.first : region.last]
    said = draft.prose[slice(*region.quoted.inner)]
    return faithful(said, text.joined) or _known(words, text)[0] >= _KNOWN * len(words)


def unfounded(region: Region, draft: Prepared, text: Prepared) -> Misquoted | None:
    """Return what is wrong with a quotation credited to a text that does not carry it.

    None where it may be a translation: the text is in another language, or either language is not known.

    Args:
        region: The quotation.
        draft: The draft.
        text: The text it is credited to.
    """
    words = draft.norm[region.first : region.last]
    if not _one_language(words, draft, text):
        return None
    known, source = _known(words, text)
    kind = Misquotation.ALTERED if known else Misquotation.FABRICATED
    return Misquoted(kind, region.quoted.inner, len(words), known, source)


def _known(words: tuple[str, ...], text: Prepared) -> tuple[int, Span | None]:
    shared = runs(words, text.norm, grams(words, SHORT), SHORT) if len(words) >= SHORT else ()
    if not shared:
        return 0, None
    places = {place for run in shared for place in range(run.draft, run.draft + run.length)}
    longest = max(shared, key=lambda run: run.length)
    return len(places), text.span(longest.source, longest.source + longest.length)


def _one_language(words: tuple[str, ...], draft: Prepared, text: Prepared) -> bool:
    here, there = recognised(draft.norm), recognised(text.norm)
    spoken = recognised(words) if len(words) >= _WORDS else None
    return here is not None and here == there and spoken in {None, here}


def misattributed(passages: Sequence[Passage], draft: Prepared, source: Prepared) -> Iterator[Misquoted]:
    """Yield the quotations both texts have and give to different people, each called by name.

    Told only where nothing is open: neither name stands near the words in the other text, and the person the draft
    names says something else in the source. A pronoun, an office or a person the source does not quote tells nothing.

    Args:
        passages: What the two share.
        draft: The draft.
        source: The source.
    """
    shared = [one for one in passages if one.quotation is not None and one.words >= SEED]
    if not shared or not source.regions:
        return
    told, theirs = outside(draft.prose, draft.quoted), outside(source.prose, source.quoted)
    for one in shared:
        first, last = source.places(one.source)
        region = next((each for each in source.regions if each.first < last and first < each.last), None)
        if region is None or one.quotation is None:
            continue
        here, there = one.quotation.span, region.quoted.outer
        names, known = speakers(_sentences(draft, here, told)), speakers(_sentences(source, there, theirs))
        who, whom = _parts(names), _parts(known)
        if not (who and whom) or who & whom or not who & _quoting(source, theirs):
            continue
        if who & _words(source, there, theirs) or whom & _words(draft, here, told):
            continue
        given = names[0], known[0]
        yield Misquoted(Misquotation.MISATTRIBUTED, here, one.quotation.words, one.words, one.source, given)


def _quoting(text: Prepared, told: str) -> frozenset[str]:
    """Return the words of the names that speak anywhere in a text."""
    return frozenset[str]().union(*(_parts(speakers(told[slice(*span)])) for span in text.sentences))


def _parts(names: Iterable[str]) -> frozenset[str]:
    """Return the words of names in lower case: a speaker is named in full once, and later by one of them."""
    return frozenset(word for name in names for word in _plain(name))


def _plain(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() or letter == "-" else " " for letter in text).lower().split()


def _sentences(text: Prepared, span: Span, told: str) -> str:
    """Return the sentences a quotation stands in, and "Rask asked." after one that ends in a stop of its own."""
    listed = text.sentences
    touched = [place for place, one in enumerate(listed) if one.start < span.end and span.start < one.end]
    if not touched:
        return ""
    said = told[listed[touched[0]].start : listed[touched[-1]].end]
    if _bare(said) and touched[-1] + 1 < len(listed):
        after = told[slice(*listed[touched[-1] + 1])]
        said += f" {after}" if GAP not in after and len(_plain(after)) <= _SHORT_SENTENCE else ""
    return said


def _words(text: Prepared, span: Span, told: str) -> frozenset[str]:
    """Return the words of the paragraph a span stands in and of those beside it, quotations left out."""
    listed = text.paragraphs
    touched = [place for place, one in enumerate(listed) if one.start < span.end and span.start < one.end]
    if not touched:
        return frozenset()
    around = Span(listed[max(0, touched[0] - 1)].start, listed[min(len(listed) - 1, touched[-1] + 1)].end)
    return frozenset(_plain(told[slice(*around)]))
