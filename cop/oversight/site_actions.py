"""A deployer's checklist: who fills it at a site, and what stands there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid, Stale
from cop.kernel.ledger import record
from cop.members.models import Member
from cop.oversight import permits, queries
from cop.oversight.models import Checklist, SiteContact
from cop.oversight.rules import Signed
from cop.pilots import moving
from cop.pilots.models import Site
from cop.pilots.rules import ENDED

MOST = 10


@action(permits.may_fill)
def fill_checklist(site: Site, signed: Signed, version: int, *, actor: Any, now: datetime) -> Checklist:
    """``version`` 0 for a new one. Raises Stale, Invalid (signed_on), IllegalMove once the pilot ended there."""
    pilot = moving.hold(site)
    if site.track.at in ENDED:
        raise IllegalMove(N_("The pilot has ended here."))
    if signed.signed_on > now.date():
        raise Invalid(N_("This day is yet to come."), field="signed_on")
    found = queries.checklist_of(site)
    stands = found.version if found else 0
    if version != stands:
        raise Stale(N_("Somebody else filled it meanwhile. Look at it again, then sign."), version=stands)
    made = found or Checklist(site=site, version=0)
    made.answers, made.signer, made.signed_on = dict(signed.answers), signed.signer, signed.signed_on
    made.by_id, made.at, made.version = actor.id, now, made.version + 1
    db.session.add(made)
    db.session.flush()
    audience, country = moving.audience(pilot), site.track.country
    record("site_checked", pilot.ref, actor=actor, now=now, audience=audience, site=site.id, country=country)
    return made


@action(permits.may_name_contact)
def name_contact(site: Site, member: Member | None, *, actor: Any, now: datetime) -> None:
    """A member who fills the site's checklist too. Raises Invalid (slug)."""
    pilot = moving.hold(site)
    if member is None:
        raise Invalid(N_("No member has this name in their page's address."), field="slug")
    named = queries.contacts(site.track).get(site.id, [])
    if member.id in {one.member_id for one in named}:
        raise Invalid(N_("This member is a contact of the site already."), field="slug")
    if len(named) >= MOST:
        raise Invalid(N_("There are %(most)d already, as many as fit here."), most=MOST)
    if not pilot.submitted_at:
        raise IllegalMove(N_("Name contacts once the pilot is submitted: until then the team alone sees it."))
    db.session.add(SiteContact(site_id=site.id, member_id=member.id))
    record(
        "site_contact_named",
        pilot.ref,
        actor=actor,
        now=now,
        audience=moving.audience(pilot),
        member=member.id,
        country=site.track.country,
    )
