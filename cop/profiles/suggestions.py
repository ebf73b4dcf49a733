"""Subjects that are suggested as expertise: the region's tiers of challenges, disciplines of review, areas of use."""

from __future__ import annotations

from flask_babel import gettext

from cop.kernel.errors import N_

SUBJECTS = (
    N_("Data representativeness"),
    N_("Data sovereignty"),
    N_("Cultural and linguistic nuance"),
    N_("Regulatory capacity"),
    N_("Clinical"),
    N_("Informatics"),
    N_("Legal"),
    N_("Ethics"),
    N_("Smart health regulatory functions"),
    N_("Smart clinics"),
    N_("Smart workflow re-engineering"),
    N_("Smart customer services"),
    N_("Online engagement"),
    N_("Data collaboration"),
)
"""As they are kept; ``called`` says them in the reader's language."""


def called(subject: str) -> str:
    """A suggested subject in the reader's language; what a person wrote, as written."""
    return gettext(subject) if subject in SUBJECTS else subject
