"""Who gets a letter at each step, that every letter renders, and what home shows."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.delivery.letters import as_read_by
from cop.incidents import answer_actions, edit_actions, home, home_queries, ladder_actions, notices
from cop.incidents.feature import feature
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter
from cop.members.models import Member
from tests.incidents import stories


@pytest.fixture
def cast(app):
    return stories.Cast()


def letters():
    """(verb, names of those told) of the newest entry."""
    entry = db.session.scalars(select(Entry).order_by(Entry.id.desc())).first()
    return entry.verb, {db.session.get(Member, letter.to).name for letter in notices.tell(entry)}


def test_each_step_tells_those_it_concerns(cast):
    one = stories.report(cast)
    assert letters() == ("incident_reported", {"Oda"})
    ladder_actions.agree(one, actor=cast.officer)
    assert letters() == ("incident_agreed", {"Rosa"})
    ladder_actions.agree(one, actor=cast.regulator)
    assert letters() == ("incident_widened", {"Nina"})
    ladder_actions.ask_reply(one, cast.developer, actor=cast.officer)
    assert letters() == ("incident_reply_asked", {"Dev"})
    answer_actions.reply(one, "Mended.", False, actor=cast.developer)
    assert letters() == ("incident_replied", {"Oda", "Rosa"})
    ladder_actions.agree(one, actor=cast.regulator)
    assert letters() == ("incident_agreed", {"Oda"})
    ladder_actions.agree(one, actor=cast.officer)
    assert letters() == ("incident_widened", {"Nina", "Dev", "Rosa", "Manu"})
    answer_actions.tell_change(one, "A new threshold.", False, actor=cast.officer)
    assert letters() == ("incident_change_told", {"Nina"})
    answer_actions.look_up_reporter(one, "A question", actor=cast.officer)
    assert letters() == ("incident_reporter_seen", {"Nina"})


def composed(reader, letter):
    return as_read_by(reader, reader.language, lambda: notices.letter(reader, letter))


def test_every_letter_has_words_and_no_word_of_the_report(cast):
    one = stories.opened(cast)
    for verb in notices.TOLD:
        letter = Letter("incident", cast.nurse.id, {"verb": verb, "uid": one.uid}, 1)
        mail = composed(cast.nurse, letter)
        assert one.uid in mail.subject and f"/incidents/{one.uid}" in mail.text
        assert "lung" not in mail.text.casefold() and "%(" not in mail.text
    assert composed(cast.other, Letter("incident", cast.other.id, letter.about, 1)) is None


def test_every_verb_is_told_or_silent():
    assert set(notices.SAYS) == set(notices.TOLD) <= set(feature.notices)


def waits(app, who):
    with app.test_request_context():
        rows = home_queries.waiting(who, clock.now())
        return [one.act for one in home.told(rows, home.WAITS)]


def test_home_shows_each_what_waits_for_them(app, cast):
    one = stories.report(cast)
    assert waits(app, cast.officer) == ["Read it"]
    assert waits(app, cast.regulator) == waits(app, cast.nurse) == []
    ladder_actions.agree(one, actor=cast.officer)
    assert waits(app, cast.officer) == []
    assert (waits(app, cast.regulator), waits(app, cast.other)) == (["Take it"], [])
    ladder_actions.agree(one, actor=cast.regulator)
    ladder_actions.ask_reply(one, cast.developer, actor=cast.officer)
    assert (waits(app, cast.regulator), waits(app, cast.developer)) == ([], ["Reply"])
    answer_actions.reply(one, "Mended.", False, actor=cast.developer)
    assert waits(app, cast.developer) == []


def test_the_authoritys_clock_reminds_its_regulator(app, cast):
    one = stories.opened(cast)
    assert waits(app, cast.regulator) == []
    with clock.at(one.due - timedelta(days=2)):
        assert waits(app, cast.regulator) == ["Write it down"]
        assert waits(app, cast.other) == []
        edit_actions.take_action(
            one, {"authority_reference": "HSA/9"}, one.version, False, actor=cast.regulator
        )
        assert waits(app, cast.regulator) == []


def test_news_is_what_members_read(app, cast):
    stories.opened(cast, 2)
    assert home_queries.latest(cast.officer) == []
    one = stories.opened(cast, 3)
    assert [row.uid for row in home_queries.latest(cast.member)] == [one.uid]
