"""Audits: when they are due, who does them, what is found, who is told once, and who reads it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.delivery.letters import as_read_by
from cop.kernel import clock, owing
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, SignInNeeded, Stale
from cop.kernel.ledger import Entry
from cop.kernel.permits import SYSTEM
from cop.members.models import Member, Visitor
from cop.oversight import audit_actions, clockwork, finding_actions, notices, queries, rules, shown
from cop.oversight.feature import feature
from cop.pilots import actions as pilot_actions
from cop.pilots import after_actions
from tests import people
from tests.oversight import stories
from tests.pilots import stories as pilots


@pytest.fixture
def cast(app):
    return stories.Cast()


def others(cast, *but):
    every = [cast.lead, cast.editor, cast.officer, cast.regulator, cast.other, cast.nurse, cast.auditor]
    return [Visitor(), SYSTEM, *(one for one in every if one not in but)]


def refused(cast, act, *but):
    """Everybody but those is refused."""
    for one in others(cast, *but):
        with pytest.raises((Forbidden, SignInNeeded)):
            act(one)


def told():
    """Names of those whom the newest entry tells."""
    entry = stories.newest()
    return {db.session.get(Member, one.to).name for one in feature.notices[entry.verb](entry)}


def test_the_release_at_scale_starts_the_clock_of_the_class_once(cast):
    made = stories.scaled(cast, days=10)
    assert made.released_on == stories.today() - timedelta(days=10)
    assert made.due == rules.months_later(made.released_on, rules.MONTHS["A"])
    track = made.track
    after_actions.tell_after(track, "scaled", stories.today(), "Again", "", actor=cast.regulator)
    notices.follow(stories.newest())
    notices.follow(stories.newest())
    assert not audit_actions.start_clock(track, stories.today(), actor=SYSTEM)
    assert (queries.clock_of(track).released_on, list(queries.drift())) == (made.released_on, [])


def test_another_outcome_starts_no_clock(cast):
    pilot = pilots.reporting(cast)
    after_actions.tell_after(
        pilots.track(pilot), "stopped", stories.today(), "Not used", "", actor=cast.regulator
    )
    notices.follow(stories.newest())
    assert queries.clock_of(pilots.track(pilot)) is None
    with pytest.raises(IllegalMove):
        audit_actions.order_audit(
            pilots.track(pilot), "Audit", cast.auditor, stories.today(), actor=cast.regulator
        )


def test_a_country_sets_its_own_periods_and_its_clocks_follow(cast):
    made = stories.scaled(cast)
    months = {"A": 6, "B": 6, "C": 6, "D": 3}
    refused(cast, lambda one: audit_actions.set_periods("SG", months, actor=one), cast.regulator)
    audit_actions.set_periods("SG", months, actor=cast.regulator)
    assert made.due == rules.months_later(made.released_on, 6)
    assert queries.every(["SG", "MY"]) == {"SG": months, "MY": rules.MONTHS}
    audit_actions.set_periods("SG", rules.MONTHS, actor=cast.regulator)
    assert made.due == rules.months_later(made.released_on, rules.MONTHS["A"])
    assert list(queries.drift()) == []


def test_only_the_countrys_regulator_orders_and_only_from_outside(cast):
    track = stories.scaled(cast).track
    ahead = stories.today() + timedelta(days=9)
    refused(
        cast,
        lambda one: audit_actions.order_audit(track, "Audit", cast.auditor, ahead, actor=one),
        cast.regulator,
    )
    deployer = people.member("Dora", "institutions", "SG")
    with transaction():
        deployer.organisation = people.organisation(track.pilot.answers["deployers"])
    for near in (None, cast.lead, cast.regulator, deployer):
        with pytest.raises(Invalid) as no:
            audit_actions.order_audit(track, "Audit", near, ahead, actor=cast.regulator)
        assert no.value.field == "slug"
    audit_actions.order_audit(track, "Audit", cast.auditor, ahead, actor=cast.regulator)
    assert told() == {"Ada"}
    with pytest.raises(IllegalMove):
        audit_actions.order_audit(track, "Audit", cast.auditor, ahead, actor=cast.regulator)


def test_an_audit_from_order_to_closure(cast):
    audit = stories.ordered(cast)
    refused(cast, lambda one: audit_actions.accept_audit(audit, "None", actor=one), cast.auditor)
    with pytest.raises(Invalid):
        audit_actions.accept_audit(audit, " ", actor=cast.auditor)
    audit_actions.accept_audit(audit, "None", actor=cast.auditor)
    assert told() == {"Rita"}
    refused(cast, lambda one: stories.finding_actions.add_finding(
        audit, "minor", "No", stories.today(), actor=one), cast.auditor)  # fmt: skip
    finding = stories.found(cast, audit)
    with pytest.raises(IllegalMove):  # the auditor is still at work
        finding_actions.respond(finding, "Done", 1, actor=cast.lead)
    with pytest.raises(Invalid):
        early = audit.named_at.date() - timedelta(days=1)
        audit_actions.report_audit(audit, early, "Seen", actor=cast.auditor)
    stories.reported(cast, audit)
    assert told() == {"Lena", "Rita"}
    kept = queries.clock_of(audit.track)
    assert (kept.counted_from, kept.due) == (audit.done_on, rules.months_later(audit.done_on, 36))
    with pytest.raises(IllegalMove):
        stories.found(cast, audit)
    refused(cast, lambda one: finding_actions.respond(finding, "Done", 1, actor=one), cast.lead)
    finding_actions.respond(finding, "Errors are counted", 1, actor=cast.lead)
    assert told() == {"Ada", "Rita"}
    with pytest.raises(Stale):
        finding_actions.respond(finding, "Otherwise", 1, actor=cast.lead)
    refused(cast, lambda one: finding_actions.close_finding(finding, "Seen", actor=one), cast.auditor,
            cast.regulator)  # fmt: skip
    finding_actions.close_finding(finding, "Seen", actor=cast.regulator)
    assert told() == {"Lena"}
    with pytest.raises(IllegalMove):
        finding_actions.respond(finding, "More", 3, actor=cast.lead)


def test_an_auditor_who_declines_makes_room_for_another(cast):
    audit = stories.ordered(cast)
    audit_actions.decline_audit(audit, actor=cast.auditor)
    assert told() == {"Rita"}
    assert queries.open_audit(audit.track) is None
    assert queries.audit(cast.auditor, audit.id) is None


def test_two_keys_open_the_line_and_never_the_findings(app, cast):
    audit = stories.accepted(cast)
    finding = stories.found(cast, audit, text="A grave thing")
    with pytest.raises(IllegalMove):
        audit_actions.agree_to_publish(audit, actor=cast.lead)
    stories.reported(cast, audit)
    agree = audit_actions.agree_to_publish
    refused(cast, lambda one: agree(audit, actor=one), cast.lead, cast.regulator)
    assert queries.audit(Visitor(), audit.id) is None
    agree(audit, actor=cast.lead)
    with pytest.raises(IllegalMove):
        agree(audit, actor=cast.lead)
    assert queries.audit(cast.nurse, audit.id) is None
    agree(audit, actor=cast.regulator)
    with app.test_request_context():
        for one in (Visitor(), cast.nurse, cast.officer):
            assert queries.audit(one, audit.id).id == audit.id
            assert shown.findings(one, audit) == []
            assert "1 major; 1 open" in shown.headline(audit)
        for one in (cast.lead, cast.editor, cast.regulator, cast.other, cast.auditor):
            if one is cast.editor:
                pilot_actions.add_editor(audit.track.pilot, one.slug, actor=cast.lead)
            assert [row["finding"].id for row in shown.findings(one, audit)] == [finding.id], one.name


def clocks_told():
    verbs = ("audit_clock_told", "finding_overdue")
    return db.session.scalars(select(Entry).where(Entry.verb.in_(verbs)).order_by(Entry.id)).all()


def test_what_is_due_and_overdue_is_told_once_each(app, cast):
    made = stories.scaled(cast, days=3 * 365 - 60)
    due = clock.midnight(made.due)
    for day, number in ((-31, 0), (-30, 1), (-1, 1), (1, 2), (2, 2)):
        clockwork.watch(due + timedelta(days=day))
        assert len(clocks_told()) == number, day
    assert told() == {"Lena", "Rita"}
    assert not audit_actions.tell_clock(made, "late", actor=SYSTEM)  # as a second worker that came too late
    audit = stories.accepted(cast, stories.ordered(cast, made))
    finding = stories.found(cast, audit)
    stories.reported(cast, audit)
    assert made.told == ""
    late = clock.midnight(finding.due) + timedelta(days=1)
    clockwork.watch(late)
    clockwork.watch(late)
    assert [one.verb for one in clocks_told()].count("finding_overdue") == 1
    assert not finding_actions.tell_late(finding, actor=SYSTEM)
    for entry in clocks_told():
        for one in feature.notices[entry.verb](entry):
            reader = db.session.get(Member, one.to)
            mail = as_read_by(reader, "en", lambda reader=reader, one=one: notices.letter(reader, one))
            assert "http" in mail.text and "Nobody counts" not in mail.text


def waiting(app, who):
    with app.test_request_context():
        found = owing.awaiting(app.extensions["cop"].owed, who, clock.now())
        return [one.act for one in found if one.kind == "Audit"]


def test_home_shows_each_what_waits_for_them(app, cast):
    made = stories.scaled(cast, days=3 * 365)
    assert waiting(app, cast.regulator) == ["Name an auditor"]
    assert waiting(app, cast.other) == waiting(app, cast.lead) == []
    audit = stories.ordered(cast, made)
    assert waiting(app, cast.regulator) == []
    assert waiting(app, cast.auditor) == ["Answer"]
    audit_actions.accept_audit(audit, "None", actor=cast.auditor)
    assert waiting(app, cast.auditor) == ["Go to the audit"]
    finding = stories.found(cast, audit)
    assert waiting(app, cast.lead) == []
    stories.reported(cast, audit)
    assert (waiting(app, cast.auditor), waiting(app, cast.lead)) == ([], ["Say what is done"])
    finding_actions.respond(finding, "Done", 1, actor=cast.lead)
    assert waiting(app, cast.lead) == []
