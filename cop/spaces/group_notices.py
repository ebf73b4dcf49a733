"""Who hears of what happens in a working group, and in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import url_for
from flask_babel import gettext as _

from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.refs import split
from cop.members.models import Member
from cop.members.people_queries import holders
from cop.spaces import group_queries
from cop.spaces.group_models import Admission
from cop.spaces.models import Space
from cop.spaces.visibility import may_enter


def to_member(entry: Entry) -> Iterable[Letter]:
    yield Letter(entry.verb, entry.facts["member"], entry.facts, entry.id)


def to_facilitators(entry: Entry) -> Iterable[Letter]:
    """Those of the group; officers where it has none."""
    kept = group_queries.facilitator_ids(_space(entry)) or [o.id for o in holders("officer", entry.at)]
    return [Letter(entry.verb, one, entry.facts, entry.id) for one in kept]


def to_keepers(entry: Entry) -> Iterable[Letter]:
    """Facilitators and officers, each once."""
    officers = [officer.id for officer in holders("officer", entry.at)]
    keepers = dict.fromkeys([*group_queries.facilitator_ids(_space(entry)), *officers])
    about = {"space": _space(entry)}
    return [Letter(entry.verb, one, about, entry.id) for one in keepers]


def _space(entry: Entry) -> int:
    return split(entry.subject)[1]


def _of_admission(
    template: str, subject: Callable[[Admission], str], endpoint: str
) -> Callable[[Member, Letter], Mail | None]:
    def compose(reader: Member, letter: Letter) -> Mail | None:
        asked = db.session.get_one(Admission, letter.about["admission"])
        if not reader.is_member or (template != "group_request_answered" and asked.answered_at is not None):
            return None
        place = {"id": asked.id} if "invitation" in endpoint else {"slug": asked.space.slug}
        link = url_for(endpoint, **place, _external=True)
        return write(template, subject(asked), asked=asked, space=asked.space, link=link)

    return compose


def _invited(asked: Admission) -> str:
    return _("You are invited into “%(title)s”", title=asked.space.title)


def _request(asked: Admission) -> str:
    return _("%(name)s asks to join “%(title)s”", name=asked.member.name, title=asked.space.title)


def _answered(asked: Admission) -> str:
    return _("Your request to join “%(title)s”", title=asked.space.title)


def _term_ends(reader: Member, letter: Letter) -> Mail | None:
    space = db.session.get_one(Space, letter.about["space"])
    if not reader.is_member or space.archived_at is not None or not may_enter(reader, space.id):
        return None
    link = url_for("spaces.space", slug=space.slug, _external=True)
    return write(
        "group_term_ends", _("The term of “%(title)s” ends", title=space.title), space=space, link=link
    )


NOTICES = {
    "group_invited": to_member,
    "group_join_asked": to_facilitators,
    "group_request_answered": to_member,
    "group_term_ends": to_keepers,
}
LETTERS = {
    "group_invited": _of_admission("group_invited", _invited, "groups.invitation"),
    "group_join_asked": _of_admission("group_join_asked", _request, "groups.requests"),
    "group_request_answered": _of_admission("group_request_answered", _answered, "spaces.space"),
    "group_term_ends": _term_ends,
}
