"""Mail leaves through a real SMTP server, the same Message-ID at every attempt, readable in every script."""

import email
import email.policy
import smtplib
import ssl
from dataclasses import replace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from cop.delivery import letters, tokens, transport
from cop.delivery.messages import Reader
from cop.kernel import clock
from cop.kernel.letters import Mail
from tests.certificates import certify
from tests.people import member
from tests.running import free_port


class Inbox:
    """What the server took; ``refuse`` makes it say no to every recipient."""

    def __init__(self):
        self.taken, self.refuse, self.returns, self.sessions = [], False, [], 0

    async def handle_EHLO(self, _server, session, _envelope, hostname, responses):
        self.sessions += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if self.refuse:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):
        self.returns.append(envelope.mail_from)
        self.taken.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"


@pytest.fixture
def inbox(app):
    box = Inbox()
    port = free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    house = app.extensions["cop"]
    before = house.config
    house.config = replace(before, mail_url=f"smtp://127.0.0.1:{port}", mail_from="cop@example.org")
    yield box
    house.config = before
    transport.hang_up()
    server.stop()


def post(to, subject, text, key, now, **more):
    """Sends a letter as ``letters.send`` does, in English."""
    reader = Reader(to.name, to.addresses[0].email, "en", to.id, to.addresses[0].id)
    letters.deliver(reader, to, lambda: Mail(subject, text, **more), key, now)


def test_a_letter_arrives_as_written(inbox):
    words = "ການດູແລ\nการดูแล\nChăm sóc — 关怀\n"
    post(member("Dara Sok"), "Ballot opened: ການດູແລ", words, "7.opened.1", clock.now())
    (mail,) = inbox.taken
    assert mail["subject"] == "Ballot opened: ການດູແລ"
    assert mail["to"].addresses[0].display_name == "Dara Sok"
    assert mail["auto-submitted"] == "auto-generated"
    plain = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert plain.startswith(words)
    assert plain.split("\n-- \n")[1].startswith("This comes to every member whom it concerns")
    rich = mail.get_body(("html",)).get_content()
    assert '<html lang="en">' in rich
    assert "การดูแล" in rich


def test_the_same_letter_twice_has_one_message_id(inbox):
    alice = member()
    for _ in range(2):
        post(alice, "Hello", "Again", "7.opened.1", clock.now())
    assert len({mail["message-id"] for mail in inbox.taken}) == 1
    assert len(inbox.taken) == 2


def test_a_refused_recipient_is_an_error_for_the_outbox(inbox):
    inbox.refuse = True
    with pytest.raises(Exception, match="550"):
        post(member(), "Hello", "Again", "7.opened.1", clock.now())


def test_letters_share_a_session_and_outlive_its_end(inbox):
    alice = member()
    for number in range(3):
        post(alice, "Hello", "Again", f"{number}.opened.1", clock.now())
        if number == 1:
            transport._open.session[1].close()  # as when a relay has ended it
    assert [mail["message-id"].split(".")[0] for mail in inbox.taken] == ["<0", "<1", "<2"]
    assert inbox.sessions == 2


def test_without_a_way_out_mail_waits(app):
    house = app.extensions["cop"]
    before, house.config = house.config, replace(house.config, mail_url="")
    try:
        with pytest.raises(transport.NotConfigured):
            post(member(), "Hello", "Again", "7.opened.1", clock.now())
    finally:
        house.config = before


@pytest.mark.parametrize("line", ["Two\nlines", "Two\r\nBcc: eve@example.org"])
def test_a_subject_cannot_carry_a_header(inbox, line):
    with pytest.raises(ValueError, match=r"linefeed|newline|header"):
        post(member(), line, "Text", "7.opened.1", clock.now())
    assert inbox.taken == []


