"""Comparing a draft with a source: which passages they share, word for word, as a quotation or rewritten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from licensing.matching.edited import edited
from licensing.matching.mended import mended
from licensing.matching.phrases import content, is_common, names
from licensing.matching.prepared import SEED, N, Prepared, prepare
from licensing.matching.quotations import Piece, quotation, quoted_apart, split
from licensing.matching.retold import retold
from licensing.matching.rewriting import LINE, rewriting
from licensing.matching.runs import Run, clusters, runs
from licensing.matching.stretched import stretched
from licensing.matching.told import TAKING, UNMARKED, apart, told
from licensing.model.document import Span
from licensing.model.passage import Comparison, Passage, PassageKind, Speech

__all__ = ["Prepared", "Run", "compare", "prepare"]

_SPEECH = 0.6
_EXCLUSIVE = 0.2
_SAYING = 2
_COUNTED = frozenset({PassageKind.VERBATIM, PassageKind.QUOTATION, PassageKind.REWRITE})


def compare(draft: Prepared, source: Prepared, *, runs: Sequence[Run] | None = None) -> Comparison:
    """Return what a draft takes from a source.

    Every run of eight normalised words both texts have lies in a passage; of a text shorter than that, the whole text.
    Runs of one copied passage with small edits between them are one passage, split where a quotation of the draft
    begins or ends.

    Args:
        draft: What is planned to go out.
        source: A protected text.
        runs: The maximal runs of eight words they share, where they are known already.
    """
    read = mended(draft, source)
    shared = _shared(read, source) if runs is None or read is not draft else tuple(runs)
    draft = read
    passages = _passages(draft, source, shared)
    said = [passage for passage in passages if passage.kind is not PassageKind.COMMON_PHRASE]
    covered = _marks(draft, (passage.draft for passage in said))
    found = rewriting(draft, source, covered, _marks(source, (passage.source for passage in said)))
    passages = _with_retold(passages, found.rest, draft, source)
    counted = [passage for passage in passages if passage.kind in _COUNTED]
    return Comparison(
        tuple(passages),
        found.score,
        len(draft.norm),
        len(source.norm),
        _share(draft, (passage.draft for passage in counted)),
        _share(source, (passage.source for passage in counted)),
        stretched(passages),
    )


def _with_retold(passages: Sequence[Passage], whole: float, draft: Prepared, source: Prepared) -> list[Passage]:
    """Return the passages with those that are retold, in draft order."""
    long = [one.draft for one in passages if one.words >= TAKING or one.kind not in UNMARKED]
    found = list(retold(draft, source, _marks(draft, long), whole=whole >= LINE))
    taken = [one for one in passages if one.kind in _COUNTED]
    here = [*(one.draft for one in taken), *(draft.span(*one.draft) for one in found)]
    there = [*(one.source for one in taken), *(source.span(*one.source) for one in found)]
    found += edited(draft, source, _marks(draft, here), _marks(source, there))
    left = apart(passages, found, draft, source)
    covered = _marks(draft, (passage.draft for passage in left))
    return sorted([*left, *told(found, draft, source, covered)], key=lambda one: (one.draft, one.source))


def _shared(draft: Prepared, source: Prepared) -> tuple[Run, ...]:
    n = min(N, len(draft.norm), len(source.norm))
    return runs(draft.norm, source.norm, draft.grams(n), n) if n else ()


def _passages(draft: Prepared, source: Prepared, shared: Sequence[Run]) -> list[Passage]:
    passages: list[Passage] = []
    if shared:
        seeds = runs(draft.norm, source.norm, draft.grams(SEED), SEED) if len(draft.norm) > N else shared
        for cluster in clusters(seeds or shared, min(N, *(run.length for run in shared))):
            pieces = list(split(cluster.runs, draft, source))
            unmarked = [word for piece in pieces if not piece.region for word in _words(piece, draft)]
            passages += (_passage(piece, tuple(unmarked), draft, source) for piece in pieces)
    covered = _marks(draft, (passage.draft for passage in passages))
    apart = [piece for piece in quoted_apart(draft, source, covered) if _says(piece, draft, source)]
    return passages + [_passage(piece, (), draft, source) for piece in apart]


def _says(piece: Piece, draft: Prepared, source: Prepared) -> bool:
    return content(_words(piece, draft), names(draft, source)) >= _SAYING


def _words(piece: Piece, draft: Prepared) -> tuple[str, ...]:
    """Return the shared words of the draft, each once where runs overlap."""
    found: list[str] = []
    end = 0
    for run in sorted(piece.runs):
        found += draft.norm[max(run.draft, end) : run.draft + run.length]
        end = max(end, run.draft + run.length)
    return tuple(found)


def _passage(piece: Piece, unmarked: tuple[str, ...], draft: Prepared, source: Prepared) -> Passage:
    """Return the passage of a piece.

    Args:
        piece: The piece.
        unmarked: All words outside quotation marks that were taken along with it: they are common together or not.
        draft: The draft.
        source: The source.
    """
    spoken, speech = _speech(piece, source)
    shared = _words(piece, draft)
    common = is_common(shared if piece.region else unmarked, draft, source)
    there = _span(source, ((run.source, run.length) for run in piece.runs))
    return Passage(
        _kind(piece, spoken, common=common),
        _span(draft, ((run.draft, run.length) for run in piece.runs)),
        there,
        len(shared),
        speech,
        quotation(piece.region, draft, source) if piece.region else None,
        _touches(source.lead, there),
    )


def _kind(piece: Piece, spoken: float, *, common: bool) -> PassageKind:
    if piece.region and spoken > _SPEECH:
        return PassageKind.SHARED_SPEECH
    if common:
        return PassageKind.COMMON_PHRASE
    return PassageKind.QUOTATION if piece.region else PassageKind.VERBATIM


def _speech(piece: Piece, source: Prepared) -> tuple[float, Speech]:
    """Return the share of a passage's words that are somebody's speech in the source, and whose words it counts as."""
    counts: Counter[Speech] = Counter()
    for run in piece.runs:
        counts.update(source.spoken(run.source, run.source + run.length))
    length = sum(run.length for run in piece.runs)
    spoken = counts.total() / length
    if piece.region and counts[Speech.EXCLUSIVE] >= max(1, min(N, _EXCLUSIVE * length)):
        return spoken, Speech.EXCLUSIVE
    return spoken, counts.most_common(1)[0][0] if spoken > _SPEECH else Speech.OWN


def _span(text: Prepared, places: Iterable[tuple[int, int]]) -> Span:
    listed = list(places)
    return text.span(min(start for start, _ in listed), max(start + length for start, length in listed))


def _touches(lead: Span | None, span: Span) -> bool:
    return lead is not None and span.start < lead.end and lead.start < span.end


def _share(text: Prepared, spans: Iterable[Span]) -> float:
    return _marks(text, spans).count(1) / max(1, len(text.norm))


def _marks(text: Prepared, spans: Iterable[Span]) -> bytes:
    """Return one byte a word, 1 where it stands in a span."""
    marks = bytearray(len(text.norm))
    for span in spans:
        first, last = text.places(span)
        marks[first:last] = b"\1" * (last - first)
    return bytes(marks)
