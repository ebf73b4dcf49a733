"""The bench's communities are as the application would have made them, and its pages can be read."""

import pytest
from flask import Flask

from bench import ballots, community, imports, inside, long_thread
from bench.pages import pages
from bench.scale import Made, Scale
from cop import checks
from cop.app import create_app

SMALL = Scale(posts=260, members=70, statements=3, seats=60)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Made:
    return community.make(tmp_path_factory.mktemp("bench"), SMALL)


@pytest.fixture(scope="module")
def app(made) -> Flask:
    return create_app(community.configuration(made.folder))


def test_the_application_finds_no_drift(made, app):
    with app.app_context():
        troubles = list(checks.troubles(app.extensions["cop"].config))
    assert [trouble for trouble in troubles if "HTTPS" not in trouble] == []


def test_the_long_thread_and_the_rest_make_up_the_posts():
    assert SMALL.lengths == [26, 50, 50, 50, 50, 34]
    assert sum(SMALL.lengths) == SMALL.posts


def test_every_measured_page_answers_the_one_it_is_for(made, app):
    client = app.test_client(use_cookies=False)
    for page in pages(made):
        answer = client.get(page.path, headers=page.headers(made) | {"Accept-Encoding": "identity"})
        assert answer.status_code == 200, page.name
        assert (b'action="/sign-out"' in answer.data) == page.signed_in, page.name


def test_a_thread_takes_three_statements_when_warm(made, app):
    thread = next(page for page in pages(made) if page.name == "thread, signed in")
    look = inside.look(app, thread, made)
    assert look.sql <= 3
    assert look.sent < len(look.html) < 100_000


def test_a_folder_is_filled_once(made):
    with pytest.raises(FileExistsError):
        community.make(made.folder, SMALL)


def test_a_ballot_is_measured_from_its_opening_to_a_recount_that_holds():
    course = ballots.run(60)
    assert course.notes["letters put into the outbox"] == "60 letters"
    assert course.notes["recount by the verifier"] == "holds"
    assert len(list(ballots.lines(course, course))) == len(course.seconds) + 1


def test_a_list_is_measured_from_its_upload_to_the_last_invitation():
    course = imports.run(60, members=40)
    assert course.notes["taken by the worker"] == "48 invited"
    assert len(list(imports.lines(course, course))) == len(course.seconds) + 1


def test_a_long_thread_is_read_with_as_few_queries_as_a_short_one(tmp_path):
    looks = dict(long_thread.run(tmp_path, 1_020))
    usual = looks["a thread of one page"].sql
    assert [looks[f"{place} page"].sql for place in ("first", "last")] == [usual, usual] == [3, 3]
    assert looks["to print, last part"].html.count(b"<article") == 20
    assert len(list(long_thread.lines(list(looks.items())))) == len(looks) + 1
