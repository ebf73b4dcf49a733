"""Making guidance of an answer: a text without who asked, read twice before everyone reads it."""

from __future__ import annotations

from datetime import datetime

from cop.enquiries import permits, rules
from cop.enquiries.models import Enquiry, Guidance
from cop.enquiries.rules import Drafted, Guided, Kind
from cop.kernel.actions import action
from cop.kernel.counters import take
from cop.kernel.db import db
from cop.kernel.deidentify import demand_clean
from cop.kernel.errors import N_, IllegalMove, Stale
from cop.kernel.ledger import NOBODY, PUBLIC, record
from cop.kernel.permits import SYSTEM
from cop.members.models import Member


@action(permits.may_guide, lock="enquiry")
def draft_guidance(
    enquiry: Enquiry, drafted: Drafted, confirmed: bool, version: int, *, actor: Member, now: datetime
) -> Guidance:
    """Writes or rewrites it; readings of an earlier text count no more. ``version``: 0 for the first text.

    Raises Invalid where a text names the asker, their organisation or product, or may point to a person and nobody
    ``confirmed`` that it does not; IllegalMove before an answer and once it is published; Stale.
    """
    guidance = enquiry.guidance
    if not any(one.kind == Kind.ANSWER for one in enquiry.messages):
        raise IllegalMove(N_("There is no answer yet to make guidance of. Answer the question first."))
    if guidance and guidance.state != Guided.DRAFT:
        raise IllegalMove(
            N_("This was published, and stays as it is. Withdraw it if it does not hold any more.")
        )
    _demand_current(guidance, version)
    demand_clean(vars(drafted), confirmed, enquiry.names)
    guidance = guidance or _begun(enquiry, actor, now)
    for key, value in vars(drafted).items():
        setattr(guidance, key, value)
    guidance.writer_id, guidance.version = actor.id, version + 1
    guidance.first_by_id = guidance.first_at = None
    db.session.add(guidance)
    db.session.flush()
    db.session.expire(enquiry, ["guidance"])
    record("guidance_drafted", enquiry.ref, actor=actor, now=now, audience=NOBODY)
    return guidance


def _demand_current(guidance: Guidance | None, version: int) -> None:
    if guidance and guidance.version != version:
        theirs = "\n\n".join((guidance.title, guidance.question, guidance.answer))
        raise Stale(
            N_("Somebody else saved this text while you wrote."), theirs=theirs, version=guidance.version
        )


def _begun(enquiry: Enquiry, actor: Member, now: datetime) -> Guidance:
    uid = f"GUIDE-{now.year}-{take(f'guidance:{now.year}'):04d}"
    known = {
        "country": enquiry.country,
        "topic": enquiry.topic,
        "authority": actor.authority(enquiry.country),
    }
    return Guidance(uid=uid, enquiry_id=enquiry.id, **known)


@action(permits.may_read_over, lock="guidance")
def read_over(guidance: Guidance, version: int, *, actor: Member, now: datetime) -> None:
    """Says that the text as it stands names nobody. The first reading is a regulator's; the second publishes it.

    Raises IllegalMove for who may not read it second, Stale when the text changed meanwhile.
    """
    if guidance.state != Guided.DRAFT:
        raise IllegalMove(N_("This text was published already."))
    _demand_current(guidance, version)
    if guidance.first_by_id is None or guidance.first_at is None:
        _read_first(guidance, actor, now)
        return
    rules.demand_second(guidance.first_by_id, guidance.first_at, actor.id, now)
    guidance.second_by_id, guidance.published_at = actor.id, now
    guidance.state = Guided.PUBLISHED.value
    record("guidance_read_again", guidance.enquiry.ref, actor=actor, now=now, audience=NOBODY)
    # Who read it second may be who asked: what everyone is told names nobody.
    record("guidance_published", guidance.ref, actor=SYSTEM, now=now, audience=PUBLIC)


def _read_first(guidance: Guidance, actor: Member, now: datetime) -> None:
    if actor.id == guidance.enquiry.asker_id:
        raise IllegalMove(N_("A regulator of the country reads it first."))
    guidance.first_by_id, guidance.first_at = actor.id, now
    record("guidance_read_once", guidance.enquiry.ref, actor=actor, now=now, audience=NOBODY)


@action(permits.may_withdraw_guidance, lock="guidance")
def withdraw_guidance(guidance: Guidance, reason: str, *, actor: Member, now: datetime) -> None:
    """It stays at its address, with the reason. Raises IllegalMove for what is not public."""
    if guidance.state != Guided.PUBLISHED:
        raise IllegalMove(N_("Only published guidance can be withdrawn, once."))
    guidance.state, guidance.reason = Guided.WITHDRAWN.value, reason
    record("guidance_withdrawn", guidance.ref, actor=actor, now=now, audience=PUBLIC)
