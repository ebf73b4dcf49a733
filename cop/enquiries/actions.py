"""Asking a country's regulators, answering, asking back, assigning, and letting colleagues read along."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from cop.enquiries import permits, queries, rules
from cop.enquiries.models import Enquiry, EnquiryReader, Message, Target
from cop.enquiries.rules import Asked, Kind, Side, State
from cop.kernel.actions import action
from cop.kernel.counters import take
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.ledger import NOBODY, record
from cop.members.models import Member
from cop.members.queries import by_slug_in_force


@action(permits.may_ask)
def ask(asked: Asked, *, actor: Member, now: datetime) -> Enquiry:
    """Only the asker and that country's verified regulators read it. Raises Invalid (country)."""
    if asked.country not in queries.countries_to_ask():
        raise Invalid(
            N_(
                "No verified regulator of that country takes part, so nobody could answer. The secretariat knows more."
            ),
            field="country",
        )
    if actor.regulates(asked.country):
        raise Invalid(N_("You regulate that country yourself: ask your colleagues there."), field="country")
    enquiry = Enquiry(
        uid=f"ENQ-{now.year}-{take(f'enquiries:{now.year}'):04d}",
        country=asked.country,
        topic=asked.topic,
        title=asked.title,
        product=asked.product,
        asker_id=actor.id,
        organisation_id=actor.organisation_id,
        asked_at=now,
        turned_at=now,
        due=now + timedelta(days=queries.target(asked.country)),
    )
    db.session.add(enquiry)
    db.session.flush()
    _write(enquiry, Side.ASKER, Kind.QUESTION, asked.text, actor, now)
    record("enquiry_asked", enquiry.ref, actor=actor, now=now, audience=NOBODY)
    return enquiry


def _write(enquiry: Enquiry, side: Side, kind: Kind, text: str, actor: Member, now: datetime) -> None:
    authority = actor.authority(enquiry.country) if side is Side.REGULATOR else ""
    said = {"side": side.value, "kind": kind.value, "text": text, "authority": authority, "at": now}
    db.session.add(Message(enquiry_id=enquiry.id, author_id=actor.id, **said))
    db.session.flush()
    db.session.expire(enquiry, ["messages"])


def _say(enquiry: Enquiry, side: Side, kind: Kind, text: str, actor: Member, now: datetime) -> None:
    """Writes it and sets the clock after it."""
    clock = rules.said(enquiry.clock, kind, queries.target(enquiry.country), now)
    enquiry.state, enquiry.due, enquiry.turned_at = clock.state.value, clock.due, clock.turned
    _write(enquiry, side, kind, text, actor, now)


@action(permits.may_add, lock="enquiry")
def add_to_enquiry(enquiry: Enquiry, text: str, *, actor: Member, now: datetime) -> None:
    """More from who asked; after an answer it is a further question. Raises IllegalMove once closed."""
    _say(enquiry, Side.ASKER, Kind.NOTE, text, actor, now)
    record("enquiry_added_to", enquiry.ref, actor=actor, now=now, audience=NOBODY)


@action(permits.may_answer, lock="enquiry")
def ask_back(enquiry: Enquiry, text: str, *, actor: Member, now: datetime) -> None:
    """The clock stands until who asked has said more. Raises IllegalMove."""
    _say(enquiry, Side.REGULATOR, Kind.BACK, text, actor, now)
    record("enquiry_asked_back", enquiry.ref, actor=actor, now=now, audience=NOBODY)


@action(permits.may_answer, lock="enquiry")
def answer_enquiry(enquiry: Enquiry, text: str, *, actor: Member, now: datetime) -> None:
    """Raises IllegalMove once closed."""
    _say(enquiry, Side.REGULATOR, Kind.ANSWER, text, actor, now)
    record("enquiry_answered", enquiry.ref, actor=actor, now=now, audience=NOBODY)


@action(permits.may_assign, lock="enquiry")
def assign_enquiry(enquiry: Enquiry, member_id: int, *, actor: Member, now: datetime) -> None:
    """To a verified regulator of the country; 0 to nobody. Raises Invalid (member), IllegalMove once closed."""
    if enquiry.state == State.CLOSED:
        raise IllegalMove(rules.CLOSED)
    if member_id and member_id not in {id for id, _name in queries.regulators(enquiry.country)}:
        raise Invalid(N_("Choose a verified regulator of the country."), field="member")
    enquiry.assignee_id = member_id or None
    record("enquiry_assigned", enquiry.ref, actor=actor, now=now, audience=NOBODY, member=member_id)


@action(permits.may_share, lock="enquiry")
def share_enquiry(enquiry: Enquiry, slug: str, *, actor: Member, now: datetime) -> None:
    """Lets a colleague read along: a member of the organisation for which was asked. Raises Invalid (slug)."""
    member = by_slug_in_force(slug)
    if member is None or member.organisation_id != enquiry.organisation_id:
        raise Invalid(N_("Only a member of your own organisation can read along."), field="slug")
    if member.id == actor.id or any(one.member_id == member.id for one in enquiry.readers):
        raise Invalid(N_("This member reads it already."), field="slug")
    if member.regulates(enquiry.country):
        raise Invalid(N_("This member regulates the country that you ask."), field="slug")
    if len(enquiry.readers) >= rules.MOST_READERS:
        raise IllegalMove(N_("At most %(most)d colleagues read along."), most=rules.MOST_READERS)
    db.session.add(EnquiryReader(enquiry_id=enquiry.id, member_id=member.id, since=now))
    _readers_changed(enquiry, member.id, actor, now)


def _readers_changed(enquiry: Enquiry, member_id: int, actor: Member, now: datetime) -> None:
    db.session.flush()
    db.session.expire(enquiry, ["readers"])
    record("enquiry_shared", enquiry.ref, actor=actor, now=now, audience=NOBODY, member=member_id)


@action(permits.may_share, lock="enquiry")
def unshare_enquiry(enquiry: Enquiry, member_id: int, *, actor: Member, now: datetime) -> None:
    one = db.session.scalar(select(EnquiryReader).filter_by(enquiry_id=enquiry.id, member_id=member_id))
    if one is None:
        raise Invalid(N_("This member does not read along."))
    db.session.delete(one)
    _readers_changed(enquiry, member_id, actor, now)


@action(permits.may_close, lock="enquiry")
def close_enquiry(enquiry: Enquiry, *, actor: Member, now: datetime) -> None:
    """Who asked needs no more. Raises IllegalMove when it is closed already."""
    if enquiry.state == State.CLOSED:
        raise IllegalMove(rules.CLOSED)
    enquiry.state, enquiry.turned_at = State.CLOSED.value, now
    record("enquiry_closed", enquiry.ref, actor=actor, now=now, audience=NOBODY)


@action(permits.by_the_clock, lock="enquiry")
def tell_late_enquiry(enquiry: Enquiry, *, actor: Any, now: datetime) -> None:
    """Both sides, once for each target that passes."""
    if rules.is_late(enquiry.state, enquiry.due, now) and enquiry.told_due != enquiry.due:
        enquiry.told_due = enquiry.due
        record("enquiry_late", enquiry.ref, actor=actor, now=now, audience=NOBODY)


@action(permits.may_set_target)
def set_target(country: str, days: int, *, actor: Member, now: datetime) -> None:
    """Within how many days the country means to answer; it holds for questions from now on."""
    target = db.session.get(Target, country) or Target(country=country)
    target.days, target.by_id, target.at = days, actor.id, now
    db.session.add(target)
    record("enquiry_target_set", actor.ref, actor=actor, now=now, days=days, country=country)
