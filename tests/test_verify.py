"""The offline verifier: what it lets pass, what it refuses, and that it names the event."""

import ast
import copy
import json
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cop import verify
from tests.bundles import (
    BROAD,
    CLOSE,
    NINE,
    SILENCE,
    START,
    Book,
    canonical,
    digest,
    head,
    later,
    private_key,
    public_hex,
    resealed,
    storied,
    worked,
)

SOURCE = Path(verify.__file__)


@pytest.fixture
def verdict(tmp_path, capsys):
    """Verify a bundle (or raw bytes) with options; return exit status and what was printed."""

    def run(bundle, *options: str) -> tuple[int, str]:
        data = bundle if isinstance(bundle, bytes) else json.dumps(bundle, ensure_ascii=False).encode()
        file = tmp_path / "bundle.json"
        file.write_bytes(data)
        status = verify.main([str(file), *options])
        return status, capsys.readouterr().out

    return run


def closed(book: Book, at: str = CLOSE) -> dict:
    book.close(at)
    return book.bundle("public")


def last_line(out: str) -> str:
    return out.splitlines()[-1]


# --- the format's own example -------------------------------------------------------------------------


def test_the_worked_event_and_commitment():
    text = {"change": "Add a year.", "clause": "2", "reason": "ລາວ"}
    note = verify.sha256(bytes(32) + verify.canonical(text))
    data = {"by": "holder", "evidence": "", "note": note, "position": "object", "seat": 8, "sign": 0}
    event = {"at": "2026-11-23T02:15:00Z", "ballot": "triage/1", "data": data, "kind": "cast"}
    event |= {"prev": "ab" * 32, "seq": 7, "v": 1}
    assert note == "7b52eb62a9439bca8b22465adc820f847d90f2419e5e35031d5c7bae5ca6ccf5"
    assert (
        verify.sha256(verify.canonical(event))
        == "a2b389b46771d2567e772124bc91c8e45b593bc129c76ad362a44f740e2ea815"
    )


def test_texts_are_written_in_the_shortest_form():
    assert (
        verify.canonical({"b": '"\\/\n\x1f\x7fé', "a": 1}) == '{"a":1,"b":"\\"\\\\/\\n\\u001f\x7fé"}'.encode()
    )


# --- what holds ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", ["public", "members"])
@pytest.mark.parametrize("story", [worked, storied])
def test_a_true_record_holds(verdict, story, audience):
    book = story()
    if book.entries[-1]["event"]["kind"] == "cast":
        book.close()
    status, out = verdict(book.bundle(audience))
    assert (status, last_line(out)) == (0, "HOLDS.")


@pytest.mark.parametrize(
    ("visibility", "audience", "shown"),
    [
        ("sealed_until_close", "public", 1),
        ("sealed_until_close", "members", 1),
        ("open", "public", 1),
        ("open", "members", 3),
    ],
)
def test_a_running_ballot_holds_with_what_its_audience_may_see(verdict, visibility, audience, shown):
    book = Book(visibility=visibility)
    book.cast(1, "endorse")
    book.cast(2, "object")
    status, out = verdict(book.bundle(audience))
    assert status == 0
    assert f"\n{shown} event" in out
    assert "Outcome: none yet." in out


def test_a_running_ballot_shows_no_more_than_its_opening(verdict):
    book = Book()
    book.cast(1, "endorse")
    status, out = verdict(book.bundle("public", whole=True))
    assert status == 1
    assert "DOES NOT HOLD: event 1 (cast): the ballot has not ended" in out


@pytest.mark.parametrize("ending", ["overtaken", "annulled"])
def test_a_ballot_that_ends_without_a_count_holds(verdict, ending):
    book = Book()
    book.cast(1, "reserve", sign=1)
    if ending == "annulled":
        book.two_officers("annulled")
    else:
        book.add("overtaken", text_sha256=digest(b"another text"))
    for audience in ("public", "members"):
        status, out = verdict(book.bundle(audience))
        assert status == 0
        assert f"The ballot was {ending}" in out


# --- the count ----------------------------------------------------------------------------------------


def test_the_worked_ballot_is_adopted_with_dissent(verdict):
    _, out = verdict(closed(worked()))
    for line in (
        "Recounted: seats 9, endorse 4, reserve 1, stand_aside 1, object 1, recuse 1, silent 1, unreached 0.",
        "  quorum_pct: 7 of 8, bound 50: 700 >= 400, held.",
        "  support_pct: 5 of 6, bound 75: 500 >= 450, held.",
        "  group_support_pct regulators: 2 of 3, bound 50: 200 > 150, held.",
        "  backing_pct: 5 of 7, bound 34: 500 >= 238, held.",
        "Outcome: adopted_with_dissent, as the rule gives it.",
    ):
        assert line in out.splitlines()


def test_the_worked_ballot_fails_when_the_silent_regulator_objects(verdict):
    status, out = verdict(closed(worked("object")))
    assert status == 0
    assert "  support_pct: 5 of 7, bound 75: 500 >= 525, failed." in out.splitlines()
    assert "  group_support_pct regulators: 2 of 4, bound 50: 200 > 200, failed." in out.splitlines()
    assert "Outcome: no_consensus, as the rule gives it." in out


def rule(**changes):
    return {**BROAD, "name": "custom", **changes}


def tally(**counts):
    whole = dict.fromkeys(verify.COUNTS, 0) | counts
    return {"all": whole, "groups": {"g": whole}, "countries": {"LA": whole}}


def held(rules, counts) -> dict[str, int]:
    return {test["test"]: test["held"] for test in verify.tested(rules, counts)}


@pytest.mark.parametrize(("spoke", "expected"), [(100, 0), (101, 1)])
def test_a_percentage_is_never_rounded(spoke, expected):
    """Half of 201 seats is more than a hundred of them."""
    counts = tally(seats=201, endorse=spoke, silent=201 - spoke)
    assert held(rule(), counts)["quorum_pct"] == expected


