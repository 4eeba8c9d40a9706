"""Write a policy of the gate in ODRL's own terms, so that another ODRL engine reads what the gate reads.

The gate's short names become IRIs, and what only the gate's mapping knows is spelled out: a prohibition of rewriting
is one of translating and summarising too, though ODRL's translate is not in derive; the manners a rule is limited to
become a refinement of its actions; what may come after publication is a duty after the use. A permission the gate
would not rely on is left out, and one it gives to a person to decide asks for a review: the other engine must never
permit more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from urllib.parse import quote

from licensing.model.asset import Asset, Party
from licensing.model.constraint import Condition, Constraint, LogicalConstraint, Note, Operator
from licensing.model.effect import Effect
from licensing.model.odrl import PROFILE, Action, Conflict, Duty, Policy, PolicyType, Rule, RuleKind
from licensing.model.values import Iri, Literal
from licensing.packs.profiles import ODRL, manner
from licensing.packs.vocabulary import Vocabulary

__all__ = ["RIGHTSML", "TDMREP", "spell"]

RIGHTSML = "https://iptc.org/std/RightsML/odrl-profile/"
TDMREP = "http://www.w3.org/ns/tdmrep"
URN = "urn:newsroom-licensing"
COMMENT = Iri("http://www.w3.org/2000/01/rdf-schema#comment")
LABEL = Iri("http://www.w3.org/2000/01/rdf-schema#label")
DESCRIPTION = Iri("http://purl.org/dc/terms/description")
SOURCE = Iri("http://purl.org/dc/terms/source")
NAME = Iri("http://schema.org/name")
ROLES = {"attribute": "attributedParty", "compensate": "compensatedParty", "obtainConsent": "consentingParty"}
"""Duties that name the assigner in a part of their own (ODRL vocabulary, section 4.3)."""
UNFULFILLED = {
    Effect.DENY: "While it is unfulfilled, nothing is published.",
    Effect.REVIEW: "While it is unfulfilled, a person decides.",
    Effect.PERMIT: "It need not be fulfilled.",
}
AFTER = Constraint(f"{ODRL}event", Operator.GT, Iri(f"{ODRL}policyUsage"))
"""After the action was exercised: what a duty says that need not be fulfilled before."""


def spell(
    policy: Policy,
    words: Vocabulary,
    *,
    target: str | None,
    key: Callable[[str], str] = str.casefold,
    unread: Iterable[str] = (),
) -> Policy:
    """Return a policy of the gate as an ODRL 2.2 policy.

    Args:
        policy: A policy in the vocabulary's short names: of a notice (`decision.notice.notice_policy`, which says what
            each permission covers) or an agreement.
        words: The vocabulary.
        target: The IRI of the story it is about; None for all stories of the assigner.
        key: A party's name -> the key its facts go by, as `packs.parties.party_key`.
        unread: Words beside the policy nobody understood: what it permits is then for a person to review.

    Raises:
        ValueError: when neither a target nor an assigner says what the policy is about.
    """
    speller = _Speller(policy, words, target, key, tuple(unread))
    rules = tuple(speller.rules())
    kind = PolicyType.SET if policy.type is PolicyType.OFFER and policy.assigner is None else policy.type
    terms = {action.name for rule in rules for action in rule.actions}
    mining = any(name.startswith(f"{TDMREP}#") for name in terms)
    return replace(
        policy,
        uid=speller.uid,
        type=kind,
        rules=rules,
        obligations=tuple(map(speller.duty, policy.obligations)),
        assigner=None,
        assignee=None,
        profiles=(RIGHTSML, PROFILE, *([TDMREP] if mining else [])),
        conflict=Conflict.PROHIBIT,
        targets=policy.targets or (speller.asset(),),
        parties=tuple(speller.parties()),
        constraints=tuple(map(speller.condition, policy.constraints)),
    )


class _Speller:
    def __init__(
        self, policy: Policy, words: Vocabulary, target: str | None, key: Callable[[str], str], unread: tuple[str, ...]
    ) -> None:
        self._policy = policy
        self._words = words
        self._target = target
        self._key = key
        self._unread = unread
        self.uid = f"{URN}:policy:{quote(policy.uid)}" + (f":{quote(target, safe='')}" if target else "")

    def asset(self) -> Asset:
        if self._target:
            return Asset(self._target)
        holder = self._policy.assigner
        if holder is None:
            raise ValueError("A policy without an assigner needs a target.")
        label = Note(LABEL, Literal(f"The stories of {holder}"))
        return Asset(f"{URN}:stories:{quote(self._key(holder))}", collection=True, notes=(label,))

    def parties(self) -> Iterator[tuple[str, Party]]:
        yield from self._policy.parties
        for role, name in (("assigner", self._policy.assigner), ("assignee", self._policy.assignee)):
            if name:
                yield role, self._party(name)

    def _party(self, name: str) -> Party:
        return Party(f"{URN}:party:{quote(self._key(name))}", notes=(Note(NAME, Literal(name)),))

    def rules(self) -> Iterator[Rule]:
        printed = [rule for rule in self._policy.rules if rule.relied_on or rule.kind is RuleKind.PROHIBITION]
        for rule, name in zip(printed, _names(printed), strict=True):
            uid = f"{self.uid}#{quote(name, safe='')}"
            yield replace(
                rule,
                id=uid,
                uid=uid,
                actions=tuple(self._actions(rule)),
                manners=(),
                constraints=tuple(map(self.condition, rule.constraints)),
                duties=tuple(self._duties(rule)),
                remedies=tuple(map(self.duty, rule.remedies)),
                notes=(*rule.notes, *_notes(rule)),
            )

    def _actions(self, rule: Rule) -> Iterator[Action]:
        """Yield the actions of a rule; of a prohibition, everything the gate's mapping adds to them."""
        prohibits = rule.kind is RuleKind.PROHIBITION
        if not rule.actions:
            everything = ("use", "transfer") if prohibits else ("use",)
            yield from (self._refined(Action(f"{ODRL}{name}"), rule) for name in everything)
        named = set(rule.names)
        for action in rule.actions:
            yield self._refined(action, rule)
            covered = sorted(self._words.covers.get(action.name, frozenset()) - named) if prohibits else ()
            named.update(covered)
            yield from (self._refined(replace(action, name=name, uid=None), rule) for name in covered)

    def _refined(self, action: Action, rule: Rule) -> Action:
        refinements = [self.condition(part) for part in action.refinements]
        if rule.manners:
            ways = tuple(Iri(self._words.iris.get(name, name)) for name in rule.manners)
            refinements.append(Constraint(manner(PROFILE), Operator.IS_ANY_OF, ways))
        return replace(action, name=self._words.iris.get(action.name, action.name), refinements=tuple(refinements))

    def _duties(self, rule: Rule) -> Iterator[Duty]:
        yield from map(self.duty, rule.duties)
        if rule.kind is RuleKind.PERMISSION and (self._unread or rule.effect is Effect.REVIEW):
            said = tuple(Note(COMMENT, Literal(text)) for text in self._unread)
            yield Duty(f"{ODRL}reviewPolicy", consequence=Effect.REVIEW, notes=said)

    def duty(self, duty: Duty) -> Duty:
        """Return a duty in ODRL's terms."""
        constraints = tuple(map(self.condition, duty.constraints))
        role, holder = ROLES.get(duty.action), self._policy.assigner
        notes = [Note(DESCRIPTION, Literal(UNFULFILLED[duty.consequence]))] if duty.before else []
        if _plain(duty.message):
            notes.append(Note(COMMENT, Literal(duty.message)))
        return replace(
            duty,
            action=self._words.iris.get(duty.action, duty.action),
            constraints=constraints if duty.before else (*constraints, AFTER),
            refinements=tuple(map(self.condition, duty.refinements)),
            parties=(*duty.parties, *([(role, self._party(holder))] if role and holder else [])),
            consequences=tuple(map(self.duty, duty.consequences)),
            notes=(*duty.notes, *notes),
        )

    def condition(self, condition: Condition) -> Condition:
        """Return a constraint with its left operands in ODRL's terms."""
        if isinstance(condition, LogicalConstraint):
            return replace(condition, operands=tuple(map(self.condition, condition.operands)))
        operand = self._words.operands.get(condition.left)
        return replace(condition, left=operand.iri) if operand else condition


