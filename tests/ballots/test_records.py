"""The bundle holds for the verifier at every stage and for every audience, and not once it is touched."""

import copy
import json
import random
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import cop.verify
from cop.ballots import (
    actions,
    motion_actions,
    objection_actions,
    open_actions,
    queries,
    records,
    roll_actions,
    time_actions,
    witness_actions,
)
from cop.ballots.bundle import Audience, written
from cop.ballots.objections import Disposition
from cop.ballots.record import head_bytes, public_hex
from cop.ballots.rules import ConsensusRule, RuleName, named
from cop.ballots.terms import Stance, Visibility
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.errors import Invalid
from cop.kernel.permits import SYSTEM
from tests.ballots.stage import FIVE, TWO_DAYS, opened, say, seat_of
from tests.people import member, officer

OPEN = ConsensusRule(visibility=Visibility.OPEN)


@pytest.fixture
def verified(tmp_path, capsys):
    """Runs the verifier on a bundle; (exit status, what it says)."""

    def run(bundle, *options):
        file = tmp_path / "bundle.json"
        file.write_text(bundle if isinstance(bundle, str) else written(bundle), encoding="utf-8")
        return cop.verify.main([str(file), *options]), capsys.readouterr().out

    return run


def both(ballot):
    return [records.bundle(ballot, audience) for audience in Audience]


def eventful(rule=None):
    """A ballot to which nearly everything has happened."""
    ballot = opened(rule, roll=FIVE)
    olga = officer()
    say(ballot, "Ana", Stance.OBJECT)
    say(ballot, "Ana", Stance.ENDORSE, sign=True)
    say(ballot, "Bua", Stance.RESERVE, sign=True)
    say(ballot, "Chan", Stance.OBJECT)
    time_actions.extend(ballot, ballot.closes_at + TWO_DAYS / 2, "A holiday in ລາວ.", actor=olga)
    dao, seat = seat_of(ballot, "Dao")
    roll_actions.mark_undelivered(ballot, seat.number, actor=olga)
    roll_actions.transfer_seat(ballot, seat.number, member("Duc", organisation=dao.organisation), actor=olga)
    actions.enter_position(ballot, seat.number, Stance.STAND_ASIDE, {}, "Called.", actor=olga)
    eko, seat = seat_of(ballot, "Eko")
    say(ballot, "Eko", Stance.RECUSE)
    with transaction():
        eko.state = "suspended"
    motion = motion_actions.propose_voiding(ballot, seat.number, "Left the institute.", actor=olga)
    motion_actions.confirm_voiding(ballot, motion, actor=officer("Otto"))
    return ballot


def answered(ballot):
    with clock.at(ballot.closes_at):
        time_actions.close_due(ballot, actor=SYSTEM)
        chan, seat = seat_of(ballot, "Chan")
        answer = (seat.number, Disposition.NOT_ACCEPTED, "It is needed.")
        objection_actions.answer_objection(ballot, *answer, actor=officer("Orla"))
        with pytest.raises(Exception, match="closed"):
            say(ballot, "Ana")
    return chan


@pytest.mark.parametrize("rule", [None, OPEN, named(RuleName.FULL)])
def test_the_bundle_holds_at_every_stage(paper, verified, rule):
    ballot = eventful(rule)
    for bundle in both(ballot):
        assert verified(bundle)[0] == 0, verified(bundle)[1]
    chan = answered(ballot)
    for bundle in both(ballot):
        assert verified(bundle)[0] == 0, verified(bundle)[1]
    objection_actions.resolve_objection(ballot, actor=chan)
    for bundle in both(ballot):
        assert verified(bundle)[0] == 0, verified(bundle)[1]


def test_overtaken_and_annulled_records_hold(paper, verified):
    ballot = eventful()
    open_actions.overtake(ballot, "Another text.", actor=officer("Oda"))
    for bundle in both(ballot):
        assert verified(bundle)[0] == 0, verified(bundle)[1]


def test_silence_holds(paper, verified):
    ballot = opened(named(RuleName.SILENCE), roll=FIVE)
    say(ballot, "Ana", Stance.RECUSE)
    roll_actions.mark_undelivered(ballot, seat_of(ballot, "Dao")[1].number, actor=officer())
    with clock.at(ballot.closes_at):
        time_actions.close_due(ballot, actor=SYSTEM)
    assert ballot.outcome == "inquorate"  # nobody of the regulators was reached
    for bundle in both(ballot):
        assert verified(bundle)[0] == 0, verified(bundle)[1]


def test_a_lapsed_objection_holds(paper, verified):
    ballot = eventful()
    answered(ballot)
    with clock.at(ballot.ended_at + TWO_DAYS * 4):
        assert time_actions.lapse_objections(ballot, actor=SYSTEM) == 1
    assert verified(records.bundle(ballot, Audience.PUBLIC))[0] == 0


def test_a_receipt_is_found_and_an_older_copy_is_a_prefix(paper, verified, tmp_path):
    ballot = eventful(OPEN)
    older = tmp_path / "older.json"
    older.write_text(written(records.bundle(ballot, Audience.MEMBERS)), encoding="utf-8")
    receipt = records.events(ballot)[1].hash
    answered(ballot)
    bundle = records.bundle(ballot, Audience.MEMBERS)
    assert verified(bundle, "--receipt", receipt)[0] == 0
    assert verified(bundle, "--receipt", "0" * 64)[0] == 1
    assert verified(bundle, "--older", str(older), "--key", ballot.key)[0] == 0
    assert verified(bundle, "--key", "0" * 64)[0] == 1


