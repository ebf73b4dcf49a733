"""For the secretariat: how much mail goes out, whom it does not reach, and groups that a ballot would not hear."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from cop.kernel import clock
from cop.kernel.web import Pages, actor, page
from cop.mail import bounce_actions, bounce_queries, permits
from cop.mail.bounce_models import AddressTrouble

pages = Pages("reach", "/secretariat/mail/reach")


@pages.get("", permits.may_see_reach)
def index() -> Any:
    stopped = bounce_queries.all_stopped(request.args.get("at", ""))
    cells = bounce_queries.reach()
    return page(
        "own_mail/reach.html",
        stopped=stopped,
        cells=cells,
        lost=[cell for cell in cells if cell.unreached == cell.people],
        volume=bounce_queries.volume(clock.lately()),
    )


@pages.post("/<int:id>/again", permits.may_write_again, bounce_queries.stopped)
def again(trouble: AddressTrouble) -> Any:
    bounce_actions.write_again(trouble, actor=actor())
    flash(_("Letters go there again."))
    return redirect(url_for("reach.index" if actor().roles else "letters.letters"), 303)
