"""Drafts kept on the server: by the script of the editor's page while one types, and by its button."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext as _

from cop.kernel.web import actor, attempt, submit, to
from cop.kernel.words import when
from cop.statements import draft_actions, forms, permits, reading, shown
from cop.statements.drafts import Draft
from cop.statements.models import Statement
from cop.statements.views import pages


@pages.post("/<address>/draft", permits.may_edit, reading.in_work)
def keep(statement: Statement) -> Any:
    return _as_json(statement)


@pages.post("/new/draft", permits.may_draft)
def keep_new() -> Any:
    return _as_json(None)


def _as_json(statement: Statement | None) -> dict[str, Any]:
    """``says``: a sentence for the page; ``kept``: the draft's version now; ``theirs``: what was typed elsewhere."""
    form = forms.Kept()
    taken, draft = attempt(form, lambda: _keep(statement, form))
    if taken:
        return {"says": _said(draft), "kept": draft.version}
    if form.stale:
        return {"says": form.form_errors[0], "theirs": form.stale.theirs, "kept": form.stale.version}
    return {"says": _("Not kept: %(why)s", why=next(iter(form.errors.values()))[0])}


def _keep(statement: Statement | None, form: forms.Kept) -> Draft:
    typed = draft_actions.Typed(
        form.title.data,
        form.source.data,
        form.language.data,
        form.summary.data,
        form.space.data,
        form.version.number,
    )
    return draft_actions.keep_draft(statement, typed, form.kept.number, actor=actor())


def _said(draft: Draft) -> str:
    return _("Kept on the server, %(when)s. Only you can read it.", when=when(draft.saved_at))


def by_button(statement: Statement | None, page_form: forms.Text) -> Any:
    """Keeps what the page's own form holds when that was asked for: the redirect, else None, with why at the form."""
    if "keep" not in request.form:
        return None
    form = forms.Kept()
    if done := submit(form, lambda: flash(_said(_keep(statement, form)))):
        return done
    page_form.form_errors, page_form.stale = list(form.form_errors), form.stale
    for name in form._fields.keys() & page_form._fields.keys():
        page_form[name].errors = form[name].errors
    if form.stale:
        page_form.kept.data = str(form.stale.version)
    return None


@pages.post("/<address>/draft/drop", permits.may_edit, reading.in_work)
def drop(statement: Statement) -> Any:
    draft_actions.drop_draft(statement, actor=actor())
    return redirect(shown.address(statement, "revise"), 303)


@pages.post("/new/draft/drop", permits.may_draft)
def drop_new() -> Any:
    draft_actions.drop_draft(None, actor=actor())
    return to("statements.new")
