"""Tokens that one reader alone was sent: who, about what, until when, and a seal that only we can make.

``3e8.p1f4.5194.<seal>`` stands in the address that answers go to (``reply+3e8.p1f4.5194.<seal>@host``) and in links
that need no signing in. Nothing of them is kept, so there is nothing to steal at rest, and an earlier attempt's token
stays good. The seal holds for one purpose. All is in small letters, because mail servers fold case.
"""

from __future__ import annotations

import base64
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cop.kernel.keys import kept_secret
from cop.kernel.refs import ref, split

REPLY, STOP, RSVP, ACT = "reply", "stop", "rsvp", "act"
LASTS = {
    REPLY: timedelta(days=90),
    STOP: timedelta(days=730),
    RSVP: timedelta(days=90),
    ACT: timedelta(days=14),
}
SEAL_BYTES = 16
KINDS = {
    "a": "address",
    "b": "ballot",
    "c": "draft",
    "d": "digest",
    "g": "admission",
    "j": "member",
    "m": "meeting",
    "p": "post",
    "s": "space",
    "t": "thread",
}
CODES = {kind: code for code, kind in KINDS.items()}
SHAPE = re.compile(r"([0-9a-f]{1,8})\.([a-z])([0-9a-f]{1,8})\.([0-9a-f]{1,6})\.([a-z2-7]{26})", re.ASCII)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    """What a token says: the member it was sent to, the ref it is about, and its last moment."""

    member: int
    about: str
    until: datetime


def token(folder: Path, purpose: str, member: int, about: str, now: datetime) -> str:
    """Raises KeyError for a kind of ref that has none."""
    kind, id = split(about)
    day = (now + LASTS[purpose] - EPOCH).days
    said = f"{member:x}.{CODES[kind]}{id:x}.{day:x}"
    return f"{said}.{_seal(folder, purpose, said)}"


def _seal(folder: Path, purpose: str, said: str) -> str:
    whole = f"{purpose}:{said}".encode()
    made = hmac.digest(kept_secret(folder, "letters"), whole, "sha256")[:SEAL_BYTES]
    return base64.b32encode(made).decode().rstrip("=").lower()


def read(folder: Path, purpose: str, written: str) -> Told | None:
    """What a token says; None for one that we did not make for this purpose. Whether it is too old, the caller asks."""
    parts = SHAPE.fullmatch(written.lower())
    if parts is None or parts[2] not in KINDS:
        return None
    said, _dot, seal = written.lower().rpartition(".")
    if not hmac.compare_digest(seal, _seal(folder, purpose, said)):
        return None
    until = EPOCH + timedelta(days=int(parts[4], 16) + 1)
    return Told(int(parts[1], 16), ref(KINDS[parts[2]], int(parts[3], 16)), until)


def address(mailbox: str, token: str) -> str:
    """The mail address of a token."""
    local, _at, host = mailbox.partition("@")
    return f"{local}+{token}@{host}"


def token_of(mailbox: str, written: str) -> str:
    """The token of an address of ours; "" for any other address."""
    local, _at, host = mailbox.partition("@")
    name, at, domain = written.strip().lower().rpartition("@")
    own = mailbox and at and domain == host and name.startswith(f"{local}+")
    return name.removeprefix(f"{local}+") if own else ""
