"""Who hears of what happens to an account, and in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import url_for
from flask_babel import gettext as _

from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.permits import SYSTEM
from cop.kernel.refs import split
from cop.members import sign_in_actions
from cop.members.models import ChangeRequest, Decision, Mandate, Member, Session
from cop.members.rules import CONFIRM, RESET, State


def to_oneself(kind: str) -> Callable[[Entry], Iterable[Letter]]:
    """One letter of that kind to the member concerned, with the entry's facts."""

    def tell(entry: Entry) -> Iterable[Letter]:
        yield Letter(kind, split(entry.subject)[1], entry.facts, entry.id)

    return tell


def confirm_address(member: Member, _letter: Letter) -> Mail | None:
    """The link is made when the letter is written, so that no secret waits in the outbox."""
    if member.state != State.registered.value:
        return None
    raw = sign_in_actions.make_link(member.addresses[0], CONFIRM, actor=SYSTEM)
    link = url_for("joining.confirm", raw=raw, _external=True)
    return write("confirm_address", _("Confirm your e-mail address"), link=link)


def reset_password(member: Member, _letter: Letter) -> Mail | None:
    """Only to an address that was confirmed; the link is made as above."""
    address = member.addresses[0]
    if address.verified_at is None:
        return None
    raw = sign_in_actions.make_link(address, RESET, actor=SYSTEM)
    link = url_for("password.new", raw=raw, _external=True)
    return write("reset_password", _("A new password"), link=link)


def new_device(_member: Member, letter: Letter) -> Mail | None:
    """Says which browser and when; not where, which we do not know."""
    session = db.session.get_one(Session, letter.about["session"])
    if session.ended is not None:
        return None
    return write(
        "new_device",
        _("A browser that is new here signed in"),
        session=session,
        sessions=url_for("account.sessions", _external=True),
        forgotten=url_for("password.forgotten", _external=True),
    )


def password_changed(_member: Member, _letter: Letter) -> Mail:
    forgotten = url_for("password.forgotten", _external=True)
    return write("password_changed", _("Your password was changed"), forgotten=forgotten)


def has_account(_member: Member, _letter: Letter) -> Mail:
    sign_in = url_for("sign_in.sign_in", _external=True)
    return write("has_account", _("You have an account here already"), sign_in=sign_in)


def role_granted(_member: Member, letter: Letter) -> Mail:
    return write("role_granted", _("You have a new role"), role=letter.about["role"], link=_secretariat())


def role_ended(_member: Member, letter: Letter) -> Mail:
    return write("role_ended", _("A role of yours has ended"), role=letter.about["role"])


def _secretariat() -> str:
    return url_for("secretariat.index", _external=True)


def mandate_recorded(_member: Member, letter: Letter) -> Mail | None:
    mandate = db.session.get_one(Mandate, letter.about["mandate"])
    if mandate.ended_at is not None:
        return None
    return write("mandate_recorded", _("You are a verified regulator"), mandate=mandate)


def mandate_ended(_member: Member, letter: Letter) -> Mail:
    mandate = db.session.get_one(Mandate, letter.about["mandate"])
    return write("mandate_ended", _("Your mandate has ended"), mandate=mandate)


def suspended(_member: Member, letter: Letter) -> Mail:
    decision = db.session.get_one(Decision, letter.about["decision"])
    return write("suspended", _("Your account is stopped"), reason=decision.reason)


def reinstated(_member: Member, letter: Letter) -> Mail:
    decision = db.session.get_one(Decision, letter.about["decision"])
    sign_in = url_for("sign_in.sign_in", _external=True)
    return write("reinstated", _("Your account is open again"), reason=decision.reason, sign_in=sign_in)


def change_decided(_member: Member, letter: Letter) -> Mail:
    asked = db.session.get_one(ChangeRequest, letter.about["request"])
    return write("change_decided", _("Your group and country"), asked=asked)
