"""The one door by which mail comes in, whatever way it took: stored, once for each address of ours, or an error.

Whoever hands a mail over (a mail server, a pipe, a mailbox) may forget it when this returns.
"""

from __future__ import annotations

from collections.abc import Iterable
from email.parser import BytesHeaderParser
from email.utils import getaddresses

from flask import current_app

from cop.delivery import tokens
from cop.kernel.permits import SYSTEM
from cop.mail import actions
from cop.mail.apart import LARGEST

SAID_TO = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc")
HEAD = 200_000  # bytes in which the headers are looked for


def token_at(address: str) -> str:
    """The token of an address that we made; "" for every other."""
    config = current_app.extensions["cop"].config
    token = tokens.token_of(config.mail_replies, address)
    return token if tokens.read(config.data_dir, tokens.REPLY, token) else ""


def deliver(raw: bytes, recipients: Iterable[str] = ()) -> int:
    """Stores the mail for each recipient that is an address of ours; how many there were.

    Without ``recipients``, they are those its headers name. Raises Unavailable when the database is busy.
    """
    head = BytesHeaderParser().parsebytes(raw[:HEAD])
    named = list(recipients) or [
        address
        for name in SAID_TO
        for _who, address in getaddresses([str(v) for v in head.get_all(name, [])])
    ]
    found = dict.fromkeys(token for address in named if (token := token_at(address)))
    for token in found:
        actions.take_in(raw[: LARGEST + 1], str(head.get("Message-ID", "")), token, actor=SYSTEM)
    return len(found)
