"""The worker is woken when something is put into the outbox; without a bell it looks at its next tick all the same."""

import subprocess
import threading
from contextlib import contextmanager
from dataclasses import replace
from shutil import which

import pytest

from config import Config
from cop.kernel import clock, outbox, waking, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from tests.running import answers_at, free_port, until


@pytest.fixture
def done(app):
    """What a task was given, by a worker that runs beside the test."""
    notes = []
    tasks = app.extensions["cop"].tasks
    tasks["noted"] = lambda payload, _now: notes.append(payload["n"])
    yield notes
    del tasks["noted"]


@contextmanager
def working(app, url=""):
    """A worker, and the way to wake it, by ``url``."""
    house, stop = app.extensions["cop"], threading.Event()
    before, house.config = house.config, replace(house.config, wake_url=url)
    app.extensions.pop("cop.rope", None)
    waking.Bell(house.config)  # huey makes its tables, which two at once cannot
    thread = threading.Thread(target=worker.run, args=(app, stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(10)
        house.config = before
        app.extensions.pop("cop.rope", None)
    assert not thread.is_alive()


def put(number):
    with transaction():
        outbox.put("noted", {"n": number}, key=f"noted:{number}", due=clock.now())


def come_and_go(app, done, url=""):
    """The first look is the worker's own, at its start; those after it, twenty seconds apart, are too late for these."""
    with working(app, url):
        for number in range(3):
            put(number)
            assert until(lambda n=number: n in done, 8), f"not woken for {number}"
    assert done == [0, 1, 2]


def test_the_worker_wakes_at_once(app, done):
    come_and_go(app, done)


@pytest.fixture
def redis(tmp_path):
    if which("redis-server") is None:
        pytest.skip("Redis is missing here: the worker is woken by one in the gate")
    port = free_port()
    told = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    server = subprocess.Popen(["redis-server", *told], stdout=subprocess.DEVNULL)
    assert until(lambda: answers_at(port), 10)
    yield f"redis://127.0.0.1:{port}/0"
    server.terminate()
    server.wait(10)


@pytest.mark.sqlite
def test_the_worker_wakes_by_redis(app, done, redis):
    come_and_go(app, done, redis)


@pytest.mark.postgres
def test_the_worker_wakes_by_postgresql(app, done, new_database):
    come_and_go(app, done, new_database())


@pytest.mark.sqlite
def test_a_lost_ring_costs_one_tick(app, done, monkeypatch):
    monkeypatch.setattr(waking, "ring", lambda: None)
    monkeypatch.setattr(waking.Ticking, "periodic_task_seconds", 1)
    with working(app):
        put(0)
        assert until(lambda: done == [0], 8)


@pytest.mark.sqlite
def test_a_bell_out_of_order_keeps_nothing_from_being_done(app, done, caplog):
    house = app.extensions["cop"]
    before, house.config = house.config, replace(house.config, wake_url=f"redis://127.0.0.1:{free_port()}/0")
    app.extensions.pop("cop.rope", None)
    try:
        put(0)
        put(1)
    finally:
        house.config = before
        app.extensions.pop("cop.rope", None)
    assert db.session.query(outbox.Item).filter_by(kind="noted").count() == 2
    assert [record.getMessage().split(",")[0] for record in caplog.records] == ["the worker was not woken"]


@pytest.mark.sqlite
def test_rings_do_not_pile_up_while_nobody_listens(tmp_path):
    bell = waking.Bell(Config(data_dir=tmp_path))
    for _ in range(5):
        bell.ring()
    assert bell.queue.pending_count() == 1
