"""A pilot in the XML by which trial registries hand their records to WHO's platform (ICTRP): its elements, its order.

That form has no place for one decision a country; whoever needs those takes the JSON. Dates are day/month/year, as
there. The schema beside this file says what may stand where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

REGISTRY = "COP"
SCHEMA = Path(__file__).parent.parent / "data" / "trials.xsd"
BEGIN, END = '<?xml version="1.0" encoding="UTF-8"?>\n<trials>\n', "</trials>\n"
RECRUITING = (
    ("active", "recruiting"),
    ("suspended", "suspended"),
    ("reporting", "recruitment completed"),
    ("completed", "recruitment completed"),
    ("terminated", "terminated"),
    ("withdrawn", "withdrawn"),
)
"""What is told of a pilot as a whole: of its countries' states the first of these; else it has not begun."""
Record = Mapping[str, Any]
UNFIT = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # for XML 1.0


def document(pilots: Sequence[Record]) -> str:
    """``pilots``: records as JSON has them."""
    return BEGIN + "".join(trial(pilot) for pilot in pilots) + END


def trial(pilot: Record) -> str:
    made, have = ET.Element("trial"), pilot["answers"]
    _filled(ET.SubElement(made, "main"), _main(pilot, have))
    _rows(made, "contacts", "contact", [{"type": "public", "email": have.get("public_contact", "")}])
    _listed(made, "countries", "country2", [one["country"] for one in pilot["countries"]])
    criteria = ET.SubElement(made, "criteria")
    _filled(criteria, {"inclusion_criteria": have.get("population", ""), "gender": "-"})
    _filled(criteria, {"exclusion_criteria": have.get("out_of_scope", "")})
    _listed(made, "intervention_code", "i_code", ["device"])
    _listed(made, "primary_outcome", "prim_outcome", [_outcome(one) for one in pilot["criteria"]])
    _rows(made, "secondary_ids", "secondary_id", _secondary(have.get("secondary_ids", "")))
    _listed(made, "source_support", "source_name", [have.get("funding", "")])
    _rows(made, "ethics_reviews", "ethics_review", _ethics(pilot))
    ET.indent(made, " ")
    return ET.tostring(made, encoding="unicode") + "\n"


def _main(pilot: Record, have: Record) -> dict[str, str]:
    actual = have.get("actual_start", "")
    return {
        "trial_id": pilot["uid"],
        "reg_name": REGISTRY,
        "date_registration": _day(pilot["registered"][:10]),
        "primary_sponsor": have.get("sponsor", ""),
        "public_title": have.get("title", ""),
        "scientific_title": have.get("title", ""),
        "date_enrolment": _day(actual or have.get("planned_start", "")),
        "type_enrolment": "actual" if actual else "anticipated",
        "target_size": str(have.get("target_n", "")),
        "recruitment_status": _recruiting({one["state"] for one in pilot["countries"]}),
        "url": pilot["address"],
        "study_type": "Device feasibility",
        "study_design": have.get("design", ""),
        "phase": "N/A",
        "hc_freetext": have.get("intended_use", ""),
        "i_freetext": " ".join(have[key] for key in ("product", "product_version") if key in have),
        "results_summary": have.get("results", ""),
        "results_IPD_plan": have.get("sharing", ""),
    }


def _recruiting(states: set[str]) -> str:
    return next((told for state, told in RECRUITING if state in states), "not yet recruiting")


def _day(iso: str) -> str:
    """ "2026-11-21" as "21/11/2026"."""
    return "/".join(reversed(iso.split("-"))) if iso else ""


def _outcome(one: Record) -> str:
    return f"{one['name']}: {one['threshold']}, compared with {one['comparator']}"


def _secondary(written: str) -> list[dict[str, str]]:
    """Other registries' numbers, as written one a line."""
    return [{"sec_id": line.strip(), "issuing_authority": ""} for line in written.split("\n") if line.strip()]


def _ethics(pilot: Record) -> list[dict[str, str]]:
    said = [one["answers"] for one in pilot["countries"] if "ethics_decision" in one["answers"]]
    return [
        {
            "status": have["ethics_decision"],
            "approval_date": _day(have.get("ethics_date", "")),
            "contact_name": have.get("ethics_committee", ""),
        }
        for have in said
    ]


def _listed(parent: ET.Element, group: str, name: str, words: Iterable[str]) -> None:
    made = ET.SubElement(parent, group)
    for one in words:
        _filled(made, {name: one})


def _rows(parent: ET.Element, group: str, name: str, rows: Iterable[Mapping[str, str]]) -> None:
    made = ET.SubElement(parent, group)
    for one in rows:
        _filled(ET.SubElement(made, name), one)


def _filled(parent: ET.Element, said: Mapping[str, str]) -> None:
    for name, words in said.items():
        ET.SubElement(parent, name).text = UNFIT.sub("", words)
