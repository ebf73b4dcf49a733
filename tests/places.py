"""The forms of the application, who stands before each, and the states of things that the demonstration itself lacks."""

from datetime import timedelta

from flask import current_app
from sqlalchemy import select

from cop.access import factor_actions
from cop.admission import actions as admission
from cop.admission import import_actions, invitation_actions
from cop.admission.checking import Person
from cop.admission.import_rules import Reading
from cop.admission.invitation_actions import Proposed
from cop.alerts import actions as alert_actions
from cop.alerts.actions import Warned
from cop.ballots import delegation_actions
from cop.ballots.seats import Position, Seat
from cop.calls import actions as calls
from cop.calls import judging_actions as judging
from cop.calls import proposal_actions as proposals
from cop.calls.models import Proposal
from cop.calls.profile import Wanted, Way
from cop.calls.rules import Offered
from cop.clearance import actions as clearance
from cop.clearance.actions import Unsaid
from cop.delivery import tokens
from cop.demo.dossiers import CRITERIA
from cop.discussions import actions as discussions
from cop.discussions.models import Post, Thread
from cop.enquiries.models import Guidance
from cop.incidents import actions as incidents
from cop.incidents import answer_actions, code_actions, edit_actions, ladder_actions
from cop.incidents.actions import Told
from cop.incidents.watch_models import Hold, Trend
from cop.intake.checking import Checked
from cop.intake.lists import Row
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.permits import SYSTEM
from cop.kernel.text import write
from cop.meetings.agenda.models import AgendaItem
from cop.meetings.company.quorum_rules import Quorum
from cop.meetings.outcomes.models import ActionItem, Decision
from cop.meetings.room import actions as room_actions
from cop.meetings.room import straw_actions
from cop.meetings.series import actions as meeting_actions
from cop.meetings.series.models import Occurrence
from cop.meetings.series.rules import Plan, Speech
from cop.members import account_actions, joining_actions, office_actions, sign_in_actions
from cop.members.models import Mandate, Member, Visitor
from cop.members.personas import PERSONAS
from cop.members.rules import CONFIRM, RESET, Asked
from cop.moderation import actions as moderation
from cop.moderation import subjects
from cop.moderation.models import Case
from cop.moderation.rules import Reason, Ruling
from cop.oversight import queries as queries_of_audits
from cop.oversight.models import Audit
from cop.panels.models import PanelReview
from cop.pilots import parts_actions
from cop.pilots.models import Pilot
from cop.polls import actions as poll_actions
from cop.polls import guest_actions
from cop.polls.rules import Draft
from cop.privacy import dormancy_actions
from cop.spaces import actions as space_actions
from cop.spaces import group_actions
from cop.spaces import joining_actions as spaces_joining
from cop.spaces.group_rules import Joining
from cop.spaces.queries import by_slug
from cop.statements import actions, queries
from cop.statements.models import Statement
from tests.calls.story import written as call_written
from tests.oversight import stories as oversight