@pytest.mark.parametrize(("bound", "expected"), [(50, 0), (51, 0), (49, 1)])
def test_half_is_not_a_majority(bound, expected):
    counts = tally(seats=4, endorse=2, object=2)
    assert held(rule(group_support_pct=bound), counts)["group_support_pct"] == expected


def test_support_is_a_share_of_those_who_decide():
    """Of many seats few spoke: they are not failed for the silence of the rest."""
    counts = tally(seats=100, endorse=3, stand_aside=2, silent=95)
    assert held(rule(), counts)["support_pct"] == 1


def test_nobody_left_to_vote_is_no_quorum():
    counts = tally(seats=3, recuse=3)
    found = held(rule(group_quorum_pct=0), counts)
    assert (found["quorum_pct"], found["support_pct"]) == (0, 0)
    assert "group_quorum_pct" not in found


def test_one_endorser_among_many_who_stand_aside_is_no_consensus():
    assert held(rule(), tally(seats=100, endorse=1, stand_aside=99))["backing_pct"] == 0


def test_objections_are_tested_only_where_the_rule_bounds_them():
    assert "max_objections" not in held(rule(), tally(seats=2, endorse=1, object=1))
    assert held(rule(max_objections=0), tally(seats=2, endorse=1, object=1))["max_objections"] == 0


def test_silence_counts_the_reached_and_never_says_endorsed(verdict):
    book = Book(**SILENCE)
    book.cast(2, "recuse")
    book.add("undelivered", seat=4)
    book.add("undelivered", seat=6)
    book.transfer(6)
    status, out = verdict(closed(book))
    assert status == 0
    assert "unreached 1." in out
    assert "  reach professionals: 2 of 3, bound 1: 2 >= 1, held." in out
    assert "  max_objections: 0 of 0, bound 0: 0 <= 0, held." in out
    assert "Outcome: adopted_no_objection" in out


def test_silence_fails_by_an_objection_or_a_group_not_reached(verdict):
    book = Book(**SILENCE)
    book.cast(1, "object")
    assert "Outcome: no_consensus" in verdict(closed(book))[1]
    book = Book(**SILENCE)
    book.add("undelivered", seat=1)
    book.add("undelivered", seat=2)
    assert "Outcome: inquorate" in verdict(closed(book))[1]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda d: d.update(outcome="consensus"), "outcome: the record says consensus"),
        (lambda d: d["tally"]["groups"]["regulators"].update(endorse=3), "tally groups regulators endorse"),
        (lambda d: d["tally"]["countries"].pop("VN"), "tally countries VN"),
        (lambda d: d["tally"]["all"].update(silent=0), "tally all silent: the record says 0, the recount 1"),
        (lambda d: d["tests"].reverse(), "tests 0 bound"),
        (lambda d: d["tests"].pop(), "tests 10"),
        (lambda d: d["tests"][0].update(of=9), "tests 0 of"),
    ],
)
def test_a_count_that_differs_is_refused(verdict, wrong, said):
    bundle = closed(worked())
    wrong(bundle["events"][-1]["event"]["data"])
    status, out = verdict(resealed(bundle))
    assert status == 1
    assert f"DOES NOT HOLD: event 9 (closed): {said}" in out


def any_ballot(dice: random.Random) -> Book:
    """A ballot of any roll, rule and history, closed."""
    places = [
        (dice.choice("abcd"), dice.choice(["LA", "SG", "TH", "VN"])) for _ in range(dice.randrange(1, 16))
    ]
    silence = dice.random() < 0.25
    ranges = {name: (verify.LOWEST[name], 100) for name in BROAD if name.endswith("_pct")}
    rules = {name: dice.choice([*ends, 50, dice.randint(*ends)]) for name, ends in ranges.items()}
    rules |= {"name": "custom", "max_objections": dice.randrange(-1, 4)}
    book = Book(places, **(SILENCE if silence else rules), min_groups=1, min_countries=1)
    positions = ("object", "recuse") if silence else verify.POSITIONS
    for _ in range(dice.randrange(40)):
        seat = dice.randint(1, len(places))
        if dice.random() < 0.15:
            book.add("undelivered", seat=seat)
        elif dice.random() < 0.15 and seat in book.standing():
            book.add("retracted", seat=seat, by="holder")
        else:
            book.cast(seat, dice.choice(positions))
    book.close()
    return book


def test_two_countings_agree_on_any_ballot(verdict, sweeping):
    dice, outcomes = random.Random("ballots"), set()
    for number in range(5_000 if sweeping else 150):
        book = any_ballot(dice)
        status, out = verdict(book.bundle("public"))
        assert status == 0, f"ballot {number}: {out}"
        outcomes.add(book.entries[-1]["event"]["data"]["outcome"])
    assert len(outcomes) >= 5


# --- stories that no ballot may tell ------------------------------------------------------------------

HOLDER, OFFICER = {"by": "holder"}, {"by": "officer"}


def after(*steps):
    """Play the steps; the last one's event is the wrong one."""

    def story(book):
        return [step(book) for step in steps][-1]

    return story


def cast(seat, position="endorse", **more):
    return lambda book: book.cast(seat, position, **more)


def adding(kind, at=None, **data):
    return lambda book: book.add(kind, at, **data)


def closing(book):
    return book.close()


def objecting(*steps):
    """An objection as event 1, and the close; the steps follow."""
    return after(cast(3, "object"), closing, *steps)


def replying(kind, at=None):
    return adding(f"objection_{kind}", at, cast=1)


def answering(book, at=None):
    return book.answer(1, at)


