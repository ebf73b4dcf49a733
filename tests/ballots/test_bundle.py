"""What a bundle holds and opens, to whom and when."""

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.ballots import events
from cop.ballots.bundle import Audience, Record, bundle, written
from cop.ballots.canonical import Committed, event_bytes, hexhash, text_of
from cop.ballots.objections import Disposition
from cop.ballots.record import ENDINGS, Head, Kind, head, public_hex, signed_by
from cop.ballots.rules import ConsensusRule
from cop.ballots.terms import By, Stance, Visibility
from tests.ballots.stories import KEY, OBSERVER, TEXT, TITLE, Story, begin, tell

PAIRS = [("developers", "KH"), ("developers", "LA"), ("professionals", "TH"), ("regulators", "VN")]
PUBLIC, MEMBERS = Audience.PUBLIC, Audience.MEMBERS
EMPTY_SPREAD = {
    "min_groups": 1,
    "min_countries": 1,
    "group_quorum_pct": 0,
    "group_support_pct": 0,
    "support_pct": 50,
}


@dataclass
class Told:
    """A ballot with every kind of text in it, each kept by what it is."""

    story: Story
    texts: dict[str, str]

    def end(self, kind=Kind.CLOSED, data=None):
        data = data or events.closed(self.story.tally, self.story.rule)
        self.story.add(kind, data, self.story.closes_at)
        return self

    def opened_to(self, audience):
        """The names of the texts that the bundle opens."""
        names = {hash_: name for name, hash_ in self.texts.items()}
        return {names[hash_] for hash_ in bundle(self.story.record(), audience)["openings"]}


def told(visibility=Visibility.SEALED, **rule):
    """1 endorses and signs, by telephone at first; 2 reserves; 3 objects; 4 changed hands, and endorses unsigned."""
    story = begin(Random(7), ConsensusRule(**EMPTY_SPREAD | rule, visibility=visibility), PAIRS)
    texts = {f"who {seat['seat']}": seat["who"] for seat in story.seats}
    texts |= {f"alternate {seat['seat']}": seat["alternate"] for seat in story.seats if seat["alternate"]}

    def text(name, /, **fields):
        texts[name] = story.commit(**fields)
        return texts[name]

    def cast(name, seat, position, /, *, by=By.HOLDER, sign=False, evidence="", **note):
        data = events.cast(
            seat=seat, position=position, by=by, sign=sign, note=text(name, **note), evidence=evidence
        )
        event = story.add(Kind.CAST, data)
        story.move(seat, lambda: story.standing.update({seat: event}))
        return event.seq

    evidence = text("evidence", text="Spoke at 10:00.")
    cast("superseded", 1, Stance.RESERVE, by=By.OFFICER, sign=True, evidence=evidence, clause="1", text="Hm.")
    cast("endorsement", 1, Stance.ENDORSE, sign=True)
    cast("reservation", 2, Stance.RESERVE, clause="1", text="If reviewed.")
    objection = cast("objection", 3, Stance.OBJECT, clause="2", reason="Too long.", change="Half a year.")
    story.closes_at += timedelta(hours=1)
    officer, reason = text("officer", name="O"), text("reason", text="R")
    story.add(Kind.EXTENDED, events.extended(closes_at=story.closes_at, officer=officer, reason=reason))
    transfer = events.seat_transferred(
        seat=4, who=text("new who", name="N"), alternate=text("new alternate", name="M")
    )
    story.add(Kind.SEAT_TRANSFERRED, transfer)
    cast("unsigned", 4, Stance.ENDORSE)
    if visibility is Visibility.OPEN:
        answer(story, objection, text)
    made = Told(story, texts)
    made.text, made.objection = text, objection
    return made


def answer(story, objection, text, name="answer"):
    note, editor = text(name, text="Noted."), text(f"editor of {name}", name="E")
    data = events.objection_answered(
        objection=objection, disposition=Disposition.NOT_ACCEPTED, editor=editor, note=note
    )
    story.add(Kind.OBJECTION_ANSWERED, data, max(story.closes_at, story.events[-1].at))


