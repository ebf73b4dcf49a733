"""An early question from the asking to the guidance, and who may do what."""

import pytest

from cop.enquiries import actions, guidance_actions, permits, queries
from cop.enquiries.rules import Drafted
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, Stale
from cop.kernel.ledger import Entry
from tests.enquiries import story


@pytest.fixture
def cast(app):
    return story.Cast()


def readers(cast, enquiry):
    return {name for name, one in vars(cast).items() if queries.enquiry(one, enquiry.uid)}


def test_only_the_asker_and_that_countrys_regulators_read_it(cast):
    enquiry = story.asked(cast)
    assert readers(cast, enquiry) == {"developer", "regulator", "second"}
    actions.share_enquiry(enquiry, cast.colleague.slug, actor=cast.developer)
    assert readers(cast, enquiry) == {"developer", "colleague", "regulator", "second"}
    actions.unshare_enquiry(enquiry, cast.colleague.id, actor=cast.developer)
    assert "colleague" not in readers(cast, enquiry)
    cast.second.mandates[0].ended_at = clock.now()
    db.session.commit()
    assert "second" not in readers(cast, enquiry)


def test_who_takes_the_askers_organisation_later_reads_nothing(cast):
    """One names one's own organisation: colleagues read by their name alone."""
    enquiry = story.asked(cast)
    cast.clinician.organisation_id = cast.developer.organisation_id
    db.session.commit()
    assert "clinician" not in readers(cast, enquiry)


def test_who_may_ask_and_whom(cast):
    may = {name for name, one in vars(cast).items() if permits.may_ask(one)}
    assert may == {"developer", "colleague"}
    with pytest.raises(Invalid, match="No verified regulator"):
        story.asked(cast, country="TH")
    enquiry = story.asked(cast)
    assert permits.may_answer(cast.regulator, enquiry) and not permits.may_answer(cast.foreign, enquiry)
    for who in (cast.foreign, cast.officer, cast.developer):
        with pytest.raises(Forbidden):
            actions.answer_enquiry(enquiry, "Mine.", actor=who)
    with pytest.raises(Forbidden):
        actions.add_to_enquiry(enquiry, "Theirs.", actor=cast.regulator)


def test_only_colleagues_who_do_not_regulate_read_along(cast):
    enquiry = story.asked(cast)
    cast.second.organisation_id = cast.developer.organisation_id
    db.session.commit()
    for person in (cast.clinician, cast.developer, cast.second):
        with pytest.raises(Invalid):
            actions.share_enquiry(enquiry, person.slug, actor=cast.developer)


def test_the_target_is_the_countrys_own(cast):
    actions.set_target("SG", 10, actor=cast.regulator)
    for who in (cast.foreign, cast.developer):
        with pytest.raises(Forbidden):
            actions.set_target("SG", 5, actor=who)
    enquiry = story.asked(cast)
    assert enquiry.due - enquiry.asked_at == 10 * story.DAY
    actions.set_target("SG", 20, actor=cast.officer)
    assert enquiry.due - enquiry.asked_at == 10 * story.DAY
    assert queries.targets(["SG", "MY"]) == {"SG": 20, "MY": 30}


def test_asked_back_the_clock_stands(cast):
    enquiry = story.asked(cast)
    due = enquiry.due
    actions.ask_back(enquiry, "Who reads the films?", actor=cast.regulator)
    with pytest.raises(IllegalMove, match="not your turn"):
        actions.ask_back(enquiry, "And?", actor=cast.second)
    with story.later(5):
        actions.add_to_enquiry(enquiry, "A nurse.", actor=cast.developer)
    assert (enquiry.state, round((enquiry.due - due) / story.DAY)) == ("open", 5)
    assert [one.authority for one in enquiry.messages] == ["", "Authority", ""]


def test_a_closed_question_takes_nothing_more(cast):
    enquiry = story.answered(cast)
    actions.close_enquiry(enquiry, actor=cast.developer)
    for act in (
        lambda: actions.add_to_enquiry(enquiry, "More.", actor=cast.developer),
        lambda: actions.answer_enquiry(enquiry, "More.", actor=cast.regulator),
        lambda: actions.assign_enquiry(enquiry, cast.regulator.id, actor=cast.regulator),
        lambda: actions.close_enquiry(enquiry, actor=cast.developer),
    ):
        with pytest.raises(IllegalMove, match="closed"):
            act()