ILLEGAL = {
    "an alternate where there is none": (cast(2, by="alternate"), "no alternate"),
    "a seat beyond the roll": (cast(10), "not on the roll"),
    "evidence of a holder": (cast(1, evidence="ab" * 32), "evidence"),
    "an officer without evidence": (cast(1, by="officer", evidence=""), "evidence"),
    "an objector who signs": (cast(1, "object", sign=1), "can sign"),
    "an alternate over the holder": (after(cast(1), cast(1, "object", by="alternate")), "is the holder's"),
    "an officer over the alternate": (
        after(cast(1, by="alternate"), cast(1, by="officer")),
        "the alternate's",
    ),
    "an officer taking back a holder's": (after(cast(1), adding("retracted", seat=1, **OFFICER)), "holder's"),
    "taking back nothing": (adding("retracted", seat=1, **HOLDER), "no position of seat 1"),
    "taking back twice": (
        after(cast(1), adding("retracted", seat=1, **HOLDER), adding("retracted", seat=1, **HOLDER)),
        "no position of seat 1",
    ),
    "voiding a silent seat": (lambda book: book.two_officers("voided", seat=4), "no position of seat 4"),
    "a seat given away that spoke": (after(cast(4), lambda book: book.transfer(4)), "not silent"),
    "an earlier closing time": (lambda book: book.extend(later(CLOSE, days=-1)), "later closing time"),
    "a third extension": (
        after(*(lambda book, days=days: book.extend(later(CLOSE, days=days)) for days in (1, 2, 3))),
        "2 times at most",
    ),
    "a cast at the closing time": (cast(1, at=CLOSE), "only closed"),
    "an extension at the closing time": (
        lambda book: book.extend(later(CLOSE, days=1), at=CLOSE),
        "only closed",
    ),
    "overtaken at the closing time": (adding("overtaken", CLOSE, text_sha256="ab" * 32), "only closed"),
    "annulled at the closing time": (lambda book: book.two_officers("annulled", at=CLOSE), "only closed"),
    "an early close": (lambda book: book.close(at=later(CLOSE, seconds=-1)), "before the closing time"),
    "a close before the extended time": (
        after(lambda book: book.extend(later(CLOSE, days=1)), closing),
        "before the closing time",
    ),
    "late before the close": (adding("late", seat=1), "before the close"),
    "late twice": (after(closing, adding("late", seat=1), adding("late", seat=1)), "late once before"),
    "late beyond the roll": (after(closing, adding("late", seat=10)), "not on the roll"),
    "undelivered beyond the roll": (adding("undelivered", seat=10), "not on the roll"),
    "a cast after the close": (after(closing, cast(1)), "after the close"),
    "a second close": (after(closing, closing), "after the close"),
    "late after overtaken": (
        after(adding("overtaken", text_sha256="ab" * 32), adding("late", seat=1)),
        "nothing follows overtaken",
    ),
    "a close after annulled": (after(lambda book: book.two_officers("annulled"), closing), "nothing follows"),
    "overtaken by the same text": (
        lambda book: book.add("overtaken", text_sha256=book.entries[0]["event"]["data"]["text_sha256"]),
        "the one that was balloted",
    ),
    "opened twice": (
        lambda book: book.add(**{"kind": "opened", **book.entries[0]["event"]["data"]}),
        "begins with",
    ),
    "a time that runs back": (after(cast(1), cast(2, at=START)), "earlier than the event before"),
    "an answer to an endorsement": (after(cast(1), answering), "not an objection that stands"),
    "an answer to what was replaced": (after(cast(3, "object"), cast(3), answering), "not an objection"),
    "an answer to what was voided": (
        after(cast(3, "object"), lambda book: book.two_officers("voided", seat=3), answering),
        "not an objection",
    ),
    "resolved before the close": (after(cast(3, "object"), replying("resolved")), "before the close"),
    "lapsed without an answer": (objecting(replying("lapsed", later(CLOSE, days=9))), "is open"),
    "lapsed a second early": (
        objecting(answering, replying("lapsed", later(CLOSE, days=7, minutes=1, seconds=-1))),
        "7 days to reply",
    ),
    "lapsed after a second answer": (
        objecting(
            answering,
            lambda book: book.answer(1, later(CLOSE, days=3)),
            replying("lapsed", later(CLOSE, days=8)),
        ),
        "7 days to reply",
    ),
    "lapsed on an answer before the close": (
        after(cast(3, "object"), answering, closing, replying("lapsed", later(CLOSE, days=7, seconds=-1))),
        "7 days to reply",
    ),
    "resolved twice": (objecting(replying("resolved"), replying("resolved")), "is resolved"),
    "maintained once resolved": (objecting(replying("resolved"), replying("maintained")), "is resolved"),
    "lapsed once maintained": (
        objecting(answering, replying("maintained"), replying("lapsed", later(CLOSE, days=9))),
        "is maintained",
    ),
    "a position unknown": (cast(1, "abstain", words={}), "position is not"),
    "a kind unknown": (adding("recounted", seat=1), "kind is not"),
    "one officer twice": (adding("annulled", officers=["ab" * 32] * 2, reason="cd" * 32), "two different"),
    "a seat of nought": (cast(0), "seat is not"),
    "a time that does not exist": (cast(1, at="2026-11-31T02:00:00Z"), "at is not a time"),
    "a time at another offset": (cast(1, at="2026-11-21T02:00:00+07:00"), "at is not a time"),
    "a sign in words": (cast(1, sign=True), "sign is not 0 or 1"),
}


@pytest.mark.parametrize("name", ILLEGAL)
def test_what_the_rules_forbid_is_refused_and_named(verdict, name):
    story, why = ILLEGAL[name]
    book = Book(alternates={1}, visibility="open")
    seq = story(book)
    status, out = verdict(book.bundle())
    shown = re.search(r"DOES NOT HOLD: event (\d+) \(.*\): (.*)", out)
    assert status == 1
    assert int(shown[1]) == seq
    assert why in shown[2]


def test_each_legal_neighbour_holds(verdict):
    """What lies just inside each bound above."""
    book = Book(alternates={1}, visibility="open")
    for by in ("officer", "officer", "alternate", "alternate", "holder", "holder"):
        book.cast(1, "endorse", by=by)
    book.extend(later(CLOSE, days=1))
    book.extend(later(CLOSE, days=2))
    objection = book.cast(3, "object", at=later(CLOSE, days=2, seconds=-1))
    book.answer(objection, later(CLOSE, days=2, seconds=-1))
    book.close(later(CLOSE, days=2))
    book.add("objection_lapsed", later(CLOSE, days=9), cast=objection)
    book.add("objection_resolved", cast=objection)
    assert verdict(book.bundle())[0] == 0


