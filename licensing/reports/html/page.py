"""A page that stands alone: nothing is loaded, nothing runs, and it says so to the browser."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from licensing.model.effect import Effect
from licensing.packs.messages import say, spoken
from licensing.reports.html.element import Html, el, join, shown
from licensing.reports.places import link
from licensing.reports.words import effect_word

__all__ = ["CLOSING", "badge", "cites", "ending", "opening", "page", "section", "stack"]

CLOSING = "This is a rule lookup, not legal advice; thresholds are house policy."
SIGNS = {Effect.DENY: "✕", Effect.REVIEW: "?", Effect.PERMIT: "✓"}


def page(title: str, head: Html, body: Html) -> str:
    """Return a page.

    Args:
        title: Its title.
        head: What stands below the title, before everything else.
        body: Its sections.
    """
    return f"{opening(title, head)}{body}{ending()}"


def opening(title: str, head: Html) -> str:
    """Return a page up to where its sections begin; arguments as for `page`."""
    policy = f"default-src 'none'; style-src 'sha256-{_digest()}'; base-uri 'none'; form-action 'none'"
    meta = join(
        [
            el("meta", charset="utf-8"),
            el("meta", http_equiv="Content-Security-Policy", content=policy),
            el("meta", name="viewport", content="width=device-width, initial-scale=1"),
            el("meta", name="color-scheme", content="light dark"),
            el("meta", name="referrer", content="no-referrer"),
            el("title", title),
            Html(f"<style>{_style()}</style>"),
        ]
    )
    skip = el("a", say("Skip to the report"), cls="skip", href="#report")
    top = el("header", el("h1", title), head)
    start = f'<!doctype html>\n<html lang="{shown(spoken())}">{el("head", meta)}\n<body>{skip}{top}'
    return f'{start}<main id="report" tabindex="-1">'


def ending() -> str:
    """Return what stands below the sections of a page."""
    return f"</main>{el('footer', el('p', say(CLOSING), cls='faint'))}</body></html>\n"


@cache
def _style() -> str:
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")


@cache
def _digest() -> str:
    return b64encode(sha256(_style().encode()).digest()).decode()


def badge(effect: Effect) -> Html:
    """Return an effect as a word with a sign, so that its colour is never needed."""
    return el("span", f"{SIGNS[effect]} {effect_word(effect)}", cls=f"badge {effect.value}")


def section(title: str, *content: str, level: int = 3) -> Html:
    """Return a heading with what stands below it; nothing where there is nothing."""
    below = join(content)
    return join([el(f"h{level}", title), below]) if below else Html("")


def stack(caption: str, columns: list[str], rows: list[list[str]], numbers: frozenset[int] = frozenset()) -> Html:
    """Return a table whose cells stand one below another on a narrow screen, each with the name of its column.

    Args:
        caption: What it shows.
        columns: The names of its columns.
        rows: Its rows; the first cell of each is its heading.
        numbers: Columns that are set to the right.
    """
    head = el("thead", el("tr", *(el("th", one, scope="col", cls=_cls(n, numbers)) for n, one in enumerate(columns))))
    body = [
        el(
            "tr",
            el("th", row[0], scope="row"),
            *(el("td", one, cls=_cls(n, numbers), data_of=columns[n]) for n, one in enumerate(row[1:], 1)),
        )
        for row in rows
    ]
    return el("table", el("caption", caption), head, el("tbody", *body), cls="stack") if rows else Html("")


def _cls(column: int, numbers: frozenset[int]) -> str | None:
    return "number" if column in numbers else None


def cites(cite: str, source: str) -> Html:
    """Return what stands behind a rule, as a link where it can be followed."""
    address = link(source)
    return el("a", cite, href=address, rel="noreferrer noopener") if address else join([cite])
