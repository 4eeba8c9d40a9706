"""The vocabulary carries every word packs may use, the closed list of conditions among them."""

from __future__ import annotations

import json
from pathlib import Path

from licensing.packs.store import rulebook

SCHEMA = Path(__file__).parents[2] / "rules" / "schema" / "notices.schema.json"


def test_the_conditions_of_notice_packs_are_those_of_the_vocabulary() -> None:
    known = set(rulebook().pack("vocabulary")["condition"])
    cues = json.loads(SCHEMA.read_text(encoding="utf-8"))["$defs"]["cue"]["properties"]
    assert set(cues["condition"]["enum"]) == known | {"consent"}


def test_every_condition_a_pack_names_is_used_by_some_language() -> None:
    named = {
        cue["condition"]
        for data in rulebook().data["notices"].values()
        for family in data["families"].values()
        for cue in family.get("cues") or ()
        if cue.get("condition")
    }
    # No derivatives and share-alike come with a licence's name, the even-with-attribution of a sentence with "even".
    assert set(rulebook().pack("vocabulary")["condition"]) - named <= {
        "no-derivatives",
        "share-alike",
        "even-with-attribution",
    }
