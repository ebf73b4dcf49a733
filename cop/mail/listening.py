"""A listener for the mail server in front of us: LMTP (RFC 2033) or SMTP, on this machine or a private network.

Who writes to an address that we never made is refused before the mail is sent, so that its own server says so.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from flask import Flask

from cop.kernel.errors import Refused
from cop.mail import arriving
from cop.mail.apart import LARGEST

PORTS = {"lmtp": 24, "smtp": 25}
MOST_RECIPIENTS = 50


class Door:
    """What the protocol asks: whether a recipient is ours, and to take a mail."""

    def __init__(self, app: Flask, each: bool) -> None:
        """``each``: the answer is given once a recipient, as LMTP wants it."""
        self.app, self.each = app, each

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        with self.app.app_context():
            known = arriving.token_at(address)
        if not known:
            return "550 5.1.1 Nobody was told this address. Answer the letter itself, or write on the page."
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        try:
            with self.app.app_context():
                arriving.deliver(envelope.content, envelope.rcpt_tos)
            answer = "250 2.0.0 Stored"
        except Refused:
            answer = "451 4.3.0 Busy; try again in a minute"
        return "\r\n".join([answer] * (len(envelope.rcpt_tos) if self.each else 1))


class Listener(Controller):
    """Speaks LMTP or SMTP in a thread of its own."""

    def __init__(self, app: Flask, url: str) -> None:
        parts = urlsplit(url)
        self.protocol = parts.scheme
        super().__init__(
            Door(app, each=parts.scheme == "lmtp"),
            hostname=parts.hostname or "127.0.0.1",
            port=PORTS[parts.scheme] if parts.port is None else parts.port,
            data_size_limit=LARGEST,
            enable_SMTPUTF8=True,
            ident="mail",
        )

    def factory(self) -> Any:
        return LMTP(self.handler, **self.SMTP_kwargs) if self.protocol == "lmtp" else super().factory()
