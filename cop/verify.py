"""Recount a ballot from its bundle, offline, trusting nobody.

    python verify.py bundle.json [--receipt HASH] [--older FILE] [--key HEX]

Exit status: 0 the record holds; 1 it does not, and the first event that fails is named; 2 the file is not a
bundle (or the command was misspelt). Needs Python 3.9 or later and nothing else: read it, it is one file.

**The record** of a ballot is a chain of events that only grows. An event is canonical JSON (members sorted, no
spaces, integers and plain ASCII strings only); its SHA-256 is its hash, and each event carries the hash of the
one before as `prev`. Change one byte anywhere and every later hash changes. `EVENT` and `DATA` below list the
members of every kind of event.

**A commitment** stands in the record wherever a person or a text is meant: the SHA-256 of 32 random bytes (the
salt) and the text. The record thus names nobody. Who may know gets salt and text in the bundle's `openings`,
and can check them; once both are deleted, nobody can tell who was meant, and the record still verifies.

**A head** is the organisers' Ed25519 signature over the number and hash of one event, and so over all before
it. A voter's receipt is such a hash; a witness signs the same words with a key of their own.

**The count** is made here anew from the positions that stand: `ROWS` below is the whole rule. Nothing that the
record says about its own outcome is taken on trust.

While a ballot runs, its bundle shows no more than `opened` and the latest head, except to members where the
ballot is open. What no bundle can show is an end that was cut off: for that, keep a receipt or an older copy.

A **passport** of a pilot is checked as well: its signature, its chain of events, and with `--older` what changed.

The file reads from the top down: the command, the steps of a check, the life of a ballot, the count, the
commitments, the signatures, and at the end the forms of all objects.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import operator
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, Union

Json = dict[str, Any]

REPLY_DAYS = 7
MOST_EXTENSIONS = 2
LONGEST_INTEGER = 18  # digits; the format has no use for more, and long ones are slow to read


class Fails(Exception):
    """The record does not hold; the message says where and why. Exit status 1."""


class NotABundle(Exception):
    """The file is unreadable, or an object has a member twice, too few or too many. Exit status 2."""


# --- the command --------------------------------------------------------------------------------------


def main(arguments: list[str] | None = None) -> int:
    """Check the bundle named by ``arguments``; print what was found; return the exit status."""
    asked = _asked(arguments)
    try:
        for sentence in findings(asked):
            print(printable(sentence))
    except Fails as why:
        print(printable(f"DOES NOT HOLD: {why}."))
        return 1
    except NotABundle as why:
        print(printable(f"NOT A BUNDLE: {why}."))
        return 2
    print("HOLDS.")
    return 0


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="verify.py",
        description="Recount a ballot from its bundle, or check a pilot's passport, offline.",
    )
    parser.add_argument("bundle", help="the file to check")
    parser.add_argument("--receipt", metavar="HASH", type=_hash, help="find the event with this hash")
    parser.add_argument("--older", metavar="FILE", help="an earlier copy that this bundle must continue")
    parser.add_argument("--key", metavar="HEX", type=_hash, help="the organisers' key as you know it")
    return parser.parse_args(arguments)


def _hash(given: str) -> str:
    if not HEX_64.fullmatch(given.lower()):
        raise argparse.ArgumentTypeError("64 hexadecimal digits are needed")
    return given.lower()


def findings(asked: argparse.Namespace) -> Iterator[str]:
    """Make every check that was asked for, and yield a sentence for each that held."""
    if (passport := passport_in(asked.bundle)) is not None:
        yield from findings_of_passport(passport, asked)
        return
    bundle = read(asked.bundle)
    ballot = check(bundle)
    yield from told(bundle, ballot)
    if asked.key:
        yield check_key(bundle, asked.key)
    if asked.receipt:
        yield check_receipt(bundle, asked.receipt)
    if asked.older:
        yield check_older(bundle, asked.older)
    else:
        yield "Events cut off at the end would not show: compare with a receipt or an older copy."


# A passport is a pilot's record with the signature of the site that keeps it:
# {"format": PASSPORT, "key", "signature", "passport": {"record", "signed_at", "site"}}.
PASSPORT = "cop-pilot-passport/1"
PASSPORT_MEMBERS = {"format", "key", "passport", "signature"}


def passport_in(path: str) -> Json | None:
    """Return the passport in a file, or None where the file is something else."""
    try:
        found = parsed(Path(path).read_bytes())
    except (OSError, ValueError, RecursionError, MemoryError):
        return None
    return found if isinstance(found, dict) and found.get("format") == PASSPORT else None


def findings_of_passport(passport: Json, asked: argparse.Namespace) -> Iterator[str]:
    """The signature holds, every event follows from the one before, and an older copy begins this record."""
    record = check_passport(passport)
    said = passport["passport"]
    yield f"Pilot {record['uid']}, as {said['site']} signed it at {said['signed_at']}."
    yield f"The signature holds, and so do {len(record['chain']['events'])} events, each upon the one before."
    if asked.key:
        yield check_key(passport, asked.key)
    if asked.receipt and all(event["hash"] != asked.receipt for event in record["chain"]["events"]):
        raise Fails("no event has the hash of the receipt")
    if asked.older:
        yield from _since(record, passport_in(asked.older), passport["key"])


def check_passport(passport: Json) -> Json:
    """Return its record; raise `Fails` for what does not hold, `NotABundle` for another form."""
    try:
        if set(passport) != PASSPORT_MEMBERS:
            raise NotABundle("a passport has other members")
        message = passport_bytes(passport["passport"])
        if not signed(passport["key"], passport["signature"], message):
            raise Fails("the signature is not that of the key over this passport")
        record: Json = passport["passport"]["record"]
        _check_events(record["uid"], record["chain"])
    except (KeyError, TypeError, AttributeError, UnicodeError):
        raise NotABundle("a passport lacks a member or has one of another kind") from None
    return record


def passport_bytes(said: Json) -> bytes:
    """Return what the signature is over."""
    return PASSPORT.encode() + b"\n" + canonical(said)


def _check_events(uid: str, chain: Json) -> None:
    prev = "0" * 64
    for seq, event in enumerate(chain["events"]):
        body = {name: value for name, value in event.items() if name != "hash"}
        if (body["pilot"], body["seq"], body["prev"]) != (uid, seq, prev):
            raise Fails(f"event {seq} does not follow the one before it")
        prev = sha256(canonical(body))
        if prev != event["hash"]:
            raise Fails(f"event {seq} has another hash")
    if chain["head"] != (prev if chain["events"] else ""):
        raise Fails("the head is not the hash of the last event")


def _since(record: Json, older: Json | None, key: str) -> Iterator[str]:
    """What has changed since an older passport; raise `Fails` where something was lost."""
    if older is None:
        raise NotABundle("the older copy is no passport")
    before = check_passport(older)
    if (before["uid"], older["key"]) != (record["uid"], key):
        raise Fails("the older copy is of another pilot or key")
    kept = before["chain"]["events"]
    if record["chain"]["events"][: len(kept)] != kept:
        raise Fails("an event of the older copy is lost or differs")
    yield f"The older copy holds; {len(record['chain']['events']) - len(kept)} events were added since."
    names = sorted(name for name in {*before, *record} - {"chain"} if before.get(name) != record.get(name))
    yield f"Changed since: {', '.join(names)}." if names else "Nothing else changed since."


def printable(sentence: str) -> str:
    """Make a sentence safe for any terminal: no control characters, nothing that its encoding lacks."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in sentence)
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    return shown.encode(encoding, "backslashreplace").decode(encoding)


