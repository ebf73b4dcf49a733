"""Warning everybody who tries some versions of a product, and answering a warning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from cop.alerts import permits, rules, whom
from cop.alerts.models import Alert, AlertAnswer, Target
from cop.alerts.rules import Step
from cop.incidents import queries, trials, versions
from cop.kernel import refs
from cop.kernel.actions import action
from cop.kernel.counters import take
from cop.kernel.db import db
from cop.kernel.deidentify import demand_clean
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


@action(permits.may_raise)
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
    made = _ask(alert, None)
    if not made:
        raise Invalid(
            N_("No pilot here tries or plans these versions of a product of that name. Check both."),
            field="product",
        )
    if source:
        refs.link(alert.ref, source.ref, "alert", now)
    record("alert_raised", alert.ref, actor=actor, now=now, audience=OFFICERS, targets=made)
    return alert


@action(by_the_clock, lock="alert")
def extend(alert: Alert, *, actor: Any, now: datetime) -> None:
    """Asks those who began to try or plan a version after the alert was raised."""
    if made := _ask(alert, now + alert.given):
        record("alert_extended", alert.ref, actor=actor, now=now, audience=OFFICERS, targets=made)


def _ask(alert: Alert, due: datetime | None) -> list[int]:
    """Ids of the targets made for whoever is concerned and was not asked yet; ``due``: where it is not the alert's."""
    asked = {(one.party, one.country, one.pilot, one.developer_key) for one in alert.targets}
    concerned = trials.of_versions(alert.product_key, alert.first, alert.last)
    named = {trial.developer_key: trial.developer for trial in concerned}
    made = [
        Target(
            party=party,
            country=country,
            pilot=pilot,
            developer_key=key,
            developer=named.get(key, ""),
            due=due,
            remind_at=rules.next_moment(due or alert.due, alert.given, Step.ASKED),
        )
        for party, country, pilot, key in sorted(whom.whom(concerned) - asked)
    ]
    alert.targets.extend(made)
    db.session.flush()
    return [one.id for one in made]


@action(by_the_clock, lock="alert")
def remind(alert: Alert, *, actor: Any, now: datetime) -> None:
    """Tells those who have not answered that their time comes or is over; each step once, whoever else tries."""
    due = select(Target).where(Target.alert_id == alert.id, Target.answer == "", Target.remind_at <= now)
    told: dict[Step, list[int]] = {}
    for one in db.session.scalars(due.order_by(Target.id).execution_options(populate_existing=True)):
        step = rules.reached(one.until, alert.given, now)
        one.step, one.reminded_at = step.value, now
        one.remind_at = rules.next_moment(one.until, alert.given, step)
        told.setdefault(step, []).append(one.id)
    for step, ids in told.items():
        verb = "alert_escalated" if step is Step.ESCALATED else "alert_reminded"
        record(verb, alert.ref, actor=actor, now=now, audience=OFFICERS, targets=ids, step=step.value)


@action(permits.may_answer, lock="target")
def answer(target: Target, answer: str, words: str, confirmed: bool, *, actor: Any, now: datetime) -> None:
    """One more answer; the last one counts, those before it stay."""
    demand_clean({"words": words}, confirmed)
    target.answers.append(AlertAnswer(by_id=actor.id, at=now, answer=answer, words=words))
    target.answer, target.answered_at, target.remind_at = answer, now, None
    db.session.flush()
    facts = {"target": target.id, "answer": answer}
    record("alert_answered", target.alert.ref, actor=actor, now=now, audience=OFFICERS, **facts)
