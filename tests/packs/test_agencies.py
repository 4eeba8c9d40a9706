"""The agencies: every fact has its source, every name is one agency's, and a credit is taken apart into its holders."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensing.errors import PackError
from licensing.packs import agencies
from licensing.packs.folder import rules_folder
from licensing.packs.parties import agency_of, holders, party_key
from licensing.packs.store import rulebook

BOOK = rulebook()
PACKS: Mapping[str, Any] = BOOK.data["agencies"]
NAMES = [
    pytest.param(name, pack_id, id=f"{pack_id}: {name}")
    for pack_id, data in PACKS.items()
    for group in data["aliases"]
    for name in group["names"]
    if group["mark"] != "unverified"
]
WANTED = {
    "aap", "agence-france-presse", "anadolu-agency", "anp", "ansa", "associated-press", "belga", "bloomberg",
    "canadian-press", "demiroren", "dpa", "efe", "ihlas", "interfax", "kyodo-news", "pa-media", "reuters", "tass",
    "the-conversation", "upi", "xinhua", "yonhap",
}  # fmt: skip


def of(*names: str) -> tuple[str, ...]:
    return tuple(f"agencies/{name}" for name in names)


def keys(credit: str) -> tuple[str, ...]:
    return tuple(holder.key for holder in holders(credit, BOOK))


def facts(part: object, place: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every fact of a pack: whatever says how well it is known."""
    if isinstance(part, Mapping):
        if {"mark", "verified", "source"} & part.keys():
            yield place, part
        for name, inner in part.items():
            yield from facts(inner, f"{place}/{name}")
    elif isinstance(part, list):
        for number, inner in enumerate(part):
            yield from facts(inner, f"{place}/{number}")


# packs --------------------------------------------------------------------------------------------------------------


def test_the_agencies_a_newsroom_meets_are_there() -> None:
    assert {name.removeprefix("agencies/") for name in PACKS} >= WANTED


@pytest.mark.parametrize("pack_id", PACKS)
def test_a_pack_is_built_and_stands_by_its_name(pack_id: str) -> None:
    agency = agencies.build(pack_id, PACKS[pack_id])
    assert agency_of(agency.name, BOOK) == agency
    assert agency.name in {name for group in PACKS[pack_id]["aliases"] for name in group["names"]}
    assert agency.credit.format(name=agency.name, date="21 November 2026").startswith(agency.name)


@pytest.mark.parametrize("pack_id", PACKS)
def test_every_fact_has_a_mark_and_a_source(pack_id: str) -> None:
    data = PACKS[pack_id]
    found = list(facts(data))
    assert found
    for place, fact in found:
        assert fact["source"].strip(), place
        assert fact.get("mark") or fact.get("verified"), place
    told = {place.split("/")[1] for place, _ in found}
    assert told == set(data) - {"name"}, "a key whose facts nobody sourced"


@pytest.mark.parametrize(("name", "pack_id"), NAMES)
def test_a_name_is_one_agency_s(name: str, pack_id: str) -> None:
    found = agency_of(name, BOOK)
    assert found is not None
    assert found.id == pack_id
    assert keys(name) == (pack_id,)
    assert keys(f"({name})") == (pack_id,)


def test_a_name_two_packs_claim_is_a_fault_of_the_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(rules_folder(), tmp_path / "rules")
    pack = tmp_path / "rules" / "agencies" / "upi.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("UPI]", "UPI, The AP]"), encoding="utf-8")
    with pytest.raises(PackError, match=r"associated-press and agencies/upi claim the name 'The AP'"):
        agency_of("UPI", rulebook(tmp_path / "rules"))


# what nobody verified -----------------------------------------------------------------------------------------------

AUTHORITY = {"cite": "Hearsay", "kind": "contract", "source": "Nobody"}


def pack(**more: object) -> dict[str, Any]:
    return {"name": "Tern Wire", "aliases": [{"names": ["Tern Wire"], "mark": "read", "source": "Its notices"}], **more}


@pytest.mark.parametrize(
    ("value", "verified", "known"),
    [
        pytest.param("true", ["secondary"], True, id="reserved, seen by others"),
        pytest.param("true", ["unverified"], True, id="reserved, hearsay: it only closes"),
        pytest.param("false", ["unverified"], None, id="unreserved, hearsay: it opens nothing"),
        pytest.param("false", ["unverified", "primary"], False, id="unreserved, read"),
        pytest.param("unknown", ["primary"], None, id="unknown"),
    ],
)
def test_hearsay_of_a_reservation_opens_nothing(value: str, verified: list[str], known: bool | None) -> None:
    reserves = {"value": value, "authority": [{**AUTHORITY, "verified": one} for one in verified]}
    assert agencies.build("agencies/tern", pack(reserves=reserves)).reserves is known


@pytest.mark.parametrize("pack_id", [name for name, data in PACKS.items() if "reserves" in data])
def test_no_shipped_reservation_opens_anything(pack_id: str) -> None:
    assert agencies.build(pack_id, PACKS[pack_id]).reserves is True


@pytest.mark.parametrize(
    ("mark", "known"), [pytest.param("reported", "FR", id="reported"), pytest.param("unverified", None, id="hearsay")]
)
def test_a_country_nobody_verified_is_not_known(mark: str, known: str | None) -> None:
    country = {"code": "FR", "mark": mark, "source": "Somebody"}
    assert agencies.build("agencies/tern", pack(country=country)).country == known