# --- the steps of a check -----------------------------------------------------------------------------


def check(bundle: Json) -> Ballot:
    """Check all that a bundle shows and return the ballot it tells; raise `Fails` or `NotABundle`."""
    ballot = Ballot(bundle)
    for place, entry in enumerate(bundle["events"]):
        try:
            ballot.take(entry)
        except (Fails, NotABundle) as why:
            raise type(why)(f"{name_of(entry['event'], place)}: {why}") from None
    check_audience(ballot)
    check_heads(ballot)
    check_witnesses(ballot)
    check_openings(ballot)
    return ballot


def name_of(event: Any, place: int = 0) -> str:
    """Name an event by number and kind, however broken it is."""
    known = event if isinstance(event, dict) else {}
    seq, kind = known.get("seq"), known.get("kind")
    number = seq if type(seq) is int else place
    return f"event {number} ({kind if isinstance(kind, str) and kind in DATA else 'of no known kind'})"


def check_audience(ballot: Ballot) -> None:
    """Before the end, only members of an open ballot may see more than `opened`."""
    if not ballot.events:
        raise Fails("the bundle shows no event, not even opened")
    if ballot.held_back and len(ballot.events) > 1:
        shown = name_of(ballot.events[1])
        raise Fails(f"{shown}: the ballot has not ended, and this audience may not see it yet")


def check_heads(ballot: Ballot) -> None:
    """Every head is signed and true; together they cover the first, the ending and the last event shown."""
    heads, events = ballot.bundle["heads"], ballot.events
    for head in heads:
        check_head(ballot, head, ballot.bundle["key"], "the organisers' head")
    if len({head["seq"] for head in heads if head["seq"] >= len(events)}) > 1:
        raise Fails("more than one head lies beyond the events shown; only the latest may")
    covered = {head["seq"] for head in heads}
    for event in (events[0], ballot.end or events[0], events[-1]):
        if event["seq"] not in covered:
            raise Fails(f"{name_of(event)}: no head covers it")


def check_witnesses(ballot: Ballot) -> None:
    """A witness signs a head with a key that is not the organisers'."""
    latest = max(head["seq"] for head in ballot.bundle["heads"])
    for witness in ballot.bundle["witnesses"]:
        name = f"the witness {witness['name']}"
        if witness["key"] == ballot.bundle["key"]:
            raise Fails(f"{name} signs with the organisers' own key")
        if witness["seq"] > latest:
            raise Fails(f"{name} signs event {witness['seq']}, beyond the latest head")
        check_head(ballot, witness, witness["key"], name)


def check_head(ballot: Ballot, head: Json, key: str, whose: str) -> None:
    """A head names an event shown (or, while events are held back, a later one) and bears a signature."""
    seq = head["seq"]
    if 0 <= seq < len(ballot.events):
        where = name_of(ballot.events[seq])
        if head["hash"] != ballot.bundle["events"][seq]["hash"]:
            raise Fails(f"{where}: {whose} signs another hash for it")
    else:
        where = f"event {seq}"
        if seq < 0 or not ballot.held_back:
            raise Fails(f"{where}: {whose} signs it, and the bundle does not show it")
    if not signed(key, head["sig"], head_bytes(ballot.bundle["ballot"], head)):
        raise Fails(f"{where}: the signature of {whose} is not valid")


def head_bytes(ballot: str, head: Json) -> bytes:
    """Return the canonical bytes that a head signs."""
    words = {"ballot": ballot, "hash": head["hash"], "seq": head["seq"], "type": "ballot-head", "v": 1}
    return canonical(words)


def check_openings(ballot: Ballot) -> None:
    """Opened is what this audience may have, to the commitments of the record; words are never missing."""
    openings, due = ballot.bundle["openings"], ballot.due()
    for commitment, opening in openings.items():
        if commitment not in due:
            raise Fails(f"the opening {commitment} is none that this audience may have")
        try:
            check_opening(commitment, opening, due[commitment].form)
        except (Fails, NotABundle) as why:
            raise type(why)(f"{name_of(due[commitment].event)}: {why}") from None
    for commitment, debt in due.items():
        if commitment not in openings and debt.form is not PERSON:
            raise Fails(
                f"{name_of(debt.event)}: the {debt.what} is not opened, and this audience may read it"
            )


def check_key(bundle: Json, key: str) -> str:
    if bundle["key"] != key:
        raise Fails(f"the bundle is signed with {bundle['key']}, not with the key you gave")
    return "The key is the one you gave."


def check_receipt(bundle: Json, receipt: str) -> str:
    for entry in bundle["events"]:
        if entry["hash"] == receipt:
            return f"The receipt is that of {name_of(entry['event'])} at {entry['event']['at']}."
    for head in bundle["heads"]:
        if head["hash"] == receipt:
            return (
                f"The receipt is that of event {head['seq']}, the latest; the event itself is not shown yet."
            )
    raise Fails("no event shown has the hash of the receipt")


def check_older(bundle: Json, path: str) -> str:
    """The older copy holds, and this bundle begins with it."""
    older = read(path)
    try:
        check(older)
    except Fails as why:
        raise Fails(f"the older copy itself does not hold: {why}") from None
    for name in ("ballot", "key"):
        if older[name] != bundle[name]:
            raise Fails(f"the older copy has another {name}")
    _check_continued(bundle, older)
    return f"The older copy holds, and its {len(older['events'])} events begin this record."