def _names(rules: list[Rule]) -> Iterator[str]:
    """Yield a name for each rule that no other has: its id, with its actions or a number where ids are shared."""
    shared = Counter(rule.id for rule in rules)
    used: Counter[str] = Counter()
    for rule in rules:
        name = rule.id.rpartition("/")[2]
        if shared[rule.id] > 1:
            name = "-".join([name, *rule.names])
        used[name] += 1
        yield name if used[name] == 1 else f"{name}-{used[name]}"


def _notes(rule: Rule) -> Iterator[Note]:
    """Yield the words a rule was read from, what it says, and what stands behind it."""
    texts = dict.fromkeys(one.text for one in rule.evidence)
    for text in texts:
        if not any(text in other for other in texts if other != text):
            yield Note(COMMENT, Literal(text))
    message = rule.message
    for authority in rule.authority:
        # The place of a clause is a file of this machine; it is nobody else's.
        message = message.replace(f", {authority.source}", "")
    if _plain(message):
        yield Note(DESCRIPTION, Literal(message))
    if _plain(rule.note):
        yield Note(DESCRIPTION, Literal(rule.note))
    for authority in rule.authority:
        yield Note(SOURCE, Literal(authority.cite))


def _plain(message: str) -> bool:
    """Return whether a message can stand by itself: not empty, and no place in it waits for a fact."""
    return bool(message) and "{" not in message
