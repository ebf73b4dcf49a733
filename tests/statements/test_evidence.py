"""What a statement rests on: cited by ref or by address, never telling of what is closed, flagged when it is shaken."""

from datetime import date, timedelta

import pytest

from cop.kernel import clock
from cop.kernel.errors import Forbidden, IllegalMove, Invalid
from cop.kernel.refs import linked
from cop.members.models import Visitor
from cop.pilots import track_actions
from cop.statements import (
    actions,
    editor_actions,
    evidence_queries,
    evidence_shown,
    homing,
    moving_actions,
    queries,
)
from cop.statements.evidence_actions import Reference, cite, remove, review
from tests import sql
from tests.discussions.story import thread
from tests.incidents import stories as reports
from tests.people import member, sign_in, space
from tests.pilots import stories
from tests.statements import stage

OUTSIDE = Reference("https://example.org/report", "A report", date(2026, 3, 1), "Ten days are enough")


@pytest.fixture
def cast(app):
    return stage.cast()


def key_of(statement, number):
    return next(c.key for c in queries.current(statement).clauses if c.number == number)


def names(statement, viewer):
    return [str(evidence_shown.named(one)) for one in evidence_queries.sources(statement, viewer)]


def whys(statement, viewer):
    return [one.why for one in evidence_queries.sources(statement, viewer)]


def test_things_here_and_elsewhere_are_cited_and_point_back(cast, client):
    statement, started = stage.drafted(cast), thread(cast.bob, cast.space, title="What happened")
    with client.application.test_request_context():
        cite(statement, key_of(statement, 3), Reference(started.ref), actor=cast.alice)
        cite(statement, None, OUTSIDE, actor=cast.alice)
        cite(statement, None, OUTSIDE, actor=cast.alice)
        found = names(statement, cast.bob)
        assert len(found) == 2
        assert "What happened" in found[0]
        assert '<a href="https://example.org/report" rel="nofollow noopener">A report</a>' in found[1]
        assert [(kind, one.title) for kind, one in linked(started.ref, cast.bob)] == [
            ("cites", statement.title)
        ]
        first = evidence_queries.sources(statement, cast.alice)[0].citation
        remove(first, actor=cast.alice)
        assert linked(started.ref, cast.bob) == []


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (Reference("https://example.org/x"), "title"),
        (Reference("javascript:alert(1)", "T"), "source"),
        (Reference("ftp://example.org/x", "T"), "source"),
        (Reference("/nothing/here", "T"), "source"),
        (Reference("thread:999"), "source"),
        (Reference("plain words", "T"), "source"),
    ],
)
def test_what_is_no_source_is_refused_at_its_field(cast, client, typed, field):
    statement = stage.drafted(cast)
    with client.application.test_request_context(), pytest.raises(Invalid) as refused:
        cite(statement, None, typed, actor=cast.alice)
    assert refused.value.field == field


def test_nobody_cites_what_they_may_not_see_nor_itself_nor_in_anothers_text(cast, client):
    statement = stage.drafted(cast)
    secret = thread(cast.olga, space("secret", "restricted"), title="Behind the door")
    with client.application.test_request_context():
        for typed in (Reference(secret.ref), Reference(statement.ref)):
            with pytest.raises(Invalid):
                cite(statement, None, typed, actor=cast.alice)
        for stranger in (cast.bob, cast.olga):
            with pytest.raises(Forbidden):
                cite(statement, None, OUTSIDE, actor=stranger)


def test_what_a_published_text_rests_on_stays(cast, client):
    statement = stage.drafted(cast)
    with client.application.test_request_context():
        one = cite(statement, None, OUTSIDE, actor=cast.alice)
        published = stage.published(cast, title="Other")
        with pytest.raises(IllegalMove):
            cite(published, None, OUTSIDE, actor=cast.alice)
        remove(one, actor=cast.alice)
        assert names(statement, cast.alice) == []


def closed(cast):
    """A statement everyone in the community reads, with a source that only Alice and officers do."""
    statement = stage.consulted(cast)
    secret = space("secret", "restricted", people=[cast.alice])
    started = thread(cast.alice, secret, title="Behind the door")
    return statement, started


def test_no_title_of_a_closed_source_leaks(cast, client):
    statement, started = closed(cast)
    with client.application.test_request_context():
        cite(
            statement, key_of(statement, 3), Reference(started.ref, note="The door creaks"), actor=cast.alice
        )
        cite(statement, key_of(statement, 3), OUTSIDE, actor=cast.alice)
    here = f"/statements/{statement.slug}"
    for person, sees in ((cast.alice, True), (cast.olga, True), (cast.bob, False)):
        sign_in(client, person)
        for page in (here, f"{here}/evidence"):
            found = client.get(page).text
            assert ("Behind the door" in found) is sees
            assert "A report" in found
        assert ("creaks" in client.get(f"{here}/evidence").text) is sees


def test_an_editor_who_may_not_see_a_source_can_still_take_it_away(cast, client):
    statement, started = closed(cast)
    with client.application.test_request_context():
        cite(statement, None, Reference(started.ref, note="The door creaks"), actor=cast.alice)
    editor_actions.add_editor(statement, cast.bob, actor=cast.alice)
    sign_in(client, cast.bob)
    found = client.get(f"/statements/{statement.slug}/evidence").text
    assert "A source you may not see" in found
    assert "creaks" not in found
    assert "Behind" not in found


