"""Pages on which a report is completed, part by part."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.incidents import edit_actions, permits, queries, shown, stage_forms
from cop.incidents.fields import Stage
from cop.incidents.models import Incident
from cop.incidents.queries import Editing
from cop.incidents.views import form_page, pages
from cop.kernel.web import actor, keep_nowhere, submit


@pages.form("/<uid>/edit/<stage>", permits.may_edit, queries.stage)
def stage(editing: Editing) -> Any:
    return _edit(editing, _save)


@pages.form("/<uid>/action", permits.may_take_action, queries.action_stage)
def action(editing: Editing) -> Any:
    return _edit(editing, _take)


def _edit(editing: Editing, save: Any) -> Any:
    keep_nowhere()
    one, part = editing.incident, editing.stage
    form = stage_forms.FORMS[part.key](data=_kept(one, part))
    done = submit(form, lambda: save(editing, form), lambda _done: url_for("incidents.incident", uid=one.uid))
    if done:
        return done
    if form.stale is not None:
        form.stale.theirs = shown.theirs(one, part)
    return form_page(form, _(part.title), one, _("Save"))


def _kept(one: Incident, part: Stage) -> dict[str, Any]:
    kept = {field.key: getattr(one, field.key) for field in part.fields}
    return {key: str(v) if key == "harm" else v for key, v in kept.items()} | {"version": one.version}


def _save(editing: Editing, form: stage_forms.StageForm) -> None:
    edit_actions.edit(
        editing.incident,
        editing.stage.key,
        form.answers(),
        form.version.number,
        form.confirmed.data,
        actor=actor(),
    )


def _take(editing: Editing, form: stage_forms.StageForm) -> None:
    edit_actions.take_action(
        editing.incident, form.answers(), form.version.number, form.confirmed.data, actor=actor()
    )