WHO = {"who 1", "who 2", "who 3", "who 4", "new who", "new alternate"}
STANDING = {"endorsement", "reservation", "objection", "unsigned"}
OFFICE = {"officer", "reason"}


def alternates(made):
    return {name for name in made.texts if name.startswith("alternate")}


# --- openings ---------------------------------------------------------------------------------------


def test_after_adoption_the_public_reads_signatories_reservations_and_objections():
    assert told().end().opened_to(PUBLIC) == OFFICE | {"who 1", "reservation", "objection"}


def test_after_the_end_members_read_everyone_and_all_that_stands():
    made = told().end()
    assert made.opened_to(MEMBERS) == WHO | alternates(made) | STANDING | OFFICE


def test_without_adoption_the_public_reads_officers_and_reasons_only():
    made = told(max_objections=0).end()
    assert made.opened_to(PUBLIC) == OFFICE
    assert made.opened_to(MEMBERS) == WHO | alternates(made) | STANDING | OFFICE


@pytest.mark.parametrize("kind", [Kind.OVERTAKEN, Kind.ANNULLED])
def test_a_ballot_that_decided_nothing_names_nobody_in_public(kind):
    made = told()
    if kind is Kind.OVERTAKEN:
        made.end(kind, events.overtaken(text="New."))
        assert made.opened_to(PUBLIC) == OFFICE
    else:
        officers = [made.text("first", name="F"), made.text("second", name="S")]
        made.end(kind, events.annulled(officers=officers, reason=made.text("why", text="W")))
        assert made.opened_to(PUBLIC) == OFFICE | {"first", "second", "why"}
    assert made.opened_to(MEMBERS) >= STANDING


def test_answers_and_their_editors_are_public():
    made = told().end()
    answer(made.story, made.objection, made.text)
    assert {"answer", "editor of answer", "objection"} <= made.opened_to(PUBLIC)


def test_a_resolved_objection_is_no_longer_printed_and_a_lapsed_one_is():
    for kind, printed in (
        (Kind.OBJECTION_RESOLVED, False),
        (Kind.OBJECTION_MAINTAINED, True),
        (Kind.OBJECTION_LAPSED, True),
    ):
        made = told().end()
        answer(made.story, made.objection, made.text)
        made.story.add(kind, events.of_objection(made.objection), made.story.events[-1].at)
        assert ("objection" in made.opened_to(PUBLIC)) is printed
        assert "objection" in made.opened_to(MEMBERS)


def test_a_signatory_who_took_over_a_seat_is_named_and_not_the_one_before():
    made = told()
    event = made.story.add(
        Kind.CAST,
        events.cast(seat=4, position=Stance.ENDORSE, by=By.HOLDER, sign=True, note=made.text("signed")),
    )
    made.story.standing[4] = event
    opened = made.end().opened_to(PUBLIC)
    assert "new who" in opened
    assert "who 4" not in opened


def test_a_voided_position_and_its_signatory_are_not_read():
    made = told()
    officers = [made.text("first", name="F"), made.text("second", name="S")]
    made.story.add(Kind.VOIDED, events.voided(seat=1, officers=officers, reason=made.text("why", text="W")))
    made.story.move(1, lambda: made.story.standing.pop(1))
    made.end()
    assert not {"who 1", "endorsement"} & made.opened_to(PUBLIC)
    assert {"first", "second", "why"} <= made.opened_to(PUBLIC)
    assert "endorsement" not in made.opened_to(MEMBERS)


@given(st.integers(0, 10**9))
def test_evidence_is_opened_to_nobody_and_the_public_never_sees_more_than_members(seed):
    record = tell(seed).record()
    public, members = (bundle(record, audience)["openings"] for audience in (PUBLIC, MEMBERS))
    evidence = {e.data["evidence"] for e in record.events if e.kind is Kind.CAST}
    assert not evidence & set(members)
    assert public.items() <= members.items()


