"""Ballots as they could have gone: roll, rule and history at random, each step one that the rules allow."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cop.ballots import events
from cop.ballots.bundle import Record
from cop.ballots.canonical import Committed, text_of
from cop.ballots.objections import Disposition
from cop.ballots.positions import NEEDS, may_replace
from cop.ballots.record import Event, Head, Kind, Witness, first_event, head, next_event, public_hex
from cop.ballots.rules import NO_OBJECTION, ConsensusRule
from cop.ballots.tally import Place, Tally
from cop.ballots.terms import IN_FAVOUR, Absence, By, Stance, Unit, Visibility

GROUPS = ("civil_society", "developers", "institutions", "professionals", "regulators")
COUNTRIES = ("BN", "ID", "KH", "LA", "TH", "VN")
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OBSERVER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
OPENED = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)
TITLE, TEXT = "Triage by software", "1. ຫ້າມ without a reviewer.\n2. For a year.\n"
AGREED = {Stance.ENDORSE: 12, Stance.RESERVE: 2, Stance.OBJECT: 1, Stance.STAND_ASIDE: 1, Stance.RECUSE: 1}
DIVIDED = {Stance.ENDORSE: 3, Stance.RESERVE: 1, Stance.OBJECT: 2, Stance.STAND_ASIDE: 1, Stance.RECUSE: 1}


@dataclass
class Story:
    """A ballot under way, with the tally kept one seat at a time as the application keeps it."""

    random: Random
    rule: ConsensusRule
    seats: list[dict]
    events: list[Event]
    texts: dict[str, Committed]
    tally: Tally
    closes_at: datetime
    standing: dict[int, Event] = field(default_factory=dict)
    bounced: set[int] = field(default_factory=set)
    answered: dict[int, datetime] = field(default_factory=dict)
    replied: set[int] = field(default_factory=set)
    late: set[int] = field(default_factory=set)
    mood: dict[Stance, int] = field(default_factory=lambda: AGREED)
    extensions: int = 0

    # --- the hands that write -----------------------------------------------------------------------

    def commit(self, **fields: str) -> str:
        made = Committed(self.random.randbytes(32), text_of(fields))
        self.texts[made.hash] = made
        return made.hash

    def person(self) -> str:
        return self.commit(name=f"Daw {self.random.random()}", organisation='ກະຊວງ "Health"')

    def two_officers(self) -> dict:
        return {"officers": [self.person(), self.person()], "reason": self.commit(text="They\nerred.")}

    def add(self, kind: Kind, data: dict, at: datetime | None = None) -> Event:
        last = self.events[-1].at
        at = at or min(
            last + timedelta(seconds=self.random.randrange(3000)), self.closes_at - timedelta(seconds=1)
        )
        self.events.append(next_event(self.events[-1], kind, data, at))
        return self.events[-1]

    def place(self, seat: int) -> Place:
        if seat in self.standing:
            return Stance(self.standing[seat].data["position"])
        return Absence.UNREACHED if seat in self.bounced else Absence.SILENT

    def move(self, seat: int, change) -> None:
        before = self.place(seat)
        change()
        entry = self.seats[seat - 1]
        self.tally = self.tally.moved(entry["group"], entry["country"], before, self.place(seat))

    # --- what may happen before the close -----------------------------------------------------------

    def hands(self, seat: int) -> list[By]:
        standing = self.standing.get(seat)
        hands = [By.HOLDER, By.OFFICER, *([By.ALTERNATE] if self.seats[seat - 1]["alternate"] else [])]
        return [by for by in hands if standing is None or may_replace(By(standing.data["by"]), by)]

    def cast(self, seat: int) -> None:
        stances = sorted(self.rule.stances)
        stance = self.random.choices(stances, [self.mood[s] for s in stances])[0]
        by = self.random.choice(self.hands(seat))
        data = events.cast(
            seat=seat,
            position=stance,
            by=by,
            sign=stance in IN_FAVOUR and self.random.random() < 0.5,
            note=self.commit(**dict.fromkeys(NEEDS.get(stance, {}), f"ຂໍ້ {self.random.random()}")),
            evidence=self.commit(text="By telephone.") if by is By.OFFICER else "",
        )
        event = self.add(Kind.CAST, data)
        self.move(seat, lambda: self.standing.update({seat: event}))

    def retract(self, seat: int) -> None:
        if seat in self.standing:
            self.add(Kind.RETRACTED, events.retracted(seat=seat, by=self.random.choice(self.hands(seat))))
            self.move(seat, lambda: self.standing.pop(seat))

    def void(self, seat: int) -> None:
        if seat in self.standing:
            self.add(Kind.VOIDED, events.voided(seat=seat, **self.two_officers()))
            self.move(seat, lambda: self.standing.pop(seat))

    def transfer(self, seat: int) -> None:
        if seat not in self.standing:
            alternate = self.random.choice(["", self.person()])
            self.add(
                Kind.SEAT_TRANSFERRED,
                events.seat_transferred(seat=seat, who=self.person(), alternate=alternate),
            )
            self.move(seat, lambda: self.bounced.discard(seat))
            self.seats[seat - 1] = self.seats[seat - 1] | {"alternate": alternate}

    def bounce(self, seat: int) -> None:
        if self.rule.by_silence and seat not in self.bounced | set(self.standing):
            self.add(Kind.UNDELIVERED, events.of_seat(seat))
            self.move(seat, lambda: self.bounced.add(seat))

    def extend(self, _seat: int) -> None:
        if self.extensions < 2:
            later = self.closes_at + timedelta(hours=self.random.randint(1, 36))
            reason = self.commit(text="Typhoon.")
            self.add(Kind.EXTENDED, events.extended(closes_at=later, officer=self.person(), reason=reason))
            self.closes_at, self.extensions = later, self.extensions + 1

    def answer(self, seat: int, at: datetime | None = None) -> None:
        cast = self.standing.get(seat)
        if cast and cast.data["position"] == "object" and cast.seq not in self.replied:
            disposition = self.random.choice(list(Disposition))
            note, editor = self.commit(text="We heard you."), self.person()
            data = events.objection_answered(
                objection=cast.seq, disposition=disposition, editor=editor, note=note
            )
            self.answered[cast.seq] = self.add(Kind.OBJECTION_ANSWERED, data, at).at

    def step(self) -> None:
        acts = {
            self.cast: 10,
            self.retract: 1,
            self.void: 1,
            self.transfer: 1,
            self.bounce: 3,
            self.extend: 0.5,
        }
        if self.rule.visibility is Visibility.OPEN:
            acts[self.answer] = 2
        act = self.random.choices(list(acts), list(acts.values()))[0]
        act(self.random.randint(1, len(self.seats)))

    # --- the end and after --------------------------------------------------------------------------

    def end(self) -> None:
        kind = self.random.choices([Kind.CLOSED, Kind.OVERTAKEN, Kind.ANNULLED, None], [12, 1, 1, 2])[0]
        if kind is Kind.CLOSED:
            self.add(kind, events.closed(self.tally, self.rule), self.closes_at + timedelta(seconds=3))
            for _ in range(self.random.randrange(12)):
                self.afterwards()
        elif kind is Kind.OVERTAKEN:
            self.add(kind, events.overtaken(text=TEXT + "3. New.\n"))
        elif kind is Kind.ANNULLED:
            self.add(kind, events.annulled(**self.two_officers()))

    def afterwards(self) -> None:
        seat, at = self.random.randint(1, len(self.seats)), self.events[-1].at + timedelta(days=7)
        if self.random.random() < 0.3 and seat not in self.late:
            self.late.add(seat)
            self.add(Kind.LATE, events.of_seat(seat), at)
        objections = [n for n, cast in self.standing.items() if cast.data["position"] == "object"]
        if objections and self.random.random() < 0.4:
            self.answer(self.random.choice(objections), at)
        elif waiting := [self.standing[n].seq for n in objections if self.waits(self.standing[n].seq)]:
            kind = self.random.choice(
                [Kind.OBJECTION_RESOLVED, Kind.OBJECTION_MAINTAINED, Kind.OBJECTION_LAPSED]
            )
            replied = self.random.choice(waiting)
            self.replied.add(replied)
            self.add(kind, events.of_objection(replied), at + timedelta(days=7))

    def waits(self, objection: int) -> bool:
        return objection in self.answered and objection not in self.replied

    def record(self) -> Record:
        kept = self.random.sample(self.events, min(2, len(self.events)))
        witnessed = head(self.events[-1], OBSERVER)
        witness = Witness(witnessed.seq, witnessed.hash, witnessed.sig, "Ministry, “A”", public_hex(OBSERVER))
        witnesses = [witness] if self.random.random() < 0.3 else []
        heads: list[Head] = [head(event, KEY) for event in kept]
        return Record(TITLE, TEXT, self.events, self.texts, KEY, heads, witnesses)


def begin(random: Random, rule: ConsensusRule, pairs: list[tuple[str, str]]) -> Story:
    """A ballot just opened, with a seat for each (group, country)."""
    story = Story(random, rule, [], [], {}, Tally({}), OPENED + timedelta(days=3))
    seats = [
        events.RollSeat(g, c, story.person(), story.person() if random.random() < 0.3 else "")
        for g, c in pairs
    ]
    story.seats = events.roll(seats)
    story.tally = Tally.of_seats((g, c, Absence.SILENT) for g, c in pairs)
    data = events.opened(
        closes_at=story.closes_at,
        key=public_hex(KEY),
        previous=random.choice(["", "triage/1"]),
        seats=story.seats,
        rule=rule,
        title=TITLE,
        text=TEXT,
    )
    story.events = [first_event("triage/2", data, OPENED)]
    story.seats = list(story.seats)
    return story


def tell(seed: int) -> Story:
    """The whole of a ballot; the same for the same seed."""
    random = Random(seed)
    unit, visibility = random.choice(list(Unit)), random.choice(list(Visibility))
    every = [(g, c) for g in GROUPS for c in COUNTRIES]
    members = unit is Unit.MEMBER
    number = random.randint(3, 24)
    pairs = (
        random.choices(every[: random.randint(3, 30)], k=number) if members else random.sample(every, number)
    )
    spread = {
        "min_groups": random.randint(1, min(3, len({g for g, _c in pairs}))),
        "min_countries": random.randint(1, min(3, len({c for _g, c in pairs}))),
    }
    story = begin(random, some_rule(random, spread, unit=unit, visibility=visibility), pairs)
    story.mood = random.choice([AGREED, AGREED, DIVIDED])
    turnout = 0 if story.rule.by_silence else random.choice([0.3, 0.9, 1])
    for seat in range(1, number + 1):
        if random.random() < turnout:
            story.cast(seat)
    for _ in range(random.randint(0, number)):
        story.step()
    story.end()
    return story


def some_rule(random: Random, spread: dict[str, int], **free) -> ConsensusRule:
    if random.random() < 0.25:
        return ConsensusRule(**NO_OBJECTION, **spread, **free)
    custom = {
        "quorum_pct": random.choice([1, 50, random.randint(1, 100)]),
        "group_quorum_pct": random.choice([0, 34, random.randint(0, 100)]),
        "support_pct": random.choice([50, 75, random.randint(50, 100)]),
        "group_support_pct": random.choice([0, 50, random.randint(0, 100)]),
        "backing_pct": random.choice([0, 34, 50, random.randint(0, 100)]),
        "max_objections": random.choice([-1, -1, 0, random.randint(0, 4)]),
    }
    return ConsensusRule(**spread, **random.choice([{}, custom, custom]), **free)
