"""Letters that could not be sent, for the secretariat; and the demonstration's letterbox."""

from __future__ import annotations

from typing import Any

from flask import flash, request
from flask_babel import gettext as _

from cop.delivery import actions, notice_queries, permits, queries
from cop.delivery.light_html import with_links
from cop.delivery.transport import SentMail
from cop.kernel import clock, refs, words
from cop.kernel.outbox import ATTEMPTS, Item
from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, keep_nowhere, page, to

pages = Pages("delivery", "/secretariat/mail")
demo_pages = Pages("demo_mail", "/demo/mail")


@pages.get("/", permits.may_mend_mail)
def trouble() -> Any:
    found, now = queries.troubled(request.args.get("at", "")), clock.lately()
    notices = notice_queries.latest(now)
    return page(
        "delivery/trouble.html",
        items=found,
        names=queries.recipients(found.rows),
        attempts=ATTEMPTS,
        notices=notices,
        subjects=refs.resolve([one.notice.entry.subject for one in notices], actor()),
        days=notice_queries.sent_by_day(now, words.reader_zone()),
    )


@pages.post("/<int:id>/again", permits.may_mend_mail, queries.troubled_item)
def again(item: Item) -> Any:
    actions.try_again(item, actor=actor())
    flash(_("It is tried again within a minute."))
    return to("delivery.trouble")


@demo_pages.get("", public)
def letters() -> Any:
    return page("delivery/letters.html", letters=queries.sent(request.args.get("at", "")))


@demo_pages.get("/<int:id>", public, queries.sent_mail)
def letter(mail: SentMail) -> Any:
    keep_nowhere()
    return page("delivery/letter.html", mail=mail, text=with_links(mail.text))
