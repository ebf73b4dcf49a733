"""Make bundles of ballots, legal or not, apart from the application: a second reading of the format.

`Book` keeps a record and enforces nothing; whoever wants an illegal history just writes it. It signs with the
`cryptography` library and counts in its own way.
"""

import copy
import hashlib
import json
import re
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

START = "2026-11-20T02:00:00Z"
CLOSE = "2026-12-04T02:00:00Z"
TITLE, TEXT = "Triage with AI", "1. A clinician decides.\n\n2. ການກວດ is recorded.\n"
BROAD = {
    "quorum_pct": 50, "group_quorum_pct": 34, "min_groups": 3, "min_countries": 3, "support_pct": 75,
    "group_support_pct": 50, "backing_pct": 34, "max_objections": -1,
    "name": "broad", "unit": "member", "visibility": "sealed_until_close",
}  # fmt: skip
SILENCE = {name: 0 for name in BROAD if name.endswith("_pct")} | {"max_objections": 0, "name": "silence"}
WORDS = {
    "endorse": {},
    "stand_aside": {},
    "reserve": {"clause": "2", "text": "A clinic may lack the tool."},
    "object": {"change": "Add a year.", "clause": "2", "reason": "ລາວ"},
    "recuse": {"interest": "I sell it."},
}
NINE = [("developers", "SG"), ("developers", "TH"), ("professionals", "LA"), ("professionals", "SG")]
NINE += [("professionals", "TH"), *(("regulators", c) for c in ("LA", "SG", "TH", "VN"))]
COUNTED = ("seats", "endorse", "reserve", "stand_aside", "object", "recuse", "silent", "unreached")


def canonical(value) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def later(at: str, **span: int) -> str:
    return (datetime.fromisoformat(at[:-1]) + timedelta(**span)).isoformat() + "Z"


def private_key(name: str = "organisers") -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())