@pytest.fixture(params=["smtp+starttls", "smtps"])
def guarded(app, tmp_path, monkeypatch, request):
    """A relay that takes mail by TLS alone, and only from the account ``cop``; its address without the account."""
    file, port = certify(tmp_path / "relay.pem", "127.0.0.1"), free_port()
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    secure = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    secure.load_cert_chain(file)

    def authenticate(_server, _session, _envelope, _mechanism, told):
        known = (told.login, told.password) == (b"cop", b"pass word@1")
        return AuthResult(success=known, handled=known)

    asks = {"authenticator": authenticate, "auth_required": True}
    if request.param == "smtps":
        asks |= {"ssl_context": secure, "auth_require_tls": False}
    else:
        asks |= {"tls_context": secure, "require_starttls": True}
    server = Controller(Inbox(), hostname="127.0.0.1", port=port, **asks)
    server.start()
    yield f"{request.param}://{{}}127.0.0.1:{port}"
    server.stop()


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_relay_is_signed_in_to_under_tls(guarded):
    with transport.connect(guarded.format("cop:pass%20word%401@")) as server:
        assert server.sendmail("cop@example.org", ["bob@example.org"], b"Subject: x\r\n\r\nWords") == {}
        assert isinstance(server.sock, ssl.SSLSocket)
    with pytest.raises(smtplib.SMTPAuthenticationError):
        transport.connect(guarded.format("cop:wrong@"))


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_relay_without_its_certificate_hears_no_password(guarded, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(ssl.SSLCertVerificationError):
        transport.connect(guarded.format("cop:pass%20word%401@"))


def test_a_password_leaves_this_machine_by_tls_alone(inbox, app, monkeypatch):
    """Also where somebody between us and the relay hides that it offers TLS."""
    url = app.extensions["cop"].config.mail_url.replace("//", "//cop:secret@")
    monkeypatch.setattr(transport, "is_loopback", lambda host: False)
    with pytest.raises(transport.NotConfigured, match="offers no TLS"):
        transport.connect(url)
    with pytest.raises(smtplib.SMTPNotSupportedError):
        transport.connect(url.replace("smtp:", "smtp+starttls:"))


REPLIES = "reply@cop.example.org"


@pytest.fixture
def answered(app, inbox):
    """The same server, in a community that takes answers by mail."""
    house = app.extensions["cop"]
    house.config = replace(house.config, mail_replies=REPLIES, base_url="https://cop.example.org")
    return inbox


def test_a_letter_about_a_post_stands_in_its_thread(answered):
    alice, bob = member(), member("Bob")
    said = {"shows": "post:7", "follows": ("thread:2", "post:5"), "place": ("forum", "Forum")}
    for person in (alice, bob):
        post(person, "Answer", "Words", f"1.answer.{person.id}", clock.now(), **said)
    for mail in answered.taken:
        assert mail["message-id"] == "<post-7@cop.example.org>"
        assert mail["in-reply-to"] == "<post-5@cop.example.org>"
        assert mail["references"] == "<thread-2@cop.example.org> <post-5@cop.example.org>"
        assert mail["list-id"] == "<forum.cop.example.org>"


def test_each_reader_has_an_answer_address_and_a_way_to_stop(app, answered):
    alice, bob = member(), member("Bob")
    for person in (alice, bob):
        post(
            person,
            "Answer",
            "Words",
            f"1.answer.{person.id}",
            clock.now(),
            answers="post:7",
            stops="thread:2",
        )
    folder = app.extensions["cop"].config.data_dir
    for person, mail, returns in zip((alice, bob), answered.taken, answered.returns, strict=True):
        raw = tokens.token_of(REPLIES, mail["reply-to"])
        assert (tokens.read(folder, tokens.REPLY, raw).member, tokens.read(folder, tokens.STOP, raw)) == (
            person.id,
            None,
        )
        back = tokens.read(folder, tokens.REPLY, tokens.token_of(REPLIES, returns))
        assert back.about == f"address:{person.addresses[0].id}"
        assert mail["list-unsubscribe"].startswith("<https://cop.example.org/letters/stop/")
        assert mail["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
        assert (
            mail.get_body(("plain",)).get_content().startswith("##- Please write your answer above this line")
        )
    assert answered.taken[0]["reply-to"] != answered.taken[1]["reply-to"]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", 'http://x.example/"onload="alert(1)', "> <img src=x>"]
)
def test_what_people_wrote_is_text_in_a_letters_html(inbox, text):
    post(member(), "Hello", text, "7.opened.1", clock.now())
    rich = inbox.taken[0].get_body(("html",)).get_content()
    assert "<script" not in rich
    assert "<img" not in rich
    assert ' onload="' not in rich
