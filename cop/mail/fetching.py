"""Mail fetched from a mailbox by IMAP: what is unseen there is stored, and then marked as seen."""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

from cop.kernel.network import is_loopback
from cop.mail import arriving
from cop.mail.apart import LARGEST

TIMEOUT_SECONDS = 30
EVERY_SECONDS = 60
AT_ONCE = 50


class NoTls(OSError):
    """The mailbox's server would have to be told a password that others on the way can read."""


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
    parts = urlsplit(url)
    server = _connected(parts.scheme, parts.hostname or "localhost", parts.port)
    try:
        server.login(unquote(parts.username or ""), unquote(parts.password or ""))
        status, said = server.select(unquote(parts.path.strip("/")) or "INBOX")
        if status != "OK":
            raise server.error(said)
        yield server
    finally:
        server.shutdown()


def _connected(scheme: str, host: str, port: int | None) -> imaplib.IMAP4:
    """``imaps`` is TLS from the start and ``imap+starttls`` demands it; ``imap`` takes it on another machine.

    Raises NoTls where that offers none: a password goes there by TLS alone.
    """
    if scheme == "imaps":
        secure = ssl.create_default_context()
        return imaplib.IMAP4_SSL(host, port or 993, ssl_context=secure, timeout=TIMEOUT_SECONDS)
    server, near = imaplib.IMAP4(host, port or 143, timeout=TIMEOUT_SECONDS), is_loopback(host)
    if scheme == "imap+starttls" or not near:
        if "STARTTLS" not in server.capabilities:
            server.shutdown()
            raise NoTls(f"{host} offers no TLS, and a password goes nowhere without")
        server.starttls(ssl.create_default_context())
    return server