def public_hex(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def head(ballot: str, seq: int, its_hash: str, key: Ed25519PrivateKey) -> dict:
    words = {"ballot": ballot, "hash": its_hash, "seq": seq, "type": "ballot-head", "v": 1}
    return {"seq": seq, "hash": its_hash, "sig": key.sign(canonical(words)).hex()}


class Book:
    """The record of one ballot: opened at `START`, closing at `CLOSE`, a minute between events."""

    def __init__(self, places=NINE, *, alternates=(), ballot="triage/1", previous="", **rule):
        self.ballot, self.key, self.at = ballot, private_key(), START
        self.statement = {"title": TITLE, "text": TEXT}
        self.entries: list[dict] = []
        self.kept: dict[str, tuple[bytes, dict, str]] = {}  # commitment: salt, text, first audience
        self.rule = BROAD | rule
        self.roll = self._roll(places, alternates)
        self.add("opened", closes_at=CLOSE, key=public_hex(self.key), previous=previous, roll=self.roll,
                 rule=self.rule, text_sha256=digest(TEXT.encode()), title_sha256=digest(TITLE.encode()))  # fmt: skip

    def _roll(self, places, alternates):
        roll = [{"group": g, "country": c, "who": self.person(f"P{i}")} for i, (g, c) in enumerate(places)]
        roll.sort(key=lambda seat: (seat["group"], seat["country"], seat["who"]))
        for number, seat in enumerate(roll, 1):
            seat |= {"seat": number, "alternate": self.person(f"A{number}") if number in alternates else ""}
        return roll

    # --- commitments

    def commit(self, text: dict, audience: str) -> str:
        salt = hashlib.sha256(f"salt {len(self.kept)}".encode()).digest()
        commitment = digest(salt + canonical(text))
        self.kept[commitment] = (salt, text, audience)
        return commitment

    def person(self, name: str, audience: str = "members") -> str:
        return self.commit({"name": name, "organisation": "Ministry"}, audience)

    def officer(self, name: str = "Officer") -> str:
        return self.person(name, "public")

    def reason(self, text: str = "A reason.", audience: str = "public") -> str:
        return self.commit({"text": text}, audience)

    # --- events

    def add(self, kind: str, at: str | None = None, **data) -> int:
        """Append an event a minute later, or at a given time; return its seq."""
        seq = len(self.entries)
        self.at = at or (later(self.at, minutes=1) if seq else START)
        prev = self.entries[-1]["hash"] if seq else "0" * 64
        event = {"at": self.at, "ballot": self.ballot, "data": data, "kind": kind, "prev": prev, "seq": seq}
        event["v"] = 1
        self.entries.append({"event": event, "hash": digest(canonical(event))})
        return seq

    def cast(self, seat: int, position: str, by="holder", sign=0, words=None, at=None, **data) -> int:
        data.setdefault("evidence", self.reason("Phoned.", "none") if by == "officer" else "")
        note = self.commit(WORDS[position] if words is None else words, "standing")
        return self.add("cast", at, by=by, note=note, position=position, seat=seat, sign=sign, **data)

    def extend(self, closes_at: str, at: str | None = None) -> int:
        return self.add("extended", at, closes_at=closes_at, officer=self.officer(), reason=self.reason())

    def transfer(self, seat: int, alternate: str = "") -> int:
        who = self.person("Successor")
        return self.add("seat_transferred", alternate=alternate, seat=seat, who=who)

    def two_officers(self, kind: str, at: str | None = None, **data) -> int:
        officers = [self.officer("One"), self.officer("Two")]
        return self.add(kind, at, officers=officers, reason=self.reason(), **data)

    def answer(self, cast: int, at: str | None = None) -> int:
        data = {"cast": cast, "disposition": "not_accepted", "editor": self.officer(), "note": self.reason()}
        return self.add("objection_answered", at, **data)

    def close(self, at: str = CLOSE, **wrong) -> int:
        """Append `closed` with the count of this module, or with what a test puts in its place."""
        tally = self.tally()
        tests = self.tests(tally)
        counted = {"tally": tally, "tests": tests, "outcome": self.outcome(tally, tests)}
        return self.add("closed", at, **(counted | wrong))

    # --- what stands

    def standing(self) -> dict[int, dict]:
        """The casts that stand, by seat: each seat's last word, unless taken back."""
        found: dict[int, dict] = {}
        for event in (entry["event"] for entry in self.entries):
            if event["kind"] == "cast":
                found[event["data"]["seat"]] = event
            elif event["kind"] in ("retracted", "voided"):
                found.pop(event["data"]["seat"], None)
        return found

    def unreached(self) -> set[int]:
        seats: set[int] = set()
        for event in (entry["event"] for entry in self.entries):
            if event["kind"] == "undelivered":
                seats |= {event["data"]["seat"]}
            elif event["kind"] == "seat_transferred":
                seats -= {event["data"]["seat"]}
        return seats - set(self.standing())

    def tally(self) -> dict:
        words = {seat: event["data"]["position"] for seat, event in self.standing().items()}

        def part(seats):
            said = [words.get(seat["seat"], "silent") for seat in seats]
            unreached = sum(seat["seat"] in self.unreached() for seat in seats)
            counts = {"seats": len(said), "unreached": unreached}
            return counts | {name: said.count(name) for name in COUNTED if name not in counts}

        def parts(name):
            keys = {seat[name] for seat in self.roll}
            return {key: part([seat for seat in self.roll if seat[name] == key]) for key in keys}

        return {"all": part(self.roll), "groups": parts("group"), "countries": parts("country")}

    # --- the count, written out test by test

    def tests(self, tally: dict) -> list[dict]:
        rule, silence = self.rule, self.rule["name"] == "silence"

        def sums(c):
            e = c["seats"] - c["recuse"]
            v = e - c["unreached"] if silence else e - c["silent"]
            yes = c["endorse"] + c["reserve"]
            return e, v, yes, yes + c["object"]

        def row(test, group, have, of, held, bound=None):
            bound = rule[test] if bound is None else bound
            return {"test": test, "group": group, "have": have, "of": of, "bound": bound, "held": int(held)}

        def more(a, b, p):
            return a * 100 > b * 50 if p == 50 else a * 100 >= b * p

        e, v, yes, d = sums(tally["all"])
        groups = [(key, *sums(tally["groups"][key])) for key in sorted(tally["groups"])]
        rows, wide = [], []
        for test, name in (("min_groups", "groups"), ("min_countries", "countries")):
            present = sum(sums(part)[1] >= 1 for part in tally[name].values())
            wide.append(row(test, "", present, len(tally[name]), present >= rule[test]))
        if silence:
            rows += [row("reach", key, gv, ge, gv >= 1, 1) for key, ge, gv, _, _ in groups if ge]
            rows += wide
        else:
            rows.append(row("quorum_pct", "", v, e, v >= 1 and v * 100 >= rule["quorum_pct"] * e))
            p = rule["group_quorum_pct"]
            rows += [
                row("group_quorum_pct", k, gv, ge, gv * 100 >= p * ge) for k, ge, gv, _, _ in groups if ge
            ]
            rows += wide
            rows.append(row("support_pct", "", yes, d, yes >= 1 and more(yes, d, rule["support_pct"])))
            p = rule["group_support_pct"]
            rows += [row("group_support_pct", k, gy, gd, more(gy, gd, p)) for k, _, _, gy, gd in groups if gd]
            rows.append(row("backing_pct", "", yes, v, more(yes, v, rule["backing_pct"])))
        if rule["max_objections"] >= 0:
            against = tally["all"]["object"]
            rows.append(row("max_objections", "", against, d, against <= rule["max_objections"]))
        return rows

    def outcome(self, tally: dict, tests: list[dict]) -> str:
        short = [test["test"] for test in tests if not test["held"]]
        if any(
            test in ("quorum_pct", "group_quorum_pct", "min_groups", "min_countries", "reach")
            for test in short
        ):
            return "inquorate"
        if short:
            return "no_consensus"
        if self.rule["name"] == "silence":
            return "adopted_no_objection"
        if tally["all"]["object"]:
            return "adopted_with_dissent"
        return "consensus_with_reservations" if tally["all"]["reserve"] else "consensus"

    # --- the bundle

    def bundle(self, audience: str = "members", *, whole: bool | None = None) -> dict:
        """The bundle as `audience` would get it now; ``whole`` overrides whether events are held back."""
        ended = any(e["event"]["kind"] in ("closed", "overtaken", "annulled") for e in self.entries)
        if whole is None:
            whole = ended or (audience == "members" and self.rule["visibility"] == "open")
        shown = self.entries if whole else self.entries[:1]
        found = {
            "format": "ballot-bundle", "v": 1, "audience": audience, "ballot": self.ballot,
            "statement": self.statement, "key": public_hex(self.key), "events": shown,
            "heads": self.heads(), "witnesses": [], "openings": self.openings(audience, shown),
        }  # fmt: skip
        return copy.deepcopy(found)

    def heads(self) -> list[dict]:
        ends = [
            e["event"]["seq"]
            for e in self.entries
            if e["event"]["kind"] in ("closed", "overtaken", "annulled")
        ]
        seqs = sorted({0, *ends, len(self.entries) - 1})
        return [head(self.ballot, seq, self.entries[seq]["hash"], self.key) for seq in seqs]

    def openings(self, audience: str, shown: list[dict]) -> dict:
        named = set(re.findall("[0-9a-f]{64}", json.dumps(shown)))
        due = {c for c, (_, _, to) in self.kept.items() if c in named and to in ("public", audience)}
        if len(shown) > 1:
            due |= self.notes(audience)
        return {c: {"salt": self.kept[c][0].hex(), "text": self.kept[c][1]} for c in due}

    def notes(self, audience: str) -> set[str]:
        """Commitments of standing notes (and of signatories) that this audience may have."""
        if audience == "members":
            return {event["data"]["note"] for event in self.standing().values()}
        outcomes = [e["event"]["data"]["outcome"] for e in self.entries if e["event"]["kind"] == "closed"]
        if not outcomes or outcomes[0] in ("inquorate", "no_consensus"):
            return set()
        found = set()
        for seat, event in self.standing().items():
            if event["data"]["sign"]:
                found.add(self.holder(seat))
            if event["data"]["position"] == "reserve" or event["seq"] in self.unresolved():
                found.add(event["data"]["note"])
        return found

    def holder(self, seat: int) -> str:
        who = self.roll[seat - 1]["who"]
        for event in (entry["event"] for entry in self.entries):
            if event["kind"] == "seat_transferred" and event["data"]["seat"] == seat:
                who = event["data"]["who"]
        return who

    def unresolved(self) -> set[int]:
        casts = {e["seq"] for e in self.standing().values() if e["data"]["position"] == "object"}
        events = [entry["event"] for entry in self.entries]
        return casts - {e["data"]["cast"] for e in events if e["kind"] == "objection_resolved"}


def resealed(bundle: dict) -> dict:
    """Hash, link and sign a changed bundle anew, as its maker could: what remains wrong is the story."""
    made = copy.deepcopy(bundle)
    last = "0" * 64
    for seq, entry in enumerate(made["events"]):
        entry["event"] |= {"seq": seq, "prev": last}
        last = entry["hash"] = digest(canonical(entry["event"]))
    shown = [h["seq"] for h in made["heads"] if h["seq"] < len(made["events"])]
    seqs = {*shown, len(made["events"]) - 1}
    made["heads"] = [head(made["ballot"], s, made["events"][s]["hash"], private_key()) for s in sorted(seqs)]
    return made


def worked(last: str = "silent") -> Book:
    """A ballot of nine seats and four countries: the example of the rule; ``last`` is the silent regulator's."""
    book = Book(alternates={2})
    for seat, position in enumerate(["endorse", "recuse", "endorse", "reserve", "stand_aside"], 1):
        book.cast(seat, position, sign=int(position == "reserve"))
    for seat, position in ((6, "endorse"), (7, "endorse"), (8, "object"), (9, last)):
        if position != "silent":
            book.cast(seat, position)
    return book


def storied() -> Book:
    """A ballot in which everything happens that may, closed and with every kind of reply after it."""
    book = Book(alternates={1, 6}, visibility="open")
    book.cast(1, "stand_aside", by="officer")
    book.cast(1, "endorse", by="alternate", sign=1)
    first = book.cast(8, "object")
    book.answer(first)
    book.cast(8, "endorse", sign=1)
    book.cast(9, "reserve")
    book.add("retracted", by="holder", seat=9)
    book.transfer(9, book.person("Second"))
    book.cast(9, "reserve", by="alternate", sign=1)
    book.cast(2, "object")
    book.two_officers("voided", seat=2)
    book.add("undelivered", seat=2)
    closing = later(CLOSE, days=2)
    book.extend(closing, at=later(CLOSE, minutes=-5))
    for seat, position in ((3, "endorse"), (4, "endorse"), (6, "endorse")):
        book.cast(seat, position)
    objections = [book.cast(seat, "object") for seat in (5, 7)]
    book.close(closing)
    book.add("late", seat=2)
    for cast in objections:
        book.answer(cast)
    book.add("objection_resolved", cast=objections[0])
    book.add("objection_lapsed", at=later(book.at, days=8), cast=objections[1])
    book.add("objection_maintained", cast=objections[1])
    return book
