"""Whose words a text has in quotation marks: spoken in public, or to the text's own agency alone.

A quotation is placed by the nearest cue outside the marks: in its own sentence, its own paragraph, or a paragraph
beside it that tells of the same speaker (named in both, or carried on as "he continued"). A short line without a
full stop is a heading: no cue reaches across it. Indirect speech is the agency's wording and is never returned.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from licensing.model.document import Span
from licensing.model.passage import Speech
from licensing.model.segment import Origin
from licensing.text.quotes import Quoted, outside
from licensing.text.sentences import paragraphs, sentences

__all__ = ["Speakers", "Spoken", "speeches", "spoken_origin"]


class Spoken(NamedTuple):
    """Words a text gives as somebody's.

    Attributes:
        span: The words between the marks.
        speech: Where they were spoken.
    """

    span: Span
    speech: Speech


_ANY_AGENCY = r"(?:[A-Z][\w.&'’-]{0,30}\s+){1,4}(?:(?:News\s+)?Agency|News|Press|Newswire|Wire)|[A-Z]\w{1,30}\s+Ajansı"
_EXCLUSIVE = (
    # English
    (
        r"\b(?i:told|tells?|telling|informed|spoke\s+(?:exclusively\s+)?(?:to|with)|speaking\s+(?:exclusively\s+)?(?:to|with)"
        r"|speaks\s+to|talk(?:ed|ing)\s+(?:to|with)|said\s+to|confirmed\s+to|explained\s+to|wrote\s+to|interviewed\s+by"
        r"|(?:interview|conversation|chat|call)\s+(?:with|by)|(?:remarks|comments?|e-?mail|message|answers?)\s+to)"
        r"\s+(?i:the\s+)?(?:{name})"
    ),
    r"\b(?i:told|speaking\s+to|interview\s+with)\s+(?i:this\s+(?:reporter|newspaper|agency)|our\s+(?:reporter|correspondent))",
    # Turkish
    r"\b(?:{name})(?:['’]?\w{{1,5}})?\s+(?i:muhabir\w*|mikrofon\w*)",
    (
        r"\b(?:{name})(?:['’]?(?:n[ae]|y[ae]|[ae]|s[ıi]na))?\s+(?:\S+\s+){{0,4}}(?i:konuş\w*|açıklama\w*|söyle\w*|demeç\w*|röportaj\w*"
        r"|değerlendir\w*|anlat\w*)"
    ),
)
_PUBLIC = (
    # English
    (
        r"\b(?:audio|video|voice|televised|recorded|public|open)\s+(?:message|address|statement|recording|letter|remarks)\b"
        r"|\bin\s+(?:a|an|the|his|her|their|its)\s+(?:\w+\s+){0,2}(?:statement|speech|address|sermon|tweet|post|video|recording"
        r"|letter|testimony|broadcast|communiqu[eé])\b|\bstatement\s+(?:said|read|added|issued|released|published)\b"
        r"|\b(?:press|news)\s+(?:conference|briefing|release)\b|\b(?:told|telling|addressing)\s+(?:reporters|journalists|parliament"
        r"|lawmakers|deputies|(?:the|a)\s+(?:court|jury|judge|crowd|rally|hearing|committee|assembly|council|audience|news|press))"
        r"|\b(?:in|before|to|at)\s+(?:the\s+)?(?:parliament|congress|court|senate|un\s+general\s+assembly)\b|\btestif(?:ied|ying)\b"
        r"|\bon\s+(?:(?:his|her|its|their|social|state|live|national)\s+)*(?:twitter|x|facebook|instagram|telegram|youtube|tiktok"
        r"|truth\s+social|bluesky|mastodon|media|television|tv|radio)\b|\btweet(?:ed|s|ing)?\b|\bposted\b|\bat\s+a\s+rally\b"
        r"|\bvideo\s+(?:released|published|posted|shared)\b|\bin\s+the\s+video\b"
    ),
    # Turkish
    (
        r"\b(?:basın\s+(?:toplantısı|açıklaması)|yazılı\s+açıklama|sosyal\s+medya|mesajında|ses\s+kaydı|konuşmasında|paylaşım"
        r"|mahkeme|duruşma|meclis|miting|canlı\s+yayın|televizyon|gazetecilere|video\s+mesaj)\w*"
    ),
)
_VERB = (
    r"(?:said|says|told|tells|added|continued|declared|stated|reiterated|claimed|warned|asked|explained|called|insisted|noted"
    r"|recalled|argued|denied|replied|went\s+on|dedi|söyledi|belirtti|kaydetti|ekledi|sürdürdü|anlattı|konuşan)"
)
_WHO = r"(?<![\w’'-])(\w[\w’'-]{0,40})"
_SPEAKER = re.compile(
    rf"{_WHO},?\s+(?:[\"“‘«„]\0+[\"”’»“]\s+)?(?:(?:has|have|had|also|then|later)\s+)?{_VERB}\b"
    rf"|\b{_VERB}\s+(?:the\s+|a\s+)?{_WHO}(?:\s+([A-Z][\w’'-]{{0,40}}))?"
)
_PRONOUN = frozenset({"he", "she", "they", "it", "who", "o", "onlar", "kendisi"})
_PRONOUN_START = re.compile(r"\W*(?:He|She|They|O|Onlar)\b")
_ISSUED = re.compile(
    r"\b(?:in\s+(?:a|an|the|his|her|their|its)\s+(?:\w+\s+){0,2}(?:statement|communiqu[eé])|statement\s+(?:said|read|added"
    r"|issued|released|published)|(?:press|news)\s+release|(?:yazılı|basın)\s+açıklama\w*|basın\s+bülteni\w*)\b",
    re.IGNORECASE,
)
"""What is said of words that somebody gave out in writing."""
_PUBLIC_CUE = re.compile("|".join(_PUBLIC), re.IGNORECASE)
_REACH = 4
_INITIALS = 5
_HEADING_WORDS = 12
_WRAPPED = 0.9
_ONE = 0.6


def _spelt(name: str) -> str:
    """Return a pattern for a name: capitals stay capitals in initials such as AA, and nowhere else."""
    pattern = r"\s+".join(map(re.escape, name.split()))
    return rf"\b{pattern}" if len(name) <= _INITIALS and name.isupper() else rf"\b(?i:{pattern})"


@lru_cache(maxsize=64)
def _exclusive_cue(names: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(map(_spelt, sorted(names, key=len, reverse=True)))
    return re.compile("|".join(cue.format(name=listed or _ANY_AGENCY) for cue in _EXCLUSIVE))


def speeches(text: str, marked: Sequence[Quoted], names: Sequence[str] = ()) -> tuple[Spoken, ...]:
    """Return the words of a text that are somebody's, and where they were spoken.

    Args:
        text: A source.
        marked: Its quotations (`licensing.text.quotes.quoted`).
        names: The agency's names; empty for anything that looks like the name of an agency.
    """
    speakers = Speakers(text, marked, names)
    return tuple(Spoken(one.inner, speech) for one in marked if (speech := speakers.place(one)))


def spoken_origin(text: str, span: Span, speech: Speech) -> Origin | None:
    """Return where words between quotation marks come from, as their paragraph tells; None for the text's own.

    Args:
        text: A source.
        span: The words.
        speech: Where they were spoken.
    """
    if speech is Speech.EXCLUSIVE:
        return Origin.INTERVIEW
    if speech is not Speech.PUBLIC:
        return None
    end = text.find("\n", span.end)
    around = text[text.rfind("\n", 0, span.start) + 1 : end if end >= 0 else len(text)]
    return Origin.RELEASE if _ISSUED.search(around) else Origin.PUBLIC_SPEECH


class Speakers:
    """A text cut into paragraphs, each also without its quotations, to place one quotation at a time.

    A text that stands wholly in quotation marks quotes nobody: none is placed when over 90 % of it is marked, or over
    60 % in one quotation. A report that is mostly what people said is still a report.
    """

    def __init__(self, text: str, marked: Sequence[Quoted], names: Sequence[str] = ()) -> None:
        self._text = text
        self._exclusive = _exclusive_cue(tuple(names))
        sizes = [one.inner.end - one.inner.start for one in marked]
        self._wrapped = sum(sizes) > _WRAPPED * len(text) or max(sizes, default=0) > _ONE * len(text)
        self._spans = paragraphs(text)
        self._starts = [span.start for span in self._spans]
        self._outside = outside(text, marked)
        self._sentences = lru_cache(maxsize=None)(lambda home: sentences(text, self._spans[home]))
        self._told = lru_cache(maxsize=None)(self._cue)
        self._beside = lru_cache(maxsize=None)(self._nearby)

    def place(self, one: Quoted) -> Speech | None:
        """Return where a quotation was spoken; None when it is nobody's speech."""
        if self._wrapped:
            return None
        home = max(0, bisect_right(self._starts, one.outer.start) - 1)
        around = self._sentences(home)
        first = max(0, bisect_right(around, one.outer.start, key=lambda span: span.start) - 1)
        last = max(first, bisect_left(around, one.outer.end, key=lambda span: span.start) - 1)
        own = self._told(Span(around[first].start, around[last].end))
        return own or self._told(self._spans[home]) or self._beside(home) or Speech.UNKNOWN

    def _cue(self, span: Span) -> Speech | None:
        told = self._outside[span.start : span.end]
        if self._exclusive.search(told):
            return Speech.EXCLUSIVE
        return Speech.PUBLIC if _PUBLIC_CUE.search(told) else None

    def _nearby(self, home: int) -> Speech | None:
        """Return the cue of the nearest paragraph about the same speaker; one before wins over one after."""
        for step in (-1, 1):
            speakers = self._speakers(home)
            for there in range(home + step, home + step * (_REACH + 1), step):
                if not 0 <= there < len(self._spans) or not self._goes_on(speakers, there, step):
                    break
                if found := self._told(self._spans[there]):
                    return found
                speakers |= self._speakers(there)
        return None

    def _goes_on(self, speakers: frozenset[str], there: int, step: int) -> bool:
        """Tell whether a paragraph is about one of these speakers too."""
        if not speakers or self._heading(there):
            return False
        told = self._outside_of(there)
        named = speakers - _PRONOUN
        if any(re.search(rf"\b{re.escape(who)}\b", told, re.IGNORECASE) for who in named):
            return True
        return not named if step < 0 else bool(_PRONOUN_START.match(told))

    def _speakers(self, place: int) -> frozenset[str]:
        found = _SPEAKER.findall(self._outside_of(place))
        return frozenset(word.lower() for words in found for word in words if word)

    def _outside_of(self, place: int) -> str:
        return self._outside[self._spans[place].start : self._spans[place].end]

    def _heading(self, place: int) -> bool:
        line = self._text[self._spans[place].start : self._spans[place].end]
        return line[-1] not in ".!?…:,;”\"’'»)" and len(line.split(None, _HEADING_WORDS)) < _HEADING_WORDS
