"""Lists of meetings, a meeting's page, and its calendar file."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from flask import request

from cop.kernel import clock, refs
from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, answer, page
from cop.meetings import permits, show
from cop.meetings.agenda import queries as agenda_queries
from cop.meetings.agenda import rules as agenda_rules
from cop.meetings.calendar import ics, ics_readers
from cop.meetings.company import queries as company_queries
from cop.meetings.company.forms import ANSWERS
from cop.meetings.company.rules import is_full
from cop.meetings.minutes import queries as minutes_queries
from cop.meetings.outcomes import queries as outcome_queries
from cop.meetings.papers import queries as paper_queries
from cop.meetings.room import pulse
from cop.meetings.room.rules import doors_open
from cop.meetings.series import hours, list_queries, queries, series_words, stub_queries
from cop.meetings.series.models import Occurrence
from cop.meetings.series.rules import State

pages = Pages("meetings", "/meetings")


@pages.get("/", public)
def index() -> Any:
    now, space = clock.now(), request.args.get("space", "")
    upcoming = list_queries.upcoming(actor(), now, request.args.get("at", ""), space)
    past = list_queries.past(actor(), now, space=space, size=5)
    may_schedule = permits.may_schedule_somewhere(actor())
    return page(
        "meetings/index.html",
        upcoming=upcoming,
        rows=stub_queries.in_order(upcoming, stub_queries.beside(actor(), upcoming, now, space)),
        past=past,
        answers=ANSWERS,
        space=space,
        may_schedule=may_schedule,
    )


@pages.get("/past", public)
def past() -> Any:
    space = request.args.get("space", "")
    rows = list_queries.past(actor(), clock.now(), request.args.get("at", ""), space)
    return page("meetings/past.html", past=rows, space=space)


@pages.get("/<int:id>-<slug>", public, queries.meeting)
def meeting(meeting: Occurrence) -> Any:
    now, viewer = clock.now(), actor()
    company, names, own = (
        company_queries.company(meeting),
        company_queries.group_names(),
        hours.zone_for(viewer, meeting),
    )
    items = agenda_queries.agenda(meeting)
    lines, papers = show.agenda(meeting, items, paper_queries.papers(meeting), viewer)
    return page(
        "meetings/meeting.html",
        meeting=meeting,
        dates=queries.dates_near(meeting),
        again=series_words.sentence(meeting.series),
        state=hours.state(meeting, now, own),
        moved=hours.moved_from(meeting),
        clocks=hours.clocks(meeting, own, viewer),
        elsewhere=hours.elsewhere(
            meeting, company_queries.zones(meeting) if show.names_people(meeting) else [], own
        ),
        agenda=lines,
        papers=papers,
        overrun=agenda_rules.overrun(meeting.slot, [item.minutes for item in items]),
        speech=show.speech(meeting),
        links=[one for kind, one in refs.linked(meeting.ref, viewer) if kind not in ("agenda", "paper")],
        **_company(meeting, company, names),
        **_own_part(meeting, company, now),
        today=now.astimezone(ZoneInfo(own)).date(),
        **_outcomes(meeting),
    )


def _company(meeting: Occurrence, company: company_queries.Company, names: dict[str, str]) -> dict[str, Any]:
    return {
        "company": company,
        "by_group": show.by_group(company, names) if show.names_people(meeting) else "",
        "by_country": show.by_country(company) if show.names_people(meeting) else "",
        "quorum": show.quorum(meeting, company, names),
        "places": show.places(meeting) if meeting.state == State.scheduled.value else "",
    }


@pages.get("/<int:id>-<slug>/company", public, queries.meeting)
def company(meeting: Occurrence) -> Any:
    """The part of its page that says who comes, for who leaves the page open."""
    told = _company(meeting, company_queries.company(meeting), company_queries.group_names())
    return pulse.answer(meeting, lambda: page("meetings/company.html", meeting=meeting, **told))


def _own_part(meeting: Occurrence, company: company_queries.Company, now: Any) -> dict[str, Any]:
    """What the viewer may do here, and has said."""
    viewer = actor()
    enters, organises = permits.may_answer(viewer, meeting), permits.may_organise(viewer, meeting)
    coming = meeting.state == State.scheduled.value and now < meeting.begins
    mine = company_queries.answer_of(viewer, meeting) if enters else None
    return {
        "enters": enters,
        "organises": organises,
        "answers": ANSWERS if enters and coming else {},
        "mine": mine,
        "line": show.place_in_line(meeting, mine),
        "full": is_full(meeting.places, meeting.coming),
        "completes": coming and enters and mine is None and show.completes(meeting, company, viewer),
        "sees_people": enters and (organises or show.names_people(meeting)),
        "cancelled": meeting.state == State.cancelled.value,
        "doors": doors_open(meeting.slot, now),
        "over": now >= meeting.ends or meeting.state == State.cancelled.value,
        "begun": now >= meeting.begins and meeting.state != State.cancelled.value,
    }


def _outcomes(meeting: Occurrence) -> dict[str, Any]:
    member = actor().is_member
    named = show.names_people(meeting) or permits.may_organise(actor(), meeting)
    minutes = minutes_queries.minutes(meeting)
    return {
        "minutes": minutes if minutes and permits.may_read_minutes(actor(), meeting, minutes) else None,
        "decisions": outcome_queries.decisions(meeting),
        "standing": outcome_queries.standing(meeting),
        "given": outcome_queries.actions_of(meeting, named) if member else [],
        "carried": outcome_queries.carried_over(meeting, named) if member else [],
    }


@pages.get("/<int:id>-<slug>.ics", public, queries.meeting)
def file(meeting: Occurrence) -> Any:
    """The whole series, so that one file never takes back what another brought."""
    enters = permits.may_answer(actor(), meeting)
    body = ics.calendar(
        [(meeting.series, queries.dates(meeting))], ics_readers.reader(lambda _series: enters)
    )
    return answer(body.decode(), "text/calendar; charset=utf-8", f"{meeting.slug}.ics")
