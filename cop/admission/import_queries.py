"""Lists of people: what an officer brought, how its rows fare, who of them is here already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from flask_babel import get_locale
from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from cop.admission import invitation_queries
from cop.admission.checking import Checked, Plan, check, known
from cop.admission.import_models import Import, ImportRow
from cop.admission.limits import BATCH
from cop.admission.lists import Row
from cop.admission.models import OPEN, Invitation
from cop.kernel import paging
from cop.kernel.db import db
from cop.members import countries
from cop.members.forms import groups

PAGE = 50


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
    keys = [one.person.key for one in some if one.person]
    accounts = invitation_queries.accounts_among(keys)
    invited = invitation_queries.open_among(keys)
    return (known(one, plan, accounts, invited) for one in some)


def rows(job: Import) -> list[Row]:
    """All of them, as they stood in the list."""
    kept = select(ImportRow.row, ImportRow.cells).where(ImportRow.import_id == job.id).order_by(ImportRow.row)
    return [Row(number, cells) for number, cells in db.session.execute(kept)]


def next_rows(job: Import) -> list[Row]:
    """Of those without a flaw, the next that the worker deals with."""
    kept = (ImportRow.import_id == job.id) & ImportRow.flawed.is_(False) & (ImportRow.row > job.taken)
    listed = select(ImportRow.row, ImportRow.cells).where(kept).order_by(ImportRow.row).limit(BATCH)
    return [Row(number, cells) for number, cells in db.session.execute(listed)]


def _flawed(job: Import) -> Select[Any]:
    columns = select(ImportRow.row, ImportRow.cells, ImportRow.problems)
    return columns.where(ImportRow.import_id == job.id, ImportRow.flawed.is_(True))


def flawed(job: Import, cursor: str = "") -> paging.Page:
    """Rows that are not taken, in their order."""
    return paging.read(_flawed(job), (ImportRow.row,), cursor=cursor, size=PAGE, descending=False)


def all_flawed(job: Import) -> list[Any]:
    return list(db.session.execute(_flawed(job).order_by(ImportRow.row)))


def first_rows(job: Import, number: int = 3) -> list[Any]:
    """To show what the columns hold."""
    kept = select(ImportRow.row, ImportRow.cells).where(ImportRow.import_id == job.id)
    return list(db.session.execute(kept.order_by(ImportRow.row).limit(number)))


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
