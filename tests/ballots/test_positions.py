"""Who may say what at a seat."""

import pytest

from cop.ballots.positions import (
    check_replace,
    check_retract,
    check_stance,
    check_transfer,
    may_replace,
    note_of,
)
from cop.ballots.rules import ConsensusRule, named
from cop.ballots.terms import By, RuleName, Stance
from cop.kernel.errors import Forbidden, IllegalMove, Invalid

MAY = {
    (By.HOLDER, By.HOLDER),
    (By.ALTERNATE, By.HOLDER),
    (By.OFFICER, By.HOLDER),
    (By.ALTERNATE, By.ALTERNATE),
    (By.OFFICER, By.ALTERNATE),
    (By.OFFICER, By.OFFICER),
}


@pytest.mark.parametrize("standing", By)
@pytest.mark.parametrize("by", By)
def test_who_may_replace_and_retract_whose(standing, by):
    allowed = (standing, by) in MAY
    assert may_replace(standing, by) is allowed
    for check in (check_replace, check_retract):
        if allowed:
            check(standing, by)
        else:
            with pytest.raises(Forbidden):
                check(standing, by)


@pytest.mark.parametrize("by", By)
def test_anyone_may_speak_for_a_silent_seat_and_nobody_retract(by):
    check_replace(None, by)
    with pytest.raises(IllegalMove):
        check_retract(None, by)


def test_only_a_silent_seat_is_passed_on():
    check_transfer(None)
    with pytest.raises(IllegalMove):
        check_transfer(Stance.RECUSE)


WHOLE = {
    Stance.ENDORSE: {},
    Stance.STAND_ASIDE: {},
    Stance.RESERVE: {"clause": "2", "text": "Only with a reviewer."},
    Stance.OBJECT: {"change": "Add a year.", "clause": "2", "reason": "ລາວ"},
    Stance.RECUSE: {"interest": "I built it."},
}


@pytest.mark.parametrize("stance", Stance)
def test_a_note_holds_what_its_stance_needs_and_nothing_else(stance):
    assert note_of(stance, WHOLE[stance] | {"other": "x"}) == WHOLE[stance]


@pytest.mark.parametrize(("stance", "field"), [(s, f) for s, fields in WHOLE.items() for f in fields])
@pytest.mark.parametrize("written", [{}, {"": ""}, {"blank": " \n"}])
def test_a_missing_field_is_named(stance, field, written):
    given = {**WHOLE[stance], field: written.get("blank", "")}
    if not written:
        del given[field]
    with pytest.raises(Invalid) as refused:
        note_of(stance, given)
    assert refused.value.field == field


def test_a_silence_procedure_takes_objections_and_recusals():
    quiet = named(RuleName.SILENCE)
    for stance in Stance:
        if stance in (Stance.OBJECT, Stance.RECUSE):
            check_stance(stance, quiet, sign=False)
        else:
            with pytest.raises(Invalid) as refused:
                check_stance(stance, quiet, sign=False)
            assert refused.value.field == "stance"


@pytest.mark.parametrize("stance", Stance)
def test_only_supporters_sign(stance):
    check_stance(stance, ConsensusRule(), sign=False)
    if stance in (Stance.ENDORSE, Stance.RESERVE):
        check_stance(stance, ConsensusRule(), sign=True)
    else:
        with pytest.raises(Invalid) as refused:
            check_stance(stance, ConsensusRule(), sign=True)
        assert refused.value.field == "sign"
