"""What cannot be said in ODRL is not written as if it could."""

from __future__ import annotations

import pytest

from licensing.errors import InputError
from licensing.model.constraint import Note
from licensing.model.odrl import Action, Asset, Policy, PolicyType, ReservationEffect, Rule, RuleKind, Tier
from licensing.model.values import Iri, Literal
from licensing.odrl.write import write


def policy(uid: str = "urn:x:p", **parts: object) -> Policy:
    rule = Rule("urn:x:r", RuleKind.PERMISSION, Tier.LAW, **parts)  # type: ignore[arg-type]
    return Policy(uid, PolicyType.SET, rules=(rule,), profiles=())


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param([policy("law/tr")], "'law/tr' is not an IRI", id="a pack's id"),
        pytest.param([policy(actions=(Action("publish"),))], "'publish' is not an IRI", id="a short name"),
        pytest.param([policy(targets=(Asset("the wire"),))], "'the wire' is not an IRI", id="a name with a space"),
        pytest.param([policy(manners=("quote",))], "urn:x:r decides by manners", id="manners"),
        pytest.param([policy(watches=(Tier.LAW,))], "decides by watches", id="watches"),
        pytest.param([policy(survives=("urn:x:q",))], "decides by survives", id="survives"),
        pytest.param([policy(overrides_contract=True)], "decides by overridesContract", id="overrides a contract"),
        pytest.param([policy(relied_on=False)], "decides by reliedOn", id="not relied on"),
        pytest.param(
            [policy(reservation_effect=ReservationEffect.REMOVES)], "decides by reservationEffect", id="a reservation"
        ),
        pytest.param([policy(), policy()], "There are two policies urn:x:p", id="one name for two"),
    ],
)
def test_what_cannot_be_written(given: list[Policy], message: str) -> None:
    with pytest.raises(InputError, match=message):
        write(given, "turtle")


def test_parties_known_by_name_are_written_where_the_name_is_an_iri() -> None:
    text = write([Policy("urn:x:p", PolicyType.SET, assigner="urn:x:agency", profiles=())], "yaml")
    assert "assigner: urn:x:agency" in text
    with pytest.raises(InputError, match="'Harbour Agency' is not an IRI"):
        write([Policy("urn:x:p", PolicyType.SET, assigner="Harbour Agency", profiles=())], "yaml")


def test_turtle_escapes_what_it_must() -> None:
    note = Note(Iri("http://purl.org/dc/terms/title"), Literal('a "b" \\ c\n\td\x00é\u2028', language="en"))
    text = write([Policy("urn:x:p", PolicyType.SET, notes=(note,), profiles=())], "turtle")
    assert 'dct:title "a \\"b\\" \\\\ c\\n\\td\\U00000000é\\U00002028"@en' in text
