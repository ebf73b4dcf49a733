"""A software device's category by the significance of its output and the state of the patient (IMDRF N12, 2014)."""

from __future__ import annotations

from cop.kernel.errors import N_

TREAT, DRIVE, INFORM = "treat", "drive", "inform"
SIGNIFICANCE = {"inform": INFORM, "drive": DRIVE, "treat": TREAT, "autonomous": TREAT}
CATEGORIES = {
    ("critical", TREAT): "IV",
    ("critical", DRIVE): "III",
    ("critical", INFORM): "II",
    ("serious", TREAT): "III",
    ("serious", DRIVE): "II",
    ("serious", INFORM): "I",
    ("non_serious", TREAT): "II",
    ("non_serious", DRIVE): "I",
    ("non_serious", INFORM): "I",
}
WHY = {
    TREAT: N_("its output diagnoses or treats"),
    DRIVE: N_("its output drives what is done next"),
    INFORM: N_("its output informs a decision that people take"),
}


def category(autonomy: str, seriousness: str) -> str:
    """ "I" to "IV"; "" while either answer is missing."""
    return CATEGORIES.get((seriousness, SIGNIFICANCE.get(autonomy, "")), "")


def why(autonomy: str) -> str:
    """What the software's output does, as a sentence's part; a message id, "" while unanswered."""
    return WHY.get(SIGNIFICANCE.get(autonomy, ""), "")