def test_visitors_read_the_evidence_of_what_is_published_and_nothing_closed(cast, client):
    statement = stage.drafted(cast)
    started = thread(cast.alice, cast.space, title="Members only talk")
    with client.application.test_request_context():
        cite(statement, key_of(statement, 3), OUTSIDE, actor=cast.alice)
        cite(statement, key_of(statement, 3), Reference(started.ref), actor=cast.alice)
    assert client.get(f"/statements/{statement.slug}/evidence").status_code == 404
    publish(cast, statement)
    for page in ("", "/evidence"):
        found = client.get(f"/statements/{statement.number}{page}").text
        assert "A report" in found
        assert "Members only talk" not in found


def publish(cast, statement):
    actions.open_consultation(statement, clock.now() + timedelta(days=9), "All.", actor=cast.alice)
    actions.close_consultation(statement, "So.", actor=cast.olga)
    stage.open_ballot(cast, statement)
    for person in (cast.alice, cast.bob, cast.carol):
        stage.say(statement, person)
    stage.close(statement)
    moving_actions.publish(statement, actor=cast.olga)


def later(seconds=5):
    return clock.at(clock.now() + timedelta(seconds=seconds))


def test_a_withdrawn_statement_is_flagged_where_it_is_cited_until_reviewed(cast, client):
    source, statement = stage.published(cast, title="Old ground"), stage.drafted(cast, title="New ground")
    other = stage.drafted(cast, title="Unmoved")
    with client.application.test_request_context():
        one = cite(statement, None, Reference(source.ref), actor=cast.alice)
        cite(other, None, OUTSIDE, actor=cast.alice)
        with later():
            moving_actions.withdraw(source, "It was wrong.", actor=cast.olga)
        assert whys(statement, cast.alice) == ["The statement was withdrawn."]
        waits = list(homing.unsettled(cast.alice, clock.now()))
        assert [(w.title, "Old ground" in w.why) for w in waits] == [("New ground", True)]
        assert list(homing.unsettled(cast.bob, clock.now())) == []
    sign_in(client, cast.alice)
    assert "Evidence to review" in client.get("/").text
    assert "The statement was withdrawn." in client.get(f"/statements/{statement.slug}/evidence").text
    with client.application.test_request_context(), later(10):
        with pytest.raises(Forbidden):
            review(one, actor=cast.bob)
        review(one, actor=cast.alice)
        assert whys(statement, cast.alice) == [""]
        assert list(homing.unsettled(cast.alice, clock.now())) == []


def test_a_suspended_pilot_is_flagged_to_who_may_see_it(app, client):
    cast = stories.Cast()
    pilot = stories.active(cast)
    statement = actions.draft(space("ground"), "On triage", stage.TEXT, actor=cast.lead)
    with client.application.test_request_context():
        cite(statement, None, Reference(pilot.ref), actor=cast.lead)
        assert whys(statement, cast.lead) == [""]
        with later():
            track_actions.suspend(pilot, "Harm", "SG", actor=cast.lead)
        assert whys(statement, cast.lead) == ["The pilot was suspended."]
        assert whys(statement, Visitor()) in ([""], ["The pilot was suspended."])
        assert [w.title for w in homing.unsettled(cast.lead, clock.now())] == ["On triage"]


def test_editors_cite_in_the_browser(client, cast):
    statement = stage.drafted(cast)
    started = thread(cast.bob, cast.space, title="What happened")
    here = f"/statements/{statement.slug}/evidence"
    sign_in(client, cast.alice)
    form = {"clause": "3", "source": f"/discussions/{cast.space.slug}/{started.id}-{started.slug}"}
    assert client.post(here, data=form).status_code == 303
    assert "What happened" in client.get(f"/statements/{statement.slug}").text
    refused = client.post(here, data={"clause": "", "source": "https://example.org", "dated": "2026-02-30"})
    assert refused.status_code == 422
    assert 'id="dated-error"' in refused.text
    assert 'id="title-error"' in client.post(here, data={"source": "https://example.org"}).text
    assert client.post(f"{here}/1/remove").status_code == 303
    assert "What happened" not in client.get(here).text
    assert sign_in(client, cast.bob).post(here, data=form).status_code == 403
    assert client.post(f"{here}/9/remove").status_code == 404


def test_the_list_asks_as_much_of_the_database_whatever_there_is(client, cast):
    statement = stage.drafted(cast)
    sign_in(client, cast.alice)

    def cost():
        client.get(f"/statements/{statement.slug}/evidence")
        with sql.statements() as sent:
            client.get(f"/statements/{statement.slug}/evidence")
        return len(sent)

    def name(n):
        started = thread(cast.bob, cast.space, title=f"Thread {n}")
        with client.application.test_request_context():
            cite(statement, None, Reference(started.ref), actor=cast.alice)
            cite(statement, 1, Reference(f"https://example.org/{n}", "T"), actor=cast.alice)

    name(0)
    few = cost()
    for n in range(1, 9):
        name(n)
    assert cost() == few


def test_a_clause_that_is_gone_keeps_its_sources_in_sight(client, cast):
    statement = stage.drafted(cast)
    with client.application.test_request_context():
        cite(statement, key_of(statement, 1), OUTSIDE, actor=cast.alice)
    actions.revise(
        statement, "On reporting", "All anew, nothing alike.", "S.", statement.version, actor=cast.alice
    )
    member("Dan")
    sign_in(client, cast.alice)
    found = client.get(f"/statements/{statement.slug}/evidence").text
    assert "Clauses no longer in the text" in found


def test_only_a_report_that_members_read_can_be_cited(cast, client):
    made, statement = reports.Cast(), stage.drafted(cast)
    one = reports.opened(made, 2, reports.report(made, who=cast.alice))
    with client.application.test_request_context():
        with pytest.raises(Invalid, match="all members"):
            cite(statement, None, Reference(one.ref), actor=cast.alice)
        reports.opened(made, 3, one)
        assert cite(statement, None, Reference(one.ref), actor=cast.alice).source == one.ref
