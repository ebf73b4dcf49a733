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
FEW = 500


BY_NAME = (Member.sort_name, Member.id)


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
    found = paging.read(listed(wished), BY_NAME, cursor=cursor, descending=False)
    return found, mandate_queries.in_force_of([row.id for row in found.rows], now)


def listed(wished: Wished) -> Select[Any]:
    """The members that are looked for, in no order yet."""
    return _rows().where(*_conditions(wished))


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
    with_it = select(Expertise.member_id).where(Expertise.key == tag_key(typed[:LONGEST]))
    return _among(with_it, Expertise.member_id) & _for_members("expertise")


def _reading(language: str) -> ColumnElement[bool]:
    return _among(select(Reads.member_id).where(Reads.language == language), Reads.member_id) & _for_members(
        "languages"
    )


def _among(ids: Select[Any], id: Any) -> ColumnElement[bool]:
    """Of few members, those; of many, a question to each in the order of names, until a page is full.

    Either way the database looks at a bounded number of rows, which neither of the two alone would.
    """
    few = list(db.session.scalars(ids.limit(FEW + 1)))
    return Member.id.in_(few) if len(few) <= FEW else exists(ids.where(id == Member.id))


def countries_present() -> list[str]:
    return list(db.session.scalars(select(Member.country).where(IN_FORCE_NOW).distinct()))
