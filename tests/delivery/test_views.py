"""Letters that failed, for the secretariat; and the demonstration's letterbox, for everyone there."""

import pytest

from config import Config
from cop.app import create_app
from cop.delivery import actions
from cop.delivery.transport import SentMail
from cop.kernel import clock, outbox
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden
from tests.client import Browser
from tests.people import administrator, member, officer, sign_in


@pytest.fixture
def letterbox(app, tmp_path):
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    demo = create_app(Config(database_url=url, data_dir=tmp_path, demo=True))
    demo.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    demo.test_client_class = Browser
    with demo.app_context():
        yield demo.test_client()
        db.session.remove()


def failed(to: int, attempts=3) -> outbox.Item:
    with transaction():
        item = outbox.Item(
            kind="mail",
            payload={"kind": "approved", "to": to, "about": {}, "entry": 1},
            key=f"mail:{to}:{attempts}",
            due=clock.now(),
            attempts=attempts,
            last_error="SMTPServerDisconnected: <gone>",
        )
        db.session.add(item)
    return item


@pytest.mark.parametrize("kind", [officer, administrator])
def test_trouble_is_shown_with_its_reason_and_tried_again(app, kind):
    alice = member()
    item = failed(alice.id, attempts=outbox.ATTEMPTS)
    browser = sign_in(app.test_client(), kind())
    page = browser.get("/secretariat/mail/").text
    for shown in ("Letter to Alice", "SMTPServerDisconnected: &lt;gone&gt;", "no more tries"):
        assert shown in page
    browser.post(f"/secretariat/mail/{item.id}/again")
    assert item.attempts == 0
    assert item.id in [i.id for i in outbox.claim(clock.now())]


def test_nobody_else_sees_or_mends_it(app, client):
    item, alice = failed(member("Bob").id), member()
    browser = sign_in(app.test_client(), alice)
    assert browser.get("/secretariat/mail/").status_code == 403
    assert browser.post(f"/secretariat/mail/{item.id}/again").status_code == 404
    assert client.get("/secretariat/mail/").status_code == 302
    with pytest.raises(Forbidden):
        actions.try_again(item, actor=alice)


def test_what_was_sent_meanwhile_stays_sent(app):
    item, olga = failed(member().id), officer()
    with transaction():
        outbox.done(item, clock.now())
    actions.try_again(item, actor=olga)
    assert item.done_at is not None
    assert item.attempts == 3
    assert sign_in(app.test_client(), olga).post(f"/secretariat/mail/{item.id}/again").status_code == 404


def test_what_waits_for_its_first_try_is_no_trouble(app):
    with transaction():
        outbox.put("mail", {"to": member().id}, key="new", due=clock.now())
    assert "waits for its first try" in sign_in(app.test_client(), officer()).get("/secretariat/mail/").text


def sent(text: str, subject="Hello") -> SentMail:
    with transaction():
        mail = SentMail(at=clock.now(), to="alice@example.org", subject=subject, text=text, key=subject)
        db.session.add(mail)
    return mail


def test_the_letterbox_shows_letters_with_links_that_work(letterbox):
    mail = sent("Confirm here:\n\nhttp://127.0.0.1:8000/join/confirm/a-b_c\n\nThank you.")
    assert "Hello" in letterbox.get("/demo/mail").text
    page = letterbox.get(f"/demo/mail/{mail.id}")
    assert '<a href="http://127.0.0.1:8000/join/confirm/a-b_c">' in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert letterbox.get("/demo/mail/999").status_code == 404


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", 'http://x.example/"onmouseover="alert(1)', "http://x.example/<script>",
     "javascript:alert(1)", "https://x.example/a). สวัสดี", "http://" + "x" * 50_000],
)  # fmt: skip
def test_text_of_a_letter_stays_text(letterbox, text):
    page = letterbox.get(f"/demo/mail/{sent(text, 'S' + text[:40]).id}").text
    main = page[page.index("<main") : page.index("</main")]
    assert "<script" not in main
    assert ' onmouseover="' not in main
    assert 'href="javascript' not in main


def test_an_empty_letterbox_says_so(letterbox):
    assert "No letter was written yet." in letterbox.get("/demo/mail").text
