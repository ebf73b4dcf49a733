"""An invitation goes out as a calendar message and its answer comes back: from every program's shape, once, in order."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cop.delivery import tokens
from cop.delivery.transport import SentMail
from cop.kernel import clock, worker
from cop.kernel.db import db
from cop.mail import arriving
from cop.mail.models import Inbound
from cop.meetings.company import queries as company_queries
from cop.meetings.company.models import Rsvp
from cop.meetings.series import actions, change_actions
from tests.mail.calendars import PROGRAMS, Answer
from tests.mail.conftest import REPLIES
from tests.meetings.story import BEGINS, PLANNED, Story, local
from tests.people import sign_in

ZONE = ZoneInfo("Asia/Bangkok")


class Invited(Story):
    """The story's meeting, its letters sent, and Bob's answer address."""

    def __init__(self, house, **changes):
        super().__init__(**changes)
        self.house = house
        worker.drain()

    def address(self, person=None) -> str:
        folder = self.house.config.data_dir
        raw = tokens.token(folder, tokens.REPLY, (person or self.bob).id, self.meeting.ref, clock.now())
        return tokens.address(REPLIES, raw)

    def answer(self, **said) -> Answer:
        uid = f"{self.meeting.series.uid}@127.0.0.1"
        return Answer(uid, self.address(), self.meeting.begins, sequence=self.meeting.series.sequence, **said)

    def take(self, raw: bytes) -> Inbound:
        arriving.deliver(raw, [self.address()])
        worker.drain()
        return db.session.scalars(db.select(Inbound).order_by(Inbound.id.desc())).first()

    def again(self):
        wall = local("2026-12-09T10:00")
        return actions.add_date(self.meeting, "Second", wall, 60, actor=self.fay, now=PLANNED)

    def said(self, meeting=None) -> str:
        rsvp = company_queries.answer_of(self.bob, meeting or self.meeting)
        return rsvp.answer if rsvp else ""


@pytest.fixture
def invited(house):
    with clock.at(PLANNED):
        yield Invited(house)


@pytest.mark.parametrize("program", sorted(PROGRAMS))
@pytest.mark.parametrize(
    ("status", "said"), [("ACCEPTED", "yes"), ("TENTATIVE", "maybe"), ("DECLINED", "no")]
)
def test_each_programs_answer_is_taken(invited, program, status, said):
    mail = invited.take(PROGRAMS[program](invited.answer(status=status, comment="By bus."), ZONE))
    assert (mail.state, invited.said()) == ("taken", said)
    assert company_queries.answer_of(invited.bob, invited.meeting).comment == "By bus."


@pytest.mark.parametrize("program", sorted(PROGRAMS))
def test_each_programs_answer_to_one_date_is_for_that_date(invited, program):
    second = invited.again()
    invited.take(PROGRAMS[program](invited.answer(date=second.begins), ZONE))
    assert (invited.said(), invited.said(second)) == ("", "yes")


def test_an_answer_to_the_whole_is_for_every_date(invited):
    second = invited.again()
    invited.take(PROGRAMS["google"](invited.answer(), ZONE))
    assert (invited.said(), invited.said(second)) == ("yes", "yes")


def test_the_same_answer_twice_changes_it_once(invited):
    for _ in range(2):
        invited.take(PROGRAMS["outlook"](invited.answer(), ZONE, id="same"))
    assert db.session.query(Rsvp).count() == 1
    assert invited.meeting.coming == 1


def test_mails_that_overtake_each_other_end_with_what_was_said_last(invited):
    late = datetime(2026, 11, 21, 10, tzinfo=UTC)
    invited.take(PROGRAMS["apple"](invited.answer(status="DECLINED", stamp=late), ZONE, id="2"))
    invited.take(PROGRAMS["apple"](invited.answer(stamp=late - timedelta(minutes=5)), ZONE, id="1"))
    assert invited.said() == "no"


def test_an_answer_to_an_old_time_asks_to_confirm(invited):
    old = invited.answer(stamp=PLANNED - timedelta(minutes=5))
    moved = invited.plan.__class__(**{**vars(invited.plan), "start": local("2026-12-03T10:00")})
    change_actions.edit(invited.meeting, moved, invited.meeting.series.version, actor=invited.fay)
    mail = invited.take(PROGRAMS["google"](old, ZONE))
    assert (mail.state, invited.said()) == ("refused", "")
    sent = db.session.scalars(db.select(SentMail).where(SentMail.to == "bob@example.org")).all()
    assert "was moved after the invitation that you answered" in sent[-1].text


@pytest.mark.parametrize("who", ["eve@evil.example", "alice@example.org"])
def test_an_attendee_that_is_not_the_member_waits_for_the_member(app, invited, who):
    mail = invited.take(PROGRAMS["thunderbird"](invited.answer(who=who), ZONE))
    assert (mail.state, invited.said()) == ("held", "")
    assert sign_in(app.test_client(), invited.bob).post(f"/account/mail/{mail.id}/say").status_code == 303
    assert invited.said() == "yes"


def comment(invited) -> str:
    return company_queries.answer_of(invited.bob, invited.meeting).comment


def test_another_time_that_is_proposed_stands_in_the_comment(invited):
    raw = PROGRAMS["outlook"](invited.answer(status="TENTATIVE"), ZONE, cte="8bit")
    invited.take(raw.replace(b"METHOD:REPLY", b"METHOD:COUNTER"))
    assert (invited.said(), comment(invited)) == ("maybe", "Proposes another time: 2026-12-02 02:00 UTC.")


def test_a_delegate_stands_in_the_comment(invited):
    status = 'DELEGATED;DELEGATED-TO="mailto:lek@example.org"'
    invited.take(PROGRAMS["thunderbird"](invited.answer(status=status), ZONE))
    assert (invited.said(), comment(invited)) == ("no", "Sends lek@example.org instead.")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda raw: raw.replace(b"UID:", b"UID:x"), "answered another meeting"),
        (lambda raw: raw.replace(b"METHOD:REPLY", b"METHOD:REQUEST"), "no answer to an invitation"),
        (lambda raw: raw.replace(b"ATTENDEE", b"X-NOBODY"), "does not say who answers"),
        (
            lambda raw: raw.replace(b"PARTSTAT=ACCEPTED", b"PARTSTAT=NEEDS-ACTION"),
            "no answer to an invitation",
        ),
        (lambda raw: raw.replace(b"SEQUENCE:0", b"SEQUENCE:many"), "cannot be read"),
    ],
)
def test_what_is_no_answer_is_refused_with_a_sentence(invited, change, sentence):
    invited.take(change(PROGRAMS["apple"](invited.answer(), ZONE, cte="8bit")))
    sent = db.session.scalars(db.select(SentMail).where(SentMail.to == "bob@example.org")).all()
    assert sentence in sent[-1].text
    assert invited.said() == ""


def test_words_are_an_answer_too(invited):
    raw = f"From: bob@example.org\r\nMessage-ID: <w@x>\r\nTo: {invited.address()}\r\n\r\nYes, but ten minutes late."
    assert invited.take(raw.encode()).state == "taken"
    rsvp = company_queries.answer_of(invited.bob, invited.meeting)
    assert (rsvp.answer, rsvp.comment) == ("yes", "but ten minutes late.")


def test_after_the_start_an_answer_is_refused(invited):
    with clock.at(BEGINS + timedelta(minutes=1)):
        mail = invited.take(PROGRAMS["google"](invited.answer(), ZONE))
    assert (mail.state, invited.said()) == ("refused", "")


def links(invited) -> list[str]:
    letter = db.session.scalars(db.select(SentMail).where(SentMail.to == "bob@example.org")).first()
    return [
        line.split("//", 1)[1].split("/", 1)[1]
        for line in letter.text.split("\n")
        if "/meetings/rsvp/" in line
    ]


def test_one_press_answers_without_signing_in_and_looking_changes_nothing(app, invited):
    yes, _maybe, no = links(invited)
    visitor = app.test_client()
    assert "Will you take part, Bob?" in visitor.get(f"/{yes}").text
    assert invited.said() == ""
    assert visitor.post(f"/{yes}").status_code == 303
    assert invited.said() == "yes"
    assert "Your answer is noted, Bob: Yes." in visitor.get(f"/{yes}").text
    visitor.post(f"/{no}")
    assert invited.said() == "no"


@pytest.mark.parametrize(
    "change", [lambda at: at.replace("/yes", "/perhaps"), lambda at: at.replace("rsvp/", "rsvp/f")]
)
def test_a_link_that_was_not_sent_is_nothing(app, invited, change):
    assert app.test_client().get("/" + change(links(invited)[0])).status_code == 404


def test_a_link_ends_with_its_members_sight_of_the_meeting(app, invited):
    path = links(invited)[0]
    with clock.at(PLANNED + timedelta(days=92)):
        assert app.test_client().get(f"/{path}").status_code == 404
    invited.bob.state = "suspended"
    db.session.commit()
    assert app.test_client().get(f"/{path}").status_code == 404
