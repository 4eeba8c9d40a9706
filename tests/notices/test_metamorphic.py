"""What a change to a notice may and must change in its reading."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from licensing.model.odrl import Policy
from licensing.model.terms import NOTICE_ACTIONS, Stance, Terms

Reading = Callable[[str], Terms]

STRICT = (Stance.PROHIBITED, Stance.WITH_CONSENT)

# A prohibition, the same words without their negation, and the action both speak of.
NEGATED = [
    ("This material may not be published.", "This material may be published.", "publish"),
    ("You must not translate our articles.", "You may translate our articles.", "translate"),
    ("Our stories cannot be rewritten.", "Our stories can be rewritten.", "rewrite"),
    ("Redistribution of this report is not permitted.", "Redistribution of this report is permitted.", "redistribute"),
    ("Bu haberler yayımlanamaz.", "Bu haberler yayımlanabilir.", "publish"),
    ("İçerikler çoğaltılamaz.", "İçerikler çoğaltılabilir.", "publish"),
    ("Unsere Artikel dürfen nicht verbreitet werden.", "Unsere Artikel dürfen verbreitet werden.", "redistribute"),
    ("Ces articles ne peuvent pas être reproduits.", "Ces articles peuvent être reproduits.", "publish"),
    ("Este contenido no puede ser distribuido.", "Este contenido puede ser distribuido.", "redistribute"),
    ("Este conteúdo não pode ser publicado.", "Este conteúdo pode ser publicado.", "publish"),
    ("Questi articoli non possono essere riprodotti.", "Questi articoli possono essere riprodotti.", "publish"),
    ("Перепечатка материалов не допускается.", "Перепечатка материалов допускается.", "publish"),
    ("本网内容不得转载。", "本网内容可以转载。", "publish"),
]

# A way out, and the stance that naming it makes of the same prohibition.
WAYS_OUT = [
    ("", Stance.PROHIBITED),
    (" without permission", Stance.WITH_CONSENT),
    (" without the prior written consent of Harbour Wire", Stance.WITH_CONSENT),
    (" except with our written approval", Stance.WITH_CONSENT),
    (" unless authorised in writing", Stance.WITH_CONSENT),
    (" without a licence", Stance.WITH_CONSENT),
    (" without naming the source", Stance.WITH_CONDITIONS),
    (" for commercial purposes", Stance.WITH_CONDITIONS),
    (" outside Canada", Stance.WITH_CONDITIONS),
    (", even with attribution", Stance.PROHIBITED),
    (", even if the source is named", Stance.PROHIBITED),
]

NOTICE = "Copyright {years} {holder}. All rights reserved. This material may not be published or broadcast{out}."


def nameless(terms: Terms, policy: Policy) -> Terms:
    return replace(terms, holder=None, holders=(), policy=policy, spans=())


@pytest.mark.parametrize(("shut", "open_", "action"), NEGATED)
def test_without_its_negation_a_prohibition_is_a_permission(
    shut: str, open_: str, action: str, reading: Reading
) -> None:
    assert reading(shut).actions[action] in STRICT
    assert reading(open_).actions[action] in (Stance.PERMITTED, Stance.WITH_CONDITIONS)


@pytest.mark.parametrize(("out", "stance"), WAYS_OUT)
def test_a_way_out_decides_what_a_prohibition_comes_to(out: str, stance: Stance, reading: Reading) -> None:
    terms = reading(NOTICE.format(years="2031", holder="Harbour Wire", out=out))
    assert terms.actions["publish"] is stance
    assert terms.actions["broadcast"] is stance
    assert terms.reserved


@pytest.mark.parametrize(
    "holder",
    [
        "Harbour Wire",
        "Tern Island Press, Inc.",
        "Kıyı Haber Ajansı A.Ş.",
        "Søndre Avis AS",
        "Verlag van der Kai GmbH & Co. KG",
        "Société du Quai S.A.",
        "Editorial del Puerto S.L.",
        "harbourwire.example",
        "QNA",
        "Radio 4 East",
    ],
)
def test_another_holder_changes_the_holder_alone(holder: str, reading: Reading) -> None:
    first = reading(NOTICE.format(years="2031", holder="Lantern News", out=""))
    other = reading(NOTICE.format(years="2031", holder=holder, out=""))
    assert (first.holder, other.holder) == ("Lantern News", holder)
    assert nameless(other, first.policy) == nameless(first, first.policy)


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("2031", [(2031, 2031)]),
        ("2029-2031", [(2029, 2031)]),
        ("2029–31", [(2029, 2031)]),
        ("1997-", [(1997, None)]),
        ("2029, 2031", [(2029, 2029), (2031, 2031)]),
        ("2010/2012", [(2010, 2010), (2012, 2012)]),
        ("", []),
        ("${year}", []),
        ("0", []),
    ],
)
def test_years_are_read_as_written(written: str, years: list[tuple[int, int | None]], reading: Reading) -> None:
    terms = reading(f"© {written} Harbour Wire. All rights reserved.")
    assert [tuple(year) for year in terms.years] == years


@pytest.mark.parametrize("seed", range(25))
def test_noise_words_permit_nothing_and_are_not_lost(seed: int, reading: Reading) -> None:
    chance = random.Random(seed)  # noqa: S311 - a test's own dice
    plain = NOTICE.format(years="2031", holder="Harbour Wire", out="").split(" ")
    noise = ["zorble", "frangipan", "quibbet", "mardle"]
    for word in chance.sample(noise, 2):
        plain.insert(chance.randrange(10, len(plain)), word)
    noisy = reading(" ".join(plain))
    for action in ("publish", "broadcast"):
        assert noisy.actions[action] in (Stance.PROHIBITED, Stance.UNSTATED, Stance.WITH_CONSENT)
    assert noisy.unread or all(noisy.actions[action] is Stance.PROHIBITED for action in ("publish", "broadcast"))


@pytest.mark.parametrize(
    "text",
    ["NONE", "see URL", "click for restrictions", "Terms apply.", "Restrictions may apply", "n/a", "Contact the desk"],
)
def test_what_says_nothing_permits_nothing(text: str, reading: Reading) -> None:
    terms = reading(text)
    assert all(terms.actions[action] is Stance.UNSTATED for action in NOTICE_ACTIONS)
    assert terms.licence is None


def test_who_offers_stories_to_subscribers_prohibits_nothing_and_permits_nothing(reading: Reading) -> None:
    terms = reading(
        "The Harbour Wire website contains only a portion of the stories offered to subscribers, in summarized form. "
        "Please contact us for subscription options."
    )
    assert all(terms.actions[action] is Stance.UNSTATED for action in NOTICE_ACTIONS)
    assert {"contract", "extent", "contact"} <= set(terms.conditions)
