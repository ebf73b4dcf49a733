"""A pilot as linked data (JSON-LD) in the words of schema.org."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NAMES = {
    "country": "Country",
    "study": "MedicalStudy",
    "product": "SoftwareApplication",
    "by": "Organization",
}


def of_pilot(pilot: Mapping[str, Any]) -> dict[str, Any]:
    """``pilot``: the record as JSON has it; what it does not hold is left out."""
    have, address = pilot["answers"], pilot["address"]
    told = {
        "@context": "https://schema.org",
        "@type": NAMES["study"],
        "@id": address,
        "url": address,
        "identifier": pilot["uid"],
        "name": have.get("title", ""),
        "description": have.get("summary", ""),
        "status": ", ".join(sorted({one["state"] for one in pilot["countries"]})),
        "sponsor": _named("by", have.get("sponsor", "")),
        "studySubject": _product(have),
        "studyLocation": [_named("country", one["country"]) for one in pilot["countries"]],
        "disclaimer": pilot["notice"],
    }
    return {key: value for key, value in told.items() if value}


def _product(have: Mapping[str, Any]) -> dict[str, Any]:
    made = _named("product", have.get("product", ""))
    return made | {"softwareVersion": have.get("product_version", "")} if made else {}


def _named(kind: str, name: str) -> dict[str, Any]:
    return {"@type": NAMES[kind], "name": name} if name else {}