CONSULTED = "/statements/validation-on-local-data-before-a-tool-is-put-to-use"
BALLOTED = "/statements/learning-from-adverse-events-of-generative-ai"
READY = "/statements/testing-in-the-languages-of-those-who-are-treated"
BALLOT = f"{BALLOTED}/ballots/1"
STAGES = ("summary", "parties", "product", "use", "study", "safety")
COUNTRY_STAGES = ("ethics", "data", "arrangements")
FORMS = (
    ("", "/setup"),
    ("", "/join"),
    ("", "/join/confirm/{confirm}"),
    ("", "/sign-in"),
    ("", "/password/forgotten"),
    ("", "/password/new/{reset}"),
    ("clinician", "/account"),
    ("clinician", "/account/group"),
    ("clinician", "/account/password"),
    ("clinician", "/account/security/app/confirm"),
    ("clinician", "/account/interests"),
    ("clinician", "/account/leave"),
    ("clinician", "/account/data/pause"),
    ("", "/privacy/still-here/{quiet}"),
    ("", "/letters/act/{link}"),
    ("clinician", "/account/letters"),
    ("clinician", "/account/letters/digest"),
    ("administrator", "/secretariat/retention/exports"),
    ("administrator", "/secretariat/terms"),
    ("clinician", "/discussions/plenary/new"),
    ("clinician", "/discussions/plenary/2-who-signs-off-a-chatbot-that-gives-dosing-reminders"),
    ("secretariat", "/discussions/plenary/2-who-signs-off-a-chatbot-that-gives-dosing-reminders/edit"),
    ("clinician", "/discussions/plenary/2-who-signs-off-a-chatbot-that-gives-dosing-reminders/summary"),
    ("secretariat", "/discussions/plenary/2-who-signs-off-a-chatbot-that-gives-dosing-reminders/move"),
    ("secretariat", "/discussions/posts/8/split"),
    ("secretariat", "/discussions/plenary/2-who-signs-off-a-chatbot-that-gives-dosing-reminders/merge"),
    ("developer", "/discussions/posts/8/edit"),
    ("secretariat", "/discussions/posts/8/remove"),
    ("clinician", "/moderation/flag/post:8"),
    ("secretariat", "/moderation/{flagged}/decide"),
    ("secretariat", "/moderation/{appealed}/settle"),
    ("developer", "/moderation/rulings/{ruled}/appeal"),
    ("clinician", "/meetings/{coming}/answer"),
    ("secretariat", "/meetings/new"),
    ("secretariat", "/meetings/{coming}/agenda"),
    ("secretariat", "/meetings/{coming}/dates"),
    ("secretariat", "/meetings/{coming}/edit"),
    ("secretariat", "/meetings/{coming}/cancel"),
    ("secretariat", "/meetings/{coming}/places"),
    ("secretariat", "/meetings/{coming}/papers"),
    ("secretariat", "/meetings/{coming}/reminders"),
    ("secretariat", "/meetings/{sitting}/room/take"),
    ("secretariat", "/meetings/{sitting}/room/poll"),
    ("clinician", "/meetings/{sitting}/room/park"),
    ("secretariat", "/meetings/notes/{note}"),
    ("clinician", "/meetings/polls/{poll}"),
    ("secretariat", "/meetings/{coming}/dates-from-here"),
    ("secretariat", "/meetings/{coming}/cancel-from-here"),
    ("secretariat", "/date-polls/in/plenary/new"),
    ("secretariat", "/date-polls/{dates}/change"),
    ("secretariat", "/date-polls/{dates}/guests"),
    ("secretariat", "/date-polls/{dates}/settle"),
    ("", "/date-polls/guest/{invited}"),
    ("secretariat", "/secretariat/holidays/"),
    ("secretariat", "/meetings/decisions/{decision}"),
    ("secretariat", "/meetings/agenda/{item}"),
    ("secretariat", "/meetings/{summit}/attendance"),
    ("secretariat", "/meetings/{summit}/minutes/edit"),
    ("secretariat", "/meetings/{summit}/decide"),
    ("secretariat", "/meetings/{summit}/actions"),
    ("secretariat", "/meetings/actions/{action}"),
    ("clinician", "/statements/new"),
    ("clinician", f"{CONSULTED}/editors"),
    ("clinician", f"{CONSULTED}/about"),
    ("clinician", f"{CONSULTED}/comments/2"),
    ("clinician", "/statements/{amended}/comments/1/take-over"),
    ("regulator", f"{CONSULTED}/comment"),
    ("regulator", f"{BALLOTED}/revise"),
    ("regulator", f"{READY}/consult"),
    ("secretariat", f"{CONSULTED}/end-consultation"),
    ("secretariat", f"{READY}/set-aside"),
    ("secretariat", f"{READY}/ballot"),
    ("secretariat", "/statements/{call}/supersede"),
    ("secretariat", "/statements/{call}/withdraw"),
    ("secretariat", "/statements/{call}/withdraw-adoption"),
    ("regulator", "/statements/{call}/in/XA/enter"),
    ("regulator", f"{BALLOT}/position"),
    ("regulator", f"{BALLOT}/witness"),
    ("secretariat", f"{BALLOT}/extend"),
    ("secretariat", f"{BALLOT}/annul"),
    ("secretariat", f"{BALLOT}/seats/1/enter"),
    ("secretariat", f"{BALLOT}/seats/1/transfer"),
    ("secretariat", f"{BALLOT}/seats/{{voided}}/void"),
    ("secretariat", "/statements/{call}/ballots/1/seats/{objector}/answer"),
    ("secretariat", "/secretariat/delegations/civil_society/BN"),
    ("secretariat", "/delegations/civil_society/TL"),
    ("", "/join/question/{question}"),
    ("", "/join/invited/{invitation}"),
    ("secretariat", "/secretariat/approvals/{waiting}"),
    ("secretariat", "/secretariat/approvals/{waiting}/refuse"),
    ("secretariat", "/secretariat/import/"),
    ("secretariat", "/secretariat/import/{list}/begin"),
    ("secretariat", "/secretariat/import/{list}/columns"),
    ("secretariat", "/secretariat/invitations/new"),
    ("secretariat", "/secretariat/stewards/"),
    ("secretariat", "/secretariat/changes/{change}"),
    ("secretariat", "/secretariat/members/{member}/mandate"),
    ("secretariat", "/secretariat/mandates/{mandate}/renew"),
    ("secretariat", "/secretariat/members/{member}/suspend"),
    ("secretariat", "/secretariat/members/{member}/leave"),
    ("secretariat", "/secretariat/members/{institution}/reinstate"),
    ("administrator", "/secretariat/members/{member}/factors"),
    ("secretariat", "/spaces/new"),
    ("secretariat", "/spaces/plenary/edit"),
    ("secretariat", "/spaces/plenary/people"),
    ("secretariat", "/spaces/{group}/group"),
    ("secretariat", "/spaces/{group}/renew"),
    ("secretariat", "/spaces/{group}/close"),
    ("clinician", "/spaces/{group}/ask"),
    ("regulator", "/account/drafts/{waits}"),
    ("secretariat", "/spaces/requests/{admission}"),
    ("secretariat", "/secretariat/pilots/"),
    ("developer", "/pilots/new"),
    *(("developer", f"/pilots/{{draft}}/edit/{stage}") for stage in STAGES),
    *(("developer", f"/pilots/{{draft}}/in/XL/edit/{stage}") for stage in COUNTRY_STAGES),
    ("developer", "/pilots/{draft}/countries/new"),
    ("developer", "/pilots/{draft}/team"),
    ("developer", "/pilots/{draft}/criteria/new"),
    ("developer", "/pilots/{draft}/criteria/{metric}"),
    ("developer", "/pilots/{draft}/criteria/{metric}/result"),
    ("developer", "/pilots/{draft}/criteria/{metric}/bounds"),
    ("developer", "/pilots/{pilot}/in/XA/readings/new"),
    ("developer", "/pilots/{draft}/criteria/{metric}/amend"),
    ("developer", "/pilots/{draft}/criteria/{metric}/drop"),
    ("developer", "/pilots/{pilot}/criteria/later"),
    ("developer", "/pilots/{pilot}/in/XA/after"),
    ("developer", "/pilots/{pilot}/in/XA/readings/file"),
    ("developer", "/pilots/{pilot}/edit/running"),
    ("developer", "/pilots/{pilot}/in/XA/sites/new"),
    ("developer", "/pilots/{pilot}/in/XA/sites/1"),
    ("developer", "/pilots/{pilot}/in/XA/conditions/2/evidence"),
    ("developer", "/pilots/{pilot}/suspend"),
    ("developer", "/pilots/{pilot}/lift"),
    ("developer", "/pilots/{pilot}/withdraw"),
    ("developer", "/pilots/{pilot}/in/XA/withdraw"),
    ("regulator", "/pilots/{pilot}/terminate"),
    ("regulator", "/pilots/{pilot}/in/XA/conditions/2/met"),
    ("regulator", "/pilots/{pilot}/in/XA/extend"),
    ("regulator", "/pilots/{pilot}/in/XA/suspend"),
    ("regulator", "/pilots/{pilot}/in/XA/lift"),
    ("regulator", "/pilots/{pilot}/in/XA/review"),
    ("regulator", "/pilots/{pilot}/in/XA/terminate"),
    ("regulator2", "/pilots/{pilot}/in/XL/conditions/new"),
    ("regulator2", "/pilots/{pilot}/in/XL/decide"),
    ("secretariat", "/pilots/{pilot}/return"),
    ("regulator2", "/panels/{pilot}/in/XL/convene"),
    ("regulator2", "/panels/{pilot}/in/XL/name"),
    ("advocate", "/panels/reviews/{asked}/answer"),
    ("developer", "/oversight/{pilot}/in/XA/sites/1/checklist"),
    ("developer", "/oversight/{pilot}/in/XA/sites/1/contact"),
    ("orders", "/oversight/{scaled}/in/SG/audits/new"),
    ("asked_to_audit", "/oversight/audits/{ordered}/answer"),
    ("audits", "/oversight/audits/{audited}/findings/new"),
    ("audits", "/oversight/audits/{audited}/report"),
    ("answers", "/oversight/findings/{finding}/respond"),
    ("orders", "/oversight/findings/{finding}/close"),
    ("regulator", "/oversight/periods/XA"),
    ("clinician", "/panels/reviews/{reviewed}/write"),
    ("regulator", "/calls/new"),
    *(
        ("regulator", f"/calls/{{wanting}}/{act}")
        for act in ("edit", "profile/new", "profile/{wish}", "people")
    ),
    ("regulator", "/calls/{calling}/extend"),
    ("regulator", "/calls/{calling}/withdraw"),
    ("developer", "/calls/{calling}/propose"),
    ("developer", "/calls/{calling}/proposals/1/edit"),
    *(("regulator", f"/calls/{{judged}}/proposals/1/{act}") for act in ("rate", "decline", "choose")),
    ("developer", "/enquiries/new"),
    ("developer", "/enquiries/{asking}/say"),
    ("developer", "/enquiries/{asking}/readers"),
    ("regulator", "/enquiries/{asking}/reply"),
    ("regulator", "/enquiries/{asking}/assign"),
    ("regulator", "/enquiries/{asking}/guidance"),
    ("secretariat", "/enquiries/targets/XA"),
    ("regulator", "/guidance/{guided}/withdraw"),
    ("clinician", "/incidents/new"),
    *(
        ("secretariat", f"/incidents/{{incident}}/edit/{stage}")
        for stage in ("circumstances", "event", "harm")
    ),
    ("regulator2", "/incidents/{incident}/action"),
    ("secretariat", "/incidents/{incident}/lesson"),
    ("secretariat", "/incidents/{incident}/change"),
    ("secretariat", "/incidents/{incident}/close"),
    ("developer", "/incidents/{incident}/reply"),
    ("secretariat", "/incidents/{shared}/take-back"),
    ("secretariat", "/incidents/{incident}/respondent"),
    ("secretariat", "/incidents/{incident}/reporter"),
    ("secretariat", "/incidents/{incident}/codes"),
    ("regulator", "/incidents/holds/{hold}"),
    ("secretariat", "/incidents/trends/{trend}"),
    ("regulator2", "/incidents/clocks/XL"),
    ("secretariat", "/incidents/codes/import"),
    ("secretariat", "/alerts/new"),
    ("developer", "/alerts/{alert}/answer/{target}"),
)
BUTTONS = (  # pages with a button, or one choice, and nothing to fill in
    "ballots.reply",
    "calls.conclude",
    "calls.publish",
    "calls.shortlist",
    "calls.submit_proposal",
    "calls.withdraw_proposal",
    "enquiries.close",
    "enquiries.read_over",
    "incidents.agree",
    "incidents.open_again",
    "oversight.publish",
    "panels.drop",
    "pilots.activate",
    "pilots.complete_pilot",
    "pilots.disclose",
    "pilots.named",
    "pilots.report_pilot",
    "pilots.submit_pilot",
    "pilots.take_pilot",
    "presence.arrive",
    "privacy.agree",
    "privacy.exports",
    "rsvp.answer",
    "security.renew_codes",
    "statements.publish",
)
ELSEWHERE = (  # forms of a moment, or filled in by a device: tests/access tries them
    "proving.prove",
    "second.ask",
    "second.by_passkey",
    "security.add_passkey",
)


