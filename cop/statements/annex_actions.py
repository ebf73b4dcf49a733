"""What a country's verified regulator says became of a statement there, and nobody else."""

from __future__ import annotations

from datetime import datetime

from flask import current_app

from cop.kernel.actions import action, lock_row
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Stale
from cop.kernel.ledger import PUBLIC, record
from cop.kernel.words import FICTIONAL
from cop.members.models import Member
from cop.statements import annex_queries, permits
from cop.statements.annexes import Annex, Place, Told, checked, demand_invented


@action(permits.may_enter_annex)
def enter_annex(place: Place, told: Told, seen: int, *, actor: Member, now: datetime) -> Annex:
    """The next entry for the country; ``seen`` is the ``n`` of the one its form was made from, 0 for none.

    Raises IllegalMove before publication and, in the demonstration, for countries that exist; Invalid (instrument,
    dated, link); Stale when the country's other regulator was faster.
    """
    statement = place.statement
    lock_row(statement)
    demand_invented(place.country, FICTIONAL, current_app.extensions["cop"].config.demo)
    if not statement.is_public:
        raise IllegalMove(N_("Countries take up what is published. This text is not published yet."))
    before = annex_queries.current(place)
    if seen != (before.n if before else 0):
        raise Stale(
            N_("Someone entered this for your country while you wrote. What they entered is above yours."),
            theirs=before.instrument if before else "",
            version=before.n if before else 0,
        )
    told = checked(told, now.date())
    made = Annex(statement_id=statement.id, country=place.country, n=seen + 1, uptake=str(told.uptake))
    made.instrument, made.dated, made.link = told.instrument, told.dated, told.link
    made.authority, made.member_id, made.at = _authority(actor, place.country, now), actor.id, now
    db.session.add(made)
    facts = {"country": place.country, "uptake": made.uptake, "n": made.n}
    record("annex_entered", statement.ref, actor=actor, now=now, audience=PUBLIC, **facts)
    return made


def _authority(actor: Member, country: str, now: datetime) -> str:
    """The name in the mandate; the permit saw that there is one."""
    mine = (m for m in actor.mandates if m.country == country and m.until > now and m.ended_at is None)
    return next(mine).authority
