"""What members change about themselves, and what they ask the secretariat to change."""

from __future__ import annotations

from datetime import datetime

from cop.kernel import text
from cop.kernel.actions import action, upkeep
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid, Stale
from cop.kernel.ledger import NOBODY, OFFICERS, record
from cop.members import keeping, permits, queries
from cop.members.models import ChangeRequest, Member
from cop.members.rules import Edited


@upkeep(permits.may_keep_account)
def choose_language(member: Member, language: str, *, actor: Member, now: datetime) -> None:
    """The language of pages and letters."""
    member.language = language


@action(permits.may_keep_account, lock="member")
def edit_account(member: Member, edited: Edited, version: int, *, actor: Member, now: datetime) -> None:
    """Raises Stale when the account was saved since ``version`` was shown."""
    if member.version != version:
        raise Stale(
            N_(
                "You saved this in another window meanwhile. What stands there now is shown; send again to replace it."
            ),
            theirs=f"{member.name}, {member.organisation.name}",
            version=member.version,
        )
    member.name, member.sort_name = edited.name, text.sort_key(edited.name)
    member.organisation = keeping.organisation(edited.organisation)
    member.languages, member.language, member.zone = list(edited.languages), edited.language, edited.zone
    member.version += 1
    record("account_edited", member.ref, actor=actor, now=now, audience=NOBODY)


@action(permits.may_keep_account, lock="member")
def ask_change(
    member: Member, group: str, country: str, reason: str, *, actor: Member, now: datetime
) -> ChangeRequest:
    """Asks the secretariat to count the member under another group or country. Raises Invalid, IllegalMove."""
    if (group, country) == (member.group_key, member.country):
        raise Invalid(
            N_("That is your group and your country already. Choose what should change."), field="group"
        )
    if queries.open_change(member) is not None:
        raise IllegalMove(
            N_("The secretariat has a request of yours already. It writes to you when it is decided.")
        )
    asked = ChangeRequest(member_id=member.id, group_key=group, country=country, reason=reason, asked_at=now)
    db.session.add(asked)
    db.session.flush()
    record("change_asked", member.ref, actor=actor, now=now, audience=OFFICERS, request=asked.id)
    return asked