def furnish() -> dict[str, object]:
    """Adds the states that are missing; returns what FORMS name: people, ids and other parts of addresses."""
    found = {member.slug: member for member in db.session.scalars(select(Member))}
    cast = {persona.key: found[persona.slug] for persona in PERSONAS}
    reports = _incidents(cast)  # before who reported is suspended
    office_actions.suspend(cast["institution"], "Asked by letter.", actor=cast["secretariat"])
    return {key: member.id for key, member in cast.items()} | {
        "waiting": found["rina-semisal"].id,
        **_accounts(found["anong-tuayang"], cast["clinician"]),
        **_admission(found["rina-semisal"], cast["secretariat"]),
        **_group(cast),
        **_flags(cast),
        **_meetings(),
        **_dates(cast["secretariat"]),
        **_sitting(cast["secretariat"]),
        **_ballots(cast["institution"]),
        **_pilots(cast["developer"]),
        **_audits(),
        **_calls(cast),
        "amended": _amended(cast["clinician"], cast["secretariat"]),
        **reports,
    }


def _accounts(member: Member, clinician: Member) -> dict[str, object]:
    """One who confirms an address; one who lost a password and asks for another group; one who sets up an app."""
    factor_actions.begin_app(clinician, actor=clinician)
    asked = Asked(
        "Nara", "nara@example.org", "professionals", "TH", "A ward", ("th",), "Asia/Bangkok", "To learn."
    )
    newcomer = joining_actions.register(asked, "!", actor=Visitor())
    change = account_actions.ask_change(member, "institutions", "TH", "I moved.", actor=member)
    return {
        "confirm": sign_in_actions.make_link(newcomer.addresses[0], CONFIRM, actor=SYSTEM),
        "reset": sign_in_actions.make_link(member.addresses[0], RESET, actor=SYSTEM),
        "member": member.id,
        "mandate": db.session.scalar(select(Mandate.id)),
        "change": change.id,
        "quiet": dormancy_actions.make_link(
            dormancy_actions.ask_whether_staying(member, actor=SYSTEM), actor=SYSTEM
        ),
    }


