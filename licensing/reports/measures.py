"""What a passage, and a draft as a whole, keeps of a story: in words, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from licensing.model.decision import Shared
from licensing.model.document import Span
from licensing.model.passage import Measures, PairMeasures, Passage
from licensing.packs.messages import say, sentence, worded
from licensing.reports.lines import wrap

__all__ = ["as_json", "lines", "passage_line"]


_ORDERED = sentence("{share} of the passages in the story's order")
_RARE = sentence("{share} of the rare words")
_NAMED = sentence("{share} of the names and numbers")
_IN_ORDER = sentence("{share} of the shared words in order")
_SENTENCES = sentence("{share} of the sentences")


def lines(one: Shared) -> Iterator[str]:
    """Yield the lines on the pair: what the draft keeps of the story."""
    measures = one.measures
    told = [
        say("{count} words in passages", count=measures.words),
        _run(measures),
        *_kept(measures),
        *_share(measures.structure, _ORDERED),
        say("{share} of the draft is in no passage", share=f"{measures.own:.0%}"),
    ]
    yield wrap(say("The whole draft beside the story: {told}.", told=", ".join(told)), first="  ", rest="    ")


def passage_line(one: Shared, span: Span) -> Iterator[str]:
    """Yield the line on the passage that stands at a span of the draft."""
    passage = next((each for each in one.passages if each.draft == span), None)
    if passage is not None and passage.measures is not None:
        measures = passage.measures
        told = [
            say("{share} of the draft", share=f"{measures.share_of_draft:.1%}"),
            say("{share} of the story", share=f"{measures.share_of_source:.1%}"),
            _run(measures),
            *_kept(measures),
        ]
        yield wrap(f"{passage.kind.value}, {_words(passage.words)}: {', '.join(told)}", first="    ", rest="      ")


def _kept(measures: Measures | PairMeasures) -> Iterator[str]:
    yield from _share(measures.rare_words, _RARE)
    yield from _share(measures.names, _NAMED)
    yield from _share(measures.order, _IN_ORDER)
    yield from _share(measures.sentences, _SENTENCES)


def _share(value: float | None, template: str) -> Iterator[str]:
    if value is not None:
        yield worded(template).format(share=f"{value:.0%}")


def _run(measures: Measures | PairMeasures) -> str:
    return say("longest run {words}", words=_words(measures.longest_run))


def _words(count: int) -> str:
    return say("1 word") if count == 1 else say("{count} words", count=count)


def as_json(one: Shared) -> dict[str, object]:
    """Return what the JSON formats say of the passages and measures of one story."""
    pair = one.measures
    return {
        "story": {"id": one.story.id, "title": one.story.title, "holder": one.story.holder},
        "rewrite": round(one.rewrite, 3),
        "measures": {
            "words": pair.words,
            "longest_run": pair.longest_run,
            **_shares(pair),
            "structure": _rounded(pair.structure),
            "own": _rounded(pair.own),
        },
        "passages": [_passage(passage) for passage in one.passages],
    }


def _passage(passage: Passage) -> dict[str, object]:
    measures = passage.measures
    return {
        "kind": passage.kind.value,
        "draft": {"start": passage.draft.start, "end": passage.draft.end},
        "source": {"start": passage.source.start, "end": passage.source.end},
        "words": passage.words,
        "speech": passage.speech.value,
        "others": passage.others,
        "measures": measures
        and {
            "share_of_draft": _rounded(measures.share_of_draft),
            "share_of_source": _rounded(measures.share_of_source),
            "longest_run": measures.longest_run,
            **_shares(measures),
        },
    }


def _shares(measures: Measures | PairMeasures) -> dict[str, float | None]:
    return {
        "rare_words": _rounded(measures.rare_words),
        "names": _rounded(measures.names),
        "order": _rounded(measures.order),
        "sentences": _rounded(measures.sentences),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
