"""Profiles as a viewer may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from sqlalchemy import and_, select
from sqlalchemy.orm import joinedload

from cop.kernel.db import db
from cop.members.models import Member
from cop.members.people_queries import IN_FORCE_NOW, visible_to
from cop.profiles import suggestions
from cop.profiles.models import Profile
from cop.profiles.rules import DEFAULT, FIELDS, Level, visible_fields


@dataclass(frozen=True)
class Person:
    """A member as one viewer may see them. ``fields``: those that are visible and say something, in order."""

    member: Member
    fields: Mapping[str, Any]

    @property
    def ref(self) -> str:
        """Whose page it is, for who pastes its address."""
        return self.member.ref


def profile_of(member: Member) -> Profile | None:
    return db.session.get(Profile, member.id)


def chosen(profile: Profile | None) -> dict[str, str]:
    """Who sees each field."""
    return {field: getattr(profile, f"sees_{field}", None) or DEFAULT.value for field in FIELDS}


def _told(member: Member, profile: Profile | None) -> dict[str, Any]:
    """All that the person says, whoever sees it."""
    return {
        "name": member.name,
        "organisation": member.organisation.name,
        "position": profile.position if profile else "",
        "expertise": [suggestions.called(one.name) for one in profile.expertise] if profile else [],
        "languages": member.languages,
        "zone": member.zone,
        "about": Markup(profile.about_html) if profile else "",  # noqa: S704 - sanitised when it was written
    }


def seen(member: Member, viewer: Any) -> Person:
    """The person as ``viewer`` may see them; pages and files take their fields from here."""
    profile = profile_of(member)
    told, visible = _told(member, profile), visible_fields(chosen(profile), viewer)
    return Person(member, {field: told[field] for field in FIELDS if field in visible and told[field]})


def person(viewer: Any, slug: str) -> Person | None:
    """Whoever ``viewer`` may see at this address; for visitors, who made the name public and takes part."""
    reach = visible_to(viewer) if viewer.is_member else and_(_public_name(), IN_FORCE_NOW)
    found = select(Member).where(Member.slug == slug, reach).options(joinedload(Member.group))
    member = db.session.scalar(found)
    return seen(member, viewer) if member else None


def _public_name() -> Any:
    own = Profile.member_id == Member.id
    return select(Profile.member_id).where(own, Profile.sees_name == Level.PUBLIC.value).exists()
