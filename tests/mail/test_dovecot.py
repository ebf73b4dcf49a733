"""A mailbox at a real Dovecot is fetched from: by TLS, once for each mail, whose text becomes a post."""

from urllib.parse import quote

import pytest

from cop.kernel import worker
from cop.kernel.db import db
from cop.kernel.errors import Unavailable
from cop.mail import actions, fetching, ways
from cop.mail.models import Inbound
from tests.mail import dovecot
from tests.running import free_port

pytestmark = [pytest.mark.sqlite, pytest.mark.long]


@pytest.fixture(scope="module")
def server():
    if not dovecot.is_here():
        pytest.skip(dovecot.NOT_HERE)
    made = dovecot.Dovecot(free_port(), free_port())
    made.start()
    yield made
    made.stop()


@pytest.fixture
def box(server, monkeypatch):
    """Empty, and its certificate trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    with server.mailbox() as mailbox:
        mailbox.store("1:*", "+FLAGS", r"\Deleted") if mailbox.search(None, "ALL")[1][0] else None
        mailbox.expunge()
    return server


def url(server, scheme: str) -> str:
    port = {"imap": server.port, "imap+starttls": server.port, "imaps": server.secure}[scheme]
    return f"{scheme}://{dovecot.USER}:{quote(dovecot.PASSWORD)}@127.0.0.1:{port}/INBOX"


def reply(to: str, words: str, id: str) -> bytes:
    head = [
        "From: Bob <bob@example.org>",
        f"To: {to}",
        "Subject: Re: Answer",
        f"Message-ID: <{id}@x.example>",
    ]
    return "\r\n".join([*head, "Content-Type: text/plain; charset=utf-8", "", words]).encode()


@pytest.mark.parametrize("scheme", ["imap", "imap+starttls", "imaps"])
def test_what_is_unseen_is_taken_once_however_often_one_asks(talk, box, scheme):
    to = talk.address()
    box.bring(reply(to, "ທົດສອບດ້ວຍຮູບ", "1"), b"To: other@x.example\r\n\r\nNot ours.")
    assert fetching.fetch(url(box, scheme)) == 2
    assert box.seen() == [True, True]
    assert fetching.fetch(url(box, scheme)) == 0
    box.bring(reply(to, "ທົດສອບດ້ວຍຮູບ", "1"))  # the same once more, by another way
    assert fetching.fetch(url(box, scheme)) == 1
    worker.drain()
    assert [post.source for post in talk.posts()] == ["Which data?", "ທົດສອບດ້ວຍຮູບ"]


def test_what_could_not_be_stored_stays_unseen_and_comes_again(talk, box, house, app, monkeypatch):
    box.bring(reply(talk.address(), "By mail.", "2"))
    with monkeypatch.context() as patch:
        patch.setattr(actions, "take_in", lambda *_a, **_n: (_ for _ in ()).throw(Unavailable("busy")))
        ways.fetch(app, url(box, "imaps"))
    assert box.seen() == [False]
    ways.fetch(app, url(box, "imaps"))
    db.session.rollback()  # another session stored it
    assert (box.seen(), db.session.query(Inbound).count()) == ([True], 1)


@pytest.mark.parametrize("wrong", ["certificate", "folder"])
def test_a_mailbox_that_does_not_open_is_told_in_the_log_and_tried_again(
    app, box, monkeypatch, caplog, wrong
):
    at = url(box, "imaps")
    if wrong == "certificate":
        monkeypatch.delenv("SSL_CERT_FILE")
    at = at.replace("INBOX", "No") if wrong == "folder" else at
    ways.fetch(app, at)
    assert "no mail could be fetched" in caplog.text
    assert "pass word" not in caplog.text


def test_no_password_goes_to_another_machine_without_tls(monkeypatch, box):
    monkeypatch.setattr(fetching, "is_loopback", lambda _host: False)
    monkeypatch.setattr("imaplib.IMAP4.capabilities", ("IMAP4REV1",), raising=False)
    monkeypatch.setattr(
        "imaplib.IMAP4._get_capabilities", lambda self: setattr(self, "capabilities", ("IMAP4REV1",))
    )
    with pytest.raises(fetching.NoTls):
        fetching.fetch(url(box, "imap"))
