"""A paper to decide on: whoever is signed in may read it, Edna edits it, and it hears how its ballots end."""

from types import SimpleNamespace

import pytest

from cop.kernel.refs import Resolved
from tests import database


@pytest.fixture
def paper(app):
    """The text's own feature, as far as ballots know it: who may read, who edits, what it was told."""
    house = app.extensions["cop"]
    state = SimpleNamespace(
        open_to=lambda viewer: viewer.is_member,
        editors=set(),
        ended=[],
        published=False,
        empty=database.empty,
    )

    def resolve(ids, viewer):
        return [Resolved(f"paper:{id}", "Paper", "Logs", "/paper") for id in ids if state.open_to(viewer)]

    hooks = {
        "edits:paper": lambda id, member: member.id in state.editors,
        "published:paper": lambda id: state.published,
        "ballot_ended:paper": lambda id, ballot, actor, now: state.ended.append(
            (id, ballot.state, actor.ref)
        ),
    }
    house.refs["paper"] = resolve
    house.hooks.update(hooks)
    yield state
    del house.refs["paper"]
    for name in hooks:
        del house.hooks[name]
