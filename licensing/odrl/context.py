"""The JSON-LD context of ODRL, kept here so that nothing is ever fetched.

It says what http://www.w3.org/ns/odrl.jsonld says, with three differences: `neq` and `dataType` lead to odrl:neq and
odrl:dataType (the published file misspells both), units and the operands of logical constraints are IRIs, as the
examples of the recommendation have them, and a name nobody defined is taken for one of ODRL's, so that it can be
refused by name instead of being dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from licensing.odrl.terms import ODRL, PREFIXES, TERM_VALUED, XSD

__all__ = ["CONTEXT", "IDS", "PUBLISHED", "SAFE_PREFIXES", "SPELLINGS", "TERMS"]

PUBLISHED = "http://www.w3.org/ns/odrl.jsonld"
SPELLINGS = frozenset(
    f"{scheme}://{host}w3.org/ns/odrl{suffix}"
    for scheme in ("http", "https")
    for host in ("www.", "")
    for suffix in (".jsonld", "/2/ODRL22.jsonld", "/2/odrl.jsonld")
)
"""Where the context is published, in every spelling that is met."""

SAFE_PREFIXES = frozenset({"odrl", "rdf", "rdfs", "owl", "skos", "dct", "xsd", "vcard", "foaf", "schema", "cc"})
"""Prefixes the published context has too."""

IDS = frozenset(
    {
        "profile", "inheritFrom", "permission", "prohibition", "obligation", "duty", "consequence", "remedy", "target",
        "output", "partOf", "source", "hasPolicy", "assigner", "assignee", "assigneeOf", "assignerOf", "constraint",
        "refinement", "includedIn", "implies", "attributedParty", "attributingParty", "compensatedParty",
        "compensatingParty", "consentedParty", "consentingParty", "contractedParty", "contractingParty",
        "informedParty", "informingParty", "trackedParty", "trackingParty",
    }
)  # fmt: skip
"""Properties whose values are IRIs without saying so, in the published context too."""

TERMS = frozenset(
    {
        "Policy", "Rule", "ConflictTerm", "Agreement", "Assertion", "Offer", "Privacy", "Request", "Set",
        "Ticket", "Asset", "AssetCollection", "Party", "PartyCollection", "Action", "Permission", "Prohibition",
        "Duty", "Constraint", "LogicalConstraint", "Operator", "RightOperand", "LeftOperand", "perm",
        "prohibit", "invalid", "eq", "gt", "gteq", "lt", "lteq", "isA", "hasPart", "isPartOf", "isAllOf",
        "isAnyOf", "isNoneOf", "use", "grantUse", "aggregate", "annotate", "anonymize", "archive",
        "concurrentUse", "derive", "digitize", "display", "distribute", "execute", "extract", "give", "index",
        "install", "modify", "move", "play", "present", "print", "read", "reproduce", "sell", "stream",
        "textToSpeech", "transfer", "transform", "translate", "acceptTracking", "attribute", "compensate",
        "delete", "ensureExclusivity", "include", "inform", "nextPolicy", "obtainConsent", "reviewPolicy",
        "uninstall", "watermark", "absolutePosition", "absoluteSpatialPosition", "absoluteTemporalPosition",
        "absoluteSize", "count", "dateTime", "delayPeriod", "deliveryChannel", "elapsedTime", "event",
        "fileFormat", "language", "media", "meteredTime", "payAmount", "percentage", "product", "purpose",
        "recipient", "relativePosition", "relativeSpatialPosition", "relativeTemporalPosition", "relativeSize",
        "resolution", "spatial", "spatialCoordinates", "systemDevice", "timeInterval", "unitOfCount", "version",
        "virtualLocation", "policyUsage",
    }
)  # fmt: skip
"""Terms the published context spells right, so that their bare names mean the same to everybody."""

CONTEXT: Mapping[str, Any] = {
    "@vocab": ODRL,
    **{name: namespace for name, namespace in PREFIXES.items() if name in SAFE_PREFIXES},
    "uid": "@id",
    "type": "@type",
    **{name: {"@id": f"{ODRL}{name}", "@type": "@id"} for name in IDS | {"unit", "dataType", "payeeParty"}},
    **{name: {"@id": f"{ODRL}{name}", "@type": "@vocab"} for name in TERM_VALUED - {"includedIn", "implies"}},
    "rightOperandReference": {"@id": f"{ODRL}rightOperandReference", "@type": f"{XSD}anyURI"},
    **{name: {"@id": f"{ODRL}{name}", "@type": "@id"} for name in ("and", "or", "xone", "andSequence")},
    **{name: f"{ODRL}{name}" for name in ("rightOperand", "status")},
    **{name: f"{ODRL}{name}" for name in (*TERMS, "neq", "industry")},
}
