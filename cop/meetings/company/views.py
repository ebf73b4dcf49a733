"""Answering on the meeting's page, who answered what, and how many places there are."""

from __future__ import annotations

from typing import Any

from flask import request

from cop.kernel import clock
from cop.kernel.web import Pages, actor, page, submit
from cop.meetings import permits
from cop.meetings.company import actions as company_actions
from cop.meetings.company import queries as company_queries
from cop.meetings.company.forms import ANSWERS, AnswerForm, PlacesForm
from cop.meetings.company.rules import Answer
from cop.meetings.series import queries
from cop.meetings.series.models import Occurrence
from cop.profiles import mandate_queries

pages = Pages("company", "/meetings")


@pages.form("/<int:id>-<slug>/places", permits.may_organise, queries.meeting)
def places(meeting: Occurrence) -> Any:
    form, address = PlacesForm(places=meeting.places or 0), queries.address(meeting)
    return submit(
        form,
        lambda: company_actions.set_places(meeting, form.places.data or None, actor=actor()),
        lambda _none: address,
    ) or page("meetings/places.html", form=form, meeting=meeting, address=address)


@pages.form("/<int:id>-<slug>/answer", permits.may_answer, queries.meeting)
def respond(meeting: Occurrence) -> Any:
    mine = company_queries.answer_of(actor(), meeting)
    form = AnswerForm(obj=mine)

    def act() -> Any:
        comment = form.comment.data if "comment" in request.form else None
        take = company_actions.respond_from if form.later.data else company_actions.respond
        return take(meeting, Answer(form.answer.data), comment, actor=actor())

    return submit(form, act, lambda _rsvp: queries.address(meeting) + "#answer") or page(
        "meetings/answer.html",
        form=form,
        meeting=meeting,
        several=len(queries.coming_from(meeting, clock.now())) > 1,
        address=queries.address(meeting),
    )


@pages.get("/<int:id>-<slug>/who", permits.may_see_who, queries.meeting)
def who(meeting: Occurrence) -> Any:
    rows = company_queries.answers(meeting, request.args.get("at", ""))
    mandates = mandate_queries.in_force_of([row.member_id for row in rows.rows], clock.now())
    told = {"rows": rows, "mandates": mandates, "answers": ANSWERS, "address": queries.address(meeting)}
    return page("meetings/who.html", meeting=meeting, **told)
