"""What the community talks and meets about: threads and meetings, each public, shared and closed."""

from datetime import timedelta

from cop.attachments.actions import keep_file
from cop.attachments.binding import bind
from cop.attachments.reading import Read
from cop.clearance import actions as clearance
from cop.clearance import typing_actions
from cop.clearance.actions import Unsaid
from cop.discussions import actions as posting
from cop.discussions import summary_actions
from cop.discussions.models import Thread
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.text import Written, write
from cop.meetings.agenda import actions as agenda_actions
from cop.meetings.agenda.rules import Point
from cop.meetings.company import actions as company_actions
from cop.meetings.company.rules import Answer
from cop.meetings.minutes import actions as minutes_actions
from cop.meetings.outcomes import actions as outcome_actions
from cop.meetings.papers import actions as paper_actions
from cop.meetings.room import actions as room_actions
from cop.meetings.room import arriving, straw_actions
from cop.meetings.series import actions as meeting_actions
from cop.moderation import actions as moderating
from cop.moderation import subjects
from cop.moderation.models import Case
from cop.moderation.rules import Reason, Ruling
from cop.polls import actions as poll_actions
from cop.polls import guest_actions
from cop.polls import queries as poll_queries
from cop.polls.rules import Draft
from tests.attachments import files
from tests.discussions import story as talk
from tests.meetings.story import PLAN
from tests.trust.canaries import CLOSED, MEMBERS
from tests.trust.community import SPACES, Community

SEERS = {"members": MEMBERS, "closed": CLOSED}
HOUR = timedelta(hours=1)


def word(town: Community, what: str, label: str) -> str:
    """A canary for what lies in the space of that label; what is public is told to all."""
    return town.hide(f"{what}{label}", *SEERS[label]) if label in SEERS else f"open {what}"


def discussions(town: Community) -> None:
    """The editor writes in the shared and the closed space, the member in the public one."""
    for label, name in SPACES.items():
        author = town.people["member" if label == "public" else "editor"]
        title, text = word(town, "thread", label), word(town, "post", label)
        thread = talk.thread(author, town.spaces[name], title, words=text)
        answer = talk.answer(author, thread, word(town, "before", label))
        written = write(word(town, "after", label))
        posting.edit_post(answer, written, "en", False, answer.version, actor=author)
        _attach(town, label, author, answer)
        moderators = ("officer",) if label == "public" else ("officer", "facilitator")
        gone = talk.answer(author, thread, town.hide(f"removed{label}", *moderators))
        posting.remove_post(gone, "Off the topic", actor=town.people["officer"])
        short = write(word(town, "summary", label))
        summary_actions.write_summary(thread, short, "en", 0, actor=author)
        if label == "members":
            _draft(town, author, thread)
        town.has("/discussions/posts/<int:id>", label, f"/discussions/posts/{answer.id}")
        path = f"/discussions/{town.spaces[name].slug}/{thread.id}-{thread.slug}"
        town.has("/discussions/<space>/<int:id>-<slug>", label, path)
        town.has("/discussions/<space>/<int:id>-<slug>/since/<int:seq>", label, f"{path}/since/1")
        town.has("/discussions/<space>/<int:id>-<slug>/after/<int:seq>", label, f"{path}/after/1?page=1")
        town.has("/refs/<kind>:<int:id>", label, f"/refs/{thread.ref}")
        town.has("/writing/<slug>/people", label, f"/writing/{town.spaces[name].slug}/people")
        _link(town, label, thread)


def _attach(town: Community, label: str, author, post) -> None:
    read = Read(f"{word(town, 'file', label)}.txt", "text/plain", word(town, "filed", label).encode())
    kept = keep_file(read, False, actor=author)
    picture = keep_file(Read("scan.png", "image/png", files.png(), 30, 20), False, actor=author)
    with transaction():
        picture.alt = word(town, "shows", label)
        post.file_count = bind(post.ref, [kept.id, picture.id], author)
    town.has("/attachments/<int:id>", label, f"/attachments/{kept.id}")


def _link(town: Community, label: str, thread) -> None:
    """What lies in the closed space is spoken of in the shared one."""
    if label == "members":
        town.own["editor"]["talk"] = thread.id
    elif label == "closed":
        shared = db.session.get(Thread, town.own["editor"]["talk"])
        tied = f'<p>As in <a href="/refs/{thread.ref}">{thread.ref}</a>.</p>'
        written = Written(f"As in {thread.ref}.", tied, refs=(thread.ref,))
        posting.answer(shared, written, "en", actor=town.people["editor"])


def flags(town: Community) -> None:
    """A post of the shared space that the outsider flagged and an officer warned of; its author, the editor, appeals."""
    author, officer, keepers = town.people["editor"], town.people["officer"], ("facilitator", "officer")
    thread = talk.thread(author, town.spaces["commons"], "A sharp tone")
    said = talk.answer(author, thread, "Nonsense.")
    subject = subjects.find(town.people["outsider"], said.ref)
    note, why = town.hide("flagnote", *keepers), town.hide("warning", "editor", *keepers)
    case = moderating.flag(subject, Reason.harassment, note, actor=town.people["outsider"]).case_id
    flagged = db.session.get_one(Case, case)
    moderating.assign(flagged, officer.id, actor=officer)
    moderating.decide(flagged, Ruling.warned, why, actor=officer)
    moderating.appeal(flagged, town.hide("appeal", "editor", *keepers), actor=author)
    town.has("/moderation/<int:id>", "members", f"/moderation/{case}")
    town.has("/moderation/rulings/<int:id>", "editor", f"/moderation/rulings/{case}")
    town.has("/moderation/flag/<subject>", "members", f"/moderation/flag/{said.ref}")


