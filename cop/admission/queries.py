"""Requests to join, as far as a viewer may decide about them, and what is known about those who ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from cop.admission.domains import PUBLIC, endings
from cop.admission.models import Invitation, Question, Steward
from cop.admission.rules import QUESTION
from cop.kernel import keys, paging, refs
from cop.kernel.db import db
from cop.members import people_queries
from cop.members.models import Address, Decision, Member, Organisation
from cop.members.rules import IN_FORCE, State

QUEUE = 20
MOST_ALIKE = 200
AWAITING = Member.state == State.awaiting.value


def overseen_by(viewer: Any) -> ColumnElement[bool]:
    """Condition on Member: applicants of whom the viewer decides; an officer of all, a steward of the own group."""
    if "officer" in viewer.roles:
        return true()
    if not viewer.is_member:
        return false()
    held = select(Steward.group_key).where(Steward.member_id == viewer.id, Steward.until.is_(None))
    return and_(Member.group_key == viewer.group_key, Member.group_key.in_(held))


def waiting(viewer: Any, cursor: str = "") -> paging.Page:
    """Who waits for approval, longest first."""
    listed = select(Member).where(AWAITING, overseen_by(viewer)).options(selectinload(Member.addresses))
    return paging.read(listed, (Member.registered_at, Member.id), cursor=cursor, size=QUEUE, descending=False)


def waiting_since(viewer: Any) -> tuple[int, datetime | None]:
    """How many wait for approval, and since when the first of them."""
    counted = select(func.count(), func.min(Member.registered_at)).where(AWAITING, overseen_by(viewer))
    number, oldest = db.session.execute(counted).one()
    return number, oldest


def applicant(viewer: Any, id: int) -> Member | None:
    """One who waits for approval; for officers also one who was decided, so that a late form says so."""
    decided = (Member.state != State.registered.value) & ("officer" in viewer.roles)
    asked = select(Member).where(Member.id == id, or_(AWAITING, decided), overseen_by(viewer))
    return db.session.scalar(asked.options(selectinload(Member.addresses)))


def among(viewer: Any, ids: Iterable[int]) -> list[Member]:
    """Those of ``ids``, at most a page of them, whom the viewer decides about, whatever has become of them."""
    picked = [id for id in dict.fromkeys(ids) if 0 < id < 2**31][:QUEUE]
    listed = select(Member).where(
        Member.id.in_(picked), overseen_by(viewer), Member.state != State.registered.value
    )
    return list(db.session.scalars(listed.order_by(Member.registered_at, Member.id)))


def last_decisions(ids: Sequence[int]) -> dict[int, Any]:
    """By member the newest decision: move, by (a name), at."""
    newest = select(func.max(Decision.id)).where(Decision.member_id.in_(ids)).group_by(Decision.member_id)
    told = (
        select(Decision.member_id, Decision.move, Decision.at, Member.name.label("by"))
        .join(Member, Member.id == Decision.by_id)
        .where(Decision.id.in_(newest))
    )
    return {row.member_id: row for row in db.session.execute(told)}


def members_at(domains: Iterable[str]) -> dict[str, int]:
    """How many take part from each of ``domains``, and from every domain that one of them ends like."""
    whole = [domain for domain in set(domains) if domain not in PUBLIC]
    wanted = {*whole, *(ending for domain in whole for ending in endings(domain))} - PUBLIC
    counted = (
        select(Address.domain, func.count())
        .join(Member, Member.id == Address.member_id)
        .where(Address.domain.in_(wanted), Member.state.in_(IN_FORCE))
        .group_by(Address.domain)
    )
    return dict(db.session.execute(counted).all()) if wanted else {}


def maybe_alike(viewer: Any, applicants: Sequence[Member]) -> list[Any]:
    """Who is on record and may be one of ``applicants``: id, slug, name, sort_name, state, key, organisation.

    Stewards are told of who takes part alone: who was stopped or refused is the secretariat's to know.
    """
    known = people_queries.visible_to(viewer) if viewer.roles else people_queries.IN_FORCE_NOW
    alike = or_(false(), *(_like(one) for one in applicants))
    listed = (
        select(Member.id, Member.slug, Member.name, Member.sort_name, Member.state, Address.key)
        .add_columns(Organisation.name.label("organisation"))
        .join(Address, Address.member_id == Member.id)
        .join(Organisation, Organisation.id == Member.organisation_id)
        .where(alike, Member.state != State.registered.value, known)
    )
    return list(db.session.execute(listed.order_by(Member.id).limit(MOST_ALIKE)))


def _like(applicant: Member) -> ColumnElement[bool]:
    """The same name; or at the same domain a part of the name, or the same mailbox with something after a plus."""
    key = applicant.addresses[0].key
    local, _, domain = key.rpartition("@")
    parts = [
        Member.sort_name.contains(part, autoescape=True)
        for part in applicant.sort_name.split()
        if len(part) > 2
    ]
    mailbox = Address.key.startswith(local.partition("+")[0], autoescape=True)
    here = and_(Address.domain == domain, or_(mailbox, *([] if domain in PUBLIC else parts)))
    return and_(Member.id != applicant.id, or_(Member.sort_name == applicant.sort_name, here))


def invitations_of(ids: Sequence[int]) -> dict[int, Invitation]:
    """By member the invitation that the person came with."""
    used = select(Invitation).where(Invitation.member_id.in_(ids)).options(joinedload(Invitation.by))
    return {one.member_id: one for one in db.session.scalars(used.order_by(Invitation.id)) if one.member_id}


def rounds(ids: Sequence[int]) -> Mapping[int, list[Question]]:
    """By member the questions put and their answers, oldest first."""
    asked = select(Question).where(Question.member_id.in_(ids)).options(joinedload(Question.by))
    found: dict[int, list[Question]] = {id: [] for id in ids}
    for question in db.session.scalars(asked.order_by(Question.id)):
        found[question.member_id].append(question)
    return found


def question_by_link(raw: str, now: datetime) -> Question | None:
    """The question that a link in mail leads to, while the link holds. Looking does not use it."""
    token = keys.peek(QUESTION, raw, now)
    return db.session.get(Question, refs.split(token.subject)[1]) if token else None
