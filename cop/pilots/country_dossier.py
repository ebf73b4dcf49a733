"""What is asked about a pilot in one country, beside the regulator's decision."""

from __future__ import annotations

from cop.kernel.errors import N_
from cop.pilots import choices
from cop.pilots.fields import Field, Kind, Seen, Stage, Until
from cop.pilots.rules import Gate

A = Gate.ACTIVE
PROSE, CHOICE, DATE = Kind.PROSE, Kind.CHOICE, Kind.DATE

ETHICS = Stage(
    "ethics",
    N_("Ethics review and consent"),
    (
        Field("ethics_committee", N_("Ethics committee"), needed=A),
        Field("ethics_reference", N_("Reference of the review"), needed=A, most=80),
        Field("ethics_decision", N_("Outcome of the review"), CHOICE, A, choices=choices.ETHICS),
        Field("ethics_date", N_("Date of the review"), DATE, A),
        Field("ethics_expiry", N_("Valid until"), DATE, A),
        Field("consent", N_("Consent model"), CHOICE, A, choices=choices.CONSENT),
    ),
    Until.ENDED,
)
DATA = Stage(
    "data",
    N_("Declaration of data sovereignty"),
    (
        Field("data_categories", N_("Categories of data"), PROSE, A),
        Field("storage", N_("Country of storage"), Kind.COUNTRY, A),
        Field("processing", N_("Countries of processing"), Kind.COUNTRIES, A),
        Field("transfer_basis", N_("Legal basis of transfers"), PROSE, A),
        Field(
            "weights_leave",
            N_("May weights trained here leave the country?"),
            CHOICE,
            A,
            choices=choices.YES_NO,
        ),
        Field("deletion", N_("Data are deleted by"), DATE, A),
        Field("signatory", N_("Signed by"), needed=A, seen=Seen.MEMBERS, hint=N_("Name and role.")),
        Field("signed_on", N_("Signed on"), DATE, A),
    ),
    Until.ACTIVE,
)
ARRANGEMENTS = Stage(
    "arrangements",
    N_("Class and arrangements"),
    (
        Field("amdd_class", N_("AMDD class"), CHOICE, A, choices=choices.CLASSES),
        Field("liability", N_("Liability and compensation"), PROSE, A),
        Field("local_contact", N_("Local contact"), Kind.MAILBOX, A, Seen.MEMBERS),
        Field("reliance", N_("Decision elsewhere that is relied on"), hint=N_("Authority and reference.")),
    ),
    Until.ACTIVE,
)
STAGES = {s.key: s for s in (ETHICS, DATA, ARRANGEMENTS)}
