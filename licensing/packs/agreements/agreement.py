"""Read a contract, and spell it out as an ODRL Agreement."""

from __future__ import annotations

from pathlib import Path

from licensing.errors import ConfigError
from licensing.model.odrl import Policy, PolicyType
from licensing.model.plan import Agreement
from licensing.packs import schema, yamlfile
from licensing.packs.agreements.answers import read_answers
from licensing.packs.agreements.clauses import rules
from licensing.packs.agreements.consistency import require_consistent
from licensing.packs.agreements.contract import Contract
from licensing.packs.store import Rulebook
from licensing.packs.yamlfile import Sheet

__all__ = ["agreed", "load", "parse", "read"]


def read(path: Path, book: Rulebook) -> Agreement:
    """Read an agreement; counsel's answers in the file count as part of it.

    Raises:
        ConfigError: with file, line and column, when it is not what the schema says or contradicts itself.
    """
    return agreed(load(path, book))


def agreed(contract: Contract) -> Agreement:
    """Return a contract spelled out as an ODRL Agreement."""
    data, written = contract.data, contract.term("written")
    return Agreement(
        Policy(
            uid=contract.uid,
            type=PolicyType.AGREEMENT,
            rules=tuple(rules(contract)),
            assigner=data["assigner"],
            assignee=data["assignee"],
        ),
        data["assigner"],
        data["assignee"],
        None if written is None else written.value == "true",
    )


def load(path: Path, book: Rulebook) -> Contract:
    """Read a contract as it is written.

    Raises:
        ConfigError: with file, line and column, when it is not what the schema says or contradicts itself.
    """
    return parse(yamlfile.read(path, ConfigError), book)


def parse(sheet: Sheet, book: Rulebook) -> Contract:
    """Return the contract in a YAML file.

    Raises:
        ConfigError: with file, line and column, when it is not what the schema says or contradicts itself.
    """
    schema.require(sheet, book.schemas["agreement"])
    contract = Contract(sheet, book, read_answers(sheet, book))
    require_consistent(contract)
    return contract