def test_nothing_sealed_leaves_before_the_end(paper):
    ballot = eventful()
    public, members = (json.dumps(bundle) for bundle in both(ballot))
    assert len(json.loads(public)["events"]) == len(json.loads(members)["events"]) == 1
    assert "endorse" not in public + members
    assert "Ana" not in public
    assert "Ana" in members


def test_the_public_reads_names_of_signatories_alone(paper):
    ballot = eventful(ConsensusRule(support_pct=50, group_support_pct=0))
    answered(ballot)
    public, members = (json.dumps(records.bundle(ballot, audience)) for audience in Audience)
    assert ballot.adopted
    assert "Ana" in public
    assert "Bua" in public
    assert "Chan" not in public
    assert "Called." not in public + members
    assert "Chan" in members
    assert "It costs too much." in public  # an objection that stands is printed
    assert "Olga" in public  # officers sign what they do


def test_erasing_a_person_leaves_the_record_valid(paper, verified):
    ballot = eventful()
    answered(ballot)
    person, _seat = seat_of(ballot, "Bua")
    assert "Bua" in json.dumps(records.bundle(ballot, Audience.MEMBERS))
    roll_actions.erase_openings(person, actor=SYSTEM)
    for bundle in both(ballot):
        assert "Bua" not in json.dumps(bundle)
        assert verified(bundle)[0] == 0, verified(bundle)[1]


def test_a_witness_signs_the_head_and_only_with_the_right_key(paper, verified):
    ballot = eventful()
    answered(ballot)
    key = Ed25519PrivateKey.generate()
    sig = key.sign(head_bytes(ballot.name, ballot.last_seq, ballot.last_hash)).hex()
    person, public = seat_of(ballot, "Ana")[0], public_hex(key)
    for wrong in (
        ("0" * 64, sig, public),
        (ballot.last_hash, "0" * 128, public),
        (ballot.last_hash, sig, "0" * 64),
    ):
        with pytest.raises(Invalid):
            witness_actions.add_witness(ballot, wrong[0], wrong[1], "Ministry", wrong[2], actor=person)
    witness_actions.add_witness(ballot, ballot.last_hash, sig, "Ministry", public, actor=person)
    with pytest.raises(Invalid, match="already"):
        witness_actions.add_witness(ballot, ballot.last_hash, sig, "Ministry", public, actor=person)
    bundle = records.bundle(ballot, Audience.PUBLIC)
    assert bundle["witnesses"][0]["name"] == "Ministry"
    assert verified(bundle)[0] == 0


def test_what_the_verifier_would_refuse_is_no_witness(paper, verified):
    """The platform's own signature, which anyone can copy from the page; a key for which any message has one."""
    ballot = eventful()
    answered(ballot)
    person, own = seat_of(ballot, "Ana")[0], records.latest_head(ballot)
    weak = (1).to_bytes(32, "little").hex()
    for sig, key in ((own.sig, ballot.key), (weak + "00" * 32, weak)):
        with pytest.raises(Invalid):
            witness_actions.add_witness(ballot, own.hash, sig, "Nobody", key, actor=person)
    assert verified(records.bundle(ballot, Audience.PUBLIC))[0] == 0


def mutations(bundle, seed):
    """Bundles in each of which one thing is flipped, dropped, doubled, swapped or put in."""
    chance = random.Random(seed)
    events = bundle["events"]
    for kind in ("flip", "drop", "double", "swap", "value"):
        made = copy.deepcopy(bundle)
        at = chance.randrange(len(events) - 1)
        listed = made["events"]
        if kind == "flip":
            hash_ = listed[at]["hash"]
            listed[at]["hash"] = hash_[:-1] + ("0" if hash_[-1] != "0" else "1")
        elif kind == "drop":
            del listed[at]
        elif kind == "double":
            listed.insert(at, copy.deepcopy(listed[at]))
        elif kind == "swap":
            listed[at], listed[at + 1] = listed[at + 1], listed[at]
        else:
            listed[at]["event"]["at"] = "2020-01-01T00:00:00Z"
        yield made


@pytest.mark.parametrize("seed", range(4))
def test_a_touched_bundle_is_refused(paper, verified, seed):
    ballot = eventful()
    answered(ballot)
    for made in mutations(records.bundle(ballot, Audience.MEMBERS), seed):
        assert verified(made)[0] == 1


@pytest.mark.parametrize("junk", ["", "[]", "{}", "\x00", '{"format":"ballot-bundle"}'])
def test_what_is_no_bundle_is_none(paper, verified, junk):
    assert verified(junk)[0] == 2


def test_the_running_tally_is_what_the_record_adds_up_to(paper):
    ballot = eventful()
    assert queries.tally(ballot) == queries.recounted(ballot)
    assert list(queries.drift()) == []
    with transaction():
        seat = seat_of(ballot, "Ana")[1]
        records.db.session.delete(queries.standing(ballot, seat.number))
    assert len(list(queries.drift())) == 1


def test_the_verifier_can_be_downloaded(app, client):
    answer = client.get("/verify.py")
    assert answer.mimetype == "text/x-python"
    assert answer.get_data() == Path(cop.verify.__file__).read_bytes()
