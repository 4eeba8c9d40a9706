"""Which language a text is in, where that is beyond doubt."""

from __future__ import annotations

import pytest

from licensing.text.languages import recognised
from licensing.text.words import words

TEXTS = {
    "en": "The ferry that links the island to the mainland sank on Saturday, and nobody has said why it had sailed.",
    "de": "Die Fähre, die die Insel mit dem Festland verbindet, ist gesunken, und niemand hat gesagt, wie es dazu kam.",
    "fr": "Le ferry qui relie l'île au continent a coulé dans la nuit de samedi, et nul n'a dit pourquoi il est parti.",
    "es": "El ferri que une la isla con el continente se hundió en la noche del sábado, y no han dicho por qué zarpó.",
    "tr": "Adayı anakaraya bağlayan feribot cumartesi gecesi battı ve geminin neden denize çıktığı henüz bilinmiyor.",
    "ru": "Паром, который связывает остров с материком, затонул в ночь на субботу, и никто не сказал, почему он вышел.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_is_recognised(language: str) -> None:
    assert recognised(words(TEXTS[language]).norm) == language


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("42 17 2026", id="numbers"),
        pytest.param("Port Varga Sorrow Bay Maren Dahl Harbour Wire Agency", id="names"),
        pytest.param("Il traghetto che collega l'isola al continente è affondato nella notte di sabato", id="italian"),
        pytest.param("De veerboot die het eiland met het vasteland verbindt is zaterdagnacht gezonken", id="dutch"),
        pytest.param("Prom łączący wyspę z lądem zatonął w sobotnią noc podczas burzy", id="polish"),
    ],
)
def test_what_does_not_tell_is_no_language(text: str) -> None:
    assert recognised(words(text).norm) is None
