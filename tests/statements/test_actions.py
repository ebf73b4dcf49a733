"""Writing, consulting, commenting, answering: what is kept, and what is refused to whom and why."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from cop.ballots.canonical import hexhash
from cop.ballots.terms import Stance
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, Missing, SignInNeeded, Stale
from cop.kernel.permits import SYSTEM
from cop.members.models import Visitor
from cop.spaces import actions as spaces
from cop.spaces.queries import place_of
from cop.statements import actions, queries
from cop.statements.drift import drift
from cop.statements.rules import Disposition, State
from tests.people import administrator, member, space
from tests.statements import stage


@pytest.fixture
def cast(app):
    return stage.cast()


def revise(cast, statement, words, summary="So.", **more):
    version = more.pop("version", statement.version)
    return actions.revise(statement, statement.title, words, summary, version, actor=cast.alice, **more)


# --- drafting -------------------------------------------------------------------------------------------


def test_a_draft_keeps_its_text_word_for_word(cast):
    statement = stage.drafted(cast, text="Cafe\u0301 is open.\r\n\r\n- yes\r\n- no", language="vi")
    saved = queries.current(statement)
    assert saved.source == "Café is open.\n\n- yes\n- no"
    assert (saved.number, saved.sha256, saved.language) == (1, hexhash(saved.source), "vi")
    assert [(c.number, c.key) for c in saved.clauses] == [(1, 1), (2, 2)]
    assert [(e.member_id, e.lead) for e in statement.editors] == [(cast.alice.id, True)]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("On reporting", "on-reporting"),
        ("New", "new-2"),
        ("JS 2026 001", "statement-js-2026-001"),
        ("รายงาน", "statement"),
    ],
)
def test_a_slug_is_no_page_and_no_number(cast, title, slug):
    assert stage.drafted(cast, title=title).slug == slug


def test_two_of_one_title_have_two_slugs(cast):
    assert [stage.drafted(cast).slug for _ in range(3)] == [
        "on-reporting",
        "on-reporting-2",
        "on-reporting-3",
    ]


@pytest.mark.parametrize("words", ["", "  \n ", "# Only a heading", "A\x00b", "x" * 60_001])
def test_a_text_that_is_none_is_refused(cast, words):
    with pytest.raises(Invalid):
        stage.drafted(cast, text=words)


def test_one_drafts_where_one_may_read(cast):
    closed = space("closed", "restricted")
    for actor in (cast.bob, administrator()):
        with pytest.raises(Missing):
            actions.draft(closed, "T", "Text.", actor=actor)
    with pytest.raises(SignInNeeded):
        actions.draft(cast.space, "T", "Text.", actor=Visitor())
    assert actions.draft(closed, "T", "Text.", actor=cast.olga)


def test_nothing_is_drafted_in_an_archived_space(cast):
    spaces.archive_space(cast.space, actor=cast.olga)
    with pytest.raises(IllegalMove, match="archived"):
        stage.drafted(cast)


# --- revising -------------------------------------------------------------------------------------------


def test_a_revision_keeps_the_one_before_and_the_clauses_keys(cast):
    statement = stage.drafted(cast)
    before = {c.source: c.key for c in queries.current(statement).clauses}
    revise(cast, statement, stage.TEXT.replace("Tools are used.", "First, a new clause.\n\nTools are used."))
    after = {c.source: (c.key, c.number) for c in queries.current(statement).clauses}
    assert all(after[words][0] == key for words, key in before.items())
    assert after["First, a new clause."] == (6, 1)
    assert after["People are hurt."][1] == 3
    assert queries.revision(statement, 1).source == stage.TEXT
    assert statement.revisions_count == 2


def test_a_heading_and_a_clause_never_share_a_key(cast):
    statement = stage.drafted(cast, text="# Reporting within ten days\n\nSomething.")
    revise(cast, statement, "Reporting within ten days\n\nSomething.")
    keys = {c.source: c.key for c in queries.current(statement).clauses}
    assert keys == {"Reporting within ten days": 3, "Something.": 1}


def test_a_stale_text_loses_neither(cast):
    statement = stage.drafted(cast)
    seen = statement.version
    revise(cast, statement, stage.TEXT + "\n\nMore.")
    with pytest.raises(Stale) as stale:
        revise(cast, statement, stage.TEXT + "\n\nOther.", version=seen)
    assert stale.value.theirs.endswith("More.")
    revise(cast, statement, stage.TEXT + "\n\nOther.", version=stale.value.version)
    assert queries.current(statement).source.endswith("Other.")


def test_saving_the_same_again_is_refused(cast):
    statement = stage.drafted(cast)
    with pytest.raises(Invalid, match="Nothing was changed"):
        revise(cast, statement, stage.TEXT + "\n \n")
    actions.revise(statement, "Another title", stage.TEXT, "Title.", statement.version, actor=cast.alice)
    assert (statement.title, statement.slug) == ("Another title", "on-reporting")


def test_a_revision_says_what_changed(cast):
    with pytest.raises(Invalid) as refused:
        revise(cast, stage.drafted(cast), "Other.", summary=" ")
    assert refused.value.field == "summary"


def test_the_text_stands_still_in_consultation(cast):
    statement = stage.consulted(cast)
    with pytest.raises(IllegalMove, match="stands still"):
        revise(cast, statement, "Other.")


def test_a_new_text_ends_a_ballot_knowingly(cast):
    statement = stage.balloted(cast)
    stage.say(statement, cast.bob, Stance.OBJECT, stage.OBJECTION)
    with pytest.raises(Invalid) as refused:
        revise(cast, statement, "Other.")
    assert refused.value.field == "ends_ballot"
    revise(cast, statement, "Other.", ends_ballot=True)
    assert statement.stands is State.REVISING
    assert statement.waiting == 1, "what was objected is answered though the ballot decided nothing"
    assert list(drift()) == []


def test_only_editors_revise(cast):
    statement = stage.drafted(cast)
    for actor in (cast.bob, cast.olga, administrator()):
        with pytest.raises(Forbidden, match="editors"):
            actions.revise(statement, "T", "Other.", "So.", statement.version, actor=actor)


def test_an_editor_who_may_no_longer_read_the_space_no_longer_writes(app):
    cast = stage.cast("restricted")
    statement = stage.drafted(cast)
    spaces.remove_person(place_of(cast.alice, cast.space), actor=cast.olga)
    with pytest.raises(Forbidden):
        revise(cast, statement, "Other.")


@pytest.mark.parametrize(
    "table", ["statement_revisions", "statement_clauses", "statement_passages", "comment_dispositions"]
)
def test_what_was_saved_is_never_changed(cast, table):
    statement = stage.consulted(cast)
    remark = actions.comment(statement, None, "Hm.", actor=cast.bob)
    actions.dispose(remark, Disposition.ACCEPTED, "Yes.", actor=cast.alice)
    column = {"statement_clauses": "source", "statement_revisions": "source"}.get(table, "reason")
    for change in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="immutable"), transaction():
            db.session.execute(text(change))


@pytest.mark.parametrize(
    "change",
    [
        "state = 'published'",
        "number = 'JS-2026-001'",
        "waiting = 1",
        "slug = 'js-2026-001'",
        "state = 'balloting'",
        "state = 'superseded'",
        "unadopt_reason = 'x'",
        "state = 'gone'",
    ],
)
def test_the_database_itself_refuses_what_cannot_be(cast, change):
    stage.drafted(cast)
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(text(f"UPDATE statements SET {change}"))


# --- consulting -----------------------------------------------------------------------------------------


def test_a_consultation_asks_something_until_some_time(cast):
    statement = stage.drafted(cast)
    for closes, scope, field in (
        (timedelta(minutes=1), "All.", "closes_at"),
        (timedelta(days=1), "  ", "scope_note"),
    ):
        with pytest.raises(Invalid) as refused:
            actions.open_consultation(statement, clock.now() + closes, scope, actor=cast.alice)
        assert refused.value.field == field
    assert statement.stands is State.DRAFTING


def test_only_editors_consult(cast):
    statement = stage.drafted(cast)
    for actor in (cast.bob, cast.olga):
        with pytest.raises(Forbidden):
            actions.open_consultation(statement, clock.now() + timedelta(days=1), "All.", actor=actor)


def test_the_clock_ends_a_consultation_when_it_is_due_and_once(cast):
    statement = stage.consulted(cast)
    closes = statement.consultation_closes_at
    actions.close_consultation(statement, actor=SYSTEM, now=closes - timedelta(seconds=1))
    assert statement.stands is State.CONSULTATION
    for _ in range(2):
        actions.close_consultation(statement, actor=SYSTEM, now=closes)
    assert [p.move for p in queries.passages(statement)] == ["consult", "end_consultation"]
    assert queries.consultation(statement).ended_at == closes


def test_the_secretariat_ends_it_early_with_a_reason(cast):
    statement = stage.consulted(cast)
    with pytest.raises(Invalid) as refused:
        actions.close_consultation(statement, " ", actor=cast.olga)
    assert refused.value.field == "reason"
    with pytest.raises(Forbidden):
        actions.close_consultation(statement, "Enough.", actor=cast.alice)
    actions.close_consultation(statement, "Enough.", actor=cast.olga)
    assert queries.consultation(statement).reason == "Enough."
    with pytest.raises(IllegalMove, match="no consultation to end"):
        actions.close_consultation(statement, "Again.", actor=cast.olga)


# --- commenting -----------------------------------------------------------------------------------------


def key_of(statement, number):
    return next(c.key for c in queries.current(statement).clauses if c.number == number)


def test_a_comment_keeps_clause_revision_and_who_one_was_then(cast):
    statement = stage.consulted(cast)
    made = actions.comment(
        statement, key_of(statement, 3), "Why ten?", "Reporting within five days.", actor=cast.bob
    )
    with transaction():
        cast.bob.country = "TH"
    assert (made.number, made.clause_number, made.proposal) == (1, 3, "Reporting within five days.")
    assert (made.group_key, made.country, made.organisation) == ("professionals", "MY", "Organisation of Bob")
    assert (statement.comments_count, statement.waiting) == (1, 1)


@pytest.mark.parametrize(
    ("clause", "words", "proposal", "field"),
    [
        (99, "Hm.", "", "clause"),
        (None, "Hm.", "Other words.", "clause"),
        (None, " ", "", "words"),
        (2, "Hm.", "People are hurt.", "proposal"),
    ],
)
def test_a_comment_that_is_none_is_refused(cast, clause, words, proposal, field):
    with pytest.raises(Invalid) as refused:
        actions.comment(stage.consulted(cast), clause, words, proposal, actor=cast.bob)
    assert refused.value.field == field


def test_a_heading_takes_no_comment(cast):
    statement = stage.consulted(cast)
    heading = next(c.key for c in queries.current(statement).clauses if c.is_heading)
    with pytest.raises(Invalid):
        actions.comment(statement, heading, "Hm.", actor=cast.bob)


def test_comments_are_taken_in_consultation_and_ballot_alone(cast):
    for statement in (stage.drafted(cast), stage.revising(cast), stage.published(cast)):
        with pytest.raises(IllegalMove):
            actions.comment(statement, None, "Hm.", actor=cast.bob)
    assert actions.comment(stage.balloted(cast), None, "Hm.", actor=cast.bob)


def test_a_comment_counts_before_the_close_not_at_it(cast):
    statement = stage.consulted(cast)
    with pytest.raises(IllegalMove):
        actions.comment(statement, None, "Hm.", actor=cast.bob, now=statement.consultation_closes_at)


def test_a_comment_that_finds_the_ballot_due_closes_it(cast):
    statement = stage.balloted(cast)
    with clock.at(clock.now() + timedelta(hours=101)), pytest.raises(IllegalMove):
        actions.comment(statement, None, "Hm.", actor=cast.bob)
    assert statement.stands is State.NOT_ADOPTED


def test_only_who_may_read_the_space_comments(app):
    cast = stage.cast("restricted")
    statement = stage.consulted(cast)
    for actor in (member("Dan"), administrator(), member("Eve", state="suspended")):
        with pytest.raises(Forbidden):
            actions.comment(statement, None, "Hm.", actor=actor)
    with pytest.raises(SignInNeeded):
        actions.comment(statement, None, "Hm.", actor=Visitor())


def test_a_comment_is_withdrawn_by_its_author_once(cast):
    statement = stage.consulted(cast)
    remark = actions.comment(statement, None, "Hm.", actor=cast.bob)
    for actor in (cast.alice, cast.olga):
        with pytest.raises(Forbidden):
            actions.withdraw_comment(remark, actor=actor)
    actions.withdraw_comment(remark, actor=cast.bob)
    assert statement.waiting == 0
    for again in (
        lambda: actions.withdraw_comment(remark, actor=cast.bob),
        lambda: actions.dispose(remark, Disposition.ACCEPTED, "Yes.", actor=cast.alice),
    ):
        with pytest.raises(IllegalMove):
            again()
    assert list(drift()) == []


# --- answering ------------------------------------------------------------------------------------------


def test_an_answer_has_a_reason_and_is_the_editors(cast):
    statement = stage.consulted(cast)
    remark = actions.comment(statement, None, "Hm.", actor=cast.bob)
    for actor in (cast.bob, cast.olga):
        with pytest.raises(Forbidden, match="editors"):
            actions.dispose(remark, Disposition.ACCEPTED, "Yes.", actor=actor)
    with pytest.raises(Invalid) as refused:
        actions.dispose(remark, Disposition.ACCEPTED, "\n", actor=cast.alice)
    assert refused.value.field == "reason"


def test_a_later_answer_replaces_the_first_and_both_are_kept(cast):
    statement = stage.consulted(cast)
    remark = actions.comment(statement, None, "Hm.", actor=cast.bob)
    actions.dispose(remark, Disposition.ACCEPTED, "Yes.", actor=cast.alice)
    actions.dispose(remark, Disposition.OUT_OF_SCOPE, "On second thought.", actor=cast.alice)
    assert (remark.answers, remark.disposition, statement.waiting) == (2, "out_of_scope", 0)
    assert list(drift()) == []


def test_a_comment_made_during_the_ballot_is_answered_after_it_and_once(cast):
    statement = stage.balloted(cast)
    remark = actions.comment(statement, None, "Late, but still.", actor=cast.bob)
    for one in (cast.alice, cast.bob, cast.carol):
        stage.say(statement, one)
    stage.close(statement)
    actions.dispose(remark, Disposition.OUT_OF_SCOPE, "For the next one.", actor=cast.alice)
    with pytest.raises(IllegalMove, match="decided"):
        actions.dispose(remark, Disposition.ACCEPTED, "Or not.", actor=cast.alice)
    with pytest.raises(IllegalMove, match="decided"):
        actions.withdraw_comment(remark, actor=cast.bob)


def test_drift_is_seen(cast):
    statement = stage.consulted(cast)
    actions.comment(statement, None, "Hm.", actor=cast.bob)
    with transaction():
        db.session.execute(text("UPDATE statements SET waiting = 0"))
    assert [sentence for sentence in drift() if statement.slug in sentence]
