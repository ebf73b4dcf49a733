"""What the demonstration's pilots say of themselves: an invented tool, tried in invented countries."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

Answers = dict[str, Any]

TITLE = "Reading chest films for signs of tuberculosis where no radiologist is on site"
DRAFT_TITLE = "Answering new mothers' questions by telephone, in their own language"
DRAFT = {
    "title": DRAFT_TITLE,
    "summary": "A telephone line that answers questions of the first six weeks after birth and hands over to a "
    "midwife whenever it is unsure.",
    "area": "patient_facing",
}
CRITERIA = (
    {
        "name": "Films with confirmed tuberculosis that the tool flags",
        "threshold": "at least 90 %",
        "comparator": "sputum test of the same person",
        "subgroups": "women; people over 60; people treated before",
    },
    {
        "name": "Films without tuberculosis that the tool does not flag",
        "threshold": "at least 70 %",
        "comparator": "reading by two radiologists",
        "subgroups": "films from portable machines",
    },
)


Counted = tuple[tuple[int, int], ...]
BOUNDS = ((90, 80), (70, 55))
READINGS: tuple[tuple[int, Counted], ...] = (
    (4, ((19, 21), (48, 66))),
    (8, ((23, 24), (61, 80))),
    (11, ((17, 19), (59, 75))),
)
"""Days after the start, and for each criterion how many were found out of how many."""


def dossier(today: date) -> dict[str, Answers]:
    """Answers to each stage about the whole pilot, as one writes them on ``today``."""
    return {
        "summary": SUMMARY,
        "parties": PARTIES,
        "product": PRODUCT,
        "use": USE,
        "study": STUDY | {"planned_start": ahead(today, 30), "planned_end": ahead(today, 240)},
        "safety": SAFETY,
    }


def country(today: date, code: str) -> dict[str, Answers]:
    """Answers to each stage about one country, as one writes them on ``today``."""
    name, place, mailbox = PLACES[code]
    return {
        "ethics": {
            "ethics_committee": f"Research Ethics Committee of {place}",
            "ethics_reference": f"REC-{code}-{today.year}-017",
            "ethics_decision": "approved",
            "ethics_date": ahead(today, -12),
            "ethics_expiry": ahead(today, 353),
            "consent": "opt_out",
        },
        "data": DATA
        | {
            "storage": code,
            "processing": [code],
            "signed_on": ahead(today, -3),
            "deletion": ahead(today, 600),
        }
        | {"signatory": f"Head of Information, {place}"},
        "arrangements": {
            "amdd_class": "B",
            "liability": f"{place} answers to patients as for any reading of a film; the developer insures both "
            f"against faults of the tool under a policy that holds in {name}.",
            "local_contact": mailbox,
        },
    }


def ahead(today: date, days: int) -> str:
    return (today + timedelta(days=days)).isoformat()


PLACES = {
    "XA": ("Arunia", "Arunia North Referral Hospital", "ai-pilot@north.arunia.example.org"),
    "XL": ("Kalinda", "Kalinda General Hospital", "ai-pilot@general.kalinda.example.org"),
}
SITES = {
    "XA": (
        {
            "facility": "district",
            "province": "Northern Hills",
            "name": "Tanjung Fiksi District Hospital",
            "lead": "Nurse in charge of radiography",
            "taking_part": None,
        },
        {
            "facility": "community",
            "province": "Eastern Isles",
            "name": "Pulau Rekaan Health Post",
            "lead": "Community health officer",
            "taking_part": None,
        },
    ),
    "XL": (
        {
            "facility": "primary",
            "province": "River Province",
            "name": "Sungai Andaian Clinic",
            "lead": "Clinic physician",
            "taking_part": None,
        },
    ),
}
SUMMARY = {
    "title": TITLE,
    "summary": "A tool marks chest films that may show tuberculosis, so that these people are tested the same day. "
    "A nurse or physician looks at every film and decides. We want to learn how many it misses in clinics that have "
    "no radiologist.",
    "area": "imaging",
    "function": "services",
    "application": "clinics",
}
PARTIES = {
    "sponsor": "Selatan Imaging Laboratory",
    "deployers": "Arunia North Referral Hospital\nKalinda General Hospital",
    "funding": "A grant of the invented Selatan Fund for Lung Health; no payment by the hospitals.",
    "value_chain": ["development", "provision"],
    "public_contact": "pilot@imaging.selatan.example.org",
    "scientific_contact": "study@imaging.selatan.example.org",
    "interests": "The sponsor develops the tool and will sell it if the pilot goes well.",
    "claims": "none",
}
PRODUCT = {
    "product": "Contoh Chest Reader",
    "developer": "Selatan Imaging Laboratory",
    "product_version": "2.1",
    "model_type": "Convolutional network that scores a single frontal film",
    "foundation": "none",
    "weights": "closed",
    "change_plan": "locked",
    "autonomy": "drive",
    "seriousness": "serious",
    "sign_off": "The nurse or physician who sees the patient",
    "training_data": "64 000 films of adults from four invented hospitals in Selatan, read by two radiologists each.",
    "validation": "retrospective",
    "languages": ["en", "id", "ta"],
}
USE = {
    "intended_use": "To mark frontal chest films of adults that may show tuberculosis, so that a sputum test is done "
    "before the person goes home.",
    "users": "Radiographers, nurses and physicians who had the half day of training.",
    "population": "People of 18 and above who come with a cough of two weeks or more.",
    "setting": "District hospitals and clinics without a radiologist on site.",
    "out_of_scope": "Children, lateral films, and any finding other than tuberculosis.",
}
STUDY = {
    "question": "May a film that the tool leaves unmarked be read within a week instead of the same day?",
    "hypotheses": "At least nine in ten people with confirmed tuberculosis are marked; people marked are tested "
    "within a day, where it took six before.",
    "design": "before_after",
    "target_n": 1200,
}
SAFETY = {
    "risk_controls": "A person looks at every film, marked or not. All unmarked films are read again by a radiologist "
    "within seven days. The tool is off whenever its self-test of the morning fails.",
    "stop_rules": "Stop if 3 of any 50 people with confirmed tuberculosis were not marked, or if readings come later "
    "than 7 days twice in a month.",
    "impact": "Privacy and equity assessment IA-0042.",
    "impact_auditor": "The invented Mekara Institute for Public Audit",
}
DATA = {
    "data_categories": "Chest films, age band, sex and result of the sputum test, under a number that only the site "
    "can resolve.",
    "transfer_basis": "None is needed: films stay in the hospital's own network, and only counts leave it.",
    "weights_leave": "no",
}
CONDITIONS = (
    (
        "Name at each site one person who can switch the tool off, and show the Authority the list.",
        None,
        True,
    ),
    ("Report to the Authority on the first 200 films, by sex and by kind of machine.", 75, False),
)
EVIDENCE = "List of two persons with their telephone numbers, sent to the Authority as annex 3."
AUTHORITY = "Arunia Medical Devices Authority"
INSTRUMENT = "Medical Devices Act of Arunia (invented)"
ARTICLE = "Section 24, trial use"
