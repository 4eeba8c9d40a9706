"""RSL, Really Simple Licensing 1.0 (https://rslstandard.org/rsl): what a site lets machines do with its texts."""

from __future__ import annotations

from collections.abc import Iterator

from licensing.documents import xml
from licensing.documents.rights import Facts
from licensing.documents.xml import Element
from licensing.errors import InputError

__all__ = ["NAMESPACE", "signals", "take"]

NAMESPACE = "https://rslstandard.org/rsl"
_MACHINE = frozenset({"all", "ai-all", "ai-train", "train-ai", "ai-input", "ai-use", "ai-index", "ai"})
_FREE = frozenset({"", "free", "attribution"})


def take(text: str, facts: Facts) -> None:
    """Put the signals of an RSL document into facts; one that is broken reserves what it might have reserved."""
    try:
        element = xml.read(text.strip())
    except InputError:
        facts.add("tdm", "reserved unreadable RSL")
        return
    for holder in element.iter("copyright"):
        facts.add("holder", holder.words())
    for terms in element.iter("terms"):
        facts.add("usage-terms", terms.words())
    for signal in signals(element):
        facts.add("tdm", signal)


def signals(element: Element) -> Iterator[str]:
    """Yield what the licences of an RSL element say of mining and training, `reserved ...` or `open ...`.

    What is prohibited wins; where uses are permitted, those not named are not; what costs money is reserved until it is
    paid for.
    """
    licences = list(element.iter("license"))
    if not licences:
        yield "reserved rsl without a licence"
    for licence in licences:
        paid = any(one.get("type", "") not in _FREE for one in licence.findall("payment"))
        permitted, prohibited = _usages(licence, "permits"), _usages(licence, "prohibits")
        if barred := prohibited & _MACHINE:
            yield f"reserved rsl prohibits {', '.join(sorted(barred))}"
        elif paid:
            yield "reserved rsl against payment"
        elif permitted & {"all", "ai-all", "ai-train", "train-ai", "ai"}:
            yield f"open rsl permits {', '.join(sorted(permitted))}"
        else:
            yield f"reserved rsl permits only {', '.join(sorted(permitted)) or 'what it does not name'}"


def _usages(licence: Element, name: str) -> set[str]:
    said = (one.text() for one in licence.findall(name) if one.get("type", "usage") == "usage")
    return {word for text in said for word in text.lower().replace(",", " ").split()}
