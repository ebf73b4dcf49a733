"""Pages of the codes: looking one up, bringing them from a file, and giving them to a report."""

from __future__ import annotations

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cop.incidents import choices, code_actions, code_forms, code_queries, code_rules, permits, queries
from cop.incidents import watch_permits as lists
from cop.incidents.models import Incident
from cop.incidents.views import crumbs, pages
from cop.kernel import sheets, text
from cop.kernel.errors import Refused
from cop.kernel.web import actor, answer, keep_nowhere, page, submit

LONGEST = 60


def _asked() -> str:
    return text.line(request.args.get("q", "")[:LONGEST])


@pages.get("/codes/", lists.may_see_lists)
def all_codes() -> str:
    """Without words to look for, those at the top of each annex."""
    asked = _asked()
    found = code_queries.found(asked)
    parts = [(key, _(name), [c for c in found if c.code[0] == key]) for key, name in choices.ANNEXES.items()]
    return page(
        "incidents/codes.html",
        crumbs=crumbs(),
        asked=asked,
        parts=[part for part in parts if part[2]],
        more=len(found) == code_queries.MOST,
        may_import=permits.may_keep_lists(actor()),
    )


@pages.get("/codes/list.csv", lists.may_see_lists)
def codes_csv() -> Any:
    rows = ([one.code, one.label] for one in code_queries.every())
    return answer(sheets.as_csv(["code", "label"], rows), sheets.CSV, "codes.csv")


@pages.form("/codes/import", permits.may_keep_lists)
def import_codes() -> Any:
    """Without the tick the rows are only looked through, and every flaw is listed."""
    form = code_forms.CodesForm()
    rows: list[code_rules.Row] = []
    if form.validate_on_submit() and not form.taken.data:
        rows = _tried(form)
    elif done := submit(form, lambda: _take(form), lambda _done: url_for("incidents.all_codes")):
        return done
    return page(
        "incidents/import_codes.html",
        form=form,
        crumbs=[*crumbs(), (_("Codes"), url_for("incidents.all_codes"))],
        flawed=[row for row in rows if row.wrong],
        good=sum(not row.wrong for row in rows),
        tried=bool(rows),
    )


def _tried(form: code_forms.CodesForm) -> list[code_rules.Row]:
    try:
        return code_rules.read(form.content())
    except Refused as refused:
        form.refuse(refused)
        return []


def _take(form: code_forms.CodesForm) -> None:
    number = code_actions.import_codes(form.content(), actor=actor())
    flash(ngettext("%(num)d code was taken.", "%(num)d codes were taken.", number))


@pages.form("/<uid>/codes", permits.may_take_action, queries.read)
def give_codes(incident: Incident) -> Any:
    """Looks for codes by words or by how they begin; what is ticked is kept with what the report carries."""
    keep_nowhere()
    form, asked = code_forms.GivenForm(), _asked()
    form.offer(code_queries.of(incident), code_queries.found(asked))
    done = submit(
        form,
        lambda: code_actions.give_codes(incident, form.wished(), actor=actor()),
        lambda _done: url_for("incidents.incident", uid=incident.uid, _anchor="codes"),
    )
    return done or page(
        "incidents/give_codes.html", form=form, crumbs=crumbs(incident), asked=asked, here=request.path
    )
