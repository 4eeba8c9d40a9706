"""What a language's notice pack says, as types: cues, each a few patterns and what they mean.

A pack holds wording only. Scope, negation and the order of words are grammar and stand in `licensing.notices`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from licensing.errors import PackError
from licensing.text.folding import fold

__all__ = ["Cue", "Example", "Lexicon", "build"]

_MACRO = re.compile(r"\{([a-z_]+)\}")
_MACRO_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Cue:
    """Some wordings that mean the same.

    Attributes:
        family: Where it stands in the pack: moods, verbs, conditions ...
        patterns: Regular expressions on folded text; a space stands for any white space.
        mood: `forbid`, `allow` or `need`, for a mood or a verb that carries its own.
        side: Where the verbs of a mood stand, or the name of a holder: `before` or `after` the cue.
        takes: Which verbs a mood governs: `noun`, `verb` or `any`.
        form: What a verb cue is: `noun` (publication), `verb` (published) or `any`.
        actions: The actions a verb or a named reservation covers.
        generic: Whether the verb is the generic "use", which yields to more exact words.
        condition: The condition's name in the closed list, or `consent`.
        values: The condition's parameters; `{name}` takes what the pattern captured.
        when: How the condition is put: met, missing, even, scope, only or note.
        use: What an `only` condition says of use at large: `allow` or `forbid`.
        licence: The licence family: CC, CC0, OGL, public-domain.
        kind: received, disclaimer, distractor, report, or component of what the claim behind it is made.
        code: A jurisdiction's country code.
        rank: Where a holder cue stands in the order of evidence, 2 (ownership) to 5 (credit).
        actor: Whether the party named before it is the one who forbids, allows or reserves.
        signal: Whether it makes a notice by itself.
        implied: Whether its reading needs an inference.
        closes: Whether it ends a name it stands behind, though it is one capitalised word: "Nachdruck", "Inhalte".
    """

    family: str
    patterns: tuple[str, ...]
    mood: str = ""
    side: str = ""
    takes: str = "any"
    form: str = "any"
    actions: tuple[str, ...] = ()
    generic: bool = False
    condition: str = ""
    values: tuple[str, ...] = ()
    when: str = "met"
    use: str = ""
    licence: str = ""
    kind: str = ""
    code: str = ""
    rank: int = 0
    actor: bool = False
    signal: bool = False
    implied: bool = False
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of a pack and what must be read from it; no reading means it is no notice."""

    family: str
    text: str
    read: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """How one language words notices.

    Attributes:
        id: The pack, as `notices/en`.
        language: As `en`; empty for wording of no language, such as the names of licences.
        head_final: Whether qualifiers stand before what they qualify, as in Turkish.
        spaced: Whether words are set apart by spaces.
        capital_nouns: Whether every noun has a capital, as in German, so that a capital alone makes no name.
        caseless: Whether the script knows no capitals, as Arabic, so that a cue ends a name.
        lower_names: Whether only the first word of a name has a capital, as in Russian.
        triggers: Strings one of which every notice of the language contains.
        cues: All cues.
        abbreviations: Folded words whose full stop ends no sentence.
        legal_forms: Folded words that end a company's name.
        particles: Words a name may contain in lower case.
        articles: Words left out before a name when in lower case.
        ties: Words that tie a thing to its owner, as "of" and "from".
        suffix: What is cut from the end of a holder's name, as a regular expression on folded text.
        numbers: Number words.
        elements: Patterns for the parts of a licence's name, by `by`, `nc`, `nd`, `sa`.
        places: Country codes by folded name.
        examples: The pack's own tests.
    """

    id: str
    language: str = ""
    head_final: bool = False
    spaced: bool = True
    lower_names: bool = False
    caseless: bool = False
    capital_nouns: bool = False
    triggers: tuple[str, ...] = ()
    cues: tuple[Cue, ...] = ()
    abbreviations: frozenset[str] = frozenset()
    legal_forms: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    ties: frozenset[str] = frozenset()
    suffix: str = ""
    numbers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    elements: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    places: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    examples: tuple[Example, ...] = ()