def _admission(waiting: Member, officer: Member) -> dict[str, object]:
    """Who was asked something, and one who was invited."""
    question = admission.ask(waiting, "Where is your ward?", actor=officer)
    proposed = Proposed("lek@example.org", "Lek", "institutions", "TH")
    invitation = invitation_actions.invite(proposed, actor=officer)
    person = Person("noi@example.org", "noi@example.org", "Noi", "", "TH", "institutions")
    rows = [Checked(Row(2, ["Noi"]), person, [])]
    brought = import_actions.bring("list.csv", ["Name"], "CSV", Reading({"name": 0}), rows, actor=officer)
    return {
        "list": brought.id,
        "question": admission.make_question_link(question, actor=SYSTEM),
        "invitation": invitation_actions.make_link(invitation, actor=SYSTEM),
    }


def _group(cast) -> dict[str, object]:
    """A working group with a term, and a request to join it that waits."""
    officer, today = cast["secretariat"], clock.now().date()
    made = space_actions.create_space("Group at work", "", "members", actor=officer)
    group_actions.constitute(made, Joining.REQUEST, today + timedelta(days=30), made.version, actor=officer)
    asked = spaces_joining.ask_to_join(made, "To learn.", actor=cast["developer"])
    invited = spaces_joining.invite(made, cast["clinician"], actor=officer)
    folder = current_app.extensions["cop"].config.data_dir
    link = tokens.token(folder, tokens.ACT, cast["clinician"].id, f"admission:{invited.id}", clock.now())
    head = db.session.scalars(
        select(Member).where(Member.group_key == "civil_society", Member.country == "TL")
    ).first()
    delegation_actions.name_delegation("civil_society", "TL", head, None, 0, actor=officer)
    thread = db.session.scalars(select(Thread)).first()
    unsaid = Unsaid(thread.ref, "Not yet.", "en")
    waits = clearance.keep(unsaid, actor=cast["regulator"])
    return {"waits": waits.id, "group": made.slug, "admission": asked.id, "link": link}


