"""Beginning a thread by mail: each member's own address for a space, where the space takes such threads."""

from __future__ import annotations

from typing import Any

from flask import current_app

from cop.delivery import tokens
from cop.discussions import mailed_actions, permits
from cop.discussions.mailed_models import MailedSpace
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.web import Pages, actor, keep_nowhere, page, to
from cop.spaces.models import Space
from cop.spaces.queries import by_slug

pages = Pages("mailed", "/discussions")


@pages.get("/<slug>/by-mail", permits.may_start, by_slug)
def show(space: Space) -> Any:
    keep_nowhere()
    config = current_app.extensions["cop"].config
    allowed = db.session.get(MailedSpace, space.id) is not None
    address = ""
    if allowed and config.mail_replies:
        raw = tokens.token(config.data_dir, tokens.REPLY, actor().id, space.ref, clock.lately())
        address = tokens.address(config.mail_replies, raw)
    return page(
        "discussions/by_mail.html",
        space=space,
        allowed=allowed,
        address=address,
        may_moderate=permits.may_moderate(actor(), space),
    )


@pages.post("/<slug>/by-mail/allow", permits.may_moderate, by_slug)
def allow(space: Space) -> Any:
    mailed_actions.allow_mail(space, actor=actor())
    return to("mailed.show", slug=space.slug)


@pages.post("/<slug>/by-mail/end", permits.may_moderate, by_slug)
def end(space: Space) -> Any:
    mailed_actions.end_mail(space, actor=actor())
    return to("mailed.show", slug=space.slug)
