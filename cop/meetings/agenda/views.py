"""The organiser sets the agenda."""

from __future__ import annotations

from typing import Any

from cop.kernel import refs
from cop.kernel.web import Pages, actor, page, submit, to
from cop.meetings import permits, show
from cop.meetings.agenda import actions as agenda_actions
from cop.meetings.agenda import queries as agenda_queries
from cop.meetings.agenda import rules as agenda_rules
from cop.meetings.agenda.forms import ItemForm
from cop.meetings.agenda.models import AgendaItem
from cop.meetings.agenda.queries import agenda_address
from cop.meetings.room import queries as room_queries
from cop.meetings.series import queries
from cop.meetings.series.models import Occurrence

pages = Pages("agenda", "/meetings")


@pages.form("/<int:id>-<slug>/agenda", permits.may_organise, queries.meeting)
def agenda(meeting: Occurrence) -> Any:
    """The items, and one more at the end."""
    form = ItemForm()
    done = submit(
        form,
        lambda: agenda_actions.add_item(meeting, form.point, actor=actor()),
        lambda _item: agenda_address(meeting) + "#add",
    )
    items = agenda_queries.agenda(meeting)
    return done or page(
        "meetings/agenda.html",
        form=form,
        meeting=meeting,
        lines=show.agenda(meeting, items, [], actor())[0],
        parked=room_queries.parked_before(meeting),
        overrun=agenda_rules.overrun(meeting.slot, [item.minutes for item in items]),
        address=queries.address(meeting),
    )


@pages.form("/agenda/<int:id>", permits.may_organise, agenda_queries.item)
def edit_item(item: AgendaItem) -> Any:
    form = ItemForm(obj=item, about=_about(item))

    def act() -> AgendaItem:
        return agenda_actions.edit_item(item, form.point, form.version.number, actor=actor())

    return submit(form, act, lambda _item: agenda_address(item.meeting)) or page(
        "meetings/item.html", form=form, item=item, agenda=agenda_address(item.meeting)
    )


def _about(item: AgendaItem) -> str:
    """The address of what the item is about; the bare ref where this organiser may not see it."""
    seen = refs.resolve([item.ref], actor()) if item.ref else {}
    return seen[item.ref].address if item.ref in seen else item.ref


@pages.post("/agenda/<int:id>/remove", permits.may_organise, agenda_queries.item)
def remove_item(item: AgendaItem) -> Any:
    meeting = item.meeting
    agenda_actions.remove_item(item, actor=actor())
    return to("agenda.agenda", id=meeting.id, slug=meeting.slug)


@pages.post("/agenda/<int:id>/up", permits.may_organise, agenda_queries.item)
def move_item_up(item: AgendaItem) -> Any:
    agenda_actions.move_item_up(item, actor=actor())
    return to("agenda.agenda", id=item.meeting.id, slug=item.meeting.slug)
