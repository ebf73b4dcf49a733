"""Files that come with a mail: kept as if sent with the form, or named with the reason, while the text is said."""

from dataclasses import replace

import pytest

from cop.attachments.models import Attachment
from cop.discussions.models import Post, Thread
from cop.kernel import worker
from cop.kernel.db import db
from cop.mail import arriving
from cop.mail.models import Inbound
from tests.attachments.files import EICAR, PDF
from tests.attachments.test_scanner import daemon  # noqa: F401  (a fixture)
from tests.mail import enclosing
from tests.mail.test_replies import letters
from tests.people import officer, sign_in

pytestmark = pytest.mark.sqlite


def take(talk, raw: bytes, to: str) -> Inbound:
    arriving.deliver(raw, [to])
    worker.drain()
    return db.session.scalars(db.select(Inbound).order_by(Inbound.id.desc())).first()


def files(about: str) -> list[str]:
    return list(
        db.session.scalars(
            db.select(Attachment.name).where(Attachment.about == about).order_by(Attachment.id)
        )
    )


@pytest.mark.parametrize(
    ("shape", "text", "names"),
    [
        (enclosing.gmail, "See this:", ["scan.jpg"]),
        (enclosing.outlook, "See this:", ["scan.jpg"]),
        (enclosing.apple, "Before.\n\nAfter.", ["ภาพ.jpg"]),
    ],
)
def test_pictures_come_with_the_words_they_stand_in(talk, app, shape, text, names):
    to = talk.address()
    mail = take(talk, shape(to), to)
    post = talk.posts()[-1]
    assert (mail.state, post.source, post.file_count) == ("taken", text, 1)
    assert files(post.ref) == names
    assert letters("bob@example.org") == []
    (kept,) = db.session.scalars(db.select(Attachment))
    fetched = sign_in(app.test_client(), talk.alice).get(f"/attachments/{kept.id}")
    assert (fetched.status_code, b"GPS" in fetched.data, kept.owner_id) == (200, False, talk.bob.id)


def test_what_is_refused_is_named_and_the_text_said(talk, app):
    to = talk.address()
    mail = take(talk, enclosing.many(to), to)
    post = talk.posts()[-1]
    assert (post.source, files(post.ref)) == (
        "See the files.",
        ["law.pdf", "p0.pdf", "p1.pdf", "p2.pdf", "p3.pdf", "p4.pdf"],
    )
    assert mail.left_out == ["tool.exe", "empty.pdf", "page.pdf", "Re: Files.eml", "p5.pdf"]
    (letter,) = letters("bob@example.org")
    page = sign_in(app.test_client(), talk.bob).get(f"/account/mail/{mail.id}").text
    for name in mail.left_out:
        assert name in letter.text
        assert name in page
    assert "at most 6 files" in letter.text
    assert "The file is empty." in letter.text


def test_a_virus_by_mail_is_not_kept(talk, house, daemon):  # noqa: F811
    house.config = replace(house.config, clamav=daemon[0])
    to = talk.address()
    raw = bytes(enclosing.attached(enclosing.mail(to), law_pdf=PDF, bad_pdf=PDF + EICAR))
    assert take(talk, raw, to).left_out == ["bad.pdf"]
    assert files(talk.posts()[-1].ref) == ["law.pdf"]
    assert all(db.session.scalars(db.select(Attachment.scanned)))


def test_while_the_scanner_is_away_the_mail_waits(talk, house):
    before, to = house.config, talk.address()
    house.config = replace(before, clamav="unix:/nowhere/clamd.ctl")
    mail = take(talk, bytes(enclosing.attached(enclosing.mail(to), law_pdf=PDF)), to)
    assert (mail.state, len(talk.posts())) == ("new", 1)


def test_files_of_a_held_mail_are_kept_when_its_member_says_it(talk, app):
    to = talk.address()
    forged = enclosing.attached(enclosing.mail(to), law_pdf=PDF)
    forged.replace_header("From", "eve@evil.example")
    held = take(talk, bytes(forged), to)
    assert (held.state, db.session.query(Attachment).count()) == ("held", 0)
    browser = sign_in(app.test_client(), talk.bob)
    assert "law.pdf" in browser.get(f"/account/mail/{held.id}").text
    assert browser.post(f"/account/mail/{held.id}/say").status_code == 303
    assert (files(talk.posts()[-1].ref), held.raw) == (["law.pdf"], b"")


def test_a_thread_is_begun_with_files(talk, app):
    sign_in(app.test_client(), officer()).post("/discussions/forum/by-mail/allow")
    to = talk.address(about=f"space:{talk.thread.space_id}")
    take(talk, bytes(enclosing.attached(enclosing.mail(to), law_pdf=PDF)), to)
    thread = db.session.scalars(db.select(Thread).order_by(Thread.id.desc())).first()
    first = db.session.scalars(db.select(Post).where(Post.thread_id == thread.id)).one()
    assert (thread.title, files(first.ref)) == ("Files", ["law.pdf"])
