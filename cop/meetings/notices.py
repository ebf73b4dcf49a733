"""Who hears of a meeting, its changes and what came of it, and in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import select

from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.refs import split
from cop.kernel.words import short_day
from cop.meetings import company_queries, mailing, outcome_queries, queries, series_words, times
from cop.meetings.models import Occurrence, Rsvp
from cop.meetings.reminder_rules import WAYS
from cop.meetings.rules import Answer, State
from cop.meetings.sitting_rules import has_place
from cop.members.models import Member
from cop.spaces.queries import people_ids


def _meeting(entry: Entry) -> Occurrence:
    return db.session.get_one(Occurrence, split(entry.subject)[1])


def _who(meeting: Occurrence, *answers: Answer) -> set[int]:
    said = select(Rsvp.member_id).where(Rsvp.meeting_id == meeting.id)
    return set(db.session.scalars(said.where(Rsvp.answer.in_([answer.value for answer in answers]))))


def _invited(meeting: Occurrence) -> set[int]:
    return people_ids(meeting.series.space)


def _letters(kind: str, entry: Entry, to: Iterable[int], **about: Any) -> list[Letter]:
    """To all of them but who did it."""
    meeting = split(entry.subject)[1]
    reached = sorted(id for id in to if f"member:{id}" != entry.actor)
    return [Letter(kind, id, {"meeting": meeting, **about}, entry.id) for id in reached]


def scheduled(entry: Entry) -> list[Letter]:
    return _letters("meeting_invitation", entry, _invited(_meeting(entry)))


def moved(entry: Entry) -> list[Letter]:
    """Everyone invited who has not declined."""
    meeting = _meeting(entry)
    concerned = _invited(meeting) - _who(meeting, Answer.no)
    return _letters("meeting_moved", entry, concerned, was=entry.facts["was"])


def edited(entry: Entry) -> list[Letter]:
    """Who comes hears of another place; a better wording is no letter."""
    if not entry.facts["elsewhere"]:
        return []
    return _letters("meeting_elsewhere", entry, _who(_meeting(entry), Answer.yes, Answer.maybe))


def cancelled(entry: Entry) -> list[Letter]:
    meeting = _meeting(entry)
    return _letters("meeting_cancelled", entry, _invited(meeting) - _who(meeting, Answer.no))


def series_cancelled(entry: Entry) -> list[Letter]:
    meeting = _meeting(entry)
    concerned = _invited(meeting) - _who(meeting, Answer.no)
    return _letters("meeting_cancelled", entry, concerned, dates=entry.facts["dates"])


def replanned(entry: Entry) -> list[Letter]:
    """One letter for all dates, unless nothing changed that one must know of to come.

    Where what follows goes on as another event, a second one takes it out of the event before.
    """
    meeting, before = _meeting(entry), entry.facts["before"]
    if not before and not entry.facts["moved"] and not entry.facts["elsewhere"]:
        return []
    told = _letters("meeting_replanned", entry, _invited(meeting) - _who(meeting, Answer.no))
    ended = [Letter("meeting_shortened", one.to, {"meeting": before}, entry.id) for one in told]
    return told + (ended if before else [])


def minutes_opened(entry: Entry) -> list[Letter]:
    """Those who were present; where nobody took attendance, those who said yes."""
    return _letters("minutes_ready", entry, _present(_meeting(entry)))


def _present(meeting: Occurrence) -> set[int]:
    return outcome_queries.present_ids(meeting) or _who(meeting, Answer.yes)


def reminded(entry: Entry) -> list[Letter]:
    """Before the start: everyone invited who has not declined. After the end: those who were there."""
    meeting, key = _meeting(entry), entry.facts["reminder"]
    if WAYS[key].after:
        return _letters("meeting_followup", entry, _present(meeting))
    concerned = _invited(meeting) - _who(meeting, Answer.no)
    return _letters("meeting_reminder", entry, concerned, moment=entry.facts["moment"])


def places_given(entry: Entry) -> list[Letter]:
    """Those who waited and have a place now."""
    return _letters("place_given", entry, entry.facts["members"])


def answers_taken_over(entry: Entry) -> list[Letter]:
    return _letters("meeting_taken_over", entry, entry.facts["members"])


def action_given(entry: Entry) -> list[Letter]:
    return _letters("action_given", entry, [entry.facts["owner"]], action=entry.facts["action"])


def owner_reminded(entry: Entry) -> list[Letter]:
    return _letters("action_due", entry, [entry.facts["owner"]], action=entry.facts["action"])


# --- words: each letter is composed when it is sent, from what is so by then -----------------------


def _still(member: Member, letter: Letter) -> Occurrence | None:
    """The meeting, if the reader may see it and it stands."""
    meeting = queries.meeting_by_id(member, letter.about["meeting"]) if member.is_member else None
    return meeting if meeting and meeting.state == State.scheduled.value else None


def _link(meeting: Occurrence, fragment: str = "") -> str:
    return url_for(
        "meetings.meeting", id=meeting.id, slug=meeting.slug, _external=True, _anchor=fragment or None
    )


def invitation(member: Member, letter: Letter) -> Mail | None:
    """Dropped when the meeting has begun or the reader has answered meanwhile."""
    meeting = _still(member, letter)
    if meeting is None or meeting.begins <= clock.now() or company_queries.answer_of(member, meeting):
        return None
    return _inviting(meeting, member, None)


def taken_over(member: Member, letter: Letter) -> Mail | None:
    """The invitation of who said when the date was looked for that this one suits; as that answer stands by now."""
    meeting = _still(member, letter)
    answer = company_queries.answer_of(member, meeting) if meeting else None
    if meeting is None or answer is None or meeting.begins <= clock.now():
        return None
    return _inviting(meeting, member, answer)


def _inviting(meeting: Occurrence, member: Member, said: Rsvp | None) -> Mail:
    subject = gettext("Invitation: %(title)s, %(day)s", title=meeting.title, day=short_day(meeting.begins))
    again = series_words.sentence(meeting.series)
    told = {"meeting": meeting, "again": again, "said": said, "link": _link(meeting, "answer")}
    told["answers"] = mailing.links(meeting, member)
    return mailing.invites(write("meeting_invitation", subject, **told), meeting, member)


def replanned_letter(member: Member, letter: Letter) -> Mail | None:
    meeting = _still(member, letter)
    if meeting is None or meeting.begins <= clock.now():
        return None
    subject = gettext("New dates: %(title)s", title=meeting.title)
    again, dates = series_words.sentence(meeting.series), queries.coming_from(meeting, clock.now())
    standing = [date for date in dates if date.state == State.scheduled.value]
    told = {"meeting": meeting, "again": again, "dates": standing, "link": _link(meeting, "answer")}
    return mailing.invites(write("meeting_replanned", subject, **told), meeting, member)


def shortened_letter(member: Member, letter: Letter) -> Mail | None:
    """For calendars above all: else they would show the dates of before beside the new ones."""
    meeting = queries.meeting_by_id(member, letter.about["meeting"]) if member.is_member else None
    if meeting is None:
        return None
    day = short_day(meeting.begins)
    subject = gettext("Until %(day)s: %(title)s", day=day, title=meeting.series.title)
    mail = write("meeting_shortened", subject, meeting=meeting, link=_link(meeting))
    return mailing.invites(mail, meeting, member)


def moved_letter(member: Member, letter: Letter) -> Mail | None:
    meeting = _still(member, letter)
    if meeting is None or meeting.begins <= clock.now():
        return None
    was = datetime.fromisoformat(letter.about["was"])
    subject = gettext("Moved: %(title)s, now %(day)s", title=meeting.title, day=short_day(meeting.begins))
    told = {"meeting": meeting, "was": was, "link": _link(meeting, "answer")}
    return mailing.invites(write("meeting_moved", subject, **told), meeting, member, only=True)


def elsewhere_letter(member: Member, letter: Letter) -> Mail | None:
    meeting = _still(member, letter)
    if meeting is None or meeting.ends <= clock.now():
        return None
    subject = gettext("New place: %(title)s, %(day)s", title=meeting.title, day=short_day(meeting.begins))
    mail = write("meeting_elsewhere", subject, meeting=meeting, link=_link(meeting))
    return mailing.invites(mail, meeting, member, only=True)


def cancelled_letter(member: Member, letter: Letter) -> Mail | None:
    meeting = queries.meeting_by_id(member, letter.about["meeting"]) if member.is_member else None
    if meeting is None:
        return None
    subject = gettext("Cancelled: %(title)s, %(day)s", title=meeting.title, day=short_day(meeting.begins))
    more = letter.about.get("dates", 1) - 1
    mail = write("meeting_cancelled", subject, meeting=meeting, more=more, link=_link(meeting))
    return _taken_out(mail, meeting, member) if more else mailing.calls_off(mail, meeting, member, only=True)


def _taken_out(mail: Mail, meeting: Occurrence, member: Member) -> Mail:
    """Several dates of a series are cancelled: if all are, the event is; else it is told anew, without them."""
    if all(date.state == State.cancelled.value for date in queries.dates(meeting)):
        return mailing.calls_off(mail, meeting, member, only=False)
    return mailing.invites(mail, meeting, member)


def reminder(member: Member, letter: Letter) -> Mail | None:
    """Dropped when the reader declined meanwhile, or the meeting moved: it is reminded of anew then."""
    meeting = _still(member, letter)
    if meeting is None or meeting.begins != datetime.fromisoformat(letter.about["moment"]):
        return None
    answer = company_queries.answer_of(member, meeting)
    if meeting.begins <= clock.now() or (answer and answer.answer == Answer.no.value):
        return None
    subject = gettext("Reminder: %(title)s, %(day)s", title=meeting.title, day=short_day(meeting.begins))
    return write("meeting_reminder", subject, meeting=meeting, answer=answer, link=_link(meeting, "answer"))


def followup(member: Member, letter: Letter) -> Mail | None:
    meeting = queries.meeting_by_id(member, letter.about["meeting"]) if member.is_member else None
    if meeting is None or meeting.state == State.cancelled.value:
        return None
    decided = outcome_queries.decisions(meeting)
    subject = gettext("After the meeting: %(title)s", title=meeting.title)
    return write("meeting_followup", subject, meeting=meeting, decisions=decided, link=_link(meeting))


def place_letter(member: Member, letter: Letter) -> Mail | None:
    """Dropped when the reader has given the place up meanwhile."""
    meeting = _still(member, letter)
    answer = company_queries.answer_of(member, meeting) if meeting else None
    if meeting is None or answer is None or not has_place(answer.answer, answer.queued_at):
        return None
    subject = gettext(
        "You have a place: %(title)s, %(day)s", title=meeting.title, day=short_day(meeting.begins)
    )
    return write("place_given", subject, meeting=meeting, link=_link(meeting, "answer"))


def minutes_letter(member: Member, letter: Letter) -> Mail | None:
    meeting = queries.meeting_by_id(member, letter.about["meeting"]) if member.is_member else None
    minutes = outcome_queries.minutes(meeting) if meeting else None
    if meeting is None or minutes is None:
        return None
    link = url_for("outcomes.minutes", id=meeting.id, slug=meeting.slug, _external=True)
    subject = gettext("Minutes of %(title)s", title=meeting.title)
    return write("minutes_ready", subject, meeting=meeting, minutes=minutes, link=link)


def action_letter(member: Member, letter: Letter) -> Mail | None:
    item = outcome_queries.action_item(member, letter.about["action"]) if member.is_member else None
    if item is None or item.state != "open":
        return None
    link = url_for("outcomes.close", id=item.id, _external=True)
    subject = gettext("For you to do until %(day)s", day=short_day(item.due))
    return write("action_given", subject, item=item, meeting=item.meeting, link=link)


def due_letter(member: Member, letter: Letter) -> Mail | None:
    """As it is when it is sent: due still, or no more; none of what was closed meanwhile."""
    item = outcome_queries.action_item(member, letter.about["action"]) if member.is_member else None
    if item is None or item.state != "open" or item.owner_id != member.id:
        return None
    late = item.due < times.wall(clock.now(), member.zone).date()
    day, link = short_day(item.due), url_for("outcomes.close", id=item.id, _external=True)
    said = gettext("It was due on %(day)s", day=day) if late else gettext("To be done by %(day)s", day=day)
    subject = f"{said}: {item.text}"
    return write("action_due", subject, item=item, meeting=item.meeting, late=late, link=link)


NOTICES: dict[str, Callable[[Entry], list[Letter]]] = {
    "meeting_scheduled": scheduled,
    "meeting_date_added": scheduled,
    "meeting_moved": moved,
    "meeting_edited": edited,
    "meeting_cancelled": cancelled,
    "meeting_series_replanned": replanned,
    "meeting_series_cancelled": series_cancelled,
    "minutes_opened": minutes_opened,
    "answers_taken_over": answers_taken_over,
    "places_given": places_given,
    "meeting_reminded": reminded,
    "action_given": action_given,
    "owner_reminded": owner_reminded,
}
LETTERS: dict[str, Callable[[Member, Letter], Mail | None]] = {
    "meeting_invitation": invitation,
    "meeting_taken_over": taken_over,
    "meeting_moved": moved_letter,
    "meeting_elsewhere": elsewhere_letter,
    "meeting_cancelled": cancelled_letter,
    "meeting_replanned": replanned_letter,
    "meeting_shortened": shortened_letter,
    "minutes_ready": minutes_letter,
    "place_given": place_letter,
    "meeting_reminder": reminder,
    "meeting_followup": followup,
    "action_given": action_letter,
    "action_due": due_letter,
}
