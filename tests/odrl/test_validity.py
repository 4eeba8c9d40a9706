"""What ODRL asks of a policy beyond its form."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from licensing.model.odrl import Duty, Policy, PolicyType, Rule, RuleKind, Tier
from licensing.odrl.read import Rights
from licensing.odrl.validity import validate

RULE = "{uid: ex:r, action: print, target: ex:t}"
R, T, COMPENSATE = (
    "http://harbour-agency.example/r",
    "http://harbour-agency.example/t",
    "http://www.w3.org/ns/odrl/2/compensate",
)
REMEDIES = "(ODRL 2.2, section 2.6.7)."
NO_ASSIGNER = "An Agreement must name an assigner (ODRL 2.2, section 2.1.3)."
NO_ASSIGNEE = "An Agreement must name an assignee (ODRL 2.2, section 2.1.3)."


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        pytest.param(f"type: Set\npermission: {RULE}", [], id="a set needs no party"),
        pytest.param(
            "type: Set",
            ["A policy must have a permission, a prohibition or an obligation (ODRL 2.2, section 2.1)."],
            id="no rule",
        ),
        pytest.param(
            "type: Set\npermission: {uid: ex:r, action: print}",
            [f"The permission {R} must name a target (ODRL 2.2, section 2.6.1)."],
            id="no target",
        ),
        pytest.param(
            "type: Set\nprohibition: {uid: ex:r, target: ex:t}",
            [f"The prohibition {R} must name an action (ODRL 2.2, section 2.6)."],
            id="no action",
        ),
        pytest.param(
            "type: Set\ntarget: ex:t\naction: print\npermission: {uid: ex:r}",
            [],
            id="target and action stand at the policy",
        ),
        pytest.param(
            f"type: Offer\npermission: {RULE}",
            ["An Offer must name an assigner (ODRL 2.2, section 2.1.2)."],
            id="an offer of nobody",
        ),
        pytest.param(f"type: Offer\nassigner: ex:a\npermission: {RULE}", [], id="an offer"),
        pytest.param(
            f"type: Agreement\npermission: {RULE}",
            [
                NO_ASSIGNER,
                NO_ASSIGNEE,
            ],
            id="an agreement of nobody",
        ),
        pytest.param(
            f"type: Agreement\nassigner: ex:a\npermission: {RULE}",
            [NO_ASSIGNEE],
            id="an agreement with nobody",
        ),
        pytest.param(
            "type: Agreement\npermission: {action: print, target: ex:t, assigner: ex:a, assignee: ex:b}",
            [],
            id="parties at the rule",
        ),
        pytest.param(
            "type: Agreement\nassignee: ex:b\ntarget: ex:t\naction: read\npermission: [{assigner: ex:a}, {}]",
            [NO_ASSIGNER],
            id="one rule without an assigner",
        ),
        pytest.param(
            "type: Agreement\nobligation: {action: compensate, assigner: ex:a, assignee: ex:b}",
            [],
            id="an obligation with its parties",
        ),
        pytest.param("type: Agreement\ninheritFrom: ex:terms", [], id="what is missing may be inherited"),
        pytest.param("type: Request\npermission: {action: print}", [], id="a request"),
        pytest.param(
            "type: Set\ntarget: ex:t\naction: print\n"
            "prohibition: {uid: ex:r, remedy: {action: delete, consequence: {action: inform}}}",
            [f"The prohibition {R} has a remedy with a consequence, which no remedy may have {REMEDIES}"],
            id="a consequence of a remedy",
        ),
        pytest.param(
            "type: Set\nobligation: {action: delete, consequence: {action: compensate, consequence: {action: inform}}}",
            [f"The consequence {COMPENSATE} has a consequence of its own (ODRL 2.2, section 2.6.3)."],
            id="a consequence of a consequence",
        ),
        pytest.param(
            "type: Set\naction: print\npermission: {target: {uid: ex:t, refinement: "
            "{leftOperand: media, operator: eq, rightOperand: print}}}",
            [f"The refined asset collection {T} must be named by a source, not by a uid (ODRL 2.2, section 2.5.5)."],
            id="a refined asset with a uid",
        ),
    ],
)
def test_validity(yaml: Callable[[str], Rights], text: str, faults: list[str]) -> None:
    (policy,) = yaml(f"uid: ex:p\n{text}").policies
    assert validate(policy) == faults


def test_duties_and_remedies_stand_where_they_belong() -> None:
    duty = Duty("http://www.w3.org/ns/odrl/2/delete")
    rules = (
        Rule(R, RuleKind.PERMISSION, Tier.NOTICE, remedies=(duty,)),
        Rule(R, RuleKind.PROHIBITION, Tier.NOTICE, duties=(duty,)),
    )
    assert validate(Policy("urn:x:p", PolicyType.REQUEST, rules)) == [
        f"The permission {R} has a remedy, which only a prohibition has (ODRL 2.2, section 2.6.7).",
        f"The prohibition {R} has a duty, which only a permission has (ODRL 2.2, section 2.6.5).",
    ]
