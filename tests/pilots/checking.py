"""As much of JSON Schema (2020-12) as the published schema uses, so that its tests need no validator of others."""

import re
from typing import Any

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "null": type(None)}
KNOWN = {
    "$schema", "$id", "title", "type", "properties", "required", "additionalProperties", "items", "enum",
    "pattern", "minimum",
}  # fmt: skip


def faults(value: Any, schema: dict[str, Any], at: str = "") -> list[str]:
    """What in ``value`` does not fit, by its place."""
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(type(value) is TYPES[kind] for kind in kinds):
        return [f"{at}: {kinds}"]
    wrong = [f"{at}: enum {value!r}"] if "enum" in schema and value not in schema["enum"] else []
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        wrong.append(f"{at}: {schema['pattern']} {value!r}")
    if isinstance(value, int) and value < schema.get("minimum", value):
        wrong.append(f"{at}: minimum")
    if isinstance(value, list):
        wrong += [one for i, item in enumerate(value) for one in faults(item, schema["items"], f"{at}/{i}")]
    if isinstance(value, dict) and "properties" in schema:
        wrong += [f"{at}: lacks {key}" for key in set(schema["required"]) - set(value)]
        wrong += [f"{at}: unknown {key}" for key in set(value) - set(schema["properties"])]
        known = [(key, shape) for key, shape in schema["properties"].items() if key in value]
        wrong += [one for key, shape in known for one in faults(value[key], shape, f"{at}/{key}")]
    return wrong
