"""What members tell of themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, Stale
from cop.kernel.text import Written
from cop.members import account_actions
from cop.members.models import Member
from cop.members.permits import may_keep_account
from cop.members.rules import Edited
from cop.profiles import queries
from cop.profiles.models import Expertise, Profile
from cop.profiles.rules import demand_consistent


@dataclass(frozen=True)
class Told:
    """``expertise``: names by key, in order. ``sees``: who sees each of ``rules.FIELDS``."""

    position: str
    expertise: Mapping[str, str]
    about: Written
    sees: Mapping[str, str]


@action(may_keep_account, lock="member")
def edit_profile(
    member: Member, edited: Edited, told: Told, version: int, *, actor: Member, now: datetime
) -> None:
    """The account and the profile in one. Raises Stale when either was saved since ``version``; Invalid."""
    profile = queries.profile_of(member)
    if member.version != version:
        raise Stale(
            N_(
                "You saved this in another window meanwhile. What stands there now is shown; send again to replace it."
            ),
            theirs=_as_text(member, profile),
            version=member.version,
        )
    demand_consistent(told.sees)
    account_actions.edit_account(member, edited, version, actor=actor, now=now)
    _write(profile or Profile(member_id=member.id), told)


def _write(profile: Profile, told: Told) -> None:
    profile.position = told.position
    profile.about, profile.about_html = told.about.source, told.about.html
    profile.renderer = told.about.renderer
    for field, level in told.sees.items():
        setattr(profile, f"sees_{field}", level)
    profile.expertise = [
        Expertise(key=key, name=name, order=order) for order, (key, name) in enumerate(told.expertise.items())
    ]
    db.session.add(profile)
    db.session.flush()


def _as_text(member: Member, profile: Profile | None) -> str:
    """What stands now, for comparing with what was typed."""
    head = [member.name, member.organisation.name]
    if profile is None:
        return ", ".join(head)
    said = [", ".join(one.name for one in profile.expertise), profile.about]
    return "\n\n".join(filter(None, [", ".join(filter(None, [*head, profile.position])), *said]))
