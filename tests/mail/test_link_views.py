"""What else a letter's link does: a text cleared, a newcomer approved, a group's invitation or request answered."""

from cop.admission import actions as admission
from cop.clearance import actions as clearance
from cop.clearance.actions import Unsaid
from cop.clearance.models import Clearance
from cop.delivery.transport import SentMail
from cop.kernel import worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.kernel.permits import SYSTEM
from cop.spaces import joining_actions, queries
from tests.access.conftest import App
from tests.discussions import story as talk
from tests.people import member, officer, space


def link(to: str) -> str:
    """Of the newest letter to ``to``."""
    worker.drain()
    sent = db.select(SentMail.text).where(SentMail.to == to).order_by(SentMail.id.desc())
    text = db.session.scalars(sent).first()
    (found,) = [line for line in text.split("\n") if "/letters/act/" in line]
    return "/" + found.split("/", 3)[3]


def used() -> int:
    return db.session.query(Entry).filter_by(verb="link_used").count()


def test_a_text_is_cleared_by_a_link(client):
    thread = talk.thread(member("Bob", "professionals"), space())
    alice, rita = member(), member("Rita")
    draft = clearance.keep(Unsaid(thread.ref, "We have not decided yet.", "en"), actor=alice)
    clearance.ask_for_clearance(draft, draft.source, rita, draft.version, actor=alice)
    at = link("rita@example.org")
    assert "We have not decided yet." in client.get(at).text
    assert client.post(at, data={"cleared": "perhaps"}).status_code == 422
    assert (
        client.post(at, data={"cleared": "yes", "version": "1"}).status_code == 409
    )  # it was changed meanwhile
    assert draft.state == Clearance.WAITING
    sent = {"cleared": "no", "note": "Ask the board.", "version": str(draft.version)}
    assert client.post(at, data=sent).status_code == 303
    assert (draft.state, draft.note, used()) == ("not_cleared", "Ask the board.", 1)
    assert "We have not decided yet." not in client.get(at).text


def test_a_newcomer_is_approved_by_a_link_with_the_officers_second_factor(client):
    olga, nina = officer(), member("Nina", state="awaiting", why="To learn.")
    phone = App(olga)
    question = admission.ask(nina, "Where is your ward?", actor=olga)
    admission.answer(admission.make_question_link(question, actor=SYSTEM), "In Vientiane.", actor=SYSTEM)
    at = link("olga@example.org")
    assert "To learn." in client.get(at).text
    assert client.post(at).status_code == 422
    assert nina.state == "awaiting"
    assert client.post(at, data={"code": phone.code()}).status_code == 303
    assert (nina.state, used()) == ("active", 1)
    with transaction():
        nina.state = "suspended"
    assert client.post(at, data={"code": phone.codes[0]}).status_code == 409
    assert nina.state == "suspended"


def test_an_invitation_and_a_request_are_answered_by_links(client):
    fay, max_, pat = member("Fay"), member("Max", "developers", "VN"), member("Pat", "developers", "TH")
    group = space("triage", facilitators=[fay])
    with transaction():
        group.joining = "request"
    joining_actions.invite(group, max_, actor=fay)
    at = link("max@example.org")
    assert "Fay invites you" in client.get(at).text
    assert client.post(at, data={"grant": "yes"}).status_code == 303
    joining_actions.ask_to_join(group, "To learn.", actor=pat)
    at = link("fay@example.org")
    assert "To learn." in client.get(at).text
    assert client.post(at, data={"grant": "no", "answer": ""}).status_code == 422
    assert client.post(at, data={"grant": "no", "answer": "So be it."}).status_code == 303
    assert [queries.place_of(one, group) is not None for one in (max_, pat)] == [True, False]