def _check_continued(bundle: Json, older: Json) -> None:
    """Every hash that the older copy vouches for, by an event or a head, is the same here."""
    here = vouched(bundle)
    for seq, its_hash in sorted(vouched(older).items()):
        beyond_both = seq >= len(older["events"]) and seq >= len(bundle["events"])
        if beyond_both and seq not in here and seq < max(here):
            continue  # two latest heads of a running ballot, with what lies between held back
        if here.get(seq) != its_hash:
            found = name_of(bundle["events"][seq]["event"]) if seq < len(bundle["events"]) else f"event {seq}"
            raise Fails(f"{found}: {'differs from' if seq in here else 'is lost since'} the older copy")


def vouched(bundle: Json) -> dict[int, str]:
    """Return the hash of every event that a bundle shows or signs."""
    heads = {head["seq"]: head["hash"] for head in bundle["heads"]}
    return {**heads, **{seq: entry["hash"] for seq, entry in enumerate(bundle["events"])}}


# --- what is told -------------------------------------------------------------------------------------


def told(bundle: Json, ballot: Ballot) -> Iterator[str]:
    """Say what held, in plain sentences."""
    events, opened = ballot.events, ballot.events[0]["data"]
    yield f"Ballot {bundle['ballot']}: {bundle['statement']['title']}"
    yield f"Text and title are those it was opened on (text: SHA-256 {opened['text_sha256']})."
    yield (
        f"{len(events)} {_plural(events, 'event')}, {events[0]['at']} to {events[-1]['at']}: each in canonical form, "
        "hashed, linked to the one before, and allowed where it stands."
    )
    yield from _told_signatures(bundle, ballot)
    yield _told_openings(bundle, ballot)
    yield from _told_extensions(ballot)
    yield from _told_end(ballot)


def _plural(things: Any, noun: str) -> str:
    return noun if len(things) == 1 else noun + "s"


def _told_signatures(bundle: Json, ballot: Ballot) -> Iterator[str]:
    yield f"{len(bundle['heads'])} {_plural(bundle['heads'], 'head')} signed with key {bundle['key']}."
    if ballot.held_back:
        latest = max(head["seq"] for head in bundle["heads"])
        yield f"The latest head is of event {latest}; until the end this audience sees none but the first."
    for witness in bundle["witnesses"]:
        yield f"Witness {witness['name']} signed event {witness['seq']} with key {witness['key']}."


def _told_openings(bundle: Json, ballot: Ballot) -> str:
    absent = len(ballot.due()) - len(bundle["openings"])
    rest = f"; {absent} of people absent, so erased or withheld" if absent else ""
    return f"{len(bundle['openings'])} openings for {bundle['audience']} agree with their commitments{rest}."


def _told_extensions(ballot: Ballot) -> Iterator[str]:
    opened = ballot.events[0]
    first = moment(opened["data"]["closes_at"])
    if moment(ballot.closes_at) - first > first - moment(opened["at"]):
        yield "Note: the extensions together are longer than the ballot was to last at first."


def _told_end(ballot: Ballot) -> Iterator[str]:
    rule, seats = ballot.rule, len(ballot.roll)
    yield f"{seats} {_plural(ballot.roll, 'seat')}, one a {rule['unit']}; rule {rule['name']}, {rule['visibility']}."
    if ballot.end is None:
        yield f"Outcome: none yet. The ballot closes at {ballot.closes_at}."
    elif ballot.end["kind"] != "closed":
        yield f"Outcome: none. The ballot was {ballot.end['kind']} at {ballot.end['at']}."
    else:
        yield from told_count(ballot.end["data"])


def told_count(closed: Json) -> Iterator[str]:
    """Say the count and each test with its integers."""
    counts = closed["tally"]["all"]
    yield "Recounted: " + ", ".join(f"{name} {counts[name]}" for name in COUNTS) + "."
    for test in closed["tests"]:
        left, sign, right = BY_TEST[test["test"]].compared(test["have"], test["of"], test["bound"])
        name = f"{test['test']} {test['group']}".strip()
        held = "held" if test["held"] else "failed"
        none = " for want of even one" if SIGNS[sign](left, right) and not test["held"] else ""
        tested_on = f"{test['have']} of {test['of']}, bound {test['bound']}"
        yield f"  {name}: {tested_on}: {left} {sign} {right}, {held}{none}."
    yield f"Outcome: {closed['outcome']}, as the rule gives it."


# --- the life of a ballot -----------------------------------------------------------------------------

RANK = {"officer": 0, "alternate": 1, "holder": 2}  # who stands lower never touches the position of a higher

ONLY_AFTER_CLOSED = {"late", "objection_resolved", "objection_maintained", "objection_lapsed"}
MAY_FOLLOW_CLOSED = ONLY_AFTER_CLOSED | {"objection_answered"}

# An objection begins open. What happens to it: from which states, into which.
REPLIES = {
    "objection_answered": ({"open", "answered", "maintained", "lapsed"}, "answered"),
    "objection_resolved": ({"open", "answered", "maintained", "lapsed"}, "resolved"),
    "objection_maintained": ({"open", "answered", "lapsed"}, "maintained"),
    "objection_lapsed": ({"answered"}, "lapsed"),
}


class Debt(NamedTuple):
    """A commitment that someone may see opened: to what form, from which audience on, and for which event."""

    what: str
    form: Form
    audience: str
    event: Json