def _flags(cast) -> dict[str, object]:
    """A flagged post that somebody looks at, one whose author was warned, and one whose author appeals."""
    office, reader, author = cast["secretariat"], cast["regulator"], cast["developer"]
    said = db.session.scalars(select(Post).where(Post.author_id == author.id, Post.removed_at.is_(None)))
    thread = db.session.get_one(Thread, said.first().thread_id)
    more = [discussions.answer(thread, write("Nonsense."), "en", actor=author) for _ in range(3)]
    flagged, ruled, appealed = (_flagged(post, reader, office) for post in more)
    for case in (ruled, appealed):
        moderation.decide(case, Ruling.warned, "No way to speak.", actor=office)
    moderation.appeal(appealed, "I meant the tool.", actor=author)
    with transaction():
        appealed.decided_by_id = cast["administrator"].id  # so that the secretariat may answer
    return {"flagged": flagged.id, "ruled": ruled.id, "appealed": appealed.id}


def _flagged(post: Post, by: Member, office: Member) -> Case:
    made = moderation.flag(subjects.find(by, post.ref), Reason.harassment, actor=by)
    case = db.session.get_one(Case, made.case_id)
    moderation.assign(case, office.id, actor=office)
    return case


def _meetings() -> dict[str, object]:
    summit = db.session.scalars(select(Occurrence).order_by(Occurrence.begins)).first()
    coming = db.session.scalars(select(Occurrence).where(Occurrence.title == "Second regular meeting")).one()
    item = db.session.scalar(select(AgendaItem.id).where(AgendaItem.meeting == coming))
    action = db.session.scalar(select(ActionItem.id))
    addresses = {"summit": f"{summit.id}-{summit.slug}", "coming": f"{coming.id}-{coming.slug}"}
    return addresses | {"item": item, "action": action}


