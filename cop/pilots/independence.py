"""Who stands too near to a pilot to judge it: its team, its parties' people, and who declared a tie to them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from sqlalchemy import select

from cop.kernel import text
from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid
from cop.members import interest_queries
from cop.members.interest_models import Interest
from cop.members.interest_rules import About, Nature
from cop.members.models import Member, Organisation
from cop.members.rules import IN_FORCE
from cop.pilots.gates import answers_of
from cop.pilots.models import Pilot

NEAR = (Nature.EMPLOYMENT, Nature.OWNERSHIP, Nature.INVENTION)


def party_keys(pilot: Pilot) -> set[str]:
    """The sponsor, developer, deployers and funders as names are compared, with the team's own organisations."""
    have = answers_of(pilot)
    named = "\n".join(str(have.get(key, "")) for key in ("sponsor", "developer", "deployers", "funding"))
    own = select(Organisation.name_key).join(Member, Member.organisation_id == Organisation.id)
    keys = set(db.session.scalars(own.where(Member.id.in_(pilot.team))))
    return keys | {text.sort_key(one.strip()) for one in re.split(r"[\n;]", named) if one.strip()}


def demand_independent(pilot: Pilot, member: Member | None, today: date) -> Member:
    """Whoever judges the pilot from outside. Raises Invalid (slug) with what ties the member to it."""
    if member is None or member.state not in IN_FORCE:
        raise Invalid(N_("No member has this name in their page's address."), field="slug")
    if member.id in pilot.team:
        raise Invalid(N_("This member is in the pilot's team. Name somebody else."), field="slug")
    parties = party_keys(pilot)
    if member.organisation.name_key in parties:
        raise Invalid(
            N_("This member's organisation takes part in the pilot. Name somebody else."), field="slug"
        )
    if _declared(pilot, member, parties, today):
        raise Invalid(
            N_("This member declared to work for, own or have made what is tried here. Name somebody else."),
            field="slug",
        )
    return member


def _declared(pilot: Pilot, member: Member, parties: set[str], today: date) -> bool:
    about = {(About.COMPANY.value, key) for key in parties}
    about |= {(About.PRODUCT.value, text.sort_key(str(answers_of(pilot).get("product", ""))))}
    near: Any = select(Interest.id).where(
        Interest.member_id == member.id,
        Interest.nature.in_(NEAR),
        interest_queries.on(sorted(about), today),
    )
    return db.session.scalar(near.limit(1)) is not None