def test_a_name_nobody_verified_is_not_counted() -> None:
    aliases = [*pack()["aliases"], {"names": ["Tern"], "mark": "unverified", "source": "Nobody"}]
    assert agencies.build("agencies/tern", pack(aliases=aliases)).aliases == ()


# credits ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("credit", "found"),
    [
        pytest.param("(AA, DHA)", of("anadolu-agency", "demiroren"), id="brackets and a comma"),
        pytest.param("AFP/Reuters", of("agence-france-presse", "reuters"), id="slash"),
        pytest.param("(DHA-İHA)", of("demiroren", "ihlas"), id="hyphen between agencies"),
        pytest.param("AFP – Reuters", of("agence-france-presse", "reuters"), id="dash with spaces"),
        pytest.param("Mit Material von dpa und AFP", of("dpa", "agence-france-presse"), id="German"),
        pytest.param("(dpa/afp)", of("dpa", "agence-france-presse"), id="lower case as German papers print it"),
        pytest.param("Kaynak: AA", of("anadolu-agency"), id="label and colon"),
        pytest.param("Haber: AA / Foto: İHA", of("anadolu-agency", "ihlas"), id="two labels"),
        pytest.param("AA ve DHA", of("anadolu-agency", "demiroren"), id="Turkish"),
        pytest.param("EFE y AP", of("efe", "associated-press"), id="Spanish"),
        pytest.param("With files from The Canadian Press", of("canadian-press"), id="files from"),
        pytest.param("Additional reporting by Reuters.", of("reuters"), id="label and joining word"),
        pytest.param(
            "Agence France-Presse/AP", of("agence-france-presse", "associated-press"), id="name with a hyphen"
        ),
        pytest.param("Anadolu Ajansı (AA)", of("anadolu-agency"), id="one agency twice"),
        pytest.param("AP, Reuters and AFP", of("associated-press", "reuters", "agence-france-presse"), id="three"),
        pytest.param("Reuters/Agencia EFE, S.A., AP", of("reuters", "efe", "associated-press"), id="name with a comma"),
        pytest.param("A.A.", of("anadolu-agency"), id="initials with stops"),
        pytest.param("AA; DHA", of("anadolu-agency", "demiroren"), id="holders of two notices"),
        pytest.param("新华社", of("xinhua"), id="Chinese"),
        pytest.param("(共同)", of("kyodo-news"), id="Japanese"),
    ],
)
def test_a_credit_names_every_agency_in_it(credit: str, found: tuple[str, ...]) -> None:
    assert keys(credit) == found


@pytest.mark.parametrize(
    ("credit", "found"),
    [
        pytest.param("AFP/Harbour Wire", (*of("agence-france-presse"), "harbourwire"), id="an agency nobody knows"),
        pytest.param("By Ada Venn, Reuters", ("adavenn", *of("reuters")), id="an author"),
        pytest.param("Ada Venn with AFP", ("adavenn", *of("agence-france-presse")), id="an author, joined"),
        pytest.param("dpa/Bild", (*of("dpa"), "bild"), id="a paper whose name is a label"),
        pytest.param(
            "Photo by Ada Venn/Anadolu via Getty Images",
            ("adavenn", *of("anadolu-agency"), "gettyimages"),
            id="a photograph",
        ),
        pytest.param("Ada Venn; The AP", ("adavenn", *of("associated-press")), id="two notices"),
    ],
)
def test_whoever_stands_beside_an_agency_is_a_holder_too(credit: str, found: tuple[str, ...]) -> None:
    assert keys(credit) == found


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Harbour Wire Agency", id="a name"),
        pytest.param("Harbour Wire and Lantern News", id="two names nobody knows"),
        pytest.param("Quarry Media, Inc.", id="a company"),
        pytest.param("Interfax-Ukraine", id="another agency of a like name"),
        pytest.param("dpa-AFX", id="another agency of a like name, initials"),
        pytest.param("AP News Centre", id="initials inside a name"),
        pytest.param("The AA battery makers", id="initials in running text"),
        pytest.param("aa", id="initials in lower case"),
        pytest.param("Pa", id="initials in other case"),
        pytest.param("belga", id="a short name in lower case"),
        pytest.param("aa, dha", id="credit in lower case"),
        pytest.param("Анадолу", id="a name nobody verified"),
    ],
)
def test_unknown_stays_unknown_and_whole(name: str) -> None:
    (holder,) = holders(name, BOOK)
    assert (holder.name, holder.key, holder.agency) == (name, party_key(name, BOOK), None)


@pytest.mark.parametrize("credit", ["", "  ", "—", " ; "])
def test_nothing_names_nobody(credit: str) -> None:
    assert holders(credit, BOOK) == ()


@settings(max_examples=300)
@given(st.lists(st.sampled_from([param.values[0] for param in NAMES]), min_size=1, max_size=4))
def test_no_agency_of_a_credit_is_lost(names: list[str]) -> None:
    wanted = {party_key(name, BOOK) for name in names}
    for joint in (", ", "/", " / ", " - ", "; ", " & "):
        assert set(keys(f"({joint.join(names)})")) == wanted


@given(st.text(max_size=60))
def test_any_text_is_read(credit: str) -> None:
    found = holders(credit, BOOK)
    assert len({holder.key for holder in found}) == len(found)
    assert bool(found) == any(party_key(part, BOOK) for part in credit.split(";"))