def _draft(town: Community, author, thread) -> None:
    """An answer of the editor's that the member is asked to clear."""
    words, reader = town.hide("draft", "editor", "member"), town.people["member"]
    draft = clearance.keep(Unsaid(thread.ref, words, "en"), actor=author)
    unsent = Unsaid(thread.ref, town.hide("typed", "editor"), "en")
    typing_actions.keep_typed(unsent, "/discussions/", 0, actor=author)
    clearance.ask_for_clearance(draft, words, reader, draft.version, actor=author)
    town.has("/account/drafts/<int:id>", "other", f"/account/drafts/{draft.id}")


def meetings(town: Community) -> None:
    """Each with its whereabouts, an item, an answer, a draft of minutes, and an action that the insider owns."""
    for label, name in SPACES.items():
        _meeting(town, label, town.spaces[name])
        _dates(town, label, town.spaces[name])


def _meeting(town: Community, label: str, space) -> None:
    officer, guest, now = town.people["officer"], town.people["insider"], clock.now()
    meeting = meeting_actions.schedule(space, _plan(town, label), actor=officer)
    item = agenda_actions.add_item(meeting, Point(word(town, "item", label), 10), actor=officer)
    company_actions.respond(meeting, Answer.yes, word(town, "answer", label), actor=guest)
    writers = {"officer"} if label == "public" else {"officer", "facilitator"}
    with clock.at(now + 24 * HOUR + HOUR / 2):
        minutes_actions.write_minutes(meeting, town.hide(f"minutes{label}", *writers), 0, actor=officer)
        due = clock.now().date() + timedelta(days=9)
        action = outcome_actions.add_action(meeting, word(town, "action", label), guest, due, actor=officer)
        _sits(town, label, meeting)
    town.has("/meetings/<int:id>-<slug>", label, f"/meetings/{meeting.id}-{meeting.slug}")
    town.has("/meetings/agenda/<int:id>", label, f"/meetings/agenda/{item.id}")
    town.has("/meetings/actions/<int:id>", label, f"/meetings/actions/{action.id}")


def _sits(town: Community, label: str, meeting) -> None:
    """A paper on the web, which only members are shown; a key point, something parked, a straw poll."""
    officer, readers = town.people["officer"], SEERS.get(label, MEMBERS)
    title = town.hide(f"paper{label}", *readers)
    decision = outcome_actions.record_decision(meeting, word(town, "decided", label), actor=officer)
    paper = paper_actions.add_paper(meeting, title, "https://papers.example/one", actor=officer)
    paper_actions.add_file(meeting, "", _file(word(town, "laid", label), officer), actor=officer)
    note = room_actions.take_point(meeting, town.hide(f"point{label}", *readers), actor=officer)
    room_actions.park(meeting, town.hide(f"parked{label}", *readers), actor=officer)
    answers = [town.hide(f"straw{label}", *readers), "No"]
    poll = straw_actions.ask_room(meeting, "Go on?", answers, actor=officer)
    town.has("/meetings/papers/<int:id>", label, f"/meetings/papers/{paper.id}")
    town.has("/meetings/decisions/<int:id>", label, f"/meetings/decisions/{decision.id}")
    town.has(
        "/meetings/<int:id>-<slug>/minutes/<int:n>", label, f"/meetings/{meeting.id}-{meeting.slug}/minutes/1"
    )
    town.has("/meetings/notes/<int:id>", label, f"/meetings/notes/{note.id}")
    town.has("/meetings/polls/<int:id>", label, f"/meetings/polls/{poll.id}")
    arrival = f"/meetings/{meeting.id}-{meeting.slug}/arrive/{arriving.code_of(meeting)}"
    town.has("/meetings/<int:id>-<slug>/arrive/<code>", label, arrival)


def _file(name: str, owner):
    return keep_file(Read(f"{name}.txt", "text/plain", b"Read me"), False, actor=owner)


def _dates(town: Community, label: str, space) -> None:
    """A date poll: asked of members, even in a public space; who its guests are, only its organisers see."""
    officer, seers, now = town.people["officer"], SEERS.get(label, MEMBERS), clock.now()
    organisers = {"officer"} if label == "public" else {"officer", "facilitator"}
    draft = Draft(
        town.hide(f"dates{label}", *seers), town.hide(f"for{label}", *seers), 60, "UTC", now + 24 * HOUR
    )
    poll = poll_actions.start_poll(space, draft, [now + 48 * HOUR, now + 72 * HOUR], actor=officer)
    guest_actions.invite_guest(poll, town.hide(f"guest{label}", *organisers), "CH", "UTC", actor=officer)
    town.has("/date-polls/<int:id>-<slug>", label, f"/date-polls/{poll.id}-{poll.slug}")
    town.has("/date-polls/guests/<int:id>", label, f"/date-polls/guests/{poll_queries.guests(poll)[0].id}")
    town.has("/date-polls/guest/<secret>", "dead", "/date-polls/guest/no-such-secret")


def _plan(town: Community, label: str):
    """Tomorrow. Where it is, only members are told, even of a public one."""
    where = SEERS.get(label, MEMBERS)
    told = {
        "title": word(town, "meeting", label),
        "purpose": word(town, "purpose", label),
        "place": town.hide(f"place{label}", *where),
        "link": f"https://call.example/{town.hide(f'link{label}', *where)}",
        "start": clock.now().replace(tzinfo=None) + 24 * HOUR,
        "zone": "UTC",
    }
    return type(PLAN)(**{**vars(PLAN), **told})
