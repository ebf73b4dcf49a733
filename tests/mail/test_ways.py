"""Out through one mail server and in by every way: LMTP, SMTP, a mailbox, a pipe; once, whichever it is."""

import email
import email.policy
import io
import smtplib
from dataclasses import replace
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller

from cop import cli
from cop.delivery import transport
from cop.kernel import clock, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Unavailable
from cop.kernel.outbox import Item
from cop.mail import actions
from cop.mail.listening import Listener
from cop.mail.models import Inbound
from tests.mail.calendars import PROGRAMS
from tests.mail.test_invitations import Invited
from tests.meetings.story import PLANNED
from tests.running import free_port


@pytest.fixture
def listener(app, house, request):
    made = Listener(app, f"{getattr(request, 'param', 'lmtp')}://127.0.0.1:{free_port()}")
    made.start()
    yield made
    made.stop()


def speak(listener):
    kind = smtplib.LMTP if listener.protocol == "lmtp" else smtplib.SMTP
    return kind("127.0.0.1", listener.port, local_hostname="relay.example")


def stored() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(db.select(Inbound.state)))


RAW = b"From: bob@example.org\r\nMessage-ID: <1@x.example>\r\n\r\nBy mail.\r\n"


@pytest.mark.parametrize("listener", ["lmtp", "smtp"], indirect=True)
def test_the_listener_stores_a_mail_once(talk, listener):
    for _ in range(2):
        with speak(listener) as server:
            server.sendmail("bob@example.org", [talk.address()], RAW)
    assert stored() == ["new"]
    worker.drain()
    assert talk.posts()[-1].source == "By mail."


@pytest.mark.parametrize("listener", ["lmtp", "smtp"], indirect=True)
def test_who_was_told_no_address_is_refused_at_the_door(talk, listener):
    with speak(listener) as server, pytest.raises(smtplib.SMTPRecipientsRefused, match=r"550"):
        server.sendmail("eve@evil.example", ["reply+guess@cop.example.org"], RAW)
    assert stored() == []


def test_lmtp_answers_for_each_recipient(talk, listener):
    to = [talk.address(), talk.address(talk.alice)]
    with speak(listener) as server:
        assert server.sendmail("bob@example.org", to, RAW) == {}
        assert server.getreply()[0] == 250
        assert server.noop()[0] == 250
    assert stored() == ["new", "new"]


def test_a_busy_database_says_try_again(talk, listener, monkeypatch):
    def busy(*_args, **_named):
        raise Unavailable("busy")

    monkeypatch.setattr(actions, "take_in", busy)
    with speak(listener) as server, pytest.raises(smtplib.SMTPDataError, match=r"451"):
        server.sendmail("bob@example.org", [talk.address()], RAW)


def test_a_pipe_takes_a_mail_and_says_when_it_is_nobodys(app, talk, monkeypatch, capsys):
    monkeypatch.setattr(cli, "create_app", lambda _config: app)
    for named, status in (([talk.address()], 0), ([talk.address()], 0), (["other@x.example"], 67)):
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(RAW)))
        assert cli.mail_in(app.extensions["cop"].config, SimpleNamespace(to=named)) == status
    assert stored() == ["new"]


class Relay:
    """The mail server that letters go out through."""

    def __init__(self):
        self.taken = []

    async def handle_DATA(self, _server, _session, envelope):
        self.taken.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"


def test_an_invitation_goes_out_and_its_answer_comes_in_through_servers(app, house, listener):
    relay = Relay()
    server = Controller(relay, hostname="127.0.0.1", port=free_port())
    server.start()
    house.config = replace(house.config, mail_url=f"smtp://127.0.0.1:{server.port}")
    try:
        with clock.at(PLANNED):
            invited = Invited(house)
            (letter,) = [mail for mail in relay.taken if "bob@" in mail["to"]]
            (event,) = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
            assert event.get_param("method") == "REQUEST"
            assert letter["reply-to"].addresses[0].addr_spec in event.get_content().replace("\r\n ", "")
            raw = PROGRAMS["outlook"](invited.answer(), ZoneInfo("Asia/Bangkok"))
            for _ in range(2):
                with speak(listener) as door:
                    door.sendmail("bob@example.org", [letter["reply-to"].addresses[0].addr_spec], raw)
            with transaction():  # the listener has a clock of its own
                db.session.execute(db.update(Item).where(Item.kind == "inbound").values(due=PLANNED))
            worker.drain()
            assert (invited.said(), invited.meeting.coming) == ("yes", 1)
    finally:
        transport.hang_up()
        server.stop()
