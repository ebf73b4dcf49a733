"""Rows that several actions about people write, in the caller's transaction."""

from __future__ import annotations

from datetime import datetime

from flask import current_app
from sqlalchemy import select

from cop.kernel import counters, keys, refs, text
from cop.kernel.db import db
from cop.kernel.errors import IllegalMove
from cop.members import addresses
from cop.members.models import Address, Credential, Decision, Member, Organisation
from cop.members.rules import CONFIRM, DEAD_LINK, Asked, State, after


def new_member(asked: Asked, now: datetime) -> Member:
    member = Member(slug=free_slug(asked.name))
    member.addresses.append(Address(email=addresses.clean(asked.email), key=addresses.key(asked.email)))
    write_down(member, asked, now)
    db.session.add(member)
    db.session.flush()
    return member


def write_down(member: Member, asked: Asked, now: datetime) -> None:
    member.name, member.sort_name = asked.name, text.sort_key(asked.name)
    member.group_key, member.country = asked.group, asked.country
    member.organisation = organisation(asked.organisation)
    member.languages, member.language = list(asked.languages), asked.language
    member.zone, member.why, member.registered_at = asked.zone, asked.why, now


def free_slug(name: str) -> str:
    """Changed only when the person leaves, since it is made of the name; never given to two at a time."""
    base = slug = text.slug(name, "member")
    while db.session.scalar(select(Member.id).where(Member.slug == slug)):
        slug = f"{base}-{counters.take(f'slug:{base}') + 1}"
    return slug


def organisation(name: str) -> Organisation:
    """The organisation of that name, whatever its case and accents; made when it is new."""
    key = text.sort_key(name)
    known = select(Organisation).where(Organisation.name_key == key)
    if (found := db.session.scalar(known)) is None:
        counters.take("organisations")  # another may have been making it until now
        found = db.session.scalar(known) or Organisation(name=name, name_key=key)
    return found


def password(member: Member, secret: str, now: datetime) -> None:
    kept = select(Credential).where(Credential.member_id == member.id, Credential.kind == "password")
    credential = db.session.scalar(kept) or Credential(member_id=member.id, kind="password")
    credential.secret, credential.at = secret, now
    db.session.add(credential)


def agreed(member: Member, now: datetime) -> None:
    """The form of who asks to join demands consent: the feature that keeps consents notes it (hook ``agreed``)."""
    if note := current_app.extensions["cop"].hooks.get("agreed"):
        note(member, now)


def linked_address(purpose: str, raw: str, now: datetime) -> Address:
    """Uses up a link of a letter. Raises IllegalMove when it does not hold."""
    subject = keys.redeem(purpose, raw, now)
    address = db.session.get(Address, refs.split(subject)[1]) if subject else None
    if address is None:
        raise IllegalMove(DEAD_LINK)
    return address


def confirm(address: Address, now: datetime) -> None:
    """The address is the person's; the secretariat decides next. Older links to it are void. Raises IllegalMove."""
    address.member.state = after(State(address.member.state), "verify").value
    address.verified_at = now
    keys.void(CONFIRM, address.ref, now)


def decision(member: Member, move: str, reason: str, by: Member, now: datetime) -> Decision:
    """Who moved a member, and why; the ledger holds no text."""
    decision = Decision(member_id=member.id, move=move, reason=reason, by_id=by.id, at=now)
    db.session.add(decision)
    db.session.flush()
    return decision