def _dates(officer: Member) -> dict[str, object]:
    """A date poll, and a guest's link to it."""
    now, space = clock.now(), by_slug(officer, "plenary")
    draft = Draft("When to meet", "", 60, "UTC", now + timedelta(days=5))
    starts = [now + timedelta(days=days) for days in (7, 8)]
    poll = poll_actions.start_poll(space, draft, starts, actor=officer)
    secret = guest_actions.invite_guest(poll, "Greta", "CH", "Europe/Zurich", actor=officer)
    return {"dates": f"{poll.id}-{poll.slug}", "invited": secret}


def _sitting(officer: Member) -> dict[str, object]:
    """A meeting that has begun, with something taken down and a straw poll open."""
    now = clock.now()
    start = (now - timedelta(hours=1)).replace(tzinfo=None)
    plan = Plan("Sitting", "", start, "UTC", 180, "", "", Speech.group, Quorum())
    sitting = meeting_actions.schedule(
        by_slug(officer, "plenary"), plan, actor=officer, now=now - timedelta(hours=2)
    )
    note = room_actions.take_point(sitting, "Said.", actor=officer)
    poll = straw_actions.ask_room(sitting, "Go on?", ["Yes", "No"], actor=officer)
    decision = db.session.scalar(select(Decision.id))
    return {"decision": decision, "sitting": f"{sitting.id}-{sitting.slug}", "note": note.id, "poll": poll.id}


def _amended(lead: Member, officer: Member) -> str:
    """A text whose consultation brought a proposal, which its editor has not answered yet."""
    text = actions.draft(by_slug(lead, "plenary"), "Who is told", "Patients are told.", actor=lead)
    actions.open_consultation(text, clock.now() + timedelta(days=20), "Who else?", actor=lead)
    key = queries.current(text).clauses[0].key
    actions.comment(text, key, "Families too.", "Patients and families are told.", actor=lead)
    actions.close_consultation(text, "All have spoken.", actor=officer)
    return text.slug


def _ballots(suspended: Member) -> dict[str, object]:
    call = db.session.scalar(select(Statement.slug).where(Statement.state == "published"))
    voided = db.session.scalar(select(Seat.number).where(Seat.holder_id == suspended.id))
    objector = db.session.scalar(select(Position.seat).where(Position.stance == "object"))
    return {"call": call, "voided": voided, "objector": objector}


