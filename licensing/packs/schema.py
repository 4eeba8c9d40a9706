"""Hold a YAML file against its JSON Schema, and say at which line and column it fails."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from licensing.errors import LicensingError, PackError
from licensing.packs import validator
from licensing.packs.folder import rules_folder
from licensing.packs.nearest import meant
from licensing.packs.yamlfile import Sheet, read

__all__ = ["faults", "load_schema", "require"]


@cache
def load_schema(name: str) -> dict[str, Any]:
    """Return the schema `rules/schema/<name>.schema.json`."""
    path: Path = rules_folder() / "schema" / f"{name}.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if name == "plan":
        schema["properties"].update(_declared("plan"))
        schema["$defs"]["source"]["properties"].update(_declared("source"))
    for part in schema.get("$defs", {}).values():
        if "vocabulary" in part:
            part["enum"] = _words(part.pop("vocabulary"))
    return schema


def _declared(where: str) -> dict[str, Any]:
    """Return what a plan may declare of a use or of one source, beside what every plan knows."""
    vocabulary = read(rules_folder() / "vocabulary.yaml", PackError).data
    return {
        name: _VALUES.get(part["datatype"]) or {"enum": [*part["values"], None]}
        for name, part in vocabulary["leftOperand"].items()
        if part.get("declare") == where
    }


_VALUES: Mapping[str, Any] = {
    "boolean": {"$ref": "#/$defs/truth"},
    "integer": {
        "anyOf": [
            {"type": "null"},
            {"type": "string", "pattern": "^[0-9]+$", "description": "must be a whole number"},
        ]
    },
}


def _words(sorts: str) -> list[str]:
    """Return the vocabulary's names of some sorts, so that a schema needs no list of its own.

    Nobody plans "use" or "verbatim", and a contract names each right (FSEK 52): `planned` and `right` leave them out.
    """
    vocabulary = read(rules_folder() / "vocabulary.yaml", PackError).data
    if sorts in {"leftOperand", "territory"}:
        return list(vocabulary[sorts])
    names = {name: action["sort"] for name, action in vocabulary["actions"].items()}
    if sorts == "planned":
        return [name for name, sort in names.items() if sort in {"act", "manner"} and name not in {"use", "verbatim"}]
    if sorts == "right":
        return [name for name, sort in names.items() if sort == "act" and name != "use"]
    if sorts == "duty":
        actions = vocabulary["actions"]
        return [
            word for name, sort in names.items() if sort == "duty" for word in (name, *actions[name].get("also", ()))
        ]
    return [name for name, sort in names.items() if sort in sorts.split()]


def require(sheet: Sheet, schema: Mapping[str, Any]) -> None:
    """Raise the first fault of a sheet under a schema.

    Raises:
        LicensingError: of the sheet's kind, with file, line and column.
    """
    if not validator.generate(schema)(sheet.data):
        raise faults(sheet, schema)[0]


def faults(sheet: Sheet, schema: Mapping[str, Any]) -> list[LicensingError]:
    """Return every fault of a sheet under a schema, in the order of the file; empty when there is none."""
    if validator.generate(schema)(sheet.data):
        return []
    import jsonschema  # noqa: PLC0415 - costs 60 ms, needed only to explain what is wrong

    found = jsonschema.Draft202012Validator(schema).iter_errors(sheet.data)
    errors = [sheet.fault(_sentence(leaf), _place(leaf)) for error in found for leaf in _leaves(error)]
    return sorted(errors, key=lambda error: (error.line or 0, error.column or 0))


def _leaves(error: Any) -> list[Any]:
    """Return an alternative's own error instead of "is not valid under any of the given schemas".

    The alternative meant is the one that got furthest; one of the wrong type altogether was not meant.
    """
    if not error.context:
        return [error]
    leaves = [leaf for inner in error.context for leaf in _leaves(inner)]
    return [max(leaves, key=lambda leaf: (len(leaf.absolute_path), leaf.validator != "type"))]


def _place(error: Any) -> tuple[str | int, ...]:
    place = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        known = error.schema.get("properties", {})
        extra = [name for name in error.instance if name not in known]
        return (*place, extra[0]) if extra else place
    return place


def _sentence(error: Any) -> str:
    value = error.instance
    match error.validator:
        case "enum":
            choices = f"is not one of {', '.join(str(item) for item in error.validator_value)}"
            near = meant(str(value), map(str, error.validator_value)).rstrip()
            return " ".join(filter(None, [f"'{value}' {error.schema.get('description', choices)}.", near]))
        case "additionalProperties":
            known = sorted(error.schema.get("properties", {}))
            extra = [name for name in value if name not in known]
            return (
                f"The key '{extra[0]}' is not known here. {meant(extra[0], known)}Known: {', '.join(known)}."
                if extra
                else error.message
            )
        case "required":
            missing = [name for name in error.validator_value if name not in value]
            return f"The key '{missing[0]}' is missing."
        case "pattern":
            hint = error.schema.get("description", f"must look like {error.validator_value}")
            return f"'{value}' {hint}."
        case "type":
            kind = error.validator_value
            return f"{value!r} must be {kind if isinstance(kind, str) else ' or '.join(kind)}."
        case _:
            return f"{error.message}."