def test_a_sealed_ballot_answers_no_objection_before_the_close(verdict):
    book = Book()
    book.cast(3, "object")
    seq = book.answer(1)
    status, out = verdict(closed(book))
    assert status == 1
    assert f"event {seq} (objection_answered): in a sealed ballot" in out


@pytest.mark.parametrize("position", ["endorse", "reserve", "stand_aside"])
def test_under_silence_a_seat_objects_or_recuses_itself(verdict, position):
    book = Book(**SILENCE, visibility="open")
    book.cast(1, "object")
    book.cast(2, position)
    status, out = verdict(book.bundle())
    assert (status, "event 2 (cast): under silence" in out) == (1, True)


# --- what a ballot opens on ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"support_pct": 74}, "called broad, and its parameters are those of custom"),
        ({"name": "full"}, "called full"),
        ({"name": "custom"}, "those of broad"),
        ({"name": "custom", "quorum_pct": 0}, "quorum_pct 0 is out of range"),
        ({"name": "custom", "quorum_pct": 101}, "quorum_pct 101 is out of range"),
        ({"name": "custom", "support_pct": 49}, "support_pct 49"),
        ({"name": "custom", "backing_pct": -1}, "backing_pct -1"),
        ({"name": "custom", "max_objections": -2}, "max_objections -2"),
        ({"name": "custom", "min_groups": 0}, "min_groups 0"),
        ({"name": "custom", "min_groups": 4}, "the roll has 3 where min_groups asks for 4"),
        ({"name": "custom", "min_countries": 5}, "the roll has 4 where min_countries asks for 5"),
        ({**SILENCE, "min_groups": 0}, "min_groups 0"),
        ({**SILENCE, "quorum_pct": 1}, "called silence"),
        ({"visibility": "secret"}, "visibility is not"),
        ({"unit": "person"}, "unit is not"),
        ({"min_groups": 3.0}, "min_groups is not"),
        ({"max_objections": False}, "max_objections is not"),
    ],
)
def test_a_rule_out_of_range_or_misnamed_is_refused(verdict, changes, why):
    status, out = verdict(Book(**changes).bundle())
    assert status == 1
    assert "event 0 (opened): " in out
    assert why in out


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "full", "max_objections": 0},
        {"name": "majority", "support_pct": 50},
        {"name": "custom", "quorum_pct": 100, "group_quorum_pct": 0, "max_objections": 40},
        {**SILENCE, "min_groups": 1},
    ],
)
def test_a_rule_in_range_holds(verdict, changes):
    assert verdict(Book(**changes).bundle())[0] == 0


def swap_seats(data):
    data["roll"][0]["who"], data["roll"][1]["who"] = data["roll"][1]["who"], data["roll"][0]["who"]
    data["roll"][0]["country"], data["roll"][1]["country"] = "TH", "SG"


def twice_on_the_roll(data):
    data["roll"][1] |= {name: data["roll"][0][name] for name in ("group", "country", "who")}


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (swap_seats, "not in order"),
        (twice_on_the_roll, "not in order"),
        (lambda d: d["roll"][0].update(seat=2), "not numbered"),
        (lambda d: d["roll"].pop(0), "not numbered"),
        (lambda d: d["roll"].clear(), "the roll has 0"),
        (lambda d: d["roll"][0].update(country="Laos"), "country is not"),
        (lambda d: d["roll"][0].update(group=""), "group is not"),
        (lambda d: d["roll"][0].update(who="x"), "who is not"),
        (lambda d: d.update(closes_at=START), "closes before it opens"),
        (lambda d: d.update(text_sha256="ab" * 32), "text of the bundle is not the one"),
        (lambda d: d.update(title_sha256="ab" * 32), "title of the bundle is not the one"),
        (lambda d: d.update(key="ab" * 32), "another key"),
        (lambda d: d.update(previous="triage/1"), "not an earlier ballot"),
        (lambda d: d.update(previous="other/1"), "not an earlier ballot"),
        (lambda d: d.update(previous="triage/0"), "previous is not"),
    ],
)
def test_an_opening_that_is_not_sound_is_refused(verdict, wrong, why):
    bundle = Book().bundle()
    wrong(bundle["events"][0]["event"]["data"])
    status, out = verdict(resealed(bundle))
    assert status == 1
    assert "event 0 (opened): " in out
    assert why in out


def test_a_delegation_has_one_seat_a_country_and_group(verdict):
    assert verdict(Book(unit="delegation", alternates={1}).bundle())[0] == 0
    status, out = verdict(Book([*NINE, ("regulators", "LA")], unit="delegation").bundle())
    assert status == 1
    assert "more than one seat" in out


def test_a_later_ballot_links_to_an_earlier_one(verdict):
    assert verdict(Book(ballot="triage/3", previous="triage/1").bundle())[0] == 0
    assert verdict(Book(ballot="triage/3").bundle())[0] == 0


@pytest.mark.parametrize("text", ["1. Cafe\u0301", "1. One\r\n"])
def test_the_text_is_in_nfc_with_lf(verdict, text):
    bundle = Book().bundle()
    bundle["statement"]["text"] = text
    bundle["events"][0]["event"]["data"]["text_sha256"] = digest(text.encode())
    status, out = verdict(resealed(bundle))
    assert (status, "not in NFC with LF" in out) == (1, True)


# --- mutations ----------------------------------------------------------------------------------------


def whole_story() -> dict:
    return storied().bundle("public")


EVENTS = range(len(whole_story()["events"]))
EDITS = {
    "dropped": (lambda events, i: events.pop(i), 1),
    "doubled": (lambda events, i: events.insert(i, events[i]), 0),
    "reordered": (lambda events, i: events.insert(i, events.pop(i + 1)), 1),
}


