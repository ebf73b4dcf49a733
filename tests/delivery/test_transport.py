"""Mail leaves through a real SMTP server, the same Message-ID at every attempt, readable in every script."""

import email
import email.policy
import socket
from dataclasses import replace

import pytest
from aiosmtpd.controller import Controller

from cop.delivery import transport
from cop.kernel import clock
from tests.people import member


class Inbox:
    """What the server took; ``refuse`` makes it say no to every recipient."""

    def __init__(self):
        self.taken, self.refuse = [], False

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if self.refuse:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):
        self.taken.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"


@pytest.fixture
def inbox(app):
    box = Inbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    house = app.extensions["cop"]
    before = house.config
    house.config = replace(before, mail_url=f"smtp://127.0.0.1:{port}", mail_from="cop@example.org")
    yield box
    house.config = before
    server.stop()


def test_a_letter_arrives_as_written(inbox):
    words = "ການດູແລ\nการดูแล\nChăm sóc — 关怀\n"
    transport.send(member("Dara Sok"), "Ballot opened: ການດູແລ", words, "7.opened.1", clock.now())
    (mail,) = inbox.taken
    assert mail["subject"] == "Ballot opened: ການດູແລ"
    assert mail["to"].addresses[0].display_name == "Dara Sok"
    assert mail["auto-submitted"] == "auto-generated"
    assert mail.get_content().replace("\r\n", "\n") == words


def test_the_same_letter_twice_has_one_message_id(inbox):
    alice = member()
    for _ in range(2):
        transport.send(alice, "Hello", "Again", "7.opened.1", clock.now())
    assert len({mail["message-id"] for mail in inbox.taken}) == 1
    assert len(inbox.taken) == 2


def test_a_refused_recipient_is_an_error_for_the_outbox(inbox):
    inbox.refuse = True
    with pytest.raises(Exception, match="550"):
        transport.send(member(), "Hello", "Again", "7.opened.1", clock.now())


def test_without_a_way_out_mail_waits(app):
    house = app.extensions["cop"]
    before, house.config = house.config, replace(house.config, mail_url="")
    try:
        with pytest.raises(transport.NotConfigured):
            transport.send(member(), "Hello", "Again", "7.opened.1", clock.now())
    finally:
        house.config = before


@pytest.mark.parametrize("line", ["Two\nlines", "Two\r\nBcc: eve@example.org"])
def test_a_subject_cannot_carry_a_header(inbox, line):
    with pytest.raises(ValueError, match=r"linefeed|newline|header"):
        transport.send(member(), line, "Text", "7.opened.1", clock.now())
    assert inbox.taken == []
