"""Files come in one at a time by script (a form brings its own without); each goes out as its text may be seen."""

from __future__ import annotations

from typing import Any

from flask import request, send_file
from flask_babel import gettext
from werkzeug.wrappers import Response

from cop.attachments import queries, store, taking
from cop.attachments.models import Attachment
from cop.attachments.permits import may_upload
from cop.attachments.showing import SHOWS, label
from cop.kernel.errors import N_, Invalid, Missing, Refused
from cop.kernel.forms import sentence_of
from cop.kernel.permits import public
from cop.kernel.web import Pages, actor

pages = Pages("attachments", "/attachments")


@pages.before_request
def allow_a_file() -> None:
    if request.endpoint == "attachments.upload" and may_upload(actor()):
        taking.allow_one()


@pages.post("/", may_upload)
def upload() -> Any:
    """``id`` and ``says`` of the file that was kept, and of an image what it ``asks``; ``says`` alone, why it was not."""
    try:
        if (sent := request.files.get("files")) is None:
            raise Invalid(N_("There is no file in what was sent. Choose one, and send it again."))
        made = taking.take(sent, actor())
    except Refused as refused:
        return {"says": sentence_of(refused)}, refused.status
    return {"id": made.id, "says": label(made), "asks": gettext(SHOWS) if made.is_image else ""}


@pages.get("/<int:id>", public, queries.attachment)
def fetch(one: Attachment) -> Response:
    """Asked anew each time who may see it: the address alone opens nothing. No document is shown in place."""
    path = store.path(one.key)
    if not path.exists():
        raise Missing()
    response = send_file(
        path,
        mimetype=one.kind,
        as_attachment=not one.is_image,
        download_name=one.name,
        etag=one.sha256,
        max_age=0,
    )
    response.headers.pop("Last-Modified", None)  # in some threads nobody is told at which hour others wrote
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
