"""Bringing a list of people: the file, its columns, what is wrong with it, and how far the worker is."""

from __future__ import annotations

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

from cop.admission import import_actions, import_queries, permits, spellings
from cop.admission.import_forms import BeginForm, BringForm, ColumnsForm
from cop.admission.import_models import Import
from cop.admission.import_rules import A_DAY, Reading
from cop.intake import lists, queries, telling
from cop.intake import pages as intake
from cop.intake.limits import USUAL
from cop.kernel import sheets
from cop.kernel.web import Pages, actor, answer, page, submit, to

pages = Pages("imports", "/secretariat/import")


@pages.before_request
def allow_files() -> None:
    if request.endpoint == "imports.bring" and permits.may_import(actor()):
        intake.allow_file(USUAL)


@pages.form("/", permits.may_import)
def bring() -> Any:
    form = BringForm()
    return submit(form, lambda: _brought(form), _address) or page(
        "admission/imports.html", form=form, imports=import_queries.imports(request.args.get("at", ""))
    )


def _address(job: Import) -> str:
    return url_for("imports.job", id=job.id)


def _brought(form: BringForm) -> Import:
    file = form.file.data
    table = lists.read(file.read(USUAL.largest + 1), form.encoding.data)
    columns = spellings.guess(table.heads)
    plan = import_queries.plan_of(table.heads, columns, "", "")
    checked = list(import_queries.tried(table.rows, plan))
    return import_actions.bring(
        telling.file_name(file.filename), table.heads, table.read_as, Reading(columns), checked, actor=actor()
    )


@pages.get("/<int:id>", permits.may_import, import_queries.job)
def job(job: Import) -> Any:
    return page(
        "admission/import.html",
        **intake.followed(job),
        outcomes=import_queries.outcomes(job),
        a_day=A_DAY,
    )


@pages.form("/<int:id>/columns", permits.may_import, import_queries.job)
def columns(job: Import) -> Any:
    shown = {field: job.columns.get(field, -1) for field in spellings.FIELDS}
    defaults = {"default_country": job.country, "default_group": job.group_key, "version": job.version}
    form = ColumnsForm.over(job.heads, data=shown | defaults)
    return submit(form, lambda: _read_anew(job, form), lambda _none: _address(job)) or page(
        "admission/columns.html", form=form, job=job, first=queries.first_rows(job)
    )


def _read_anew(job: Import, form: ColumnsForm) -> None:
    reading = form.reading()
    plan = import_queries.plan_of(job.heads, dict(reading.columns), reading.group_key, reading.country)
    checked = list(import_queries.tried(queries.rows(job), plan))
    import_actions.read_anew(job, reading, checked, form.version.number, actor=actor())


@pages.form("/<int:id>/begin", permits.may_import, import_queries.job)
def begin(job: Import) -> Any:
    form = BeginForm(language=actor().language)
    return submit(
        form,
        lambda: import_actions.begin(job, form.sending(), actor=actor()),
        lambda _none: _address(job),
    ) or page("admission/begin.html", form=form, job=job, a_day=A_DAY)


@pages.post("/<int:id>/discard", permits.may_import, import_queries.job)
def discard(job: Import) -> Any:
    import_actions.discard(job, actor=actor())
    flash(_("The list is forgotten, with all its rows."))
    return to("imports.bring")


@pages.post("/<int:id>/letters", permits.may_import, import_queries.job)
def send_letters(job: Import) -> Any:
    import_actions.send_letters(job, actor=actor())
    flash(_("The letters go out, at most %(number)d a day.", number=A_DAY))
    return to("imports.job", id=job.id)


@pages.get("/<int:id>/left-out.csv", permits.may_import, import_queries.job)
def left_out(job: Import) -> Any:
    """The rows that are not taken, as they stood, with the reason: mend them there and bring them again."""
    made = sheets.as_csv([*job.heads, _("Reason")], telling.left_out(job, queries.all_flawed(job)))
    return answer(made, sheets.CSV, f"left-out-{job.id}.csv")
