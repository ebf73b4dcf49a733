"""Real processes, killed for real: the long run is ``python -m bench killed``."""

import pytest

from bench import killed
from cop.kernel import worker
from tests.people import member


@pytest.mark.sqlite
def test_a_killed_worker_loses_nothing_and_two_at_once_send_nothing_twice(app):
    people = [member(f"Person {number}") for number in range(20)]
    worker.drain()
    outcome = killed.survive(app.extensions["cop"].config, [one.id for one in people], kills=3)
    assert (len(outcome.arrived), outcome.waiting) == (20, 0)
    assert outcome.twice <= 3
