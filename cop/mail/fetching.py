"""Mail fetched from a mailbox by IMAP: what is unseen there is stored, and then marked as seen."""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

from cop.mail import arriving
from cop.mail.apart import LARGEST

TIMEOUT_SECONDS = 30
EVERY_SECONDS = 60
AT_ONCE = 50


def fetch(url: str) -> int:
    """Takes what is unseen, at most so many at once; how many. Raises OSError and imaplib's errors."""
    with _mailbox(url) as server:
        numbers = server.uid("SEARCH", "UNSEEN")[1][0].split()[:AT_ONCE]
        for number in numbers:
            _take(server, number.decode())
        return len(numbers)


def _take(server: imaplib.IMAP4, number: str) -> None:
    """Stored before it is marked: what ends in between comes again, and is known by its Message-ID."""
    _status, found = server.uid("FETCH", number, f"(BODY.PEEK[]<0.{LARGEST + 1}>)")
    for part in found:
        if isinstance(part, tuple):
            arriving.deliver(part[1])
    server.uid("STORE", number, "+FLAGS", r"(\Seen)")


@contextmanager
def _mailbox(url: str) -> Iterator[imaplib.IMAP4]:
    parts, secure = urlsplit(url), ssl.create_default_context()
    host = parts.hostname or "localhost"
    server: imaplib.IMAP4
    if parts.scheme == "imaps":
        server = imaplib.IMAP4_SSL(host, parts.port or 993, ssl_context=secure, timeout=TIMEOUT_SECONDS)
    else:
        server = imaplib.IMAP4(host, parts.port or 143, timeout=TIMEOUT_SECONDS)
        if "STARTTLS" in server.capabilities:
            server.starttls(secure)
    try:
        server.login(unquote(parts.username or ""), unquote(parts.password or ""))
        server.select(unquote(parts.path.strip("/")) or "INBOX")
        yield server
    finally:
        server.shutdown()
