"""What is kept about people themselves, for how long, and what of it goes when one leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, or_, select, update

from cop.kernel import outbox, text
from cop.kernel.db import Base, db
from cop.kernel.errors import N_
from cop.kernel.keys import Token
from cop.kernel.ledger import OFFICERS, Entry
from cop.kernel.personal import GOES, OFFICE, Personal, Retention, Row, forgetting, gone, plain
from cop.members import keeping
from cop.members.interest_models import Interest
from cop.members.models import (
    Address,
    ChangeRequest,
    Credential,
    Decision,
    KnownDevice,
    Mandate,
    Member,
    Organisation,
    RoleGrant,
    Session,
)
from cop.members.sessions import ABSOLUTE, IDLE

ACCOUNT = N_(
    "Your account: name, organisation, group, country, languages, time zone, and why you asked to join"
)
DECIDED = N_("What the secretariat decided about your account, and what you asked it to change")


def former(member: Member) -> str:
    """What a person is called who has left: another for each, so that a conversation can still be followed."""
    return f"Former member {member.id}"


def _anonymise(member: Member, _words: bool, _now: datetime) -> None:
    before = member.organisation
    member.name = former(member)
    member.sort_name, member.slug = text.sort_key(member.name), keeping.free_slug(member.name)
    member.organisation = keeping.organisation("No organisation")
    member.languages, member.language, member.zone = [], "en", "UTC"
    member.why, member.votes = "", None
    member.version += 1
    db.session.flush()
    _forget_organisation(before)


def _forget_organisation(one: Organisation) -> None:
    """One that nobody and nothing else belongs to may name the person."""
    columns = (column for table in Base.metadata.tables.values() for column in table.columns)
    naming = [c for c in columns if any(key.target_fullname == "organisations.id" for key in c.foreign_keys)]
    if not db.session.scalar(select(or_(*(exists().where(column == one.id) for column in naming)))):
        db.session.delete(one)
        db.session.flush()


def _forget_addresses(member: Member, _words: bool, now: datetime) -> None:
    """With the links that went to them, and the letters that wait for them or failed."""
    refs = [address.ref for address in member.addresses]
    db.session.execute(delete(Token).where(Token.subject.in_([*refs, member.ref])))
    mine = outbox.Item.key.like(f"mail:%:{member.id}")
    db.session.execute(update(outbox.Item).where(mine, outbox.Item.done_at.is_(None)).values(done_at=now))
    db.session.execute(update(outbox.Item).where(mine).values(last_error=""))
    db.session.execute(delete(Address).where(Address.member_id == member.id))
    db.session.expire(member, ["addresses"])


def _end_grants(member: Member, _words: bool, now: datetime) -> None:
    running = (RoleGrant.member_id == member.id) & RoleGrant.until.is_(None)
    db.session.execute(update(RoleGrant).where(running).values(until=now))
    db.session.expire(member, ["grants"])


def _end_mandates(member: Member, _words: bool, now: datetime) -> None:
    """The authority stays: in its name something may have been said. The evidence was about the person."""
    own = Mandate.member_id == member.id
    db.session.execute(update(Mandate).where(own, Mandate.ended_at.is_(None)).values(ended_at=now))
    db.session.execute(update(Mandate).where(own).values(evidence=""))
    db.session.expire(member, ["mandates"])


def _blank_decisions(member: Member, _words: bool, _now: datetime) -> None:
    db.session.execute(update(Decision).where(Decision.member_id == member.id).values(reason=""))


def _blank_changes(member: Member, _words: bool, now: datetime) -> None:
    """What was not decided needs no decision any more."""
    own = ChangeRequest.member_id == member.id
    closed = {"decided_at": now, "granted": False}
    db.session.execute(update(ChangeRequest).where(own, ChangeRequest.decided_at.is_(None)).values(closed))
    db.session.execute(update(ChangeRequest).where(own).values(reason="", answer=""))


def _entries(member: Member) -> Iterator[Row]:
    told = (Entry.subject == member.ref) & (Entry.audience != OFFICERS)
    columns = (Entry.at, Entry.verb, Entry.subject, Entry.facts)
    listed = select(*columns).where(or_(Entry.actor == member.ref, told)).order_by(Entry.id)
    for row in db.session.execute(listed).mappings():
        yield {name: plain(value) for name, value in row.items()}


def _of_oneself(model: Any, *columns: str) -> Any:
    """Rows about the member with these columns alone: who decided is not theirs to take along."""
    table = model.__table__

    def rows(member: Member) -> Iterator[Row]:
        wanted = select(*(table.c[name] for name in columns)).where(table.c.member_id == member.id)
        for row in db.session.execute(wanted.order_by(table.c.id)).mappings():
            yield {name: plain(value) for name, value in row.items()}

    return rows


PERSONAL = (
    Personal(
        Member, ("id",), ACCOUNT,
        N_("So that others know with whom they speak, and your seat is of the right group and country."),
        N_("You are called a former member, by number. Group and country stay with what you said."),
        erase=_anonymise,
    ),
    Personal(
        Address, ("member_id",), N_("Your e-mail address"),
        N_("To write to you and to let you sign in. Only you and the secretariat see it."),
        GOES, erase=_forget_addresses,
    ),
    Personal(
        Credential, ("member_id",), N_("Your password, as a hash from which it cannot be read"),
        N_("To let you, and nobody else, sign in."),
        GOES, hidden=("secret",), erase=gone(Credential, "member_id"),
    ),
    Personal(
        Session, ("member_id",), N_("The browsers in which you signed in, and when"),
        N_("So that you can see and end a session that is not yours."),
        GOES, hidden=("hash",), erase=gone(Session, "member_id"),
    ),
    Personal(
        KnownDevice, ("member_id",), N_("Marks of the browsers you have signed in with"),
        N_("To write to you when somebody signs in as you with another."),
        GOES, hidden=("hash",), erase=gone(KnownDevice, "member_id"),
    ),
    Personal(
        RoleGrant, ("member_id",), N_("Roles you held, and mandates you acted under"),
        N_("What was decided in a role or for an authority can be looked up."),
        N_("They end. That they were held stays; the evidence for a mandate is deleted."),
        erase=_end_grants,
    ),
    Personal(
        Mandate, ("member_id",), N_("Roles you held, and mandates you acted under"),
        N_("What was decided in a role or for an authority can be looked up."),
        N_("They end. That they were held stays; the evidence for a mandate is deleted."),
        erase=_end_mandates,
    ),
    Personal(
        Decision, ("member_id", "by_id"), DECIDED,
        N_("Whoever was let in, refused or stopped can be told why."),
        N_("That it was decided stays; the reasons are deleted."),
        rows=_of_oneself(Decision, "move", "reason", "at"), erase=_blank_decisions,
    ),
    Personal(
        ChangeRequest, ("member_id", "by_id"), DECIDED,
        N_("Whoever was let in, refused or stopped can be told why."),
        N_("That it was decided stays; the reasons are deleted."),
        rows=_of_oneself(ChangeRequest, "group_key", "country", "reason", "asked_at", "decided_at", "answer"),
        erase=_blank_changes,
    ),
    Personal(
        Interest, ("member_id",), N_("Interests you declared"),
        N_("Members can judge what you say on a matter that concerns you otherwise."),
        N_("Deleted, but for those that were looked at when a ballot opened: they stay without your name."),
    ),
    Personal(
        Entry, (), N_("The ledger: that you did something, when, and to what; never its words"),
        N_("Nobody, the operator included, can change unnoticed what happened."),
        OFFICE, rows=_entries,
    ),
)  # fmt: skip


def _over(before: datetime) -> Any:
    """Condition on Session: it ended, by itself or by somebody, before then."""
    return or_(Session.ended < before, Session.used < before - IDLE, Session.begun < before - ABSOLUTE)


def _spent(before: datetime) -> Any:
    return or_(Token.expires < before, Token.used_at < before)


RETENTIONS = (
    Retention(
        "sessions", N_("Sessions that ended"),
        N_("So that you can tell for a while whether somebody else was signed in as you."),
        90, 1, 730, forgetting(Session, _over),
    ),
    Retention(
        "devices", N_("Marks of browsers that were not used again"),
        N_("While it is kept, nobody writes to you when you sign in there."),
        400, 30, 730, forgetting(KnownDevice, lambda before: KnownDevice.used < before),
    ),
    Retention(
        "tokens", N_("Links from letters that were used or are too old"),
        N_("They open nothing any more; for some days they explain why."),
        30, 1, 365, forgetting(Token, _spent),
    ),
)  # fmt: skip
