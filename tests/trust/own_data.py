"""What people took along of their own data, and what is set about keeping it."""

from datetime import datetime, timedelta
from typing import Any

from flask import current_app

from cop.delivery import tokens
from cop.discussions.models import Thread
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.permits import SYSTEM
from cop.mail import actions as mail_actions
from cop.mail import bounce_actions
from cop.mail.bounces import Trouble
from cop.mail.models import Inbound
from cop.mail.quoting import Parts
from cop.mail.reading import Read
from cop.meetings.series.models import Occurrence, Series
from cop.privacy import dormancy_actions, export_actions, exporting, pause_actions
from cop.spaces import actions as space_actions
from cop.spaces import group_actions, joining_actions
from cop.spaces.group_rules import Joining
from cop.spaces.models import Space
from tests.trust.community import Community


def privacy(town: Community) -> None:
    member = town.people["member"]
    export = export_actions.ask_export(member, actor=member)
    exporting.make({"export": export.id}, clock.now())
    town.has("/account/data/export/<int:id>", "other", f"/account/data/export/{export.id}")
    town.has("/secretariat/retention/<key>", "", "/secretariat/retention/exports")
    question = dormancy_actions.ask_whether_staying(town.people["outsider"], actor=SYSTEM)
    town.has(
        "/privacy/still-here/<raw>",
        "live",
        f"/privacy/still-here/{dormancy_actions.make_link(question, actor=SYSTEM)}",
    )
    town.has("/privacy/still-here/<raw>", "dead", "/privacy/still-here/no-such-link")
    until = clock.now() + timedelta(days=30)
    pause_actions.pause(town.people["outsider"], until, False, False, actor=SYSTEM)
    town.has("/privacy/terms/<int:version>", "", "/privacy/terms/1")


def mail(town: Community) -> None:
    """One that is held until its member says whose it is."""
    lead = town.people["lead"]
    mail_actions.take_in(b"", "<held@example.org>", "", actor=SYSTEM)
    held = db.session.scalars(db.select(Inbound)).one()
    read = Read(
        f"{town.hide('mailedfrom', 'lead')}@example.org", "", town.hide("mailsubject", "lead"), "", False
    )
    parts = Parts(town.hide("mailtext", "lead"), town.hide("mailcut", "lead"))
    mail_actions.note_mail(held, lead, "post:1", read, parts, actor=SYSTEM)
    mail_actions.hold_mail(held, actor=SYSTEM)
    town.has("/account/mail/<int:id>", "lead", f"/account/mail/{held.id}")
    links(town)
    lost = town.people["outsider"].addresses[0]
    bounce_actions.count_bounce(lost, Trouble(4, "5.1.1"), actor=SYSTEM)
    town.has("/secretariat/mail/reach/<int:id>", "other", f"/secretariat/mail/reach/{lost.id}")


def links(town: Community) -> None:
    """Links in letters, which need no signing in."""
    folder, member, now = current_app.extensions["cop"].config.data_dir, town.people["member"].id, clock.now()
    thread, meeting = (
        db.session.scalars(db.select(Thread.id)).first(),
        db.session.scalars(coming(now)).first(),
    )
    stop = tokens.token(folder, tokens.STOP, member, f"thread:{thread}", now)
    rsvp = tokens.token(folder, tokens.RSVP, member, f"meeting:{meeting}", now)
    for label, raw in (("live", stop), ("dead", "no-such-link")):
        town.has("/letters/stop/<raw>", label, f"/letters/stop/{raw}")
    for label, raw in (("live", _invitation(town)), ("dead", "no-such-link")):
        town.has("/letters/act/<raw>", label, f"/letters/act/{raw}")
    for label, raw in (("live", rsvp), ("dead", "no-such-link")):
        town.has("/meetings/rsvp/<raw>/<said>", label, f"/meetings/rsvp/{raw}/yes")


def _invitation(town: Community) -> str:
    """Into a group, of the member's."""
    officer, member = town.people["officer"], town.people["member"]
    group = space_actions.create_space("Asked by mail", "", "members", actor=officer)
    ends = clock.now().date() + timedelta(days=30)
    group_actions.constitute(group, Joining.INVITATION, ends, group.version, actor=officer)
    asked = joining_actions.invite(group, member, actor=officer)
    folder = current_app.extensions["cop"].config.data_dir
    return tokens.token(folder, tokens.ACT, member.id, f"admission:{asked.id}", clock.now())


def coming(now: datetime) -> Any:
    """Meetings that everybody who is a member reads, and may still answer."""
    listed = db.select(Occurrence.id).join(Occurrence.series).join(Series.space)
    return listed.where(Occurrence.begins > now, Space.visibility != "restricted").order_by(Occurrence.id)
