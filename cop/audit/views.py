"""The ledger for who audits it: what happened, in words; as a file; and whether its seals hold."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, g, request, stream_with_context
from flask_babel import gettext as _

from cop.audit import actions, export, permits, queries, words
from cop.audit.forms import WishForm, wished
from cop.kernel.errors import Invalid
from cop.kernel.web import Pages, actor, page, to

pages = Pages("audit", "/secretariat/ledger")
ASKED = ("person", "thing", "verb", "since", "until")


@pages.get("/", permits.may_audit)
def ledger() -> Any:
    form = WishForm(request.args)
    wish = wished(form, actor())
    if wish is None:
        g.status = Invalid.status
    recount = queries.last_recount()
    return page(
        "audit/ledger.html",
        form=form,
        found=queries.page(wish, actor(), request.args.get("at", "")) if wish else None,
        asked=_asked(),
        words=words,
        most=export.MOST,
        seal=queries.newest_seal(),
        recount=recount,
        broken_at=queries.seal_at(recount.broken) if recount and recount.broken else None,
    )


def _asked() -> dict[str, str]:
    return {name: request.args[name] for name in ASKED if request.args.get(name)}


@pages.get("/entries.csv", permits.may_audit)
def entries() -> Any:
    """What cannot be understood leads to the page, which says why."""
    wish = wished(WishForm(request.args), actor())
    if wish is None:
        return to("audit.ledger", **_asked())
    body = stream_with_context(export.csv_of(wish, actor()))
    headers = {"Content-Disposition": 'attachment; filename="ledger.csv"', "Cache-Control": "no-store"}
    return Response(body, mimetype="text/csv", headers=headers)


@pages.post("/recount", permits.may_audit)
def recount() -> Any:
    actions.ask_recount(actor=actor())
    flash(_("All seals are recounted now. Load this page again to see how far it is."))
    return to("audit.ledger")
