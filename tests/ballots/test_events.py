"""What each kind of event holds, to the letter."""

from datetime import UTC, datetime

import pytest

from cop.ballots import events
from cop.ballots.canonical import event_bytes, hexhash
from cop.ballots.events import RollSeat
from cop.ballots.objections import Disposition
from cop.ballots.rules import ConsensusRule
from cop.ballots.tally import Tally
from cop.ballots.terms import By, Stance
from tests.ballots.rolls import of_all
from tests.ballots.test_decision import WORKED

AT = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)


def test_a_roll_is_numbered_by_group_country_and_who():
    seats = [
        RollSeat("regulators", "KH", "a"),
        RollSeat("developers", "LA", "c"),
        RollSeat("developers", "KH", "d", "z"),
        RollSeat("developers", "KH", "b"),
    ]
    assert events.roll(seats) == [
        {"seat": 1, "group": "developers", "country": "KH", "who": "b", "alternate": ""},
        {"seat": 2, "group": "developers", "country": "KH", "who": "d", "alternate": "z"},
        {"seat": 3, "group": "developers", "country": "LA", "who": "c", "alternate": ""},
        {"seat": 4, "group": "regulators", "country": "KH", "who": "a", "alternate": ""},
    ]


def test_opened_freezes_title_text_roll_rule_and_close():
    data = events.opened(
        closes_at=AT, key="aa", previous="", seats=[], rule=ConsensusRule(), title="ຫົວຂໍ້", text="One.\n"
    )
    assert data == {
        "closes_at": "2026-11-23T02:15:00Z",
        "key": "aa",
        "previous": "",
        "roll": [],
        "rule": {
            "quorum_pct": 50,
            "group_quorum_pct": 34,
            "min_groups": 3,
            "min_countries": 3,
            "support_pct": 75,
            "group_support_pct": 50,
            "backing_pct": 34,
            "max_objections": -1,
            "name": "broad",
            "unit": "member",
            "visibility": "sealed_until_close",
        },
        "text_sha256": hexhash("One.\n"),
        "title_sha256": hexhash("ຫົວຂໍ້"),
    }


def test_an_officers_entry_and_no_other_has_evidence():
    said = {"seat": 1, "position": Stance.ENDORSE, "sign": True, "note": "n"}
    assert events.cast(**said, by=By.OFFICER, evidence="e") == {
        "by": "officer",
        "evidence": "e",
        "note": "n",
        "position": "endorse",
        "seat": 1,
        "sign": 1,
    }
    for by, evidence in ((By.OFFICER, ""), (By.HOLDER, "e"), (By.ALTERNATE, "e")):
        with pytest.raises(ValueError, match="evidence"):
            events.cast(**said, by=by, evidence=evidence)


def test_the_smaller_kinds():
    assert events.retracted(seat=2, by=By.ALTERNATE) == {"by": "alternate", "seat": 2}
    assert events.extended(closes_at=AT, officer="o", reason="r") == {
        "closes_at": "2026-11-23T02:15:00Z",
        "officer": "o",
        "reason": "r",
    }
    assert events.seat_transferred(seat=2, who="w") == {"alternate": "", "seat": 2, "who": "w"}
    assert events.voided(seat=2, officers=("o", "p"), reason="r") == {
        "officers": ["o", "p"],
        "reason": "r",
        "seat": 2,
    }
    assert events.annulled(officers=("o", "p"), reason="r") == {"officers": ["o", "p"], "reason": "r"}
    assert events.of_seat(2) == {"seat": 2}
    assert events.overtaken(text="New.") == {"text_sha256": hexhash("New.")}
    assert events.objection_answered(
        objection=7, disposition=Disposition.ACCEPTED_IN_PART, editor="e", note="n"
    ) == {"cast": 7, "disposition": "accepted_in_part", "editor": "e", "note": "n"}
    assert events.of_objection(7) == {"cast": 7}


def test_one_officer_cannot_void_or_annul():
    with pytest.raises(ValueError):
        events.annulled(officers=("o",), reason="r")


@pytest.mark.parametrize("tally", [WORKED, of_all(silent=1)])
def test_closed_holds_outcome_tally_and_tests(tally: Tally):
    data = events.closed(tally, ConsensusRule())
    assert sorted(data) == ["outcome", "tally", "tests"]
    assert data["outcome"] == ("adopted_with_dissent" if tally is WORKED else "inquorate")
    assert data["tally"] == tally.data()
    assert data["tests"][0]["test"] == "quorum_pct"
    assert event_bytes(data)