@pytest.mark.parametrize("seq", EVENTS)
def test_a_flipped_event_is_named(verdict, seq):
    for name, value in whole_story()["events"][seq]["event"].items():
        bundle = whole_story()
        other = (
            "2026-11-20T02:00:01Z"
            if name == "at"
            else {}
            if name == "data"
            else 3
            if name == "v"
            else "ab" * 32
        )
        assert other != value
        bundle["events"][seq]["event"][name] = other
        status, out = verdict(bundle)
        assert status in (1, 2)
        assert re.search(rf": event {seq} \(", out)


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("seq", EVENTS)
def test_a_dropped_doubled_or_reordered_event_is_named(verdict, seq, edit):
    change, named = EDITS[edit]
    if edit == "reordered" and seq == EVENTS[-1]:
        return
    bundle = whole_story()
    change(bundle["events"], seq)
    status, out = verdict(bundle)
    at_the_end = edit == "dropped" and seq == EVENTS[-1]
    assert status == 1
    assert re.search(rf": event {seq if at_the_end else seq + named}\b", last_line(out))


@pytest.mark.parametrize("seq", EVENTS[1:])
def test_an_inserted_event_is_named(verdict, seq):
    """Made to fit the one before; it cannot fit the one after."""
    bundle = whole_story()
    one_before = bundle["events"][seq - 1]
    event = one_before["event"] | {
        "seq": seq,
        "prev": one_before["hash"],
        "kind": "undelivered",
        "data": {"seat": 9},
    }
    bundle["events"].insert(seq, {"event": event, "hash": digest(canonical(event))})
    status, out = verdict(bundle)
    assert status == 1
    assert re.search(rf": event {seq} \(", last_line(out))


@pytest.mark.parametrize("seq", EVENTS)
def test_a_hash_that_is_not_the_events_is_named(verdict, seq):
    bundle = whole_story()
    bundle["events"][seq]["hash"] = "ab" * 32
    status, out = verdict(bundle)
    assert (status, f": event {seq} (" in last_line(out)) == (1, True)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"seq": 10}, "event 10 (late): it stands where event 9 is due"),
        ({"prev": "ab" * 32}, "event 9 (late): its prev is not the hash"),
        ({"ballot": "triage/2"}, "event 9 (late): it belongs to another ballot"),
    ],
)
def test_a_last_event_of_another_chain_is_refused(verdict, changes, why):
    """Nothing follows that could betray it, and it is signed."""
    book = Book(visibility="open")
    for seat in range(1, 8):
        book.cast(seat, "endorse")
    book.close()
    book.add("late", seat=8)
    entry = book.entries[-1]
    entry["event"] |= changes
    entry["hash"] = digest(canonical(entry["event"]))
    status, out = verdict(book.bundle())
    assert status == 1
    assert f"DOES NOT HOLD: {why}" in out


def test_a_record_made_anew_needs_the_key(verdict):
    """Every hash and link right again, but nobody's signature: the first head refuses it."""
    bundle = whole_story()
    heads = bundle["heads"]
    del bundle["events"][5]
    bundle = resealed(bundle) | {"heads": heads}
    assert verdict(bundle)[0] == 1


@pytest.mark.parametrize("audience", ["public", "members"])
def test_any_changed_byte_is_refused(verdict, audience, sweeping):
    data = canonical(storied().bundle(audience))
    dice = random.Random(f"bytes of {audience}")
    for _ in range(5_000 if sweeping else 250):
        changed = bytearray(data)
        place = dice.randrange(len(data))
        changed[place] ^= dice.randrange(1, 256)
        status, _ = verdict(bytes(changed))
        assert status in (1, 2), f"byte {place}: {data[place - 20 : place + 20]!r} became {changed[place]}"