class Ballot:
    """What the events have told so far. Each is refused where the rules do not allow it."""

    def __init__(self, bundle: Json) -> None:
        self.bundle = bundle
        self.events: list[Json] = []
        self.last_hash = "0" * 64
        self.rule: Json = {}
        self.roll: list[Json] = []
        self.who: list[str] = [""]  # by seat, as is the next; seats begin at 1
        self.alternate: list[str] = [""]
        self.closes_at = ""
        self.extensions = 0
        self.standing: dict[int, Json] = {}  # seat: the cast event that stands
        self.undelivered: set[int] = set()
        self.objections: dict[int, str] = {}  # seq of a standing objection: its state
        self.answered_at: dict[int, str] = {}
        self.late_seats: set[int] = set()
        self.end: Json | None = None
        self.debts: dict[str, Debt] = {}

    @property
    def held_back(self) -> bool:
        """Whether the audience of the bundle may not see events yet."""
        open_to = self.rule["visibility"] == "open" and self.bundle["audience"] == "members"
        return self.end is None and not open_to

    @property
    def adopted(self) -> bool:
        return self.end is not None and self.end["data"].get("outcome", "no_consensus") not in NOT_ADOPTED

    def take(self, entry: Json) -> None:
        """Add the next event, or raise what is wrong with it."""
        event = entry["event"]
        fit(event, EVENT, "the event")
        fit(event["data"], DATA[event["kind"]], "data")
        self.link(event, entry["hash"])
        self.in_order(event)
        STEPS[event["kind"]](self, event)
        self.events.append(event)
        self.last_hash = entry["hash"]

    def link(self, event: Json, its_hash: str) -> None:
        """The event is the next of this ballot's chain."""
        if event["seq"] != len(self.events):
            raise Fails(f"it stands where event {len(self.events)} is due")
        if sha256(canonical(event)) != its_hash:
            raise Fails("its hash is not that of its bytes")
        if event["prev"] != self.last_hash:
            raise Fails("its prev is not the hash of the event before")
        if event["ballot"] != self.bundle["ballot"]:
            raise Fails("it belongs to another ballot")
        if self.events and event["at"] < self.events[-1]["at"]:
            raise Fails("it is earlier than the event before")

    def in_order(self, event: Json) -> None:
        """An event of this kind may happen now."""
        kind = event["kind"]
        if (kind == "opened") != (not self.events):
            raise Fails("a record begins with opened, and only there")
        if self.end is not None:
            self._after_end(kind)
        elif kind != "opened":
            self._before_end(kind, event["at"])

    def _before_end(self, kind: str, at: str) -> None:
        if kind in ONLY_AFTER_CLOSED:
            raise Fails("it comes before the close")
        if kind == "closed" and at < self.closes_at:
            raise Fails(f"it comes before the closing time, {self.closes_at}")
        if kind != "closed" and at >= self.closes_at:
            raise Fails(f"from the closing time on, {self.closes_at}, only closed may come next")
        if kind == "objection_answered" and self.rule["visibility"] != "open":
            raise Fails("in a sealed ballot no objection is answered before the close")

    def _after_end(self, kind: str) -> None:
        assert self.end is not None
        if self.end["kind"] != "closed":
            raise Fails(f"nothing follows {self.end['kind']}")
        if kind not in MAY_FOLLOW_CLOSED:
            raise Fails("it comes after the close")

    # the steps, one a kind

    def opened(self, event: Json) -> None:
        data = event["data"]
        check_statement(self.bundle, data)
        if data["closes_at"] <= event["at"]:
            raise Fails("it closes before it opens")
        check_previous(data["previous"], event["ballot"])
        check_rule(data["rule"])
        check_roll(data["roll"], data["rule"])
        self.rule, self.roll, self.closes_at = data["rule"], data["roll"], data["closes_at"]
        for seat in self.roll:
            self.who.append(seat["who"])
            self.alternate.append(seat["alternate"])
            self._owe_people(event, seat)

    def cast(self, event: Json) -> None:
        data = event["data"]
        self._may_touch(data["seat"], data["by"])
        if (data["by"] == "officer") != (data["evidence"] != ""):
            raise Fails("evidence goes with a position that an officer enters, and only with it")
        if data["sign"] and data["position"] not in ("endorse", "reserve"):
            raise Fails("only who endorses or reserves can sign")
        if self.rule["name"] == "silence" and data["position"] not in ("object", "recuse"):
            raise Fails("under silence a seat can only object or recuse itself")
        self._drop(data["seat"])
        self.standing[data["seat"]] = event
        if data["position"] == "object":
            self.objections[event["seq"]] = "open"

    def retracted(self, event: Json) -> None:
        seat = event["data"]["seat"]
        self._may_touch(seat, event["data"]["by"])
        self._needs_position(seat)
        self._drop(seat)

    def voided(self, event: Json) -> None:
        self._needs_position(event["data"]["seat"])
        self._drop(event["data"]["seat"])
        self._owe_decision(event)

    def seat_transferred(self, event: Json) -> None:
        data = event["data"]
        seat = self._seat(data["seat"])
        if seat in self.standing:
            raise Fails(f"seat {seat} is not silent")
        self.who[seat], self.alternate[seat] = data["who"], data["alternate"]
        self.undelivered.discard(seat)
        self._owe_people(event, data)

    def extended(self, event: Json) -> None:
        data = event["data"]
        self.extensions += 1
        if self.extensions > MOST_EXTENSIONS:
            raise Fails(f"a ballot is extended {MOST_EXTENSIONS} times at most")
        if data["closes_at"] <= self.closes_at:
            raise Fails("an extension leads to a later closing time")
        self.closes_at = data["closes_at"]
        self._owe("officer", data["officer"], PERSON, "public", event)
        self._owe("reason", data["reason"], WORDS, "public", event)

    def undelivered_to(self, event: Json) -> None:
        self.undelivered.add(self._seat(event["data"]["seat"]))

    def overtaken(self, event: Json) -> None:
        if event["data"]["text_sha256"] == self.events[0]["data"]["text_sha256"]:
            raise Fails("its text is the one that was balloted")
        self.end = event

    def annulled(self, event: Json) -> None:
        self._owe_decision(event)
        self.end = event

    def closed(self, event: Json) -> None:
        data = event["data"]
        tally = count(self)
        tests = list(tested(self.rule, tally))
        counted = {"tally": tally, "tests": tests, "outcome": outcome(self.rule, tally, tests)}
        for name, recount in counted.items():
            if data[name] != recount:
                raise Fails(difference(data[name], recount, name))
        self.end = event

    def late(self, event: Json) -> None:
        seat = self._seat(event["data"]["seat"])
        if seat in self.late_seats:
            raise Fails(f"seat {seat} was late once before")
        self.late_seats.add(seat)

    def objection(self, event: Json) -> None:
        kind, cast = event["kind"], event["data"]["cast"]
        if cast not in self.objections:
            raise Fails(f"event {cast} is not an objection that stands")
        before, after = REPLIES[kind]
        if self.objections[cast] not in before:
            raise Fails(f"the objection of event {cast} is {self.objections[cast]}")
        self.objections[cast] = after
        if kind == "objection_answered":
            self._answer(event)
        elif kind == "objection_lapsed":
            self._lapse(event, cast)

    def _answer(self, event: Json) -> None:
        data = event["data"]
        self.answered_at[data["cast"]] = event["at"]
        self._owe("editor", data["editor"], PERSON, "public", event)
        self._owe("answer", data["note"], WORDS, "public", event)

    def _lapse(self, event: Json, cast: int) -> None:
        assert self.end is not None
        since = max(self.answered_at[cast], self.end["at"])
        if moment(event["at"]) < moment(since) + timedelta(days=REPLY_DAYS):
            raise Fails(f"the objector has {REPLY_DAYS} days to reply, from {since}")

    # what the steps share

    def _seat(self, seat: int) -> int:
        if seat > len(self.roll):
            raise Fails(f"seat {seat} is not on the roll")
        return seat

    def _may_touch(self, seat: int, by: str) -> None:
        if by == "alternate" and not self.alternate[self._seat(seat)]:
            raise Fails(f"seat {seat} has no alternate")
        if self._seat(seat) in self.standing and RANK[by] < RANK[self.standing[seat]["data"]["by"]]:
            raise Fails(f"the position that stands is the {self.standing[seat]['data']['by']}'s")

    def _needs_position(self, seat: int) -> None:
        if self._seat(seat) not in self.standing:
            raise Fails(f"no position of seat {seat} stands")

    def _drop(self, seat: int) -> None:
        if seat in self.standing:
            self.objections.pop(self.standing.pop(seat)["seq"], None)

    def _owe(self, what: str, commitment: str, form: Form, audience: str, event: Json) -> None:
        if commitment and (audience == "public" or commitment not in self.debts):
            self.debts[commitment] = Debt(what, form, audience, event)

    def _owe_people(self, event: Json, data: Json) -> None:
        self._owe("holder", data["who"], PERSON, "members", event)
        self._owe("alternate", data["alternate"], PERSON, "members", event)

    def _owe_decision(self, event: Json) -> None:
        for officer in event["data"]["officers"]:
            self._owe("officer", officer, PERSON, "public", event)
        self._owe("reason", event["data"]["reason"], WORDS, "public", event)

    def due(self) -> dict[str, Debt]:
        """Return what the audience of the bundle may see opened, by commitment."""
        for seat, event in self.standing.items():
            data = event["data"]
            printed = (
                data["position"] == "reserve" or self.objections.get(event["seq"], "resolved") != "resolved"
            )
            audience = "public" if self.adopted and printed else "members"
            self._owe("note", data["note"], NOTES[data["position"]], audience, event)
            if self.adopted and data["sign"]:
                self._owe("signatory", self.who[seat], PERSON, "public", event)
        to_all = self.bundle["audience"] == "members"
        return {c: debt for c, debt in self.debts.items() if to_all or debt.audience == "public"}


