"""Who hears of a proposal to hold a pilot, and of a trend."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from cop.incidents import watch_queries
from cop.incidents.notices import officers, regulators_of
from cop.incidents.watch_models import Hold
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.refs import split
from cop.members.models import Member


def tell_holds(entry: Entry) -> Iterable[Letter]:
    """To each regulator of a country in which the product runs: one letter, however many pilots."""
    told: set[int] = set()
    for hold in db.session.scalars(select(Hold).where(Hold.id.in_(entry.facts["holds"])).order_by(Hold.id)):
        for id in sorted(regulators_of([hold.country], entry) - told):
            told.add(id)
            yield Letter("hold", id, {"hold": hold.id}, entry.id)


def hold(member: Member, letter: Letter) -> Mail | None:
    found = watch_queries.hold(member, letter.about["hold"]) if member.is_member else None
    if found is None:
        return None
    says = _(
        "A report of grave harm came in about a product that is tried in your country. Please decide whether to hold "
        "the pilot; only you can."
    )
    product = found.incident.product
    link = url_for("incidents.hold", id=found.id, _external=True)
    return write("incident", _("Hold %(product)s?", product=product), says=says, link=link, uid=product)


def tell_trend(entry: Entry) -> Iterable[Letter]:
    for id in sorted(officers(None, entry)):
        yield Letter("trend", id, {"trend": split(entry.subject)[1]}, entry.id)


def trend(member: Member, letter: Letter) -> Mail | None:
    found = watch_queries.trend(member, letter.about["trend"]) if "officer" in member.roles else None
    if found is None:
        return None
    says = _("Several reports tell of the same failure of one product. Please look whether an alert is due.")
    link = url_for("incidents.trend", id=found.id, _external=True)
    title = _("A trend: %(product)s", product=found.product)
    return write("incident", title, says=says, link=link, uid=found.product)