def _pilots(lead: Member) -> dict[str, object]:
    pilot, draft = db.session.scalars(select(Pilot).order_by(Pilot.uid))
    metric = parts_actions.add_metric(draft, dict(CRITERIA[0]), actor=lead)
    reviewed, asked = db.session.scalars(select(PanelReview.id).order_by(PanelReview.id))
    return {"pilot": pilot.uid, "draft": draft.uid, "metric": metric.id, "reviewed": reviewed, "asked": asked}


def _audits() -> dict[str, object]:
    """Of a product in wide use: an audit with a finding, the next under way, and one that somebody is asked for."""
    cast = oversight.Cast()
    first = oversight.accepted(cast)
    finding = oversight.found(cast, first)
    oversight.reported(cast, first)
    second = oversight.accepted(cast, oversight.ordered(cast, queries_of_audits.clock_of(first.track)))
    same = {key: getattr(second, key) for key in ("track_id", "title", "due", "named_by_id", "named_at")}
    asked = Audit(**same, auditor_id=cast.nurse.id)
    with transaction():
        db.session.add(asked)
    return {
        "scaled": first.track.pilot.uid,
        "audited": second.id,
        "ordered": asked.id,
        "finding": finding.id,
        "orders": cast.regulator.id,
        "audits": cast.auditor.id,
        "answers": cast.lead.id,
        "asked_to_audit": cast.nurse.id,
    }


def _calls(cast) -> dict[str, object]:
    """One that is written, one that is open and answered, and the demonstration's, whose proposals are judged."""
    regulator = cast["regulator"]
    wanting, calling = (
        calls.begin_call(call_written(title=title), actor=regulator) for title in ("One", "Two")
    )
    wish = calls.want(wanting, Wanted("Time to a mark", Way.MOST, "10", "2"), actor=regulator)
    calls.publish_call(calling, actor=regulator)
    proposals.begin_proposal(calling, Offered("An answer"), actor=cast["developer"])
    judged = db.session.scalars(select(Proposal).where(Proposal.number == 1).order_by(Proposal.id)).first()
    judging.shortlist_proposal(judged, actor=regulator)
    guided = db.session.scalars(select(Guidance)).one()
    questions = {"asking": guided.enquiry.uid, "guided": guided.uid}
    named = questions | {"wanting": wanting.uid, "calling": calling.uid, "judged": judged.call.uid}
    return named | {"wish": wish.id}


def _incidents(cast) -> dict[str, object]:
    """Reports of what happened in Kalinda: one that its regulator has, one that all regulators have."""
    uids = []
    code_actions.import_codes("code,label\nA04,Came too late\n", actor=cast["secretariat2"])
    for level in (1, 2):
        told = Told("near_miss", "Chest reader", "It marked a healthy lung.", 1)
        one = incidents.report(told, actor=cast["institution"])
        for _rung in range(level):
            ladder_actions.agree(one, actor=cast["secretariat2"])
            ladder_actions.agree(one, actor=cast["regulator2"])
        ladder_actions.ask_reply(one, cast["developer"], actor=cast["secretariat2"])
        answer_actions.tell_change(one, "The threshold was raised.", False, actor=cast["secretariat2"])
        code_actions.give_codes(one, ["A04"], actor=cast["secretariat2"])
        uids.append(one.uid)
    return {"incident": uids[0], "shared": uids[1], **_set_off(cast)}


def _set_off(cast) -> dict[str, object]:
    """What three grave reports about the running pilot set off, and an alert about its product."""
    pilot = db.session.scalars(select(Pilot).order_by(Pilot.uid)).first()
    for _number in range(3):
        told = Told("incident", "", "It missed a shadow.", 4, pilot.uid)
        one = incidents.report(told, actor=cast["institution"])
        failed = {"narrative": "It missed a shadow.", "failure": "false_negative"}
        edit_actions.edit(one, "event", failed, one.version, False, actor=cast["institution"])
    product = pilot.product_version.product.name
    alert = alert_actions.raise_alert(Warned(product, "", "", "Look twice.", 7), actor=cast["secretariat"])
    return {
        "hold": db.session.scalars(select(Hold.id)).first(),
        "trend": db.session.scalars(select(Trend.id)).first(),
        "alert": alert.uid,
        "target": next(one.id for one in alert.targets if one.party == "lead"),
    }
