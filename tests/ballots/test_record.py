"""The chain of events and the heads that are signed over it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cop import verify
from cop.ballots import events
from cop.ballots.canonical import Committed, event_bytes, text_of
from cop.ballots.record import (
    SMALL_ORDER,
    Event,
    Head,
    Kind,
    Witness,
    first_event,
    head,
    head_bytes,
    moment,
    next_event,
    public_hex,
    signed_by,
    stamp,
)
from cop.ballots.terms import By, Stance

AT = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
NOTE = Committed(bytes(32), text_of({"change": "Add a year.", "clause": "2", "reason": "ລາວ"}))
WRITTEN = (
    b'{"at":"2026-11-23T02:15:00Z","ballot":"triage/1","data":{"by":"holder","evidence":"","note":'
    b'"7b52eb62a9439bca8b22465adc820f847d90f2419e5e35031d5c7bae5ca6ccf5","position":"object","seat":8,"sign":0},'
    b'"kind":"cast","prev":"abababababababababababababababababababababababababababababababab","seq":7,"v":1}'
)


def first():
    return first_event("triage/1", {"key": "k"}, AT)


def follow(*kinds):
    event = first()
    for kind in kinds:
        event = next_event(event, kind, {}, AT)
    return event


def test_the_worked_event():
    data = events.cast(seat=8, position=Stance.OBJECT, by=By.HOLDER, sign=False, note=NOTE.hash)
    event = Event("triage/1", 7, AT, Kind.CAST, data, "ab" * 32)
    assert event_bytes(event.body) == WRITTEN
    assert event.hash == "a2b389b46771d2567e772124bc91c8e45b593bc129c76ad362a44f740e2ea815"


def test_the_first_event_follows_64_zeros():
    assert (first().seq, first().prev, first().kind) == (0, "0" * 64, Kind.OPENED)


def test_each_event_names_the_hash_of_the_one_before():
    event = next_event(first(), Kind.LATE, events.of_seat(3), AT)
    assert (event.seq, event.prev, event.ballot) == (1, first().hash, "triage/1")


@pytest.mark.parametrize(
    "change", [{"seq": 1}, {"at": AT + timedelta(seconds=1)}, {"data": {}}, {"ballot": "triage/2"}]
)
def test_a_hash_covers_every_part(change):
    parts = {
        "ballot": "triage/1",
        "seq": 0,
        "at": AT,
        "kind": Kind.LATE,
        "data": {"seat": 1},
        "prev": "0" * 64,
    }
    assert Event(**parts).hash != Event(**parts | change).hash


def test_time_is_utc_in_whole_seconds_and_never_runs_backwards():
    local = datetime(2026, 11, 23, 9, 15, 0, 999_999, tzinfo=timezone(timedelta(hours=7)))
    assert stamp(local) == "2026-11-23T02:15:00Z"
    assert moment(stamp(local)) == AT
    assert next_event(first(), Kind.LATE, {}, AT - timedelta(seconds=5)).at == AT
    assert next_event(first(), Kind.LATE, {}, AT + timedelta(seconds=1.5)).at == AT + timedelta(seconds=1)
    with pytest.raises(ValueError, match="zone"):
        stamp(AT.replace(tzinfo=None))


def test_a_ballot_is_opened_once():
    with pytest.raises(ValueError, match="opened cannot follow"):
        next_event(first(), Kind.OPENED, {}, AT)


AFTER_CLOSED = {kind for kind in Kind if kind is Kind.LATE or kind.startswith("objection_")}


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.OPENED}))
def test_what_follows_an_end(kind):
    for end in ([Kind.OVERTAKEN], [Kind.ANNULLED]):
        with pytest.raises(ValueError, match="cannot follow"):
            follow(*end, kind)
    for end in ([Kind.CLOSED], [Kind.CLOSED, Kind.LATE], [Kind.CLOSED, Kind.OBJECTION_LAPSED]):
        if kind in AFTER_CLOSED:
            assert follow(*end, kind).kind is kind
        else:
            with pytest.raises(ValueError, match="cannot follow"):
                follow(*end, kind)


# --- heads ------------------------------------------------------------------------------------------


def test_a_head_signs_ballot_seq_and_hash():
    signed = head_bytes("triage/1", 7, "ab" * 32)
    assert signed == (b'{"ballot":"triage/1","hash":"%s","seq":7,"type":"ballot-head","v":1}' % (b"ab" * 32))


def test_the_platforms_own_heads_hold():
    made = head(first(), KEY)
    assert made.data() == {"seq": 0, "hash": first().hash, "sig": made.sig}
    assert len(made.sig) == 128
    assert made == head(first(), KEY)
    assert signed_by(made, "triage/1", public_hex(KEY))


def test_a_head_of_anything_else_does_not_hold():
    made, public = head(first(), KEY), public_hex(KEY)
    other = Ed25519PrivateKey.from_private_bytes(bytes(32))
    assert not signed_by(made, "triage/2", public)
    assert not signed_by(made, "triage/1", public_hex(other))
    assert not signed_by(Head(1, made.hash, made.sig), "triage/1", public)
    assert not signed_by(Head(0, "00" * 32, made.sig), "triage/1", public)
    for sig, key in (("no hex", public), ("00", public), (made.sig, "00"), (made.sig, "no hex")):
        assert not signed_by(Head(0, made.hash, sig), "triage/1", key)


def test_a_witness_signs_the_same_bytes_under_their_own_name():
    made = head(first(), KEY)
    witness = Witness(made.seq, made.hash, made.sig, "Ministry of Health, Lao PDR", public_hex(KEY))
    assert signed_by(witness, "triage/1", witness.key)
    assert witness.data() == made.data() | {"name": "Ministry of Health, Lao PDR", "key": public_hex(KEY)}


@pytest.mark.parametrize("y", sorted(SMALL_ORDER))
def test_a_key_of_small_order_signs_nothing(y):
    """The library takes such a key, and with it a signature of any bytes."""
    key, sig = y.to_bytes(32, "little").hex(), (1).to_bytes(32, "little").hex() + "00" * 32
    assert verify.encoded(verify.times(8, verify.decoded(bytes.fromhex(key)))) == verify.encoded(
        verify.NEUTRAL
    )
    assert not signed_by(Head(3, "ab" * 32, sig), "triage/1", key)
    assert not verify.signed(key, sig, head_bytes("triage/1", 3, "ab" * 32))


@pytest.mark.parametrize("key", ["", "zz" * 32, "ab" * 31, (2**255 - 18).to_bytes(32, "little").hex()])
def test_what_is_no_key_signs_nothing(key):
    assert not signed_by(Head(3, "ab" * 32, "00" * 64), "triage/1", key)
