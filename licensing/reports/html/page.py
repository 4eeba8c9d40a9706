"""A page that stands alone: nothing is loaded, nothing runs, and it says so to the browser."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from licensing.model.effect import Effect
from licensing.packs.messages import say, spoken
from licensing.reports.html.element import Html, el, join
from licensing.reports.places import link

__all__ = ["CLOSING", "badge", "cites", "page", "section", "stack", "table"]

CLOSING = "This is a rule lookup, not legal advice; thresholds are house policy."
SIGNS = {Effect.DENY: "✕", Effect.REVIEW: "?", Effect.PERMIT: "✓"}


def page(title: str, head: Html, body: Html) -> str:
    """Return a page.

    Args:
        title: Its title.
        head: What stands below the title, before everything else.
        body: Its sections.
    """
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
    content = join(
        [
            el("a", say("Skip to the report"), cls="skip", href="#report"),
            el("header", el("h1", title), head),
            el("main", body, id="report"),
            el("footer", el("p", say(CLOSING), cls="faint")),
        ]
    )
    whole = el("html", el("head", meta), "\n", el("body", content), lang=spoken())
    return f"<!doctype html>\n{whole}\n"


@cache
def _style() -> str:
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")


@cache
def _digest() -> str:
    return b64encode(sha256(_style().encode()).digest()).decode()


def badge(effect: Effect) -> Html:
    """Return an effect as a word with a sign, so that its colour is never needed."""
    return el("span", f"{SIGNS[effect]} {effect.value}", cls=f"badge {effect.value}")


def section(title: str, *content: str, level: int = 3) -> Html:
    """Return a heading with what stands below it; nothing where there is nothing."""
    below = join(content)
    return join([el(f"h{level}", title), below]) if below else Html("")


def table(caption: str, columns: list[str], rows: list[list[str]], *, numbers: frozenset[int] = frozenset()) -> Html:
    """Return a table; the first cell of a row is its heading, the columns in `numbers` are set to the right."""
    head = el("thead", el("tr", *(el("th", one, scope="col", cls=_cls(n, numbers)) for n, one in enumerate(columns))))
    body = [
        el(
            "tr",
            el("th", row[0], scope="row"),
            *(el("td", one, cls=_cls(n, numbers)) for n, one in enumerate(row[1:], 1)),
        )
        for row in rows
    ]
    return el("table", el("caption", caption), head, el("tbody", *body)) if rows else Html("")


def stack(caption: str, columns: list[str], rows: list[list[str]]) -> Html:
    """Return a table whose cells stand one below another on a narrow screen."""
    head = el("thead", el("tr", *(el("th", one, scope="col") for one in columns)))
    body = [
        el(
            "tr",
            el("th", row[0], scope="row"),
            *(el("td", one, data_of=columns[n]) for n, one in enumerate(row[1:], 1)),
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
