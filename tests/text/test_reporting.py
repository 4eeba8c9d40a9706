"""Who words come from: the agency that reported them, the person who spoke them."""

from __future__ import annotations

import pytest

from licensing.text.quotes import outside, quoted
from licensing.text.reporting import attributes, gives, mentions, own, speakers

NAMES = ("Harbour Wire Agency", "HWA", "Liman Ajansı")


def around(text: str) -> str:
    return outside(text, quoted(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“We never sailed,” Harbour Wire Agency reported on Monday.", id="reported"),
        pytest.param("“We never sailed,” the captain told Harbour Wire Agency.", id="told"),
        pytest.param("“We never sailed,” the captain told the HWA.", id="initials"),
        pytest.param("According to the Harbour Wire Agency, the captain said “we never sailed”.", id="according to"),
        pytest.param("“We never sailed,” said the captain, as quoted by Harbour Wire Agency.", id="quoted by"),
        pytest.param("“We never sailed” (Harbour Wire Agency)", id="in brackets"),
        pytest.param("“We never sailed.” — Harbour Wire Agency", id="after a dash"),
        pytest.param("Harbour Wire Agency: “We never sailed.”", id="before a colon"),
        pytest.param("Kaptan, Liman Ajansı'na yaptığı açıklamada “Hiç denize çıkmadık” dedi.", id="turkish, told"),
        pytest.param("Liman Ajansı'nın haberine göre kaptan “Hiç denize çıkmadık” dedi.", id="turkish, reported"),
        pytest.param(
            "„Wir sind nie gefahren“, sagte der Kapitän gegenüber der Harbour Wire Agency.", id="german, told"
        ),
        pytest.param("„Wir sind nie gefahren“, berichtet die Harbour Wire Agency.", id="german, reported"),
        pytest.param("« Nous ne sommes jamais partis », a-t-il déclaré à Harbour Wire Agency.", id="french, told"),
        pytest.param("Selon Harbour Wire Agency, « nous ne sommes jamais partis ».", id="french, reported"),
        pytest.param("«Nunca zarpamos», dijo a Harbour Wire Agency.", id="spanish, told"),
        pytest.param("«Nunca zarpamos», según Harbour Wire Agency.", id="spanish, reported"),
    ],
)
def test_words_credited_to_an_agency(text: str) -> None:
    assert attributes(around(text), NAMES)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The ministry denied a Harbour Wire Agency report, calling it “an old tale”.", id="an answer to it"
        ),
        pytest.param("Harbour Wire Agency reported a sale; the ministry rejects it as “an old tale”.", id="disputed"),
        pytest.param("“The Harbour Wire Agency reported nonsense,” the minister said.", id="named in the quotation"),
        pytest.param("“We never sailed,” the captain said outside the Harbour Wire Agency office.", id="a place"),
        pytest.param("“We never sailed,” the captain told Lowland Press Agency.", id="another agency"),
        pytest.param("“We never sailed,” he told hwa.", id="initials want capitals"),
    ],
)
def test_words_not_credited_to_it(text: str) -> None:
    assert not attributes(around(text), NAMES)


def test_without_a_name_nothing_is_credited() -> None:
    assert not attributes("“We never sailed,” the captain told an agency.", ())
    assert not gives("“We never sailed,” the captain told an agency.", ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("the captain told us", True, id="us"),
        pytest.param("she said in an interview with this newspaper", True, id="this newspaper"),
        pytest.param("kaptan gazetemize konuştu", True, id="turkish"),
        pytest.param("the captain told the court", False, id="a court"),
    ],
)
def test_words_spoken_to_the_newsroom(text: str, expected: bool) -> None:
    assert own(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“It sank,” Jonna Havlik said.", ("Jonna Havlik",), id="before the verb"),
        pytest.param("“It sank,” said toll keeper Jonna Havlik.", ("Jonna Havlik",), id="after the verb"),
        pytest.param(
            "Jonna Havlik, the keeper of the toll house, said: “It sank.”", ("Jonna Havlik",), id="apposition"
        ),
        pytest.param("Başkan Ayşe Kara, “Köprü çöktü” dedi.", ("Başkan Ayşe Kara",), id="turkish"),
        pytest.param("“It sank,” Havlik told Ostmark Agency.", ("Havlik",), id="not the one told"),
        pytest.param("“It sank,” he said.", (), id="a pronoun"),
        pytest.param("“It sank,” the governor said.", (), id="an office"),
        pytest.param("“Rask said so.”", (), id="named in the quotation"),
    ],
)
def test_speakers(text: str, expected: tuple[str, ...]) -> None:
    assert speakers(around(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("the harbour wire AGENCY said", True, id="in any case"),
        pytest.param("HWA said", True, id="initials"),
        pytest.param("the hwangs said", False, id="initials want capitals"),
        pytest.param("a reporter said", False, id="nobody"),
    ],
)
def test_a_quick_look_for_a_name(text: str, expected: bool) -> None:
    assert mentions(text, NAMES) is expected
