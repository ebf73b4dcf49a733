"""The last step of a letter: an SMTP server, or (in demonstration mode) a page where one reads what was sent."""

from __future__ import annotations

import smtplib
import ssl
from datetime import datetime
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from flask import current_app
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.actions import transaction
from cop.kernel.db import FOREVER, Model, db
from cop.members.models import Member

TIMEOUT_SECONDS = 20


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


def send(member: Member, subject: str, text: str, key: str, now: datetime) -> None:
    """Sends one mail to a member; ``key`` makes its Message-ID the same at every attempt."""
    send_to(member.name, member.addresses[0].email, subject, text, key, now)


def send_to(name: str, to: str, subject: str, text: str, key: str, now: datetime) -> None:
    """Sends one mail to an address, of whoever it may be; ``key`` as above."""
    config = current_app.extensions["cop"].config
    if config.mail_url.startswith("page:"):
        _keep(to, subject, text, key, now)
    elif config.mail_url:
        _smtp(config.mail_url, _message(config, name, to, subject, text, key, now))
    else:
        raise NotConfigured("COP_MAIL_URL is not set")


def _keep(to: str, subject: str, text: str, key: str, now: datetime) -> None:
    with transaction():
        if db.session.query(SentMail.id).filter_by(key=key).first() is None:
            db.session.add(SentMail(at=now, to=to, subject=subject, text=text, key=key))


def _message(config, name: str, to: str, subject: str, text: str, key: str, now: datetime) -> EmailMessage:  # type: ignore[no-untyped-def]
    message = EmailMessage()
    message["From"] = Mailbox(display_name=config.site_name, addr_spec=config.mail_from)
    message["To"] = Mailbox(display_name=name, addr_spec=to)
    message["Subject"] = subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{key}@{urlsplit(config.base_url).hostname}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, cte="quoted-printable")
    return message


def _smtp(url: str, message: EmailMessage) -> None:
    with _connected(url) as server:
        server.send_message(message)


def _connected(url: str) -> smtplib.SMTP:
    """A session with the relay of ``url``: TLS from the start (smtps) or where offered, signed in where asked."""
    parts = urlsplit(url)
    host, secure = parts.hostname or "localhost", ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=TIMEOUT_SECONDS, context=secure
        )
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT_SECONDS)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=secure)
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server