def test_an_opening_is_salt_and_text_behind_the_hash():
    made = told().end()
    for hash_, opening in bundle(made.story.record(), MEMBERS)["openings"].items():
        assert sorted(opening) == ["salt", "text"]
        assert Committed(bytes.fromhex(opening["salt"]), text_of(opening["text"])).hash == hash_


def test_what_was_erased_is_left_out_and_the_chain_stays():
    made = told().end()
    erased = made.story.texts.pop(made.texts["who 1"])
    made_after = bundle(made.story.record(), PUBLIC)
    assert erased.hash not in made_after["openings"]
    assert len(made_after["events"]) == len(made.story.events)


# --- before the end ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("visibility", "audience"),
    [(Visibility.SEALED, PUBLIC), (Visibility.SEALED, MEMBERS), (Visibility.OPEN, PUBLIC)],
)
def test_before_the_end_only_the_opening_and_two_heads(visibility, audience):
    made = told(visibility)
    record = made.story.record()
    found = bundle(replace(record, witnesses=[head(record.events[3], OBSERVER)]), audience)
    assert [entry["event"]["kind"] for entry in found["events"]] == ["opened"]
    assert [each["seq"] for each in found["heads"]] == [0, len(record.events) - 1]
    assert found["witnesses"] == []
    names = {f"who {seat['seat']}" for seat in made.story.seats} | alternates(made)
    assert made.opened_to(audience) == (names if audience is MEMBERS else set())


def test_members_follow_an_open_ballot():
    made = told(Visibility.OPEN)
    assert len(bundle(made.story.record(), MEMBERS)["events"]) == len(made.story.events)
    assert made.opened_to(MEMBERS) >= STANDING | {"answer", "editor of answer"}


# --- form -------------------------------------------------------------------------------------------


def test_a_bundle_has_exactly_its_members():
    record = told().end().story.record()
    found = bundle(record, PUBLIC)
    assert sorted(found) == sorted(
        ["format", "v", "audience", "ballot", "statement", "key", "events", "heads", "witnesses", "openings"]
    )
    assert (found["format"], found["v"], found["audience"]) == ("ballot-bundle", 1, "public")
    assert (found["ballot"], found["key"]) == ("triage/2", public_hex(KEY))
    assert found["statement"] == {"title": TITLE, "text": TEXT}
    opened = found["events"][0]["event"]["data"]
    assert opened["text_sha256"] == hexhash(TEXT)
    assert opened["title_sha256"] == hexhash(TITLE)


@given(st.integers(0, 10**9))
def test_heads_cover_the_first_the_ending_and_the_last_event_and_hold(seed):
    record = tell(seed).record()
    found = bundle(record, MEMBERS)
    for entry in found["events"]:
        assert hexhash(event_bytes(entry["event"])) == entry["hash"]
    if any(event.kind in ENDINGS for event in record.events):
        ends = [event.seq for event in record.events if event.kind in ENDINGS]
        assert [h["seq"] for h in found["heads"]] == sorted({0, *ends, len(record.events) - 1})
    assert all(signed_by(Head(**h), found["ballot"], found["key"]) for h in found["heads"])


def test_a_kept_head_is_not_signed_again():
    record = told().end().story.record()
    kept = Head(0, record.events[0].hash, "kept")
    assert bundle(replace(record, heads=[kept]), PUBLIC)["heads"][0]["sig"] == "kept"


def test_the_file_is_the_same_for_the_same_bundle():
    record = told().end().story.record()
    assert isinstance(record, Record)
    assert written(bundle(record, PUBLIC)) == written(bundle(record, PUBLIC))
    assert json.loads(written(bundle(record, PUBLIC))) == bundle(record, PUBLIC)
