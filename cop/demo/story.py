"""The demonstration's story, told once by the application's own actions, with the clock set to when each happened.

It is told in one transaction: either all of it is there or none.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import current_app

from cop.demo import (
    dates,
    matching,
    newcomers,
    oversight,
    people,
    pilots,
    presence,
    questions,
    reports,
    sources,
    summit,
    talk,
    texts,
)
from cop.demo.people import Cast
from cop.kernel import clock, installation, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.members import founding
from cop.spaces import queries as spaces

JOINED = timedelta(days=150)


def tell() -> bool:
    """Founds the demonstration community and fills it; False when that was done before."""
    if db.session.get(installation.Installation, 1) is not None:
        return False
    base = current_app.extensions["cop"].config.base_url
    with current_app.test_request_context(base_url=base), transaction():  # agenda items name addresses
        _tell(clock.now())
    return True


def _tell(now: datetime) -> None:
    cast = Cast()
    _summit(cast)
    call = texts.joint_call(cast, summit.BEGINS + timedelta(days=5))
    with clock.at(now - JOINED):
        people.personas(cast, now + timedelta(days=365))
        texts.working_group(cast)
        presence.profiles_of(cast)
    texts.annexes(cast, call, now)
    threads = talk.tell(cast, now - timedelta(days=40))
    pilot = pilots.running(cast, now)
    pilots.draft(cast, now)
    oversight.tell(cast, pilot, now)
    reports.tell(cast, pilot, now)
    matching.tell(cast, now)
    questions.tell(cast, now)
    consulted = texts.in_consultation(cast, now)
    sources.evidence(cast, now, consulted, threads[0])
    sources.talk_under_a_comment(cast, now, consulted)
    texts.in_ballot(cast, now)
    texts.ready(
        cast, now - timedelta(days=8), "Testing in the languages of those who are treated", texts.LANGUAGES
    )
    people.pausing(cast, now)
    with clock.at(now - timedelta(days=6)):
        about = {"consultation": f"/statements/{consulted.slug}", "thread": threads[1].ref}
        coming = summit.next_meeting(cast, now, about)
        dates.calls(cast, clock.now())
        workshop = dates.workshop(cast, clock.now())
    with clock.at(now - timedelta(days=3)):
        summit.answers(coming, [*cast.delegates.values()][::3])
        dates.answers(workshop, [*cast.delegates.values()][::4])
    with clock.at(now - timedelta(days=7)):
        presence.groups(cast, now)
    talk.be_frank(cast, now - timedelta(days=5))
    talk.flag_one(cast, threads[0], now - timedelta(days=2))
    newcomers.tell(cast, now)
    _deliver(now)


def _summit(cast: Cast) -> None:
    with clock.at(summit.BEGINS - timedelta(days=29)):
        people.secretariat(cast, founding.found_community(demo=True))
        plenary = spaces.by_slug(cast.officer, "plenary")
        assert plenary is not None
        cast.spaces["plenary"] = plenary
        talk.open_spaces(cast)
        meeting = summit.call(cast)
        people.delegates(cast)
    with clock.at(summit.BEGINS - timedelta(days=4)):
        summit.answers(meeting, list(cast.delegates.values()))
    summit.hold(cast, meeting)


def _deliver(now: datetime) -> None:
    """The letters of the past count as read: only those of the last day are written out."""
    worker.settle_until(now - timedelta(days=1))
