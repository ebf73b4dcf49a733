"""Who may do what with checklists and audits. Subjects are a site, a track, an audit or a finding of one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.permits import EVERYONE, permit, relation
from cop.oversight.models import Audit, SiteContact
from cop.oversight.rules import Place
from cop.pilots.permits import LEAD, REGULATOR, TEAM


def is_contact(actor: Any, site: Any) -> bool:
    own = select(SiteContact.id).where(SiteContact.site_id == site.id, SiteContact.member_id == actor.id)
    return db.session.scalar(own) is not None


def audit_of(subject: Any) -> Audit:
    return subject if isinstance(subject, Audit) else subject.audit


def _audits(*places: Place) -> Any:
    def holds(actor: Any, subject: Any) -> bool:
        audit = audit_of(subject)
        return audit.auditor_id == actor.id and audit.place in places

    return holds


CONTACT = relation("site_contact", N_("the member at the site whom the lead named"), is_contact)
ASKED = relation("auditor_asked", N_("whoever was asked to audit it"), _audits(Place.ASKED))
AUDITOR = relation("auditor", N_("the auditor, having declared interests"), _audits(Place.ACCEPTED))
OF_COUNTRY = relation(
    "period_regulator",
    N_("a verified regulator of the country"),
    lambda actor, country: bool(country) and actor.regulates(country),
)

may_read = permit(EVERYONE)
may_fill = permit(LEAD, CONTACT)
may_name_contact = permit(LEAD)
may_order = permit(REGULATOR)
may_answer = permit(ASKED)
may_audit = permit(AUDITOR)
may_respond = permit(TEAM)
may_close = permit(AUDITOR, REGULATOR)
may_publish = permit(LEAD, REGULATOR)
may_set_periods = permit(OF_COUNTRY)