def build(id: str, data: Mapping[str, Any]) -> Lexicon:  # noqa: A002 - the word every pack builder uses
    """Return the lexicon of a checked pack.

    Args:
        id: The pack's id, as `notices/en`.
        data: The pack's data; every scalar is a string.

    Raises:
        PackError: when a pattern names a term the pack does not define.
    """
    terms = {name: str(text) for name, text in (data.get("terms") or {}).items()}
    forms = data.get("forms") or {}
    cues = tuple(cue for name, family in data["families"].items() for cue in _family(id, name, family, forms, terms))
    return Lexicon(
        id=id,
        language=data.get("language") or "",
        head_final=data.get("head") == "final",
        spaced=data.get("spaced") != "false",
        lower_names=data.get("lower-names") == "true",
        caseless=data.get("caseless") == "true",
        capital_nouns=data.get("capital-nouns") == "true",
        triggers=tuple(data.get("triggers") or ()),
        cues=cues,
        abbreviations=frozenset(fold(word).rstrip(".") for word in data.get("abbreviations") or ()),
        legal_forms=frozenset(fold(word) for word in data.get("legal-forms") or ()),
        particles=frozenset(data.get("particles") or ()),
        articles=frozenset(data.get("articles") or ()),
        ties=frozenset(data.get("ties") or ()),
        suffix=_expand(id, data.get("suffix") or "", terms),
        numbers=MappingProxyType({fold(name): number for name, number in (data.get("numbers") or {}).items()}),
        elements=MappingProxyType(
            {name: _expand(id, text, terms) for name, text in (data.get("elements") or {}).items()}
        ),
        places=MappingProxyType({fold(name): code for name, code in (data.get("places") or {}).items()}),
        examples=tuple(_examples(data["families"])),
    )


def _family(
    pack: str, name: str, family: Mapping[str, Any], forms: Mapping[str, Any], terms: Mapping[str, str]
) -> Iterator[Cue]:
    for row in family.get("cues") or ():
        if row.get("match"):
            yield _cue(name, row, [_expand(pack, text, terms) for text in row["match"]])
        for form in forms.values() if row.get("stems") else ():
            endings = "|".join(form["endings"])
            patterns = [_expand(pack, f"{stem}(?:{endings})", terms) for stem in row["stems"]]
            yield _cue(
                name, {**row, "form": form["form"], "mood": form.get("mood"), "side": form.get("side")}, patterns
            )


def _cue(family: str, row: Mapping[str, Any], patterns: list[str]) -> Cue:
    return Cue(
        family=family,
        patterns=tuple(patterns),
        mood=row.get("mood") or "",
        side=row.get("side") or "",
        takes=row.get("takes") or "any",
        form=row.get("form") or "any",
        actions=tuple(row.get("actions") or ()),
        generic=row.get("generic") == "true",
        condition=row.get("condition") or "",
        values=tuple(row.get("values") or ()),
        when=row.get("when") or "met",
        use=row.get("use") or "",
        licence=row.get("licence") or "",
        kind=row.get("kind") or "",
        code=row.get("code") or "",
        rank=int(row.get("rank") or 0),
        actor=row.get("actor") == "true",
        signal=row.get("signal") == "true",
        implied=row.get("implied") == "true",
        closes=row.get("closes") == "true",
    )


def _expand(pack: str, pattern: str, terms: Mapping[str, str]) -> str:
    def term(found: re.Match[str]) -> str:
        if found[1] not in terms:
            raise PackError(
                f"The pattern '{pattern}' names the term '{found[1]}', which the pack does not define.", path=pack
            )
        return f"(?:{terms[found[1]]})"

    for _ in range(_MACRO_DEPTH):
        pattern = _MACRO.sub(term, pattern)
    return pattern


def _examples(families: Mapping[str, Any]) -> Iterator[Example]:
    for name, family in families.items():
        examples = family.get("examples") or {}
        for row in examples.get("match") or ():
            yield Example(name, row["text"], row["read"])
        for text in examples.get("no_match") or ():
            yield Example(name, text)
