"""A pilot in the style of the trial registries' exchange XML (WHO ICTRP): their elements, filled as far as it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

REGISTRY = "COP"


def document(pilots: Sequence[Mapping[str, Any]], address: str) -> bytes:
    """``pilots``: records as JSON has them. ``address``: where their pages are, before the uid."""
    root = ET.Element("trials")
    for pilot in pilots:
        _trial(root, pilot, address)
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _trial(root: ET.Element, pilot: Mapping[str, Any], address: str) -> None:
    trial, have = ET.SubElement(root, "trial"), pilot["answers"]
    _filled(ET.SubElement(trial, "main"), _main(pilot, have, address + pilot["uid"]))
    contact = ET.SubElement(ET.SubElement(trial, "contacts"), "contact")
    _filled(contact, {"type": "public", "email": have.get("public_contact", "")})
    countries = ET.SubElement(trial, "countries")
    for one in pilot["countries"]:
        _filled(countries, {"country2": one["country"]})
    _filled(
        ET.SubElement(trial, "criteria"),
        {
            "inclusion_criteria": have.get("population", ""),
            "exclusion_criteria": have.get("out_of_scope", ""),
        },
    )
    _outcomes(trial, pilot)
    _filled(ET.SubElement(trial, "source_support"), {"source_name": have.get("funding", "")})
    _ethics(trial, pilot)


def _main(pilot: Mapping[str, Any], have: Mapping[str, Any], address: str) -> dict[str, str]:
    states = sorted({one["state"] for one in pilot["countries"]})
    return {
        "trial_id": pilot["uid"],
        "reg_name": REGISTRY,
        "date_registration": pilot["registered"][:10],
        "primary_sponsor": have.get("sponsor", ""),
        "public_title": have.get("title", ""),
        "scientific_title": have.get("title", ""),
        "date_enrolment": have.get("actual_start", have.get("planned_start", "")),
        "target_size": str(have.get("target_n", "")),
        "recruitment_status": ", ".join(states),
        "url": address,
        "study_type": "Device feasibility",
        "study_design": have.get("design", ""),
        "hc_freetext": have.get("intended_use", ""),
        "i_freetext": " ".join(have[key] for key in ("product", "product_version") if key in have),
        "results_summary": have.get("results", ""),
        "results_IPD_plan": have.get("sharing", ""),
    }


def _outcomes(trial: ET.Element, pilot: Mapping[str, Any]) -> None:
    primary = ET.SubElement(trial, "primary_outcome")
    for one in pilot["criteria"]:
        told = f"{one['name']}: {one['threshold']}, compared with {one['comparator']}"
        _filled(primary, {"prim_outcome": told})


def _ethics(trial: ET.Element, pilot: Mapping[str, Any]) -> None:
    reviews = ET.SubElement(trial, "ethics_reviews")
    for one in pilot["countries"]:
        said = one["answers"]
        if "ethics_decision" in said:
            review = {"status": said["ethics_decision"], "approval_date": said.get("ethics_date", "")}
            review["contact_name"] = said.get("ethics_committee", "")
            _filled(ET.SubElement(reviews, "ethics_review"), review)


def _filled(parent: ET.Element, said: Mapping[str, str]) -> None:
    for name, words in said.items():
        ET.SubElement(parent, name).text = "".join(c for c in words if c >= " " or c in "\t\n")