def places(value, path=()):
    """Yield the paths of all values, one for each kind of place."""
    yield path
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from places(inner, (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from places(inner, (*path, number))


def one_of_each(bundle) -> list[tuple]:
    found = {}
    for path in places(bundle):
        kind = bundle["events"][path[1]]["event"]["kind"] if path[:1] == ("events",) and len(path) > 1 else ""
        shape = tuple("#" if isinstance(step, int) or len(str(step)) == 64 else step for step in path)
        found.setdefault((kind, shape), path)
    return list(found.values())


def replaced(bundle, path, value):
    made = {"": copy.deepcopy(bundle)}
    where = made
    for step in ("", *path[:-1]) if path else ():
        where = where[step]
    where[path[-1] if path else ""] = value
    return made[""]


STRANGE = [None, True, 1.5, -1, 10**17, "", "x\x00", "\u202e", [], [[]], {}, {"": ""}]


def test_a_value_of_another_kind_is_refused_anywhere(verdict):
    bundle = storied().bundle("members")
    for number, path in enumerate(one_of_each(bundle)):
        for value in STRANGE if len(path) < 4 else STRANGE[number % 6 :: 6]:
            changed = replaced(bundle, path, value)
            if changed == bundle and json.dumps(changed) == json.dumps(bundle):
                continue
            status, out = verdict(changed)
            allowed = path == ("witnesses",) and value == []
            organisation = path[-1:] == ("organisation",)
            assert status in (1, 2) or allowed or organisation, (path, value, out)


# --- audience and openings ----------------------------------------------------------------------------


def opening_of(bundle, commitment):
    return bundle["openings"][commitment]


def note_of(bundle, seq):
    return bundle["events"][seq]["event"]["data"]["note"]


def adopted() -> Book:
    """Signed by seat 1; seat 4 reserves; seat 8 objects; seat 2 recuses itself."""
    book = worked()
    book.cast(1, "endorse", sign=1)
    book.close()
    return book


def test_the_public_reads_signatories_reservations_and_objections_that_stand(verdict):
    bundle = adopted().bundle("public")
    texts = [opening["text"] for opening in bundle["openings"].values()]
    assert sorted(tuple(sorted(text)) for text in texts) == [
        ("change", "clause", "reason"),
        ("clause", "text"),
        ("name", "organisation"),
        ("name", "organisation"),
    ]
    assert verdict(bundle)[0] == 0


@pytest.mark.parametrize(
    ("audience", "commitment", "allowed"),
    [
        ("public", lambda book: book.roll[8]["who"], False),
        ("public", lambda book: book.entries[2]["event"]["data"]["note"], False),
        ("public", lambda book: book.roll[0]["who"], True),
        ("members", lambda book: book.roll[8]["who"], True),
        ("members", lambda book: book.roll[1]["alternate"], True),
        ("members", lambda book: book.entries[1]["event"]["data"]["note"], False),  # replaced
        ("members", lambda book: book.entries[2]["event"]["data"]["note"], True),  # the recusal's
    ],
)
def test_each_audience_has_its_own_openings(verdict, audience, commitment, allowed):
    book = adopted()
    bundle, key = book.bundle(audience), commitment(book)
    assert (key in bundle["openings"]) == allowed
    salt, text, _ = book.kept[key]
    bundle["openings"][key] = {"salt": salt.hex(), "text": text}
    status, out = verdict(bundle)
    assert status == (0 if allowed else 1)
    assert allowed or "none that this audience may have" in out


def test_evidence_is_opened_to_nobody(verdict):
    book = storied()
    evidence = book.entries[1]["event"]["data"]["evidence"]
    salt, text, _ = book.kept[evidence]
    bundle = book.bundle("members")
    bundle["openings"][evidence] = {"salt": salt.hex(), "text": text}
    assert verdict(bundle)[0] == 1


def test_a_resolved_objection_is_closed_to_the_public(verdict):
    book = adopted()
    note = note_of(book.bundle("members"), 8)
    assert note in book.bundle("public")["openings"]
    kept = book.bundle("public")["openings"][note]
    book.add("objection_resolved", cast=8)
    bundle = book.bundle("public")
    assert verdict(bundle)[0] == 0
    bundle["openings"][note] = kept
    assert verdict(bundle)[0] == 1


def test_what_is_not_adopted_opens_no_voter(verdict):
    book = worked("object")
    book.cast(1, "endorse", sign=1)
    book.close()
    bundle = book.bundle("public")
    assert bundle["openings"] == {}
    assert verdict(bundle)[0] == 0
    bundle["openings"] = book.openings("members", book.entries)
    assert verdict(bundle)[0] == 1


def test_an_erased_person_leaves_the_record_whole(verdict):
    bundle = adopted().bundle("members")
    del bundle["openings"][bundle["events"][0]["event"]["data"]["roll"][0]["who"]]
    status, out = verdict(bundle)
    assert status == 0
    assert "1 of people absent, so erased or withheld" in out


@pytest.mark.parametrize("audience", ["public", "members"])
def test_words_that_the_audience_may_read_are_never_missing(verdict, audience):
    bundle = adopted().bundle(audience)
    del bundle["openings"][note_of(bundle, 8)]
    status, out = verdict(bundle)
    assert status == 1
    assert "DOES NOT HOLD: event 8 (cast): the note is not opened" in out


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (lambda opening: opening.update(salt="00" * 32), 1),
        (lambda opening: opening.update(salt=opening["salt"].upper()), 1),
        (lambda opening: opening["text"].update(reason="Other."), 1),
        (lambda opening: opening["text"].pop("change"), 2),
        (lambda opening: opening["text"].update(more="x"), 2),
        (lambda opening: opening.update(text="x"), 2),
    ],
)
def test_an_opening_that_is_not_the_committed_one_is_refused(verdict, change, status):
    bundle = adopted().bundle("public")
    change(opening_of(bundle, note_of(bundle, 8)))
    found, out = verdict(bundle)
    assert found == status
    assert ": event 8 (cast): " in out


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ({"change": "c", "clause": "2", "reason": "e\u0301"}, 1),
        ({"change": "c", "clause": "2", "reason": " "}, 1),
        ({"change": "c", "clause": 2, "reason": "r"}, 1),
        ({"clause": "2", "text": "as a reservation"}, 2),
    ],
)
def test_a_committed_text_of_another_form_is_refused(verdict, words, status):
    book = Book()
    book.cast(3, "object", words=words)
    book.close()
    assert verdict(book.bundle("members"))[0] == status


# --- heads, witnesses, key ----------------------------------------------------------------------------


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_heads_cover_the_first_the_ending_and_the_last_event(verdict, missing):
    bundle = storied().bundle("public")
    gone = bundle["heads"].pop(missing)
    status, out = verdict(bundle)
    assert status == 1
    assert f"DOES NOT HOLD: event {gone['seq']} (" in out


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"sig": "00" * 64}, "signature"),
        ({"sig": "0"}, "signature"),
        ({"hash": "ab" * 32}, "signs another hash"),
        ({"seq": 99}, "does not show it"),
        ({"seq": -1}, "does not show it"),
    ],
)
def test_a_head_that_is_not_true_is_refused(verdict, changes, why):
    bundle = whole_story()
    bundle["heads"][1] |= changes
    status, out = verdict(bundle)
    assert status == 1
    assert why in out


def test_only_the_latest_head_lies_beyond_what_is_shown(verdict):
    book = Book()
    for seat in (1, 2, 3):
        book.cast(seat, "endorse")
    bundle = book.bundle()
    bundle["heads"].append(head(book.ballot, 2, book.entries[2]["hash"], book.key))
    status, out = verdict(bundle)
    assert (status, "more than one head" in out) == (1, True)


def witnessed(book: Book, seq: int, name: str = "A newspaper") -> dict:
    key = private_key(name)
    return {**head(book.ballot, seq, book.entries[seq]["hash"], key), "name": name, "key": public_hex(key)}


def test_a_witness_signs_the_same_words_with_another_key(verdict):
    book = adopted()
    bundle = book.bundle("public")
    bundle["witnesses"] = [witnessed(book, 4)]
    status, out = verdict(bundle)
    assert status == 0
    assert "Witness A newspaper signed event 4" in out
    bundle["witnesses"][0]["sig"] = witnessed(book, 5)["sig"]
    assert verdict(bundle)[0] == 1
    bundle["witnesses"] = [{**bundle["heads"][0], "name": "Ourselves", "key": bundle["key"]}]
    assert verdict(bundle)[0] == 1


