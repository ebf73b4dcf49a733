"""A delegation for members: who speaks for a country in a group, who did before, and how its head names an alternate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash, request
from flask_babel import gettext as _

from cop.ballots import delegation_actions, delegation_queries, permits, pictures
from cop.ballots.forms import AlternateForm
from cop.ballots.seats import Delegation
from cop.kernel.db import db
from cop.kernel.forms import whole
from cop.kernel.web import Pages, actor, page, submit
from cop.members.models import Member

pages = Pages("delegates", "/delegations")


@dataclass(frozen=True)
class Pair:
    """A group in a country that has voting members, or had somebody to speak for it."""

    group_key: str
    country: str
    delegation: Delegation | None
    terms: list[Any]


def _pair(viewer: Any, group: str, country: str) -> Pair | None:
    if not viewer.is_member:
        return None
    terms = delegation_queries.history(group, country)
    known = terms or delegation_queries.voters_of(group, country)
    return Pair(group, country, delegation_queries.delegation(group, country), terms) if known else None


@pages.get("/<group>/<country>", permits.may_see_delegations, _pair)
def delegation(pair: Pair) -> Any:
    named = pair.delegation
    may = named is not None and permits.may_name_alternates(actor(), named)
    return _shown(pair, _form(named) if named and may else None)


@pages.post("/<group>/<country>", permits.may_name_alternates, delegation_queries.of_pair)
def name_alternate(delegation: Delegation) -> Any:
    form = _form(delegation)

    def act() -> None:
        chosen = db.session.get(Member, whole(form.alternate.data))
        version = whole(form.version.data)
        delegation_actions.name_alternate(delegation, chosen, version, actor=actor())
        flash(_("Kept; who is named is told by mail. Ballots that are open keep their roll."))

    terms = delegation_queries.history(delegation.group_key, delegation.country)
    pair = Pair(delegation.group_key, delegation.country, delegation, terms)
    return submit(form, act, lambda _none: request.path) or _shown(pair, form)


def _form(delegation: Delegation) -> AlternateForm:
    form = AlternateForm(data={"alternate": delegation.alternate_id or "", "version": delegation.version})
    people = delegation_queries.voters_of(delegation.group_key, delegation.country)
    form.offer([(id, name) for id, name in people if id != delegation.head_id])
    return form


def _shown(pair: Pair, form: AlternateForm | None) -> str:
    named = [pair.delegation] if pair.delegation else []
    return page(
        "ballots/delegates.html",
        country=pair.country,
        name=pictures.names().get(pair.group_key, ""),
        terms=pair.terms,
        marks=delegation_queries.hindered(named),
        form=form,
    )
