"""Who may do what about people and their accounts."""

from __future__ import annotations

from typing import Any

from flask import current_app

from cop.kernel.errors import N_
from cop.kernel.permits import ADMINISTRATOR, CLOCK, MEMBER, OFFICER, VISITOR, permit, relation


def _whose(subject: Any) -> Any:
    """The id of the member that the subject is, or belongs to."""
    return getattr(subject, "member_id", subject.id)


ONESELF = relation("oneself", N_("the member concerned"), lambda actor, subject: actor.id == _whose(subject))


def _another(actor: Any, subject: Any) -> bool:
    """The subject is a member or something of a member's, and not the actor's own."""
    return subject is None or actor.id != _whose(subject)


def _not_above(actor: Any, member: Any) -> bool:
    """Only an administrator has a say over another's account; nobody over the own."""
    equal = member is None or "administrator" not in member.grants_held or "administrator" in actor.roles
    return equal and _another(actor, member)


by_the_clock = permit(CLOCK)
may_join = permit(VISITOR, CLOCK, refusal=N_("You have an account already. Sign out first to use this page."))
may_be_persona = permit(
    VISITOR,
    MEMBER,
    when=lambda _actor, _member: current_app.extensions["cop"].config.demo,
    refusal=N_("Only a demonstration has people whom anybody may be. Sign in with your own account."),
)
may_see_people = permit(MEMBER)
may_keep_account = permit(ONESELF)
may_see_tools = permit(OFFICER, ADMINISTRATOR)
may_see_file = permit(OFFICER, ADMINISTRATOR)
may_see_changes = permit(OFFICER)
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
        "The secretariat stops accounts: an administrator's only by another administrator, nobody's by oneself."
    ),
)
may_reset_factors = permit(
    ADMINISTRATOR,
    CLOCK,
    when=_another,
    refusal=N_("Second factors are reset by an administrator, and by nobody for oneself."),
)
may_decide_changes = permit(
    OFFICER, when=_another, refusal=N_("An officer's own request is decided by another officer.")
)