STEPS: dict[str, Callable[[Ballot, Json], None]] = {
    "opened": Ballot.opened,
    "cast": Ballot.cast,
    "retracted": Ballot.retracted,
    "extended": Ballot.extended,
    "seat_transferred": Ballot.seat_transferred,
    "voided": Ballot.voided,
    "annulled": Ballot.annulled,
    "undelivered": Ballot.undelivered_to,
    "late": Ballot.late,
    "overtaken": Ballot.overtaken,
    "closed": Ballot.closed,
    **dict.fromkeys(REPLIES, Ballot.objection),
}


# --- what a ballot opens on ---------------------------------------------------------------------------

DEFAULTS = {
    "quorum_pct": 50,
    "group_quorum_pct": 34,
    "min_groups": 3,
    "min_countries": 3,
    "support_pct": 75,
    "group_support_pct": 50,
    "backing_pct": 34,
    "max_objections": -1,
}
LOWEST = {
    **dict.fromkeys(DEFAULTS, 0),
    "quorum_pct": 1,
    "support_pct": 50,
    "min_groups": 1,
    "min_countries": 1,
}
LOWEST["max_objections"] = -1
NAMED = {"broad": {}, "full": {"max_objections": 0}, "majority": {"support_pct": 50}}
SILENCE = {**{name: 0 for name in DEFAULTS if name.endswith("_pct")}, "max_objections": 0}


def check_statement(bundle: Json, data: Json) -> None:
    """Key, text and title of the bundle are those frozen at the opening."""
    if data["key"] != bundle["key"]:
        raise Fails("it was opened with another key than the bundle's")
    for name in ("text", "title"):
        if sha256(bundle["statement"][name].encode()) != data[f"{name}_sha256"]:
            raise Fails(f"the {name} of the bundle is not the one that was opened")
    text = bundle["statement"]["text"]
    if "\r" in text or not normal(text):
        raise Fails("the text is not in NFC with LF")


def check_previous(previous: str, ballot: str) -> None:
    """An earlier ballot is one of the same statement with a lower number."""
    if not previous:
        return
    (slug, number), (its_slug, its_number) = ballot.split("/"), previous.split("/")
    if slug != its_slug or int(its_number) >= int(number):
        raise Fails(f"{previous} is not an earlier ballot of this statement")


def check_rule(rule: Json) -> None:
    """The parameters lie in their ranges and go by the right name."""
    parameters = {name: rule[name] for name in DEFAULTS}
    if rule["name"] != rule_name(parameters):
        raise Fails(
            f"the rule is called {rule['name']}, and its parameters are those of {rule_name(parameters)}"
        )
    for name, value in parameters.items():
        lowest = SILENCE.get(name, LOWEST[name]) if rule["name"] == "silence" else LOWEST[name]
        if value < lowest or (name.endswith("_pct") and value > 100):
            raise Fails(f"{name} {value} is out of range")


def rule_name(parameters: dict[str, int]) -> str:
    """Return the name of the rule with these parameters, ``custom`` if it has no other."""
    for name, changes in NAMED.items():
        if parameters == {**DEFAULTS, **changes}:
            return name
    return "silence" if parameters == {**parameters, **SILENCE} else "custom"


def check_roll(roll: list[Json], rule: Json) -> None:
    """Seats run from 1 in order, a delegation has one, and the roll is as wide as the rule asks."""
    order = [(seat["group"], seat["country"], seat["who"]) for seat in roll]
    if [seat["seat"] for seat in roll] != list(range(1, len(roll) + 1)):
        raise Fails("the seats are not numbered from 1")
    if order != sorted(set(order)):
        raise Fails("the seats are not in order of group, country and who, each once")
    if rule["unit"] == "delegation" and len({place[:2] for place in order}) < len(roll):
        raise Fails("a delegation has more than one seat")
    for name, members in (("min_groups", {o[0] for o in order}), ("min_countries", {o[1] for o in order})):
        if len(members) < rule[name]:
            raise Fails(f"the roll has {len(members)} where {name} asks for {rule[name]}")


# --- the count ----------------------------------------------------------------------------------------

POSITIONS = ("endorse", "reserve", "stand_aside", "object", "recuse")
COUNTS = ("seats", *POSITIONS, "silent", "unreached")
NOT_ADOPTED = {"inquorate", "no_consensus"}


