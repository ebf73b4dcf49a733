"""Working groups as far as a viewer may see them: which there are, who asks to come in, what happened in one."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import contains_eager, joinedload

from cop.kernel import paging
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.members.models import Member
from cop.members.rules import IN_FORCE
from cop.spaces.group_models import Admission, Term
from cop.spaces.group_rules import REMINDER, Asked
from cop.spaces.models import Space, SpaceMember
from cop.spaces.visibility import belongs, visible_to

MOST = 20
MOST_AWAITED = 100
LATEST_TERMS = 20


def groups(viewer: Any, cursor: str = "") -> paging.Page:
    """Working groups at work that ``viewer`` may see, by age: with how many people, and whether the viewer is one."""
    people = select(func.count()).where(SpaceMember.space_id == Space.id).correlate(Space)
    listed: Any = select(
        Space.id,
        Space.slug,
        Space.title,
        Space.mandate,
        Space.joining,
        Space.term_ends,
        people.scalar_subquery().label("people"),
        belongs(viewer).label("mine"),
    ).where(Space.joining.is_not(None), Space.archived_at.is_(None), visible_to(viewer))
    return paging.read(listed, (Space.id,), cursor=cursor, descending=False)


def archived(viewer: Any, cursor: str = "") -> paging.Page:
    """Spaces that were archived, for the secretariat: the last first."""
    listed: Any = select(
        Space.id, Space.slug, Space.title, Space.archived_at, Space.joining, Space.visibility
    )
    listed = listed.where(Space.archived_at.is_not(None), visible_to(viewer))
    return paging.read(listed, (Space.archived_at, Space.id), cursor=cursor)


def terms(space: Space) -> list[Term]:
    """The group's terms, the last first."""
    own = select(Term).where(Term.space_id == space.id).options(joinedload(Term.by))
    return list(db.session.scalars(own.order_by(Term.id.desc()).limit(LATEST_TERMS)))


def open_admission(space: Space, member: Any) -> Admission | None:
    """What is open between the group and ``member``: a request, or an invitation."""
    one = (
        (Admission.space_id == space.id)
        & (Admission.member_id == member.id)
        & Admission.answered_at.is_(None)
    )
    return db.session.scalar(select(Admission).where(one))


def requests(space: Space) -> list[Admission]:
    """Requests that wait for an answer, longest first."""
    waiting = (
        (Admission.space_id == space.id) & (Admission.kind == Asked.REQUEST) & Admission.answered_at.is_(None)
    )
    listed = select(Admission).where(waiting).options(joinedload(Admission.member))
    return list(db.session.scalars(listed.order_by(Admission.id).limit(MOST)))


def request(viewer: Any, id: int) -> Admission | None:
    """An open request to a group that ``viewer`` may see."""
    return _open(Asked.REQUEST, Admission.id == id, visible_to(viewer))


def invitation(viewer: Any, id: int) -> Admission | None:
    """An open invitation of the viewer's own; it shows what the group is, even where nobody else knows of it."""
    return _open(Asked.INVITATION, Admission.id == id, Admission.member_id == viewer.id)


def _open(kind: Asked, *conditions: Any) -> Admission | None:
    found = select(Admission).join(Space, Space.id == Admission.space_id)
    return db.session.scalar(
        found.where(Admission.kind == kind, Admission.answered_at.is_(None), *conditions)
    )


def awaited(viewer: Any) -> list[Admission]:
    """What is open for the viewer to answer: invitations, and requests to groups that the viewer facilitates."""
    invited = (Admission.kind == Asked.INVITATION) & (Admission.member_id == viewer.id)
    keeps = (Admission.kind == Asked.REQUEST) & belongs(viewer, facilitator=True)
    listed = (
        select(Admission).join(Space, Space.id == Admission.space_id).options(contains_eager(Admission.space))
    )
    listed = listed.where(Admission.answered_at.is_(None), invited | keeps).order_by(Admission.id)
    return list(db.session.scalars(listed.limit(MOST_AWAITED)))


def ending(today: date) -> list[Space]:
    """Groups at work whose term ends soon, or has ended, and of which nobody was reminded."""
    near = Space.term_ends <= today + REMINDER
    fresh = Space.reminded.is_(None) | (Space.reminded != Space.term_ends)
    return list(
        db.session.scalars(select(Space).where(near, fresh, Space.archived_at.is_(None)).order_by(Space.id))
    )


def facilitator_ids(space_id: int) -> list[int]:
    """Those in force."""
    kept = (SpaceMember.space_id == space_id) & SpaceMember.facilitator
    in_force = exists().where(Member.id == SpaceMember.member_id, Member.state.in_(IN_FORCE))
    return list(
        db.session.scalars(select(SpaceMember.member_id).where(kept, in_force).order_by(SpaceMember.id))
    )


def happened(space: Space, verbs: Any, cursor: str = "") -> paging.Page:
    """What happened to the group and its people, the last first, from the ledger."""
    listed: Any = select(Entry.id, Entry.at, Entry.actor, Entry.verb, Entry.facts)
    listed = listed.where(Entry.subject == space.ref, Entry.verb.in_(verbs))
    return paging.read(listed, (Entry.id,), cursor=cursor)
