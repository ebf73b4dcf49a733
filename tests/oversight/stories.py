"""A product in wide use in Singapore and its audit, brought to where a test begins by the application's own actions."""

from datetime import timedelta

from sqlalchemy import select

from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.oversight import audit_actions, finding_actions, notices, queries, rules
from cop.oversight.models import Audit, AuditClock
from cop.oversight.rules import Signed
from cop.pilots import after_actions
from tests import people
from tests.pilots import stories as pilots

today = pilots.today


class Cast(pilots.Cast):
    """With Ada, who audits, and Nok, who works at the site."""

    def __init__(self):
        super().__init__()
        self.auditor = people.member("Ada", "institutions", "TH")
        self.nurse = people.member("Nok", "professionals", "SG")


def signed(stands="yes", note="", **more) -> Signed:
    answers = {key: {"stands": stands, "note": note} for key in rules.DUTIES}
    return Signed(**({"answers": answers, "signer": "Head nurse", "signed_on": today()} | more))


def scaled(cast, days=10, pilot=None) -> AuditClock:
    """In wide use since so many days; the clock starts as the worker starts it."""
    pilot = pilot or pilots.reporting(cast)
    day = today() - timedelta(days=days)
    after_actions.tell_after(pilots.track(pilot), "scaled", day, "Everywhere", "", actor=cast.regulator)
    notices.follow(newest())
    return queries.clock_of(pilots.track(pilot))


def newest() -> Entry:
    return db.session.scalars(select(Entry).order_by(Entry.id.desc())).first()


def ordered(cast, clock=None) -> Audit:
    track = (clock or scaled(cast)).track
    due = today() + timedelta(days=60)
    return audit_actions.order_audit(track, "First audit", cast.auditor, due, actor=cast.regulator)


def accepted(cast, audit=None, interests="None") -> Audit:
    audit = audit or ordered(cast)
    audit_actions.accept_audit(audit, interests, actor=cast.auditor)
    return audit


def found(cast, audit, severity="major", text="Nobody counts the errors"):
    due = today() + timedelta(days=30)
    return finding_actions.add_finding(audit, severity, text, due, actor=cast.auditor)


def reported(cast, audit=None, summary="Two sites seen") -> Audit:
    audit = audit or accepted(cast)
    audit_actions.report_audit(audit, today(), summary, actor=cast.auditor)
    return audit
