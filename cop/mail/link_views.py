"""The page of a letter's link."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from flask_babel import gettext

from cop.access.forms import SecondForm
from cop.access.proofs import Shown
from cop.kernel.forms import Press
from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, keep_nowhere, page, submit
from cop.mail import link_actions
from cop.mail.links import Link, Standing, load
from cop.members.visits import spend

pages = Pages("links", "/letters/act")


@pages.form("/<raw>", public, load)
def act(link: Link) -> Any:
    """Whose session it is finds the thing's own page, where there is more to do than here."""
    keep_nowhere()
    if actor().id == link.member.id and link.asked and request.method == "GET":
        return redirect(link.asked.address)
    form = link.asked.form if link.asked else Press()
    second = SecondForm() if link.factor else None
    here = url_for("links.act", raw=link.raw)
    return submit(form, lambda: _use(link, second), lambda _none: here) or page(
        "own_mail/link.html",
        **(link.asked.context if link.asked else {}),
        link=link,
        form=form,
        second=second,
        here=here,
        open=link.standing is Standing.OPEN,
        why=gettext(link_actions.REFUSED.get(link.standing, ""))
        if link.standing is not Standing.OPEN
        else "",
    )


def _use(link: Link, second: SecondForm | None) -> None:
    if second:
        spend("second factor", link.member.ref)
    shown = Shown((second.code.data if second else "") or "")
    link_actions.use_link(link.member, link, shown, actor=link.member)
