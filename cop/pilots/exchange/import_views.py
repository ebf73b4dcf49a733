"""Bringing pilots from a registry's file: the file, what is wrong with it, and how far the worker is."""

from __future__ import annotations

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

from cop.intake import pages as intake
from cop.intake import queries, telling
from cop.kernel import clock, sheets
from cop.kernel.web import Pages, actor, answer, page, submit, to
from cop.pilots import permits
from cop.pilots.exchange import files, import_actions, import_queries
from cop.pilots.exchange.entries import Mode
from cop.pilots.exchange.import_forms import MODE_HINTS, MODES, BringForm
from cop.pilots.exchange.import_models import PilotImport

pages = Pages("pilot_imports", "/secretariat/pilots")


@pages.before_request
def allow_files() -> None:
    if request.endpoint == "pilot_imports.bring" and permits.may_import(actor()):
        intake.allow_file(files.LIMITS)


@pages.form("/", permits.may_import)
def bring() -> Any:
    form = BringForm()
    return submit(form, lambda: _brought(form), _address) or page(
        "pilots/imports.html",
        form=form,
        hints=MODE_HINTS,
        modes=MODES,
        imports=import_queries.imports(request.args.get("at", "")),
    )


def _address(job: PilotImport) -> str:
    return url_for("pilot_imports.job", id=job.id)


def _brought(form: BringForm) -> PilotImport:
    file, mode = form.file.data, Mode(form.mode.data)
    table = files.read(file.read(files.LIMITS.largest + 1))
    checked = import_queries.checked(table.rows, import_queries.plan_of(table.heads, mode, clock.now()))
    named = telling.file_name(file.filename)
    return import_actions.bring(named, table.heads, table.read_as, mode, checked, actor=actor())


@pages.get("/<int:id>", permits.may_import, import_queries.job)
def job(job: PilotImport) -> Any:
    return page("pilots/import.html", modes=MODES, **intake.followed(job))


@pages.post("/<int:id>/begin", permits.may_import, import_queries.job)
def begin(job: PilotImport) -> Any:
    import_actions.begin(job, actor=actor())
    return to("pilot_imports.job", id=job.id)


@pages.post("/<int:id>/discard", permits.may_import, import_queries.job)
def discard(job: PilotImport) -> Any:
    import_actions.discard(job, actor=actor())
    flash(_("The file is forgotten, with all its rows."))
    return to("pilot_imports.bring")


@pages.get("/<int:id>/left-out.csv", permits.may_import, import_queries.job)
def left_out(job: PilotImport) -> Any:
    """The rows that are not taken, as they stood, with the reason: mend them there and bring them again."""
    made = sheets.as_csv([*job.heads, _("Reason")], telling.left_out(job, queries.all_flawed(job)))
    return answer(made, sheets.CSV, f"left-out-{job.id}.csv")
