"""Taking one's data along: asked for on a page, gathered by the worker, fetched by oneself alone."""

from __future__ import annotations

from typing import Any

from flask import flash, send_file, url_for
from flask_babel import gettext as _

from cop.kernel.errors import Missing
from cop.kernel.forms import Press
from cop.kernel.web import actor, keep_nowhere, page, submit
from cop.members import queries
from cop.members.models import Member
from cop.privacy import export_actions, export_queries, gathering, permits, retention
from cop.privacy.export_models import Export
from cop.privacy.views import pages


@pages.form("/account/data/export", permits.may_keep_own, queries.oneself, fresh=True)
def exports(member: Member) -> Any:
    form = Press()

    def act() -> None:
        export_actions.ask_export(member, actor=actor())
        flash(_("Your data is being gathered; a letter tells you when the file is ready."))

    return submit(form, act, lambda _none: url_for("privacy.exports")) or page(
        "privacy/exports.html",
        form=form,
        exports=export_queries.latest(member),
        running=export_queries.running(member),
        days=retention.days("exports"),
    )


@pages.get("/account/data/export/<int:id>", permits.may_keep_own, export_queries.ready, fresh=True)
def fetch(export: Export) -> Any:
    """The file, which no cache keeps."""
    path = gathering.folder() / export.name
    if not path.exists():
        raise Missing()
    keep_nowhere()
    name = f"my-data-{export.asked_at:%Y-%m-%d}.zip"
    return send_file(
        path, mimetype="application/zip", as_attachment=True, download_name=name, conditional=False
    )
