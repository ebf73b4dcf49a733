"""The shape of a pilot's JSON as a JSON Schema (2020-12), made from the declarations that the form is made from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cop.pilots import country_dossier, dossier
from cop.pilots.after_rules import OUTCOMES, Change
from cop.pilots.fields import Field, Kind, Stage
from cop.pilots.rules import Attestation, Decision, State

Shape = dict[str, Any]
TEXT: Shape = {"type": "string"}
DAY: Shape = {"type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"}
TIME: Shape = {"type": "string", "pattern": "^[0-9-]{10}T[0-9:]{8}Z$"}
MOMENT: Shape = {"type": "string", "pattern": "^([0-9-]{10}T[0-9:]{8}Z)?$"}
HASH: Shape = {"type": "string", "pattern": "^([0-9a-f]{64})?$"}
COUNTRY: Shape = {"type": "string", "pattern": "^[A-Z]{2}$"}
NUMBER: Shape = {"type": "integer", "minimum": 0}
BY_KIND = {Kind.DATE: DAY, Kind.NUMBER: NUMBER, Kind.COUNTRY: COUNTRY}


def _object(properties: Shape, *optional: str) -> Shape:
    required = [key for key in properties if key not in optional]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _list(items: Shape) -> Shape:
    return {"type": "array", "items": items}


def _answer(field: Field) -> Shape:
    told = {"title": field.label}
    if field.kind is Kind.CHOICE:
        return told | {"enum": list(field.choices)}
    if field.kind is Kind.MANY:
        return told | _list({"enum": list(field.choices)})
    if field.kind in (Kind.LANGUAGES, Kind.COUNTRIES):
        return told | _list(TEXT if field.kind is Kind.LANGUAGES else COUNTRY)
    return told | BY_KIND.get(field.kind, TEXT)


def _answers(stages: Iterable[Stage]) -> Shape:
    """Nothing is required: what is absent is unanswered or not the reader's."""
    asked = {field.key: _answer(field) for stage in stages for field in stage.fields}
    return _object(asked, *asked)


CRITERIA = ("name", "threshold", "comparator", "subgroups")
CRITERION = _object(
    {
        **dict.fromkeys(CRITERIA, TEXT),
        "result": _object({"found": NUMBER, "out_of": NUMBER}),
    },
    "result",
)
BASIS = ("authority", "instrument", "article", "link", "reference", "refusal")
DECISION = _object(
    {
        "decision": {"enum": [one.value for one in Decision]},
        **dict.fromkeys(BASIS, TEXT),
        "decided_on": DAY,
        "ends_on": DAY,
    },
    *BASIS,
    "decided_on",
    "ends_on",
)
CONDITION = _object(
    {"text": TEXT, "due": DAY, "before_start": {"type": "boolean"}, "met_on": DAY, "evidence": TEXT},
    "evidence",
)
SITE = _object(
    {
        "facility": TEXT,
        "province": TEXT,
        "taking_part": {"type": ["integer", "null"], "minimum": 0},
        "taking_part_under": NUMBER,
        "name": TEXT,
        "lead": TEXT,
    },
    "taking_part_under",
    "name",
    "lead",
)
EVENT = _object(
    {
        "at": TIME,
        "data": {"type": "object"},
        "hash": HASH,
        "kind": TEXT,
        "pilot": TEXT,
        "prev": HASH,
        "seq": NUMBER,
        "v": NUMBER,
    }
)


PROMISE = _object(dict.fromkeys(CRITERIA, TEXT), *CRITERIA)
AMENDMENT = _object(
    {
        "criterion": NUMBER,
        "at": TIME,
        "kind": {"enum": [one.value for one in Change]},
        "before": PROMISE,
        "after": PROMISE,
        "reason": TEXT,
    }
)
AFTERMATH = _object(
    {
        "date": DAY,
        "country": COUNTRY,
        "kind": {"enum": list(OUTCOMES)},
        "text": TEXT,
        "link": TEXT,
        "attestation": {"enum": [one.value for one in Attestation]},
    }
)


def _track() -> Shape:
    return _object(
        {
            "country": COUNTRY,
            "state": {"enum": [state.value for state in State]},
            "before": {"enum": [state.value for state in State]},
            "since": TIME,
            "held_by": {"enum": ["", "lead", "regulator"]},
            "reason": TEXT,
            "attestation": {"enum": [one.value for one in Attestation]},
            "decision": DECISION,
            "answers": _answers(country_dossier.STAGES.values()),
            "conditions": _list(CONDITION),
            "sites": _list(SITE),
        }
    )


def of_pilot(address: str) -> Shape:
    """The schema that stands at ``address``."""
    record = _object(
        {
            "uid": {"type": "string", "pattern": "^COP-[0-9]{4}-[0-9]{4,}$"},
            "address": TEXT,
            "notice": TEXT,
            "registered": TIME,
            **dict.fromkeys(("submitted", "public_since", "disclosed"), MOMENT),
            "answers": _answers(dossier.STAGES.values()),
            "samd_category": {"enum": ["", "I", "II", "III", "IV"]},
            "criteria": _list(CRITERION),
            "criteria_sha256": HASH,
            "amendments": _list(AMENDMENT),
            "aftermaths": _list(AFTERMATH),
            "countries": _list(_track()),
            "chain": _object(
                {"head": HASH, "events": _list(EVENT), "reasons": {"type": "object"}},
            ),
        }
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": "A pilot in the sandbox registry",
        **record,
    }
