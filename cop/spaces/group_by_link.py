"""What a letter's link lets somebody do without signing in: answer an invitation into a group, or a request for it."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from cop.kernel.letters import ByLink
from cop.members.models import Member
from cop.spaces import group_queries, joining_actions, permits
from cop.spaces.group_forms import AnswerForm, InvitedForm
from cop.spaces.group_models import Admission


def asks(id: int, member: Member) -> ByLink | None:
    """None where it is answered already."""
    invited = group_queries.invitation(member, id)
    if invited is not None:
        return _invitation(invited, member)
    asked = group_queries.request(member, id)
    return _request(asked, member) if asked and permits.may_admit(member, asked) else None


def _invitation(asked: Admission, member: Member) -> ByLink:
    form, address = InvitedForm(), url_for("groups.invitation", id=asked.id)

    def act() -> None:
        joining_actions.answer_invitation(asked, form.grant.data == "yes", actor=member)

    shown = {"asked": asked, "space": asked.space}
    return ByLink(
        asked.space.title, "spaces/invitation_by_link.html", form, act, address, _("Send the answer"), shown
    )


def _request(asked: Admission, member: Member) -> ByLink:
    form, address = AnswerForm(), url_for("groups.answer", id=asked.id)

    def act() -> None:
        joining_actions.answer_request(asked, form.grant.data == "yes", form.answer.data, actor=member)

    title = _("%(name)s asks to join “%(title)s”", name=asked.member.name, title=asked.space.title)
    shown = {"asked": asked, "space": asked.space}
    return ByLink(title, "spaces/request_by_link.html", form, act, address, _("Send the answer"), shown)
