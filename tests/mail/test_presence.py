"""Answering by mail is being here; being written to, or a program's doing, is not."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from cop.delivery import tokens
from cop.kernel import clock, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.members.models import Member
from cop.members.presence import here_since, last_here
from cop.privacy.dormancy_queries import unseen
from tests.mail.calendars import PROGRAMS
from tests.mail.test_invitations import Invited, links
from tests.meetings.story import PLANNED

AGO = timedelta(days=200)
BEFORE = PLANNED - timedelta(hours=1)


@pytest.fixture
def quiet(talk):
    """Bob, of whom nothing was heard for long."""
    with transaction():
        talk.bob.active_at = clock.now() - AGO
    return talk


def is_here(member: Member, since) -> bool:
    found = db.session.scalars(db.select(Member.id).where(here_since(since)))
    return member.id in set(found) and last_here(member) > since


def test_letters_and_programs_say_nothing_of_a_member(quiet, client):
    since = clock.now() - timedelta(days=1)
    folder = quiet.house.config.data_dir
    stop = tokens.token(folder, tokens.STOP, quiet.bob.id, quiet.thread.ref, clock.now())
    quiet.write("I am away.", headers=["Auto-Submitted: auto-replied"], id="1")
    quiet.write("Not mine.", sender="eve@evil.example", id="2")
    client.post(f"/letters/stop/{stop}", data={"List-Unsubscribe": "One-Click"})
    worker.drain()
    assert last_here(quiet.bob) is None
    assert [one.id for one in unseen(clock.now(), 0, 10)] == [quiet.bob.id]
    assert not db.session.scalars(
        db.select(Member.id).where(here_since(since), Member.id == quiet.bob.id)
    ).all()


@pytest.mark.parametrize("words", ["By mail.", "since 3 days"])
def test_what_is_said_or_asked_for_by_mail_counts(quiet, words):
    since = clock.now() - timedelta(seconds=1)
    quiet.write(words)
    assert is_here(quiet.bob, since)
    assert unseen(clock.now(), 0, 10) == []


@pytest.mark.parametrize("way", ["calendar", "words", "link"])
def test_an_answer_to_an_invitation_counts(house, client, way):
    with clock.at(PLANNED):
        invited = Invited(house)
        if way == "link":
            assert client.get(f"/{links(invited)[0]}").status_code == 200
            assert last_here(invited.bob) is None
            client.post(f"/{links(invited)[0]}")
        elif way == "calendar":
            invited.take(PROGRAMS["google"](invited.answer(), ZoneInfo("Asia/Bangkok")))
        else:
            raw = f"From: bob@example.org\r\nMessage-ID: <w@x>\r\nTo: {invited.address()}\r\n\r\nYes."
            invited.take(raw.encode())
        assert is_here(invited.bob, BEFORE)
