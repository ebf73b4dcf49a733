"""The closed lists that a dossier's answers come from: key and words."""

from __future__ import annotations

from cop.kernel.errors import N_

AREAS = {
    "decision_support": N_("Clinical decision support"),
    "imaging": N_("Imaging"),
    "patient_facing": N_("Patient-facing"),
    "drug_discovery": N_("Drug discovery"),
    "other": N_("Other"),
}
FUNCTIONS = {  # public-health functions of the memorandum between health department and science park
    "regulatory": N_("Health regulatory affairs"),
    "protection": N_("Health protection and promotion"),
    "administration": N_("Health administration"),
    "services": N_("Dental and clinical services"),
}
APPLICATIONS = {
    "regulation": N_("Smart health regulatory functions"),
    "clinics": N_("Smart clinics"),
    "workflow": N_("Smart workflow re-engineering"),
    "customer": N_("Smart customer services"),
    "engagement": N_("Online engagement"),
    "data": N_("Data collaboration"),
}
VALUE_CHAIN = {
    "development": N_("Development"),
    "provision": N_("Provision"),
    "deployment": N_("Deployment"),
}
CHANGE_PLANS = {
    "locked": N_("Locked: it does not change during the pilot"),
    "predetermined": N_("Predetermined: it changes as planned beforehand"),
    "continuous": N_("Continuous: it learns while in use"),
}
AUTONOMY = {
    "inform": N_("Informs a decision that people take"),
    "drive": N_("Drives what is done next"),
    "treat": N_("Diagnoses or treats"),
    "autonomous": N_("Acts by itself"),
}
SERIOUSNESS = {
    "critical": N_("Critical: a wrong output may cost life or lasting health"),
    "serious": N_("Serious: it may do harm that can be undone in time"),
    "non_serious": N_("Not serious"),
}
YES_NO = {"yes": N_("Yes"), "no": N_("No")}
FOUNDATION = {"none": N_("No foundation model"), "general": N_("General purpose"), "health": N_("For health")}
WEIGHTS = {"open": N_("Open weights"), "closed": N_("Closed weights"), "hosted": N_("Hosted by a provider")}
DESIGNS = {
    "observational": N_("Observational"),
    "silent": N_("Silent: output not shown to those who treat"),
    "before_after": N_("Before and after"),
    "randomised": N_("Randomised"),
    "other": N_("Other"),
}
VALIDATION = {
    "none": N_("None"),
    "retrospective": N_("Retrospective"),
    "prospective": N_("Prospective"),
}
CLASSES = {key: key for key in "ABCD"}
CONSENT = {
    "individual": N_("Each person consents"),
    "opt_out": N_("Informed, and may opt out"),
    "waived": N_("Waived by the ethics committee"),
    "not_applicable": N_("No personal data"),
}
ETHICS = {"approved": N_("Approved"), "exempt": N_("Exempt from review"), "pending": N_("Pending")}
REFUSALS = {
    "evidence": N_("The evidence is not enough"),
    "risk": N_("The risk is not acceptable"),
    "data": N_("Protection or location of data"),
    "ethics": N_("Ethics"),
    "remit": N_("No legal basis to decide"),
    "other": N_("Another reason"),
}