def count(ballot: Ballot) -> Json:
    """Return the tally: in all, by group and by country, every seat of the roll once."""
    whole, groups, countries = dict.fromkeys(COUNTS, 0), {}, {}  # type: tuple[Json, Json, Json]
    for seat in ballot.roll:
        counted = ["seats", *_said(ballot, seat["seat"])]
        group = groups.setdefault(seat["group"], dict.fromkeys(COUNTS, 0))
        country = countries.setdefault(seat["country"], dict.fromkeys(COUNTS, 0))
        for part in (whole, group, country):
            for name in counted:
                part[name] += 1
    return {"all": whole, "groups": groups, "countries": countries}


def _said(ballot: Ballot, seat: int) -> list[str]:
    """Return what a seat counts as; one that no notice reached is silent and unreached."""
    if seat in ballot.standing:
        return [ballot.standing[seat]["data"]["position"]]
    return ["silent", "unreached"] if seat in ballot.undelivered else ["silent"]


def sums(counts: Json, silence: bool) -> dict[str, int]:
    """Return the sums that the tests compare; each is explained where it is made."""
    electorate = counts["seats"] - counts["recuse"]
    favour = counts["endorse"] + counts["reserve"]
    deciding = favour + counts["object"]
    present = electorate - counts["unreached"] if silence else deciding + counts["stand_aside"]
    return {
        "electorate": electorate,  # E: who could have spoken
        "present": present,  # V: who spoke; under silence, who was reached
        "deciding": deciding,  # D: who spoke for or against
        "favour": favour,  # S + R
        "objecting": counts["object"],  # O
    }


Comparison = tuple[int, str, int]
SIGNS = {">=": operator.ge, ">": operator.gt, "<=": operator.le}


def share(have: int, of: int, bound: int) -> Comparison:
    """Compare a percentage, in whole numbers so that nothing is rounded."""
    return have * 100, ">=", bound * of


def majority(have: int, of: int, bound: int) -> Comparison:
    """Compare a percentage where half is not enough: a tie fails."""
    return (have * 100, ">", 50 * of) if bound == 50 else share(have, of, bound)


def at_least(have: int, _of: int, bound: int) -> Comparison:
    return have, ">=", bound


def at_most(have: int, _of: int, bound: int) -> Comparison:
    return have, "<=", bound


class Row(NamedTuple):
    """A test. With ``each``, it is made for every group in which that sum is at least 1."""

    test: str
    have: str
    of: str
    compared: Callable[[int, int, int], Comparison]
    each: str = ""
    never_of_none: bool = False  # fails where ``have`` is 0, whatever the bound

    def made(self, counted: dict[str, int], bound: int, group: str = "") -> Json:
        have, of = counted[self.have], counted[self.of]
        left, sign, right = self.compared(have, of, bound)
        held = SIGNS[sign](left, right) and not (self.never_of_none and have == 0)
        return {"test": self.test, "group": group, "have": have, "of": of, "bound": bound, "held": int(held)}


WIDTH = (
    Row("min_groups", "groups present", "groups", at_least),
    Row("min_countries", "countries present", "countries", at_least),
)
OBJECTIONS = Row("max_objections", "objecting", "deciding", at_most)
ROWS = (
    Row("quorum_pct", "present", "electorate", share, never_of_none=True),
    Row("group_quorum_pct", "present", "electorate", share, each="electorate"),
    *WIDTH,
    Row("support_pct", "favour", "deciding", majority, never_of_none=True),
    Row("group_support_pct", "favour", "deciding", majority, each="deciding"),
    Row("backing_pct", "favour", "present", majority),
    OBJECTIONS,
)
SILENCE_ROWS = (Row("reach", "present", "electorate", at_least, each="electorate"), *WIDTH, OBJECTIONS)
BY_TEST = {row.test: row for row in (*ROWS, *SILENCE_ROWS)}
QUORATE = {"quorum_pct", "group_quorum_pct", "min_groups", "min_countries", "reach"}


def tested(rule: Json, tally: Json) -> Iterator[Json]:
    """Yield the tests of the rule, in the order of its table and by group."""
    silence = rule["name"] == "silence"
    whole = sums(tally["all"], silence)
    for kind in ("groups", "countries"):
        parts = [sums(part, silence) for part in tally[kind].values()]
        whole[kind] = len(parts)
        whole[f"{kind} present"] = sum(part["present"] >= 1 for part in parts)
    groups = {group: sums(part, silence) for group, part in sorted(tally["groups"].items())}
    for row in SILENCE_ROWS if silence else ROWS:
        bound = 1 if row.test == "reach" else rule[row.test]
        if row.each:
            yield from (row.made(part, bound, name) for name, part in groups.items() if part[row.each] >= 1)
        elif bound >= 0:  # max_objections -1: no test
            yield row.made(whole, bound)


def outcome(rule: Json, tally: Json, tests: list[Json]) -> str:
    """Return the first outcome that fits."""
    failed = {test["test"] for test in tests if not test["held"]}
    if failed:
        return "inquorate" if failed & QUORATE else "no_consensus"
    if rule["name"] == "silence":
        return "adopted_no_objection"
    if tally["all"]["object"]:
        return "adopted_with_dissent"
    return "consensus_with_reservations" if tally["all"]["reserve"] else "consensus"


def difference(said: Any, counted: Any, path: str) -> str:
    """Say the first place where the record and the recount part."""
    if isinstance(said, list) and isinstance(counted, list):
        said, counted = dict(enumerate(said)), dict(enumerate(counted))
    if isinstance(said, dict) and isinstance(counted, dict):
        for name in sorted({*said, *counted}):
            if said.get(name) != counted.get(name):
                return difference(said.get(name), counted.get(name), f"{path} {name}")
    return f"{path}: the record says {said}, the recount {counted}"


# --- bytes, hashes and commitments --------------------------------------------------------------------

_encoder = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(value: Json) -> bytes:
    """Return the one way to write an object: members sorted, no spaces, nothing escaped that need not be."""
    return _encoder.encode(value).encode()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def moment(at: str) -> datetime:
    return datetime.fromisoformat(at[:-1])