def test_it_is_assigned_among_the_countrys_regulators(cast):
    enquiry = story.asked(cast)
    actions.assign_enquiry(enquiry, cast.second.id, actor=cast.regulator)
    assert enquiry.assignee_id == cast.second.id
    with pytest.raises(Invalid):
        actions.assign_enquiry(enquiry, cast.foreign.id, actor=cast.regulator)
    actions.assign_enquiry(enquiry, 0, actor=cast.second)
    assert enquiry.assignee_id is None


@pytest.mark.parametrize(
    "telling",
    ["Asked by DEV.", "nightreader sorts.", "The Organisation  of Dev wants it.", "Write to a@example.org."],
)
def test_no_text_for_everyone_tells_who_asked(cast, telling):
    enquiry = story.answered(cast)
    text = Drafted("Class", "Which class?", telling)
    with pytest.raises(Invalid) as refused:
        guidance_actions.draft_guidance(enquiry, text, True, 0, actor=cast.regulator)
    assert refused.value.field == "answer"


def test_guidance_needs_an_answer_and_two_readings(cast):
    with pytest.raises(IllegalMove, match="no answer yet"):
        guidance_actions.draft_guidance(story.asked(cast), story.GENERAL, False, 0, actor=cast.regulator)
    guidance = story.drafted(cast)
    with pytest.raises(IllegalMove, match="first"):
        guidance_actions.read_over(guidance, guidance.version, actor=cast.developer)
    with pytest.raises(Forbidden):
        guidance_actions.read_over(guidance, guidance.version, actor=cast.foreign)
    guidance_actions.read_over(guidance, guidance.version, actor=cast.regulator)
    with pytest.raises(IllegalMove, match="You have read it"):
        guidance_actions.read_over(guidance, guidance.version, actor=cast.regulator)
    guidance_actions.read_over(guidance, guidance.version, actor=cast.second)
    assert (guidance.state, guidance.second_by_id) == ("published", cast.second.id)
    with pytest.raises(IllegalMove, match="stays as it is"):
        guidance_actions.draft_guidance(
            guidance.enquiry, story.GENERAL, False, guidance.version, actor=cast.regulator
        )


def test_what_everyone_is_told_of_guidance_never_names_who_asked(cast):
    guidance = story.published(cast)  # read second by who asked
    told = db.session.query(Entry).filter(Entry.audience != "nobody", Entry.subject != cast.regulator.ref)
    entries = [(one.verb, one.actor) for one in told if one.verb.startswith(("enquiry", "guidance"))]
    assert entries == [("guidance_published", "system")] and guidance.second_by_id == cast.developer.id


def test_a_changed_text_is_read_anew(cast):
    guidance = story.drafted(cast)
    guidance_actions.read_over(guidance, 1, actor=cast.regulator)
    guidance_actions.draft_guidance(guidance.enquiry, story.GENERAL, False, 1, actor=cast.second)
    assert guidance.first_by_id is None
    with pytest.raises(Stale):
        guidance_actions.read_over(guidance, 1, actor=cast.regulator)


def test_one_regulator_alone_reads_again_a_day_later(cast):
    guidance = story.drafted(cast)
    guidance_actions.read_over(guidance, 1, actor=cast.regulator)
    with story.later(1):
        guidance_actions.read_over(guidance, 1, actor=cast.regulator)
    assert guidance.published_at is not None


def test_guidance_is_withdrawn_by_its_country(cast):
    guidance = story.published(cast)
    with pytest.raises(Forbidden):
        guidance_actions.withdraw_guidance(guidance, "No.", actor=cast.foreign)
    guidance_actions.withdraw_guidance(guidance, "The law changed.", actor=cast.second)
    with pytest.raises(IllegalMove):
        guidance_actions.withdraw_guidance(guidance, "Again.", actor=cast.second)
