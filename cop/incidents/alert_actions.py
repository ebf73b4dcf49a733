"""Warning everybody who tries some versions of a product, and answering a warning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cop.incidents import alert_permits, alerting, queries, trials, versions
from cop.incidents.alert_models import Alert, AlertAnswer, Target
from cop.incidents.deidentify import demand_clean
from cop.kernel.actions import action
from cop.kernel.counters import take
from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid
from cop.kernel.ledger import OFFICERS, record
from cop.kernel.text import sort_key
from cop.members.permits import by_the_clock


@dataclass(frozen=True)
class Warned:
    """``first`` to ``last``: versions, both included, "" for an open end. ``days``: until answers are awaited.

    ``incident``: the uid of the report it came from, "" for none.
    """

    product: str
    first: str
    last: str
    words: str
    days: int
    incident: str = ""
    confirmed: bool = False


@action(alert_permits.may_raise)
def raise_alert(warned: Warned, *, actor: Any, now: datetime) -> Alert:
    """Tells every regulator, lead and developer concerned. Raises Invalid (versions, product, words, incident)."""
    demand_clean({"words": warned.words, "product": warned.product}, warned.confirmed)
    if warned.first and warned.last and versions.key(warned.last) < versions.key(warned.first):
        raise Invalid(N_("The last version comes before the first one."), field="last")
    source = queries.read(actor, warned.incident) if warned.incident else None
    if warned.incident and source is None:
        raise Invalid(N_("There is no report of that number that you may see."), field="incident")
    alert = Alert(
        uid=f"ALR-{now.year}-{take(f'alerts:{now.year}'):04d}",
        product=warned.product,
        product_key=sort_key(warned.product),
        first=warned.first,
        last=warned.last,
        words=warned.words,
        incident_id=source.id if source else None,
        by_id=actor.id,
        at=now,
        due=now + timedelta(days=warned.days),
    )
    db.session.add(alert)
    db.session.flush()
    made = _ask(alert)
    if not made:
        raise Invalid(
            N_("No pilot here tries or plans these versions of a product of that name. Check both."),
            field="product",
        )
    record("alert_raised", alert.ref, actor=actor, now=now, audience=OFFICERS, targets=made)
    return alert


@action(by_the_clock, lock="alert")
def extend(alert: Alert, *, actor: Any, now: datetime) -> None:
    """Asks those who began to try or plan a version after the alert was raised."""
    if made := _ask(alert):
        record("alert_extended", alert.ref, actor=actor, now=now, audience=OFFICERS, targets=made)


def _ask(alert: Alert) -> list[int]:
    """Ids of the targets made for whoever is concerned and was not asked yet."""
    asked = {(one.party, one.country, one.pilot, one.developer_key) for one in alert.targets}
    concerned = trials.of_versions(alert.product_key, alert.first, alert.last)
    named = {trial.developer_key: trial.developer for trial in concerned}
    made = [
        Target(party=party, country=country, pilot=pilot, developer_key=key, developer=named.get(key, ""))
        for party, country, pilot, key in sorted(alerting.whom(concerned) - asked)
    ]
    alert.targets.extend(made)
    db.session.flush()
    return [one.id for one in made]


@action(alert_permits.may_answer, lock="target")
def answer(target: Target, answer: str, words: str, confirmed: bool, *, actor: Any, now: datetime) -> None:
    """One more answer; the last one counts, those before it stay."""
    demand_clean({"words": words}, confirmed)
    target.answers.append(AlertAnswer(by_id=actor.id, at=now, answer=answer, words=words))
    target.answer, target.answered_at = answer, now
    db.session.flush()
    facts = {"target": target.id, "answer": answer}
    record("alert_answered", target.alert.ref, actor=actor, now=now, audience=OFFICERS, **facts)
