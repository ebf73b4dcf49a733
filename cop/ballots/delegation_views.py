"""The delegations: who speaks for each country in each group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _

from cop.ballots import delegation_actions, delegation_queries, permits, pictures
from cop.ballots.forms import DelegationForm
from cop.ballots.seats import Delegation
from cop.kernel.db import db
from cop.kernel.forms import whole
from cop.kernel.web import Pages, actor, page, submit, to
from cop.members.models import Member

pages = Pages("delegations", "/secretariat/delegations")


@pages.get("/", permits.may_name_delegations)
def index() -> str:
    rows = delegation_queries.delegations()
    marks = delegation_queries.hindered(rows)
    return page("ballots/delegations.html", rows=rows, called=pictures.names(), marks=marks)


@dataclass(frozen=True)
class Pair:
    """A group in a country, the people who could speak for it, and who does."""

    group: str
    country: str
    people: list[tuple[int, str]]
    delegation: Delegation | None


def _pair(_viewer: Any, group: str, country: str) -> Pair | None:
    people = delegation_queries.voters_of(group, country)
    return Pair(group, country, people, delegation_queries.delegation(group, country)) if people else None


@pages.form("/<group>/<country>", permits.may_name_delegations, _pair)
def delegation(pair: Pair) -> Any:
    seen = pair.delegation
    form = DelegationForm(data=_as_it_is(seen) if seen else {"version": 0})
    form.offer(pair.people)

    def act() -> None:
        people = (_chosen(form.head.data), _chosen(form.alternate.data))
        version = whole(form.version.data)
        named = (pair.group, pair.country, *people, version, form.until.data)
        delegation_actions.name_delegation(*named, actor=actor())
        flash(_("Named; both are told by mail. Ballots that are open keep their roll."))

    done = submit(form, act, lambda _none: url_for("delegations.index"))
    return done or page("ballots/delegation.html", pair=pair, form=form, called=pictures.names())


def _as_it_is(seen: Delegation) -> dict[str, Any]:
    return {
        "head": seen.head_id,
        "alternate": seen.alternate_id or "",
        "until": seen.until,
        "version": seen.version,
    }


def _chosen(id: str) -> Member | None:
    return db.session.get(Member, whole(id))


@pages.post("/<group>/<country>/end", permits.may_name_delegations, _pair)
def end(pair: Pair) -> Any:
    if pair.delegation:
        delegation_actions.end_delegation(pair.delegation, actor=actor())
        flash(_("This pair has no head of delegation any more."))
    return to("delegations.index")