def test_a_witness_of_a_running_ballot_stays_within_the_latest_head(verdict):
    book = Book()
    for seat in (1, 2):
        book.cast(seat, "endorse")
    bundle = book.bundle()
    bundle["witnesses"] = [witnessed(book, 1)]
    assert verdict(bundle)[0] == 0
    book.cast(3, "endorse")
    bundle["witnesses"] = [witnessed(book, 3)]
    assert verdict(bundle)[0] == 1


def test_the_key_can_be_pinned(verdict):
    book = adopted()
    assert verdict(book.bundle(), "--key", public_hex(book.key).upper())[0] == 0
    status, out = verdict(book.bundle(), "--key", "ab" * 32)
    assert (status, "not with the key you gave" in out) == (1, True)


@pytest.mark.parametrize("option", ["--key", "--receipt"])
@pytest.mark.parametrize("given", ["", "ab", "zz" * 32, "ab" * 33])
def test_a_misspelt_option_is_a_wrong_use(verdict, option, given):
    with pytest.raises(SystemExit) as stopped:
        verdict(adopted().bundle(), option, given)
    assert stopped.value.code == 2


# --- receipts and older copies ------------------------------------------------------------------------


def test_a_receipt_finds_its_event(verdict):
    book = adopted()
    status, out = verdict(book.bundle("public"), "--receipt", book.entries[3]["hash"])
    assert status == 0
    assert "The receipt is that of event 3 (cast) at 2026-11-20T02:03:00Z." in out
    status, out = verdict(book.bundle("public"), "--receipt", "ab" * 32)
    assert (status, "no event shown has the hash of the receipt" in out) == (1, True)


def test_a_receipt_may_be_the_latest_head(verdict):
    book = Book()
    book.cast(1, "endorse")
    status, out = verdict(book.bundle("public"), "--receipt", book.entries[1]["hash"])
    assert status == 0
    assert "the event itself is not shown yet" in out


@pytest.fixture
def compared(verdict, tmp_path):
    def run(newer: dict, older) -> tuple[int, str]:
        file = tmp_path / "older.json"
        file.write_bytes(older if isinstance(older, bytes) else json.dumps(older).encode())
        return verdict(newer, "--older", str(file))

    return run


def test_an_older_copy_is_the_beginning_of_the_record(compared):
    book = Book(visibility="open")
    book.cast(1, "endorse")
    copies = [book.bundle("members"), book.bundle("public")]
    book.cast(2, "object")
    copies.append(book.bundle("public"))
    book.close()
    copies += [book.bundle("members"), book.bundle("public")]
    for older in copies:
        status, out = compared(book.bundle("public"), older)
        assert status == 0
        assert "The older copy holds" in out


def test_a_tail_that_was_cut_shows_against_an_older_copy(compared, verdict):
    book = adopted()
    shorter = book.bundle("public")
    book.add("late", seat=9)
    assert verdict(shorter)[0] == 0
    status, out = compared(shorter, book.bundle("public"))
    assert status == 1
    assert "event 11 is lost since the older copy" in out.replace(": is", " is")


def test_a_record_rewritten_with_the_key_shows_against_an_older_copy(compared):
    book, other = Book(), Book()
    for seat in (1, 2):
        book.cast(seat, "endorse")
    other.cast(1, "endorse")
    other.cast(2, "object")
    seen = book.bundle("public")
    other.close()
    status, out = compared(other.bundle("public"), seen)
    assert status == 1
    assert "event 2 (cast): differs from the older copy" in out


def test_the_older_copy_must_hold_itself_and_be_of_the_same_ballot(compared):
    book = adopted()
    status, out = compared(book.bundle("public"), Book(ballot="other/1").bundle())
    assert (status, "the older copy has another ballot" in out) == (1, True)
    broken = book.bundle("public")
    broken["heads"][0]["sig"] = "00" * 64
    status, out = compared(book.bundle("public"), broken)
    assert (status, "older copy itself does not hold" in out) == (1, True)
    assert compared(book.bundle("public"), b"{}")[0] == 2


# --- not a bundle -------------------------------------------------------------------------------------

