"""Letters that come back: counted by the address they went to, stopped at four, seen by the secretariat, begun again."""

from datetime import timedelta
from email import message_from_bytes

import pytest

from cop.delivery import letters, tokens
from cop.delivery.level_queries import chosen
from cop.delivery.level_rules import Level
from cop.delivery.transport import SentMail
from cop.kernel import clock, worker
from cop.kernel.db import db
from cop.kernel.errors import Forbidden
from cop.kernel.permits import SYSTEM
from cop.mail import arriving, bounce_actions
from cop.mail.bounce_models import AddressTrouble
from cop.mail.bounces import Trouble, trouble
from cop.mail.models import Inbound
from tests.mail.conftest import REPLIES
from tests.people import officer, sign_in


def report(action="failed", status="5.1.1", kind="delivery-status", id="1") -> bytes:
    """As Postfix writes it (RFC 3464)."""
    return f"""\
From: MAILER-DAEMON@relay.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-ID: <{id}@relay.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary="b"

--b
Content-Type: text/plain

I'm sorry.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example

Final-Recipient: rfc822; somebody-else@evil.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} User unknown

--b--
""".replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("action", "status", "points"),
    [("failed", "5.1.1", 2), ("failed", "5.1.10", 2), ("failed", "5.2.2", 1), ("failed", "5.7.1", 1),
     ("failed", "4.4.1", 1), ("delayed", "4.4.1", 0), ("delivered", "2.0.0", 0), ("failed", "nonsense", 1)],
)  # fmt: skip
def test_a_report_is_weighed(action, status, points):
    assert trouble(message_from_bytes(report(action, status))).points == points


def test_a_report_that_says_nothing_is_a_soft_one():
    raw = b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n\r\nGone\r\n--b--"
    assert trouble(message_from_bytes(raw)) == Trouble(1, "")


def back(talk, raw: bytes) -> Inbound:
    about = f"address:{talk.bob.addresses[0].id}"
    token = tokens.token(talk.house.config.data_dir, tokens.REPLY, talk.bob.id, about, clock.now())
    arriving.deliver(raw, [tokens.address(REPLIES, token)])
    worker.drain()
    return db.session.scalars(db.select(Inbound).order_by(Inbound.id.desc())).first()


def score(talk) -> int:
    found = db.session.get(AddressTrouble, talk.bob.addresses[0].id)
    return found.score if found else 0


def test_it_counts_for_the_address_the_letter_went_to(talk):
    assert back(talk, report()).state == "returned"
    assert back(talk, report(id="1")).state == "returned"  # the same again
    assert score(talk) == 2
    assert db.session.query(AddressTrouble).count() == 1


def test_at_four_nothing_more_is_sent_and_the_member_is_told_at_home(talk, app):
    for number in range(2):
        back(talk, report(id=str(number)))
    assert not letters.reaches(talk.bob)
    talk.write("Hello.", sender="eve@evil.example")
    assert db.session.scalars(db.select(SentMail).where(SentMail.to == "bob@example.org")).all() == []
    browser = sign_in(app.test_client(), talk.bob)
    assert "none are sent" in browser.get("/").text
    at = db.session.get(AddressTrouble, talk.bob.addresses[0].id)
    assert browser.post(f"/secretariat/mail/reach/{at.id}/again").status_code == 303
    assert letters.reaches(talk.bob)


def test_what_came_back_long_ago_does_not_count(talk):
    address = talk.bob.addresses[0]
    long_ago = clock.now() - timedelta(days=90)
    bounce_actions.count_bounce(address, Trouble(2, "5.1.1"), actor=SYSTEM, now=long_ago)
    bounce_actions.count_bounce(address, Trouble(2, "5.1.1"), actor=SYSTEM)
    assert score(talk) == 2


def test_the_secretariat_sees_whom_no_letter_reaches(talk, app):
    for number in range(2):
        back(talk, report(id=str(number)))
    browser = sign_in(app.test_client(), officer())
    page = browser.get("/secretariat/mail/reach").text
    for shown in ("Bob", "5.1.1", "No letter reaches Healthcare professionals of Malaysia"):
        assert shown in page
    at = db.session.get(AddressTrouble, talk.bob.addresses[0].id)
    browser.post(f"/secretariat/mail/reach/{at.id}/again")
    assert "Every member's address takes letters" in browser.get("/secretariat/mail/reach").text


def test_nobody_else_sees_or_mends_it(talk, app, client):
    for number in range(2):
        back(talk, report(id=str(number)))
    at = db.session.get(AddressTrouble, talk.bob.addresses[0].id)
    browser = sign_in(app.test_client(), talk.alice)
    assert browser.get("/secretariat/mail/reach").status_code == 403
    assert browser.post(f"/secretariat/mail/reach/{at.id}/again").status_code == 404
    with pytest.raises(Forbidden):
        bounce_actions.write_again(at, actor=talk.alice)


def test_who_calls_a_letter_spam_is_sent_none_of_that_kind(talk):
    back(talk, report(kind="feedback-report"))
    assert chosen(talk.bob.id, talk.thread.ref).level is Level.MUTED
    assert score(talk) == 0


def test_a_person_who_writes_there_is_nobodys(talk):
    assert back(talk, b"From: bob@example.org\r\nMessage-ID: <p@x>\r\n\r\nHi").state == "ignored"
