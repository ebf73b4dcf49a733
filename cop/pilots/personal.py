"""What pilots keep of those who lead and edit them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from cop.intake.retention import forgetting_rows
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.personal import GOES, OFFICE, STAYS, Personal, Retention, gone
from cop.members.models import Address, Member
from cop.pilots.after_models import Aftermath, Amendment
from cop.pilots.exchange.import_models import PilotImport
from cop.pilots.measure_models import Reading
from cop.pilots.models import Disclosure, Pilot, PilotCountry, PilotEditor
from cop.pilots.watch_models import Review


def _forget_contacts(member: Member, _words: bool, _now: datetime) -> None:
    """The person's own addresses, where a pilot of theirs gives one as its contact."""
    own = set(db.session.scalars(select(Address.email).where(Address.member_id == member.id)))
    edited = select(PilotEditor.pilot_id).where(PilotEditor.member_id == member.id)
    for pilot in db.session.scalars(
        select(Pilot).where(or_(Pilot.lead_id == member.id, Pilot.id.in_(edited)))
    ):
        _without(pilot, own)
        for track in pilot.tracks:
            _without(track, own)


def _without(one: Pilot | PilotCountry, addresses: set[str]) -> None:
    left: dict[str, Any] = {
        k: v for k, v in one.answers.items() if not (isinstance(v, str) and v in addresses)
    }
    if left != one.answers:
        one.answers = left


PERSONAL = (
    Personal(
        PilotEditor, ("member_id",), N_("The pilots you edit"), N_("So that their team can write them."),
        GOES, erase=gone(PilotEditor, "member_id"),
    ),
    Personal(
        Pilot, ("lead_id",), N_("The pilots you lead, with what their dossiers say"),
        N_("Each country's regulator decides on the dossier and must be able to look it up."),
        N_("Stays, as led by a former member; your own addresses are taken out of it."),
        hidden=("criteria_hash",), erase=_forget_contacts,
    ),
    Personal(
        Reading, ("by_id",), N_("The readings you entered for pilots"),
        N_("A correction shows who entered what it corrects."), STAYS,
    ),
    Personal(
        Amendment, ("by_id",), N_("That you changed a pilot's success criteria after its approval"),
        N_("What was promised and what became of it is shown for ever."), STAYS,
    ),
    Personal(
        Aftermath, ("by_id",), N_("What you told of what came of a pilot"),
        N_("It stands beside the pilot with who vouches for it."), STAYS,
    ),
    Personal(
        Review, ("by_id",), N_("What you answered for your country when another suspended a pilot"),
        N_("Each country answers for itself; who did can be looked up."), OFFICE,
    ),
    Personal(
        PilotImport, ("by_id",), N_("Files of pilots that you brought as an officer"),
        N_("Whoever reads such a pilot can be told who recorded it."), OFFICE,
    ),
    Personal(
        Disclosure, ("by_id",), N_("That you agreed, for the team or your country, to disclose an exit report"),
        N_("A report is opened by all parties together; who turned a key can be looked up."), OFFICE,
    ),
)  # fmt: skip

RETENTIONS = (
    Retention(
        "pilot_rows", N_("The rows of files of pilots that officers brought"),
        N_("So that an officer can mend the rows that could not be taken."),
        30, 1, 180, forgetting_rows(PilotImport),
    ),
)  # fmt: skip
