"""The closed lists that a report's answers come from: key and words."""

from __future__ import annotations

from cop.incidents.rules import Harm, Kind, Level, Urgency
from cop.kernel.errors import N_

KINDS = {
    Kind.NEAR_MISS.value: N_("Near miss"),
    Kind.INCIDENT.value: N_("Incident"),
    Kind.HAZARD.value: N_("Hazard"),
    Kind.DRIFT.value: N_("Drift signal"),
    Kind.COMPLAINT.value: N_("Complaint"),
}
KIND_HINTS = {
    Kind.NEAR_MISS.value: N_("It went wrong, and was noticed before it reached anyone."),
    Kind.INCIDENT.value: N_("It reached a person, whether or not harm was done."),
    Kind.HAZARD.value: N_("It could go wrong; nothing has happened yet."),
    Kind.DRIFT.value: N_("Its results have changed over time."),
    Kind.COMPLAINT.value: N_("Somebody complains about it."),
}
HARMS = {
    str(Harm.HAZARD.value): N_("H0: none; it could have"),
    str(Harm.NEAR_MISS.value): N_("H1: none; it was stopped in time"),
    str(Harm.MINOR.value): N_("H2: minor; it passes by itself or with little care"),
    str(Harm.SERIOUS.value): N_("H3: serious; treatment or a longer stay was needed"),
    str(Harm.GRAVE.value): N_("H4: a life was in danger, or the harm lasts"),
    str(Harm.DEATH.value): N_("H5: death"),
}
FAILURES = {
    "false_negative": N_("False negative"),
    "false_positive": N_("False positive"),
    "drift": N_("Drift"),
    "data_pipeline": N_("Data pipeline"),
    "automation_bias": N_("Automation bias: people trusted it too readily"),
    "software": N_("Software bug"),
    "integration": N_("Integration with other systems"),
    "fairness": N_("Bias or fairness"),
    "hallucination": N_("Hallucination: it made something up"),
    "language": N_("Translation or culture"),
    "security": N_("Security or prompt injection"),
    "out_of_scope": N_("Used for what it is not meant for"),
    "unavailable": N_("Not available"),
    "other": N_("Other"),
}
HUMAN_FACTORS = {
    "followed": N_("It was followed"),
    "overrode": N_("It was overridden"),
    "not_shown": N_("It was not shown"),
    "not_noticed": N_("It was not noticed"),
}
ROLES = {
    "nurse": N_("Nurse or midwife"),
    "physician": N_("Physician"),
    "pharmacist": N_("Pharmacist"),
    "technician": N_("Technician"),
    "patient": N_("Patient or family"),
    "manager": N_("Manager or quality officer"),
    "developer": N_("Developer or supplier"),
    "regulator": N_("Regulator"),
    "other": N_("Other"),
}
LEVELS = {
    Level.REPORTED: N_("The reporter and the secretariat"),
    Level.COUNTRY: N_("The country's regulator"),
    Level.REGULATORS: N_("All verified regulators"),
    Level.MEMBERS: N_("Members"),
    Level.PUBLIC: N_("Everyone, as a digest"),
}
URGENCIES = {
    Urgency.PUBLIC_HEALTH.value: N_("A threat to public health"),
    Urgency.SERIOUS.value: N_("Death or serious harm"),
    Urgency.OTHER.value: N_("Everything else"),
}
ANNEXES = {
    "A": N_("What the device did"),
    "B": N_("How it was looked into"),
    "C": N_("What was found"),
    "D": N_("What was concluded"),
    "E": N_("Signs and conditions in people"),
    "F": N_("What it meant for health"),
}
