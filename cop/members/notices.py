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
from cop.members import account_actions
from cop.members.models import Decision, Member
from cop.members.rules import CONFIRM, State


def to_oneself(kind: str) -> Callable[[Entry], Iterable[Letter]]:
    """One letter of that kind to the member concerned, with the entry's facts."""

    def tell(entry: Entry) -> Iterable[Letter]:
        yield Letter(kind, split(entry.subject)[1], entry.facts, entry.id)

    return tell


def confirm_address(member: Member, _letter: Letter) -> Mail | None:
    """The link is made when the letter is written, so that no secret waits in the outbox."""
    if member.state != State.registered.value:
        return None
    raw = account_actions.make_link(member.addresses[0], CONFIRM, actor=SYSTEM)
    link = url_for("joining.confirm", raw=raw, _external=True)
    return write("confirm_address", _("Confirm your e-mail address"), link=link)


def has_account(_member: Member, _letter: Letter) -> Mail:
    sign_in = url_for("sign_in.sign_in", _external=True)
    return write("has_account", _("You have an account here already"), sign_in=sign_in)


def approved(member: Member, _letter: Letter) -> Mail | None:
    if not member.is_member:
        return None
    return write(
        "approved", _("Welcome: you are a member now"), sign_in=url_for("sign_in.sign_in", _external=True)
    )


def refused(_member: Member, letter: Letter) -> Mail:
    decision = db.session.get_one(Decision, letter.about["decision"])
    return write("refused", _("Your request to join"), reason=decision.reason)
