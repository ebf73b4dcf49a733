"""The directory: members in force by name, found by what each of them lets members see."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select

from cop.kernel import paging, text
from cop.kernel.db import db
from cop.members.models import Group, Member, Organisation, Reads
from cop.members.people_queries import IN_FORCE_NOW
from cop.profiles import mandate_queries
from cop.profiles.models import Expertise, Profile
from cop.profiles.rules import DEFAULT, Level, tag_key

LONGEST = 80
"""Characters of what is looked for; no name or subject needs more."""


@dataclass(frozen=True)
class Wished:
    """What is looked for, "" for anything. ``name`` is how any part of a name begins; ``expertise`` a subject."""

    name: str = ""
    country: str = ""
    group: str = ""
    expertise: str = ""
    language: str = ""

    @property
    def said(self) -> dict[str, str]:
        return {key: value for key, value in asdict(self).items() if value}


def directory(wished: Wished, cursor: str, now: datetime) -> tuple[paging.Page, dict[int, list[Any]]]:
    """A page of members as members see them, and the mandates in force of those on it, by member."""
    found = paging.read(
        _rows().where(*_conditions(wished)), (Member.sort_name, Member.id), cursor=cursor, descending=False
    )
    return found, mandate_queries.in_force_of([row.id for row in found.rows], now)


def _rows() -> Select[Any]:
    """Organisation and position are empty where their member shows them to nobody."""
    return (
        select(Member.id, Member.slug, Member.name, Member.sort_name, Member.country, Member.group_key)
        .add_columns(
            Group.name.label("group"),
            _shown("organisation", Organisation.name),
            _shown("position", Profile.position),
        )
        .join(Group, Group.key == Member.group_key)
        .join(Organisation, Organisation.id == Member.organisation_id)
        .outerjoin(Profile, Profile.member_id == Member.id)
        .where(IN_FORCE_NOW)
    )


def _for_members(field: str) -> ColumnElement[bool]:
    """Condition on Profile, outer joined: members see the field (as ``rules.visible_fields`` says)."""
    return func.coalesce(getattr(Profile, f"sees_{field}"), DEFAULT.value) != Level.NOBODY.value


def _shown(field: str, value: Any) -> Any:
    return case((_for_members(field), func.coalesce(value, "")), else_="").label(field)


def _conditions(wished: Wished) -> list[ColumnElement[bool]]:
    """A field that its member hides is found by nothing that is asked of it."""
    asked = {
        "name": lambda: _named(wished.name),
        "country": lambda: Member.country == wished.country,
        "group": lambda: Member.group_key == wished.group,
        "expertise": lambda: _skilled(wished.expertise),
        "language": lambda: _reading(wished.language),
    }
    return [asked[key]() for key in wished.said]


def _named(typed: str) -> ColumnElement[bool]:
    key = text.sort_key(" ".join(typed[:LONGEST].split()))
    return or_(
        Member.sort_name.startswith(key, autoescape=True),
        Member.sort_name.contains(f" {key}", autoescape=True),
    )


def _skilled(typed: str) -> ColumnElement[bool]:
    own = (Expertise.member_id == Member.id) & (Expertise.key == tag_key(typed[:LONGEST]))
    return exists(select(Expertise.id).where(own)) & _for_members("expertise")


def _reading(language: str) -> ColumnElement[bool]:
    own = (Reads.member_id == Member.id) & (Reads.language == language)
    return exists(select(Reads.language).where(own)) & _for_members("languages")


def countries_present() -> list[str]:
    return list(db.session.scalars(select(Member.country).where(IN_FORCE_NOW).distinct()))
