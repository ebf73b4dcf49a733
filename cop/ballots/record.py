"""The record of a ballot: a chain of hashed events, and the signed heads that tie its copies together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from cop.ballots.canonical import event_bytes, hexhash

VERSION = 1
FIRST_PREV = "0" * 64
FIELD = 2**255 - 19
SMALL_ORDER = frozenset(  # the y of Ed25519's eight points whose order divides 8
    {
        0,
        1,
        FIELD - 1,
        0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
        0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
    }
)


class Kind(StrEnum):
    OPENED = "opened"
    CAST = "cast"
    RETRACTED = "retracted"
    EXTENDED = "extended"
    SEAT_TRANSFERRED = "seat_transferred"
    VOIDED = "voided"
    ANNULLED = "annulled"
    UNDELIVERED = "undelivered"
    LATE = "late"
    OVERTAKEN = "overtaken"
    CLOSED = "closed"
    OBJECTION_ANSWERED = "objection_answered"
    OBJECTION_RESOLVED = "objection_resolved"
    OBJECTION_MAINTAINED = "objection_maintained"
    OBJECTION_LAPSED = "objection_lapsed"


ENDINGS = frozenset({Kind.CLOSED, Kind.OVERTAKEN, Kind.ANNULLED})
REPLIES = frozenset({Kind.OBJECTION_RESOLVED, Kind.OBJECTION_MAINTAINED, Kind.OBJECTION_LAPSED})
AFTER_CLOSED = REPLIES | {Kind.LATE, Kind.OBJECTION_ANSWERED}
# An answer may also come before the close, so what it precedes is left to the ballot's state.
FOLLOWS: dict[Kind, frozenset[Kind]] = {
    Kind.OVERTAKEN: frozenset(),
    Kind.ANNULLED: frozenset(),
    **dict.fromkeys((Kind.CLOSED, Kind.LATE, *REPLIES), AFTER_CLOSED),
}


@dataclass(frozen=True)
class Event:
    """One entry of a record; ``ballot`` is "slug/n"."""

    ballot: str
    seq: int
    at: datetime
    kind: Kind
    data: Mapping[str, Any]
    prev: str

    @property
    def body(self) -> dict[str, Any]:
        return {
            "at": stamp(self.at),
            "ballot": self.ballot,
            "data": dict(self.data),
            "kind": str(self.kind),
            "prev": self.prev,
            "seq": self.seq,
            "v": VERSION,
        }

    @cached_property
    def written(self) -> bytes:
        """The event as its hash covers it."""
        return event_bytes(self.body)

    @cached_property
    def hash(self) -> str:
        return hexhash(self.written)


def stamp(moment: datetime) -> str:
    """ "2026-11-23T02:15:00Z"; parts of a second are dropped. Raises ValueError for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a record's times have a zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(stamped: str) -> datetime:
    """The time that ``stamp`` wrote."""
    return datetime.fromisoformat(stamped).astimezone(UTC)


def first_event(ballot: str, data: Mapping[str, Any], at: datetime) -> Event:
    """The ``opened`` event of the ballot "slug/n"."""
    return Event(ballot, 0, moment(stamp(at)), Kind.OPENED, data, FIRST_PREV)


@dataclass(frozen=True)
class Tip:
    """The last event of a record, without what it held: all that the next one needs."""

    ballot: str
    seq: int
    at: datetime
    kind: Kind
    hash: str


def next_event(previous: Event | Tip, kind: Kind, data: Mapping[str, Any], at: datetime) -> Event:
    """The event after ``previous``, never earlier. Raises ValueError for what cannot follow an end."""
    if kind is Kind.OPENED or kind not in FOLLOWS.get(previous.kind, frozenset(Kind)):
        raise ValueError(f"{kind} cannot follow {previous.kind}")
    at = max(moment(stamp(at)), previous.at)
    return Event(previous.ballot, previous.seq + 1, at, kind, data, previous.hash)


def head_bytes(ballot: str, seq: int, hash_: str) -> bytes:
    """What a head's signature is over, the platform's and a witness's alike."""
    return event_bytes({"ballot": ballot, "hash": hash_, "seq": seq, "type": "ballot-head", "v": VERSION})


@dataclass(frozen=True)
class Head:
    """Says, signed (Ed25519, hex), that event ``seq`` has this hash. A voter's receipt is one."""

    seq: int
    hash: str
    sig: str

    def data(self) -> dict[str, int | str]:
        return {"seq": self.seq, "hash": self.hash, "sig": self.sig}


@dataclass(frozen=True)
class Witness(Head):
    """A head that somebody outside signed, with their name and public key (hex)."""

    name: str
    key: str

    def data(self) -> dict[str, int | str]:
        return super().data() | {"name": self.name, "key": self.key}


def head(event: Event, key: Ed25519PrivateKey) -> Head:
    """The head at ``event``. The same key gives the same bytes each time."""
    return Head(event.seq, event.hash, key.sign(head_bytes(event.ballot, event.seq, event.hash)).hex())


def public_hex(key: Ed25519PrivateKey) -> str:
    """The public half, as the ``opened`` event holds it."""
    return key.public_key().public_bytes_raw().hex()


def signed_by(found: Head, ballot: str, key: str) -> bool:
    """Whether the signature is that of the public key (hex); a witness's head is kept only if so."""
    if not _is_sound(key):
        return False
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(found.sig), head_bytes(ballot, found.seq, found.hash))
    except (InvalidSignature, ValueError):
        return False
    return True


def _is_sound(key: str) -> bool:
    """Written in the one canonical way, and not a point of small order, for which any message has a signature.

    The library takes both; the verifier does not.
    """
    try:
        y = int.from_bytes(bytes.fromhex(key), "little") % 2**255
    except ValueError:
        return False
    return y < FIELD and y not in SMALL_ORDER
