"""What a letter's link lets a reviewer do without signing in: read the text that waits, and answer."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from cop.clearance import actions, permits, queries
from cop.clearance.forms import ReviewForm
from cop.clearance.models import Clearance
from cop.kernel.letters import ByLink
from cop.members.models import Member


def asks(id: int, member: Member) -> ByLink | None:
    """None for who is asked no more."""
    draft = queries.draft(member, id)
    if draft is None or not permits.may_answer(member, draft) or draft.state != Clearance.WAITING:
        return None
    form = ReviewForm(version=str(draft.version))

    def act() -> None:
        answered = (form.cleared.data == "yes", form.note.data, form.version.number)
        actions.answer_clearance(draft, *answered, actor=member)

    title = _("A text of %(name)s", name=draft.author.name)
    address = url_for("drafts.draft", id=draft.id)
    shown = {"draft": draft}
    return ByLink(title, "clearance/by_link.html", form, act, address, _("Send the answer"), shown)
