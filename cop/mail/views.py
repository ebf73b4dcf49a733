"""One's own mail to the community: what was taken, what was not and why, and what is held until one says so."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext as _

from cop.kernel import refs
from cop.kernel.web import Pages, actor, keep_nowhere, page, to
from cop.mail import actions, bounce_queries, notices, permits, queries, saying
from cop.mail.models import Inbound
from cop.mail.rules import WORDS, State

pages = Pages("own_mail", "/account/mail")


@pages.get("", permits.may_list)
def index() -> Any:
    keep_nowhere()
    mails = queries.of(actor(), request.args.get("at", ""))
    things = refs.resolve({mail.about for mail in mails.rows}, actor())
    return page(
        "own_mail/index.html",
        mails=mails,
        things=things,
        words=WORDS,
        State=State,
        trouble=bounce_queries.own(actor()),
    )


@pages.get("/<int:id>", permits.may_decide, queries.own)
def mail(mail: Inbound) -> Any:
    keep_nowhere()
    return page(
        "own_mail/mail.html",
        mail=mail,
        thing=refs.resolve([mail.about], actor()).get(mail.about),
        state=WORDS[State(mail.state)],
        reason=notices.reason(mail) if mail.state == State.REFUSED else "",
        left=[notices.left_out(one) for one in mail.left],
        held=mail.state == State.HELD,
    )


@pages.post("/<int:id>/say", permits.may_say, queries.own)
def say(mail: Inbound) -> Any:
    return redirect(saying.say(mail, actor()), 303)


@pages.post("/<int:id>/drop", permits.may_decide, queries.own)
def drop(mail: Inbound) -> Any:
    actions.drop_mail(mail, actor=actor())
    flash(_("Dropped, and its text is deleted."))
    return to("own_mail.index")
