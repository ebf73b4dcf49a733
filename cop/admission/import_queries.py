"""Lists of people: what an officer brought, how its rows fare, who of them is here already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from flask_babel import get_locale
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from cop.admission import invitation_queries
from cop.admission.checking import Plan, check, known
from cop.admission.import_models import Import
from cop.admission.models import OPEN, Invitation
from cop.intake.checking import Checked
from cop.intake.limits import BATCH
from cop.intake.lists import Row
from cop.kernel import paging
from cop.kernel.db import db
from cop.members import countries
from cop.members.forms import groups


def imports(cursor: str = "") -> paging.Page:
    """Newest first."""
    return paging.read(select(Import).options(joinedload(Import.by)), (Import.id,), cursor=cursor)


def job(viewer: Any, id: int) -> Import | None:
    if "officer" not in viewer.roles:
        return None
    return db.session.scalar(select(Import).where(Import.id == id).options(joinedload(Import.by)))


def plan_of(heads: Sequence[str], columns: dict[str, int], group: str, country: str) -> Plan:
    """How rows under ``heads`` are read, with the groups and countries there are."""
    return Plan(
        columns, group, country, len(heads), frozenset(countries.codes()), groups(), str(get_locale() or "en")
    )


def tried(rows: Iterable[Row], plan: Plan) -> Iterator[Checked]:
    """Each row held against what a person needs, against those before it, and against who is here."""
    checked = iter(check(rows, plan))
    while some := list(islice(checked, BATCH)):
        yield from against_members(some, plan)


def against_members(some: Sequence[Checked], plan: Plan) -> Iterator[Checked]:
    keys = [one.found.key for one in some if one.found]
    accounts = invitation_queries.accounts_among(keys)
    invited = invitation_queries.open_among(keys)
    return (known(one, plan, accounts, invited) for one in some)


def unwritten(job: Import) -> list[int]:
    """Ids of the next of its invitations of which no letter was asked for."""
    kept = (Invitation.import_id == job.id) & (Invitation.letters == 0)
    return list(
        db.session.scalars(select(Invitation.id).where(kept, OPEN).order_by(Invitation.id).limit(BATCH))
    )


def outcomes(job: Import) -> tuple[int, int, int]:
    """Of its invitations: how many there are, how many were used, how many have no letter yet."""
    no_letter = func.count().filter(Invitation.letters == 0, OPEN)
    used = func.count(Invitation.accepted_at)
    found = db.session.execute(
        select(func.count(), used, no_letter).where(Invitation.import_id == job.id)
    ).one()
    return found[0], found[1], found[2]
