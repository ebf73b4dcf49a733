"""How editors write a statement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import request
from flask_babel import gettext

from cop.kernel.errors import N_, Missing, Refused, Stale
from cop.kernel.web import actor, page, submit, to
from cop.kernel.words import reader_zone
from cop.spaces import queries as spaces
from cop.statements import (
    actions,
    draft_actions,
    draft_views,
    drafts,
    editor_actions,
    forms,
    permits,
    queries,
    reading,
    shown,
)
from cop.statements.drafts import Draft
from cop.statements.models import Revision, Statement
from cop.statements.rules import State, demand_revisable
from cop.statements.views import pages


@pages.form("/new", permits.may_draft)
def new() -> Any:
    draft = drafts.own(actor(), None)
    begun = _typed(draft) if draft else {"space": request.args.get("space", ""), "language": actor().language}
    form = forms.Draft(**begun)
    entered = spaces.all_visible(actor())
    form.space.choices = [(space.slug, space.title) for space in entered]
    form.offer_languages(actor())

    def act() -> Statement:
        space = next(space for space in entered if space.slug == form.space.data)
        made = actions.draft(space, form.title.data, form.source.data, form.language.data, actor=actor())
        draft_actions.drop_draft(None, form.kept.number, actor=actor())
        return made

    done, preview = _tried(None, form, act)
    return done or page("statements/new.html", form=form, preview=preview, draft=draft)


def _tried(statement: Statement | None, form: forms.Text, act: Callable[[], Statement]) -> tuple[Any, Any]:
    """(where the form leads, None while the page is shown again; its preview if that was asked for)."""
    preview = _preview(form)
    if preview is not None:
        return None, preview
    if "keep" in request.form:
        return draft_views.by_button(statement, form), None
    return submit(form, act, shown.address), None


def _typed(draft: Draft) -> dict[str, str]:
    """A draft as the fields of its form."""
    fields = ("space", "title", "source", "language", "summary")
    return {name: getattr(draft, name) for name in fields} | {"kept": str(draft.version)}


def _preview(form: forms.Text) -> list[dict[str, Any]] | None:
    """The text as readers would see it, when that was asked for; None otherwise. What is missing is not asked yet."""
    if "preview" not in request.form:
        return None
    try:
        return shown.preview(form.source.data or "")
    except Refused as refused:
        refused.field = "source"
        form.refuse(refused)
        return []


@pages.form("/<address>/revise", permits.may_edit, reading.in_work)
def revise(statement: Statement) -> Any:
    revision, draft = queries.current(statement), drafts.own(actor(), statement)
    form = forms.Revise(**_begun(statement, revision, draft))
    form.offer_languages(actor(), revision.language)
    if draft and draft.base != statement.version and not form.is_submitted():
        form.stale = _left_behind(statement, revision)

    def act() -> Statement:
        typed = (form.title.data, form.source.data, form.summary.data, form.version.number)
        more = {"language": form.language.data, "ends_ballot": form.ends_ballot.data}
        made = actions.revise(statement, *typed, **more, actor=actor())
        draft_actions.drop_draft(statement, form.kept.number, actor=actor())
        return made

    done, preview = _tried(statement, form, act)
    return done or page(
        "statements/revise.html",
        statement=statement,
        form=form,
        preview=preview,
        draft=draft,
        balloting=statement.stands is State.BALLOTING,
        fixed=_why_fixed(statement),
    )


def _begun(statement: Statement, revision: Revision, draft: Draft | None) -> dict[str, str]:
    """What the form begins with: the draft if there is one, else the text as it stands."""
    stands = {name: getattr(revision, name) for name in ("title", "source", "language")}
    return stands | (_typed(draft) if draft else {}) | {"version": str(statement.version)}


def _left_behind(statement: Statement, revision: Revision) -> Stale:
    says = N_("A newer revision was saved after this draft was begun. Both texts are below.")
    return Stale(says, theirs=revision.source, version=statement.version)


def _why_fixed(statement: Statement) -> str:
    """Why the text cannot be changed now, as a sentence; "" where it can."""
    try:
        demand_revisable(statement.stands, ends_ballot=True)
    except Refused as refused:
        return gettext(refused.message)
    return ""


@pages.form("/<address>/consult", permits.may_consult, reading.in_work)
def consult(statement: Statement) -> Any:
    form = forms.Consult(closes_at=shown.proposed_close(reader_zone()))

    def act() -> Any:
        closes_at = form.closes_at.moment(reader_zone())
        return actions.open_consultation(statement, closes_at, form.scope_note.data, actor=actor())

    done = submit(form, act, lambda _made: shown.address(statement))
    return done or page("statements/consult.html", statement=statement, form=form)


@pages.post("/<address>/take-up", permits.may_take_up, reading.in_work)
def take_up(statement: Statement) -> Any:
    actions.take_up(statement, actor=actor())
    return shown.back_to(statement)


@pages.form("/<address>/editors", permits.may_name_editors, reading.in_work)
def editors(statement: Statement) -> Any:
    form = forms.Editor()

    def act() -> None:
        editor_actions.add_editor(statement, spaces.member_called(form.person.data), actor=actor())

    done = submit(form, act, lambda _none: shown.address(statement, "editors"))
    return done or page("statements/editors.html", statement=statement, form=form)


@pages.post("/<address>/editors/remove", permits.may_name_editors, reading.in_work)
def remove_editor(statement: Statement) -> Any:
    editor_actions.remove_editor(statement, _member_id(), actor=actor())
    return to("statements.editors", address=statement.address)


@pages.post("/<address>/editors/lead", permits.may_name_editors, reading.in_work)
def pass_lead(statement: Statement) -> Any:
    """Who passes the lead on may have no more say here, and comes back to the statement."""
    editor_actions.pass_lead(statement, _member_id(), actor=actor())
    return shown.back_to(statement)


def _member_id() -> int:
    found = request.form.get("member", type=int)
    if found is None:
        raise Missing()
    return found