NOT_BUNDLES = {
    "nothing": b"",
    "null": b"null",
    "an array": b"[]",
    "a number": b"7",
    "a string": b'"x"',
    "an empty object": b"{}",
    "half a file": b'{"format":"ballot-bundle",',
    "not UTF-8": b'{"format":"\xff\xfe"}',
    "a byte order mark": b"\xef\xbb\xbf{}",
    "a NUL": b'{"format":"\x00"}',
    "deep arrays": b"[" * 200_000,
    "deep objects": b'{"a":' * 200_000,
    "deep inside": b'{"openings":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a huge integer": b'{"v":' + b"9" * 100_000 + b"}",
    "a huge fraction": b'{"v":0.' + b"9" * 100_000 + b"e999999999}",
    "not a number": b'{"v":NaN}',
    "minus nought": b'{"v":-0}',
    "more after it": b"{} {}",
}


@pytest.mark.parametrize("name", NOT_BUNDLES)
def test_what_is_unreadable_is_not_a_bundle(verdict, name):
    status, out = verdict(NOT_BUNDLES[name])
    assert status == 2
    assert last_line(out).startswith("NOT A BUNDLE: ")


@pytest.mark.parametrize("number", [b"-0", b"NaN", b"Infinity", b"9" * 19])
def test_a_number_that_readers_might_take_differently_is_not_read(verdict, number):
    """In a record that would hold with a plain 0 there."""
    data = canonical(adopted().bundle("public"))
    assert verdict(data)[0] == 0
    assert verdict(data.replace(b'"seq":0,"v":1', b'"seq":%s,"v":1' % number))[0] == 2


OBJECTS = [
    (),
    ("statement",),
    ("events", 0),
    ("heads", 0),
    ("events", 3, "event"),
    ("events", 3, "event", "data"),
]
OBJECTS += [("events", 0, "event", "data", "rule"), ("events", 0, "event", "data", "roll", 0)]


@pytest.mark.parametrize("path", OBJECTS)
def test_a_member_missing_unknown_or_twice_is_not_a_bundle(verdict, path):
    bundle = adopted().bundle("public")
    where = bundle
    for step in path:
        where = where[step]
    name, value = next(iter(where.items()))
    twice = json.dumps(where)[:-1] + f", {json.dumps(name)}: {json.dumps(value)}" + "}"
    text = json.dumps(bundle).replace(json.dumps(where), twice, 1)
    assert verdict(text.encode())[0] == 2
    where["other"] = "x"
    assert verdict(bundle)[0] == 2
    del where["other"], where[name]
    assert verdict(bundle)[0] == 2


@pytest.mark.parametrize(
    "changes", [{"format": "other"}, {"v": 2}, {"v": True}, {"audience": "press"}, {"v": 1.0}]
)
def test_another_format_is_not_a_bundle(verdict, changes):
    assert verdict(adopted().bundle("public") | changes)[0] == 2


def test_half_a_surrogate_pair_is_not_text(verdict):
    bundle = adopted().bundle("public")
    bundle["statement"]["title"] = "\ud800"
    assert verdict(json.dumps(bundle).encode())[0] == 2


@pytest.mark.parametrize("path", ["", "missing.json", ".", "a\x00b"])
def test_a_file_that_cannot_be_read_is_not_a_bundle(path, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert verify.main([path]) == 2
    assert "NOT A BUNDLE" in capsys.readouterr().out


def test_escaped_and_indented_json_is_the_same_bundle(verdict):
    assert verdict(json.dumps(adopted().bundle("members"), indent=2).encode())[0] == 0


def test_nothing_printed_can_steer_a_terminal(verdict):
    bundle = Book().bundle()
    bundle["statement"]["title"] = "\x1b[2J\u202eSafe\nHOLDS."
    bundle["events"][0]["event"]["data"]["title_sha256"] = digest(bundle["statement"]["title"].encode())
    status, out = verdict(resealed(bundle))
    assert status == 0
    assert "Ballot triage/1: \\x1b[2J\\u202eSafe\\nHOLDS." in out


# --- Ed25519 ------------------------------------------------------------------------------------------

# RFC 8032, 7.1, tests 1 to 3: key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_signatures_of_the_standard_hold(key, message, signature):
    assert verify.signed(key, signature, bytes.fromhex(message))
    assert not verify.signed(key, signature, bytes.fromhex(message) + b"x")


def test_signatures_agree_with_another_library():
    dice = random.Random("signatures")
    for number in range(20):
        key, message = private_key(f"k{number}"), dice.randbytes(number * 7)
        signature = bytearray(key.sign(message))
        assert verify.signed(public_hex(key), signature.hex(), message)
        signature[dice.randrange(64)] ^= 1 << dice.randrange(8)
        assert not verify.signed(public_hex(key), signature.hex(), message)


def test_a_signature_has_one_form_only():
    """The order of the group added to S gives the same equation, and is refused."""
    key, _, signature = VECTORS[0]
    s = int.from_bytes(bytes.fromhex(signature[64:]), "little") + verify.ORDER
    assert not verify.signed(key, signature[:64] + s.to_bytes(32, "little").hex(), b"")
    assert not verify.signed(key, signature.upper(), b"")


NEUTRAL = (1).to_bytes(32, "little").hex()


@pytest.mark.parametrize(
    "key",
    [
        NEUTRAL,
        "00" * 32,  # of order 4
        (2**255 - 20).to_bytes(32, "little").hex(),  # of order 2
        (2**255 - 18).to_bytes(32, "little").hex(),  # the neutral point, written with y + p
        (1 | 1 << 255).to_bytes(32, "little").hex(),  # x = 0 and said to be odd
        (2).to_bytes(32, "little").hex(),  # on no point
        "zz" * 32,
    ],
)
def test_a_key_that_would_let_any_message_pass_is_refused(key):
    assert not verify.signed(key, NEUTRAL + "00" * 32, b"any message")


# --- the file itself ----------------------------------------------------------------------------------


def test_it_imports_the_standard_library_only():
    modules = [
        n for n in ast.walk(ast.parse(SOURCE.read_text())) if isinstance(n, ast.Import | ast.ImportFrom)
    ]
    names = {a.name for n in modules if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module for n in modules if isinstance(n, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} - set(sys.stdlib_module_names) == set()


def test_it_is_written_for_python_3_9():
    ast.parse(SOURCE.read_text(), feature_version=(3, 9))


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
def test_it_runs_alone_on_any_terminal(tmp_path, encoding):
    alone, file = tmp_path / "verify.py", tmp_path / "bundle.json"
    alone.write_bytes(SOURCE.read_bytes())
    bundle = Book().bundle()
    bundle["statement"]["title"] = "ກ"
    bundle["events"][0]["event"]["data"]["title_sha256"] = digest("ກ".encode())
    file.write_text(json.dumps(resealed(bundle)))
    command = [sys.executable, "-S", str(alone), str(file)]
    ran = subprocess.run(
        command, check=False, capture_output=True, env={"PYTHONIOENCODING": encoding}, cwd=tmp_path
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ("ກ" if encoding == "utf-8" else "\\u0e81") in ran.stdout.decode(encoding)
    file.write_text("{}")
    assert subprocess.run(command, check=False, capture_output=True, cwd=tmp_path).returncode == 2


def test_a_long_record_is_read_in_linear_time(verdict):
    """Five thousand events cost well under what a hundred thousand may."""
    book = Book(visibility="open")
    for number in range(5_000):
        book.cast(1 + number % 9, "endorse", at=later(START, seconds=number))
    data = book.bundle()
    began = time.process_time()
    assert verdict(data)[0] == 0
    assert time.process_time() - began < 5
