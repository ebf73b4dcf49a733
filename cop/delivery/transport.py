"""The last step of a letter: an SMTP server, or (in demonstration mode) a page where one reads what was sent."""

from __future__ import annotations

import smtplib
import ssl
import threading
from datetime import datetime
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from flask import current_app
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.actions import transaction
from cop.kernel.db import FOREVER, Model, db
from cop.kernel.network import is_loopback

TIMEOUT_SECONDS = 20
_open = threading.local()


class SentMail(Model):
    """What the demonstration "sent": read on a page instead of in an inbox."""

    __tablename__ = "sent_mails"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    to: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)


class NotConfigured(Exception):
    """No way out for mail is set; letters wait in the outbox and the secretariat sees them there."""


def send(message: EmailMessage, returns_to: str, key: str, now: datetime) -> None:
    """Sends one mail; what cannot be delivered comes back to ``returns_to``."""
    config = current_app.extensions["cop"].config
    if config.mail_url.startswith("page:"):
        _keep(message, key, now)
    elif config.mail_url:
        _smtp(config.mail_url, message, returns_to)
    else:
        raise NotConfigured("COP_MAIL_URL is not set")


def _keep(message: EmailMessage, key: str, now: datetime) -> None:
    body = message.get_body(("plain",))
    to, subject = message["To"].addresses[0].addr_spec, str(message["Subject"])
    text = body.get_content().replace("\r\n", "\n") if body else ""
    with transaction():
        if db.session.query(SentMail.id).filter_by(key=key).first() is None:
            db.session.add(SentMail(at=now, to=to, subject=subject, text=text, key=key))


def _smtp(url: str, message: EmailMessage, returns_to: str) -> None:
    """By the session that the letter before left open, where there is one: thousands of letters need one greeting."""
    try:
        _connected(url).send_message(message, from_addr=returns_to)
    except OSError:  # every error of the library's is one; the next letter begins anew
        hang_up()
        raise


def _connected(url: str) -> smtplib.SMTP:
    kept: tuple[str, smtplib.SMTP] | None = getattr(_open, "session", None)
    if kept and kept[0] == url and _answers(kept[1]):
        return kept[1]
    hang_up()
    server = connect(url)
    _open.session = (url, server)
    return server


def _answers(server: smtplib.SMTP) -> bool:
    """Relays end a session after some minutes, or some hundred letters."""
    try:
        return server.noop()[0] == 250
    except OSError:
        return False


def hang_up() -> None:
    """Ends the session that this thread keeps open, if it does."""
    kept = getattr(_open, "session", None)
    _open.session = None
    if kept:
        kept[1].close()


def connect(url: str) -> smtplib.SMTP:
    """A session with the relay of ``url``, signed in where it names an account.

    ``smtps`` is TLS from the start and ``smtp+starttls`` demands it; ``smtp`` takes it where it is offered, but on
    this machine, where a relay's certificate is rarely one to trust. A password goes to another machine by TLS alone:
    else raises NotConfigured.
    """
    parts = urlsplit(url)
    host, near = parts.hostname or "localhost", is_loopback(parts.hostname or "localhost")
    if parts.scheme == "smtps":
        secure = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=TIMEOUT_SECONDS, context=secure
        )
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT_SECONDS)
        server.ehlo()
        if parts.scheme == "smtp+starttls" or (server.has_extn("starttls") and not near):
            server.starttls(context=ssl.create_default_context())
    if parts.username:
        if not near and not isinstance(server.sock, ssl.SSLSocket):
            raise NotConfigured(f"{host} offers no TLS, and a password goes nowhere without")
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server