def normal(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


def check_opening(commitment: str, opening: Json, form: Form) -> None:
    """Salt and text give the commitment, and the text has the members that its place asks for."""
    fit(opening, OPENING, "the opening")
    fit(opening["text"], form, "the text")
    if sha256(bytes.fromhex(opening["salt"]) + canonical(opening["text"])) != commitment:
        raise Fails(f"its opening {commitment} has not that SHA-256")


# --- Ed25519, after RFC 8032 --------------------------------------------------------------------------
#
# Points are (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z. Strict: S below the order, points in their only
# encoding, no key of small order.

Point = tuple[int, int, int, int]

FIELD = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE_D = -121665 * pow(121666, FIELD - 2, FIELD) % FIELD
ROOT_OF_MINUS_ONE = pow(2, (FIELD - 1) // 4, FIELD)
NEUTRAL: Point = (0, 1, 1, 0)


def signed(key: str, signature: str, message: bytes) -> bool:
    """Tell whether the signature (128 hex digits) over the message is that of the key (64)."""
    if not (HEX_64.fullmatch(key) and HEX_128.fullmatch(signature)):
        return False
    key_bytes, r_bytes, s_bytes = (
        bytes.fromhex(key),
        bytes.fromhex(signature[:64]),
        bytes.fromhex(signature[64:]),
    )
    point, s = decoded(key_bytes), int.from_bytes(s_bytes, "little")
    if point is None or s >= ORDER or encoded(times(8, point)) == encoded(NEUTRAL):
        return False
    k = int.from_bytes(hashlib.sha512(r_bytes + key_bytes + message).digest(), "little") % ORDER
    return encoded(added(times(s, BASE), times(k, opposite(point)))) == r_bytes


def decoded(data: bytes) -> Point | None:
    """Return the point that 32 bytes stand for; none if they are not its canonical encoding."""
    number = int.from_bytes(data, "little")
    y, odd = number & (2**255 - 1), number >> 255
    if y >= FIELD:
        return None
    x = _x_of(y)
    if x is None or (x == 0 and odd):
        return None
    x = FIELD - x if x & 1 != odd else x
    return x, y, 1, x * y % FIELD


def _x_of(y: int) -> int | None:
    """Return a square root of (y^2 - 1) / (d y^2 + 1), if there is one."""
    square = (y * y - 1) * pow(CURVE_D * y * y + 1, FIELD - 2, FIELD) % FIELD
    root = pow(square, (FIELD + 3) // 8, FIELD)
    if root * root % FIELD != square:
        root = root * ROOT_OF_MINUS_ONE % FIELD
    return root if root * root % FIELD == square else None


def encoded(point: Point) -> bytes:
    x, y, z, _ = point
    inverse = pow(z, FIELD - 2, FIELD)
    return (y * inverse % FIELD | (x * inverse % FIELD & 1) << 255).to_bytes(32, "little")


def added(one: Point, other: Point) -> Point:
    """Add two points; the formula has no exceptions on this curve."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % FIELD
    b = (one[1] + one[0]) * (other[1] + other[0]) % FIELD
    c = 2 * one[3] * other[3] * CURVE_D % FIELD
    d = 2 * one[2] * other[2] % FIELD
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % FIELD, g * h % FIELD, f * g % FIELD, e * h % FIELD


def times(factor: int, point: Point) -> Point:
    total = NEUTRAL
    for bit in f"{factor:b}":
        total = added(total, total)
        if bit == "1":
            total = added(total, point)
    return total


def opposite(point: Point) -> Point:
    x, y, z, t = point
    return -x % FIELD, y, z, -t % FIELD


def _base() -> Point:
    """Return the generator: y = 4/5, x even."""
    point = decoded((4 * pow(5, FIELD - 2, FIELD) % FIELD).to_bytes(32, "little"))
    assert point is not None
    return point


BASE = _base()


# --- reading ------------------------------------------------------------------------------------------


def read(path: str) -> Json:
    """Return the bundle in a file, its outer form checked; raise `NotABundle`."""
    try:
        bundle = parsed(Path(path).read_bytes())
        fit(bundle, BUNDLE, "the bundle")
    except OSError as why:
        raise NotABundle(f"{path} cannot be read: {why.strerror}") from None
    except (Fails, ValueError) as why:
        raise NotABundle(f"{path}: {why}") from None
    except (RecursionError, MemoryError):
        raise NotABundle(f"{path} is nested too deep or too large") from None
    return bundle


def parsed(data: bytes) -> Any:
    """Read JSON in UTF-8, refusing what two readers might take differently; raise ValueError."""
    return json.loads(
        data.decode("utf-8"), object_pairs_hook=_once, parse_int=_integer, parse_constant=_no_number
    )


def _once(pairs: list[tuple[str, Any]]) -> Json:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("an object has a member twice")
    return members


def _integer(digits: str) -> int:
    if digits == "-0" or len(digits) > LONGEST_INTEGER:
        raise ValueError(f"{digits[:LONGEST_INTEGER]} is no integer of the format")
    return int(digits)


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")


# --- the forms of all objects -------------------------------------------------------------------------


class Leaf(NamedTuple):
    """A single value: how to say what it must be, and the test."""

    words: str
    test: Callable[[Any], Any]


class Keyed(NamedTuple):
    """An object whose members are not fixed: the form of their names and of their values."""

    name: Leaf
    value: Any


# A dict is an object with exactly these members; a list of one form, an array of any length of it.
Form = Union[Leaf, Keyed, dict[str, Any], list[Any]]  # noqa: UP007 (Python 3.9 has no other way)


def fit(value: Any, form: Form, name: str) -> None:
    """Hold a value against its form: `NotABundle` for wrong members, `Fails` for a wrong value."""
    if isinstance(form, Leaf):
        if not form.test(value):
            raise Fails(f"{name} is not {form.words}")
    elif isinstance(form, dict):
        _fit_members(value, form, name)
        for member, inner in form.items():
            fit(value[member], inner, member)
    elif isinstance(form, list):
        _fit_array(value, form[0], name)
    else:
        _fit_keyed(value, form, name)


def _fit_members(value: Any, form: dict[str, Any], name: str) -> None:
    if not isinstance(value, dict):
        raise NotABundle(f"{name} is not an object")
    if value.keys() != form.keys():
        missing, unknown = sorted(form.keys() - value.keys()), sorted(value.keys() - form.keys())
        wrong = f"lacks {missing[0]}" if missing else f"has an unknown member {unknown[0][:40]}"
        raise NotABundle(f"{name} {wrong}")


def _fit_array(value: Any, form: Form, name: str) -> None:
    if not isinstance(value, list):
        raise NotABundle(f"{name} is not an array")
    for inner in value:
        fit(inner, form, f"one of {name}")


def _fit_keyed(value: Any, form: Keyed, name: str) -> None:
    if not isinstance(value, dict):
        raise NotABundle(f"{name} is not an object")
    for key, inner in value.items():
        fit(key, form.name, f"a name in {name}")
        fit(inner, form.value, name)


def pattern(expression: str, words: str) -> Leaf:
    matches = re.compile(expression).fullmatch
    return Leaf(words, lambda value: type(value) is str and matches(value))


def integer(lowest: int, words: str) -> Leaf:
    return Leaf(words, lambda value: type(value) is int and value >= lowest)


def one_of(*choices: Any) -> Leaf:
    kinds = {type(choice) for choice in choices}
    words = " or ".join(map(str, choices))
    return Leaf(words, lambda value: type(value) in kinds and value in choices)


def _is_text(value: Any) -> bool:
    """Tell whether a string can be written in UTF-8: half a surrogate pair cannot."""
    return type(value) is str and not SURROGATE.search(value)


def _is_said(value: Any) -> bool:
    return _is_text(value) and normal(value) and bool(value.strip())


def _is_time(value: Any) -> bool:
    try:
        return type(value) is str and bool(UTC_SECOND.fullmatch(value) and moment(value))
    except ValueError:
        return False


def _are_two(value: Any) -> bool:
    return type(value) is list and len(value) == 2 and all(map(HASH.test, value)) and value[0] != value[1]


HEX_64, HEX_128 = re.compile("[0-9a-f]{64}"), re.compile("[0-9a-f]{128}")
SURROGATE = re.compile("[\ud800-\udfff]")
UTC_SECOND = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z")

ANY = Leaf("", lambda _value: True)
STRING = Leaf("text", _is_text)
SAID = Leaf("a text in NFC that says something", _is_said)
TEXT = Leaf("a text in NFC", lambda value: _is_text(value) and normal(value))
NUMBER = Leaf("a whole number", lambda value: type(value) is int)
COUNT = integer(0, "a whole number from 0")
SEAT = integer(1, "a whole number from 1")
BIT = one_of(0, 1)
CODE = pattern("[A-Za-z0-9_./:-]+", "a code of A-Z a-z 0-9 _ . / : -")
CODE_OR_NONE = pattern("[A-Za-z0-9_./:-]*", "a code of A-Z a-z 0-9 _ . / : -")
COUNTRY = pattern("[A-Z]{2}", "a country code of two letters")
HASH = pattern("[0-9a-f]{64}", "64 hexadecimal digits in lower case")
HASH_OR_NONE = pattern("([0-9a-f]{64})?", "64 hexadecimal digits in lower case, or empty")
BALLOT = pattern("[a-z0-9-]+/[1-9][0-9]{0,8}", "a ballot, as slug/1")
BALLOT_OR_NONE = pattern("([a-z0-9-]+/[1-9][0-9]{0,8})?", "a ballot, as slug/1, or empty")
TIME = Leaf("a time in UTC, as 2026-11-23T02:15:00Z", _is_time)
OFFICERS = Leaf("two different commitments", _are_two)

HEAD = {"seq": NUMBER, "hash": STRING, "sig": STRING}
BUNDLE = {
    "format": one_of("ballot-bundle"),
    "v": one_of(1),
    "audience": one_of("public", "members"),
    "ballot": STRING,
    "statement": {"title": STRING, "text": STRING},
    "key": STRING,
    "events": [{"event": ANY, "hash": STRING}],
    "heads": [HEAD],
    "witnesses": [{**HEAD, "name": STRING, "key": STRING}],
    "openings": Keyed(STRING, {"salt": STRING, "text": ANY}),
}

PERSON = {"name": SAID, "organisation": TEXT}
WORDS = {"text": SAID}
NOTES: dict[str, Form] = {
    "endorse": {},
    "reserve": {"clause": SAID, "text": SAID},
    "stand_aside": {},
    "object": {"change": SAID, "clause": SAID, "reason": SAID},
    "recuse": {"interest": SAID},
}
OPENING = {"salt": HASH, "text": ANY}

BY = one_of("holder", "alternate", "officer")
RULE = {
    **dict.fromkeys(DEFAULTS, NUMBER),
    "name": one_of(*NAMED, "silence", "custom"),
    "unit": one_of("member", "delegation"),
    "visibility": one_of("open", "sealed_until_close"),
}
ROLL = [{"seat": SEAT, "group": CODE, "country": COUNTRY, "who": HASH, "alternate": HASH_OR_NONE}]
TALLY = dict.fromkeys(COUNTS, COUNT)
TALLIES = {"all": TALLY, "groups": Keyed(CODE, TALLY), "countries": Keyed(COUNTRY, TALLY)}
TESTS = [{"test": CODE, "group": CODE_OR_NONE, "have": COUNT, "of": COUNT, "bound": COUNT, "held": BIT}]
DISPOSITION = one_of("accepted", "accepted_in_part", "not_accepted", "out_of_scope", "duplicate")

# The data of an event, by its kind. Values with a role of their own are commitments: who, alternate, note,
# evidence, reason, officer, officers, editor.
DATA: dict[str, Form] = {
    "opened": {
        "closes_at": TIME,
        "key": HASH,
        "previous": BALLOT_OR_NONE,
        "roll": ROLL,
        "rule": RULE,
        "text_sha256": HASH,
        "title_sha256": HASH,
    },
    "cast": {
        "by": BY,
        "evidence": HASH_OR_NONE,
        "note": HASH,
        "position": one_of(*POSITIONS),
        "seat": SEAT,
        "sign": BIT,
    },
    "retracted": {"by": BY, "seat": SEAT},
    "extended": {"closes_at": TIME, "officer": HASH, "reason": HASH},
    "seat_transferred": {"alternate": HASH_OR_NONE, "seat": SEAT, "who": HASH},
    "voided": {"officers": OFFICERS, "reason": HASH, "seat": SEAT},
    "annulled": {"officers": OFFICERS, "reason": HASH},
    "undelivered": {"seat": SEAT},
    "late": {"seat": SEAT},
    "overtaken": {"text_sha256": HASH},
    "closed": {"outcome": CODE, "tally": TALLIES, "tests": TESTS},
    "objection_answered": {"cast": COUNT, "disposition": DISPOSITION, "editor": HASH, "note": HASH},
    "objection_resolved": {"cast": COUNT},
    "objection_maintained": {"cast": COUNT},
    "objection_lapsed": {"cast": COUNT},
}
EVENT = {
    "at": TIME,
    "ballot": BALLOT,
    "data": ANY,
    "kind": one_of(*DATA),
    "prev": HASH,
    "seq": COUNT,
    "v": one_of(1),
}


if __name__ == "__main__":
    sys.exit(main())
