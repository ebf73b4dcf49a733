"""Two at the same moment: each rule that counts rows holds then too."""

import threading
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from cop.admission import actions as admission
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.errors import Refused
from cop.kernel.permits import SYSTEM
from cop.members import account_actions, joining_actions, office_actions, people_queries, sign_in_actions
from cop.members.models import Member, Organisation, RoleGrant, Visitor
from cop.members.rules import CONFIRM, Edited
from tests.members.test_joining_actions import ASKED
from tests.people import administrator, member, officer


def together(app: Flask, *acts) -> list[object]:
    """Runs the acts at the same moment, each as a request of its own; what each returned or was refused with."""
    start, ends = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act) -> None:
        with app.app_context():
            start.wait()
            try:
                ends[place] = act()
            except Exception as failure:
                ends[place] = failure
            finally:
                db.session.remove()

    db.session.rollback()
    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    [t.start() for t in threads]
    [t.join(30) for t in threads]
    db.session.expire_all()
    return ends


def refusals(ends) -> int:
    """How many were refused; anything else that went wrong is a fault."""
    assert [end for end in ends if isinstance(end, Exception) and not isinstance(end, Refused)] == []
    return sum(isinstance(end, Refused) for end in ends)


@pytest.mark.parametrize("_round", range(3))
def test_two_administrators_who_end_each_others_role_leave_one(app, _round):
    adam, ada = administrator(), administrator("Ada")
    pairs = [(adam.id, ada.grants[0].id), (ada.id, adam.grants[0].id)]

    def end(actor: int, grant: int):
        who, what = db.session.get(Member, actor), db.session.get(RoleGrant, grant)
        return lambda: office_actions.end_role(what, actor=who)

    ends = together(app, *[lambda pair=pair: end(*pair)() for pair in pairs])
    assert refusals(ends) == 1, ends
    assert len(people_queries.holders("administrator", clock.now())) == 1


def registering(asked):
    return lambda: joining_actions.register(asked, "hash", actor=Visitor()) and None


@pytest.mark.parametrize("_round", range(3))
def test_one_address_registered_by_many_at_once_is_one_account(app, _round):
    assert refusals(together(app, *[registering(replace(ASKED, name=f"Nina {n}")) for n in range(4)])) == 0
    assert db.session.scalar(select(func.count()).select_from(Member)) == 1
    assert db.session.scalar(select(func.count()).select_from(Organisation)) == 1


def test_many_of_one_name_at_once_get_addresses_of_their_own(app):
    ends = together(app, *[registering(replace(ASKED, email=f"nina{n}@example.org")) for n in range(4)])
    assert refusals(ends) == 0
    assert len(set(db.session.scalars(select(Member.slug)))) == 4


def test_a_link_used_twice_at_once_counts_once(app):
    nina = joining_actions.register(ASKED, "hash", actor=Visitor())
    raw = sign_in_actions.make_link(nina.addresses[0], CONFIRM, actor=SYSTEM)
    ends = together(app, *[lambda: joining_actions.confirm_address(raw, actor=Visitor()) and None] * 3)
    assert refusals(ends) == 2, ends


def test_two_officers_who_decide_at_once_decide_once(app):
    nina, olga = member("Nina", state="awaiting").id, officer().id

    def row(id: int) -> Member:
        return db.session.get(Member, id)

    ends = together(
        app,
        lambda: admission.approve(row(nina), actor=row(olga)),
        lambda: admission.refuse(row(nina), "No.", actor=row(olga)),
    )
    assert refusals(ends) == 1, ends


@pytest.mark.parametrize("_round", range(3))
def test_an_organisation_that_many_name_at_once_is_one(app, _round):
    people = [member(f"Max {n}").id for n in range(4)]

    def move(id: int):
        edited = Edited("Max", "New Institute", ("en",), "en", "Asia/Bangkok")
        return lambda: account_actions.edit_account(one := db.session.get(Member, id), edited, 1, actor=one)

    assert refusals(together(app, *[move(id) for id in people])) == 0
    named = select(func.count()).select_from(Organisation).where(Organisation.name == "New Institute")
    assert db.session.scalar(named) == 1
