"""Notices in the shapes they come in, and prose that is none."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensing.model.agency import Agency
from licensing.model.odrl import Constraint, Operator, RuleKind, Tier
from licensing.model.terms import NoticeKind, Stance, Terms, Years
from licensing.notices.read import read
from licensing.packs.lexicons import Cue, Lexicon

Reading = Callable[[str], Terms]
FOUR = ("publish", "broadcast", "rewrite", "redistribute")
NOTICE = (
    "Copyright 2022 Anadolu Agency. All rights reserved. "
    "This material may not be published, broadcast, rewritten, or redistributed."
)
STORY = "\n\n".join(
    f"The ferry firm said on day {day} that {count} passengers had been carried across the strait, and that rights "
    f"to the route would be put to tender. The minister said the terms may not be published before the vote. A union "
    f"said all workers were owed; the court reserved judgment on all of the claims. Nobody had permission to speak."
    for day, count in enumerate(range(100, 112))
)


def test_the_anadolu_notice_is_read_whole(reading: Reading) -> None:
    terms = reading(NOTICE)
    assert (terms.kind, terms.holder, terms.reserved) == (NoticeKind.NOTICE, "Anadolu Agency", True)
    assert terms.years == (Years(2022, 2022),)
    assert {name for name, stance in terms.actions.items() if stance is Stance.PROHIBITED} == set(FOUR)
    assert terms.unread == ()
    assert terms.policy.uid == "agencies/anadolu-agency/notice"
    assert [rule.id for rule in terms.policy.rules] == [f"agencies/anadolu-agency/notice/{name}" for name in FOUR]
    assert all(rule.kind is RuleKind.PROHIBITION and rule.tier is Tier.NOTICE for rule in terms.policy.rules)


TERMS = "This material may not be published, broadcast, rewritten, or redistributed."
RIGHTS = f"All rights reserved. {TERMS}"
WRAPPED = NOTICE.replace("rights reserved", "rights\nreserved").replace("be published", "be\npublished")
TYPO = TERMS.replace("not be", "not be be").replace("or ", "or or ")
SHAPES = [
    pytest.param(WRAPPED, id="line breaks inside"),
    pytest.param(f"&copy; 2022 Anadolu Agency. {RIGHTS}", id="entity"),
    pytest.param(f"&copy 2022 Anadolu Agency. {RIGHTS}", id="entity without its semicolon"),
    pytest.param(f"&#169; 2022 Anadolu Agency. {RIGHTS}", id="numeric entity"),
    pytest.param(f"(c) 2022 Anadolu Agency. {RIGHTS}", id="(c)"),
    pytest.param(f"Copyright (C) 2022 Anadolu Agency. {RIGHTS}", id="Copyright (C)"),
    pytest.param(f"Copyright©2022 Anadolu Agency. {RIGHTS}", id="no space"),
    pytest.param(f"ⓒ 2022 Anadolu Agency. {RIGHTS}", id="circled c"),
    pytest.param(f"Â© 2022 Anadolu Agency. {RIGHTS}", id="mojibake"),
    pytest.param(f"© 2022 Anadolu Agency {RIGHTS}".replace(".", ""), id="missing stops"),
    pytest.param(f"Copyright 2022 Anadolu Agency. All rights reserved. {TYPO}", id="doubled words"),
    pytest.param(f"© Anadolu Agency 2022. {RIGHTS}", id="year after the holder"),
    pytest.param(f"{TERMS} Copyright 2022 Anadolu Agency. All rights reserved.", id="terms first"),
    pytest.param(f"**Copyright 2022 Anadolu Agency.** _All rights reserved._ {TERMS}", id="markdown"),
    pytest.param(f"<p>Copyright 2022 <b>Anadolu Agency</b>.<br/>{RIGHTS}</p>", id="html"),
    pytest.param(f"{STORY}\n\n{NOTICE}\n", id="at the end of a long story"),
    pytest.param(f"{NOTICE}\n\n{STORY}", id="before a long story"),
    pytest.param(f"The ferry company was put to tender. {NOTICE}", id="behind the story's last sentence"),
]


@pytest.mark.parametrize("text", SHAPES)
def test_the_notice_is_read_in_every_shape(text: str, reading: Reading) -> None:
    terms = reading(text)
    assert (terms.kind, terms.holder, terms.reserved) == (NoticeKind.NOTICE, "Anadolu Agency", True)
    assert terms.years == (Years(2022, 2022),)
    assert {name: stance for name, stance in terms.actions.items() if stance is not Stance.UNSTATED} == dict.fromkeys(
        FOUR, Stance.PROHIBITED
    )


@pytest.mark.parametrize("text", SHAPES)
def test_every_rule_points_at_the_words_it_was_read_from(text: str, reading: Reading) -> None:
    verbs = {"publish": "published", "broadcast": "broadcast", "rewrite": "rewritten", "redistribute": "redistributed"}
    for rule in reading(text).policy.rules:
        assert all(text[one.span.start : one.span.end] == one.text for one in rule.evidence)
        assert rule.evidence[0].text == verbs[rule.names[0]]
        assert rule.evidence[0].text in rule.evidence[1].text


def test_the_spans_of_a_notice_leave_the_story_out(reading: Reading) -> None:
    text = f"{STORY}\n\n{NOTICE}\n"
    assert [text[span.start : span.end] for span in reading(text).spans] == [NOTICE]


PROSE = [
    pytest.param(STORY, id="a story that speaks of rights and of publishing"),
    pytest.param("", id="nothing"),
    pytest.param(
        "The Copyright Office published its report. Rights groups said it may not be enough.", id="copyright office"
    ),
    pytest.param(
        "All seats were reserved, and the band reserved all its energy for the last song.", id="reserved seats"
    ),
    pytest.param("Police may not use the images without a warrant, the judge said.", id="a ruling"),
    pytest.param(
        "May 2022 was dry. The river may not be navigable, and permission to sail was refused.", id="may and permission"
    ),
    pytest.param(
        "Bakan, raporun cuma gününden önce yayımlanamayacağını söyledi. İzinsiz gösteri yasaktır.", id="turkish prose"
    ),
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_no_notice(text: str, reading: Reading) -> None:
    terms = reading(text)
    assert terms.kind is None
    assert terms == Terms(policy=terms.policy)


LEAD, REST = "Wire stories end with a line most readers skip", "Lawyers have argued over that line for years."
QUOTED = [
    pytest.param(f"{LEAD}: “{NOTICE}” {REST}", id="curly marks"),
    pytest.param(f'{LEAD}. "{NOTICE}" {REST}', id="straight marks"),
    pytest.param(f"What struck the judge was the copyright notice at the end: {NOTICE}", id="announced as a notice"),
]


@pytest.mark.parametrize("text", QUOTED)
def test_a_notice_quoted_in_an_article_is_not_the_articles_own(text: str, reading: Reading) -> None:
    terms = reading(text)
    assert terms.kind is NoticeKind.DISTRACTOR
    assert terms == Terms(kind=NoticeKind.DISTRACTOR, policy=terms.policy)


def test_an_article_about_a_notice_keeps_its_own(reading: Reading) -> None:
    terms = reading(f"{QUOTED[0].values[0]}\n\n© 2031 Harbour Wire. All rights reserved.")
    assert (terms.kind, terms.holder) == (NoticeKind.NOTICE, "Harbour Wire")
    assert set(terms.actions.values()) == {Stance.UNSTATED}


def test_of_two_notices_the_strictest_wins_and_both_holders_stand(reading: Reading) -> None:
    first = "© 2030 Harbour Wire. This story may not be broadcast without permission."
    second = "© 2031 Lantern News. This story may not be broadcast or archived."
    terms = reading(f"{first}\n\n{STORY}\n\n{second}")
    assert terms.holder == "Harbour Wire; Lantern News"
    assert terms.actions["broadcast"] is Stance.PROHIBITED
    assert terms.actions["archive"] is Stance.PROHIBITED
    assert len(terms.spans) == 2


def test_a_reservation_beside_a_public_licence_stays_visible(reading: Reading) -> None:
    terms = reading("© 2031 Harbour Wire. All rights reserved. Our stories are published under CC BY 4.0.")
    assert (terms.reserved, terms.licence) == (True, "CC-BY-4.0")


def test_consent_is_a_duty_of_the_permission(reading: Reading) -> None:
    rule = reading("© 2031 Harbour Wire. This story may not be broadcast without prior written consent.").policy.rules[
        0
    ]
    assert rule.kind is RuleKind.PERMISSION
    assert [duty.action for duty in rule.duties] == ["obtainConsent"]
    assert rule.duties[0].constraints == (Constraint("consent", Operator.EQ, True),)


def test_a_licence_asks_for_credit_and_its_name_and_keeps_commerce_out(reading: Reading) -> None:
    policy = reading("© 2031 Harbour Wire. Licensed under CC BY-NC-ND 4.0.").policy
    rules = {rule.names[0]: rule for rule in policy.rules}
    assert [duty.action for duty in rules["publish"].duties] == ["attribute", "name-licence"]
    assert rules["publish"].constraints == (Constraint("commercial", Operator.EQ, False),)
    assert rules["rewrite"].kind is rules["translate"].kind is RuleKind.PROHIBITION


def test_a_territory_limits_the_permission(reading: Reading) -> None:
    rule = reading("© 2031 Harbour Wire, all rights reserved. Not for use outside the United States.").policy.rules[0]
    assert rule.constraints == (Constraint("territory", Operator.IS_ANY_OF, ("US",)),)


def test_a_condition_nobody_can_measure_is_a_persons_to_check(reading: Reading) -> None:
    rule = reading("You may republish our stories in the first 30 days.").policy.rules[0]
    assert [(duty.action, duty.constraints, duty.before) for duty in rule.duties] == [("check-conditions", (), True)]


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        pytest.param(
            "© 2031 Harbour Wire. All rights reserved. Zorble the frangipan only on Tuesdays.",
            "Zorble",
            id="unknown sentence",
        ),
        pytest.param(
            "© 2031 Harbour Wire. Gwaherddir pob cyfieithiad o hyn.",
            "Gwaherddir pob cyfieithiad",
            id="unknown language",
        ),
        pytest.param("This material may be published, provided the bells are rung.", "bells", id="unknown condition"),
    ],
)
def test_words_nobody_understood_are_returned(text: str, unread: str, reading: Reading) -> None:
    assert any(unread in text[span.start : span.end] for span in reading(text).unread)


@pytest.mark.parametrize(
    ("text", "action"),
    [
        pytest.param("Our stories may be published but not broadcast.", "broadcast", id="but not"),
        pytest.param("Any use other than republication of our stories is permitted.", "publish", id="other than"),
        pytest.param("Our stories may be quoted. Nothing on this site may be copied.", "publish", id="nothing"),
        pytest.param("You may share our stories, nor may you edit them.", "rewrite", id="nor"),
        pytest.param("Our stories may never be translated.", "translate", id="never"),
        pytest.param("Our stories may not be published with permission.", "publish", id="garbled"),
    ],
)
def test_a_negation_is_never_lost(text: str, action: str, reading: Reading) -> None:
    assert reading(text).actions[action] is Stance.PROHIBITED


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Our stories may be published online.", id="medium"),
        pytest.param("Our stories may be published in Ruritania.", id="territory"),
        pytest.param("Our stories may be published by beekeepers.", id="audience"),
        pytest.param("Parts of our stories may be published.", id="extent"),
        pytest.param("Our stories may be published after 1 June.", id="date"),
        pytest.param("Haberlerimiz kısmen yayınlanabilir.", id="extent in turkish"),
    ],
)
def test_a_permission_with_words_that_could_limit_it_is_not_whole(text: str, reading: Reading) -> None:
    terms = reading(text)
    assert terms.actions["publish"] in (Stance.PERMITTED, Stance.WITH_CONDITIONS)
    assert terms.unread


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Our stories may be published in Canada.", ("CA-only",)),
        ("Our stories may not be published in Canada.", ("not-CA",)),
        ("Our stories may not be published outside Canada.", ("CA-only",)),
        ("CANADA OUT. Editorial use only.", ("not-CA",)),
    ],
)
def test_a_territory_is_told_from_the_words_around_it(text: str, values: tuple[str, ...], reading: Reading) -> None:
    terms = reading(text)
    assert terms.actions["publish"] is Stance.WITH_CONDITIONS
    assert terms.condition_values["territory"] == values


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Copyright 2031 Kıyı Haber Ajansı A.Ş. All rights reserved.", ["Kıyı Haber Ajansı A.Ş."]),
        ("<p>&copy; 2031 Reef &amp; Quay Press</p>", ["Reef &amp; Quay Press"]),
        ("Copyright Ada Reef/Copyright 2031 Harbour Wire. All rights reserved.", ["Ada Reef", "Harbour Wire"]),
        ("All rights reserved.", []),
    ],
)
def test_a_holder_is_named_with_its_place_in_the_text_as_given(text: str, names: list[str], reading: Reading) -> None:
    assert [text[span.start : span.end] for span in reading(text).holders] == names


def test_outside_a_territory_means_the_other_side_in_a_permission(reading: Reading) -> None:
    rule = reading("Our stories may be published outside the United States.").policy.rules[0]
    assert rule.constraints == (Constraint("territory", Operator.IS_NONE_OF, ("US",)),)


@pytest.mark.parametrize(
    ("text", "holder", "years"),
    [
        pytest.param(
            "© 2019 Beispiel Verlag GmbH. Alle Rechte vorbehalten.",
            "Beispiel Verlag GmbH",
            (Years(2019, 2019),),
            id="german",
        ),
        pytest.param("© Exemple Presse 2017", "Exemple Presse", (Years(2017, 2017),), id="french"),
        pytest.param("© 2010-2020, Пример. Все права защищены.", "Пример", (Years(2010, 2020),), id="russian"),
        pytest.param("© 2020 示例通讯社", "示例通讯社", (Years(2020, 2020),), id="chinese"),
    ],
)
def test_sign_years_and_holder_are_read_in_any_language(
    text: str, holder: str, years: tuple[Years, ...], reading: Reading
) -> None:
    terms = reading(text)
    assert (terms.kind, terms.holder, terms.years) == (NoticeKind.NOTICE, holder, years)
    assert set(terms.actions.values()) == {Stance.UNSTATED}


@pytest.mark.parametrize(
    ("text", "uid"),
    [
        pytest.param("© 2031 AA", "agencies/anadolu-agency/notice", id="initials"),
        pytest.param("© 2031 Aa Batteries", "notices/", id="initials inside a name"),
        pytest.param("© 2031 ANADOLU AJANSI", "agencies/anadolu-agency/notice", id="alias in capitals"),
        pytest.param("© 2031 Anadolu Üniversitesi", "notices/", id="Anatolia"),
    ],
)
def test_an_agency_is_known_by_its_whole_name(text: str, uid: str, reading: Reading) -> None:
    assert reading(text).policy.uid.startswith(uid)


def test_a_pattern_that_takes_too_long_leaves_the_rest_unread(shipped: tuple[Lexicon, ...]) -> None:
    slow = Cue("filler", ("z(?:a|a)*(?:a|a)*(?:a|a)*(?:a|a)*b",))
    lexicons = [replace(one, cues=(*one.cues, slow)) if one.language == "en" else one for one in shipped]
    text = f"© 2031 Harbour Wire. This material may be published z{'a' * 200} but not rewritten."
    start = time.perf_counter()
    terms = read(text, lexicons)
    assert time.perf_counter() - start < 2
    assert any("not rewritten" in text[span.start : span.end] for span in terms.unread)


@given(st.text(alphabet="© copyright2031.all ights reserved\n<&;*()\"“”'İIıi-may not be published CCBY", max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_spans_inside_it(shipped: tuple[Lexicon, ...], known: tuple[Agency, ...], text: str) -> None:
    terms = read(text, shipped, known)
    for span in (*terms.spans, *terms.unread):
        assert 0 <= span.start <= span.end <= len(text)
    for rule in terms.policy.rules:
        assert all(text[one.span.start : one.span.end] == one.text for one in rule.evidence)


@given(
    st.lists(
        st.sampled_from(["©", "(c)", "all rights reserved", "may not", "be", "published", "zz", "İ", "&copy;"]),
        max_size=4000,
    )
)
@settings(max_examples=10, deadline=None)
def test_a_text_of_nothing_but_triggers_ends(shipped: tuple[Lexicon, ...], words: list[str]) -> None:
    start = time.perf_counter()
    read(" ".join(words), shipped)
    assert time.perf_counter() - start < 5
