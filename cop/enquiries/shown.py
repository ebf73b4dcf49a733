"""An enquiry in words: its clock, whose turn it is, what the viewer can do next."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cop.enquiries import permits, rules
from cop.enquiries.models import Enquiry
from cop.enquiries.rules import STATE_WORDS, Guided, Kind, State
from cop.kernel.acts import Act
from cop.kernel.words import short_day


def clock(row: Any, now: datetime) -> tuple[str, str, bool]:
    """(whose turn it is, the clock in words, whether the target has passed) of an enquiry or a row of one."""
    days = rules.days_between(row.asked_at, now)
    asked = ngettext("asked %(num)d day ago", "asked %(num)d days ago", days) if days else _("asked today")
    state, late = State(row.state), rules.is_late(row.state, row.due, now)
    if state is State.OPEN:
        asked = f"{asked}, {_target(row.due, now, late)}"
    elif state is State.BACK:
        asked = _("%(asked)s, the clock stands", asked=asked)
    return _(STATE_WORDS[state]), asked, late


def _target(due: datetime, now: datetime, late: bool) -> str:
    if not late:
        return _("an answer is meant to come by %(day)s", day=short_day(due))
    over = rules.days_between(due, now)
    if not over:
        return _("over the target since today")
    return ngettext("%(num)d day over the target", "%(num)d days over the target", over)


def acts(viewer: Any, enquiry: Enquiry) -> list[Act]:
    """What awaits first."""
    here: dict[str, Any] = {"uid": enquiry.uid}
    state, found = State(enquiry.state), []
    if state is State.CLOSED:
        return _guiding(viewer, enquiry)
    if permits.may_answer(viewer, enquiry):
        urgent = state is State.OPEN
        label = _("Answer or ask back") if urgent else _("Add to the answer")
        found.append(Act(label, url_for("enquiries.reply", **here), urgent))
        found.append(Act(_("Who answers"), url_for("enquiries.assign", **here)))
    if permits.may_add(viewer, enquiry):
        label = _("Ask further") if state is State.ANSWERED else _("Say more")
        found.append(Act(label, url_for("enquiries.say", **here), state is State.BACK))
        found.append(Act(_("Who reads along"), url_for("enquiries.readers", **here)))
        found.append(Act(_("Close"), url_for("enquiries.close", **here)))
    return [*found, *_guiding(viewer, enquiry)]


def _guiding(viewer: Any, enquiry: Enquiry) -> list[Act]:
    """Making guidance of an answer, and reading it over."""
    here: dict[str, Any] = {"uid": enquiry.uid}
    text, found = enquiry.guidance, []
    answered = any(one.kind == Kind.ANSWER for one in enquiry.messages)
    drafted = text is not None and text.state == Guided.DRAFT
    if answered and permits.may_guide(viewer, enquiry) and (drafted or text is None):
        label = _("Edit the text for everyone") if drafted else _("Make guidance of it")
        found.append(Act(label, url_for("enquiries.guide", **here)))
    ready = text is not None and drafted and (text.first_by_id or permits.may_guide(viewer, enquiry))
    if ready and permits.may_read_over(viewer, enquiry):
        found.append(Act(_("Read the text over"), url_for("enquiries.read_over", **here)))
    return found
