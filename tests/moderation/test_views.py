"""Flags as people meet them in a browser."""

import pytest

from cop.discussions.models import Thread
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.members.models import Member
from cop.moderation import actions, subjects
from cop.moderation.rules import Reason, Ruling
from cop.spaces.speech_rules import Speech
from tests.discussions import story as talk
from tests.moderation.story import WORDS, Story
from tests.people import administrator, member, sign_in, space
from tests.sql import asked


@pytest.fixture
def story(client):
    with client.application.test_request_context():
        yield Story()


def browse(client, person):
    browser = client.application.test_client()
    return sign_in(browser, person) if person else browser


def test_a_post_is_flagged_from_its_thread(story, client):
    here = f"/discussions/forum/{story.thread.id}-{story.thread.slug}"
    alice = browse(client, story.alice)
    flagging = f"/moderation/flag/{story.post.ref}"
    assert f'href="{flagging}"' in alice.get(here).text
    assert f'href="{flagging}"' not in browse(client, story.bob).get(here).text
    assert WORDS in alice.get(flagging).text
    assert alice.post(flagging, data={"reason": "shouted"}).status_code == 422
    assert alice.post(flagging, data={"reason": "harassment", "note": "<b>No</b>"}).status_code == 303
    assert "flagged this already" in alice.post(flagging, data={"reason": "other"}).text
    shown = browse(client, story.fay).get(f"/moderation/{story.case.id}").text
    assert "&lt;b&gt;No&lt;/b&gt;" in shown
    assert "A regulator or policymaker, Singapore" in shown
    assert "Alice" not in shown.partition("Why it was flagged")[2].partition("</section>")[0]


def test_what_is_folded_can_still_be_read(story, client):
    story.flags(story.alice, story.carol, member("Dan", "developers", "VN"))
    here = f"/discussions/forum/{story.thread.id}-{story.thread.slug}"
    folded = browse(client, story.alice).get(here).text.partition('<details class="folded">')[2]
    assert WORDS in folded.partition("</details>")[0]


def test_a_case_from_flag_to_appeal(story, client):
    case = story.flags(story.alice)
    fay, bob, olga = (browse(client, person) for person in (story.fay, story.bob, story.olga))
    assert "1 post was flagged or appealed" in fay.get("/").text
    assert "Wait" in fay.get("/moderation/").text
    assert (
        fay.post(f"/moderation/{case.id}/decide", data={"ruling": "kept", "reason": "x"}).status_code == 409
    )
    fay.post(f"/moderation/{case.id}/take")
    assert "Fay" in fay.get("/moderation/?show=mine").text
    ruled = fay.post(f"/moderation/{case.id}/decide", data={"ruling": "removed", "reason": "An insult."})
    assert ruled.status_code == 303
    thread = f"/discussions/forum/{story.thread.id}-{story.thread.slug}"
    assert "Removed by the moderators: An insult." in bob.get(thread).text
    assert "The moderators looked at a post of yours" in bob.get("/").text
    here = f"/moderation/rulings/{case.id}"
    assert WORDS in bob.get(here).text
    assert browse(client, story.alice).get(here).status_code == 404
    assert bob.post(f"{here}/appeal", data={"words": "I meant me."}).status_code == 303
    settle = f"/moderation/{case.id}/settle"
    assert fay.get(settle).status_code == 403
    assert olga.post(settle, data={"granted": "yes", "answer": "So he did."}).status_code == 303
    assert WORDS in bob.get(thread).text
    assert "So he did." in bob.get(here).text
    assert bob.post(f"{here}/read").status_code == 303
    assert "moderators looked" not in bob.get("/").text


@pytest.mark.parametrize("rule", [Speech.group, Speech.chatham])
def test_a_moderator_is_not_told_whom_a_thread_does_not_name(rule, client):
    with client.application.test_request_context():
        story = Story(rule)
        story.flags(story.alice, note="Out of order.")
        case = story.case
    shown = browse(client, story.fay).get(f"/moderation/{case.id}").text
    main = shown.partition("<main")[2].partition("<aside")[0]
    assert WORDS in main
    for word in ("Bob", "Malaysia", "Singapore"):
        assert word not in main
    assert ("A healthcare professional" in main) == (rule is Speech.group)


def test_cases_are_for_moderators_and_in_their_own_spaces(story, client):
    case = story.flags(story.alice)
    for person, status in ((story.carol, 403), (administrator(), 403), (story.olga, 200)):
        assert browse(client, person).get(f"/moderation/{case.id}").status_code == status
        assert browse(client, person).get("/moderation/").status_code == status
    other = member("Gus")
    space("elsewhere", "restricted", facilitators=[other])
    assert f"/moderation/{case.id}" not in browse(client, other).get("/moderation/").text


def test_the_queue_asks_as_much_for_many_as_for_few(story, client):
    fay = browse(client, story.fay)
    story.flags(story.alice)
    ids = (Member, story.bob.id), (Member, story.carol.id), (Thread, story.thread.id)
    few = asked(fay, "/moderation/")
    bob, carol, thread = (db.session.get_one(*one) for one in ids)
    with client.application.test_request_context():
        for number in range(4):
            said = talk.answer(bob, thread, f"And {number}.")
            actions.flag(subjects.find(carol, said.ref), Reason.other, actor=carol)
    assert asked(fay, "/moderation/") == few


def test_a_warning_is_read_by_its_author_alone(story, client):
    case = story.decided(Ruling.warned, reason="Mind your tone.")
    thread = f"/discussions/forum/{story.thread.id}-{story.thread.slug}"
    assert "Mind your tone." in browse(client, story.bob).get(f"/moderation/rulings/{case.id}").text
    for person in (story.alice, story.bob, None):
        assert "Mind your tone." not in browse(client, person).get(thread).text
    with transaction():
        story.space.visibility = "restricted"
    assert browse(client, story.carol).get(f"/moderation/flag/{story.post.ref}").status_code == 200
    assert browse(client, member("Eve")).get(f"/moderation/flag/{story.post.ref}").status_code == 404
