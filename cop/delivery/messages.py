"""A letter as a mail program takes it: plain text and light HTML, what it answers, how to answer and to stop it.

Every letter about a post is known by that post's own Message-ID, in everybody's mailbox the same (RFC 5322), so that
answers stand under what they answer. One click stops a thread's letters (RFC 8058); nothing answers a letter by itself
(RFC 3834).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from flask import g, url_for
from flask_babel import gettext as _

from cop.delivery import light_html, tokens
from cop.kernel.letters import Mail
from cop.kernel.refs import ref

UNFOLDED = SMTP.clone(max_line_length=990)  # a long address must not be cut, or written in code
CUT = "-##"  # ends the line above which an answer is written, in whatever language


@dataclass(frozen=True)
class Reader:
    """Whom a letter goes to. ``member`` and ``address`` are ids, 0 for who is no member."""

    name: str
    email: str
    language: str = "en"
    member: int = 0
    address: int = 0


def message(config: Any, reader: Reader, mail: Mail, key: str, now: datetime) -> EmailMessage:
    """Within the reader's language; ``key`` makes the Message-ID of a letter that shows nothing of its own."""
    made = EmailMessage(policy=SMTP)
    made["From"] = Mailbox(display_name=config.site_name, addr_spec=config.mail_from)
    made["To"] = Mailbox(display_name=reader.name, addr_spec=reader.email)
    made["Subject"] = mail.subject
    made["Date"] = format_datetime(now)
    made["Message-ID"] = message_id(config, mail.shows or key)
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    _follow(made, config, mail.follows)
    _list(made, config, reader, mail, now)
    answers = _answers(config, reader, mail, now)
    if answers:
        made["Reply-To"] = answers
    _fill(made, mail, reader, answers)
    made.policy = UNFOLDED
    return made


def host(config: Any) -> str:
    return urlsplit(config.base_url).hostname or "localhost"


def message_id(config: Any, name: str) -> str:
    """Of a ref, or of a letter's key."""
    return f"<{name.replace(':', '-')}@{host(config)}>"


def _follow(made: EmailMessage, config: Any, follows: Iterable[str]) -> None:
    if ids := [message_id(config, name) for name in follows]:
        made["In-Reply-To"] = ids[-1]
        made["References"] = " ".join(ids)


def _list(made: EmailMessage, config: Any, reader: Reader, mail: Mail, now: datetime) -> None:
    if mail.place:
        made["List-Id"] = f"<{mail.place[0]}.{host(config)}>"
        made["Precedence"] = "list"
    if mail.stops and reader.member:
        stop = tokens.token(config.data_dir, tokens.STOP, reader.member, mail.stops, now)
        made["List-Unsubscribe"] = f"<{config.base_url}/letters/stop/{stop}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _answers(config: Any, reader: Reader, mail: Mail, now: datetime) -> str:
    if not (config.mail_replies and mail.answers and reader.member):
        return ""
    token = tokens.token(config.data_dir, tokens.REPLY, reader.member, mail.answers, now)
    return tokens.address(config.mail_replies, token)


def _fill(made: EmailMessage, mail: Mail, reader: Reader, answers: str) -> None:
    by_mail = answers and not mail.event
    above = _("Please write your answer above this line")
    said = mail.text if mail.stops else _with_reason(mail.text)
    text = f"##- {above} {CUT}\n\n{said}" if by_mail else said
    made.set_content(text, cte="quoted-printable")
    made.add_alternative(light_html.page(text, reader.language), subtype="html", cte="quoted-printable")
    if mail.event and answers:
        event = mail.event(answers)
        method = "CANCEL" if b"METHOD:CANCEL" in event else "REQUEST"
        made.add_alternative(event.decode(), subtype="calendar", params={"method": method}, cte="base64")


def _with_reason(text: str) -> str:
    """What one cannot stop says why it comes, and where one chooses the rest; to who is no member, its words suffice."""
    if not getattr(g._login_user, "is_member", False):
        return text
    why = _("This comes to every member whom it concerns, whatever else you chose. Which other letters come:")
    return f"{text.rstrip()}\n\n{light_html.FOOT}\n{why}\n{url_for('letters.letters', _external=True)}\n"


def return_path(config: Any, reader: Reader, now: datetime) -> str:
    """Where what could not be delivered comes back to: it names the address, whatever the other server writes."""
    if not (config.mail_replies and reader.address):
        return config.mail_from
    about = ref("address", reader.address)
    return tokens.address(
        config.mail_replies, tokens.token(config.data_dir, tokens.REPLY, reader.member, about, now)
    )
