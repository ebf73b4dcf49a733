"""Who edits: one leads, others join, all must be able to read the space."""

import pytest

from cop.kernel.errors import Forbidden, IllegalMove, Invalid, Missing
from cop.statements import actions, editor_actions
from tests.people import member
from tests.statements import stage


@pytest.fixture
def cast(app):
    return stage.cast("restricted")


def test_a_co_editor_writes_and_chooses_nobody(cast):
    statement = stage.drafted(cast)
    for _ in range(2):
        editor_actions.add_editor(statement, cast.bob, actor=cast.alice)
    assert [e.member_id for e in statement.editors] == [cast.alice.id, cast.bob.id]
    actions.revise(statement, "T", "Other.", "So.", statement.version, actor=cast.bob)
    with pytest.raises(Forbidden):
        editor_actions.add_editor(statement, cast.carol, actor=cast.bob)
    editor_actions.remove_editor(statement, cast.bob.id, actor=cast.olga)
    with pytest.raises(Forbidden):
        actions.revise(statement, "T", "Another.", "So.", statement.version, actor=cast.bob)


def test_an_editor_may_read_the_space(cast):
    with pytest.raises(Invalid) as refused:
        editor_actions.add_editor(stage.drafted(cast), member("Dan"), actor=cast.alice)
    assert refused.value.field == "person"


def test_somebody_always_leads(cast):
    statement = stage.drafted(cast)
    with pytest.raises(IllegalMove):
        editor_actions.remove_editor(statement, cast.alice.id, actor=cast.olga)
    with pytest.raises(Missing):
        editor_actions.pass_lead(statement, cast.bob.id, actor=cast.alice)
    editor_actions.add_editor(statement, cast.bob, actor=cast.alice)
    editor_actions.pass_lead(statement, cast.bob.id, actor=cast.alice)
    assert [(e.member_id, e.lead) for e in statement.editors if e.lead] == [(cast.bob.id, True)]
    with pytest.raises(Forbidden):
        editor_actions.pass_lead(statement, cast.alice.id, actor=cast.alice)
