"""Who may do what about people and their accounts."""

from __future__ import annotations

from typing import Any

from flask import current_app

from cop.kernel.errors import N_
from cop.kernel.permits import ADMINISTRATOR, CLOCK, EVERYONE, MEMBER, OFFICER, VISITOR, permit, relation

ONESELF = relation("oneself", N_("the member concerned"), lambda actor, member: actor.id == member.id)


def _another(actor: Any, member: Any) -> bool:
    return member is None or actor.id != member.id


def _not_above(actor: Any, member: Any) -> bool:
    """An officer has no say over an administrator's account; nobody stops one's own."""
    equal = member is None or "administrator" not in member.roles or "administrator" in actor.roles
    return equal and _another(actor, member)


by_the_clock = permit(CLOCK)
may_join = permit(VISITOR, CLOCK, refusal=N_("You have an account already. Sign out first to use this page."))
may_be_persona = permit(EVERYONE, when=lambda _actor, _member: current_app.extensions["cop"].config.demo)
may_see_people = permit(MEMBER)
may_keep_own_account = permit(ONESELF)
may_see_tools = permit(OFFICER, ADMINISTRATOR)
may_see_file = permit(OFFICER, ADMINISTRATOR)
may_approve = permit(OFFICER)
may_grant_roles = permit(
    ADMINISTRATOR,
    when=_another,
    refusal=N_("A role is granted by an administrator, and by nobody to oneself."),
)
may_end_roles = permit(ADMINISTRATOR)
may_verify_regulators = permit(
    OFFICER, when=_another, refusal=N_("A mandate is recorded by an officer, and by nobody for oneself.")
)
may_stop_accounts = permit(
    OFFICER,
    ADMINISTRATOR,
    when=_not_above,
    refusal=N_(
        "Accounts are stopped by the secretariat; an administrator's by another administrator; nobody's by oneself."
    ),
)
may_move_members = permit(
    OFFICER, when=_another, refusal=N_("An officer's own group and country are changed by another officer.")
)
